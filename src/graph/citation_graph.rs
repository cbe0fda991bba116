use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::{Edge, EdgeClass, EdgeKey, Input, Node, Parts, Tie, Unplaced};
use crate::model::NodeId;

/// Who cites what. Built once, immutable, in one canonical order whatever it was built from.
///
/// A node's *number* is its place in the order of the ids.
#[derive(Clone, Debug, Default)]
pub struct CitationGraph {
    inner: DiGraph<Node, (Tie, Edge)>,
    inputs: Vec<Arc<Input>>,
    unplaced: Vec<Unplaced>,
    manifest: BTreeMap<String, String>,
}

/// One edge with its ends.
#[derive(Clone, Copy, Debug)]
pub struct Link<'g> {
    /// The number of the node that it leaves.
    pub from: usize,
    /// The number of the node that it enters.
    pub to: usize,
    /// The node that it leaves.
    pub source: &'g Node,
    /// The node that it enters.
    pub target: &'g Node,
    /// The relation.
    pub tie: Tie,
    /// The rest.
    pub edge: &'g Edge,
}

impl Link<'_> {
    /// Whether it is a citation in the strict sense: of a document, an instrument or a set.
    pub fn is_citation(&self) -> bool {
        self.tie.class() == EdgeClass::Citation && self.target.class.is_citable()
    }

    /// Whether it is a mention of a body, an event or a session.
    pub fn is_mention(&self) -> bool {
        self.tie.class() == EdgeClass::Citation && !self.target.class.is_citable()
    }

    /// Whether it is a fact.
    pub fn is_fact(&self) -> bool {
        self.tie.class() == EdgeClass::Fact
    }
}

/// How much of each sort a graph holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nodes of all classes.
    pub nodes: usize,
    /// Edges of both classes.
    pub edges: usize,
    /// Edges that are citations in the strict sense.
    pub citations: usize,
    /// Edges to bodies, events and sessions.
    pub mentions: usize,
    /// Edges that are facts.
    pub facts: usize,
    /// Inputs.
    pub inputs: usize,
    /// Citations whose target is not certain.
    pub unplaced: usize,
}

impl CitationGraph {
    pub(crate) fn from_parts(parts: Parts) -> CitationGraph {
        let mut inner = DiGraph::with_capacity(parts.nodes.len(), parts.edges.len());
        for node in parts.nodes.into_values() {
            inner.add_node(node);
        }
        let number = |graph: &DiGraph<Node, (Tie, Edge)>, id: &NodeId| number_of(graph, id).map(NodeIndex::new);
        // petgraph walks the edges of a node from the last added to the first: added backwards, they come in order.
        for (key, edge) in parts.edges.into_iter().rev() {
            if let (Some(from), Some(to)) = (number(&inner, &key.source), number(&inner, &key.target)) {
                inner.add_edge(from, to, (key.tie, edge));
            }
        }
        CitationGraph {
            inner,
            inputs: parts.inputs.into_iter().collect(),
            unplaced: parts.unplaced.into_iter().collect(),
            manifest: BTreeMap::new(),
        }
    }

    /// The graph of what was in its order when it was written: nodes by their ids; edges by the numbers of their ends and by
    /// their ties, the last one first. Nothing where it no longer is.
    pub(crate) fn from_sorted(
        nodes: Vec<Node>,
        last_edges_first: impl ExactSizeIterator<Item = (usize, usize, Tie, Edge)>,
        inputs: Vec<Arc<Input>>,
        unplaced: Vec<Unplaced>,
    ) -> Option<CitationGraph> {
        let in_order = nodes.is_sorted_by(|one, next| one.id < next.id)
            && inputs.is_sorted_by(|one, next| one < next)
            && unplaced.is_sorted_by(|one, next| one < next);
        if !in_order {
            return None;
        }
        let mut inner = DiGraph::with_capacity(nodes.len(), last_edges_first.len());
        for node in nodes {
            inner.add_node(node);
        }
        let mut next = None;
        for (from, to, tie, edge) in last_edges_first {
            let ends = (from, to, tie);
            if from == to || from.max(to) >= inner.node_count() || next.is_some_and(|next| ends >= next) {
                return None;
            }
            next = Some(ends);
            inner.add_edge(NodeIndex::new(from), NodeIndex::new(to), (tie, edge));
        }
        Some(CitationGraph {
            inner,
            inputs,
            unplaced,
            manifest: BTreeMap::new(),
        })
    }

    /// What is told of this very graph: what it holds, how it was made, how accurate it is. What is made of it and of others
    /// has none.
    pub fn manifest(&self) -> &BTreeMap<String, String> {
        &self.manifest
    }

    /// The same graph with this told of it.
    pub fn with_manifest(self, manifest: BTreeMap<String, String>) -> CitationGraph {
        CitationGraph { manifest, ..self }
    }

    /// The plain form, to be merged with others.
    pub fn to_parts(&self) -> Parts {
        self.kept(|_| true, |_| true)
    }

    /// The plain form, without a copy.
    pub fn into_parts(self) -> Parts {
        let (nodes, edges) = self.inner.into_nodes_edges();
        let ids: Vec<NodeId> = nodes.iter().map(|node| node.weight.id.clone()).collect();
        let keyed = edges.into_iter().map(|edge| {
            let source = ids[edge.source().index()].clone();
            let target = ids[edge.target().index()].clone();
            let (tie, held) = edge.weight;
            (EdgeKey { source, target, tie }, held)
        });
        Parts {
            edges: keyed.collect(),
            nodes: nodes
                .into_iter()
                .map(|node| (node.weight.id.clone(), node.weight))
                .collect(),
            inputs: self.inputs.into_iter().collect(),
            unplaced: self.unplaced.into_iter().collect(),
        }
    }

    /// This graph and another one as one.
    pub fn merge(&self, other: &CitationGraph) -> CitationGraph {
        let mut parts = self.to_parts();
        parts.merge(other.to_parts());
        parts.freeze()
    }

    /// The graph of these nodes and all that ties them to each other.
    pub fn restrict(&self, numbers: &BTreeSet<usize>) -> CitationGraph {
        let both = |link: &Link<'_>| numbers.contains(&link.from) && numbers.contains(&link.to);
        self.kept(|number| numbers.contains(&number), both).freeze()
    }

    /// The graph of these nodes and these links only.
    pub fn select_links<'g>(
        &self,
        numbers: &BTreeSet<usize>,
        links: impl IntoIterator<Item = Link<'g>>,
    ) -> CitationGraph {
        let keys: BTreeSet<_> = links.into_iter().map(|link| (link.from, link.to, link.tie)).collect();
        let ends: BTreeSet<usize> = keys.iter().flat_map(|&(from, to, _)| [from, to]).collect();
        let kept = |number: usize| numbers.contains(&number) || ends.contains(&number);
        let held = |link: &Link<'_>| keys.contains(&(link.from, link.to, link.tie));
        self.kept(kept, held).freeze()
    }

    /// The nodes at most `radius` links away from these, whichever way the links go.
    pub fn around(&self, numbers: &BTreeSet<usize>, radius: usize) -> BTreeSet<usize> {
        let mut found = numbers.clone();
        let mut edge: Vec<usize> = numbers.iter().copied().collect();
        for _ in 0..radius {
            let next = edge.iter().flat_map(|&number| self.neighbours(number));
            edge = next.filter(|&number| found.insert(number)).collect();
        }
        found
    }

    fn neighbours(&self, number: usize) -> Vec<usize> {
        let out = self.links_from(number).map(|link| link.to);
        out.chain(self.links_to(number).map(|link| link.from)).collect()
    }

    fn kept(&self, node: impl Fn(usize) -> bool, link: impl Fn(&Link<'_>) -> bool) -> Parts {
        let mut parts = Parts::default();
        for (number, held) in self.nodes().enumerate().filter(|(number, _)| node(*number)) {
            debug_assert_eq!(self.number(&held.id), Some(number));
            parts.add_node(held.clone());
        }
        for held in self.links().filter(|held| link(held)) {
            let key = EdgeKey {
                source: held.source.id.clone(),
                target: held.target.id.clone(),
                tie: held.tie,
            };
            parts.add_edge(key, held.edge.clone());
        }
        let read = self
            .inputs
            .iter()
            .filter(|input| parts.nodes.contains_key(&input.symbol));
        let quoted = parts
            .edges
            .values()
            .flat_map(|edge| &edge.evidence)
            .map(|evidence| &evidence.input);
        parts.inputs = read.chain(quoted).cloned().collect();
        let known = self
            .unplaced
            .iter()
            .filter(|unplaced| parts.nodes.contains_key(&unplaced.source));
        parts.unplaced = known.cloned().collect();
        parts
            .inputs
            .extend(parts.unplaced.iter().map(|unplaced| Arc::clone(&unplaced.input)));
        parts
    }

    /// The nodes, in the order of their ids.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.inner.raw_nodes().iter().map(|node| &node.weight)
    }

    /// The node of that number.
    pub fn at(&self, number: usize) -> &Node {
        &self.inner[NodeIndex::new(number)]
    }

    /// The number of the node of that very id.
    pub fn number(&self, id: &NodeId) -> Option<usize> {
        number_of(&self.inner, id)
    }

    /// All edges, in the order of source, target and relation.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> {
        (0..self.inner.node_count()).flat_map(|number| self.links_from(number))
    }

    /// The edges that leave a node, in the order of target and relation.
    pub fn links_from(&self, number: usize) -> impl Iterator<Item = Link<'_>> {
        self.links_of(number, Direction::Outgoing)
    }

    /// The edges that enter a node, in the order of source and relation.
    pub fn links_to(&self, number: usize) -> impl Iterator<Item = Link<'_>> {
        self.links_of(number, Direction::Incoming)
    }

    fn links_of(&self, number: usize, direction: Direction) -> impl Iterator<Item = Link<'_>> {
        let edges = self.inner.edges_directed(NodeIndex::new(number), direction);
        edges.map(|edge| Link {
            from: edge.source().index(),
            to: edge.target().index(),
            source: &self.inner[edge.source()],
            target: &self.inner[edge.target()],
            tie: edge.weight().0,
            edge: &edge.weight().1,
        })
    }

    /// What was read, in canonical order.
    pub fn inputs(&self) -> &[Arc<Input>] {
        &self.inputs
    }

    /// The place of an input in [`CitationGraph::inputs`].
    pub fn input_number(&self, input: &Arc<Input>) -> Option<usize> {
        self.inputs.binary_search(input).ok()
    }

    /// Citations whose target is not certain, in canonical order.
    pub fn unplaced(&self) -> &[Unplaced] {
        &self.unplaced
    }

    /// How much of each sort it holds.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            nodes: self.inner.node_count(),
            edges: self.inner.edge_count(),
            inputs: self.inputs.len(),
            unplaced: self.unplaced.len(),
            ..Counts::default()
        };
        for link in self.links() {
            counts.citations += usize::from(link.is_citation());
            counts.mentions += usize::from(link.is_mention());
            counts.facts += usize::from(link.is_fact());
        }
        counts
    }

    /// How many nodes of each class and kind it holds.
    pub fn census(&self) -> BTreeMap<(&'static str, &str), usize> {
        let mut census = BTreeMap::new();
        for node in self.nodes() {
            *census.entry((node.class.name(), node.kind.as_str())).or_default() += 1;
        }
        census
    }
}

impl PartialEq for CitationGraph {
    fn eq(&self, other: &CitationGraph) -> bool {
        self.to_parts() == other.to_parts()
    }
}

fn number_of(graph: &DiGraph<Node, (Tie, Edge)>, id: &NodeId) -> Option<usize> {
    let (mut low, mut high) = (0, graph.node_count());
    while low < high {
        let middle = low + (high - low) / 2;
        match graph[NodeIndex::new(middle)].id.cmp(id) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}
