use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Link, Node, Unknown};
use crate::query::Filter;
use crate::query::walk::cited;

/// A thing that all of them cite, with the citations.
#[derive(Clone, Debug)]
pub struct Shared<'g> {
    /// The thing.
    pub node: &'g Node,
    /// Who cites it and how.
    pub links: Vec<Link<'g>>,
}

/// What several things cite in common.
#[derive(Clone, Debug)]
pub struct Common<'g> {
    /// What was asked for.
    pub asked: Vec<&'g Node>,
    /// What all of them cite, in the order of the ids.
    pub shared: Vec<Shared<'g>>,
}

/// What all of `ids` cite. A resolution cites what any of its parts cites.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn common<'g>(graph: &'g CitationGraph, ids: &[&str], filter: &Filter) -> Result<Common<'g>, Unknown> {
    let mut asked: Vec<usize> = Vec::new();
    let mut shared: Option<BTreeSet<u32>> = None;
    for id in ids {
        let numbers = graph.select(id)?;
        let all: BTreeSet<u32> = numbers
            .iter()
            .flat_map(|&number| cited(graph, number, filter))
            .collect();
        shared = Some(shared.map_or(all.clone(), |held| &held & &all));
        asked.extend(numbers);
    }
    let shared = shared.unwrap_or_default().into_iter().map(|number| number as usize);
    let admitted = shared.filter(|&number| filter.admits(graph.at(number)));
    Ok(Common {
        shared: admitted.map(|number| told(graph, &asked, number, filter)).collect(),
        asked: asked.iter().map(|&number| graph.at(number)).collect(),
    })
}

fn told<'g>(graph: &'g CitationGraph, asked: &[usize], number: usize, filter: &Filter) -> Shared<'g> {
    let links = graph.links_to(number);
    Shared {
        node: graph.at(number),
        links: links
            .filter(|link| link.is_citation() && asked.contains(&link.from) && filter.follows(link))
            .collect(),
    }
}
