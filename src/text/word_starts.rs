/// The places of a text at which a word may begin, in order.
///
/// Where words are spaced these are the first letter or figure of each, every other character, and the letter behind what is
/// written together with a word; where they are not, every character. No word begins with a blank.
pub struct WordStarts<'a> {
    text: &'a str,
    /// What is written together with the word behind it; `None` where words are not spaced.
    prefixes: Option<&'a [String]>,
    /// From here on the text is to be looked at: at no letter that goes on a word.
    at: usize,
    /// Places behind the prefixes of the word before `at`, the last first.
    inside: Vec<usize>,
}

impl<'a> WordStarts<'a> {
    /// The places of a text in which words are spaced, and may be written together with one of these before them.
    pub fn spaced(text: &'a str, prefixes: &'a [String]) -> WordStarts<'a> {
        WordStarts {
            text,
            prefixes: Some(prefixes),
            at: 0,
            inside: Vec::new(),
        }
    }

    /// The places of a text in which words are not spaced.
    pub fn unspaced(text: &'a str) -> WordStarts<'a> {
        WordStarts {
            prefixes: None,
            ..WordStarts::spaced(text, &[])
        }
    }

    /// Goes on at `end`, where a word has been found.
    pub fn seek(&mut self, end: usize) {
        self.inside.retain(|&at| at >= end);
        if end <= self.at {
            return;
        }
        let inner = self.prefixes.is_some() && self.text[..end].ends_with(is_inner);
        self.at = if inner { run_end(self.text, end) } else { end };
    }
}

impl Iterator for WordStarts<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if let Some(at) = self.inside.pop() {
            return Some(at);
        }
        let bytes = self.text.as_bytes();
        while bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let start = self.at;
        let first = *bytes.get(start)?;
        let Some(prefixes) = self.prefixes else {
            self.at += char_len(first);
            return Some(start);
        };
        self.at = run_end(self.text, start);
        if self.at == start {
            self.at += char_len(first);
        } else if !prefixes.is_empty() {
            let word = &self.text[start..self.at];
            let first = word.as_bytes().first_chunk::<2>();
            // The first letter is looked at before the whole of a prefix.
            let near = prefixes
                .iter()
                .filter(|prefix| prefix.as_bytes().first_chunk() == first);
            let behind = near.filter(|prefix| prefix.len() < word.len() && word.starts_with(prefix.as_str()));
            self.inside.extend(behind.map(|prefix| start + prefix.len()));
            self.inside.sort_unstable_by(|one, other| other.cmp(one));
            self.inside.dedup();
        }
        Some(start)
    }
}

/// Where the letters and figures end that begin at a byte.
#[inline]
fn run_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(eight) = bytes[at..].first_chunk() {
        let letters = letters(*eight);
        at += letters;
        if letters < eight.len() {
            match wide_letter(text, at) {
                0 => return at,
                length => at += length,
            }
        }
    }
    while let Some(&byte) = bytes.get(at) {
        match byte.is_ascii_alphanumeric() {
            true => at += 1,
            false => match wide_letter(text, at) {
                0 => break,
                length => at += length,
            },
        }
    }
    at
}

/// With how many letters and figures of ASCII eight bytes begin, looked at together.
#[inline]
fn letters(eight: [u8; 8]) -> usize {
    const HIGH: u64 = 0x80 * EACH;
    const EACH: u64 = 0x0101_0101_0101_0101;
    let bytes = u64::from_le_bytes(eight);
    // Of seven bits a sum never reaches the next byte; its eighth bit tells that the byte is `low` or more.
    let seven = bytes & !HIGH;
    let least = |word: u64, low: u8| word + EACH * u64::from(0x80 - low);
    let small = seven | (0x20 * EACH);
    let letter = least(small, b'a') & !least(small, b'z' + 1);
    let figure = least(seven, b'0') & !least(seven, b'9' + 1);
    let other = !(letter | figure) | bytes;
    ((other & HIGH).trailing_zeros() / 8) as usize
}

/// The length of the letter beyond ASCII that begins at a byte; 0 where it is none.
#[inline]
fn wide_letter(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        [..0x80, ..] => 0,
        // Cyrillic, and the plain letters of Arabic.
        [0xd0 | 0xd1, ..] | [0xd8, 0xa1..=0xff, ..] | [0xd9, 0x81..=0x8a, ..] => 2,
        _ => text[at..]
            .chars()
            .next()
            .filter(|&c| is_inner(c))
            .map_or(0, char::len_utf8),
    }
}

/// The length of a character by its first byte.
#[inline]
fn char_len(first: u8) -> usize {
    match first {
        ..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Whether a character goes on a word; the letters of the six languages first, since they are the most.
#[inline]
pub fn is_inner(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'А'..='я' | '\u{621}'..='\u{64a}' => true,
        other => other.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mut starts: WordStarts<'_>, text: &str, expected: &[&str]) {
        let found: Vec<&str> = starts.by_ref().map(|at| &text[at..]).collect();
        let rest = |word: &&str| found.iter().any(|found| found.starts_with(word));
        assert_eq!(found.len(), expected.len(), "{found:?}");
        assert!(expected.iter().all(rest), "{found:?}");
    }

    #[test]
    fn words_begin_behind_what_is_no_letter() {
        let text = "l'été 76/172";
        check(WordStarts::spaced(text, &[]), text, &["l", "'", "é", "76", "/", "172"]);
        let prefixes = ["و".to_owned(), "وال".to_owned()];
        let text = "والقرار قال";
        check(
            WordStarts::spaced(text, &prefixes),
            text,
            &["وا", "القرار", "قرار", "قال"],
        );
        check(WordStarts::unspaced("第7号"), "第7号", &["第", "7", "号"]);
    }

    #[test]
    fn letters_are_counted_as_they_are_told_one_by_one() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut eight = *b"aZ09zA5m";
                eight[place] = byte;
                let expected = if byte.is_ascii_alphanumeric() { 8 } else { place };
                assert_eq!(letters(eight), expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn what_was_found_is_passed_over() {
        let text = "lamp keeper13 of lamps";
        let mut starts = WordStarts::spaced(text, &[]);
        assert_eq!(starts.next(), Some(0));
        starts.seek("lamp keeper".len());
        assert_eq!(starts.next(), Some("lamp keeper13 ".len()));
        starts.seek(2);
        assert_eq!(starts.next(), Some("lamp keeper13 of ".len()));
    }
}
