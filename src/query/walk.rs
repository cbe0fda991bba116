use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Link, Node};
use crate::query::Filter;

/// A link of an answer, and how many citations away from what was asked it lies; the nearest are at depth 1.
#[derive(Clone, Copy, Debug)]
pub struct Hop<'g> {
    /// The depth.
    pub depth: usize,
    /// The link.
    pub link: Link<'g>,
}

/// What is cited by, or what cites, one thing: citations, mentions and facts apart.
#[derive(Clone, Debug)]
pub struct Reach<'g> {
    /// What was asked for: a node, and the parts of a resolution.
    pub asked: Vec<&'g Node>,
    /// Whether the question went along the citations or against them.
    pub forward: bool,
    /// Citations, nearest first.
    pub citations: Vec<Hop<'g>>,
    /// Mentions of bodies, events and sessions.
    pub mentions: Vec<Hop<'g>>,
    /// Facts.
    pub facts: Vec<Hop<'g>>,
}

impl<'g> Reach<'g> {
    /// The node that a hop of this answer leads to.
    pub fn far(&self, hop: &Hop<'g>) -> &'g Node {
        if self.forward { hop.link.target } else { hop.link.source }
    }
}

/// Walks breadth first along the citations (or against them), each node once.
/// Mentions and facts are told of what was asked, never followed.
pub(super) fn walk<'g>(
    graph: &'g CitationGraph,
    asked: &[usize],
    forward: bool,
    depth: usize,
    filter: &Filter,
) -> Reach<'g> {
    let mut reach = Reach {
        asked: asked.iter().map(|&number| graph.at(number)).collect(),
        forward,
        citations: Vec::new(),
        mentions: Vec::new(),
        facts: Vec::new(),
    };
    let mut seen: BTreeSet<usize> = asked.iter().copied().collect();
    let mut edge: Vec<usize> = asked.to_vec();
    let mut at = 1;
    while !edge.is_empty() && (depth == 0 || at <= depth) {
        let links: Vec<Link<'g>> = edge.iter().flat_map(|&number| links(graph, number, forward)).collect();
        edge.clear();
        for link in links.into_iter().filter(|link| filter.follows(link)) {
            let (number, node) = far(&link, forward);
            let hop = Hop { depth: at, link };
            if filter.admits(node) {
                reach.add(hop);
            }
            if link.is_citation() && seen.insert(number) {
                edge.push(number);
            }
        }
        at += 1;
    }
    reach
}

impl<'g> Reach<'g> {
    fn add(&mut self, hop: Hop<'g>) {
        if hop.link.is_citation() {
            self.citations.push(hop);
        } else if hop.depth == 1 && hop.link.is_mention() {
            self.mentions.push(hop);
        } else if hop.depth == 1 {
            self.facts.push(hop);
        }
    }
}

fn far<'g>(link: &Link<'g>, forward: bool) -> (usize, &'g Node) {
    if forward {
        (link.to, link.target)
    } else {
        (link.from, link.source)
    }
}

fn links(graph: &CitationGraph, number: usize, forward: bool) -> Vec<Link<'_>> {
    if forward {
        graph.links_from(number).collect()
    } else {
        graph.links_to(number).collect()
    }
}

/// The things that a node cites, each once and in order.
pub(super) fn cited(graph: &CitationGraph, number: usize, filter: &Filter) -> BTreeSet<usize> {
    let links = graph
        .links_from(number)
        .filter(|link| link.is_citation() && filter.follows(link));
    links.map(|link| link.to).collect()
}

/// The documents that cite a node, each once and in order.
pub(super) fn citing(graph: &CitationGraph, number: usize, filter: &Filter) -> BTreeSet<usize> {
    let links = graph
        .links_to(number)
        .filter(|link| link.is_citation() && filter.follows(link));
    links.map(|link| link.from).collect()
}
