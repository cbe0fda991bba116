use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Link, Node, Unknown};
use crate::query::Filter;

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
    let depths = depths(graph, &ends, walkable);
    let useful = useful(graph, &ends, &depths, walkable);
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

/// How far each node is from the nearest start, as far as the goals or the first of them; one more than that, and 0 for
/// what was not met.
fn depths(graph: &CitationGraph, ends: &Ends, walkable: impl Fn(&Link<'_>) -> bool) -> Vec<u32> {
    let mut depths = vec![0; graph.nodes().len()];
    let mut edge: Vec<usize> = ends.starts.iter().copied().collect();
    let mut missing = ends.goals.difference(&ends.starts).count();
    let mut met = missing < ends.goals.len();
    let mut depth = 1;
    edge.iter().for_each(|&start| depths[start] = depth);
    while !edge.is_empty() && !met {
        depth += 1;
        let mut next = Vec::new();
        for &number in &edge {
            for (place, &to) in graph.targets(number).iter().enumerate() {
                let to = to as usize;
                if depths[to] != 0 || !graph.links_from(number).nth(place).is_some_and(|link| walkable(&link)) {
                    continue;
                }
                depths[to] = depth;
                next.push(to);
                if ends.goals.contains(&to) {
                    met = true;
                    missing -= 1;
                    if missing == 0 {
                        return depths;
                    }
                }
            }
        }
        edge = next;
    }
    depths
}

/// The nodes from which a shortest chain still reaches a goal, with their depths.
fn useful(
    graph: &CitationGraph,
    ends: &Ends,
    depths: &[u32],
    walkable: impl Fn(&Link<'_>) -> bool,
) -> BTreeMap<usize, u32> {
    let reached = ends.goals.iter().filter(|&&goal| depths[goal] != 0);
    let mut useful: BTreeMap<usize, u32> = reached.map(|&goal| (goal, depths[goal])).collect();
    let mut waiting: Vec<usize> = useful.keys().copied().collect();
    while let Some(number) = waiting.pop() {
        let depth = useful[&number];
        for (place, &from) in graph.sources(number).iter().enumerate() {
            let from = from as usize;
            let before = depths[from];
            let nearer = before != 0 && before + 1 == depth;
            if nearer
                && graph.links_to(number).nth(place).is_some_and(|link| walkable(&link))
                && useful.insert(from, before).is_none()
            {
                waiting.push(from);
            }
        }
    }
    useful
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
