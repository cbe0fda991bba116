use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Fact, NodeId, Reading};
use crate::store::CitationJson;
use crate::text::Source;

/// The name of the schema of a record; it changes when a field changes its meaning.
pub const SCHEMA: &str = "unxref-record/1";

/// What wrote a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Versions {
    /// The program.
    pub unxref: String,
    /// The schema of the record.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
}

impl Versions {
    /// This program and its schema.
    pub fn current() -> Versions {
        Versions {
            unxref: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA.to_owned(),
        }
    }
}

/// How many paragraphs of each sort a document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Preambular paragraphs.
    pub preambular: u32,
    /// Operative paragraphs.
    pub operative: u32,
    /// Footnotes.
    pub footnotes: u32,
}

/// A citation of a record: the object of `cite`, and the kind of document that its words tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CitationRecord {
    /// The citation.
    #[serde(flatten)]
    pub citation: CitationJson,
    /// The kind of document.
    pub kind: Option<String>,
}

/// A fact that the text states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatedRecord {
    /// The thing.
    pub from: String,
    /// How it is tied.
    #[schemars(schema_with = "crate::store::vocabulary::fact_relation")]
    pub relation: String,
    /// What it is tied to.
    pub to: String,
    /// The paragraph.
    pub paragraph: String,
    /// Its section.
    #[schemars(schema_with = "crate::store::vocabulary::section")]
    pub section: String,
    /// Bytes of the source.
    pub span: [usize; 2],
    /// The words.
    pub quote: String,
}

/// Something odd in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeRecord {
    /// Bytes of the source.
    pub span: [usize; 2],
    /// What is odd.
    pub message: String,
}

/// One document that was read, as one line of JSON: what is cached, piped and merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The id of the document.
    pub id: String,
    /// Its symbol.
    pub symbol: Option<String>,
    /// The other half of a joint symbol.
    pub alias: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The adopting body.
    pub body: Option<String>,
    /// The session's number.
    pub session: Option<u32>,
    /// First and last day of the session.
    pub session_dates: Option<[String; 2]>,
    /// The agenda item as printed.
    pub agenda_item: Option<String>,
    /// The day of adoption.
    pub adopted: Option<String>,
    /// The number of the meeting.
    pub meeting: Option<u32>,
    /// How it was adopted.
    pub vote: Option<String>,
    /// Keywords of its subject that its format declares; left out where it declares none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The language of most of it.
    #[schemars(schema_with = "crate::store::vocabulary::language")]
    pub language: String,
    /// How many paragraphs it has.
    pub counts: Counts,
    /// The file.
    pub file: String,
    /// The hash of its bytes.
    pub sha256: String,
    /// What wrote the record.
    pub versions: Versions,
    /// Citations and mentions, in the order of the text.
    pub citations: Vec<CitationRecord>,
    /// Facts that the text states.
    pub stated: Vec<StatedRecord>,
    /// What is odd.
    pub notices: Vec<NoticeRecord>,
    /// Always empty: a document with errors is a [`Failure`].
    pub errors: Vec<String>,
}

/// A document that could not be read: a record too, so that a corpus keeps count of its losses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// The id of the document, where it is known.
    pub id: Option<String>,
    /// The file.
    pub file: String,
    /// The hash of its bytes, where they could be read.
    pub sha256: Option<String>,
    /// What wrote the record.
    pub versions: Versions,
    /// What went wrong; never empty.
    pub errors: Vec<String>,
}

impl Failure {
    /// The failure of a file.
    pub fn new(file: impl Into<String>, error: impl Into<String>) -> Failure {
        Failure {
            id: None,
            file: file.into(),
            sha256: None,
            versions: Versions::current(),
            errors: vec![error.into()],
        }
    }

    /// The same of these bytes.
    pub fn of_bytes(self, sha256: impl Into<String>) -> Failure {
        Failure {
            sha256: Some(sha256.into()),
            ..self
        }
    }
}

/// One line of the `documents` format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Entry {
    /// A document that was read.
    Read(Box<Record>),
    /// One that failed.
    Failed(Failure),
}

impl Record {
    /// The record of a reading; `source` is the text that its spans mean.
    pub fn from_reading(reading: &Reading, source: &Source) -> Record {
        let facts = &reading.facts;
        Record {
            id: reading.id.to_string(),
            symbol: facts.symbol.as_ref().map(ToString::to_string),
            alias: facts.alias.as_ref().map(ToString::to_string),
            title: facts.title.clone(),
            body: facts.body.as_ref().map(NodeId::to_string),
            session: facts.session,
            session_dates: facts
                .session_dates
                .map(|(first, last)| [first.to_string(), last.to_string()]),
            agenda_item: facts.agenda_item.clone(),
            adopted: facts.adopted.map(|date| date.to_string()),
            meeting: facts.meeting,
            vote: facts.vote.clone(),
            keywords: facts.keywords.clone(),
            language: reading.language.to_string(),
            counts: counts(reading),
            file: reading.input.name.clone(),
            sha256: reading.input.sha256.clone(),
            versions: Versions::current(),
            citations: citations(reading, source),
            stated: reading.stated.iter().map(stated).collect(),
            notices: notices(reading),
            errors: Vec::new(),
        }
    }
}

fn counts(reading: &Reading) -> Counts {
    Counts {
        preambular: reading.facts.preambular_paragraphs,
        operative: reading.facts.operative_paragraphs,
        footnotes: reading.facts.footnotes,
    }
}

fn citations(reading: &Reading, source: &Source) -> Vec<CitationRecord> {
    CitationJson::all(reading, source)
        .into_iter()
        .zip(&reading.citations)
        .map(|(citation, read)| CitationRecord {
            citation,
            kind: read.document.map(|kind| kind.to_string()),
        })
        .collect()
}

fn stated(fact: &Fact) -> StatedRecord {
    StatedRecord {
        from: fact.from.to_string(),
        relation: fact.relation.to_string(),
        to: fact.to.to_string(),
        paragraph: fact.paragraph.to_string(),
        section: fact.section.to_string(),
        span: [fact.span.start(), fact.span.end()],
        quote: fact.quote.clone(),
    }
}

fn notices(reading: &Reading) -> Vec<NoticeRecord> {
    let notice = |notice: &crate::model::Notice| NoticeRecord {
        span: [notice.span.start(), notice.span.end()],
        message: notice.message.clone(),
    };
    reading.notices.iter().map(notice).collect()
}
