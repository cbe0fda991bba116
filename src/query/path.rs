use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Link, Node, Unknown};
use crate::query::Filter;
use crate::query::waves::shortest;

/// More chains than this tell nobody anything.
const MOST: usize = 1000;

/// One way from one thing to another.
#[derive(Clone, Debug)]
pub struct Chain<'g> {
    /// The nodes on the way, both ends included.
    pub nodes: Vec<&'g Node>,
    /// For each step, every link that makes it.
    pub steps: Vec<Vec<Link<'g>>>,
}

/// Every shortest way from one thing to another.
#[derive(Clone, Debug)]
pub struct Paths<'g> {
    /// The ways, in the order of their nodes.
    pub chains: Vec<Chain<'g>>,
    /// Whether there are more than were listed.
    pub truncated: bool,
}

/// Every shortest chain from `from` to `to`, over citations and, unless `citations_only`, over facts in their own direction.
/// No chain at all is an answer, not an error.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn path<'g>(
    graph: &'g CitationGraph,
    from: &str,
    to: &str,
    citations_only: bool,
    filter: &Filter,
) -> Result<Paths<'g>, Unknown> {
    let ends = Ends {
        starts: graph.select(from)?.into_iter().collect(),
        goals: graph.select(to)?.into_iter().collect(),
    };
    let walkable = |link: &Link<'_>| {
        let passes = ends.goals.contains(&link.to) || filter.admits(link.target);
        passes && filter.follows(link) && !(citations_only && link.is_fact())
    };
    let useful = shortest(graph, &ends.starts, &ends.goals, walkable);
    let mut found = Collector {
        graph,
        ends: &ends,
        useful: &useful,
        walkable: &walkable,
        chains: Vec::new(),
    };
    for &start in ends.starts.iter().filter(|start| useful.contains_key(start)) {
        found.extend(&mut vec![start]);
    }
    let truncated = found.chains.len() > MOST;
    found.chains.truncate(MOST);
    let chains = found
        .chains
        .iter()
        .map(|numbers| chain(graph, numbers, walkable))
        .collect();
    Ok(Paths { chains, truncated })
}

struct Ends {
    starts: BTreeSet<usize>,
    goals: BTreeSet<usize>,
}

struct Collector<'g, 'a, F> {
    graph: &'g CitationGraph,
    ends: &'a Ends,
    useful: &'a BTreeMap<usize, u32>,
    walkable: &'a F,
    chains: Vec<Vec<usize>>,
}

impl<F: Fn(&Link<'_>) -> bool> Collector<'_, '_, F> {
    /// Lengthens a chain in every useful way; each of them ends at a goal.
    fn extend(&mut self, chain: &mut Vec<usize>) {
        let Some(&last) = chain.last() else { return };
        if self.chains.len() > MOST {
            return;
        }
        if self.ends.goals.contains(&last) {
            self.chains.push(chain.clone());
            return;
        }
        let depth = self.useful[&last];
        let links = self.graph.links_from(last).filter(|link| (self.walkable)(link));
        let next: BTreeSet<usize> = links.map(|link| link.to).collect();
        for number in next {
            if self.useful.get(&number) == Some(&(depth + 1)) {
                chain.push(number);
                self.extend(chain);
                chain.pop();
            }
        }
    }
}

fn chain<'g>(graph: &'g CitationGraph, numbers: &[usize], walkable: impl Fn(&Link<'_>) -> bool) -> Chain<'g> {
    let step = |pair: &[usize]| {
        let links = graph.links_from(pair[0]);
        links.filter(|link| link.to == pair[1] && walkable(link)).collect()
    };
    Chain {
        nodes: numbers.iter().map(|&number| graph.at(number)).collect(),
        steps: numbers.windows(2).map(step).collect(),
    }
}
