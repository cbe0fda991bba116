use std::str::FromStr;

use crate::graph::{CitationGraph, Node, Web};
use crate::query::Filter;
use crate::query::walk::web;

/// The share of a node's weight that follows its citations; the rest goes anywhere.
const DAMPING: f64 = 0.85;
/// The iteration stops when all weights together, which add up to 1, move by less than this in one round …
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
    let web = web(graph, filter);
    let scores = match by {
        Measure::InDegree => (0..web.len()).map(|node| web.citing(node).len() as f64).collect(),
        Measure::PageRank => pagerank(graph, &web),
        Measure::Hubs => hubs_and_authorities(&web).0,
        Measure::Authorities => hubs_and_authorities(&web).1,
    };
    let mut ranked: Vec<Ranked<'g>> = graph
        .nodes()
        .enumerate()
        .filter(|(number, node)| node.class.is_citable() && scores[*number] > 0.0 && filter.admits(node))
        .map(|(number, node)| Ranked {
            node,
            score: scores[number],
            cited_by: web.citing(number).len(),
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.id.cmp(&b.node.id)));
    if limit > 0 {
        ranked.truncate(limit);
    }
    ranked
}

/// Each node's weight is what it has of its own and what comes in from those that cite it. In place and with the citing ones
/// first, every weight is made of weights that are ready: what has no circles is done in one round. What cites nothing
/// spreads its weight evenly, which makes all weights larger by the same factor, so it is left out until they are scaled.
///
/// petgraph's own is quadratic and wrong (its issue 960).
fn pagerank(graph: &CitationGraph, web: &Web) -> Vec<f64> {
    let order: Vec<usize> = web.citing_first().into_iter().map(|node| node as usize).collect();
    let citable: Vec<bool> = graph.nodes().map(|node| node.class.is_citable()).collect();
    let mut weights = vec![0.0; web.len()];
    // What each thing that a node cites has of it.
    let mut shares = vec![0.0; web.len()];
    for _ in 0..ROUNDS {
        let (mut moved, mut total) = (0.0, 0.0);
        for &node in order.iter().filter(|&&node| citable[node]) {
            let inflow: f64 = web.citing(node).iter().map(|&from| shares[from as usize]).sum();
            let weight = 1.0 + DAMPING * inflow;
            moved += (weight - weights[node]).abs();
            total += weight;
            weights[node] = weight;
            shares[node] = weight / web.cited(node).len() as f64;
        }
        if moved <= TOLERANCE * total {
            break;
        }
    }
    scaled(weights)
}

fn hubs_and_authorities(web: &Web) -> (Vec<f64>, Vec<f64>) {
    let mut hubs = vec![1.0 / web.len().max(1) as f64; web.len()];
    let mut authorities = hubs.clone();
    for _ in 0..ROUNDS {
        authorities = gathered(|node| web.citing(node), &hubs);
        let next = gathered(|node| web.cited(node), &authorities);
        let moved = distance(&hubs, &next);
        hubs = next;
        if moved < TOLERANCE {
            break;
        }
    }
    (hubs, authorities)
}

/// For each node the weights of its neighbours together, scaled to add up to 1.
fn gathered<'w>(near: impl Fn(usize) -> &'w [u32], weights: &[f64]) -> Vec<f64> {
    let sum = |node: usize| near(node).iter().map(|&other| weights[other as usize]).sum();
    scaled((0..weights.len()).map(sum).collect())
}

/// The same weights, but adding up to 1.
fn scaled(weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    if total == 0.0 {
        return weights;
    }
    weights.into_iter().map(|weight| weight / total).collect()
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum()
}
