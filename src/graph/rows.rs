use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::graph::ends::Ends;
use crate::graph::{CitationGraph, Edge, Input, Node, Tie, Unplaced};

/// Edges on their way into a graph, as columns. They may come in any order and more than once, but cost least in order.
#[derive(Debug)]
pub struct Rows {
    sources: Vec<u32>,
    targets: Vec<u32>,
    edges: Vec<(Tie, Edge)>,
    in_order: bool,
}

impl Rows {
    /// None yet, with room for some.
    pub fn with_capacity(edges: usize) -> Rows {
        Rows {
            sources: Vec::with_capacity(edges),
            targets: Vec::with_capacity(edges),
            edges: Vec::with_capacity(edges),
            in_order: true,
        }
    }

    /// Adds an edge between the nodes of these numbers.
    pub fn push(&mut self, from: usize, to: usize, tie: Tie, edge: Edge) {
        let (from, to) = (from as u32, to as u32);
        if let (Some(&source), Some(&target), Some((last, _))) =
            (self.sources.last(), self.targets.last(), self.edges.last())
        {
            self.in_order &= (source, target, *last) < (from, to, tie);
        }
        self.sources.push(from);
        self.targets.push(to);
        self.edges.push((tie, edge));
    }

    /// How many edges were added.
    pub fn len(&self) -> usize {
        self.edges.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// Whether the edges came in the order of source, target and relation, none twice.
    pub fn in_order(&self) -> bool {
        self.in_order
    }

    /// The graph of these edges and of nodes that stand in the order of their ids.
    pub(crate) fn freeze(self, nodes: Vec<Node>, inputs: Vec<Arc<Input>>, unplaced: Vec<Unplaced>) -> CitationGraph {
        let rows = if self.in_order { self } else { self.sorted() };
        CitationGraph {
            ends: Ends::new(nodes.len(), rows.sources, rows.targets),
            nodes,
            edges: rows.edges,
            web: OnceLock::new(),
            inputs,
            unplaced,
            manifest: BTreeMap::new(),
        }
    }

    /// The same in order, with one edge for each source, target and relation.
    fn sorted(self) -> Rows {
        let ends = self.sources.into_iter().zip(self.targets);
        let mut all: Vec<_> = ends.zip(self.edges).collect();
        all.sort_by_key(|((from, to), (tie, _))| (*from, *to, *tie));
        let mut rows = Rows::with_capacity(all.len());
        for ((from, to), (tie, edge)) in all {
            match (rows.sources.last(), rows.targets.last(), rows.edges.last_mut()) {
                (Some(&source), Some(&target), Some((last, held))) if (source, target, *last) == (from, to, tie) => {
                    held.join(edge);
                    held.recount();
                }
                _ => rows.push(from as usize, to as usize, tie, edge),
            }
        }
        rows
    }
}
