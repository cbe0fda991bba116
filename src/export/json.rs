use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::export::safe_json::{line, write_lines};
use crate::graph::{CitationGraph, Evidence, Input, Link, Node, Unplaced};

/// The name of the schema; it changes when a field changes its meaning.
pub const SCHEMA: &str = "unxref-graph/1";

#[derive(Serialize, Deserialize)]
pub(super) struct GraphJson {
    pub graph: HeadJson,
    pub nodes: Vec<NodeJson>,
    #[serde(alias = "links")]
    pub edges: Vec<EdgeJson>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct HeadJson {
    pub schema: String,
    #[serde(default)]
    pub generator: String,
    #[serde(default)]
    pub manifest: BTreeMap<String, String>,
    #[serde(default)]
    pub counts: BTreeMap<String, usize>,
    #[serde(default)]
    pub inputs: Vec<InputJson>,
    #[serde(default)]
    pub unplaced: Vec<UnplacedJson>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct InputJson {
    pub file: String,
    pub sha256: String,
    pub symbol: String,
    pub language: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct UnplacedJson {
    pub source: String,
    pub quote: String,
    pub status: String,
    #[serde(default)]
    pub candidates: Vec<String>,
    pub class: String,
    pub paragraph: String,
    pub reason: String,
    pub span: [usize; 2],
    pub input: usize,
}

#[derive(Serialize, Deserialize)]
pub(super) struct NodeJson {
    pub id: String,
    pub class: String,
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_origin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub read: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EdgeJson {
    pub source: String,
    pub target: String,
    pub key: String,
    pub class: String,
    pub relation: String,
    pub origin: Vec<String>,
    pub count: u32,
    #[serde(default)]
    pub evidence: Vec<EvidenceJson>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EvidenceJson {
    pub paragraph: String,
    pub section: String,
    pub quote: String,
    pub span: [usize; 2],
    pub language: String,
    pub input: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<String>,
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
    write!(out, "\"generator\": {},\n", line(&generator()))?;
    if !graph.manifest().is_empty() {
        write!(out, "\"manifest\": {},\n", line(graph.manifest()))?;
    }
    write!(out, "\"counts\": {},\n\"inputs\": ", line(&counts(graph)))?;
    write_lines(inputs, out)?;
    out.write_all(b",\n\"unplaced\": ")?;
    write_lines(unplaced, out)?;
    out.write_all(b"}")
}

/// What wrote a file.
pub(super) fn generator() -> String {
    format!("unxref {}", env!("CARGO_PKG_VERSION"))
}

#[derive(Serialize)]
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
