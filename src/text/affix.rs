//! Beginnings and ends out of lists of words. Most are told by one byte, without a call that compares the rest.

/// Whether a text begins with a word.
#[inline]
pub fn starts_with(text: &str, word: &str) -> bool {
    text.as_bytes().first() == word.as_bytes().first() && text.starts_with(word) || word.is_empty()
}

/// Whether a text ends with a word.
#[inline]
pub fn ends_with(text: &str, word: &str) -> bool {
    text.as_bytes().last() == word.as_bytes().last() && text.ends_with(word) || word.is_empty()
}

/// Whether a text begins with one of some words.
#[inline]
pub fn starts_with_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| starts_with(text, word))
}

/// Whether a text ends with one of some words.
#[inline]
pub fn ends_with_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| ends_with(text, word))
}

/// What stands before the end of a text that is a word.
#[inline]
pub fn strip_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    ends_with(text, word).then(|| &text[..text.len() - word.len()])
}

/// What stands behind the beginning of a text that is a word.
#[inline]
pub fn strip_start<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    starts_with(text, word).then(|| &text[word.len()..])
}
