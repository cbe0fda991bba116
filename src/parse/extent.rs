//! A page of an old volume holds the end of one resolution and the beginning of another: which lines are the document's own.

use std::ops::Range;

use crate::lang::Pack;
use crate::model::{Notice, Symbol};
use crate::parse::blocks::operative_number;
use crate::parse::body_names::BodyNames;
use crate::parse::lines::{Line, LineKind};
use crate::registry::Registry;
use crate::text::Span;

/// How many lines with words a title may have, up to the enacting words.
const LONGEST_TITLE: usize = 8;

/// The lines of the document's own, and a word for each neighbour that is left out.
#[derive(Debug)]
pub(crate) struct Extent {
    pub lines: Range<usize>,
    pub notices: Vec<Notice>,
}

/// A resolution that begins at a line.
struct Opening {
    line: usize,
    symbol: Symbol,
}

/// The extent of the resolution `own`, where the text holds others too; `None` where it is alone, or is not found.
///
/// A resolution begins with its number and a full stop, soon followed by the enacting words of the body that numbers so.
pub(crate) fn own(
    text: &str,
    lines: &[Line],
    own: &Symbol,
    names: &BodyNames,
    registry: &Registry,
    pack: &Pack,
) -> Option<Extent> {
    let openings: Vec<Opening> = (0..lines.len())
        .filter_map(|line| opening(text, lines, line, names, registry))
        .collect();
    let whole = own.as_str().split('[').next().unwrap_or_default();
    let is_own = |opening: &&Opening| opening.symbol.as_str() == whole;
    let first = openings.iter().position(|opening| is_own(&opening))?;
    let from = openings[first].line;
    let after = openings[first..].iter().find(|opening| !is_own(opening));
    let to = after.map_or(lines.len(), |opening| opening.line);
    // Above the own number may stand a masthead, which is the document's, or the end of what came before.
    let head = (0..from).find(|&at| speaks(text, &lines[at], pack));
    let start = if head.is_some() || first > 0 { from } else { 0 };

    let note = |line: usize, message: String| Notice {
        span: Span::new(lines[line].start, lines[line].end),
        message,
    };
    let before = openings[..first].first().map_or(from, |opening| opening.line);
    let tail = head.filter(|&at| at < before);
    let mut notices: Vec<Notice> = tail
        .map(|at| {
            note(
                at,
                "the end of another document above the own number is left out".to_owned(),
            )
        })
        .into_iter()
        .collect();
    let others = openings.iter().filter(|opening| !(start..to).contains(&opening.line));
    notices.extend(others.map(|other| {
        let message = format!(
            "{} in the same text is another document and left out",
            other.symbol.as_str()
        );
        note(other.line, message)
    }));
    (start > 0 || to < lines.len()).then_some(Extent {
        lines: start..to,
        notices,
    })
}

/// The resolution that begins at a line: `46/122. Title`, `357 (IV). Title`, and the enacting words below.
fn opening(text: &str, lines: &[Line], at: usize, names: &BodyNames, registry: &Registry) -> Option<Opening> {
    let words = |line: &Line| &text[line.start..line.end];
    let line = lines[at];
    if line.kind != LineKind::Text || !words(&line).starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*') {
        return None;
    }
    let heading = words(&line).trim_start_matches(['*', ' ']);
    let (number, read) = Symbol::read_number(heading)?;
    let title = heading[read..]
        .trim_start_matches(['*', ' '])
        .strip_prefix('.')?
        .trim_start();
    if title.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) {
        return None;
    }
    let below = lines[at + 1..].iter().filter(|line| line.kind == LineKind::Text);
    let body = below.take(LONGEST_TITLE).find_map(|line| names.enacting(words(line)))?;
    let body = registry.body(body.as_str())?;
    let number = number.whole();
    let symbol = body.symbol(body.kind_of_number(&number), &number)?;
    Some(Opening {
        line: at,
        symbol: symbol.as_str().parse().ok()?,
    })
}

/// Whether a line is an operative paragraph: a number and a verb open it.
fn speaks(text: &str, line: &Line, pack: &Pack) -> bool {
    let words = &text[line.start..line.end];
    line.kind == LineKind::Text
        && operative_number(words).is_some()
        && words
            .split_once(['.', '．', '-'])
            .is_some_and(|(_, rest)| pack.opens_with_verb(rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::parse::lines;

    const PAGE: &str = "of lamps, which have burnt for as long as anyone can remember them,

2. Requests the keepers of all lighthouses to climb their stairs every night without fail.

81st plenary meeting

47/301. Lamps that burn in
the morning

The General Assembly,

Recalling what it said of lamps,

1. Decides to put them out.

47/302. Stairs

The General Assembly,

1. Decides to climb them.
";

    #[track_caller]
    fn check(symbol: &str, text: &str, expected: Option<(&str, &str, usize)>) {
        let (registry, pack) = (Registry::builtin(), Pack::of(Language::En));
        let names = BodyNames::new(registry, pack);
        let lines = lines::split(text);
        let found = own(text, &lines, &symbol.parse().expect("a symbol"), &names, registry, pack);
        let found = found.map(|extent| {
            let filled = || {
                lines[extent.lines.clone()]
                    .iter()
                    .filter(|line| line.kind == LineKind::Text)
            };
            let words = |line: Option<&Line>| line.map_or("", |line| &text[line.start..line.end]);
            (
                words(filled().next()),
                words(filled().next_back()),
                extent.notices.len(),
            )
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn neighbours_are_left_out() {
        check(
            "A/RES/47/301",
            PAGE,
            Some(("47/301. Lamps that burn in", "1. Decides to put them out.", 2)),
        );
        check(
            "A/RES/47/302",
            PAGE,
            Some(("47/302. Stairs", "1. Decides to climb them.", 2)),
        );
    }

    #[test]
    fn what_is_not_there_or_alone_keeps_its_lines() {
        check("A/RES/47/303", PAGE, None);
        check("E/RES/47/301", PAGE, None);
        let alone = "Forty-seventh session\nAgenda item 7\n\n47/301. Lamps\n\nThe General Assembly,\n\n1. Decides.\n";
        check("A/RES/47/301", alone, None);
    }
}
