use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Node, Unknown};
use crate::query::Filter;
use crate::query::walk::{cited, citing};

/// A thing that is near another one by what both cite and by who cites both.
#[derive(Clone, Debug)]
pub struct Related<'g> {
    /// The thing.
    pub node: &'g Node,
    /// The mean of coupling and co-citation, from 0 to 1.
    pub score: f64,
    /// Bibliographic coupling: the cosine of what the two cite.
    pub coupling: f64,
    /// Co-citation: the cosine of who cites the two.
    pub cocitation: f64,
    /// What both cite.
    pub both_cite: Vec<&'g Node>,
    /// Who cites both.
    pub cite_both: Vec<&'g Node>,
}

/// The `limit` things nearest to one by shared citations and by being cited together, nearest first; 0 gives all.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn related<'g>(
    graph: &'g CitationGraph,
    id: &str,
    limit: usize,
    filter: &Filter,
) -> Result<Vec<Related<'g>>, Unknown> {
    let asked: BTreeSet<usize> = graph.select(id)?.into_iter().collect();
    let out = union(&asked, |number| cited(graph, number, filter));
    let into = union(&asked, |number| citing(graph, number, filter));
    let mut near = union(&out, |number| citing(graph, number, filter));
    near.extend(union(&into, |number| cited(graph, number, filter)));
    let others = near
        .into_iter()
        .filter(|number| !asked.contains(number) && filter.admits(graph.at(*number)));
    let mut answer: Vec<Related<'g>> = others
        .map(|number| measured(graph, number, &out, &into, filter))
        .collect();
    answer.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.id.cmp(&b.node.id)));
    if limit > 0 {
        answer.truncate(limit);
    }
    Ok(answer)
}

fn union(numbers: &BTreeSet<usize>, of: impl Fn(usize) -> BTreeSet<usize>) -> BTreeSet<usize> {
    numbers.iter().flat_map(|&number| of(number)).collect()
}

fn measured<'g>(
    graph: &'g CitationGraph,
    number: usize,
    out: &BTreeSet<usize>,
    into: &BTreeSet<usize>,
    filter: &Filter,
) -> Related<'g> {
    let (its_out, its_in) = (cited(graph, number, filter), citing(graph, number, filter));
    let coupling = cosine(out, &its_out);
    let cocitation = cosine(into, &its_in);
    let named = |numbers: &BTreeSet<usize>| numbers.iter().map(|&number| graph.at(number)).collect();
    Related {
        node: graph.at(number),
        score: f64::midpoint(coupling, cocitation),
        coupling,
        cocitation,
        both_cite: named(&(out & &its_out)),
        cite_both: named(&(into & &its_in)),
    }
}

/// How many two sets share, by the geometric mean of their sizes; nothing shares nothing.
fn cosine(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f64 {
    let shared = one.intersection(other).count();
    if shared == 0 {
        return 0.0;
    }
    shared as f64 / ((one.len() * other.len()) as f64).sqrt()
}
