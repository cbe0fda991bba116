use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::str::FromStr;

use crate::graph::{CitationGraph, Link, Node, Unknown};
use crate::query::Filter;
use crate::query::walk::web;

/// Two things that are each cited once, by one document, are no pair to speak of: the score is that of one document more.
const DOUBT: f64 = 1.0;

/// Two things that documents cite together.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'g> {
    /// The one asked for, else the first by its id.
    pub one: &'g Node,
    /// The other.
    pub other: &'g Node,
    /// How many documents cite both.
    pub count: u32,
    /// The same by how often each is cited: `count / (sqrt(cited × cited) + 1)`, from 0 to 1.
    pub score: f64,
}

/// What is cited together, what is first by the measure first.
#[derive(Clone, Debug)]
pub struct Together<'g> {
    /// The pairs that were asked for.
    pub pairs: Vec<Pair<'g>>,
    /// How many pairs there are.
    pub found: usize,
    /// How many of these have one of which no date is known.
    pub undated: usize,
}

/// Which pairs come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strength {
    /// Those that most documents cite.
    #[default]
    Count,
    /// Those that are seldom cited one without the other.
    Score,
}

impl FromStr for Strength {
    type Err = String;

    fn from_str(name: &str) -> Result<Strength, String> {
        match name {
            "count" => Ok(Strength::Count),
            "score" => Ok(Strength::Score),
            _ => Err(format!("expected count or score, found `{name}`")),
        }
    }
}

/// The `limit` pairs that most documents cite both of, or that are the most often cited both where one is; 0 gives all.
///
/// Things that a fact ties are no pair: who cites a declaration cites the resolution that adopted it.
///
/// Every document is looked at once for each thing that it cites, so the work grows with the squares of the lists of
/// citations, and no more is held than a count for each node.
pub fn together<'g>(graph: &'g CitationGraph, by: Strength, limit: usize, filter: &Filter) -> Together<'g> {
    let web = web(graph, filter);
    let mut best = Best::new(graph, by, limit);
    let admitted: Vec<bool> = graph.nodes().map(|node| filter.admits(node)).collect();
    let mut counts = vec![0_u32; web.len()];
    let mut met: Vec<u32> = Vec::new();
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
        for other in tied_by_facts(graph, one) {
            counts[other] = 0;
        }
        let cited = web.citing(one).len();
        for other in met.drain(..) {
            let count = std::mem::take(&mut counts[other as usize]);
            if count > 0 && admitted[other as usize] {
                best.offer(one as u32, other, count, [cited, web.citing(other as usize).len()]);
            }
        }
    }
    best.pairs()
}

/// The `limit` things that are cited together with one most often, or most often for what they are cited; 0 gives all.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn together_with<'g>(
    graph: &'g CitationGraph,
    id: &str,
    by: Strength,
    limit: usize,
    filter: &Filter,
) -> Result<Together<'g>, Unknown> {
    let asked = graph.select(id)?;
    let web = web(graph, filter);
    let citing: BTreeSet<u32> = asked.iter().flat_map(|&one| web.citing(one)).copied().collect();
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for &document in &citing {
        for &other in web.cited(document as usize) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let tied: BTreeSet<usize> = asked.iter().flat_map(|&one| tied_by_facts(graph, one)).collect();
    let mut best = Best::new(graph, by, limit);
    for (other, count) in counts {
        let number = other as usize;
        if !asked.contains(&number) && !tied.contains(&number) && filter.admits(graph.at(number)) {
            best.offer(asked[0] as u32, other, count, [citing.len(), web.citing(number).len()]);
        }
    }
    Ok(best.pairs())
}

fn tied_by_facts(graph: &CitationGraph, number: usize) -> Vec<usize> {
    let from = graph.links_from(number).filter(Link::is_fact).map(|link| link.to);
    let to = graph.links_to(number).filter(Link::is_fact).map(|link| link.from);
    from.chain(to).collect()
}

/// A pair in the order of a heap with the least on top: by the measure, by the other measure, and of equal ones that with later
/// ids. Scores are above nothing, so their bits have their order.
type Ranked = Reverse<([u64; 2], Reverse<(u32, u32)>)>;

/// The best of the pairs that are offered.
struct Best<'g> {
    graph: &'g CitationGraph,
    by: Strength,
    limit: usize,
    undated: Vec<bool>,
    held: BinaryHeap<Ranked>,
    found: usize,
    without_date: usize,
}

impl<'g> Best<'g> {
    fn new(graph: &'g CitationGraph, by: Strength, limit: usize) -> Best<'g> {
        Best {
            graph,
            by,
            limit,
            undated: graph.nodes().map(|node| node.day().is_none()).collect(),
            held: BinaryHeap::new(),
            found: 0,
            without_date: 0,
        }
    }

    /// A pair that so many documents cite, and how many cite each of the two.
    fn offer(&mut self, one: u32, other: u32, count: u32, cited: [usize; 2]) {
        self.found += 1;
        self.without_date += usize::from(self.undated[one as usize] || self.undated[other as usize]);
        let full = self.limit > 0 && self.held.len() == self.limit;
        let least = self.held.peek().map_or([0, 0], |Reverse((least, _))| *least);
        // Of millions of pairs most go no further.
        if full && self.by == Strength::Count && u64::from(count) < least[0] {
            return;
        }
        let score = score(count, cited).to_bits();
        let measures = match self.by {
            Strength::Count => [u64::from(count), score],
            Strength::Score => [score, u64::from(count)],
        };
        if full && measures < least {
            return;
        }
        self.held.push(Reverse((measures, Reverse((one, other)))));
        if full {
            self.held.pop();
        }
    }

    fn pairs(self) -> Together<'g> {
        let pair = |Reverse((measures, Reverse((one, other)))): Ranked| {
            let [count, score] = match self.by {
                Strength::Count => measures,
                Strength::Score => [measures[1], measures[0]],
            };
            Pair {
                one: self.graph.at(one as usize),
                other: self.graph.at(other as usize),
                count: count as u32,
                score: f64::from_bits(score),
            }
        };
        Together {
            pairs: self.held.into_sorted_vec().into_iter().map(pair).collect(),
            found: self.found,
            undated: self.without_date,
        }
    }
}

fn score(count: u32, [one, other]: [usize; 2]) -> f64 {
    f64::from(count) / ((one as f64 * other as f64).sqrt() + DOUBT)
}
