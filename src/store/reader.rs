use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Date;

use crate::model::{
    Candidates, Citation, DocumentKind, Fact, Facts, InputFile, Label, NodeId, Notice, Reading, Symbol, Target,
};
use crate::store::{CitationJson, CitationRecord, Entry, Record, SCHEMA, StatedRecord};
use crate::text::Span;

/// Why a line is not a record: the place in it, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct RecordError {
    /// A path such as `citations[3].relation`.
    pub place: String,
    /// What was expected and what was found.
    pub message: String,
}

impl RecordError {
    fn at(place: impl Into<String>, message: impl Display) -> RecordError {
        RecordError {
            place: place.into(),
            message: message.to_string(),
        }
    }
}

impl FromStr for Entry {
    type Err = RecordError;

    /// Reads one line of the `documents` format.
    fn from_str(line: &str) -> Result<Entry, RecordError> {
        let value: serde_json::Value = serde_json::from_str(line).map_err(|error| {
            let place = format!("{}:{}", error.line(), error.column());
            RecordError::at(place, "expected a JSON object")
        })?;
        let failed = value["errors"].as_array().is_some_and(|errors| !errors.is_empty());
        let entry = if failed {
            serde_json::from_value(value).map(Entry::Failed)
        } else {
            serde_json::from_value(value).map(|record| Entry::Read(Box::new(record)))
        };
        entry.map_err(|error| RecordError::at("record", error))
    }
}

impl TryFrom<Record> for Reading {
    type Error = RecordError;

    /// The reading that a record holds.
    ///
    /// # Errors
    /// Names the field that does not hold what it should.
    fn try_from(record: Record) -> Result<Reading, RecordError> {
        if record.versions.schema != SCHEMA {
            let found = &record.versions.schema;
            return Err(RecordError::at(
                "versions.schema",
                format!("expected `{SCHEMA}`, found `{found}`"),
            ));
        }
        let citations = record.citations.iter().enumerate();
        let stated = record.stated.iter().enumerate();
        Ok(Reading {
            id: id("id", &record.id)?,
            input: InputFile {
                name: record.file.clone(),
                sha256: record.sha256.clone(),
            },
            language: parsed("language", &record.language)?,
            facts: facts(&record)?,
            citations: citations
                .map(|(at, c)| citation(&format!("citations[{at}]"), c))
                .collect::<Result<_, _>>()?,
            stated: stated
                .map(|(at, f)| fact(&format!("stated[{at}]"), f))
                .collect::<Result<_, _>>()?,
            notices: record
                .notices
                .into_iter()
                .map(|notice| Notice {
                    span: Span::new(notice.span[0], notice.span[1]),
                    message: notice.message,
                })
                .collect(),
        })
    }
}

fn parsed<T: FromStr<Err: Display>>(place: &str, text: &str) -> Result<T, RecordError> {
    text.parse().map_err(|error| RecordError::at(place, error))
}

fn optional<T: FromStr<Err: Display>>(place: &str, text: Option<&str>) -> Result<Option<T>, RecordError> {
    text.map(|text| parsed(place, text)).transpose()
}

fn date(place: &str, text: Option<&str>) -> Result<Option<Date>, RecordError> {
    let read = |text: &str| {
        text.parse::<Date>()
            .map_err(|_| RecordError::at(place, format!("expected a date such as `2021-12-16`, found `{text}`")))
    };
    text.map(read).transpose()
}

fn facts(record: &Record) -> Result<Facts, RecordError> {
    Ok(Facts {
        symbol: record
            .symbol
            .as_deref()
            .map(|text| symbol("symbol", text))
            .transpose()?,
        alias: record.alias.as_deref().map(|text| symbol("alias", text)).transpose()?,
        body: record.body.as_deref().map(|body| id("body", body)).transpose()?,
        title: record.title.clone(),
        session: record.session,
        session_dates: session_dates(record)?,
        agenda_item: record.agenda_item.clone(),
        adopted: date("adopted", record.adopted.as_deref())?,
        meeting: record.meeting,
        vote: record.vote.clone(),
        preambular_paragraphs: record.counts.preambular,
        operative_paragraphs: record.counts.operative,
        footnotes: record.counts.footnotes,
        keywords: record.keywords.clone(),
    })
}

/// A symbol of a record; one that the grammar does not know was given by the user, and is kept as it is.
fn symbol(place: &str, text: &str) -> Result<Symbol, RecordError> {
    let id = id(place, text)?;
    Ok(text.parse().unwrap_or_else(|_| Symbol::from_canonical(id.as_str())))
}

fn id(place: &str, text: &str) -> Result<NodeId, RecordError> {
    match text.trim().is_empty() {
        true => Err(RecordError::at(place, "expected an id, found nothing")),
        false => Ok(NodeId::new(text)),
    }
}

fn session_dates(record: &Record) -> Result<Option<(Date, Date)>, RecordError> {
    let Some([first, last]) = &record.session_dates else {
        return Ok(None);
    };
    let first = date("session_dates[0]", Some(first))?;
    let last = date("session_dates[1]", Some(last))?;
    Ok(first.zip(last))
}

fn citation(place: &str, record: &CitationRecord) -> Result<Citation, RecordError> {
    let json = &record.citation;
    let at = |field: &str| format!("{place}.{field}");
    Ok(Citation {
        target: target(place, json)?,
        class: parsed(&at("class"), &json.class)?,
        document: record
            .kind
            .as_deref()
            .map(|kind| document_kind(&at("kind"), kind))
            .transpose()?,
        relation: parsed(&at("relation"), &json.relation)?,
        opening: optional(&at("opening"), json.opening.as_deref())?,
        paragraph: Label::new(json.paragraph.as_str()),
        section: parsed(&at("section"), &json.section)?,
        footnote: json.footnote,
        anchor: json.anchor.as_deref().map(Label::new),
        span: Span::new(json.span.byte[0], json.span.byte[1]),
        core: Span::new(json.core.byte[0], json.core.byte[1]),
        link: json.link,
        quote: json.quote.clone(),
        date: date(&at("date"), json.date.as_deref())?,
        pinpoint: json.pinpoint.clone(),
        reason: json.reason.clone(),
        language: parsed(&at("language"), &json.language)?,
    })
}

fn target(place: &str, json: &CitationJson) -> Result<Target, RecordError> {
    match (json.status.as_str(), &json.target) {
        ("resolved", Some(target)) => id(&format!("{place}.target"), target).map(Target::Resolved),
        ("resolved", None) => Err(RecordError::at(format!("{place}.target"), "expected an id, found null")),
        ("ambiguous", _) => {
            let place = format!("{place}.candidates");
            let ids = json.candidates.iter().map(|text| id(&place, text));
            Candidates::new(ids.collect::<Result<Vec<_>, _>>()?)
                .map(Target::Ambiguous)
                .ok_or_else(|| RecordError::at(place, "expected two or more ids"))
        }
        ("unresolved", _) => Ok(Target::Unresolved),
        (found, _) => Err(RecordError::at(
            format!("{place}.status"),
            format!("expected resolved, ambiguous or unresolved, found `{found}`"),
        )),
    }
}

fn document_kind(place: &str, name: &str) -> Result<DocumentKind, RecordError> {
    const KINDS: [DocumentKind; 6] = [
        DocumentKind::Resolution,
        DocumentKind::Decision,
        DocumentKind::Statement,
        DocumentKind::Report,
        DocumentKind::Draft,
        DocumentKind::Other,
    ];
    KINDS.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
        let names = "resolution, decision, statement, report, draft or other";
        RecordError::at(place, format!("expected {names}, found `{name}`"))
    })
}

fn fact(place: &str, record: &StatedRecord) -> Result<Fact, RecordError> {
    Ok(Fact {
        from: id(&format!("{place}.from"), &record.from)?,
        relation: parsed(&format!("{place}.relation"), &record.relation)?,
        to: id(&format!("{place}.to"), &record.to)?,
        paragraph: Label::new(record.paragraph.as_str()),
        section: parsed(&format!("{place}.section"), &record.section)?,
        span: Span::new(record.span[0], record.span[1]),
        quote: record.quote.clone(),
    })
}
