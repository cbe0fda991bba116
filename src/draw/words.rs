use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Language;

/// What pictures say in each language: a row a phrase, `{a}` and `{b}` for what is filled in.
static TABLE: LazyLock<BTreeMap<&'static str, [&'static str; 6]>> = LazyLock::new(|| {
    let rows = include_str!("words.tsv").lines().skip(1);
    rows.filter_map(|row| {
        let (key, words) = row.split_once('\t')?;
        let words: Vec<&str> = words.split('\t').collect();
        Some((key, words.try_into().ok()?))
    })
    .collect()
});

/// A phrase in a language; a name that the table does not hold stands for itself.
pub(super) fn phrase(key: &'static str, language: Language) -> &'static str {
    TABLE.get(key).map_or(key, |words| words[language as usize])
}

/// A phrase with its gaps filled.
pub(super) fn filled(key: &'static str, language: Language, a: &str, b: &str) -> String {
    phrase(key, language).replace("{a}", a).replace("{b}", b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Tie;

    #[test]
    fn every_phrase_is_there_in_six_languages() {
        let rows = include_str!("words.tsv").lines().count() - 1;
        assert_eq!(TABLE.len(), rows, "a row is short, or stands twice");
        for (key, words) in TABLE.iter() {
            for words_of_one in words {
                assert!(!words_of_one.trim().is_empty(), "{key}");
                for gap in ["{a}", "{b}"] {
                    assert_eq!(words_of_one.contains(gap), words[1].contains(gap), "{key}");
                }
            }
        }
    }

    #[test]
    fn every_relation_has_its_phrase() {
        for tie in Tie::all() {
            assert!(TABLE.contains_key(tie.name()), "{tie}");
        }
    }
}
