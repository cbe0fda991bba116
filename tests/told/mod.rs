//! What several tests check of the citations that they are told.

#![allow(dead_code, reason = "each test uses a part of it")]

use unxref::text::is_han;

/// The fields of a citation's line, in their order.
const FIELDS: [&str; 20] = [
    "source",
    "target",
    "class",
    "status",
    "relation",
    "opening",
    "paragraph",
    "section",
    "footnote",
    "anchor",
    "quote",
    "span",
    "core",
    "date",
    "pinpoint",
    "candidates",
    "reason",
    "language",
    "file",
    "page",
];

/// That a citation's line has these fields, in order, and no others.
pub fn assert_fields_in_order(line: &str) {
    let places: Vec<usize> = FIELDS
        .iter()
        .map(|field| line.find(&format!("\"{field}\":")).expect(field))
        .collect();
    assert!(places.is_sorted(), "{line}");
    let citation: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).expect("JSON");
    assert_eq!(citation.len(), FIELDS.len(), "{line}");
}

/// Words with white space folded: to one space, and to none beside a Chinese character.
pub fn folded(words: &str) -> String {
    let mut text = String::new();
    for piece in words.split_whitespace() {
        if !text.is_empty() && !text.ends_with(is_han) && !piece.starts_with(is_han) {
            text.push(' ');
        }
        text.push_str(piece);
    }
    text
}
