use jiff::civil::Date;

use crate::check::known::Known;
use crate::check::paper::Paper;
use crate::check::{Finding, dates, doubts, notes, numbers, spelling, succession, titles};
use crate::graph::CitationGraph;
use crate::model::Reading;
use crate::parse::{ParseOptions, Parser};
use crate::registry::Registry;
use crate::text::Source;

/// Reads drafts with a registry and a graph at hand.
pub struct Editor<'g> {
    known: Known<'g>,
    parser: Parser<'g>,
}

impl<'g> Editor<'g> {
    /// An editor. What it needs of the graph is counted once.
    pub fn new(registry: &'g Registry, graph: &'g CitationGraph) -> Editor<'g> {
        Editor {
            known: Known::new(registry, graph),
            parser: Parser::new(registry),
        }
    }

    /// What is wrong or doubtful in the references of a document, in the order of the text, judged as of a day.
    /// `reading` is what an engine over the same registry read of `source`.
    pub fn check(&self, source: &Source, reading: &Reading, as_of: Date) -> Vec<Finding> {
        let options = ParseOptions {
            language: Some(reading.language),
            symbol: reading.facts.symbol.clone(),
            bare: false,
        };
        let document = self.parser.parse(source, &options);
        let paper = Paper {
            source,
            document: &document,
            reading,
            as_of,
        };
        let mut findings = Vec::new();
        for question in [
            numbers::find,
            dates::find,
            succession::find,
            titles::find,
            notes::find,
            spelling::find,
            doubts::find,
        ] {
            question(&paper, &self.known, &mut findings);
        }
        findings.sort_by_key(|finding| (finding.span.start(), finding.span.end(), finding.kind));
        findings.dedup();
        findings
    }
}
