//! Lines of two scripts for a machine where no font has both. The library that draws sets a whole line in each font and takes
//! letter for letter what the first lacks, which fails where letters join: so each script is a text of its own here, set side
//! by side in the order in which they are seen.

use std::fmt::Write as _;

use resvg::usvg::Tree;
use unicode_bidi::Level;

use crate::draw::svg::{escaped, unescaped};
use crate::draw::visual::{is_from_right, seen, shown};

/// A line of words as it is written in a drawing.
struct Line<'s> {
    x: f64,
    /// Whether it ends at its place.
    ends: bool,
    /// What else is said of it.
    attributes: String,
    pieces: Vec<Piece>,
    whole: &'s str,
}

/// Letters of a line that are set in one font.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    words: String,
    from_right: bool,
}

/// The drawing with every line of two scripts in pieces, those that read from the right in `family`. `tree` measures them.
pub(super) fn in_pieces(svg: &str, family: &str, tree: impl Fn(&str) -> Option<Tree>) -> String {
    let lines: Vec<Line<'_>> = svg.lines().filter_map(line).collect();
    let root = svg.lines().next().unwrap_or_default();
    let mut measured = format!("{root}\n");
    let mut number = 0;
    for line in &lines {
        for piece in &line.pieces {
            let _ = writeln!(
                measured,
                "{}",
                text(line, piece, family, 0.0, &format!(" id=\"p{number}\""))
            );
            number += 1;
        }
    }
    let Some(tree) = tree(&(measured + "</svg>")) else {
        return svg.to_owned();
    };
    let mut widths = (0..number).map(|number| {
        let node = tree.node_by_id(&format!("p{number}"));
        node.map_or(0.0, |node| f64::from(node.bounding_box().width()))
    });
    let mut lines = lines.iter().peekable();
    let mut out = String::with_capacity(svg.len());
    for written in svg.lines() {
        match lines.next_if(|line| std::ptr::eq(line.whole, written)) {
            None => out.push_str(written),
            Some(line) => {
                let widths: Vec<f64> = widths.by_ref().take(line.pieces.len()).collect();
                let all: f64 = widths.iter().sum();
                let mut x = if line.ends { line.x - all } else { line.x };
                for (piece, width) in line.pieces.iter().zip(widths) {
                    out.push_str(&text(line, piece, family, x, ""));
                    x += width;
                }
            }
        }
        out.push('\n');
    }
    out
}

/// A line that needs pieces.
fn line(written: &str) -> Option<Line<'_>> {
    let (attributes, rest) = written.strip_prefix("<text x=\"")?.split_once('>')?;
    let (x, attributes) = attributes.split_once('"')?;
    let words = unescaped(rest.strip_suffix("</text>")?);
    let pieces = pieces(&words);
    let ends = " text-anchor=\"end\"";
    (pieces.len() > 1).then(|| Line {
        x: x.parse().unwrap_or_default(),
        ends: attributes.contains(ends),
        attributes: attributes.replace(ends, ""),
        pieces,
        whole: written,
    })
}

/// The pieces of a line from the left: a space stands with what reads from the right where it is between two such letters.
fn pieces(words: &str) -> Vec<Piece> {
    let seen = seen(words, Level::ltr());
    let is_space = |&(c, _): &(char, bool)| c == ' ';
    let between = |at: usize| {
        let before = seen[..at].iter().rev().find(|letter| !is_space(letter));
        let after = seen[at..].iter().find(|letter| !is_space(letter));
        before.is_some_and(is_from_right) && after.is_some_and(is_from_right)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, letter) in seen.iter().enumerate() {
        let from_right = is_from_right(letter) || (is_space(letter) && between(at));
        match pieces.last_mut().filter(|piece| piece.from_right == from_right) {
            Some(piece) => piece.words.push(shown(*letter)),
            None => pieces.push(Piece {
                words: shown(*letter).to_string(),
                from_right,
            }),
        }
    }
    for piece in pieces.iter_mut().filter(|piece| piece.from_right) {
        piece.words = piece.words.chars().rev().collect();
    }
    pieces
}

fn text(line: &Line<'_>, piece: &Piece, family: &str, x: f64, id: &str) -> String {
    let family = match piece.from_right {
        true => format!(" font-family=\"{}\"", escaped(family)),
        false => String::new(),
    };
    format!(
        "<text x=\"{x:.2}\"{}{family}{id} xml:space=\"preserve\">{}</text>",
        line.attributes,
        escaped(&piece.words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Vec<(String, bool)> {
        let pieces = pieces(words).into_iter();
        pieces.map(|piece| (piece.words, piece.from_right)).collect()
    }

    #[test]
    fn each_script_is_a_piece_from_the_left() {
        let symbol = |words: &str| (words.to_owned(), false);
        let arabic = |words: &str| (words.to_owned(), true);
        assert_eq!(of("تشير إلى"), [arabic("تشير إلى")]);
        assert_eq!(of("PP3 · تشير إلى"), [symbol("PP3 · "), arabic("تشير إلى")]);
        assert_eq!(
            of("(A/RES/70/1) خطة 2030"),
            [symbol("(A/RES/70/1) 2030 "), arabic("خطة")]
        );
    }

    #[test]
    fn what_is_of_one_script_is_left_alone() {
        assert!(line("<text x=\"1\" y=\"2\" fill=\"#000\">A/RES/70/1</text>").is_none());
        assert!(line("<rect x=\"1\"/>").is_none());
        let both =
            line("<text x=\"1.5\" y=\"2\" text-anchor=\"end\" fill=\"#000\">A &amp; قرار</text>").expect("pieces");
        assert!(both.ends && both.x == 1.5 && both.pieces[0].words == "A & ");
    }
}
