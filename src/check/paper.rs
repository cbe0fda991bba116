use jiff::civil::Date;

use crate::check::{Finding, Kind, Level};
use crate::model::{Citation, Class, Designation, Label, NodeId, Reading, Section, Symbol};
use crate::parse::Document;
use crate::text::{Source, Span, quote};

/// A document on the editor's desk: its text, its paragraphs, its citations and the day as of which it is judged.
pub(super) struct Paper<'a> {
    pub source: &'a Source,
    pub document: &'a Document,
    pub reading: &'a Reading,
    pub as_of: Date,
}

impl<'a> Paper<'a> {
    /// The citations of documents, instruments and sets that are certain, each with its target.
    pub fn resolved(&self) -> impl Iterator<Item = (&'a Citation, &'a NodeId)> {
        let citable = self
            .reading
            .citations
            .iter()
            .filter(|citation| citation.class.is_citable());
        // What a masthead names as its source was printed by the secretariat after the adoption.
        let own_voice = citable.filter(|citation| citation.section != Section::Masthead);
        own_voice.filter_map(|citation| Some((citation, citation.target.id()?)))
    }

    /// The citations of resolutions and decisions, each with its symbol and number.
    pub fn numbered(&self) -> impl Iterator<Item = Numbered<'a>> {
        self.resolved().filter_map(|(citation, target)| {
            if citation.class != Class::Document {
                return None;
            }
            let symbol: Symbol = target.as_str().parse().ok()?;
            let series = ["/RES/", "/DEC/", "/PRST/"]
                .iter()
                .find_map(|series| symbol.as_str().find(series).map(|at| at + series.len()))?;
            let (designation, read) = Symbol::read_number(&symbol.as_str()[series..])?;
            let whole = symbol.as_str().len() == series + read;
            whole.then(|| Numbered {
                citation,
                target,
                series: symbol.as_str()[..series].to_owned(),
                symbol,
                designation,
            })
        })
    }

    /// A finding about a citation as a whole.
    pub fn finding(
        &self,
        kind: Kind,
        level: Level,
        citation: &Citation,
        expected: Option<String>,
        why: String,
    ) -> Finding {
        Finding {
            kind,
            level,
            paragraph: citation.paragraph.clone(),
            span: citation.span,
            stands: citation.quote.clone(),
            expected,
            why,
        }
    }

    /// A finding about other words.
    pub fn at(
        &self,
        kind: Kind,
        level: Level,
        place: (&Label, Span),
        expected: Option<String>,
        why: String,
    ) -> Finding {
        let (paragraph, span) = place;
        Finding {
            kind,
            level,
            paragraph: paragraph.clone(),
            span,
            stands: quote(self.source.slice(span)),
            expected,
            why,
        }
    }
}

/// A citation of a resolution, a decision or a statement.
pub(super) struct Numbered<'a> {
    pub citation: &'a Citation,
    pub target: &'a NodeId,
    pub symbol: Symbol,
    /// `A/HRC/RES/`.
    pub series: String,
    pub designation: Designation,
}
