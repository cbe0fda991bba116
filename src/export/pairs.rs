use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::dot_label::{label, quote};
use crate::export::rows::Rows;
use crate::graph::Node;
use crate::model::{Language, NodeId};
use crate::query::{Pair, Together};

/// Two things that documents cite together.
#[derive(Serialize, JsonSchema)]
pub(super) struct PairJson {
    one: String,
    other: String,
    /// How many documents cite both.
    count: u32,
    /// The same by how often each is cited.
    score: f64,
}

pub(super) fn pair_json(pair: &Pair<'_>) -> PairJson {
    PairJson {
        one: pair.one.id.to_string(),
        other: pair.other.id.to_string(),
        count: pair.count,
        score: pair.score,
    }
}

pub(super) fn pair_rows(together: &Together<'_>, language: Language) -> Rows {
    let title = |node: &Node| node.title(language).unwrap_or_default().to_owned();
    let row = |(place, pair): (usize, &Pair<'_>)| {
        vec![
            (place + 1).to_string(),
            pair.one.id.to_string(),
            pair.other.id.to_string(),
            pair.count.to_string(),
            format!("{:.2}", pair.score),
            title(pair.one),
            title(pair.other),
        ]
    };
    Rows {
        head: vec!["rank", "one", "other", "count", "score", "title", "other_title"],
        body: together.pairs.iter().enumerate().map(row).collect(),
    }
}

/// The pairs as an undirected drawing: a line for each, the thicker the more documents cite both. That two things are cited
/// together is no edge of the graph, so this is no part of its own drawing.
pub(super) fn pair_dot(together: &Together<'_>, language: Language) -> String {
    let ends = together.pairs.iter().flat_map(|pair| [pair.one, pair.other]);
    let nodes: BTreeMap<&NodeId, &Node> = ends.map(|node| (&node.id, node)).collect();
    let most = together.pairs.iter().map(|pair| pair.count).max().unwrap_or(1);
    let mut text = "graph together {\n  node [shape=box];\n".to_owned();
    for (id, node) in nodes {
        let words = quote(&label(node, language));
        text += &format!("  {} [label={words}];\n", quote(id.as_str()));
    }
    for pair in &together.pairs {
        let (one, other) = (quote(pair.one.id.as_str()), quote(pair.other.id.as_str()));
        let width = 0.5 + 3.5 * f64::from(pair.count) / f64::from(most);
        let tale = quote(&format!("{} documents cite both, score {:.2}", pair.count, pair.score));
        text += &format!(
            "  {one} -- {other} [label=\"{}\", penwidth={width:.1}, tooltip={tale}];\n",
            pair.count
        );
    }
    text + "}\n"
}
