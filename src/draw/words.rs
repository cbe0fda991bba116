use std::sync::LazyLock;

use crate::export::{PHRASES, Phrases, phrases};
use crate::model::Language;

/// What pictures say in each language: a row a phrase, `{a}` and `{b}` for what is filled in.
static TABLE: LazyLock<Phrases> = LazyLock::new(|| phrases(rows()));

/// The rows of all tables: the names of kinds and relations, what pictures say, and what only the explorer says.
fn rows() -> impl Iterator<Item = &'static str> {
    let tables = [PHRASES, include_str!("words.tsv"), include_str!("explorer/words.tsv")];
    tables.into_iter().flat_map(|table| table.lines().skip(1))
}

/// Every phrase with its words in the six languages.
pub(super) fn all() -> impl Iterator<Item = (&'static str, [&'static str; 6])> {
    TABLE.iter().map(|(&key, &words)| (key, words))
}

/// A phrase in a language; a name that the table does not hold stands for itself.
pub(super) fn phrase(key: &'static str, language: Language) -> &'static str {
    TABLE.get(key).map_or(key, |words| words[language as usize])
}

/// A phrase with its gaps filled.
pub(super) fn filled(key: &'static str, language: Language, a: &str, b: &str) -> String {
    phrase(key, language).replace("{a}", a).replace("{b}", b)
}

/// What stands between the things of a list.
pub(super) fn comma(language: Language) -> &'static str {
    match language {
        Language::Ar => "، ",
        Language::Zh => "、",
        _ => ", ",
    }
}

/// What stands between the things of a list that may hold commas.
pub(super) fn semicolon(language: Language) -> &'static str {
    match language {
        Language::Ar => "؛ ",
        Language::Zh => "；",
        Language::Fr => "\u{a0}; ",
        _ => "; ",
    }
}

/// What stands between a heading's first words and what they are of.
pub(super) fn colon(language: Language) -> &'static str {
    match language {
        Language::Zh => "：",
        Language::Fr => "\u{a0}: ",
        _ => ": ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Tie;

    #[test]
    fn every_phrase_is_there_in_six_languages() {
        assert_eq!(TABLE.len(), rows().count(), "a row is short, or stands twice");
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
