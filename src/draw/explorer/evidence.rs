use std::collections::BTreeMap;

use serde::Serialize;

use crate::draw::explorer::Explored;
use crate::draw::explorer::table::{Sparse, Table};
use crate::graph::Input;

/// The words that make the edges of a page, as columns in the order of the edges.
#[derive(Default, Serialize)]
pub(super) struct Words<'g> {
    /// How many pieces each edge has.
    edges: Vec<u32>,
    paragraph: Vec<u32>,
    section: Vec<u32>,
    quote: Vec<u32>,
    input: Vec<u32>,
    start: Vec<u32>,
    length: Vec<u32>,
    language: Vec<u32>,
    anchor: Sparse<u32>,
    pinpoint: Sparse<&'g str>,
    paragraphs: Vec<&'g str>,
    sections: Vec<&'g str>,
    quotes: Vec<&'g str>,
    languages: Vec<&'g str>,
    inputs: Inputs<'g>,
}

/// The texts that are quoted.
#[derive(Default, Serialize)]
struct Inputs<'g> {
    file: Vec<&'g str>,
    sha256: Vec<&'g str>,
    symbol: Vec<&'g str>,
    language: Vec<&'static str>,
}

impl<'g> Words<'g> {
    pub fn of(explored: &Explored<'g>) -> Words<'g> {
        let mut words = Words::default();
        let (mut paragraphs, mut sections) = (Table::default(), Table::default());
        let (mut quotes, mut languages) = (Table::default(), Table::default());
        let mut inputs: BTreeMap<&Input, u32> = BTreeMap::new();
        let mut row = 0;
        for link in &explored.links {
            words.edges.push(link.edge.evidence.len() as u32);
            for evidence in link.edge.evidence.iter() {
                let next = inputs.len() as u32;
                let input = *inputs.entry(&evidence.input).or_insert(next);
                if input == next {
                    words.inputs.push(&evidence.input);
                }
                words.input.push(input);
                words.paragraph.push(paragraphs.number(evidence.paragraph.as_str()));
                words.section.push(sections.number(evidence.section.name()));
                words.quote.push(quotes.number(&evidence.quote));
                words.language.push(languages.number(evidence.language.code()));
                words.start.push(evidence.span.start() as u32);
                words.length.push((evidence.span.end() - evidence.span.start()) as u32);
                let anchor = evidence.anchor.as_ref();
                words
                    .anchor
                    .push(row, anchor.map(|anchor| paragraphs.number(anchor.as_str())));
                words.pinpoint.push(row, evidence.pinpoint.as_deref());
                row += 1;
            }
        }
        words.paragraphs = paragraphs.words;
        words.sections = sections.words;
        words.quotes = quotes.words;
        words.languages = languages.words;
        words
    }
}

impl<'g> Inputs<'g> {
    fn push(&mut self, input: &'g Input) {
        self.file.push(&input.file);
        self.sha256.push(&input.sha256);
        self.symbol.push(input.symbol.as_str());
        self.language.push(input.language.code());
    }
}
