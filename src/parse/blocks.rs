use smallvec::SmallVec;

use crate::lang::Pack;
use crate::model::Symbol;
use crate::parse::body_names::BodyNames;
use crate::parse::lines::{Layout, Line, LineKind, is_label};
use crate::text::folded_key;

/// A paragraph in the making: byte ranges of the source, line by line.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub pieces: SmallVec<[(usize, usize); 2]>,
}

/// Joins lines to paragraphs. Before the enacting words every line is a paragraph of its own, but for the title's.
pub(crate) fn assemble(
    text: &str,
    lines: &[Line],
    layout: Layout,
    enacting: Option<usize>,
    names: &BodyNames,
    pack: &Pack,
) -> Vec<Block> {
    let mut joiner = Joiner {
        text,
        layout,
        names,
        pack,
        blocks: Vec::new(),
        operative: 0,
        blank_before: false,
        enacted: false,
    };
    for (index, line) in lines.iter().enumerate() {
        match line.kind {
            LineKind::Blank => joiner.blank_before = true,
            LineKind::Text => {
                joiner.line(line, enacting.is_some_and(|enacting| index <= enacting));
                joiner.blank_before = false;
            }
            LineKind::Noise | LineKind::Rule => {}
        }
    }
    joiner.blocks
}

struct Joiner<'a> {
    text: &'a str,
    layout: Layout,
    names: &'a BodyNames,
    pack: &'a Pack,
    blocks: Vec<Block>,
    /// The last operative number met.
    operative: u32,
    blank_before: bool,
    /// Whether the line before is the enacting words.
    enacted: bool,
}

impl Joiner<'_> {
    fn line(&mut self, line: &Line, masthead: bool) {
        let words = &self.text[line.start..line.end];
        let enacts = self.names.enacting(words).is_some();
        if enacts || self.enacted || self.begins(line, words, masthead) {
            self.blocks.push(Block::default());
        }
        self.enacted = enacts;
        if let Some(number) = operative_number(words) {
            self.operative = number;
        }
        if let Some(block) = self.blocks.last_mut() {
            block.pieces.push((line.start, line.end));
        }
    }

    /// Whether a line begins a paragraph.
    fn begins(&self, line: &Line, words: &str, masthead: bool) -> bool {
        let Some(previous) = self.previous() else { return true };
        if self.layout == Layout::Set {
            return line.indent > 0;
        }
        // The symbol at the very head.
        if self.blocks.len() == 1 && previous.parse::<Symbol>().is_ok() {
            return true;
        }
        if is_label(previous) || is_heading_number(previous) {
            return is_label(words);
        }
        if masthead {
            return !continues_title(previous, words);
        }
        match self.layout {
            Layout::Whole => {
                let goes_on = words.starts_with(char::is_lowercase) && !ends_paragraph(previous);
                let open = || words.starts_with(|c: char| c.is_ascii_digit()) && self.ends_open(previous);
                self.blank_before || !goes_on && !open()
            }
            Layout::Indented => {
                line.indent > 0
                    || self.is_structural(words)
                    || self.opens_with_verb_after(previous, words)
                    || (ends_sentence(previous) && self.blank_before && is_short(previous))
            }
            Layout::Flush | Layout::Set => self.is_structural(words) || self.opens_after(previous, words),
        }
    }

    /// Whether a line breaks off before a date or a number: "57/270 B of", "resolution No.".
    fn ends_open(&self, previous: &str) -> bool {
        /// More bytes than a small word has.
        const REACH: usize = 32;
        let words = previous.trim_end();
        let words = words[words.ceil_char_boundary(words.len().saturating_sub(REACH))..].to_lowercase();
        let ends = |word: &str| {
            let head = words.strip_suffix(word);
            !word.is_empty() && head.is_some_and(|head| head.ends_with(' ') || !self.pack.script.spaced)
        };
        let grammar = &self.pack.grammar;
        let small = grammar.of.iter().chain(&grammar.dated).chain(&grammar.numero);
        small.map(String::as_str).any(ends)
    }

    /// Labels, closings and annexes begin paragraphs wherever they stand.
    fn is_structural(&self, words: &str) -> bool {
        let label = operative_number(words).is_some_and(|number| number == self.operative + 1)
            || words.starts_with('(') && words.find(')').is_some_and(|close| is_label(&words[..=close]));
        label || is_closing(words, self.pack)
    }

    /// Without indents: after a paragraph's end, a verb opens the next one.
    fn opens_after(&self, previous: &str, words: &str) -> bool {
        if !ends_paragraph(previous) {
            return is_closing(previous, self.pack);
        }
        self.opens_with_verb_after(previous, words) || ends_sentence(previous) && is_short(previous)
    }

    fn opens_with_verb_after(&self, previous: &str, words: &str) -> bool {
        /// More bytes than the adverbs and the verb that open a line have.
        const REACH: usize = 200;
        ends_paragraph(previous)
            && (self.blank_before || !words.starts_with(char::is_lowercase))
            && (self.operative == 0 || ends_sentence(previous))
            && self
                .pack
                .opens_with_verb(&folded_key(&words[..words.floor_char_boundary(REACH)]))
    }

    fn previous(&self) -> Option<&str> {
        let &(from, to) = self.blocks.last()?.pieces.last()?;
        Some(&self.text[from..to])
    }
}

/// A title goes on in a line that begins in lower case or follows an open end.
fn continues_title(previous: &str, words: &str) -> bool {
    words.starts_with(char::is_lowercase) && !previous.ends_with([']', '.', ':'])
        || previous.ends_with([',', '、', '，'])
}

/// `12.` or `12．` at the head of a paragraph.
pub(crate) fn operative_number(words: &str) -> Option<u32> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let rest = &words[digits..];
    let dotted = rest
        .strip_prefix(['.', '．'])
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let dashed = || rest.trim_start().starts_with("- ");
    if !dotted && !dashed() {
        return None;
    }
    words[..digits].parse().ok()
}

/// `77/213.` alone on its line.
fn is_heading_number(words: &str) -> bool {
    let words = words.trim();
    words.len() <= 12
        && words.ends_with('.')
        && words.contains('/')
        && words.starts_with(|c: char| c.is_ascii_digit() || c == 'S' || c == 'E')
}

fn ends_paragraph(words: &str) -> bool {
    words
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .ends_with([',', ';', ':', '.', '，', '；', '：', '。', '،', '؛', ']', '”', '"'])
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .ends_with([';', ':', '.', '；', '：', '。', '؛', ']'])
}

fn is_short(words: &str) -> bool {
    words.chars().count() <= 30
}

/// "36th meeting", "第36次会议", "[Adopted without a vote.]", "Annex".
pub(crate) fn is_closing(words: &str, pack: &Pack) -> bool {
    if words.len() > 120 {
        return false;
    }
    let lower = words.to_lowercase();
    let lower = lower.trim();
    if words.starts_with('[') && words.ends_with(']') {
        return true;
    }
    let meeting = pack.structure.meeting.iter().any(|word| lower.ends_with(word.as_str()))
        && lower.chars().any(|c| c.is_ascii_digit())
        && lower.chars().count() <= 40;
    let annex = pack.structure.annex.iter().any(|word| {
        lower.strip_prefix(word.as_str()).is_some_and(|rest| {
            rest.len() <= 6
                && rest
                    .trim()
                    .chars()
                    .all(|c| "ivxabcdefgh一二三四五六七八九十".contains(c))
        })
    });
    meeting || annex
}
