use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Language;

/// The names of kinds and relations in each language, and what a marked document says: a row a phrase.
pub(crate) const PHRASES: &str = include_str!("phrases.tsv");

/// Phrases by their names, in the six languages.
pub(crate) type Phrases = BTreeMap<&'static str, [&'static str; 6]>;

static TABLE: LazyLock<Phrases> = LazyLock::new(|| phrases(PHRASES.lines().skip(1)));

/// The phrases of rows: the name, and the words in each language.
pub(crate) fn phrases(rows: impl Iterator<Item = &'static str>) -> Phrases {
    rows.filter_map(|row| {
        let (key, words) = row.split_once('\t')?;
        let words: Vec<&str> = words.split('\t').collect();
        Some((key, words.try_into().ok()?))
    })
    .collect()
}

/// A phrase in a language; a name that the table does not hold stands for itself.
pub(super) fn phrase(key: &'static str, language: Language) -> &'static str {
    TABLE.get(key).map_or(key, |words| words[language as usize])
}
