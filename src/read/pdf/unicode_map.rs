//! The maps by which fonts tell what characters their codes mean, rewritten in the plainest form there is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::content::hexadecimal;

/// The largest code that is mapped.
const LARGEST: u32 = 0xffff;

/// A map with one line for each code. What is out of bounds or cut off is left out.
pub(super) fn canonical(map: &[u8]) -> Vec<u8> {
    write(&read(map))
}

/// The map of a font whose codes are UTF-16.
pub(super) fn identity() -> Vec<u8> {
    write(&(0x20..0xd800).map(|code| (code, (2, vec![code as u16]))).collect())
}

/// Codes, each with the bytes it has and what it means in UTF-16.
type Map = BTreeMap<u32, (usize, Vec<u16>)>;

fn write(map: &Map) -> Vec<u8> {
    let mut text = String::with_capacity(32 + map.len() * 16);
    // What cannot fail is written to a string.
    let _ = writeln!(text, "{} beginbfchar", map.len());
    for (code, (bytes, units)) in map {
        let _ = write!(text, "<{code:0width$x}> <", width = bytes * 2);
        for unit in units {
            let _ = write!(text, "{unit:04x}");
        }
        text.push_str(">\n");
    }
    text.push_str("endbfchar\n");
    text.into_bytes()
}

#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

fn read(map: &[u8]) -> Map {
    let mut codes = Map::new();
    let mut tokens = Tokens { rest: map };
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
        enter(codes, number(&code), code.len(), units(&meaning));
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
                    enter(codes, code, bytes, units);
                }
            }
            Some(Token::Open) => {
                let mut code = from;
                while let Some(Token::Hex(meaning)) = tokens.next() {
                    if code <= to {
                        enter(codes, code, bytes, units(&meaning));
                    }
                    code = code.saturating_add(1);
                }
            }
            _ => return,
        }
    }
}

fn enter(codes: &mut Map, code: u32, bytes: usize, units: Vec<u16>) {
    let text = char::decode_utf16(units.iter().copied()).collect::<Result<String, _>>();
    let told = text.is_ok_and(|text| !text.is_empty());
    if code <= LARGEST && (1..=4).contains(&bytes) && told {
        codes.insert(code, (bytes, units));
    }
}

fn number(bytes: &[u8]) -> u32 {
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

struct Tokens<'a> {
    rest: &'a [u8],
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
        let read: Vec<(u32, String)> = read
            .into_iter()
            .map(|(code, (_, units))| (code, String::from_utf16(&units).expect("UTF-16")))
            .collect();
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

    #[test]
    fn what_is_written_reads_back() {
        let map = b"beginbfrange <0001> <0003> <0061> endbfrange beginbfchar <07> <00660069> endbfchar";
        assert_eq!(read(&canonical(map)), read(map));
    }
}
