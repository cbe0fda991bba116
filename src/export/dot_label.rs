use std::borrow::Cow;

use crate::export::safe_json::turns;
use crate::graph::Node;
use crate::model::Language;
use crate::text::{Breaking, columns, is_wide};

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
            '\r' | '\t' => quoted.push(' '),
            // What turns the direction, and what the SVG that Graphviz draws may not hold.
            c if turns(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            // What cannot be shown is shown as that.
            c if c.is_control() => quoted.push('\u{fffd}'),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The longest attribute, in bytes: Graphviz gives up on quoted strings of 16,384.
const LONGEST: usize = 8000;

/// A label or a tooltip as long as Graphviz reads it; a longer one ends in an ellipsis.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", &text[..text.floor_char_boundary(LONGEST)]))
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
pub(crate) fn shown_id(node: &Node) -> String {
    let id = node.id.as_str();
    id.strip_prefix("session:")
        .or_else(|| id.strip_prefix("ext:"))
        .unwrap_or(id)
        .to_owned()
}

/// The lines of a title.
fn wrap(title: &str) -> Vec<String> {
    let breaking = Breaking {
        measure: columns,
        width: if title.chars().any(is_wide) {
            COLUMNS_HAN
        } else {
            COLUMNS
        },
        lines: LINES,
    };
    breaking.lines(title)
}

/// The width in inches that a label needs at a size in points: a wide character is 1 em, any other 0.58 em.
/// Graphviz without fonts draws Chinese boxes too narrow; with this it does not.
pub(super) fn width(label: &str, points: f64) -> f64 {
    let ems = |line: &str| -> f64 {
        let widths = line.chars().map(|c| match columns(c) {
            2 => 1.0,
            1 => 0.58,
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
        let special = "a \"b\" \\ c\nd\r\0\u{ffff}";
        assert_eq!(quote(special), "\"a \\\"b\\\" \\\\ c\\nd \u{fffd}\"");
        assert_eq!(quote(""), "\"\"");
    }

    #[test]
    fn a_chinese_character_is_one_em_wide() {
        assert!((width("公约", 72.0) - 2.22).abs() < 1e-9);
        assert!((width("ab\n公约", 72.0) - 2.22).abs() < 1e-9);
    }

    #[test]
    fn no_attribute_is_longer_than_graphviz_reads() {
        assert_eq!(shortened("مصباح"), "مصباح");
        let long = shortened(&"灯".repeat(6000)).into_owned();
        assert!(
            long.len() <= LONGEST + '…'.len_utf8() && long.ends_with("灯…"),
            "{}",
            long.len()
        );
    }
}
