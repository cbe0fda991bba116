//! The language of content streams: operands before their operator. Only what stands there is read, nothing is done.

/// What operators work on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Operand>),
    Dictionary(Vec<(Vec<u8>, Operand)>),
    /// `true`, `null` and what stands too deep to be looked at.
    Other,
}

impl Operand {
    /// The number, where it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The name, where it is one.
    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Operand::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// How deep lists and dictionaries may stand in one another.
const DEEPEST: usize = 16;

/// How many operands are kept: no operator has more.
const MOST: usize = 64;

/// The bytes that end a word: blanks and delimiters.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        ends[byte] = byte <= 32
            || matches!(
                byte as u8,
                b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
            );
        byte += 1;
    }
    ends
};

/// A content stream, read from its start.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

/// What stands next.
enum Token<'a> {
    Operand(Operand),
    Word(&'a [u8]),
    /// `]` or `>>`.
    End,
}

impl<'a> Reader<'a> {
    /// A reader of these bytes.
    pub(super) fn new(content: &'a [u8]) -> Reader<'a> {
        Reader { rest: content }
    }

    /// The next operator; before it `operands` gets what it works on. A picture that stands in the stream is skipped.
    pub(super) fn operator(&mut self, operands: &mut Vec<Operand>) -> Option<&'a [u8]> {
        operands.clear();
        loop {
            match self.token(0)? {
                Token::Operand(operand) if operands.len() < MOST => operands.push(operand),
                Token::Operand(_) | Token::End => {}
                Token::Word(b"ID") => {
                    self.skip_picture();
                    return Some(b"BI");
                }
                Token::Word(b"BI") => operands.clear(),
                Token::Word(word) => return Some(word),
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        self.skip_space();
        let token = match *self.rest {
            [] => return None,
            [b'(', ..] => Operand::Text(self.literal()),
            [b'<', b'<', ..] => {
                self.rest = &self.rest[2..];
                self.dictionary(depth)
            }
            [b'<', ..] => Operand::Text(self.hexadecimal()),
            [b'[', ..] => {
                self.rest = &self.rest[1..];
                self.list(depth)
            }
            [b'/', ..] => Operand::Name(self.name()),
            [b'>', b'>', ..] => {
                self.rest = &self.rest[2..];
                return Some(Token::End);
            }
            [b']', ..] => {
                self.rest = &self.rest[1..];
                return Some(Token::End);
            }
            [b')' | b'>' | b'{' | b'}', ..] => {
                self.rest = &self.rest[1..];
                Operand::Other
            }
            _ => {
                let word = self.word();
                match word[0] {
                    b'0'..=b'9' | b'+' | b'-' | b'.' => Operand::Number(number(word)),
                    _ if matches!(word, b"true" | b"false" | b"null") => Operand::Other,
                    _ => return Some(Token::Word(word)),
                }
            }
        };
        Some(Token::Operand(token))
    }

    fn skip_space(&mut self) {
        loop {
            self.rest = self.rest.trim_ascii_start();
            match self.rest {
                [0 | 0x0b, rest @ ..] => self.rest = rest,
                [b'%', ..] => {
                    let end = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
                }
                _ => return,
            }
        }
    }

    /// Regular characters up to a delimiter; at least one.
    fn word(&mut self) -> &'a [u8] {
        let ends = self.rest.iter().skip(1).position(|&byte| ENDS[usize::from(byte)]);
        let end = ends.map_or(self.rest.len(), |end| end + 1);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn name(&mut self) -> Vec<u8> {
        let word = &self.word()[1..];
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        let (mut name, mut at) = (Vec::with_capacity(word.len()), 0);
        while let Some(&byte) = word.get(at) {
            let coded = match word[at..] {
                [b'#', high, low, ..] => digit(high).zip(digit(low)),
                _ => None,
            };
            name.push(coded.map_or(byte, |(high, low)| high << 4 | low));
            at += if coded.is_some() { 3 } else { 1 };
        }
        name
    }

    fn list(&mut self, depth: usize) -> Operand {
        if depth >= DEEPEST {
            return Operand::Other;
        }
        let mut list = Vec::new();
        loop {
            match self.token(depth + 1) {
                Some(Token::Operand(operand)) => list.push(operand),
                Some(Token::Word(_)) => {}
                Some(Token::End) | None => return Operand::List(list),
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Operand {
        if depth >= DEEPEST {
            return Operand::Other;
        }
        let mut entries = Vec::new();
        let mut key = None;
        loop {
            match self.token(depth + 1) {
                Some(Token::Operand(operand)) => match (key.take(), operand) {
                    (None, Operand::Name(name)) => key = Some(name),
                    (Some(name), operand) => entries.push((name, operand)),
                    (None, _) => {}
                },
                Some(Token::Word(_)) => {}
                Some(Token::End) | None => return Operand::Dictionary(entries),
            }
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut depth, mut at) = (Vec::new(), 1, 1);
        while let Some(&byte) = self.rest.get(at) {
            at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    at += escape(&self.rest[at..], &mut text);
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            text.push(byte);
        }
        self.rest = &self.rest[at.min(self.rest.len())..];
        text
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let end = memchr::memchr(b'>', self.rest).unwrap_or(self.rest.len());
        let text = hexadecimal(&self.rest[1..end]);
        self.rest = &self.rest[(end + 1).min(self.rest.len())..];
        text
    }

    /// The data of a picture go on to an `EI` between blanks.
    fn skip_picture(&mut self) {
        let ends = |window: &[u8]| {
            window[0].is_ascii_whitespace()
                && &window[1..3] == b"EI"
                && window.get(3).is_none_or(u8::is_ascii_whitespace)
        };
        let end = (0..self.rest.len().saturating_sub(2)).find(|&at| ends(&self.rest[at..self.rest.len().min(at + 4)]));
        self.rest = end.map_or(&[], |end| &self.rest[end + 3..]);
    }
}

/// Reads what follows a backslash; the number of bytes that it takes.
fn escape(rest: &[u8], text: &mut Vec<u8>) -> usize {
    let plain = match rest {
        [] => return 0,
        [b'n', ..] => b'\n',
        [b'r', ..] => b'\r',
        [b't', ..] => b'\t',
        [b'b', ..] => 8,
        [b'f', ..] => 12,
        [b'\r', b'\n', ..] => return 2,
        [b'\r' | b'\n', ..] => return 1,
        [b'0'..=b'7', ..] => {
            let digits = rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte));
            let (count, value) = digits.fold((0, 0_u32), |(count, value), digit| {
                (count + 1, value * 8 + u32::from(digit - b'0'))
            });
            text.push(value as u8);
            return count;
        }
        [other, ..] => *other,
    };
    text.push(plain);
    1
}

/// The bytes that hexadecimal digits write; what is no digit is passed over.
pub(super) fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(digits.len() / 2 + 1);
    let mut high = None;
    for digit in digits.iter().filter_map(|&digit| char::from(digit).to_digit(16)) {
        match high.take() {
            None => high = Some(digit as u8),
            Some(high) => bytes.push(high << 4 | digit as u8),
        }
    }
    bytes.extend(high.map(|high| high << 4));
    bytes
}

/// A number as writers of PDFs write it: `-.5`, `+3`, `4.`; what is none is nought.
fn number(word: &[u8]) -> f64 {
    let text = std::str::from_utf8(word).unwrap_or_default();
    let number: f64 = text.parse().unwrap_or(0.0);
    if number.is_finite() { number } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &str, expected: &[(&str, Vec<Operand>)]) {
        let (mut reader, mut operands) = (Reader::new(content.as_bytes()), Vec::new());
        let mut found = Vec::new();
        while let Some(operator) = reader.operator(&mut operands) {
            found.push((String::from_utf8_lossy(operator).into_owned(), operands.clone()));
        }
        let expected: Vec<(String, Vec<Operand>)> = expected
            .iter()
            .map(|(operator, operands)| ((*operator).to_owned(), operands.clone()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn operands_stand_before_their_operator() {
        let text = |text: &str| Operand::Text(text.as_bytes().to_vec());
        check(
            "/F#31 10 Tf % a comment\n[(a\\)\\101) -.5<4 2>]TJ(x(y)z)'",
            &[
                ("Tf", vec![Operand::Name(b"F1".to_vec()), Operand::Number(10.0)]),
                (
                    "TJ",
                    vec![Operand::List(vec![text("a)A"), Operand::Number(-0.5), text("B")])],
                ),
                ("'", vec![text("x(y)z")]),
            ],
        );
    }

    #[test]
    fn pictures_in_the_stream_are_skipped() {
        check(
            "BI /W 1 ID \u{1}EIx)( EI Q",
            &[
                ("BI", vec![Operand::Name(b"W".to_vec()), Operand::Number(1.0)]),
                ("Q", vec![]),
            ],
        );
    }

    #[test]
    fn what_is_cut_off_or_nested_ends() {
        check("(never closed", &[]);
        check("BI ID data", &[("BI", vec![])]);
        let (deep, mut operands) = ("[".repeat(100_000), Vec::new());
        assert_eq!(Reader::new(deep.as_bytes()).operator(&mut operands), None);
    }
}
