use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::model::{Citation, Fact, Language, NodeId, Symbol};
use crate::text::Span;

/// The file that a document was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputFile {
    /// Its name as given.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal, in lower case.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Something odd that a reader should know of, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Bytes of the source; empty where it concerns the whole.
    pub span: Span,
    /// What is odd, in lower case, without a full stop.
    pub message: String,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its symbol, printed or derived.
    pub symbol: Option<Symbol>,
    /// The other half of a joint symbol.
    pub alias: Option<Symbol>,
    /// The adopting body's id in the registry.
    pub body: Option<NodeId>,
    /// Its title.
    pub title: Option<String>,
    /// The session's number.
    pub session: Option<u32>,
    /// First and last day of the session.
    pub session_dates: Option<(Date, Date)>,
    /// The agenda item as printed: `3`, `68 (b)`.
    pub agenda_item: Option<String>,
    /// The day of adoption.
    pub adopted: Option<Date>,
    /// The number of the meeting.
    pub meeting: Option<u32>,
    /// How it was adopted: `without a vote`, or the figures `106-1-67`.
    pub vote: Option<String>,
    /// Keywords of its subject, where its format declares them.
    pub keywords: Vec<String>,
    /// How many preambular paragraphs it has.
    pub preambular_paragraphs: u32,
    /// How many operative paragraphs it has.
    pub operative_paragraphs: u32,
    /// How many footnotes it has.
    pub footnotes: u32,
}

/// One document, read: its facts, its citations and mentions in the order of the text, and the facts that it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The id of the document: its symbol, else `file:NAME`, else what a model or a line is called.
    pub id: NodeId,
    /// The file.
    pub input: InputFile,
    /// The language of most of it.
    pub language: Language,
    /// What it says of itself.
    pub facts: Facts,
    /// Citations and mentions, in the order of the text.
    pub citations: Vec<Citation>,
    /// Facts that the text states.
    pub stated: Vec<Fact>,
    /// What is odd.
    pub notices: Vec<Notice>,
}
