//! Notes whose marks are superscript figures, as the readers of formats that know them write them: nothing is guessed.

use crate::parse::lines::{Layout, Line, LineKind};
use crate::parse::marks::RawMark;
use crate::parse::notes::Note;
use crate::text::raised;

/// Takes out the notes: lines that begin with a raised number and a blank. Empty where the text has none.
///
/// A paragraph may begin with a mark too; of two such lines with one number the later is the note. Where lines are broken by
/// width, a note goes on up to a blank line, the next note or the end of the page.
pub(crate) fn take(text: &str, lines: &mut [Line], layout: Layout) -> Vec<Note> {
    let opens: Vec<Option<(u32, usize)>> = lines.iter().map(|line| opens_note(text, line)).collect();
    let mut last = std::collections::BTreeMap::new();
    for (at, open) in opens.iter().enumerate() {
        last.extend(open.map(|(number, _)| (number, at)));
    }
    let mut notes: Vec<Note> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter_mut().enumerate() {
        open &= line.kind == LineKind::Text && !line.opens_page;
        match opens[at].filter(|(number, _)| last.get(number) == Some(&at)) {
            Some((number, body)) => {
                notes.push(Note {
                    number: Some(number),
                    pieces: vec![(body, line.end)],
                });
                open = layout != Layout::Whole;
            }
            None if open => {
                if let Some(note) = notes.last_mut() {
                    note.pieces.push((line.start, line.end));
                }
            }
            None => continue,
        }
        line.kind = LineKind::Noise;
    }
    notes
}

/// Takes the notes out of lines that the reader of PDFs has set: they stand below the rule of their page, each begins with
/// its raised number or an asterisk, and one that found no room goes on below the next rule. Empty where none is raised.
pub(crate) fn take_set(text: &str, lines: &mut [Line]) -> Vec<Note> {
    let below = below_rules(lines);
    let opens: Vec<Option<(u32, usize)>> = lines.iter().map(|line| opens_note(text, line)).collect();
    let starred = |line: &Line| line.indent > 0 && text[line.start..line.end].starts_with(['*', '†', '‡']);
    if !(0..lines.len()).any(|at| below[at] && (opens[at].is_some() || starred(&lines[at]))) {
        return Vec::new();
    }
    let mut notes: Vec<Note> = Vec::new();
    for (at, line) in lines.iter_mut().enumerate().filter(|(at, _)| below[*at]) {
        if line.kind == LineKind::Text {
            if opens[at].is_some() || starred(line) || notes.is_empty() {
                notes.push(Note {
                    number: opens[at].map(|(number, _)| number),
                    pieces: Vec::new(),
                });
            }
            if let Some(note) = notes.last_mut() {
                note.pieces
                    .push((opens[at].map_or(line.start, |(_, body)| body), line.end));
            }
        }
        line.kind = LineKind::Noise;
    }
    notes
}

/// Of each line, whether it stands below the rule of its page.
fn below_rules(lines: &[Line]) -> Vec<bool> {
    let mut below = false;
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        below = line.kind == LineKind::Rule || below && !line.opens_page;
        all.push(below);
    }
    all
}

/// The number of a line that opens a note, and where its words begin.
fn opens_note(text: &str, line: &Line) -> Option<(u32, usize)> {
    let words = &text[line.start..line.end];
    let (number, length) = raised::number(words).filter(|_| line.kind == LineKind::Text)?;
    let body = words[length..].trim_start();
    (body.len() < words.len() - length && !body.is_empty()).then_some((number, line.end - body.len()))
}

/// The marks of the notes in the byte ranges `pieces`, in order: raised figures that are the number of a note.
pub(crate) fn marks(text: &str, pieces: impl Iterator<Item = (usize, usize)>, notes: &[Note]) -> Vec<RawMark> {
    let numbers: std::collections::BTreeSet<u32> = notes.iter().filter_map(|note| note.number).collect();
    let mut marks = Vec::new();
    for (from, to) in pieces {
        let mut at = from;
        while let Some(offset) = text[at..to].find(raised::is_figure) {
            let start = at + offset;
            let figures = text[start..to].find(|c| !raised::is_figure(c));
            let end = figures.map_or(to, |length| start + length);
            let number = raised::number(&text[start..end]).map(|(number, _)| number);
            marks.extend(
                number
                    .filter(|number| numbers.contains(number))
                    .map(|number| RawMark { start, end, number }),
            );
            at = end;
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    #[test]
    fn raised_figures_are_marks_and_never_part_of_a_number() {
        let text =
            "Recalling A/78/1²³ and 2014,¹³⁰ of 5 m² each,\n²³ a mark that opens a line\n²³ A/78/2.\n¹³⁰ Ibid.\n";
        let mut all = lines::split(text);
        let notes = take(text, &mut all, Layout::Whole);
        let words: Vec<(u32, &str)> = notes
            .iter()
            .map(|note| {
                (
                    note.number.expect("a number"),
                    &text[note.pieces[0].0..note.pieces[0].1],
                )
            })
            .collect();
        assert_eq!(words, [(23, "A/78/2."), (130, "Ibid.")]);
        let body = all.iter().filter(|line| line.kind == LineKind::Text);
        let marks = marks(text, body.map(|line| (line.start, line.end)), &notes);
        let marks: Vec<(u32, &str)> = marks.iter().map(|mark| (mark.number, &text[..mark.start])).collect();
        assert_eq!(marks.len(), 3, "the one of square metres is none");
        assert!(marks[0].0 == 23 && marks[0].1.ends_with("A/78/1"));
        assert!(marks[1].0 == 130 && marks[1].1.ends_with("2014,"));
    }

    #[test]
    fn notes_of_broken_lines_end_at_a_blank_line() {
        let text = "Words¹ here\n\n¹ See A/31/35,\npara. 4.\n\nWords go on\n";
        let mut all = lines::split(text);
        let notes = take(text, &mut all, Layout::Flush);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].pieces.len(), 2);
        assert_eq!(all.iter().filter(|line| line.kind == LineKind::Text).count(), 2);
    }
}
