use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::export::safe_json::{line, write_lines};
use crate::graph::{CitationGraph, Dated, EdgeClass, Evidence, Input, Link, Node, Origin, Tie, Unplaced};
use crate::store::vocabulary::one_of;

/// The name of the schema; it changes when a field changes its meaning.
pub const SCHEMA: &str = "unxref-graph/1";

/// A graph in the node-link form of networkx.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(transform = with_flags)]
pub(super) struct GraphJson {
    /// What is told of it as a whole.
    pub graph: HeadJson,
    /// Its nodes, in the order of their ids.
    pub nodes: Vec<NodeJson>,
    /// One edge for each source, target and relation.
    #[serde(alias = "links")]
    pub edges: Vec<EdgeJson>,
}

/// What is told of a graph as a whole.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct HeadJson {
    /// The schema and its version.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// The program that wrote it, and its version.
    #[serde(default)]
    pub generator: String,
    /// What a graph such as the atlas tells of itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub manifest: BTreeMap<String, String>,
    /// How much it holds.
    #[serde(default)]
    #[schemars(with = "CountsJson")]
    pub counts: BTreeMap<String, usize>,
    /// The texts that were read.
    #[serde(default)]
    pub inputs: Vec<InputJson>,
    /// The citations whose target is not certain.
    #[serde(default)]
    pub unplaced: Vec<UnplacedJson>,
}

/// One language version of one document, as one file gave it.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct InputJson {
    /// The file.
    pub file: String,
    /// The hash of its bytes.
    pub sha256: String,
    /// The id of the document.
    pub symbol: String,
    /// Its language.
    #[schemars(schema_with = "crate::store::vocabulary::language")]
    pub language: String,
}

/// A citation whose target is not certain.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct UnplacedJson {
    /// The citing document.
    pub source: String,
    /// The words.
    pub quote: String,
    /// Whether it may mean several things, or nothing that is known.
    #[schemars(schema_with = "unplaced_status")]
    pub status: String,
    /// What it may mean.
    #[serde(default)]
    pub candidates: Vec<String>,
    /// The class of what is meant.
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    pub class: String,
    /// The paragraph.
    pub paragraph: String,
    /// Why it is not certain.
    pub reason: String,
    /// Start and end of the words, in bytes of the decoded text.
    pub span: [usize; 2],
    /// The number of its text in `inputs`.
    pub input: usize,
}

/// A thing that documents cite or mention, or a document that cites.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct NodeJson {
    /// Its id, without a blank.
    pub id: String,
    /// What sort of thing it is.
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    pub class: String,
    /// The finer sort: `resolution`, `treaty`, `mandate`.
    pub kind: String,
    /// The finest sort of an instrument: `covenant`, `protocol`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Its titles by language; of a set its words.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    /// The day of its adoption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where the date is known from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "date_origin")]
    pub date_origin: Option<String>,
    /// The id of the body that adopted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Other ids, such as the second half of a joint symbol.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Whether it was among the texts, so that its citations are known.
    #[serde(default)]
    pub read: bool,
}

/// What ties two nodes by one relation.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct EdgeJson {
    /// The id of what cites or is tied.
    pub source: String,
    /// The id of what is cited or tied to.
    pub target: String,
    /// The relation: what tells parallel edges apart.
    #[schemars(schema_with = "relation")]
    pub key: String,
    /// Whether documents say it or it is a fact.
    #[schemars(schema_with = "edge_class")]
    pub class: String,
    /// The relation.
    #[schemars(schema_with = "relation")]
    pub relation: String,
    /// Where it is known from.
    #[schemars(schema_with = "origins")]
    pub origin: Vec<String>,
    /// In how many paragraphs of one language version.
    pub count: u32,
    /// The words that make it.
    #[serde(default)]
    pub evidence: Vec<EvidenceJson>,
}

/// Words that make an edge, and their place.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) struct EvidenceJson {
    /// The paragraph.
    pub paragraph: String,
    /// Its section.
    #[schemars(schema_with = "crate::store::vocabulary::section")]
    pub section: String,
    /// The words.
    pub quote: String,
    /// Start and end of the words, in bytes of the decoded text.
    pub span: [usize; 2],
    /// Their language.
    #[schemars(schema_with = "crate::store::vocabulary::language")]
    pub language: String,
    /// The number of their text in `inputs`.
    pub input: usize,
    /// In a footnote: the paragraph of its mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// Where in the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
}

/// The two members that networkx asks for; they say the same of every graph.
fn with_flags(schema: &mut Schema) {
    let members = schema.ensure_object();
    if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
        for flag in ["directed", "multigraph"] {
            properties.insert(flag.to_owned(), json!({ "const": true }));
        }
    }
    if let Some(required) = members.get_mut("required").and_then(Value::as_array_mut) {
        required.extend(["directed", "multigraph"].map(Value::from));
    }
}

pub(super) fn relation(_: &mut SchemaGenerator) -> Schema {
    one_of(Tie::all().map(Tie::name))
}

pub(super) fn edge_class(_: &mut SchemaGenerator) -> Schema {
    one_of([EdgeClass::Citation, EdgeClass::Fact].map(EdgeClass::name))
}

fn origins(_: &mut SchemaGenerator) -> Schema {
    let origins = [Origin::Text, Origin::Registry, Origin::Link].map(Origin::name);
    json_schema!({ "type": "array", "minItems": 1, "items": one_of(origins) })
}

fn date_origin(_: &mut SchemaGenerator) -> Schema {
    one_of([Dated::Document, Dated::Registry, Dated::Text].map(Dated::name))
}

fn unplaced_status(_: &mut SchemaGenerator) -> Schema {
    one_of(["ambiguous", "unresolved"])
}

/// The graph as node-link JSON: one node, edge and input a line, so that a difference between two graphs can be read.
pub fn json(graph: &CitationGraph) -> String {
    let mut bytes = Vec::new();
    // A vector takes whatever it is given.
    let written = write_json(graph, &mut bytes);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(bytes).unwrap_or_default()
}

/// The same into a stream.
///
/// # Errors
/// Where the stream cannot be written to.
pub fn write_json(graph: &CitationGraph, out: &mut dyn Write) -> io::Result<()> {
    let edges = graph.links().map(|link| edge_json(graph, &link));
    write_node_link(graph, true, ("edges", edges), out)
}

/// A graph in node-link form, its edges under the name that its readers look for.
pub(super) fn write_node_link(
    graph: &CitationGraph,
    multigraph: bool,
    (name, edges): (&str, impl Iterator<Item = EdgeJson>),
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\"directed\": true, \"multigraph\": {multigraph},\n\"graph\": ")?;
    write_head(graph, out)?;
    out.write_all(b",\n\"nodes\": ")?;
    write_lines(graph.nodes().map(node_json), out)?;
    write!(out, ",\n\"{name}\": ")?;
    write_lines(edges, out)?;
    out.write_all(b"}\n")
}

/// What is told of a graph as a whole.
pub(super) fn write_head(graph: &CitationGraph, out: &mut dyn Write) -> io::Result<()> {
    let inputs = graph.inputs().iter().map(|input| input_json(input));
    let unplaced = graph.unplaced().iter().map(|unplaced| unplaced_json(graph, unplaced));
    write!(out, "{{\"schema\": {}, ", line(&SCHEMA))?;
    writeln!(out, "\"generator\": {},", line(&generator()))?;
    if !graph.manifest().is_empty() {
        writeln!(out, "\"manifest\": {},", line(graph.manifest()))?;
    }
    write!(out, "\"counts\": {},\n\"inputs\": ", line(&counts(graph)))?;
    write_lines(inputs, out)?;
    out.write_all(b",\n\"unplaced\": ")?;
    write_lines(unplaced, out)?;
    out.write_all(b"}")
}

/// What wrote a file.
pub(crate) fn generator() -> String {
    format!("unxref {}", env!("CARGO_PKG_VERSION"))
}

/// How much of each sort a graph holds.
#[derive(Serialize, JsonSchema)]
struct CountsJson {
    nodes: usize,
    edges: usize,
    citations: usize,
    mentions: usize,
    facts: usize,
    inputs: usize,
    unplaced: usize,
}

fn counts(graph: &CitationGraph) -> CountsJson {
    let counts = graph.counts();
    CountsJson {
        nodes: counts.nodes,
        edges: counts.edges,
        citations: counts.citations,
        mentions: counts.mentions,
        facts: counts.facts,
        inputs: counts.inputs,
        unplaced: counts.unplaced,
    }
}

pub(super) fn input_json(input: &Input) -> InputJson {
    InputJson {
        file: input.file.clone(),
        sha256: input.sha256.clone(),
        symbol: input.symbol.to_string(),
        language: input.language.to_string(),
    }
}

pub(super) fn unplaced_json(graph: &CitationGraph, unplaced: &Unplaced) -> UnplacedJson {
    UnplacedJson {
        source: unplaced.source.to_string(),
        quote: unplaced.quote.clone(),
        status: unplaced.status.clone(),
        candidates: unplaced.candidates.iter().map(ToString::to_string).collect(),
        class: unplaced.class.to_string(),
        paragraph: unplaced.paragraph.to_string(),
        reason: unplaced.reason.clone(),
        span: [unplaced.span.start(), unplaced.span.end()],
        input: graph.input_number(&unplaced.input).unwrap_or_default(),
    }
}

pub(super) fn node_json(node: &Node) -> NodeJson {
    let titles = node.titles.iter();
    NodeJson {
        id: node.id.to_string(),
        class: node.class.to_string(),
        kind: node.kind.clone(),
        form: node.form.clone(),
        titles: titles
            .map(|(language, title)| (language.to_string(), title.clone()))
            .collect(),
        date: node.day().map(|day| day.to_string()),
        date_origin: node.date.map(|(dated, _)| dated.to_string()),
        body: node.body.as_ref().map(ToString::to_string),
        aliases: node.aliases.iter().cloned().collect(),
        read: node.read,
    }
}

pub(super) fn edge_json(graph: &CitationGraph, link: &Link<'_>) -> EdgeJson {
    EdgeJson {
        source: link.source.id.to_string(),
        target: link.target.id.to_string(),
        key: link.tie.to_string(),
        class: link.tie.class().name().to_owned(),
        relation: link.tie.to_string(),
        origin: link.edge.origins.iter().map(|origin| origin.to_string()).collect(),
        count: link.edge.count,
        evidence: link
            .edge
            .evidence
            .iter()
            .map(|evidence| evidence_json(graph, evidence))
            .collect(),
    }
}

pub(super) fn evidence_json(graph: &CitationGraph, evidence: &Evidence) -> EvidenceJson {
    EvidenceJson {
        paragraph: evidence.paragraph.to_string(),
        section: evidence.section.to_string(),
        quote: evidence.quote.clone(),
        span: [evidence.span.start(), evidence.span.end()],
        language: evidence.language.to_string(),
        input: graph.input_number(&evidence.input).unwrap_or_default(),
        anchor: evidence.anchor.as_ref().map(ToString::to_string),
        pinpoint: evidence.pinpoint.clone(),
    }
}
