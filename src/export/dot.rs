use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{
    Attribute, Graph, GraphAttributes, Id, Node as DotNode, NodeId as DotId, Stmt, Subgraph,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::export::dot_edges::edges;
use crate::export::dot_label::{label, quote, shortened, width};
use crate::export::dot_legend::legend;
use crate::export::dot_style::{Cluster, node_style};
use crate::graph::{CitationGraph, Node, Tie};
use crate::model::{Language, NodeId};

const FONT: &str = "Noto Sans, Noto Sans CJK KR, Noto Sans Arabic, sans-serif";
const CHINESE: &str = "Noto Sans CJK SC, Noto Sans, sans-serif";
const POINTS: f64 = 10.0;

/// How a graph is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DotOptions {
    /// The language of titles, where a node has one in it.
    pub language: Language,
    /// Whether nodes of one sort stand in one box.
    pub clusters: bool,
    /// Whether a legend is drawn.
    pub legend: bool,
    /// Whether all that ties one thing to another is one line.
    pub collapse: bool,
}

impl Default for DotOptions {
    fn default() -> DotOptions {
        DotOptions {
            language: Language::En,
            clusters: true,
            legend: true,
            collapse: false,
        }
    }
}

/// The graph in the language of Graphviz.
pub fn dot(graph: &CitationGraph, options: &DotOptions) -> String {
    dot_part(graph, graph, options)
}

/// A part of a graph in the language of Graphviz. What no document names is told by the whole: a part may leave out
/// those that name it.
pub fn dot_part(part: &CitationGraph, whole: &CitationGraph, options: &DotOptions) -> String {
    let mut text = "digraph unxref {\n".to_owned();
    let mut write = |stmt: Stmt| text.push_str(&printed(stmt));
    defaults(options.language).into_iter().for_each(&mut write);
    nodes(part, &named(whole), options).into_iter().for_each(&mut write);
    edges(part, &named(part), options, &mut write);
    if options.legend {
        legend_below(options.language).into_iter().for_each(&mut write);
    }
    text.push_str("}\n");
    text
}

/// A statement as it stands within a graph. One by one they take a tenth of the memory that the tree of all takes.
fn printed(stmt: Stmt) -> String {
    let mut context = PrinterContext::default();
    context.with_semi();
    let graph = Graph::DiGraph {
        id: Id::Plain("unxref".to_owned()),
        strict: false,
        stmts: vec![stmt],
    };
    let printed = graph.print(&mut context);
    let within = printed.split_once('\n').and_then(|(_, rest)| rest.strip_suffix('}'));
    within.unwrap_or_default().to_owned()
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(quote(&shortened(value))))
}

pub(super) fn attributes<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Attribute> {
    pairs.into_iter().map(|(name, value)| attribute(name, value)).collect()
}

fn defaults(language: Language) -> Vec<Stmt> {
    let font = if language == Language::Zh { CHINESE } else { FONT };
    let graph = [
        ("rankdir", "LR"),
        ("concentrate", "false"),
        ("fontname", font),
        ("fontsize", "11"),
        ("nodesep", "0.12"),
        ("ranksep", "0.9"),
        ("bgcolor", "white"),
    ];
    let node = [("fontname", font), ("fontsize", "10"), ("margin", "0.1,0.05")];
    let edge = [("fontname", font), ("fontsize", "8"), ("arrowsize", "0.6")];
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(attributes(graph))),
        Stmt::GAttribute(GraphAttributes::Node(attributes(node))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes(edge))),
    ]
}

/// What some document names; all else is known from facts alone.
fn named(graph: &CitationGraph) -> BTreeSet<&NodeId> {
    let citations = graph.links().filter(|link| matches!(link.tie, Tie::Citation(_)));
    citations.map(|link| &link.target.id).collect()
}

/// The nodes, in their boxes. What was read and nobody cites stands outside, at the root of the drawing.
fn nodes(graph: &CitationGraph, named: &BTreeSet<&NodeId>, options: &DotOptions) -> Vec<Stmt> {
    let read: BTreeSet<&NodeId> = graph
        .nodes()
        .filter(|node| node.read)
        .filter_map(|n| n.body.as_ref())
        .collect();
    let own: Vec<&NodeId> = read.into_iter().collect();
    let mut free = Vec::new();
    let mut boxes: BTreeMap<Cluster, Vec<Stmt>> = BTreeMap::new();
    for (number, node) in graph.nodes().enumerate() {
        let root = node.read && !graph.links_to(number).any(|link| link.is_citation());
        let stmt = Stmt::Node(dot_node(node, options.language));
        if root || !options.clusters {
            free.push(stmt);
        } else {
            let sort = match named.contains(&node.id) || node.read {
                true => Cluster::of(node, &own),
                false => Cluster::Background,
            };
            let sort = match sort {
                Cluster::OwnBody | Cluster::OtherBodies if own.len() > 1 => Cluster::Resolutions,
                sort => sort,
            };
            boxes.entry(sort).or_default().push(stmt);
        }
    }
    let boxes = boxes
        .into_iter()
        .map(|(sort, stmts)| cluster(sort, stmts, options.language));
    free.into_iter().chain(boxes).collect()
}

fn cluster(sort: Cluster, nodes: Vec<Stmt>, language: Language) -> Stmt {
    let style = [
        ("label", sort.title(language)),
        ("style", "rounded"),
        ("color", "#BBBBBB"),
        ("fontcolor", "#444444"),
        ("labeljust", "l"),
        ("labelloc", "t"),
    ];
    let mut stmts: Vec<Stmt> = attributes(style).into_iter().map(Stmt::Attribute).collect();
    stmts.extend(nodes);
    Stmt::Subgraph(Subgraph {
        id: Id::Plain(format!("cluster_{}", sort as u8)),
        stmts,
    })
}

fn dot_node(node: &Node, language: Language) -> DotNode {
    let label = label(node, language);
    let style = node_style(node);
    let width = format!("{:.2}", width(&label, POINTS));
    let url = url(node, language);
    let tooltip = node_tale(node, language);
    let mut pairs = vec![
        ("label", label.as_str()),
        ("shape", style.shape),
        ("style", style.style),
        ("fillcolor", style.fill),
        ("color", style.line),
        ("width", width.as_str()),
        ("tooltip", tooltip.as_str()),
    ];
    if !style.peripheries.is_empty() {
        pairs.push(("peripheries", style.peripheries));
    }
    if !style.margin.is_empty() {
        pairs.push(("margin", style.margin));
    }
    if node.read {
        pairs.push(("penwidth", "2.5"));
    }
    if let Some(url) = &url {
        pairs.push(("URL", url));
        pairs.push(("target", "_blank"));
    }
    DotNode::new(dot_id(&node.id), attributes(pairs))
}

pub(super) fn dot_id(id: &NodeId) -> DotId {
    DotId(Id::Escaped(quote(id.as_str())), None)
}

/// The whole title and the date, for who points at the node.
pub(crate) fn node_tale(node: &Node, language: Language) -> String {
    let mut text = format!("{} · {}", node.id, node.kind);
    if let Some(day) = node.day() {
        text.push_str(&format!(" · {day}"));
    }
    if let Some(title) = node.title(language) {
        text.push('\n');
        text.push_str(title);
    }
    text
}

/// Where the United Nations keep the document; of a part, the whole.
fn url(node: &Node, language: Language) -> Option<String> {
    let symbol = node.symbol()?;
    let whole = symbol.as_str().split('[').next()?;
    Some(format!("https://docs.un.org/{language}/{whole}"))
}

/// The legend stands below the drawing as the label of the whole: it adds no node and moves none.
fn legend_below(language: Language) -> Vec<Stmt> {
    let table = Attribute(Id::Plain("label".to_owned()), Id::Html(legend(language)));
    let place = attributes([("labelloc", "b"), ("labeljust", "l")]);
    std::iter::once(table).chain(place).map(Stmt::Attribute).collect()
}
