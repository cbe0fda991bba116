use std::io::{self, Write};

use serde::Serialize;

use super::columns::{EdgeCells, NodeCells};
use super::words::{Words, words};
use crate::export::exported::{Bond, Exported};
use crate::export::json::write_head;
use crate::export::safe_json::write_lines;
use crate::graph::Node;

#[derive(Serialize)]
struct Element<T> {
    data: T,
}

/// `value` and `name` are what networkx asks for, and what tells nodes apart there.
#[derive(Serialize)]
struct NodeData<'g> {
    id: &'g str,
    value: &'g str,
    name: &'g str,
    #[serde(flatten)]
    cells: NodeCells<'g>,
}

/// `interaction` is what Cytoscape's desktop program calls the relation; `key` keeps parallel edges apart in networkx.
#[derive(Serialize)]
struct EdgeData<'g> {
    id: String,
    source: &'g str,
    target: &'g str,
    key: String,
    interaction: String,
    words: Vec<Words<'g>>,
    #[serde(flatten)]
    cells: EdgeCells<'g>,
}

/// Cytoscape JSON, as Cytoscape.js, Cytoscape and `networkx.cytoscape_graph` read it.
pub(in crate::export) fn cytoscape(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let multigraph = !exported.collapse;
    write!(out, "{{\"directed\": true, \"multigraph\": {multigraph},\n\"data\": ")?;
    write_head(exported.graph, out)?;
    out.write_all(b",\n\"elements\": {\"nodes\": ")?;
    write_lines(exported.graph.nodes().map(|held| node(held, exported)), out)?;
    out.write_all(b",\n\"edges\": ")?;
    let edges = exported.bonds().enumerate().map(|(number, bond)| edge(number, bond));
    write_lines(edges, out)?;
    out.write_all(b"}}\n")
}

fn node<'g>(node: &'g Node, exported: &Exported<'_>) -> Element<NodeData<'g>> {
    let id = node.id.as_str();
    Element {
        data: NodeData {
            id,
            value: id,
            name: id,
            cells: NodeCells(node, exported.language),
        },
    }
}

fn edge(number: usize, bond: Bond<'_>) -> Element<EdgeData<'_>> {
    let relation = bond.relation().into_owned();
    Element {
        data: EdgeData {
            // Nodes and edges share one space of ids; none of ours has a blank.
            id: format!("edge {number}"),
            source: bond.source().id.as_str(),
            target: bond.target().id.as_str(),
            key: relation.clone(),
            interaction: relation,
            words: words(&bond),
            cells: EdgeCells(bond),
        },
    }
}
