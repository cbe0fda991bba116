//! Files in the formats of documents, made for the tests.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The XML of a part of a Word file.
pub fn part(root: &str, inner: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORDS}" xmlns:r="{RELATIONS}">{inner}</w:{root}>"#
    )
}

/// A Word file: the paragraphs of its body, its footnotes from the number 1 on, and further parts under their kinds.
pub fn docx(body: &str, notes: &[&str], parts: &[(&str, &str)]) -> Vec<u8> {
    let body = part("document", &format!("<w:body>{body}</w:body>"));
    let notes = notes.iter().enumerate().map(|(at, note)| {
        format!(
            r#"<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>"#,
            at + 1
        )
    });
    let notes = part(
        "footnotes",
        &format!(
            r#"<w:footnote w:id="0" w:type="separator"/>{}"#,
            notes.collect::<String>()
        ),
    );
    let mut relations = relation("footnotes", "footnotes.xml");
    let mut entries = vec![
        ("word/document.xml".to_owned(), body),
        ("word/footnotes.xml".to_owned(), notes),
        (
            "_rels/.rels".to_owned(),
            relationships(&relation("officeDocument", "word/document.xml")),
        ),
    ];
    for (kind, content) in parts {
        relations.push_str(&relation(kind, &format!("{kind}.xml")));
        entries.push((format!("word/{kind}.xml"), (*content).to_owned()));
    }
    entries.push(("word/_rels/document.xml.rels".to_owned(), relationships(&relations)));
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    archive(&entries)
}

fn relation(kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
}

fn relationships(inner: &str) -> String {
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
    )
}

/// A paragraph of a Word file, its runs as they are.
pub fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A run of words.
pub fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

/// The mark of a footnote.
pub fn mark(note: usize) -> String {
    format!(r#"<w:r><w:footnoteReference w:id="{note}"/></w:r>"#)
}

/// An Akoma Ntoso file around the elements of a statement.
pub fn akn(inner: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>{inner}</statement></akomaNtoso>"#
    )
}
