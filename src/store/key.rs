use std::fmt;

use sha2::{Digest, Sha256};

use crate::model::{Language, Symbol};

/// What a record depends on beside the bytes and the name of its document. What differs in any of it is read again.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The program: its version, and what tells one build of it from another.
    pub extractor: String,
    /// The user's own registry.
    pub registry: String,
    /// The language, where the user names it.
    pub language: Option<Language>,
    /// The symbol, where the user names it.
    pub symbol: Option<Symbol>,
}

impl Terms {
    /// The key of a document: of its bytes, and of its file's name, from which a text that tells no symbol is called.
    pub fn key(&self, sha256: &str, name: &str) -> Key {
        self.key_within(sha256, name, None)
    }

    /// The key of a document that could not be read: what was refused within these limits may be read within others.
    pub fn key_of_failure(&self, sha256: &str, name: &str, limits: &str) -> Key {
        self.key_within(sha256, name, Some(limits))
    }

    fn key_within(&self, sha256: &str, name: &str, limits: Option<&str>) -> Key {
        let language = self.language.map(|language| language.to_string());
        let symbol = self.symbol.as_ref().map(ToString::to_string);
        let fields = [
            Some(sha256),
            Some(name),
            Some(&self.extractor),
            Some(&self.registry),
            language.as_deref(),
            symbol.as_deref(),
            limits,
        ];
        let mut hash = Sha256::new();
        for field in fields {
            // With its length before it, no field can run over into the next.
            let length = field.map_or(u64::MAX, |field| field.len() as u64);
            hash.update(length.to_le_bytes());
            hash.update(field.unwrap_or_default());
        }
        Key(hash.finalize().into())
    }
}

/// What a record is kept under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// How many characters it is printed with.
    pub(super) const PRINTED: usize = 64;

    /// The key that is printed so.
    pub(super) fn parse(printed: &str) -> Option<Key> {
        let mut key = [0; 32];
        if printed.len() != Key::PRINTED || !printed.is_ascii() {
            return None;
        }
        for (at, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&printed[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Key(key))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_depends_on_every_term() {
        let terms = Terms::default();
        let key = terms.key("ab", "c.txt");
        assert_eq!(Key::parse(&key.to_string()), Some(key));
        let other = |change: fn(&mut Terms)| {
            let mut terms = Terms::default();
            change(&mut terms);
            terms.key("ab", "c.txt")
        };
        let keys = [
            key,
            terms.key("a", "bc.txt"),
            terms.key_of_failure("ab", "c.txt", ""),
            terms.key_of_failure("ab", "c.txt", "1 page"),
            other(|terms| terms.extractor = "2".to_owned()),
            other(|terms| terms.registry = "2".to_owned()),
            other(|terms| terms.language = Some(Language::Fr)),
            other(|terms| terms.symbol = "A/RES/70/1".parse().ok()),
        ];
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }
}
