use std::fmt::Write as _;

use super::columns::address;
use super::rdf_terms::{characterization, class_terms, fact_terms};
use crate::export::exported::Exported;
use crate::graph::{CitationGraph, Evidence, Input, Link, Node, Tie, Unplaced};
use crate::model::{Language, NodeId};

/// A thing and what is said of it: the one form that Turtle and JSON-LD are written from, so that both say the same.
/// Without an address it is known only by what it is said of.
#[derive(Clone, Debug, Default)]
pub(super) struct Resource {
    pub iri: Option<String>,
    pub types: Vec<&'static str>,
    pub pairs: Vec<(String, Value)>,
}

/// What a property holds. Names such as `cito:cites` are those of [`super::rdf_terms::PREFIXES`].
#[derive(Clone, Debug)]
pub(super) enum Value {
    Iri(String),
    Name(String),
    Text(String),
    Tagged(String, Language),
    Date(String),
    Whole(u64),
    Truth(bool),
    Nested(Resource),
}

impl Resource {
    fn new(iri: Option<String>, types: impl IntoIterator<Item = &'static str>) -> Resource {
        Resource {
            iri,
            types: types.into_iter().collect(),
            pairs: Vec::new(),
        }
    }

    fn say(&mut self, property: impl Into<String>, value: impl Into<Option<Value>>) {
        if let Some(value) = value.into() {
            self.pairs.push((property.into(), value));
        }
    }
}

/// All that a graph says: each text that was read, each node with the direct ties that leave it, then each edge as a thing of
/// its own with its evidence, then what could not be placed.
pub(super) fn resources<'g>(exported: &Exported<'g>) -> impl Iterator<Item = Resource> + use<'g> {
    let graph = exported.graph;
    let inputs = graph.inputs().iter().map(|input| input_resource(input));
    let nodes = graph.nodes().enumerate();
    let nodes = nodes.map(|(number, node)| node_resource(graph, number, node));
    let edges = graph.links().map(|link| link_resource(&link));
    let unplaced = graph.unplaced().iter().map(unplaced_resource);
    inputs.chain(nodes).chain(edges).chain(unplaced)
}

/// The address of a thing: a document's at the United Nations, where its symbol is one; else a name of the program's own.
fn thing(id: &NodeId, address: Option<String>) -> String {
    match address.filter(|address| address.ends_with(id.as_str())) {
        Some(address) => escaped(&address),
        None => format!("urn:unxref:{}", escaped(id.as_str())),
    }
}

fn of_node(node: &Node) -> String {
    thing(&node.id, address(node))
}

fn of_id(id: &NodeId) -> String {
    thing(id, address(&Node::new(id.clone(), crate::model::Class::Document)))
}

/// What an address cannot hold, by its bytes.
fn escaped(text: &str) -> String {
    let mut iri = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = c.is_ascii_alphanumeric() || "-._~:/@!$&'()*+,;=".contains(c);
        if plain || (!c.is_ascii() && c.is_alphanumeric()) {
            iri.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // A string takes whatever is written to it.
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

fn of_input(input: &Input) -> String {
    format!(
        "urn:unxref:text:{}:{}:{}",
        escaped(&input.sha256),
        input.language,
        escaped(input.symbol.as_str())
    )
}

fn input_resource(input: &Input) -> Resource {
    let mut text = Resource::new(Some(of_input(input)), ["unxref:Text"]);
    text.say("schema:name", Value::Text(input.file.clone()));
    text.say("unxref:sha256", Value::Text(input.sha256.clone()));
    text.say("dcterms:language", Value::Text(input.language.to_string()));
    text.say("dcterms:isFormatOf", Value::Iri(of_id(&input.symbol)));
    text
}

fn node_resource(graph: &CitationGraph, number: usize, node: &Node) -> Resource {
    let mut thing = Resource::new(Some(of_node(node)), class_terms(node));
    thing.say("dcterms:identifier", Value::Text(node.id.to_string()));
    thing.say("unxref:class", Value::Text(node.class.to_string()));
    thing.say("unxref:kind", Value::Text(node.kind.clone()));
    thing.say("unxref:form", node.form.clone().map(Value::Text));
    for (language, title) in &node.titles {
        thing.say("dcterms:title", Value::Tagged(title.clone(), *language));
    }
    for alias in &node.aliases {
        thing.say("schema:alternateName", Value::Text(alias.clone()));
    }
    thing.say("eli:date_document", node.day().map(|day| Value::Date(day.to_string())));
    thing.say(
        "eli:passed_by",
        node.body
            .as_ref()
            .map(|body| Value::Iri(format!("urn:unxref:{}", escaped(body.as_str())))),
    );
    thing.say("schema:url", address(node).map(|address| Value::Iri(escaped(&address))));
    thing.say("unxref:read", Value::Truth(node.read));
    for link in graph.links_from(number) {
        for property in properties(&link) {
            thing.say(property, Value::Iri(of_node(link.target)));
        }
    }
    thing
}

/// The direct properties of a link: the program's own for its relation, and those of others' vocabularies that it implies.
fn properties(link: &Link<'_>) -> Vec<String> {
    let mut properties = vec![format!("unxref:{}", link.tie)];
    match link.tie {
        Tie::Citation(relation) if link.is_citation() => {
            properties.push("cito:cites".to_owned());
            properties.extend(characterization(relation).map(str::to_owned));
        }
        Tie::Citation(_) => properties.push("schema:mentions".to_owned()),
        Tie::Fact(relation) => properties.extend(fact_terms(relation).map(str::to_owned)),
    }
    properties
}

fn link_resource(link: &Link<'_>) -> Resource {
    let (from, to) = (Value::Iri(of_node(link.source)), Value::Iri(of_node(link.target)));
    let mut edge = match link.tie {
        Tie::Citation(relation) if link.is_citation() => {
            let mut citation = Resource::new(None, ["cito:Citation"]);
            citation.say("cito:hasCitingEntity", from);
            citation.say("cito:hasCitedEntity", to);
            let character = characterization(relation).unwrap_or("cito:cites");
            citation.say("cito:hasCitationCharacterization", Value::Name(character.to_owned()));
            citation
        }
        _ => {
            let mut statement = Resource::new(None, ["rdf:Statement"]);
            statement.say("rdf:subject", from);
            statement.say("rdf:object", to);
            statement
        }
    };
    edge.say("rdf:predicate", Value::Name(format!("unxref:{}", link.tie)));
    edge.say("unxref:count", Value::Whole(link.edge.count.into()));
    for origin in link.edge.origins.iter() {
        edge.say("unxref:origin", Value::Text(origin.to_string()));
    }
    for evidence in &link.edge.evidence {
        edge.say("unxref:evidence", Value::Nested(evidence_resource(evidence)));
    }
    edge
}

fn evidence_resource(evidence: &Evidence) -> Resource {
    let span = [evidence.span.start(), evidence.span.end()];
    let mut place = place(&evidence.input, span, &evidence.quote, evidence.language);
    place.say("unxref:paragraph", Value::Text(evidence.paragraph.to_string()));
    place.say("unxref:section", Value::Text(evidence.section.to_string()));
    place.say(
        "unxref:anchor",
        evidence.anchor.as_ref().map(|anchor| Value::Text(anchor.to_string())),
    );
    place.say("unxref:pinpoint", evidence.pinpoint.clone().map(Value::Text));
    place
}

/// A place in a text, in the terms of Web Annotation: the words, and their bytes in the decoded text (its position selector
/// for text counts characters, which a graph does not keep).
fn place(input: &Input, [start, end]: [usize; 2], quote: &str, language: Language) -> Resource {
    let mut bytes = Resource::new(None, ["oa:DataPositionSelector"]);
    bytes.say("oa:start", Value::Whole(start as u64));
    bytes.say("oa:end", Value::Whole(end as u64));
    let mut words = Resource::new(None, ["oa:TextQuoteSelector"]);
    words.say("oa:exact", Value::Tagged(quote.to_owned(), language));
    let mut place = Resource::new(None, ["oa:SpecificResource"]);
    place.say("oa:hasSource", Value::Iri(of_input(input)));
    place.say("oa:hasSelector", Value::Nested(bytes));
    place.say("oa:hasSelector", Value::Nested(words));
    place
}

fn unplaced_resource(unplaced: &Unplaced) -> Resource {
    let mut doubt = Resource::new(None, ["unxref:Unplaced"]);
    doubt.say("cito:hasCitingEntity", Value::Iri(of_id(&unplaced.source)));
    doubt.say("unxref:status", Value::Text(unplaced.status.clone()));
    doubt.say("unxref:class", Value::Text(unplaced.class.to_string()));
    doubt.say("unxref:reason", Value::Text(unplaced.reason.clone()));
    doubt.say("unxref:paragraph", Value::Text(unplaced.paragraph.to_string()));
    for candidate in &unplaced.candidates {
        doubt.say("unxref:candidate", Value::Text(candidate.to_string()));
    }
    let span = [unplaced.span.start(), unplaced.span.end()];
    let place = place(&unplaced.input, span, &unplaced.quote, unplaced.input.language);
    doubt.say("unxref:place", Value::Nested(place));
    doubt
}
