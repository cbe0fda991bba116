//! Lines of Arabic: drawn from right to left, with numbers and Latin words from left to right in them.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Whether pieces of text are mostly of a script that is read from right to left.
pub(super) fn leads<'a>(pieces: impl Iterator<Item = &'a str>) -> bool {
    let (mut right, mut left) = (0, 0);
    for c in pieces.flat_map(str::chars) {
        match bidi_class(c) {
            BidiClass::R | BidiClass::AL => right += 1,
            BidiClass::L => left += 1,
            _ => {}
        }
    }
    // A long Latin name may stand in an Arabic line; an Arabic word in a Latin line is rarer by far.
    right > 0 && right * 4 >= left
}

/// Pieces that stand from left to right, in the order in which they are read.
///
/// The rules by which a text is laid out undo themselves: applied to the laid out line they give back the text.
pub(super) fn logical(pieces: Vec<String>) -> Vec<String> {
    let line: String = pieces.iter().map(|piece| representative(piece)).collect();
    let info = BidiInfo::new(&line, Some(Level::rtl()));
    let Some(paragraph) = info.paragraphs.first() else {
        return pieces;
    };
    let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
    let order = BidiInfo::reorder_visual(&levels);
    let turned = |at: usize| levels.get(at).is_some_and(Level::is_rtl);
    order
        .into_iter()
        .filter(|&at| at < pieces.len())
        .map(|at| {
            if turned(at) {
                mirror(&pieces[at])
            } else {
                pieces[at].clone()
            }
        })
        .collect()
}

/// The character that tells how a piece behaves.
fn representative(piece: &str) -> char {
    piece.chars().next().unwrap_or(' ')
}

/// Brackets are drawn mirrored.
fn mirror(piece: &str) -> String {
    piece.chars().map(mirrored).collect()
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        _ => c,
    }
}
