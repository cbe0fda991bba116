use serde::Serialize;

use crate::check::Finding;
use crate::model::NodeId;
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

#[derive(Serialize)]
struct FindingJson<'a> {
    file: &'a str,
    document: &'a str,
    kind: &'static str,
    level: &'static str,
    paragraph: &'a str,
    line: usize,
    column: usize,
    span: SpanJson,
    stands: &'a str,
    expected: Option<&'a str>,
    why: &'a str,
}

#[derive(Serialize)]
struct SpanJson {
    byte: [usize; 2],
    char: [usize; 2],
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
