use std::collections::HashMap;

use crate::export::atlas::pieces::{encode, join};
use crate::export::atlas::rows::{
    Core, EDGES_A_PIECE, EdgeColumns, EvidenceRow, Hash, InputRow, Name, NodeRow, PlaceRow, Quotes, UnplacedRow,
};
use crate::graph::{CitationGraph, Dated, Evidence, Input, Node, Origin, Unplaced};
use crate::model::{Label, NodeId, hex};

/// A graph as an atlas: the same bytes for the same graph.
pub fn atlas(graph: &CitationGraph) -> Vec<u8> {
    let mut tables = Tables::default();
    let mut edges = EdgeColumns {
        degrees: vec![0; graph.nodes().len()],
        ..EdgeColumns::default()
    };
    let mut words: Vec<Vec<EvidenceRow>> = Vec::new();
    for link in graph.links() {
        edges.degrees[link.from] += 1;
        edges.targets.push(number(link.to));
        edges.ties.push(tables.ties.name(link.tie.name()));
        let origins = link.edge.origins.iter().map(Origin::name);
        edges.origins.push(tables.origins.name(origins.collect::<Vec<_>>()));
        edges.counts.push(link.edge.count);
        words.push(
            link.edge
                .evidence
                .iter()
                .map(|evidence| tables.evidence(graph, evidence))
                .collect(),
        );
    }
    let nodes = graph.nodes().map(|node| tables.node(node)).collect();
    let inputs = graph.inputs().iter().map(|input| tables.input(input)).collect();
    let unplaced = graph
        .unplaced()
        .iter()
        .map(|unplaced| tables.unplaced(graph, unplaced))
        .collect();
    let core = Core {
        manifest: graph
            .manifest()
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect(),
        classes: tables.classes.names,
        kinds: tables.kinds.names,
        ties: tables.ties.names,
        origins: tables.origins.names,
        sections: tables.sections.names,
        languages: tables.languages.names,
        labels: tables.labels.names,
        pinpoints: tables.pinpoints.names,
        reasons: tables.reasons.names,
        places: tables.places.names,
        nodes,
        inputs,
        edges,
        unplaced,
    };
    let mut pieces = vec![encode(&core), encode(&Quotes::from(&tables.quotes.names))];
    pieces.extend(words.chunks(EDGES_A_PIECE).map(|piece| encode(&piece)));
    join(&pieces)
}

/// What is said again and again, each once, in the order in which it is first said.
struct Table<T> {
    names: Vec<T>,
    known: HashMap<T, Name>,
}

impl<T> Default for Table<T> {
    fn default() -> Table<T> {
        Table {
            names: Vec::new(),
            known: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Table<T> {
    fn name(&mut self, value: T) -> Name {
        let next = number(self.names.len());
        *self.known.entry(value).or_insert_with_key(|value| {
            self.names.push(value.clone());
            next
        })
    }

    /// One more than the name, and zero for none.
    fn optional(&mut self, value: Option<T>) -> Name {
        value.map_or(0, |value| self.name(value) + 1)
    }
}

#[derive(Default)]
struct Tables<'g> {
    classes: Table<&'g str>,
    kinds: Table<&'g str>,
    ties: Table<&'g str>,
    origins: Table<Vec<&'g str>>,
    sections: Table<&'g str>,
    languages: Table<&'g str>,
    labels: Table<&'g str>,
    pinpoints: Table<&'g str>,
    reasons: Table<&'g str>,
    quotes: Table<&'g str>,
    places: Table<PlaceRow>,
}

impl<'g> Tables<'g> {
    fn node(&mut self, node: &'g Node) -> NodeRow<'g> {
        let titles = node.titles.iter();
        NodeRow {
            id: node.id.as_str(),
            class: self.classes.name(node.class.name()),
            kind: self.kinds.name(&node.kind),
            form: self.kinds.optional(node.form.as_deref()),
            titles: titles
                .map(|(language, title)| (self.languages.name(language.code()), title.as_str()))
                .collect(),
            date: node
                .date
                .map(|(dated, day)| (origin_of(dated), day.year(), day.month(), day.day())),
            body: node.body.as_ref().map(NodeId::as_str),
            aliases: node.aliases.iter().map(String::as_str).collect(),
            read: node.read,
        }
    }

    fn input(&mut self, input: &'g Input) -> InputRow<'g> {
        InputRow {
            file: &input.file,
            sha256: hash(&input.sha256),
            symbol: input.symbol.as_str(),
            language: self.languages.name(input.language.code()),
        }
    }

    fn evidence(&mut self, graph: &CitationGraph, evidence: &'g Evidence) -> EvidenceRow {
        let place = PlaceRow {
            paragraph: self.labels.name(evidence.paragraph.as_str()),
            section: self.sections.name(evidence.section.name()),
            anchor: self.labels.optional(evidence.anchor.as_ref().map(Label::as_str)),
            language: self.languages.name(evidence.language.code()),
        };
        let (start, end) = (evidence.span.start(), evidence.span.end());
        EvidenceRow {
            input: number(graph.input_number(&evidence.input).unwrap_or_default()),
            start: number(start),
            longer: (end - start) as i64 - evidence.quote.len() as i64,
            place: self.places.name(place),
            quote: self.quotes.name(&evidence.quote),
            pinpoint: self.pinpoints.optional(evidence.pinpoint.as_deref()),
        }
    }

    fn unplaced(&mut self, graph: &CitationGraph, unplaced: &'g Unplaced) -> UnplacedRow<'g> {
        UnplacedRow {
            source: number(graph.number(&unplaced.source).unwrap_or_default()),
            input: number(graph.input_number(&unplaced.input).unwrap_or_default()),
            span: (number(unplaced.span.start()), number(unplaced.span.end())),
            paragraph: self.labels.name(unplaced.paragraph.as_str()),
            quote: &unplaced.quote,
            class: self.classes.name(unplaced.class.name()),
            status: self.reasons.name(&unplaced.status),
            candidates: unplaced.candidates.iter().map(NodeId::as_str).collect(),
            reason: self.reasons.name(&unplaced.reason),
        }
    }
}

/// A graph of so many nodes, edges or inputs that their number does not fit cannot be held in memory.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The number under which the origin of a date is written.
pub(super) const DATED: [Dated; 3] = [Dated::Document, Dated::Registry, Dated::Text];

fn origin_of(dated: Dated) -> u8 {
    DATED
        .iter()
        .zip(0..)
        .find(|(known, _)| **known == dated)
        .map_or(0, |(_, number)| number)
}

/// The hash as bytes, where it is in hexadecimal as we print it.
fn hash(printed: &str) -> Hash<'_> {
    let byte = |at: usize| u8::from_str_radix(printed.get(2 * at..2 * at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    match bytes.map(<[u8; 32]>::try_from) {
        Some(Ok(bytes)) if hex(&bytes) == printed => Hash::Bytes(bytes),
        _ => Hash::Other(printed),
    }
}
