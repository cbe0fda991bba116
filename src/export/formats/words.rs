use serde::Serialize;

use crate::export::exported::Bond;
use crate::export::safe_json::line;
use crate::graph::Evidence;

/// A piece of evidence that stands by itself: with the name of its file instead of the number of its input.
#[derive(Serialize)]
pub(super) struct Words<'g> {
    paragraph: &'g str,
    section: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'g str>,
    quote: &'g str,
    span: [usize; 2],
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinpoint: Option<&'g str>,
    file: &'g str,
}

impl<'g> Words<'g> {
    fn new(evidence: &'g Evidence) -> Words<'g> {
        Words {
            paragraph: evidence.paragraph.as_str(),
            section: evidence.section.name(),
            anchor: evidence.anchor.as_ref().map(|anchor| anchor.as_str()),
            quote: &evidence.quote,
            span: [evidence.span.start(), evidence.span.end()],
            language: evidence.language.code(),
            pinpoint: evidence.pinpoint.as_deref(),
            file: &evidence.input.file,
        }
    }
}

/// The evidence of an edge.
pub(super) fn words<'g>(bond: &Bond<'g>) -> Vec<Words<'g>> {
    bond.evidence().map(Words::new).collect()
}

/// The same as the text of a cell, for formats that hold no lists.
pub(super) fn words_text(bond: &Bond<'_>) -> String {
    line(&words(bond))
}
