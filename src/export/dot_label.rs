use unicode_width::UnicodeWidthChar;

use crate::graph::Node;
use crate::model::Language;

/// The one place where text becomes DOT: everything that is not a keyword goes through here, ASCII or not.
/// The printer does not escape (graphviz-rust issues 3 and 37).
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\0' | '\r' => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The columns of a line of a title; a Chinese character takes two.
const COLUMNS_HAN: usize = 32;
const COLUMNS: usize = 44;
/// A longer title ends in an ellipsis.
const LINES: usize = 3;

/// The label of a node: its id, and below it its title.
pub(super) fn label(node: &Node, language: Language) -> String {
    let mut lines = vec![shown_id(node)];
    if let Some(title) = node.title(language) {
        lines.extend(wrap(title));
    }
    lines.join("\n")
}

/// The id as drafters print it: of a set and a session without what tells only programs something.
fn shown_id(node: &Node) -> String {
    let id = node.id.as_str();
    id.strip_prefix("session:")
        .or_else(|| id.strip_prefix("ext:"))
        .unwrap_or(id)
        .to_owned()
}

/// The lines of a title, of about the same length, so that no word is left alone on the last one.
pub(super) fn wrap(title: &str) -> Vec<String> {
    let limit = if title.chars().any(is_wide) {
        COLUMNS_HAN
    } else {
        COLUMNS
    };
    let full = filled(title, limit);
    let even = columns(title).div_ceil(full.len().max(1)).min(limit);
    let narrower = (even..limit).find(|&width| filled(title, width).len() == full.len());
    let mut lines = narrower.map_or(full, |width| filled(title, width));
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    lines
}

/// The lines of a title, each as full as it may be.
fn filled(title: &str, limit: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for unit in units(title) {
        let last = lines.len() - 1;
        let taken = columns(&lines[last]) + columns(unit.trim_end());
        if taken <= limit || lines[last].is_empty() || stays(unit) {
            lines[last].push_str(unit);
        } else {
            lines.push(unit.to_owned());
        }
    }
    let mut lines: Vec<String> = lines.iter().map(|line| line.trim().to_owned()).collect();
    lines.retain(|line| !line.is_empty());
    lines
}

/// What a line may be broken between: words with the space after them, and single wide characters.
/// An opening mark stays with what it opens.
fn units(title: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in title.char_indices() {
        let breaks = match before {
            None => false,
            Some(before) if OPENING.contains(before) => false,
            Some(before) => before.is_whitespace() || is_wide(before) || is_wide(c),
        };
        if breaks && !c.is_whitespace() {
            units.push(&title[start..at]);
            start = at;
        }
        before = Some(c);
    }
    units.push(&title[start..]);
    units
}

const OPENING: &str = "《〈（「『【“‘([«";
const CLOSING: &str = "》〉。，、；：？！）」』】”’…,.;:?!)]»";

/// Whether a unit may not begin a line.
fn stays(unit: &str) -> bool {
    unit.chars().next().is_some_and(|c| CLOSING.contains(c))
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The width in inches that a label needs at a size in points: a wide character is 1 em, any other 0.58 em.
/// Graphviz without fonts draws Chinese boxes too narrow; with this it does not.
pub(super) fn width(label: &str, points: f64) -> f64 {
    let ems = |line: &str| -> f64 {
        let widths = line.chars().map(|c| match c.width() {
            Some(2) => 1.0,
            Some(1) => 0.58,
            _ => 0.0,
        });
        widths.sum()
    };
    let widest = label.lines().map(ems).fold(0.0, f64::max);
    widest * points / 72.0 + 0.22
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_in_dot_is_escaped() {
        assert_eq!(quote("a \"b\" \\ c\nd\r\0"), r#""a \"b\" \\ c\nd""#);
        assert_eq!(quote(""), "\"\"");
    }

    #[test]
    fn lines_are_even_and_never_begin_with_a_closing_mark() {
        let title = "禁止酷刑和其他残忍、不人道或有辱人格的待遇或处罚公约》，续《联合国宪章》";
        let lines = wrap(title);
        assert_eq!(lines.concat(), title);
        for line in &lines {
            assert!(!CLOSING.contains(line.chars().next().expect("a character")), "{line}");
            assert!(!OPENING.contains(line.chars().last().expect("a character")), "{line}");
            assert!(columns(line) <= COLUMNS_HAN + 4, "{line}");
        }
        assert_eq!(
            wrap("International Covenant on Civil and Political Rights"),
            ["International Covenant on", "Civil and Political Rights"]
        );
        assert!(wrap("").is_empty());
    }

    #[test]
    fn a_chinese_character_is_one_em_wide() {
        assert!((width("公约", 72.0) - 2.22).abs() < 1e-9);
        assert!((width("ab\n公约", 72.0) - 2.22).abs() < 1e-9);
    }
}
