use std::str::FromStr;

use crate::graph::{CitationGraph, Node};
use crate::query::Filter;
use crate::query::walk::{cited, citing};

/// The share of a node's weight that follows its citations; the rest goes anywhere.
const DAMPING: f64 = 0.85;
/// The iteration stops when all weights together move by less than this …
const TOLERANCE: f64 = 1e-10;
/// … or after this many rounds.
const ROUNDS: usize = 500;

/// What the most cited are measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// How many documents cite it.
    #[default]
    InDegree,
    /// PageRank with damping 0.85, each pair of documents once; what cites nothing spreads its weight evenly.
    PageRank,
    /// How well it cites what is well cited (Kleinberg).
    Hubs,
    /// How well it is cited by what cites well (Kleinberg).
    Authorities,
}

impl FromStr for Measure {
    type Err = String;

    fn from_str(name: &str) -> Result<Measure, String> {
        match name {
            "in-degree" => Ok(Measure::InDegree),
            "pagerank" => Ok(Measure::PageRank),
            "hubs" => Ok(Measure::Hubs),
            "authorities" => Ok(Measure::Authorities),
            _ => Err(format!(
                "expected in-degree, pagerank, hubs or authorities, found `{name}`"
            )),
        }
    }
}

/// A thing and its rank.
#[derive(Clone, Debug)]
pub struct Ranked<'g> {
    /// The thing.
    pub node: &'g Node,
    /// Its score by the measure; PageRank, hubs and authorities each add up to 1 over the whole graph.
    pub score: f64,
    /// How many documents cite it.
    pub cited_by: usize,
}

/// Documents, instruments and sets by rank, highest first; `limit` 0 gives all. What has a score of nothing is left out.
pub fn rank<'g>(graph: &'g CitationGraph, by: Measure, limit: usize, filter: &Filter) -> Vec<Ranked<'g>> {
    let web = Web::new(graph, filter);
    let scores = match by {
        Measure::InDegree => web.into.iter().map(|citing| citing.len() as f64).collect(),
        Measure::PageRank => web.pagerank(),
        Measure::Hubs => web.hubs_and_authorities().0,
        Measure::Authorities => web.hubs_and_authorities().1,
    };
    let mut ranked: Vec<Ranked<'g>> = graph
        .nodes()
        .enumerate()
        .filter(|(number, node)| node.class.is_citable() && scores[*number] > 0.0 && filter.admits(node))
        .map(|(number, node)| Ranked {
            node,
            score: scores[number],
            cited_by: web.into[number].len(),
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.id.cmp(&b.node.id)));
    if limit > 0 {
        ranked.truncate(limit);
    }
    ranked
}

/// The citations as lists of numbers, each pair once.
struct Web {
    out: Vec<Vec<usize>>,
    into: Vec<Vec<usize>>,
    citable: Vec<bool>,
}

impl Web {
    fn new(graph: &CitationGraph, filter: &Filter) -> Web {
        let numbers = 0..graph.nodes().len();
        Web {
            out: numbers
                .clone()
                .map(|n| cited(graph, n, filter).into_iter().collect())
                .collect(),
            into: numbers
                .map(|n| citing(graph, n, filter).into_iter().collect())
                .collect(),
            citable: graph.nodes().map(|node| node.class.is_citable()).collect(),
        }
    }

    /// Power iteration from equal weights. petgraph's own is quadratic and wrong (its issue 960).
    fn pagerank(&self) -> Vec<f64> {
        let size = self.citable.iter().filter(|&&citable| citable).count().max(1) as f64;
        let mut weights: Vec<f64> = self.citable.iter().map(|&c| if c { 1.0 / size } else { 0.0 }).collect();
        for _ in 0..ROUNDS {
            let numbers = (0..weights.len()).filter(|&n| self.citable[n] && self.out[n].is_empty());
            let idle: f64 = numbers.map(|number| weights[number]).sum();
            let base = (1.0 - DAMPING + DAMPING * idle) / size;
            let inflow = |number: usize| -> f64 {
                let citing = self.into[number].iter();
                citing.map(|&from| weights[from] / self.out[from].len() as f64).sum()
            };
            let next: Vec<f64> = (0..weights.len())
                .map(|number| {
                    if self.citable[number] {
                        base + DAMPING * inflow(number)
                    } else {
                        0.0
                    }
                })
                .collect();
            let moved = distance(&weights, &next);
            weights = next;
            if moved < TOLERANCE {
                break;
            }
        }
        weights
    }

    fn hubs_and_authorities(&self) -> (Vec<f64>, Vec<f64>) {
        let mut hubs = vec![1.0 / self.out.len().max(1) as f64; self.out.len()];
        let mut authorities = hubs.clone();
        for _ in 0..ROUNDS {
            authorities = gathered(&self.into, &hubs);
            let next = gathered(&self.out, &authorities);
            let moved = distance(&hubs, &next);
            hubs = next;
            if moved < TOLERANCE {
                break;
            }
        }
        (hubs, authorities)
    }
}

/// For each node the weights of its neighbours together, scaled to add up to 1.
fn gathered(neighbours: &[Vec<usize>], weights: &[f64]) -> Vec<f64> {
    let sums: Vec<f64> = neighbours
        .iter()
        .map(|near| near.iter().map(|&number| weights[number]).sum())
        .collect();
    let total: f64 = sums.iter().sum();
    if total == 0.0 {
        return sums;
    }
    sums.into_iter().map(|sum| sum / total).collect()
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum()
}
