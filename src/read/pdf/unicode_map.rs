//! The maps by which fonts tell what characters their codes mean, and how long their codes are.

use std::collections::HashMap;

use pdf_extract::{Dictionary, Document, Object};

use super::content::hexadecimal;
use super::object;

/// The largest code that is mapped.
const LARGEST: u32 = 0xffff;

/// Codes and what they mean.
pub(super) type Map = HashMap<u32, String>;

/// The map of a font, where it has one.
pub(super) fn of(document: &Document, font: &Dictionary) -> Option<Map> {
    match object::resolve(document, font.get(b"ToUnicode").ok()?) {
        Object::Stream(stream) => stream.get_plain_content().ok().map(|map| read(&map)),
        _ => None,
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

fn read(map: &[u8]) -> Map {
    let mut codes = Map::new();
    let mut tokens = Tokens::new(map);
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(b"beginbfchar") => single(&mut tokens, &mut codes),
            Token::Word(b"beginbfrange") => ranges(&mut tokens, &mut codes),
            _ => {}
        }
    }
    codes
}

fn single(tokens: &mut Tokens<'_>, codes: &mut Map) {
    while let Some(Token::Hex(code)) = tokens.next() {
        let Some(Token::Hex(meaning)) = tokens.next() else {
            return;
        };
        enter(codes, number(&code), code.len(), &units(&meaning));
    }
}

fn ranges(tokens: &mut Tokens<'_>, codes: &mut Map) {
    while let Some(Token::Hex(first)) = tokens.next() {
        let Some(Token::Hex(last)) = tokens.next() else { return };
        let (from, to, bytes) = (number(&first), number(&last).min(LARGEST), first.len());
        match tokens.next() {
            Some(Token::Hex(meaning)) => {
                let start = units(&meaning);
                for code in from..=to {
                    let mut units = start.clone();
                    if let Some(unit) = units.last_mut() {
                        *unit = unit.wrapping_add((code - from) as u16);
                    }
                    enter(codes, code, bytes, &units);
                }
            }
            Some(Token::Open) => {
                let mut code = from;
                while let Some(Token::Hex(meaning)) = tokens.next() {
                    if code <= to {
                        enter(codes, code, bytes, &units(&meaning));
                    }
                    code = code.saturating_add(1);
                }
            }
            _ => return,
        }
    }
}

fn enter(codes: &mut Map, code: u32, bytes: usize, units: &[u16]) {
    if let Ok(text) = String::from_utf16(units)
        && !text.is_empty()
        && code <= LARGEST
        && (1..=4).contains(&bytes)
    {
        codes.insert(code, text);
    }
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
        let read = read(map.as_bytes());
        let mut read = Vec::from_iter(read);
        read.sort();
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
    fn what_is_out_of_bounds_is_left_out() {
        assert!(read(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange").len() <= 0x10000);
        check("beginbfchar <01> <D800> <02> <0042", &[]);
        check(
            "beginbfrange <05> <01> <0041> endbfrange beginbfchar <09> <> endbfchar",
            &[],
        );
    }
}
