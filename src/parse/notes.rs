use std::collections::BTreeMap;

use crate::lang::Pack;
use crate::model::Symbol;
use crate::parse::document::{Anchor, Paragraph};
use crate::parse::lines::{Layout, Line, LineKind};
use crate::text::folded_key;

/// A footnote: its number and the byte ranges of its words.
#[derive(Debug)]
pub(crate) struct Note {
    /// None where an asterisk marks it.
    pub number: Option<u32>,
    pub pieces: Vec<(usize, usize)>,
}

/// Takes the footnotes out of the lines, wherever pages have put them, and makes their lines noise for what follows.
///
/// A note is a line that opens with the next number without a full stop. Below a rule any words may follow, or the number
/// stands alone, raised above its words; elsewhere they must be words that open a note: a symbol, "See", "Ibid."
pub(crate) fn take(text: &str, lines: &mut [Line], enacting: Option<usize>, layout: Layout, pack: &Pack) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut below_rule = false;
    let mut open = false;
    let from = enacting.unwrap_or(0);
    for line in lines.iter_mut().skip(from) {
        if line.opens_page {
            below_rule = false;
            open = false;
        }
        match line.kind {
            LineKind::Rule => {
                below_rule = true;
                open = false;
                line.kind = LineKind::Noise;
                continue;
            }
            LineKind::Noise if layout != Layout::Whole => {
                // A page counter or a running head: the page is over.
                below_rule = false;
                open = false;
                continue;
            }
            LineKind::Text => {}
            LineKind::Blank | LineKind::Noise => continue,
        }
        let words = &text[line.start..line.end];
        let expected = notes.last().and_then(|note| note.number).map_or(1, |number| number + 1);
        let opened = numbered(words, below_rule).filter(|&(number, body)| {
            let near = if below_rule {
                (expected..=expected + 3).contains(&number)
            } else {
                number == expected
            };
            near && (below_rule || opens_note(&words[body..], pack))
        });
        if let Some((number, body)) = opened {
            let piece = (line.start + body, line.end);
            notes.push(Note {
                number: Some(number),
                pieces: Vec::from_iter((piece.0 < piece.1).then_some(piece)),
            });
            line.kind = LineKind::Noise;
            open = true;
        } else if open && (below_rule || !is_closed(text, notes.last())) {
            if let Some(note) = notes.last_mut() {
                note.pieces.push((line.start, line.end));
                line.kind = LineKind::Noise;
            }
        } else {
            open = false;
        }
    }
    notes.retain(|note| !note.pieces.is_empty());
    notes
}

/// The number that opens a line, and where the words after it begin. `12. Urges` opens with a label, not with a number.
/// In Arabic the number stands in parentheses: `(1) A/HRC/31/35.` It may be `alone` where a rule says that notes follow.
fn numbered(words: &str, alone: bool) -> Option<(u32, usize)> {
    let bare = words.trim_start_matches(['\u{200e}', '\u{200f}']);
    if let Some((number, rest)) = bare.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        let plausible = (1..=3).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit());
        let body = words.len() - rest.trim_start().len();
        return (plausible && body < words.len()).then_some((number.parse().ok()?, body));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 || words.starts_with('0') {
        return None;
    }
    let rest = &words[digits..];
    if rest.is_empty() && alone {
        return Some((words.parse().ok()?, digits));
    }
    let body = digits + (rest.len() - rest.trim_start().len());
    let glued = body == digits;
    let first = words[body..].chars().next()?;
    let plausible = if glued {
        first.is_alphabetic() && !first.is_lowercase()
    } else {
        !matches!(first, '.' | ')' | '-')
    };
    plausible.then_some((words[..digits].parse().ok()?, body))
}

/// Where the marks of notes stand.
pub(crate) struct Places {
    /// By the numbers: the marks, each with its byte of the source, in order.
    marks: BTreeMap<u32, Vec<(usize, Anchor)>>,
    /// How many notes of each number are still to come, and where the last one stood.
    notes: BTreeMap<u32, (usize, usize)>,
}

impl Places {
    /// The marks of these paragraphs.
    pub fn of(paragraphs: &[Paragraph], notes: &[Note]) -> Places {
        let mut places = Places {
            marks: BTreeMap::new(),
            notes: BTreeMap::new(),
        };
        for (index, paragraph) in paragraphs.iter().enumerate() {
            for mark in &paragraph.marks {
                let anchor = Anchor {
                    paragraph: index,
                    at: mark.at,
                };
                let marks = places.marks.entry(mark.number).or_default();
                marks.push((paragraph.text.source_offset(mark.at), anchor));
            }
        }
        for number in notes.iter().filter_map(|note| note.number) {
            places.notes.entry(number).or_default().0 += 1;
        }
        places
    }

    /// The first mark of a note. Where the numbers begin again in a later part, it stands behind the last note of that number
    /// and, as notes stand at the foot of their page, before its own.
    pub fn anchor(&mut self, note: &Note) -> Option<Anchor> {
        let number = note.number?;
        let (count, last) = self.notes.get_mut(&number)?;
        let start = note.pieces.first().map_or(*last, |&(from, _)| from);
        let several = *count > 1 || *last > 0;
        let near = |&&(at, _): &&(usize, Anchor)| !several || (*last..start).contains(&at);
        let anchor = self.marks.get(&number)?.iter().find(near);
        *count -= 1;
        *last = start;
        anchor.map(|&(_, anchor)| anchor)
    }
}

pub(crate) fn opens_note(words: &str, pack: &Pack) -> bool {
    let head: String = words.chars().take(40).collect();
    let key = folded_key(&head);
    Symbol::prefix_of(words).is_some()
        || pack
            .footnotes
            .openers
            .iter()
            .any(|opener| key.starts_with(opener.as_str()))
}

/// Whether a note's last line ends a sentence.
fn is_closed(text: &str, note: Option<&Note>) -> bool {
    let last = note.and_then(|note| note.pieces.last());
    last.is_none_or(|&(from, to)| text[from..to].trim_end().ends_with(['.', '。', '．']))
}
