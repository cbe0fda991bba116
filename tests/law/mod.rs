//! Laws that hold for whatever bytes are thrown at a part of the program: it ends soon, in an answer or in one clear line,
//! and what it answers can be relied on. `tests/fuzz` looks for bytes that break them; what once did is kept there.

#![allow(dead_code, reason = "each test uses a part of it")]

#[path = "../paper/mod.rs"]
pub mod paper;
#[path = "../papers/mod.rs"]
pub mod papers;
pub mod seeds;
#[path = "../told/mod.rs"]
pub mod told;

use std::io::Write as _;
use std::sync::LazyLock;
use std::time::Duration;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use paper::{Paper, stream};
use sha2::{Digest as _, Sha256};
use unxref::cite::{Engine, ReadOptions};
use unxref::export::{atlas, json, read_atlas, read_json};
use unxref::graph::{Bare, CitationGraph, build};
use unxref::model::{InputFile, Language, Reading, Symbol};
use unxref::read::{Limits, read_bytes};
use unxref::registry::Registry;
use unxref::store::{Entry, Store};
use unxref::text::{Source, Span};

/// A law, and what it is about.
pub type Law = (&'static str, fn(&[u8]));

/// All laws by their names, which are those of the targets in `tests/fuzz`.
pub const LAWS: [Law; 11] = [
    ("text", text),
    ("pdf", pdf),
    ("docx", docx),
    ("akn", akn),
    ("html", html),
    ("graph", graph),
    ("record", record),
    ("atlas", atlas_file),
    ("store", store),
    ("symbol", symbol),
    ("cite", cite),
];

/// Parts the pieces of an input that makes up several parts of a file: no UTF-8 text has this byte.
pub const PART: u8 = 0xff;

fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == PART)
}

/// A reader gives a text whose links lie in it, or tells in one line what is wrong.
fn read(name: &str, bytes: &[u8]) {
    let limits = Limits {
        bytes: 4 << 20,
        unpacked: 8 << 20,
        pages: 100,
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    match read_bytes(name, bytes, &limits) {
        Ok((source, _)) => {
            let text = source.text();
            assert!(!text.trim().is_empty(), "an empty success");
            for link in &source.aside().links {
                assert_inside(text, link.span);
            }
            source.page(text.len());
        }
        Err(error) => {
            let words = error.to_string();
            assert!(words.starts_with(name) && words.len() > name.len() + 3, "{words}");
            assert!(!words.contains(['\n', '\r']) && !words.ends_with('.'), "{words}");
            assert!(!words.starts_with(&format!("{name}: a fault in unxref")), "{words}");
        }
    }
}

#[track_caller]
fn assert_inside(text: &str, span: Span) {
    assert!(span.end() <= text.len(), "{span} in {}", text.len());
    for at in [span.start(), span.end()] {
        assert!(text.is_char_boundary(at), "{at} is inside a character");
    }
}

/// Text in any encoding, and whatever else the bytes may be.
pub fn text(bytes: &[u8]) {
    read("law.txt", bytes);
}

/// A PDF as it is, or one whose page has the first part as its content; the other parts are further objects.
pub fn pdf(bytes: &[u8]) {
    if bytes.starts_with(b"%PDF-") {
        return read("law.pdf", bytes);
    }
    let mut parts = parts(bytes);
    let content = parts.next().unwrap_or_default();
    let objects: Vec<Vec<u8>> = parts
        .map(|part| match part.strip_prefix(b"stream ") {
            Some(data) => stream("", data),
            None => part.to_vec(),
        })
        .collect();
    read(
        "law.pdf",
        &Paper::default().page().draw_bytes(content).with_objects(&objects),
    );
}

/// A Word file as it is, or the elements of its body, of a note and of its other parts.
pub fn docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read("law.docx", bytes);
    }
    let all: Vec<_> = parts(bytes).map(String::from_utf8_lossy).collect();
    let part = |nth: usize| all.get(nth).map_or("", |part| part);
    let others = [("numbering", part(2)), ("styles", part(3)), ("header", part(4))];
    let others = others.map(|(kind, inner)| (kind, papers::part(kind, inner)));
    let others = others.each_ref().map(|(kind, part)| (*kind, part.as_str()));
    read("law.docx", &papers::docx(part(0), &[part(1)], &others));
}

/// An Akoma Ntoso file as it is, or its elements.
pub fn akn(bytes: &[u8]) {
    if String::from_utf8_lossy(bytes).contains("akomaNtoso") {
        return read("law.xml", bytes);
    }
    read("law.xml", papers::akn(&String::from_utf8_lossy(bytes)).as_bytes());
}

/// A web page.
pub fn html(bytes: &[u8]) {
    read("law.html", &[b"<!doctype html>", bytes].concat());
}

/// A graph reads back from its JSON and from its atlas.
pub fn graph(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match read_json(text) {
        Ok(graph) => {
            assert_eq!(graph.verify(), Ok(()));
            let printed = json(&graph);
            let again = read_json(&printed).expect("our own graph");
            assert_eq!(json(&again), printed);
            let packed = read_atlas(atlas(&graph)).expect("our own atlas");
            walk(&packed);
            assert_eq!(packed.counts(), graph.counts());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A record reads back from its line, and its reading makes a graph.
pub fn record(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(entry) = text.parse::<Entry>() else { return };
    let line = serde_json::to_string(&entry).expect("JSON");
    assert_eq!(line.parse::<Entry>().expect("our own line"), entry);
    if let Entry::Read(record) = entry
        && let Ok(reading) = Reading::try_from(*record)
    {
        assert_eq!(build(&[reading], &Bare).verify(), Ok(()));
    }
}

/// An atlas with a checksum that fits: as it is, or its first three pieces before they are packed.
pub fn atlas_file(bytes: &[u8]) {
    const HEAD: &[u8] = b"unxatlas\x01";
    let rest = match bytes.strip_prefix(HEAD) {
        Some(rest) => rest.get(32..).unwrap_or_default().to_vec(),
        None => packed(bytes),
    };
    let file = [HEAD, Sha256::digest(&rest).as_slice(), &rest].concat();
    if let Ok(graph) = read_atlas(file) {
        walk(&graph);
    }
}

/// Two lengths in two bytes each, then the pieces.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let Some((lengths, pieces)) = bytes.split_at_checked(4) else {
        return Vec::new();
    };
    let length = |at: usize| usize::from(u16::from_be_bytes([lengths[at], lengths[at + 1]]));
    let (core, pieces) = pieces.split_at(length(0).min(pieces.len()));
    let (quotes, words) = pieces.split_at(length(2).min(pieces.len()));
    let (mut heads, mut all) = (vec![3], Vec::new());
    for piece in [core, quotes, words] {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::none());
        packer.write_all(piece).expect("packed");
        let piece_packed = packer.finish().expect("packed");
        varint(piece_packed.len(), &mut heads);
        varint(piece.len(), &mut heads);
        all.extend(piece_packed);
    }
    [heads, all].concat()
}

fn varint(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn walk(graph: &CitationGraph) {
    for link in graph.links() {
        assert_eq!(graph.at(link.from).id, link.source.id);
        link.edge.evidence.iter().for_each(drop);
    }
}

/// A store whose segment holds these lines goes on from them, and then from what it made of them.
pub fn store(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("unxref-store.lock"), "").expect("written");
    let segment = match bytes.starts_with(b"{\"schema\"") {
        true => bytes.to_vec(),
        false => {
            let head = format!(
                "{{\"schema\":\"unxref-store/1\",\"records\":1,\"sha256\":\"{}\"}}\n",
                unxref::model::sha256(bytes)
            );
            [head.as_bytes(), bytes].concat()
        }
    };
    std::fs::write(folder.path().join("a.jsonl"), segment).expect("written");
    let recall = || {
        let mut store = Store::open(folder.path(), |_| ()).expect("a store");
        let mut keys = Vec::new();
        store.recall(&|_| true, &|_| false, |key, _| keys.push(key)).ok()?;
        store.close().expect("closed");
        keys.sort_unstable();
        Some(keys)
    };
    if let Some(keys) = recall() {
        assert_eq!(recall(), Some(keys));
    }
}

/// A symbol prints and parses.
pub fn symbol(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(symbol) = text.parse::<Symbol>()
    {
        let printed = symbol.to_string();
        assert!(!printed.contains(char::is_whitespace), "`{printed}`");
        assert_eq!(printed.parse::<Symbol>().as_ref(), Ok(&symbol), "`{printed}`");
    }
}

/// The first byte tells the language, and whether the text stands alone; the others are the text.
pub fn cite(bytes: &[u8]) {
    if let Some((first, text)) = bytes.split_first()
        && let Ok(text) = std::str::from_utf8(text)
    {
        let language = Language::ALL.get(usize::from(first & 7)).copied();
        cited(text, language, first & 8 != 0);
    }
}

/// What is found in a text stands where it is said to stand, in order, and is found again.
pub fn cited(text: &str, language: Option<Language>, bare: bool) {
    static ENGINE: LazyLock<Engine<'static>> = LazyLock::new(|| Engine::new(Registry::builtin()));
    let source = Source::new("law.txt", text);
    let options = ReadOptions {
        language,
        bare,
        ..ReadOptions::default()
    };
    let reading = ENGINE.read(&source, InputFile::default(), &options);
    let mut last = 0;
    for citation in &reading.citations {
        let (span, core) = (citation.span, citation.core);
        assert_inside(text, span);
        assert_inside(text, core);
        assert!(!span.is_empty() && span.holds(core), "{span} holds not {core}");
        assert_eq!(citation.quote, told::folded(source.slice(span)));
        assert!(span.start() >= last, "the order of the text");
        last = span.start();
        if let Some(id) = citation.target.id() {
            assert!(!id.as_str().contains(char::is_whitespace), "{id}");
        }
    }
    assert_eq!(ENGINE.read(&source, InputFile::default(), &options), reading);
}
