//! Footnotes of the older volumes, whose numbers begin anywhere: `38 See …` below the rule of a page, `8/ See …` amid the text.

use crate::lang::Pack;
use crate::parse::lines::{Line, LineKind};
use crate::parse::marks::{RawMark, in_symbol};
use crate::parse::notes::{Note, opens_note};

/// The notes of pages, and the marks that were found above them.
#[derive(Debug, Default)]
pub(crate) struct PageNotes {
    pub notes: Vec<Note>,
    pub marks: Vec<RawMark>,
}

/// Takes such notes out of the lines, where the text is of that kind: it tells its pages in comments, or numbers notes `8/`.
///
/// A line below a rule is a note where its number stands as a mark between it and the notes before, or where its words are a
/// note's. What follows the last note of a rule is the text again.
pub(crate) fn take(text: &str, lines: &mut [Line], pack: &Pack) -> PageNotes {
    let mut taken = PageNotes::default();
    if !is_volume(text, lines) {
        return taken;
    }
    // Where the text begins whose marks the next notes explain.
    let mut above = 0;
    let mut below_rule = false;
    for at in 0..lines.len() {
        let line = lines[at];
        let words = &text[line.start..line.end];
        if is_comment(words) {
            lines[at].kind = LineKind::Noise;
            (above, below_rule) = (if below_rule { at } else { above }, false);
        } else if line.kind == LineKind::Rule || is_dashes(words) {
            lines[at].kind = LineKind::Noise;
            below_rule = true;
        } else if line.kind == LineKind::Text && below_rule {
            let read = numbered(words).map(|(number, slash, body)| {
                let body_text = &lines[above..at];
                let found = marks_of(text, body_text, number, slash);
                (number, body, found)
            });
            match read {
                Some((number, body, found)) if !found.is_empty() || opens_note(&words[body..], pack) => {
                    taken.marks.extend(found);
                    taken.notes.push(Note {
                        number: Some(number),
                        pieces: vec![(line.start + body, line.end)],
                    });
                    lines[at].kind = LineKind::Noise;
                }
                _ => (above, below_rule) = (at, false),
            }
        }
    }
    taken.marks.sort_by_key(|mark| (mark.start, mark.end));
    taken.marks.dedup_by(|next, mark| next.start < mark.end);
    taken
}

/// Whether a text numbers its notes by pages.
fn is_volume(text: &str, lines: &[Line]) -> bool {
    let mut below_rule = false;
    lines.iter().any(|line| {
        let words = &text[line.start..line.end];
        let slash = below_rule && numbered(words).is_some_and(|(_, slash, _)| slash);
        if line.kind != LineKind::Blank {
            below_rule = line.kind == LineKind::Rule;
        }
        slash || is_comment(words)
    })
}

/// `<!-- Page 2 -->`
fn is_comment(words: &str) -> bool {
    words.starts_with("<!--") && words.ends_with("-->")
}

/// `---`
fn is_dashes(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|byte| byte == b'-')
}

/// The number that opens a note, whether a stroke follows it, and where its words begin: `38 See`, `8/ See`.
fn numbered(words: &str) -> Option<(u32, bool, usize)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) || words.starts_with('0') {
        return None;
    }
    let rest = &words[digits..];
    let slash = rest.starts_with('/');
    let after = rest.strip_prefix('/').unwrap_or(rest);
    let body = words.len() - after.trim_start().len();
    let parted = after.starts_with(char::is_whitespace) && body < words.len();
    parted.then_some((words[..digits].parse().ok()?, slash, body))
}

/// The places where a number stands as a mark.
fn marks_of(text: &str, lines: &[Line], number: u32, slash: bool) -> Vec<RawMark> {
    let printed = if slash {
        format!("{number}/")
    } else {
        number.to_string()
    };
    let finder = memchr::memmem::Finder::new(printed.as_bytes());
    let of_text = lines.iter().filter(|line| line.kind == LineKind::Text);
    let mut marks = Vec::new();
    for line in of_text {
        let words = &text[line.start..line.end];
        marks.extend(
            finder
                .find_iter(words.as_bytes())
                .filter(|&at| at > 0 && is_mark(&words[..at], &words[at + printed.len()..], printed.len(), slash))
                .map(|at| RawMark {
                    start: line.start + at,
                    end: line.start + at + printed.len(),
                    number,
                }),
        );
    }
    marks
}

/// Whether digits between two texts are a mark: glued to a word, its comma or a year, and nothing goes on behind.
fn is_mark(before: &str, after: &str, length: usize, slash: bool) -> bool {
    let ends = after
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-' | '%' | '('));
    let figure = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let goes_on = after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    if !ends || goes_on || in_symbol(before) {
        return false;
    }
    if slash {
        return before.ends_with([' ', ',', '.', ';', ')', '"', '\u{201d}']) || before.ends_with(char::is_alphabetic);
    }
    let year = before.len() >= 5
        && before.is_char_boundary(before.len() - 4)
        && (before[before.len() - 4..].starts_with("19") || before[before.len() - 4..].starts_with("20"))
        && before[before.len() - 4..].bytes().all(|byte| byte.is_ascii_digit())
        && before[..before.len() - 4].ends_with(' ');
    match before.chars().next_back() {
        Some(',' | '.') if length == 3 => !figure(&before[..before.len() - 1]),
        Some(',' | ';' | ':' | ')' | ']' | '"' | '\u{201d}' | '\u{2019}') => true,
        Some('.') => !figure(&before[..before.len() - 1]) && !before.ends_with("No."),
        Some(c) => c.is_alphabetic() && !c.is_ascii_uppercase() || year,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::parse::lines;

    #[track_caller]
    fn check(text: &str, notes: &[(u32, &str)], marks: &[u32]) {
        let mut lines = lines::split(text);
        let taken = take(text, &mut lines, Pack::of(Language::En));
        let found: Vec<(u32, &str)> = taken
            .notes
            .iter()
            .map(|note| {
                (
                    note.number.expect("a number"),
                    &text[note.pieces[0].0..note.pieces[0].1],
                )
            })
            .collect();
        assert_eq!(found, notes);
        assert_eq!(taken.marks.iter().map(|mark| mark.number).collect::<Vec<_>>(), marks);
    }

    #[test]
    fn notes_of_a_page_have_numbers_of_their_own() {
        check(
            "<!-- Page 3 -->\nRecalling the Lamp Charter27 and its resolution of 5 May 1992,28 on 28 lamps,\n---\n27 Lamp Series, No. 4.\n28 See A/47/3.\n<!-- Page 4 -->\n2. Requests 27 lamps;",
            &[(27, "Lamp Series, No. 4."), (28, "See A/47/3.")],
            &[27, 28],
        );
    }

    #[test]
    fn notes_amid_the_text_have_a_stroke() {
        check(
            "Recalling the lamps, 3/ and stairs, 4/\n_______\n3/\tLamp Series.\n4/ A/47/3.\nNoting 3/ lamps,",
            &[(3, "Lamp Series."), (4, "A/47/3.")],
            &[3, 4],
        );
    }

    #[test]
    fn other_texts_are_let_be() {
        check("Recalling lamps1\n_______\n1 A/47/3.\n", &[], &[]);
        check(
            "<!-- Page 3 -->\nRecalling 1,270 lamps,\n---\n270 lamps and more\n",
            &[],
            &[],
        );
    }
}
