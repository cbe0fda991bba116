use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::graph::ends::Ends;
use crate::graph::{Edge, EdgeClass, EdgeKey, Input, Node, Parts, Rows, Tie, Unplaced, Web};
use crate::model::NodeId;

/// Who cites what. Built once, immutable, in one canonical order whatever it was built from.
///
/// A node's *number* is its place in the order of the ids. Nodes and edges lie in that order; who is tied to whom lies beside
/// them in arrays of numbers, forward and reverse, so that a walk touches nothing else.
#[derive(Clone, Debug, Default)]
pub struct CitationGraph {
    pub(super) nodes: Vec<Node>,
    /// In the order of source, target and relation.
    pub(super) edges: Vec<(Tie, Edge)>,
    pub(super) ends: Ends,
    /// Made when it is first asked for.
    pub(super) web: OnceLock<Web>,
    pub(super) inputs: Vec<Arc<Input>>,
    pub(super) unplaced: Vec<Unplaced>,
    pub(super) manifest: BTreeMap<String, String>,
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
        let nodes: Vec<Node> = parts.nodes.into_values().collect();
        let mut rows = Rows::with_capacity(parts.edges.len());
        for (key, edge) in parts.edges {
            if let (Some(from), Some(to)) = (number_of(&nodes, &key.source), number_of(&nodes, &key.target)) {
                rows.push(from, to, key.tie, edge);
            }
        }
        let (inputs, unplaced) = (parts.inputs.into_iter().collect(), parts.unplaced.into_iter().collect());
        rows.freeze(nodes, inputs, unplaced)
    }

    /// The graph of what is in its order: nodes by their ids, edges by the numbers of their ends and by their ties. Nothing
    /// where it is not, where a thing is tied to itself or to what is none of the nodes.
    pub(crate) fn from_sorted(
        nodes: Vec<Node>,
        edges: impl ExactSizeIterator<Item = (usize, usize, Tie, Edge)>,
        inputs: Vec<Arc<Input>>,
        unplaced: Vec<Unplaced>,
    ) -> Option<CitationGraph> {
        let in_order = nodes.is_sorted_by(|one, next| one.id < next.id)
            && inputs.is_sorted_by(|one, next| one < next)
            && unplaced.is_sorted_by(|one, next| one < next);
        if !in_order {
            return None;
        }
        let mut rows = Rows::with_capacity(edges.len());
        for (from, to, tie, edge) in edges {
            if from == to || from.max(to) >= nodes.len() {
                return None;
            }
            rows.push(from, to, tie, edge);
        }
        rows.in_order().then(|| rows.freeze(nodes, inputs, unplaced))
    }

    /// The graph of these nodes, whose ids are all different, and of rows that bear their numbers in the order of the ids.
    pub(crate) fn from_rows(
        mut nodes: Vec<Node>,
        rows: Rows,
        mut inputs: Vec<Arc<Input>>,
        mut unplaced: Vec<Unplaced>,
    ) -> CitationGraph {
        nodes.sort_by(|one, other| one.id.cmp(&other.id));
        inputs.sort();
        inputs.dedup();
        unplaced.sort();
        unplaced.dedup();
        rows.freeze(nodes, inputs, unplaced)
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
        let ids: Vec<NodeId> = self.nodes.iter().map(|node| node.id.clone()).collect();
        let keyed = self.edges.into_iter().enumerate().map(|(number, (tie, edge))| {
            let source = ids[self.ends.source(number)].clone();
            let target = ids[self.ends.target(number)].clone();
            (EdgeKey { source, target, tie }, edge)
        });
        Parts {
            edges: keyed.collect(),
            nodes: self.nodes.into_iter().map(|node| (node.id.clone(), node)).collect(),
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
        self.nodes.iter()
    }

    /// The node of that number.
    pub fn at(&self, number: usize) -> &Node {
        &self.nodes[number]
    }

    /// The number of the node of that very id.
    pub fn number(&self, id: &NodeId) -> Option<usize> {
        number_of(&self.nodes, id)
    }

    /// All edges, in the order of source, target and relation.
    pub fn links(&self) -> impl ExactSizeIterator<Item = Link<'_>> {
        (0..self.edges.len()).map(|edge| self.link(edge))
    }

    /// The edges that leave a node, in the order of target and relation.
    pub fn links_from(&self, number: usize) -> impl ExactSizeIterator<Item = Link<'_>> {
        self.ends.from(number).map(|edge| self.link(edge))
    }

    /// The edges that enter a node, in the order of source and relation.
    pub fn links_to(&self, number: usize) -> impl ExactSizeIterator<Item = Link<'_>> {
        self.ends.to(number).iter().map(|&edge| self.link(edge as usize))
    }

    /// The numbers of the nodes that a node's own edges enter, in the order of [`CitationGraph::links_from`].
    pub fn targets(&self, number: usize) -> &[u32] {
        self.ends.targets(number)
    }

    /// The numbers of the nodes whose edges enter a node, in the order of [`CitationGraph::links_to`].
    pub fn sources(&self, number: usize) -> &[u32] {
        self.ends.origins(number)
    }

    fn link(&self, edge: usize) -> Link<'_> {
        let (from, to) = (self.ends.source(edge), self.ends.target(edge));
        let (tie, held) = &self.edges[edge];
        Link {
            from,
            to,
            source: &self.nodes[from],
            target: &self.nodes[to],
            tie: *tie,
            edge: held,
        }
    }

    /// Who cites whom, each pair once.
    pub fn web(&self) -> &Web {
        self.web.get_or_init(|| {
            let citable: Vec<bool> = self.nodes.iter().map(|node| node.class.is_citable()).collect();
            self.web_of(|edge| self.edges[edge].0.class() == EdgeClass::Citation && citable[self.ends.target(edge)])
        })
    }

    /// Who cites whom by the links that are kept, each pair once.
    pub fn web_where(&self, keep: impl Fn(&Link<'_>) -> bool) -> Web {
        self.web_of(|edge| {
            let link = self.link(edge);
            link.is_citation() && keep(&link)
        })
    }

    fn web_of(&self, keep: impl Fn(usize) -> bool) -> Web {
        let kept: Vec<bool> = (0..self.edges.len()).map(keep).collect();
        let number = |node: usize| node as u32;
        let forward = (0..self.edges.len()).filter(|&edge| kept[edge]);
        let forward = forward.map(|edge| (number(self.ends.source(edge)), number(self.ends.target(edge))));
        let reverse = (0..self.nodes.len()).flat_map(|node| {
            let entering = self.ends.to(node).iter().zip(self.ends.origins(node));
            let entering = entering.filter(|(edge, _)| kept[**edge as usize]);
            entering.map(move |(_, &source)| (number(node), source))
        });
        Web::new(self.nodes.len(), forward, reverse)
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
            nodes: self.nodes.len(),
            edges: self.edges.len(),
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

fn number_of(nodes: &[Node], id: &NodeId) -> Option<usize> {
    nodes.binary_search_by(|node| node.id.cmp(id)).ok()
}
