//! The maps by which fonts tell what characters their codes mean, and how long their codes are.

use std::collections::BTreeMap;

use pdf_extract::{Dictionary, Document, Object};

use super::content::hexadecimal;
use super::object;

/// What codes mean.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// By the first code of a range: the last one, and what the first one means in UTF-16; what the others mean counts on from
    /// there. No two ranges share a code.
    ranges: BTreeMap<u32, (u32, Vec<u16>)>,
}

/// The map of a font, where it has one.
pub(super) fn of(document: &Document, font: &Dictionary) -> Option<Map> {
    match object::resolve(document, font.get(b"ToUnicode").ok()?) {
        Object::Stream(stream) => stream.get_plain_content().ok().map(|map| Map::read(&map)),
        _ => None,
    }
}

impl Map {
    /// Reads a map. What is cut off or means nothing is left out.
    fn read(map: &[u8]) -> Map {
        let mut codes = Map::default();
        let mut tokens = Tokens::new(map);
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => codes.read_codes(&mut tokens),
                Token::Word(b"beginbfrange") => codes.read_ranges(&mut tokens),
                _ => {}
            }
        }
        codes
    }

    /// What a code means.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        let (first, (last, units)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut units = units.clone();
        let unit = units.last_mut()?;
        *unit = unit.wrapping_add((code - first) as u16);
        String::from_utf16(&units).ok()
    }

    fn read_codes(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(code)) = tokens.next() {
            let Some(Token::Hex(meaning)) = tokens.next() else {
                return;
            };
            self.enter(number(&code), number(&code), units(&meaning));
        }
    }

    fn read_ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(first)) = tokens.next() {
            let Some(Token::Hex(last)) = tokens.next() else { return };
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Hex(meaning)) => self.enter(first, last, units(&meaning)),
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Hex(meaning)) = tokens.next() {
                        if code <= last {
                            self.enter(code, code, units(&meaning));
                        }
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    /// Enters a range. What was said of its codes before holds no more.
    fn enter(&mut self, first: u32, last: u32, units: Vec<u16>) {
        if first > last || String::from_utf16(&units).map_or(true, |text| text.is_empty()) {
            return;
        }
        let overlapping = |map: &Map| {
            let (&start, &(end, _)) = map.ranges.range(..=last).next_back()?;
            (end >= first).then_some(start)
        };
        while let Some(start) = overlapping(self) {
            let Some((end, units)) = self.ranges.remove(&start) else {
                break;
            };
            if let Some(next) = last.checked_add(1).filter(|next| end >= *next) {
                let mut units = units.clone();
                if let Some(unit) = units.last_mut() {
                    *unit = unit.wrapping_add((next - start) as u16);
                }
                self.ranges.insert(next, (end, units));
            }
            if start < first {
                self.ranges.insert(start, (first - 1, units));
            }
        }
        self.ranges.insert(first, (last, units));
    }
}

/// What stands next in a map.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<0041>`, as bytes.
    Hex(Vec<u8>),
    /// `[`.
    Open,
    /// `]`.
    Close,
    /// An operator or a number.
    Word(&'a [u8]),
}

/// The number that a code's bytes write.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |number, &byte| number << 8 | u32::from(byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [byte] => vec![u16::from(*byte)],
        bytes => bytes
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect(),
    }
}

/// What stands in a map, one after the other.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// All that stands in it.
    pub(super) fn new(map: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: map }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self
                .rest
                .iter()
                .position(|byte| !byte.is_ascii_whitespace() && *byte != 0)?;
            self.rest = &self.rest[start..];
            let token = match self.rest {
                [b'%', ..] => {
                    let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
                    self.rest = &self.rest[end..];
                    continue;
                }
                [b'<', b'<', rest @ ..] | [b'>', b'>', rest @ ..] => {
                    self.rest = rest;
                    continue;
                }
                [b'<', ..] => {
                    let end = self.rest.iter().position(|&byte| byte == b'>')?;
                    let hex = hexadecimal(&self.rest[1..end]);
                    self.rest = &self.rest[end + 1..];
                    Token::Hex(hex)
                }
                [b'[', rest @ ..] => {
                    self.rest = rest;
                    Token::Open
                }
                [b']', rest @ ..] => {
                    self.rest = rest;
                    Token::Close
                }
                _ => {
                    let inner = &self.rest[1..];
                    let end = inner
                        .iter()
                        .position(|byte| byte.is_ascii_whitespace() || b"<>[]/%".contains(byte));
                    let (word, rest) = self.rest.split_at(end.map_or(self.rest.len(), |end| end + 1));
                    self.rest = rest;
                    Token::Word(word)
                }
            };
            return Some(token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(map: &str, codes: &[(u32, &str)]) {
        let map = Map::read(map.as_bytes());
        let read: Vec<(u32, String)> = (0..0x200).filter_map(|code| Some((code, map.get(code)?))).collect();
        let codes: Vec<(u32, String)> = codes.iter().map(|&(code, text)| (code, text.to_owned())).collect();
        assert_eq!(read, codes);
    }

    #[test]
    fn characters_and_ranges_are_read() {
        check("1 beginbfchar <0003> <0020> endbfchar", &[(3, " ")]);
        check(
            "2 beginbfrange <01><02><0041> % so\n<05> <06> [<0066006C> <D83DDE00>]\nendbfrange",
            &[(1, "A"), (2, "B"), (5, "fl"), (6, "😀")],
        );
    }

    #[test]
    fn what_is_said_later_holds() {
        check(
            "beginbfrange <01> <05> <0041> endbfrange beginbfchar <03> <0078> endbfchar",
            &[(1, "A"), (2, "B"), (3, "x"), (4, "D"), (5, "E")],
        );
        check(
            "beginbfchar <02> <0078> <04> <0079> endbfchar beginbfrange <01> <03> <0041> <03> <04> <0061> endbfrange",
            &[(1, "A"), (2, "B"), (3, "a"), (4, "b")],
        );
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        let all = Map::read(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!((all.ranges.len(), all.get(1).as_deref()), (1, Some("B")));
        check("beginbfchar <01> <D800> <02> <0042", &[]);
        check(
            "beginbfrange <05> <01> <0041> endbfrange beginbfchar <09> <> endbfchar",
            &[],
        );
    }
}
