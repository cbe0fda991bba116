use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::{CitationGraph, Node};
use crate::query::Filter;
use crate::query::walk::web;

/// Two things that documents cite together.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'g> {
    /// The first by its id.
    pub one: &'g Node,
    /// The other.
    pub other: &'g Node,
    /// How many documents cite both.
    pub count: u32,
}

/// What is cited together, most often first.
#[derive(Clone, Debug)]
pub struct Together<'g> {
    /// The pairs that were asked for.
    pub pairs: Vec<Pair<'g>>,
    /// How many pairs there are.
    pub found: usize,
}

/// A count and the pair that it counts, in the order of a heap with the least on top: of equal ones that with later ids.
type Best = Reverse<(u32, Reverse<(u32, u32)>)>;

/// The `limit` pairs that most documents cite both of; 0 gives all.
///
/// Every document is looked at once for each thing that it cites, so the work grows with the squares of the lists of
/// citations, and no more is held than a count for each node.
pub fn together<'g>(graph: &'g CitationGraph, limit: usize, filter: &Filter) -> Together<'g> {
    let web = web(graph, filter);
    let admitted: Vec<bool> = graph.nodes().map(|node| filter.admits(node)).collect();
    let mut counts = vec![0_u32; web.len()];
    let mut met: Vec<u32> = Vec::new();
    // The least of the best on top.
    let mut best: BinaryHeap<Best> = BinaryHeap::new();
    let mut found = 0;
    for one in (0..web.len()).filter(|&one| admitted[one]) {
        for &citing in web.citing(one) {
            let cited = web.cited(citing as usize);
            let later = cited.partition_point(|&other| other as usize <= one);
            for &other in &cited[later..] {
                let count = &mut counts[other as usize];
                if *count == 0 {
                    met.push(other);
                }
                *count += 1;
            }
        }
        for other in met.drain(..) {
            let count = std::mem::take(&mut counts[other as usize]);
            if !admitted[other as usize] {
                continue;
            }
            found += 1;
            let full = limit > 0 && best.len() == limit;
            let least = best.peek().map_or(0, |Reverse((least, _))| *least);
            if full && count < least {
                continue;
            }
            best.push(Reverse((count, Reverse((one as u32, other)))));
            if full {
                best.pop();
            }
        }
    }
    let pairs = best.into_sorted_vec().into_iter();
    let pairs = pairs.map(|Reverse((count, Reverse((one, other))))| Pair {
        one: graph.at(one as usize),
        other: graph.at(other as usize),
        count,
    });
    Together {
        pairs: pairs.collect(),
        found,
    }
}
