use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::Answer;
use crate::export::json::{
    EdgeJson, InputJson, NodeJson, UnplacedJson, edge_json, input_json, node_json, unplaced_json,
};
use crate::export::pairs::pair_json;
use crate::export::safe_json::line;
use crate::graph::{CitationGraph, Link, Node};
use crate::query::{Chain, Episode, Found, Hop, Ranked, Reach, Related, Shared, Shown};

impl Answer<'_> {
    /// The answer as one JSON object with a line break at its end. Nodes and edges are those of the graph's own schema.
    pub fn json(&self, graph: &CitationGraph) -> String {
        let text = match self {
            Answer::Reach(reach) => line(&reach_json(graph, reach)),
            Answer::Paths(paths) => line(&PathsJson {
                chains: paths.chains.iter().map(|chain| chain_json(graph, chain)).collect(),
                truncated: paths.truncated,
            }),
            Answer::Related(related) => line(&related.iter().map(related_json).collect::<Vec<_>>()),
            Answer::Common(common) => line(&CommonJson {
                ids: ids(&common.asked),
                common: common.shared.iter().map(|shared| shared_json(graph, shared)).collect(),
            }),
            Answer::Series(series) => line(&SeriesJson {
                id: series.asked.id.to_string(),
                newest: series.newest().id.to_string(),
                predecessors: series.predecessors.iter().map(episode_json).collect(),
                successors: series.successors.iter().map(episode_json).collect(),
            }),
            Answer::Together(together) => line(&together.pairs.iter().map(pair_json).collect::<Vec<_>>()),
            Answer::Ranked(ranked) => line(&ranked.iter().map(ranked_json).collect::<Vec<_>>()),
            Answer::Found(found) => line(&found.iter().map(found_json).collect::<Vec<_>>()),
            Answer::Shown(shown) => line(&shown_json(graph, shown)),
        };
        format!("{text}\n")
    }
}

fn ids(nodes: &[&Node]) -> Vec<String> {
    nodes.iter().map(|node| node.id.to_string()).collect()
}

/// An edge on the way, and the node that it leads to.
#[derive(Serialize, JsonSchema)]
pub(super) struct HopJson {
    id: String,
    depth: usize,
    #[serde(flatten)]
    edge: EdgeJson,
}

/// What a thing cites, or what cites it; facts and mentions apart.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReachJson {
    ids: Vec<String>,
    citations: Vec<HopJson>,
    facts: Vec<HopJson>,
    mentions: Vec<HopJson>,
}

fn reach_json(graph: &CitationGraph, reach: &Reach<'_>) -> ReachJson {
    let hop = |hop: &Hop<'_>| HopJson {
        id: reach.far(hop).id.to_string(),
        depth: hop.depth,
        edge: edge_json(graph, &hop.link),
    };
    ReachJson {
        ids: ids(&reach.asked),
        citations: reach.citations.iter().map(hop).collect(),
        facts: reach.facts.iter().map(hop).collect(),
        mentions: reach.mentions.iter().map(hop).collect(),
    }
}

/// The shortest chains from one thing to another.
#[derive(Serialize, JsonSchema)]
pub(super) struct PathsJson {
    chains: Vec<ChainJson>,
    truncated: bool,
}

/// A chain: its nodes, and for each step the edges that may be gone.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChainJson {
    nodes: Vec<String>,
    steps: Vec<Vec<EdgeJson>>,
}

fn edges(graph: &CitationGraph, links: &[Link<'_>]) -> Vec<EdgeJson> {
    links.iter().map(|link| edge_json(graph, link)).collect()
}

fn chain_json(graph: &CitationGraph, chain: &Chain<'_>) -> ChainJson {
    ChainJson {
        nodes: ids(&chain.nodes),
        steps: chain.steps.iter().map(|links| edges(graph, links)).collect(),
    }
}

/// A related thing, with its scores. What is shared weighs by its rarity, `w = (ln((N + 1) / n) / ln(N + 1))²`, `n` of `N` having
/// it; coupling and co-citation are `Σw(shared) / (√(Σw(one) Σw(other)) + 4)`; the score is `1 - (1 - coupling) (1 - cocitation)`.
#[derive(Serialize, JsonSchema)]
pub(super) struct RelatedJson {
    id: String,
    score: f64,
    /// Bibliographic coupling: how much of what both cite is the same.
    coupling: f64,
    /// Co-citation: how many of those that cite them are the same.
    cocitation: f64,
    /// What both cite, the rarest first.
    both_cite: Vec<String>,
    /// What cites both, that which cites least first.
    cite_both: Vec<String>,
}

fn related_json(one: &Related<'_>) -> RelatedJson {
    RelatedJson {
        id: one.node.id.to_string(),
        score: one.score,
        coupling: one.coupling,
        cocitation: one.cocitation,
        both_cite: ids(&one.both_cite),
        cite_both: ids(&one.cite_both),
    }
}

/// What several documents all cite.
#[derive(Serialize, JsonSchema)]
pub(super) struct CommonJson {
    ids: Vec<String>,
    common: Vec<SharedJson>,
}

/// A thing that all cite, and where.
#[derive(Serialize, JsonSchema)]
pub(super) struct SharedJson {
    id: String,
    citations: Vec<EdgeJson>,
}

fn shared_json(graph: &CitationGraph, shared: &Shared<'_>) -> SharedJson {
    SharedJson {
        id: shared.node.id.to_string(),
        citations: edges(graph, &shared.links),
    }
}

/// The chain of predecessors and successors on the same subject.
#[derive(Serialize, JsonSchema)]
pub(super) struct SeriesJson {
    id: String,
    newest: String,
    predecessors: Vec<EpisodeJson>,
    successors: Vec<EpisodeJson>,
}

/// One of a series.
#[derive(Serialize, JsonSchema)]
pub(super) struct EpisodeJson {
    id: String,
    date: Option<String>,
    titles: BTreeMap<String, String>,
    score: f64,
    reasons: Vec<String>,
}

fn titles(node: &Node) -> BTreeMap<String, String> {
    let titles = node.titles.iter();
    titles
        .map(|(language, title)| (language.to_string(), title.clone()))
        .collect()
}

fn episode_json(episode: &Episode<'_>) -> EpisodeJson {
    EpisodeJson {
        id: episode.node.id.to_string(),
        date: episode.node.day().map(|day| day.to_string()),
        titles: titles(episode.node),
        score: episode.score,
        reasons: episode.reasons.clone(),
    }
}

/// A thing with its weight.
#[derive(Serialize, JsonSchema)]
pub(super) struct RankedJson {
    id: String,
    score: f64,
    cited_by: usize,
}

fn ranked_json(one: &Ranked<'_>) -> RankedJson {
    RankedJson {
        id: one.node.id.to_string(),
        score: one.score,
        cited_by: one.cited_by,
    }
}

/// A node that was found by words.
#[derive(Serialize, JsonSchema)]
pub(super) struct FoundJson {
    score: f64,
    name: String,
    language: Option<String>,
    #[serde(flatten)]
    node: NodeJson,
}

fn found_json(one: &Found<'_>) -> FoundJson {
    FoundJson {
        score: one.score,
        name: one.name.to_owned(),
        language: one.language.map(|language| language.to_string()),
        node: node_json(one.node),
    }
}

/// One node, what it cites, and what cites it.
#[derive(Serialize, JsonSchema)]
pub(super) struct ShownJson {
    node: NodeJson,
    inputs: Vec<InputJson>,
    cites: ReachJson,
    cited_by: ReachJson,
    unplaced: Vec<UnplacedJson>,
}

fn shown_json(graph: &CitationGraph, shown: &Shown<'_>) -> ShownJson {
    ShownJson {
        node: node_json(shown.node),
        inputs: shown.inputs.iter().map(|input| input_json(input)).collect(),
        cites: reach_json(graph, &shown.cites),
        cited_by: reach_json(graph, &shown.cited_by),
        unplaced: shown
            .unplaced
            .iter()
            .map(|unplaced| unplaced_json(graph, unplaced))
            .collect(),
    }
}
