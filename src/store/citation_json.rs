use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Citation, NodeId, Reading, Target};
use crate::text::{Source, Span};

/// A half-open range, in bytes and in characters of the decoded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Offsets {
    /// In bytes.
    pub byte: [usize; 2],
    /// In Unicode scalar values.
    pub char: [usize; 2],
}

/// One citation as `cite -f jsonl` prints it: the fields and their order are the program's face.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CitationJson {
    /// The citing document.
    pub source: String,
    /// The cited thing, where it is certain.
    pub target: Option<String>,
    /// Its class.
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    pub class: String,
    /// `resolved`, `ambiguous` or `unresolved`.
    #[schemars(schema_with = "crate::store::vocabulary::status")]
    pub status: String,
    /// The relation.
    #[schemars(schema_with = "crate::store::vocabulary::relation")]
    pub relation: String,
    /// The relation of the phrase that opens the paragraph.
    pub opening: Option<String>,
    /// The paragraph.
    pub paragraph: String,
    /// Its section.
    #[schemars(schema_with = "crate::store::vocabulary::section")]
    pub section: String,
    /// In a footnote: its number.
    pub footnote: Option<u32>,
    /// In a footnote: the paragraph of its mark.
    pub anchor: Option<String>,
    /// The words of the span with white space folded.
    pub quote: String,
    /// The longest phrase that names the target.
    pub span: Offsets,
    /// The number, symbol or title alone.
    pub core: Offsets,
    /// Whether a link of the document's editors leads to the same target; left out where none does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub link: bool,
    /// The date printed with it.
    pub date: Option<String>,
    /// Where in the target.
    pub pinpoint: Option<String>,
    /// What it may mean, where that is not certain.
    pub candidates: Vec<String>,
    /// Why the target is what it is.
    pub reason: Cow<'static, str>,
    /// The language of the paragraph.
    #[schemars(schema_with = "crate::store::vocabulary::language")]
    pub language: String,
    /// The file.
    pub file: String,
    /// The page, where the format has pages.
    pub page: Option<u32>,
}

impl CitationJson {
    /// Every citation and mention of a reading, in its order; `source` is the text that its spans mean.
    pub fn all(reading: &Reading, source: &Source) -> Vec<CitationJson> {
        let mut starts = source.char_counter();
        let mut offsets = |span: Span| Offsets {
            byte: [span.start(), span.end()],
            char: [starts.at(span.start()), starts.at(span.end())],
        };
        reading
            .citations
            .iter()
            .map(|citation| CitationJson {
                page: source.page(citation.span.start()),
                ..one(reading, citation, offsets(citation.span), offsets(citation.core))
            })
            .collect()
    }
}

fn one(reading: &Reading, citation: &Citation, span: Offsets, core: Offsets) -> CitationJson {
    CitationJson {
        source: reading.id.to_string(),
        target: citation.target.id().map(NodeId::to_string),
        class: citation.class.to_string(),
        status: citation.target.status().to_owned(),
        relation: citation.relation.to_string(),
        opening: citation.opening.map(|relation| relation.to_string()),
        paragraph: citation.paragraph.to_string(),
        section: citation.section.to_string(),
        footnote: citation.footnote,
        anchor: citation.anchor.as_ref().map(ToString::to_string),
        quote: citation.quote.clone(),
        span,
        core,
        link: citation.link,
        date: citation.date.map(|date| date.to_string()),
        pinpoint: citation.pinpoint.clone(),
        candidates: candidates(&citation.target),
        reason: citation.reason.clone(),
        language: citation.language.to_string(),
        file: reading.input.name.clone(),
        page: None,
    }
}

fn candidates(target: &Target) -> Vec<String> {
    match target {
        Target::Ambiguous(candidates) => candidates.iter().map(NodeId::to_string).collect(),
        Target::Resolved(_) | Target::Unresolved => Vec::new(),
    }
}
