//! How the codes of a composite font follow one another in a text, and which glyphs they draw.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GB18030};
use pdf_extract::Object;

use super::unicode_map::{Token, Tokens, number};

/// The codes of a font.
pub(super) enum Codes {
    /// Two bytes each, which are the numbers of the glyphs.
    Glyphs,
    /// UTF-16.
    Utf16,
    /// The bytes of an old Chinese encoding; the glyphs of ASCII follow one another from this one on.
    Encoded(&'static Encoding, u32),
    /// As the font itself says.
    Own(Own),
}

/// A code as it stands in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Code<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The number that they write.
    pub number: u32,
    /// The number of its glyph, where it is known.
    pub glyph: Option<u32>,
}

/// The encodings that have a name, by the beginning of it (ISO 32000-1, table 118), and the glyph of the blank in each.
const ENCODED: [(&[u8], &Encoding, u32); 9] = [
    (b"GB-EUC-", GB18030, 814),
    (b"GBpc-EUC-", GB18030, 1),
    (b"GBK-EUC-", GB18030, 814),
    (b"GBKp-EUC-", GB18030, 1),
    (b"GBK2K-", GB18030, 814),
    (b"B5pc-", BIG5, 1),
    (b"HKscs-B5-", BIG5, 1),
    (b"ETen-B5-", BIG5, 13648),
    (b"ETenms-B5-", BIG5, 1),
];

impl Codes {
    /// What the encoding of a font says.
    pub(super) fn of(encoding: Option<&Object>) -> Codes {
        match encoding {
            Some(Object::Name(name)) => {
                let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
                match ENCODED.iter().find(|(known, ..)| name.starts_with(known)) {
                    Some(&(_, encoding, blank)) => Codes::Encoded(encoding, blank),
                    None if has(b"UCS2") || has(b"UTF16") => Codes::Utf16,
                    None => Codes::Glyphs,
                }
            }
            Some(Object::Stream(stream)) => stream
                .get_plain_content()
                .map_or(Codes::Glyphs, |map| Codes::Own(Own::read(&map))),
            _ => Codes::Glyphs,
        }
    }

    /// Reads the code that a text begins with.
    pub(super) fn next<'a>(&self, text: &mut &'a [u8]) -> Option<Code<'a>> {
        let length = match (self, *text) {
            (_, []) => return None,
            (Codes::Glyphs, _) => 2,
            (Codes::Utf16, [0xd8..=0xdb, ..]) => 4,
            (Codes::Utf16, _) => 2,
            (Codes::Encoded(..), [..=0x80, ..]) => 1,
            (Codes::Encoded(encoding, _), [_, b'0'..=b'9', ..]) if *encoding == GB18030 => 4,
            (Codes::Encoded(..), _) => 2,
            (Codes::Own(own), text) => own.length(text),
        };
        let (bytes, rest) = text.split_at_checked(length)?;
        *text = rest;
        let number = number(bytes);
        let glyph = match self {
            Codes::Glyphs | Codes::Utf16 => Some(number),
            Codes::Encoded(_, blank) => (length == 1).then(|| (number + blank).saturating_sub(32)),
            Codes::Own(own) => own.glyph(number),
        };
        Some(Code { bytes, number, glyph })
    }

    /// What a code means by its encoding alone.
    pub(super) fn meaning(&self, code: &Code<'_>) -> Option<String> {
        match self {
            Codes::Glyphs | Codes::Own(_) => None,
            Codes::Utf16 => {
                let units = code
                    .bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).collect::<Result<String, _>>().ok()
            }
            Codes::Encoded(encoding, _) => encoding
                .decode_without_bom_handling_and_without_replacement(code.bytes)
                .map(std::borrow::Cow::into_owned),
        }
    }
}

/// The codes that a font itself defines.
#[derive(Default)]
pub(super) struct Own {
    /// How many bytes a code has, and the first and the last one of that length.
    spaces: Vec<(usize, u32, u32)>,
    /// By the first code of a range: the last one, and the glyph of the first.
    glyphs: BTreeMap<u32, (u32, u32)>,
}

/// How many ranges of codes there may be: fonts have a handful.
const MOST: usize = 64;

impl Own {
    fn read(map: &[u8]) -> Own {
        let mut own = Own::default();
        let mut tokens = Tokens::new(map);
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => own.read_spaces(&mut tokens),
                Token::Word(b"begincidrange") => own.read_glyphs(&mut tokens, true),
                Token::Word(b"begincidchar") => own.read_glyphs(&mut tokens, false),
                _ => {}
            }
        }
        own.spaces.sort_unstable();
        own
    }

    fn read_spaces(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(first)) = tokens.next() {
            let Some(Token::Hex(last)) = tokens.next() else { return };
            if (1..=4).contains(&first.len()) && self.spaces.len() < MOST {
                self.spaces.push((first.len(), number(&first), number(&last)));
            }
        }
    }

    fn read_glyphs(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some(Token::Hex(first)) = tokens.next() {
            let last = match ranges.then(|| tokens.next()) {
                None => number(&first),
                Some(Some(Token::Hex(last))) => number(&last),
                Some(_) => return,
            };
            let Some(Token::Word(glyph)) = tokens.next() else {
                return;
            };
            let glyph = std::str::from_utf8(glyph).ok().and_then(|glyph| glyph.parse().ok());
            if let Some(glyph) = glyph {
                self.glyphs.insert(number(&first), (last, glyph));
            }
        }
    }

    /// How many bytes the next code has.
    fn length(&self, text: &[u8]) -> usize {
        let fits = |&&(length, first, last): &&(usize, u32, u32)| {
            text.get(..length)
                .is_some_and(|bytes| (first..=last).contains(&number(bytes)))
        };
        let space = self.spaces.iter().find(fits).or(self.spaces.first());
        space.map_or(2, |&(length, ..)| length)
    }

    fn glyph(&self, code: u32) -> Option<u32> {
        let (first, &(last, glyph)) = self.glyphs.range(..=code).next_back()?;
        (code <= last).then(|| glyph.saturating_add(code - first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Codes {
        Codes::of(Some(&Object::Name(name.as_bytes().to_vec())))
    }

    #[track_caller]
    fn check(codes: &Codes, mut text: &[u8], expected: &[(usize, Option<u32>, Option<&str>)]) {
        let mut found = Vec::new();
        while let Some(code) = codes.next(&mut text) {
            found.push((code.bytes.len(), code.glyph, codes.meaning(&code)));
        }
        let expected: Vec<_> = expected
            .iter()
            .map(|&(length, glyph, text)| (length, glyph, text.map(str::to_owned)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn codes_without_meaning_are_glyphs() {
        check(
            &named("Identity-H"),
            &[0, 65, 1, 2, 3],
            &[(2, Some(65), None), (2, Some(258), None)],
        );
    }

    #[test]
    fn old_encodings_mean_what_they_mean_elsewhere() {
        check(
            &named("GBK-EUC-H"),
            b"A\xb5\xc6\x81\x30\x81\x30",
            &[
                (1, Some(847), Some("A")),
                (2, None, Some("灯")),
                (4, None, Some("\u{80}")),
            ],
        );
        check(&named("ETen-B5-V"), b"\xbfO", &[(2, None, Some("燈"))]);
        check(&named("UniGB-UCS2-H"), &[0x70, 0x6f], &[(2, Some(0x706f), Some("灯"))]);
    }

    #[test]
    fn a_font_may_have_codes_of_its_own() {
        let map = b"2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange \
            1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8001> 500 endcidchar";
        let codes = Codes::Own(Own::read(map));
        check(
            &codes,
            &[0x21, 0x80, 1, 0x80, 2],
            &[(1, Some(2), None), (2, Some(500), None), (2, None, None)],
        );
        check(&Codes::Own(Own::default()), &[0, 1, 2], &[(2, None, None)]);
    }
}
