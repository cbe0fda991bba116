use std::cmp::Reverse;

use hashbrown::HashMap;

/// How many bytes are looked at together: as many as a mask has bits.
const BLOCK: usize = 64;

/// The places of a text at which a word may begin, in order.
///
/// Where words are spaced these are the first letter or figure of each, every other character, and the letter behind what is
/// written together with a word; where they are not, every character. No word begins with a blank or with one of `,.;:)`.
pub struct WordStarts<'a> {
    text: &'a str,
    /// What is written together with the word behind it; `None` where words are not spaced.
    prefixes: Option<&'a Prefixes>,
    /// Where the block begins that is looked at.
    block: usize,
    /// The places in the block that are still to come, a bit each.
    places: u64,
    /// Places behind the prefixes of the word before, the last first.
    inside: Vec<usize>,
}

/// What a language writes together with the word behind it.
#[derive(Debug, Default)]
pub struct Prefixes {
    /// By the two bytes of their first letters.
    by_letter: HashMap<[u8; 2], Vec<Prefix>>,
}

/// A prefix of eight bytes at most, so that it is compared with a text at once.
#[derive(Clone, Copy, Debug)]
struct Prefix {
    bytes: u64,
    /// Ones where the prefix has bytes.
    mask: u64,
    length: usize,
}

impl Prefixes {
    /// These prefixes, each of letters beyond ASCII; longer ones than eight bytes are left out.
    pub fn new<'p>(prefixes: impl IntoIterator<Item = &'p str>) -> Prefixes {
        let mut by_letter = HashMap::<[u8; 2], Vec<Prefix>>::new();
        for prefix in prefixes.into_iter().filter(|prefix| prefix.len() <= 8) {
            if let Some(letter) = prefix.as_bytes().first_chunk() {
                by_letter.entry(*letter).or_default().push(Prefix {
                    bytes: eight_bytes(prefix.as_bytes()),
                    mask: u64::MAX >> (64 - 8 * prefix.len()),
                    length: prefix.len(),
                });
            }
        }
        // The longest first: the places behind them are given back from the last on.
        for alike in by_letter.values_mut() {
            alike.sort_by_key(|prefix| Reverse(prefix.length));
        }
        Prefixes { by_letter }
    }
}

/// The first eight bytes of a text, or as many as there are.
#[inline]
pub(super) fn eight_bytes(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => text.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte)),
    }
}

impl<'a> WordStarts<'a> {
    /// The places of a text in which words are spaced, and may be written together with one of these before them.
    pub fn spaced(text: &'a str, prefixes: &'a Prefixes) -> WordStarts<'a> {
        WordStarts::of(text, Some(prefixes))
    }

    /// The places of a text in which words are not spaced.
    pub fn unspaced(text: &'a str) -> WordStarts<'a> {
        WordStarts::of(text, None)
    }

    fn of(text: &'a str, prefixes: Option<&'a Prefixes>) -> WordStarts<'a> {
        let mut starts = WordStarts {
            text,
            prefixes,
            block: 0,
            places: 0,
            inside: Vec::new(),
        };
        starts.look_at(0);
        starts
    }

    /// Goes on at `end`, where a word has been found.
    #[inline]
    pub fn seek(&mut self, end: usize) {
        if !self.inside.is_empty() {
            self.inside.retain(|&at| at >= end);
        }
        match end.checked_sub(self.block) {
            Some(passed @ 0..BLOCK) => self.places &= u64::MAX << passed,
            Some(_) => self.look_at(end),
            None => {}
        }
    }

    /// Looks at the block that begins at a byte.
    fn look_at(&mut self, block: usize) {
        self.block = block;
        let bytes = self.text.as_bytes();
        let Some(rest) = bytes.get(block..).filter(|rest| !rest.is_empty()) else {
            self.places = 0;
            return;
        };
        // The block, and the byte behind it. What is missing at the end of the text is blank.
        let mut padded = [b' '; BLOCK + 1];
        let seen = rest.first_chunk().unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        let marks = Marks::of(seen);
        self.places = match self.prefixes {
            None => !(marks.blank | marks.goes_on),
            Some(_) => {
                let inner = marks.inner | self.odd_letters(marks.odd);
                // What a character is that began before the block, and whether a word goes on from there.
                let first = self.text.floor_char_boundary(block);
                let before = match first == block {
                    true => self.text[..block].chars().next_back(),
                    false => self.text[first..].chars().next(),
                };
                let carried = u64::from(before.is_some_and(is_inner));
                let inside = (0..3).take_while(|&at| first != block && marks.goes_on >> at & 1 == 1);
                let inner = inside.fold(inner, |inner, at| inner & !(1 << at) | carried << at);
                !(marks.blank | marks.goes_on) & !(inner & (inner << 1 | carried))
            }
        };
    }

    /// Which bytes of the block belong to letters and figures that are told by the character alone; `odd` are the first bytes.
    fn odd_letters(&self, mut odd: u64) -> u64 {
        let mut letters = 0;
        while odd != 0 {
            let at = odd.trailing_zeros();
            odd &= odd - 1;
            let c = self.text[self.block + at as usize..].chars().next();
            if let Some(c) = c.filter(|&c| is_inner(c)) {
                letters |= ((1 << c.len_utf8()) - 1) << at;
            }
        }
        letters
    }

    /// Notes the places behind what is written together with the word that begins at a byte.
    fn look_inside(&mut self, start: usize, prefixes: &Prefixes) {
        let rest = &self.text.as_bytes()[start..];
        let Some(near) = rest.first_chunk().and_then(|first| prefixes.by_letter.get(first)) else {
            return;
        };
        let eight = eight_bytes(rest);
        for prefix in near.iter().filter(|prefix| eight & prefix.mask == prefix.bytes) {
            let behind = start + prefix.length;
            // Behind a prefix a word must go on.
            if self.text[behind..].starts_with(is_inner) && self.inside.last() != Some(&behind) {
                self.inside.push(behind);
            }
        }
    }
}

impl Iterator for WordStarts<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if let Some(at) = self.inside.pop() {
            return Some(at);
        }
        while self.places == 0 {
            if self.block + BLOCK >= self.text.len() {
                return None;
            }
            self.look_at(self.block + BLOCK);
        }
        let start = self.block + self.places.trailing_zeros() as usize;
        self.places &= self.places - 1;
        if let Some(prefixes) = self.prefixes
            && !prefixes.by_letter.is_empty()
        {
            self.look_inside(start, prefixes);
        }
        Some(start)
    }
}

/// What the bytes of a block are, a bit for each.
struct Marks {
    /// Letters and figures of ASCII, and the letters of two bytes that the six languages write most.
    inner: u64,
    /// Blanks, and the marks with which no word begins.
    blank: u64,
    /// Bytes of a character behind its first.
    goes_on: u64,
    /// The first bytes of all other characters beyond ASCII.
    odd: u64,
}

impl Marks {
    /// Without a way out of their loops, sixteen bytes are compared in one instruction.
    #[inline]
    fn of(seen: &[u8; BLOCK + 1]) -> Marks {
        let wide = seen[..BLOCK].iter().fold(0, |all, byte| all | byte) >= 0x80;
        let ascii = mask(seen, |byte, _| byte.is_ascii_alphanumeric());
        let blank = mask(seen, |byte, _| matches!(byte, b' ' | b',' | b'.' | b';' | b':' | b')'));
        if !wide {
            return Marks {
                inner: ascii,
                blank,
                goes_on: 0,
                odd: 0,
            };
        }
        let first = mask(seen, is_wide_letter);
        let goes_on = mask(seen, |byte, _| byte & 0xc0 == 0x80);
        let high = mask(seen, |byte, _| byte >= 0x80);
        Marks {
            inner: ascii | first | first << 1,
            blank,
            goes_on,
            odd: high & !goes_on & !first,
        }
    }
}

/// Whether two bytes are a letter of Cyrillic, of Latin with an accent, or a plain one of Arabic.
#[inline]
fn is_wide_letter(byte: u8, next: u8) -> bool {
    let cyrillic = (byte == 0xd0) | (byte == 0xd1);
    let latin = (byte == 0xc3) & (next != 0x97) & (next != 0xb7);
    let arabic = ((byte == 0xd8) & (next >= 0xa1)) | ((byte == 0xd9) & (0x81..=0x8a).contains(&next));
    cyrillic | latin | arabic
}

/// A bit for each byte of which, with the byte behind it, something holds.
#[inline]
fn mask(seen: &[u8; BLOCK + 1], is: impl Fn(u8, u8) -> bool) -> u64 {
    let mut flags = [0_u8; BLOCK];
    for at in 0..BLOCK {
        flags[at] = u8::from(is(seen[at], seen[at + 1]));
    }
    // Of eight bytes that are 0 or 1 the product gathers the lowest bits in its highest byte.
    let (eights, _) = flags.as_chunks::<8>();
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    (0..)
        .zip(eights)
        .fold(0, |bits, (nth, eight)| bits | gathered(eight) << (8 * nth))
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
        check(
            WordStarts::spaced(text, &Prefixes::default()),
            text,
            &["l", "'", "é", "76", "/", "172"],
        );
        let prefixes = Prefixes::new(["و", "وال"]);
        let text = "والقرار قال";
        check(
            WordStarts::spaced(text, &prefixes),
            text,
            &["وا", "القرار", "قرار", "قال"],
        );
        check(WordStarts::unspaced("第7号"), "第7号", &["第", "7", "号"]);
    }

    #[test]
    fn starts_are_those_that_are_told_one_by_one() {
        let pieces = [
            "lamp", " ", "été", "№", "7", "لا", "ЯёҐ", "，", "第七", "×", "'", "𝒳", "-", "ـ",
        ];
        let none = Prefixes::default();
        for turn in 0..200_usize {
            let text: String = (0..60)
                .map(|at| pieces[(turn * 7 + at * at * (turn + 3)) % pieces.len()])
                .collect();
            let mut before = None;
            let is_start = |(at, c): (usize, char)| {
                let goes_on = is_inner(c) && before.is_some_and(is_inner);
                before = Some(c);
                (c != ' ' && !goes_on).then_some(at)
            };
            let expected: Vec<usize> = text.char_indices().filter_map(is_start).collect();
            let found: Vec<usize> = WordStarts::spaced(&text, &none).collect();
            assert_eq!(found, expected, "{text}");
            for &end in &expected {
                let mut starts = WordStarts::spaced(&text, &none);
                starts.seek(end);
                let rest: Vec<usize> = starts.collect();
                assert!(expected.ends_with(&rest) && rest[0] == end, "{text} from {end}");
            }
        }
    }

    #[test]
    fn what_was_found_is_passed_over() {
        let text = "lamp keeper13 of lamps";
        let none = Prefixes::default();
        let mut starts = WordStarts::spaced(text, &none);
        assert_eq!(starts.next(), Some(0));
        starts.seek("lamp keeper".len());
        assert_eq!(starts.next(), Some("lamp keeper13 ".len()));
        starts.seek(2);
        assert_eq!(starts.next(), Some("lamp keeper13 of ".len()));
    }
}
