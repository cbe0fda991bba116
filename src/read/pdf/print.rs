//! Pages set as text.

use super::glyph::Page;
use super::line::{self, Line};
use super::paragraph::{self, Row, Set};
use super::{furniture, order};

/// What stands before a line that begins a paragraph.
const INDENT: &str = "    ";

/// The rule between the text of a page and its notes.
const RULE: &str = "________________";

/// The text of all pages.
pub(super) fn text(pages: &[Page]) -> String {
    let mut rows: Vec<Vec<Line>> = pages
        .iter()
        .map(|page| order::rows(line::lines(&page.glyphs)))
        .collect();
    furniture::take_out(&mut rows);
    let mut text = String::new();
    let mut before: Option<Line> = None;
    for (page, rows) in pages.iter().zip(rows) {
        let rules: Vec<f32> = page
            .rules
            .iter()
            .filter(|rule| rule.right - rule.left < 330.0)
            .map(|rule| rule.base)
            .collect();
        let set = paragraph::set(rows, &rules, before.as_ref());
        print(&set, &mut text);
        for turned in order::rows(line::lines(&page.turned)) {
            put(&turned.text, true, &mut text);
        }
        text.push('\u{c}');
        if let Some(row) = set.text.into_iter().next_back() {
            before = Some(row.line);
        }
    }
    text
}

fn print(set: &Set, text: &mut String) {
    rows(&set.text, text);
    if !set.notes.is_empty() {
        put(RULE, false, text);
        rows(&set.notes, text);
    }
}

fn rows(rows: &[Row], text: &mut String) {
    for row in rows {
        put(&row.line.text, row.begins, text);
    }
}

fn put(line: &str, begins: bool, text: &mut String) {
    if begins {
        text.push_str(INDENT);
    }
    text.push_str(line);
    text.push('\n');
}
