use std::collections::BTreeSet;
use std::str::FromStr;

use crate::graph::{CitationGraph, Unknown};
use crate::model::{Language, NodeId};
use crate::query::{Filter, Strength, cited_by, cites, common, find, related, series, together_with};

/// A question whose answer is taken as a set, to be composed with the answer to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetQuestion {
    /// What it cites, to a depth.
    Cites(String, usize),
    /// What cites it, to a depth.
    CitedBy(String, usize),
    /// What shares citations with it.
    Related(String),
    /// What all of them cite.
    Common(Vec<String>),
    /// The documents of its series, itself included.
    Series(String),
    /// What is cited together with it.
    Together(String),
    /// What answers to the words.
    Find(String),
}

impl SetQuestion {
    /// The things that the answer names.
    ///
    /// # Errors
    /// Names the nearest ids where the graph has no such thing.
    pub fn answer(&self, graph: &CitationGraph) -> Result<BTreeSet<NodeId>, Unknown> {
        let all = Filter::default();
        let ids = |reach: &crate::query::Reach<'_>| {
            let hops = reach.citations.iter().chain(&reach.mentions);
            hops.map(|hop| reach.far(hop).id.clone()).collect()
        };
        Ok(match self {
            SetQuestion::Cites(id, depth) => ids(&cites(graph, id, *depth, &all)?),
            SetQuestion::CitedBy(id, depth) => ids(&cited_by(graph, id, *depth, &all)?),
            SetQuestion::Related(id) => related(graph, id, 0, &all)?
                .iter()
                .map(|one| one.node.id.clone())
                .collect(),
            SetQuestion::Common(named) => {
                let named: Vec<&str> = named.iter().map(String::as_str).collect();
                let shared = common(graph, &named, &all)?.shared;
                shared.iter().map(|shared| shared.node.id.clone()).collect()
            }
            SetQuestion::Series(id) => {
                let series = series(graph, id, &all)?;
                let others = series.predecessors.iter().chain(&series.successors);
                let others = others.map(|episode| episode.node.id.clone());
                others.chain([series.asked.id.clone()]).collect()
            }
            SetQuestion::Together(id) => {
                let together = together_with(graph, id, Strength::Count, 0, &all)?;
                together.pairs.iter().map(|pair| pair.other.id.clone()).collect()
            }
            SetQuestion::Find(words) => find(graph, words, Language::En, 0, &all)
                .iter()
                .map(|found| found.node.id.clone())
                .collect(),
        })
    }
}

impl FromStr for SetQuestion {
    type Err = String;

    /// A question as it is typed: `cited-by iccpr`, `cites 217 A (III) --depth 0`, `find rights of the child`.
    fn from_str(text: &str) -> Result<SetQuestion, String> {
        let wrong = || {
            format!(
                "expected a question such as `cited-by ID`: cites, cited-by, related, common, series, together or find; found `{text}`"
            )
        };
        let (name, rest) = text.trim().split_once(char::is_whitespace).ok_or_else(wrong)?;
        let (rest, depth) = match rest.split_once("--depth") {
            Some((rest, depth)) => {
                let depth = depth.trim_start_matches(['=', ' ']).trim_end();
                let number = depth
                    .parse()
                    .map_err(|_| format!("expected a depth, found `{depth}`"))?;
                (rest, number)
            }
            None => (rest, 1),
        };
        let rest = rest.trim().to_owned();
        match name {
            "cites" => Ok(SetQuestion::Cites(rest, depth)),
            "cited-by" => Ok(SetQuestion::CitedBy(rest, depth)),
            "related" => Ok(SetQuestion::Related(rest)),
            "common" => Ok(SetQuestion::Common(
                rest.split_whitespace().map(str::to_owned).collect(),
            )),
            "series" => Ok(SetQuestion::Series(rest)),
            "together" => Ok(SetQuestion::Together(rest)),
            "find" => Ok(SetQuestion::Find(rest)),
            _ => Err(wrong()),
        }
    }
}
