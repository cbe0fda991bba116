//! Footnotes that a conversion has printed where their marks stood, without numbers:
//! "Universal Declaration of Human Rights,Resolution 217 A (III). as well as".

use crate::lang::Pack;
use crate::parse::marks::RawMark;
use crate::parse::notes::Note;
use crate::text::folded_key;

/// How long such a note may be, in bytes.
const LONGEST: usize = 900;

/// How long it may be where nothing but a title mark stands before it, in characters.
const LONGEST_NUMBER: usize = 30;

/// How many bytes are looked at together.
const STRIDE: usize = 32;

/// Notes within the text, numbered in its order, and the marks that stand for their words.
#[derive(Debug, Default)]
pub(crate) struct InlineNotes {
    pub notes: Vec<Note>,
    pub marks: Vec<RawMark>,
}

/// The notes that are printed within the byte ranges `pieces`.
pub(crate) fn find(text: &str, pieces: impl Iterator<Item = (usize, usize)>, pack: &Pack) -> InlineNotes {
    let mut found = InlineNotes::default();
    for (from, to) in pieces {
        let mut at = from;
        while let Some(note) = next(text, at, to, pack) {
            let number = u32::try_from(found.notes.len() + 1).unwrap_or(u32::MAX);
            found.marks.push(RawMark {
                start: note.start,
                end: note.end,
                number,
            });
            found.notes.push(Note {
                number: Some(number),
                pieces: vec![note.words],
            });
            at = note.end;
        }
    }
    found
}

/// A note: where it is cut out, and its words.
struct Found {
    start: usize,
    end: usize,
    words: (usize, usize),
}

fn next(text: &str, from: usize, to: usize, pack: &Pack) -> Option<Found> {
    let bytes = &text.as_bytes()[..to];
    let mut at = from;
    while let Some(opening) = opening(bytes, at, pack.script.spaced) {
        at = opening;
        let Some(c) = text[at..to].chars().next() else { break };
        let note = match text[from..at].chars().next_back() {
            _ if c == '(' => marked(text, at, to),
            Some(before) if !pack.script.spaced => unspaced(text, before, at, to, pack),
            Some(before) if c.is_uppercase() && is_glue(before) => glued(text, at, to, pack),
            _ => None,
        };
        if note.is_some() {
            return note;
        }
        at += c.len_utf8();
    }
    None
}

/// The first byte from `at` on that may open a note. Where words are spaced this is a bracket, or a capital that is glued to
/// what stands before it.
fn opening(bytes: &[u8], at: usize, spaced: bool) -> Option<usize> {
    if !spaced {
        return (at < bytes.len()).then_some(at);
    }
    let may_open = |before: u8, byte: u8| {
        let glued = !matches!(before, b' ' | b'A'..=b'Z' | b'0'..=b'9');
        (byte == b'(') | (byte >= 0x80) | (byte.is_ascii_uppercase() & glued)
    };
    let mut from = at.saturating_sub(1);
    if at == 0 && may_open(b' ', *bytes.first()?) {
        return Some(0);
    }
    // Without a way out of a stride, its bytes are looked at together.
    let any = |stride: &[u8; STRIDE + 1]| {
        let pairs = stride.iter().zip(&stride[1..]);
        pairs.fold(false, |any, (&before, &byte)| any | may_open(before, byte))
    };
    while bytes[from..].first_chunk().is_some_and(|stride| !any(stride)) {
        from += STRIDE;
    }
    let found = bytes[from..].windows(2).position(|pair| may_open(pair[0], pair[1]))?;
    Some(from + found + 1)
}

/// After which characters a note may be glued to the text.
fn is_glue(c: char) -> bool {
    c.is_lowercase() || matches!(c, ',' | ')' | '»' | '"' | '”' | '>')
}

/// `([1]) words of the note.)`: a mark that keeps its words.
fn marked(text: &str, at: usize, to: usize) -> Option<Found> {
    let rest = text[at..to].strip_prefix("([")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let words = rest[digits..].strip_prefix("])").filter(|_| digits > 0)?;
    let from = to - words.len();
    let stop = words.find(".)").filter(|&stop| stop <= LONGEST)?;
    Some(Found {
        start: at,
        end: from + stop + 2,
        words: (from, from + stop + 1),
    })
}

/// Words that open a note with a capital, right after the word that they annotate.
fn glued(text: &str, at: usize, to: usize, pack: &Pack) -> Option<Found> {
    let opener = opener(&text[at..to], pack)?;
    let from = at + opener;
    let stops = text[from..to].match_indices('.').map(|(stop, _)| from + stop + 1);
    let end = stops
        .take_while(|stop| stop - at <= LONGEST)
        .find(|&stop| goes_on(&text[stop..to]))?;
    Some(Found {
        start: at,
        end,
        words: (at, end),
    })
}

/// Whether the sentence that a note interrupted goes on behind its full stop.
fn goes_on(rest: &str) -> bool {
    match rest.strip_prefix(' ') {
        Some(word) => word.starts_with(char::is_lowercase),
        None => rest.is_empty() || rest.starts_with([',', ';', ':']),
    }
}

/// Han texts part nothing by blanks: a note follows a title, a comma or a bracket and ends in a full stop amid the sentence.
fn unspaced(text: &str, before: char, at: usize, to: usize, pack: &Pack) -> Option<Found> {
    let rest = &text[at..to];
    let notes = &pack.footnotes;
    let opens = |words: &[String]| words.iter().any(|word| rest.starts_with(word.as_str()));
    let bracketed = || text[..at].trim_end().ends_with(['）', ')']);
    let possible = match before {
        '》' => rest.starts_with('《') || opens(&notes.openers),
        '，' | ',' => opens(&notes.inline),
        ' ' => opens(&notes.inline) && bracketed(),
        _ => false,
    };
    if !possible {
        return None;
    }
    let stop = rest.find('。').filter(|&stop| stop <= LONGEST)?;
    let words = &rest[..stop];
    let end = at + stop + '。'.len_utf8();
    let amid = end < to;
    let short = rest.starts_with('《') || words.chars().count() <= LONGEST_NUMBER;
    let whole = match before {
        '》' => amid && short,
        '，' | ',' => words.chars().any(|c| c.is_ascii_digit()) && short,
        _ => amid,
    };
    (whole && !words.contains(['；', ';'])).then_some(Found {
        start: at,
        end,
        words: (at, end),
    })
}

/// The length of the words that open a note at the start of a text.
fn opener(rest: &str, pack: &Pack) -> Option<usize> {
    let head: String = rest.chars().take(80).collect();
    let key = folded_key(&head);
    let notes = &pack.footnotes;
    notes
        .openers
        .iter()
        .chain(&notes.inline)
        .filter(|word| {
            key.strip_prefix(word.as_str())
                .is_some_and(|after| !after.starts_with(char::is_alphabetic))
        })
        .map(String::len)
        .max()
        .map(|length| head.floor_char_boundary(length))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::lang::Pack;
    use crate::model::Language;

    #[track_caller]
    fn check(language: Language, text: &str, notes: &[&str]) {
        let found = find(text, std::iter::once((0, text.len())), Pack::of(language));
        let words: Vec<&str> = found
            .notes
            .iter()
            .map(|note| text[note.pieces[0].0..note.pieces[0].1].trim())
            .collect();
        assert_eq!(words, notes);
    }

    #[test]
    fn notes_are_found_amid_a_sentence() {
        check(
            Language::En,
            "the Universal Declaration of Human Rights,Resolution 217 A (III). as well as",
            &["Resolution 217 A (III)."],
        );
        check(
            Language::Es,
            "Derechos Civiles y PolíticosVéase resolución 2200 A (XXI), anexo.,",
            &["Véase resolución 2200 A (XXI), anexo."],
        );
        check(
            Language::Ar,
            "لحقوق الإنسان([1]) القرار 217 ألف (د - 3).) وإلى",
            &["القرار 217 ألف (د - 3)."],
        );
        check(
            Language::Zh,
            "《世界人权宣言》第217 A(III)号决议。 的各项规定",
            &["第217 A(III)号决议。"],
        );
    }

    #[test]
    fn ordinary_sentences_have_none() {
        check(Language::En, "Recalling its resolution 70/1. See resolution 71/1.", &[]);
        check(Language::Zh, "回顾《儿童权利公约》第12条，重申各国的承诺。", &[]);
    }
}
