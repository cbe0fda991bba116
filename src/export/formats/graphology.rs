use std::io::{self, Write};

use serde::Serialize;

use super::columns::{EdgeCells, NodeCells};
use super::words::{Words, words};
use crate::export::exported::{Bond, Exported};
use crate::export::json::write_head;
use crate::export::safe_json::write_lines;

#[derive(Serialize)]
struct NodeEntry<'g> {
    key: &'g str,
    attributes: NodeCells<'g>,
}

#[derive(Serialize)]
struct EdgeEntry<'g> {
    key: String,
    source: &'g str,
    target: &'g str,
    attributes: EdgeAttributes<'g>,
}

#[derive(Serialize)]
struct EdgeAttributes<'g> {
    words: Vec<Words<'g>>,
    #[serde(flatten)]
    cells: EdgeCells<'g>,
}

/// The serialized graph of graphology, which sigma.js draws.
pub(in crate::export) fn graphology(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let multi = !exported.collapse;
    out.write_all(b"{\"attributes\": ")?;
    write_head(exported.graph, out)?;
    write!(
        out,
        ",\n\"options\": {{\"type\": \"directed\", \"multi\": {multi}, \"allowSelfLoops\": false}},\n\"nodes\": "
    )?;
    let nodes = exported.graph.nodes().map(|node| NodeEntry {
        key: node.id.as_str(),
        attributes: NodeCells(node, exported.language),
    });
    write_lines(nodes, out)?;
    out.write_all(b",\n\"edges\": ")?;
    let edges = exported.bonds().enumerate().map(|(number, bond)| edge(number, bond));
    write_lines(edges, out)?;
    out.write_all(b"}\n")
}

fn edge(number: usize, bond: Bond<'_>) -> EdgeEntry<'_> {
    EdgeEntry {
        key: format!("e{number}"),
        source: bond.source().id.as_str(),
        target: bond.target().id.as_str(),
        attributes: EdgeAttributes {
            words: words(&bond),
            cells: EdgeCells(bond),
        },
    }
}
