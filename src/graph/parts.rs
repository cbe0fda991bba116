use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::graph::node::class_of;
use crate::graph::{CitationGraph, Edge, Input, Node, Tie, Unplaced};
use crate::model::NodeId;

/// What tells one edge from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeKey {
    /// The citing or tied thing.
    pub source: NodeId,
    /// What it cites or is tied to.
    pub target: NodeId,
    /// How.
    pub tie: Tie,
}

/// A graph in its plain normal form: sorted, without duplicates, in an order that depends on nothing but itself.
/// Merging is associative, commutative and idempotent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub(crate) nodes: BTreeMap<NodeId, Node>,
    pub(crate) edges: BTreeMap<EdgeKey, Edge>,
    pub(crate) inputs: BTreeSet<Arc<Input>>,
    pub(crate) unplaced: BTreeSet<Unplaced>,
}

impl Parts {
    /// Adds all that another graph knows.
    pub fn merge(&mut self, other: Parts) {
        for node in other.nodes.into_values() {
            self.add_node(node);
        }
        for (key, edge) in other.edges {
            self.join_edge(key, edge);
        }
        self.inputs.extend(other.inputs);
        self.unplaced.extend(other.unplaced);
    }

    /// The graph to ask.
    pub fn freeze(mut self) -> CitationGraph {
        for edge in self.edges.values_mut() {
            edge.recount();
        }
        CitationGraph::from_parts(self)
    }

    /// Adds a node, or what it tells to the one of that id.
    pub fn add_node(&mut self, node: Node) {
        match self.nodes.get_mut(&node.id) {
            Some(held) => held.join(node),
            None => {
                self.nodes.insert(node.id.clone(), node);
            }
        }
    }

    /// Adds an edge, or what it tells to the one of that key. A thing is never tied to itself,
    /// and both ends become nodes.
    pub fn add_edge(&mut self, key: EdgeKey, edge: Edge) {
        if key.source == key.target {
            return;
        }
        for end in [&key.source, &key.target] {
            if !self.nodes.contains_key(end) {
                self.nodes.insert(end.clone(), Node::new(end.clone(), class_of(end)));
            }
        }
        self.join_edge(key, edge);
    }

    /// Adds an input.
    pub fn add_input(&mut self, input: Arc<Input>) {
        self.inputs.insert(input);
    }

    /// Adds a citation whose target is not certain.
    pub fn add_unplaced(&mut self, unplaced: Unplaced) {
        self.unplaced.insert(unplaced);
    }

    fn join_edge(&mut self, key: EdgeKey, edge: Edge) {
        self.edges.entry(key).or_default().join(edge);
    }
}
