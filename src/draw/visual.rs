//! Lines that read from the right, written for a program that reads from the left: without marks of direction. In a PDF such
//! a mark would share its form with the space, and what is copied would have marks between its words.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::draw::svg::{escaped, unescaped};

/// The drawing with its isolated lines written so that they need no isolate, where they can be.
pub(super) fn without_isolates(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once('\u{2067}') {
        out.push_str(before);
        let Some((line, next)) = after.split_once('\u{2069}') else {
            out.push('\u{2067}');
            rest = after;
            continue;
        };
        match written(&unescaped(line)) {
            Some(line) => out.push_str(&escaped(&line)),
            None => {
                out.push('\u{2067}');
                out.push_str(line);
                out.push('\u{2069}');
            }
        }
        rest = next;
    }
    out + rest
}

/// A line as it must be written from the left to be seen as it is from the right; nothing where it cannot be.
fn written(line: &str) -> Option<String> {
    let seen = seen(line, Level::rtl());
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while at < seen.len() {
        let end = region(&seen[at..]);
        if end == 0 {
            out.push(shown(seen[at]));
            at += 1;
            continue;
        }
        // From the right, but for what reads from the left within it.
        let mut words: Vec<(char, bool)> = seen[at..at + end].iter().rev().copied().collect();
        for run in words.chunk_by_mut(|one, next| one.1 == next.1).filter(|run| !run[0].1) {
            run.reverse();
        }
        out.extend(words.into_iter().map(|(c, _)| c));
        at += end;
    }
    let forms = |seen: Vec<(char, bool)>| seen.into_iter().map(shown).collect::<String>();
    (forms(self::seen(&out, Level::ltr())) == forms(seen)).then_some(out)
}

/// How far what begins here reads from the right: to the last letter before one that reads from the left.
fn region(seen: &[(char, bool)]) -> usize {
    if !seen.first().is_some_and(is_from_right) {
        return 0;
    }
    let end = seen.iter().position(|&(c, _)| bidi_class(c) == BidiClass::L);
    let within = &seen[..end.unwrap_or(seen.len())];
    within.iter().rposition(is_from_right).map_or(0, |last| last + 1)
}

/// Whether a letter is of a script that reads from the right, or a mark on one.
pub(super) fn is_from_right(&(c, is_odd): &(char, bool)) -> bool {
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => true,
        BidiClass::NSM => is_odd,
        _ => false,
    }
}

/// The letters in the order in which they are seen, and whether each is read from the right. Marks of direction are not seen.
pub(super) fn seen(line: &str, base: Level) -> Vec<(char, bool)> {
    let info = BidiInfo::new(line, Some(base));
    let mut seen = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_odd = levels[run.start].is_rtl();
            let letters = line[run].chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}'));
            let mut letters: Vec<(char, bool)> = letters.map(|c| (c, is_odd)).collect();
            if is_odd {
                letters.reverse();
            }
            seen.extend(letters);
        }
    }
    seen
}

/// The form of a letter: brackets open to the other side in what reads from the right.
pub(super) fn shown((c, is_odd): (char, bool)) -> char {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»')];
    if !is_odd {
        return c;
    }
    let pair = PAIRS.iter().find(|&&(open, close)| c == open || c == close);
    pair.map_or(c, |&(open, close)| if c == open { close } else { open })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_stays_and_the_marks_go() {
        for line in [
            "تشير إلى · PP3",
            "المعاهدات والإعلانات (تابع)",
            "مستشهد بها في: [2] [3] · 4",
            "\u{200f}A/HRC/RES/5/1؛ وآخر…",
            "خطة التنمية المستدامة لعام 2030 (A/RES/70/1)",
        ] {
            let svg = format!("<text>\u{2067}{line}\u{2069}</text>");
            let written = without_isolates(&svg);
            assert!(
                !written.contains(['\u{2067}', '\u{2069}', '\u{200f}']),
                "{line}: {written}"
            );
            let line_only = &written[6..written.len() - 7];
            let forms = |line: &str, base| seen(line, base).into_iter().map(shown).collect::<String>();
            assert_eq!(forms(line_only, Level::ltr()), forms(line, Level::rtl()), "{line}");
        }
    }

    #[test]
    fn what_stands_for_a_letter_is_one_letter() {
        let svg = "<text>\u{2067}تشير &amp; PP3\u{2069}</text><text>A</text>";
        assert_eq!(without_isolates(svg), "<text>PP3 &amp; تشير</text><text>A</text>");
    }
}
