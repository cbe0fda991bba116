use std::fmt;

use crate::text::{Aside, Span, is_han};

/// The decoded text of one input, and its name. Every span means bytes of this text.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    aside: Aside,
    /// Where each page ends; empty in a format without pages.
    page_ends: Vec<usize>,
}

/// A line and a column, both counted from one, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl Source {
    /// A source of that name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        Source {
            name: name.into(),
            page_ends: memchr::memchr_iter(b'\x0c', text.as_bytes()).collect(),
            text,
            aside: Aside::default(),
        }
    }

    /// The source with what its format says beside the words.
    pub fn with_aside(self, aside: Aside) -> Source {
        Source { aside, ..self }
    }

    /// What its format says beside the words.
    pub fn aside(&self) -> &Aside {
        &self.aside
    }

    /// The name of the input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a span; empty where it lies outside the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start()..span.end()).unwrap_or_default()
    }

    /// The line and column of a byte offset.
    pub fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The page of a byte offset, counted from one, where form feeds end pages.
    pub fn page(&self, offset: usize) -> Option<u32> {
        let before = self.page_ends.partition_point(|&end| end < offset);
        let page = before.min(self.page_ends.len().checked_sub(1)?) + 1;
        u32::try_from(page).ok()
    }

    /// Counts characters for spans that come in ascending order.
    pub fn char_counter(&self) -> CharCounter<'_> {
        CharCounter {
            text: &self.text,
            byte: 0,
            chars: 0,
        }
    }
}

/// Turns byte offsets into character offsets, cheaply where they ascend.
pub struct CharCounter<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl CharCounter<'_> {
    /// The number of characters before byte `offset`.
    pub fn at(&mut self, offset: usize) -> usize {
        let offset = self.text.floor_char_boundary(offset);
        if offset >= self.byte {
            self.chars += self.text[self.byte..offset].chars().count();
        } else {
            // Footnotes and nested spans step back a little; count that piece rather than all.
            self.chars -= self.text[offset..self.byte].chars().count();
        }
        self.byte = offset;
        self.chars
    }
}

/// Words as they may stand in a line of a table or of an error: line breaks, control characters and marks that turn the
/// direction of all that follows are blanks, and several blanks are one.
pub fn one_line(words: &str) -> String {
    if is_single_spaced(words) {
        return words.to_owned();
    }
    let breaks = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let pieces: Vec<&str> = words.split(breaks).filter(|piece| !piece.is_empty()).collect();
    pieces.join(" ")
}

/// Words with their white space folded: single blanks, none beside Han characters.
pub fn quote(words: &str) -> String {
    if is_single_spaced(words) {
        return words.to_owned();
    }
    let mut quote = String::with_capacity(words.len());
    for piece in words.split_whitespace() {
        let joint = quote.chars().next_back().is_some_and(is_han) || piece.starts_with(is_han);
        if !quote.is_empty() && !joint {
            quote.push(' ');
        }
        quote.push_str(piece);
    }
    quote
}

/// Whether words are printable ASCII with nothing but single blanks between them: most quotes need no folding.
fn is_single_spaced(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (Some((&last, _)), Some(&first)) = (bytes.split_last(), bytes.first()) else {
        return false;
    };
    // Without a way out of the loop, many bytes are looked at together.
    let odd = bytes.iter().fold(false, |odd, byte| odd | !matches!(byte, b' '..=b'~'));
    let doubled = bytes.iter().zip(&bytes[1..]).fold(false, |doubled, (&byte, &next)| {
        doubled | ((byte == b' ') & (next == b' '))
    });
    !odd && !doubled && first != b' ' && last != b' '
}
