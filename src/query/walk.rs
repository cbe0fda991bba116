use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Link, Node, Step, Web, reached};
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
    // The links of the farthest are never looked at.
    let within = depth.checked_sub(1);
    let steps = match (forward, filter.follows_all() && within != Some(0)) {
        (true, true) => graph.web().cited_from(asked, within),
        (false, true) => graph.web().citing_to(asked, within),
        (true, false) => reached(graph.nodes().len(), asked, within, |node| cited(graph, node, filter)),
        (false, false) => reached(graph.nodes().len(), asked, within, |node| citing(graph, node, filter)),
    };
    for Step { node, depth } in steps {
        let links: &mut dyn Iterator<Item = Link<'g>> = match forward {
            true => &mut graph.links_from(node as usize),
            false => &mut graph.links_to(node as usize),
        };
        for link in links.filter(|link| filter.follows(link)) {
            let hop = Hop {
                depth: depth as usize + 1,
                link,
            };
            if filter.admits(reach.far(&hop)) {
                reach.add(hop);
            }
        }
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

/// Who cites whom by the links that a question may follow.
pub(super) fn web<'g>(graph: &'g CitationGraph, filter: &Filter) -> Cow<'g, Web> {
    match filter.follows_all() {
        true => Cow::Borrowed(graph.web()),
        false => Cow::Owned(graph.web_where(|link| filter.follows(link))),
    }
}

/// The things that a node cites, each once and in order.
pub(super) fn cited(graph: &CitationGraph, number: usize, filter: &Filter) -> BTreeSet<u32> {
    let links = graph
        .links_from(number)
        .filter(|link| link.is_citation() && filter.follows(link));
    links.map(|link| link.to as u32).collect()
}

/// The documents that cite a node, each once and in order.
pub(super) fn citing(graph: &CitationGraph, number: usize, filter: &Filter) -> BTreeSet<u32> {
    let links = graph
        .links_to(number)
        .filter(|link| link.is_citation() && filter.follows(link));
    links.map(|link| link.from as u32).collect()
}
