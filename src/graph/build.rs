use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::graph::node::{class_of, symbol_of};
use crate::graph::{
    Catalogue, CitationGraph, Dated, Edge, EdgeKey, Evidence, Input, Node, Origin, Parts, Tie, Unplaced, Words,
};
use crate::model::{Citation, Class, Fact, FactRelation, Language, NodeId, Reading, Relation, SymbolTie, Target};

/// The graph of all that these documents cite and state, with what the catalogue and the symbols tell of it.
///
/// Building from many readings is merging the graphs of each.
pub fn build(readings: &[Reading], catalogue: &impl Catalogue) -> CitationGraph {
    let mut builder = Builder::new(catalogue);
    readings.iter().for_each(|reading| builder.add(reading));
    builder.finish()
}

/// Takes readings and graphs one by one, in any order, so that no more of a corpus is held than its graph.
#[derive(Debug)]
pub struct Builder<'c, C> {
    catalogue: &'c C,
    read: Parts,
    merged: Parts,
}

impl<'c, C: Catalogue> Builder<'c, C> {
    /// Nothing yet.
    pub fn new(catalogue: &'c C) -> Builder<'c, C> {
        Builder {
            catalogue,
            read: Parts::default(),
            merged: Parts::default(),
        }
    }

    /// Adds all that a document cites and states.
    pub fn add(&mut self, reading: &Reading) {
        add_reading(&mut self.read, reading, self.catalogue);
    }

    /// Adds all that another graph knows.
    pub fn merge(&mut self, graph: CitationGraph) {
        self.merged.merge(graph.into_parts());
    }

    /// The graph to ask.
    pub fn finish(mut self) -> CitationGraph {
        enrich(&mut self.read, self.catalogue);
        self.read.merge(self.merged);
        self.read.freeze()
    }
}

fn add_reading(parts: &mut Parts, reading: &Reading, catalogue: &impl Catalogue) {
    let input = Arc::new(Input {
        file: reading.input.name.clone(),
        sha256: reading.input.sha256.clone(),
        symbol: reading.id.clone(),
        language: reading.language,
    });
    parts.add_input(Arc::clone(&input));
    parts.add_node(source_node(reading, catalogue));
    for citation in &reading.citations {
        add_citation(parts, reading, citation, &input, catalogue);
    }
    for fact in &reading.stated {
        add_fact(parts, fact, &input, reading.language, catalogue);
    }
}

fn source_node(reading: &Reading, catalogue: &impl Catalogue) -> Node {
    let facts = &reading.facts;
    let mut node = plain_node(&reading.id, Class::Document, catalogue);
    node.read = true;
    if let Some(title) = &facts.title {
        node.entitle(reading.language, title.clone());
    }
    if let Some(day) = facts.adopted {
        node.date = Some((Dated::Document, day));
    }
    if facts.body.is_some() {
        node.body.clone_from(&facts.body);
    }
    node.aliases.extend(facts.alias.as_ref().map(ToString::to_string));
    node
}

/// A node with what the catalogue tells of it.
fn plain_node(id: &NodeId, class: Class, catalogue: &impl Catalogue) -> Node {
    let mut node = Node::new(id.clone(), class);
    if let Some((class, kind, form)) = catalogue.kind_and_form(id) {
        (node.class, node.kind, node.form) = (class, kind, form);
    }
    for (language, title) in catalogue.titles(id) {
        node.entitle(language, title);
    }
    node.date = catalogue.date(id).map(|day| (Dated::Registry, day));
    node
}

fn add_citation(
    parts: &mut Parts,
    reading: &Reading,
    citation: &Citation,
    input: &Arc<Input>,
    catalogue: &impl Catalogue,
) {
    let Target::Resolved(target) = &citation.target else {
        if citation.class.is_citable() {
            parts.add_unplaced(unplaced(reading, citation, input));
        }
        return;
    };
    if is_itself(reading, target) {
        return;
    }
    add_target(parts, target, citation, catalogue);
    // What a masthead names as its source is a fact of the document, not a citation in its voice.
    let tie = match citation.relation {
        Relation::RecommendedIn => Tie::Fact(FactRelation::RecommendedIn),
        relation => Tie::Citation(relation),
    };
    let key = EdgeKey {
        source: reading.id.clone(),
        target: target.clone(),
        tie,
    };
    let mut edge = from_text(evidence(citation, input));
    edge.origins.extend(citation.link.then_some(Origin::Link));
    parts.add_edge(key, edge);
}

fn is_itself(reading: &Reading, target: &NodeId) -> bool {
    let alias = reading.facts.alias.as_ref();
    *target == reading.id || alias.is_some_and(|alias| alias.as_str() == target.as_str())
}

/// Adds the cited thing. One that is held already is not looked up again: a corpus cites the same few things all the time.
fn add_target(parts: &mut Parts, id: &NodeId, citation: &Citation, catalogue: &impl Catalogue) {
    let held = parts.nodes.get_mut(id).filter(|node| node.class == citation.class);
    match (held, citation.class) {
        (Some(node), Class::Document) if node.symbol().is_some() => {
            node.date = node.date.into_iter().chain(printed_date(citation)).min();
        }
        (Some(_), Class::Instrument | Class::Body | Class::Event | Class::Session) => {}
        _ => parts.add_node(target_node(id, citation, catalogue)),
    }
}

fn printed_date(citation: &Citation) -> Option<(Dated, Date)> {
    citation.date.map(|day| (Dated::Text, day))
}

fn target_node(id: &NodeId, citation: &Citation, catalogue: &impl Catalogue) -> Node {
    let mut node = plain_node(id, citation.class, catalogue);
    if let Some(kind) = citation.document
        && symbol_of(id).is_none()
        && catalogue.kind_and_form(id).is_none()
    {
        node.kind = kind.name().to_owned();
    }
    // A set has no title of its own: its words are its label.
    if node.class == Class::Set && node.titles.is_empty() {
        node.entitle(citation.language, citation.quote.clone());
    }
    if node.class == Class::Document && node.date.is_none() {
        node.date = printed_date(citation);
    }
    node
}

fn from_text(evidence: Evidence) -> Edge {
    Edge {
        origins: Origin::Text.into(),
        count: 0,
        evidence: Words::from(vec![evidence]),
    }
}

fn evidence(citation: &Citation, input: &Arc<Input>) -> Evidence {
    Evidence {
        input: Arc::clone(input),
        span: citation.span,
        paragraph: citation.paragraph.clone(),
        section: citation.section,
        anchor: citation.anchor.clone(),
        quote: citation.quote.clone(),
        language: citation.language,
        pinpoint: citation.pinpoint.clone(),
    }
}

fn unplaced(reading: &Reading, citation: &Citation, input: &Arc<Input>) -> Unplaced {
    let candidates = match &citation.target {
        Target::Ambiguous(candidates) => candidates.iter().cloned().collect(),
        Target::Resolved(_) | Target::Unresolved => Vec::new(),
    };
    Unplaced {
        source: reading.id.clone(),
        input: Arc::clone(input),
        span: citation.span,
        paragraph: citation.paragraph.clone(),
        quote: citation.quote.clone(),
        class: citation.class,
        status: citation.target.status().to_owned(),
        candidates,
        reason: citation.reason.to_string(),
    }
}

fn add_fact(parts: &mut Parts, fact: &Fact, input: &Arc<Input>, language: Language, catalogue: &impl Catalogue) {
    if fact.from == fact.to {
        return;
    }
    for (id, class) in [
        (&fact.from, class_of(&fact.from)),
        (&fact.to, range_of(fact.relation, &fact.to)),
    ] {
        if !parts.nodes.contains_key(id) {
            parts.add_node(plain_node(id, class, catalogue));
        }
    }
    let evidence = Evidence {
        input: Arc::clone(input),
        span: fact.span,
        paragraph: fact.paragraph.clone(),
        section: fact.section,
        anchor: None,
        quote: fact.quote.clone(),
        language,
        pinpoint: None,
    };
    let key = EdgeKey {
        source: fact.from.clone(),
        target: fact.to.clone(),
        tie: Tie::Fact(fact.relation),
    };
    parts.add_edge(key, from_text(evidence));
}

/// Follows what the catalogue and the symbols tell of every node, and of every node met on the way.
fn enrich(parts: &mut Parts, catalogue: &impl Catalogue) {
    let mut seen: BTreeSet<NodeId> = BTreeSet::new();
    let mut waiting: Vec<NodeId> = parts.nodes.keys().cloned().collect();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for (key, class) in known_of(&id, catalogue) {
            let other = if key.source == id { &key.target } else { &key.source };
            if !parts.nodes.contains_key(other) {
                parts.add_node(plain_node(other, class, catalogue));
            }
            waiting.push(other.clone());
            parts.add_edge(key, from_registry());
        }
    }
}

fn from_registry() -> Edge {
    Edge {
        origins: Origin::Registry.into(),
        ..Edge::default()
    }
}

/// The facts known of a thing, with the class that its other end has if nothing else is known of it.
fn known_of(id: &NodeId, catalogue: &impl Catalogue) -> Vec<(EdgeKey, Class)> {
    let key = |source: &NodeId, relation, target: &NodeId| EdgeKey {
        source: source.clone(),
        target: target.clone(),
        tie: Tie::Fact(relation),
    };
    let told = catalogue.facts_of(id).into_iter();
    let mut known: Vec<_> = told
        .map(|(relation, to)| (key(id, relation, &to), range_of(relation, &to)))
        .collect();
    for member in catalogue.members(id) {
        known.push((key(&member, FactRelation::MemberOf, id), class_of(&member)));
    }
    if let Some((tie, base)) = symbol_of(id).and_then(|symbol| symbol.base()) {
        let base = NodeId::new(base.as_str());
        known.push((key(id, fact_of(tie), &base), Class::Document));
    }
    known
}

fn fact_of(tie: SymbolTie) -> FactRelation {
    match tie {
        SymbolTie::Part => FactRelation::PartOf,
        SymbolTie::Addendum => FactRelation::AddendumTo,
        SymbolTie::Corrigendum => FactRelation::CorrigendumTo,
        SymbolTie::Revision => FactRelation::RevisionOf,
    }
}

/// The class of the far end of a fact.
fn range_of(relation: FactRelation, to: &NodeId) -> Class {
    match relation {
        FactRelation::ProtocolTo => Class::Instrument,
        FactRelation::AdoptedAt => Class::Event,
        FactRelation::MonitoredBy | FactRelation::AuthoredBy => Class::Body,
        FactRelation::MemberOf | FactRelation::LatestMemberOf => Class::Set,
        FactRelation::SubmittedTo if class_of(to) == Class::Session => Class::Session,
        FactRelation::SubmittedTo => Class::Body,
        _ => Class::Document,
    }
}
