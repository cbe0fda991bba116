//! Characters joined to lines: words parted by blanks, raised figures told from others, Arabic brought into the order in
//! which it is read.

use crate::text::raised;

use super::glyph::Glyph;
use super::right_to_left;

/// A piece of a line without a wide gap in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its words.
    pub text: String,
    /// The left edge of the words.
    pub left: f32,
    /// The right edge of the words.
    pub right: f32,
    /// The base line.
    pub base: f32,
    /// The height of most of its characters.
    pub size: f32,
    /// How wide its first word is.
    pub first_word: f32,
    /// Whether the document says that it belongs to a running head or foot.
    pub furniture: bool,
    /// Whether it is read from right to left.
    pub rtl: bool,
}

impl Line {
    /// Whether it is the rule above the notes, written with underscores.
    pub(super) fn is_rule(&self) -> bool {
        self.text.len() >= 5 && self.text.bytes().all(|byte| byte == b'_')
    }
}

/// The gap that parts words where no blanks are drawn, in heights of the font.
const WORD_GAP: f32 = 0.17;

/// The gap that parts words where blanks are drawn: letters that are spread to fill a line stand apart too.
const LOOSE_GAP: f32 = 0.4;

/// The gap that parts columns and cells, in heights of the font.
const WIDE_GAP: f32 = 2.0;

/// How large raised characters may be, in heights of the others.
const RAISED_SIZE: f32 = 0.82;

/// How high they stand at least, in heights of the others.
const RAISED_BASE: f32 = 0.12;

/// The lines of a page in the order in which it draws them; wide gaps part them.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut run: Vec<&Glyph> = Vec::new();
    let blanks = glyphs.iter().filter(|glyph| glyph.is_blank()).count();
    let word_gap = if blanks * 15 > glyphs.len() {
        LOOSE_GAP
    } else {
        WORD_GAP
    };
    for glyph in glyphs {
        if run.last().is_some_and(|_| !follows(&run, glyph)) {
            lines.extend(line(&run, word_gap));
            run.clear();
        }
        // A letter drawn twice to make it bold is one letter.
        let doubled =
            run.iter().rev().take(3).any(|other| {
                !glyph.is_blank() && other.text == glyph.text && distance(other, glyph) < glyph.size * 0.1
            });
        if !doubled {
            run.push(glyph);
        }
    }
    lines.extend(line(&run, word_gap));
    lines
}

fn distance(one: &Glyph, other: &Glyph) -> f32 {
    (one.left - other.left).abs().max((one.base - other.base).abs())
}

/// Whether a character goes on the line of those before.
fn follows(run: &[&Glyph], glyph: &Glyph) -> bool {
    let Some(last) = run.last() else { return true };
    let size = run
        .iter()
        .rev()
        .take(8)
        .fold(glyph.size, |size, other| size.max(other.size));
    let level = (last.base - glyph.base).abs() <= 0.6 * size;
    // Right-to-left text goes on at the left of what was drawn.
    let gap = (glyph.left - last.right).max(last.left - glyph.right);
    level && gap <= WIDE_GAP * size && gap >= -1.5 * size && last.furniture == glyph.furniture
}

fn line(run: &[&Glyph], word_gap: f32) -> Option<Line> {
    let drawn: Vec<&Glyph> = run.iter().copied().filter(|glyph| !glyph.is_blank()).collect();
    let first = *drawn.first()?;
    let (base, size) = main_row(&drawn);
    let rtl = right_to_left::leads(drawn.iter().map(|glyph| &*glyph.text));
    let mut glyphs: Vec<&Glyph> = run.to_vec();
    let mixed = rtl || glyphs.windows(2).any(|pair| pair[1].left < pair[0].left - 0.5 * size);
    if mixed {
        glyphs.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    let is_raised = |glyph: &Glyph| glyph.size <= RAISED_SIZE * size && glyph.base - base >= RAISED_BASE * size;
    let mut pieces: Vec<String> = Vec::with_capacity(glyphs.len());
    let (mut end, mut blank): (Option<f32>, bool) = (None, true);
    for (at, &glyph) in glyphs.iter().enumerate() {
        if glyph.is_blank() {
            // What is only a blank drawn over letters parts nothing.
            if !blank && end.is_none_or(|end| glyph.right > end - 0.1 * size) {
                pieces.push(" ".to_owned());
                blank = true;
            }
            continue;
        }
        let mark = is_raised(glyph) && glyph.text.contains(|c: char| c.is_ascii_digit());
        match (mark, blank) {
            // Some typists put a blank before a mark.
            (true, true) => drop(pieces.pop()),
            (false, false) if is_table_mark(&glyphs, at, is_raised) => pieces.push(" ".to_owned()),
            (false, false) if end.is_some_and(|end| glyph.left - end > word_gap * size) => pieces.push(" ".to_owned()),
            _ => {}
        }
        pieces.push(if is_raised(glyph) {
            raise(&glyph.text)
        } else {
            (*glyph.text).to_owned()
        });
        (end, blank) = (Some(glyph.right), false);
    }
    if blank {
        pieces.pop();
    }
    let pieces = if rtl { right_to_left::logical(pieces) } else { pieces };
    let edge =
        |pick: fn(f32, f32) -> f32, of: fn(&Glyph) -> f32| drawn.iter().map(|glyph| of(glyph)).fold(of(first), pick);
    let word = run
        .iter()
        .skip_while(|glyph| glyph.is_blank())
        .take_while(|glyph| !glyph.is_blank());
    Some(Line {
        text: pieces.concat(),
        left: edge(f32::min, |glyph| glyph.left),
        right: edge(f32::max, |glyph| glyph.right),
        base,
        size,
        first_word: word.map(|glyph| glyph.right - glyph.left).sum(),
        furniture: first.furniture,
        rtl,
    })
}

/// Whether a character is a raised letter by itself: `Approved a` refers to a note of its table.
fn is_table_mark(glyphs: &[&Glyph], at: usize, is_raised: impl Fn(&Glyph) -> bool) -> bool {
    let alone = |at: Option<usize>| at.and_then(|at| glyphs.get(at)).is_none_or(|glyph| !is_raised(glyph));
    let letter = glyphs[at].text.chars().all(char::is_lowercase);
    letter && is_raised(glyphs[at]) && alone(at.checked_sub(1)) && alone(Some(at + 1))
}

/// How many base lines and heights of a line are compared: it has two or three.
const MOST_ROWS: usize = 64;

/// The base line and the height of the characters that make up most of a line.
fn main_row(glyphs: &[&Glyph]) -> (f32, f32) {
    let mut rows: Vec<(f32, f32, usize)> = Vec::new();
    for glyph in glyphs {
        let room = rows.len() < MOST_ROWS;
        let near = rows
            .iter_mut()
            .find(|row| (row.0 - glyph.base).abs() < 0.5 && (row.1 - glyph.size).abs() < 0.1 * glyph.size);
        match near {
            Some(row) => row.2 += 1,
            None if room => rows.push((glyph.base, glyph.size, 1)),
            None => {}
        }
    }
    // Of rows alike in length the larger one is the text, the smaller one its marks.
    let main = rows
        .iter()
        .max_by(|one, other| one.2.cmp(&other.2).then(one.1.total_cmp(&other.1)));
    main.map_or((0.0, 0.0), |row| (row.0, row.1))
}

/// Raised figures as such, without the parentheses that Arabic sets around them; letters stay as they are.
fn raise(text: &str) -> String {
    let bare = text.chars().filter(|c| !matches!(c, '(' | ')'));
    bare.map(raised::figure).collect()
}
