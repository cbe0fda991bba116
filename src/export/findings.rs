use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use crate::check::{Finding, Kind, Level};
use crate::model::NodeId;
use crate::store::vocabulary::one_of;
use crate::text::{Source, one_line};

/// A finding as one line for people: `draft.txt:12:5: error: date-mismatch: PP3: …`.
pub fn finding_line(source: &Source, finding: &Finding) -> String {
    let place = source.place(finding.span.start());
    let expected = finding.expected.as_ref();
    let expected = expected.map_or(String::new(), |expected| format!(" expected {},", one_line(expected)));
    format!(
        "{}:{place}: {}: {}: {}: `{}`:{expected} {}\n",
        source.name(),
        finding.level,
        finding.kind,
        finding.paragraph,
        one_line(&finding.stands),
        one_line(&finding.why),
    )
}

/// One thing that is wrong or doubtful in a document.
#[derive(Serialize, JsonSchema)]
pub(super) struct FindingJson<'a> {
    /// Where the document was read.
    file: &'a str,
    /// Its id.
    document: &'a str,
    /// What sort of fault it is.
    #[schemars(schema_with = "kind")]
    kind: &'static str,
    /// How sure it is.
    #[schemars(schema_with = "level")]
    level: &'static str,
    /// The paragraph.
    paragraph: &'a str,
    /// The line of the decoded text, from 1 on.
    line: usize,
    /// The column in that line, from 1 on.
    column: usize,
    /// The words, half-open, in the decoded text.
    span: SpanJson,
    /// The words as they stand.
    stands: &'a str,
    /// What should stand there, where that is known.
    expected: Option<&'a str>,
    /// Why.
    why: &'a str,
}

/// Start and end, in bytes and in characters.
#[derive(Serialize, JsonSchema)]
struct SpanJson {
    byte: [usize; 2],
    char: [usize; 2],
}

fn kind(_: &mut SchemaGenerator) -> Schema {
    one_of(Kind::ALL.map(Kind::name))
}

fn level(_: &mut SchemaGenerator) -> Schema {
    one_of(Level::ALL.map(Level::name))
}

/// A finding as one JSON object with a line break at its end.
pub fn finding_json(source: &Source, document: &NodeId, finding: &Finding) -> String {
    let (start, end) = (finding.span.start(), finding.span.end());
    let place = source.place(start);
    let mut counter = source.char_counter();
    let json = FindingJson {
        file: source.name(),
        document: document.as_str(),
        kind: finding.kind.name(),
        level: finding.level.name(),
        paragraph: finding.paragraph.as_str(),
        line: place.line,
        column: place.column,
        span: SpanJson {
            byte: [start, end],
            char: [counter.at(start), counter.at(end)],
        },
        stands: &finding.stands,
        expected: finding.expected.as_deref(),
        why: &finding.why,
    };
    format!("{}\n", crate::export::safe_json::line(&json))
}
