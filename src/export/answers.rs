use std::collections::BTreeSet;

use crate::export::pairs::{pair_dot, pair_rows};
use crate::export::rows::Rows;
use crate::export::{DotOptions, dot_part};
use crate::graph::{CitationGraph, Link, Node};
use crate::model::Language;
use crate::query::{Common, Episode, Found, Hop, Paths, Ranked, Reach, Related, Series, Shown, Together};
use crate::text::one_line;

/// An answer to be printed.
#[derive(Clone, Debug)]
pub enum Answer<'g> {
    /// To `cites` and `cited-by`.
    Reach(Reach<'g>),
    /// To `path`.
    Paths(Paths<'g>),
    /// To `related`.
    Related(Vec<Related<'g>>),
    /// To `common`.
    Common(Common<'g>),
    /// To `series`.
    Series(Series<'g>),
    /// To `together`.
    Together(Together<'g>),
    /// To `rank`.
    Ranked(Vec<Ranked<'g>>),
    /// To `find`.
    Found(Vec<Found<'g>>),
    /// To `show`.
    Shown(Box<Shown<'g>>),
}

impl<'g> Answer<'g> {
    /// Columns for people; titles in `language` where there is one.
    pub fn table(&self, language: Language) -> String {
        match self {
            Answer::Shown(shown) => format!("{}\n{}", heading(shown), self.rows(language).table()),
            _ if self.is_empty() => format!("{}\n", self.nothing()),
            _ => self.rows(language).table(),
        }
    }

    /// Tab-separated values with a header line.
    pub fn tsv(&self, language: Language) -> String {
        self.rows(language).tsv()
    }

    /// The answer as a drawing of the part of the graph that it speaks of.
    pub fn dot(&self, graph: &CitationGraph, options: &DotOptions) -> String {
        if let Answer::Together(together) = self {
            return pair_dot(together, options.language);
        }
        let numbers: BTreeSet<usize> = self
            .nodes()
            .into_iter()
            .filter_map(|node| graph.number(&node.id))
            .collect();
        let links = self.links();
        let part = if links.is_empty() {
            graph.restrict(&numbers)
        } else {
            graph.select_links(&numbers, links)
        };
        dot_part(&part, graph, options)
    }

    /// The links that the answer names.
    fn links(&self) -> Vec<Link<'g>> {
        match self {
            Answer::Reach(reach) => hops(reach).map(|(_, hop)| hop.link).collect(),
            Answer::Paths(paths) => paths
                .chains
                .iter()
                .flat_map(|chain| chain.steps.iter().flatten().copied())
                .collect(),
            Answer::Common(common) => common
                .shared
                .iter()
                .flat_map(|shared| shared.links.iter().copied())
                .collect(),
            Answer::Shown(shown) => [&shown.cites, &shown.cited_by]
                .into_iter()
                .flat_map(|reach| hops(reach).map(|(_, hop)| hop.link))
                .collect(),
            Answer::Related(_) | Answer::Series(_) | Answer::Together(_) | Answer::Ranked(_) | Answer::Found(_) => {
                Vec::new()
            }
        }
    }

    /// The nodes that it names besides those of its links.
    fn nodes(&self) -> Vec<&'g Node> {
        match self {
            Answer::Reach(reach) => reach.asked.clone(),
            Answer::Paths(paths) => paths
                .chains
                .iter()
                .flat_map(|chain| chain.nodes.iter().copied())
                .collect(),
            Answer::Related(related) => related
                .iter()
                .flat_map(|one| std::iter::once(one.node).chain(one.both_cite.iter().chain(&one.cite_both).copied()))
                .collect(),
            Answer::Common(common) => common.asked.clone(),
            Answer::Series(series) => {
                let others = series.predecessors.iter().chain(&series.successors);
                std::iter::once(series.asked)
                    .chain(others.map(|episode| episode.node))
                    .collect()
            }
            Answer::Together(together) => together.pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect(),
            Answer::Ranked(ranked) => ranked.iter().map(|one| one.node).collect(),
            Answer::Found(found) => found.iter().map(|one| one.node).collect(),
            Answer::Shown(shown) => vec![shown.node],
        }
    }

    fn rows(&self, language: Language) -> Rows {
        match self {
            Answer::Reach(reach) => reach_rows(&[reach], language),
            Answer::Shown(shown) => reach_rows(&[&shown.cites, &shown.cited_by], language),
            Answer::Paths(paths) => path_rows(paths),
            Answer::Related(related) => related_rows(related, language),
            Answer::Common(common) => common_rows(common, language),
            Answer::Series(series) => series_rows(series, language),
            Answer::Together(together) => pair_rows(together, language),
            Answer::Ranked(ranked) => rank_rows(ranked, language),
            Answer::Found(found) => found_rows(found),
        }
    }
}

/// Every hop of an answer with the name of its sort.
pub(super) fn hops<'a, 'g>(reach: &'a Reach<'g>) -> impl Iterator<Item = (&'static str, &'a Hop<'g>)> {
    let named = |name: &'static str, hops: &'a [Hop<'g>]| hops.iter().map(move |hop| (name, hop));
    named("citation", &reach.citations)
        .chain(named("mention", &reach.mentions))
        .chain(named("fact", &reach.facts))
}

fn title(node: &Node, language: Language) -> String {
    node.title(language).unwrap_or_default().to_owned()
}

fn day(node: &Node) -> String {
    node.day().map_or(String::new(), |day| day.to_string())
}

/// The paragraphs in which a link is read, each once, in the order of the text.
fn paragraphs(link: &Link<'_>) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for evidence in &link.edge.evidence {
        if !labels.contains(&evidence.paragraph.as_str()) {
            labels.push(evidence.paragraph.as_str());
        }
    }
    labels.join(" ")
}

fn quote(link: &Link<'_>) -> String {
    link.edge
        .evidence
        .first()
        .map_or(String::new(), |evidence| evidence.quote.clone())
}

fn heading(shown: &Shown<'_>) -> String {
    let node = shown.node;
    let mut text = format!("{}  {} · {}", node.id, node.class, node.kind);
    if let Some(form) = node.form.as_ref().filter(|form| **form != node.kind) {
        text.push_str(&format!(" · {form}"));
    }
    if let Some(day) = node.day() {
        text.push_str(&format!("  {day}"));
    }
    text.push('\n');
    for (language, title) in &node.titles {
        text.push_str(&format!("  {language}  {}\n", one_line(title)));
    }
    for input in &shown.inputs {
        text.push_str(&format!("  read from {} ({})\n", one_line(&input.file), input.language));
    }
    for unplaced in &shown.unplaced {
        let (paragraph, quote) = (&unplaced.paragraph, one_line(&unplaced.quote));
        text.push_str(&format!(
            "  {} {paragraph}: {quote}: {}\n",
            unplaced.status, unplaced.reason
        ));
    }
    text
}

fn reach_rows(answers: &[&Reach<'_>], language: Language) -> Rows {
    let row = |reach: &Reach<'_>, class: &str, hop: &Hop<'_>| {
        vec![
            class.to_owned(),
            hop.depth.to_string(),
            hop.link.source.id.to_string(),
            hop.link.tie.to_string(),
            hop.link.target.id.to_string(),
            hop.link.edge.count.to_string(),
            paragraphs(&hop.link),
            if reach.forward {
                title(hop.link.target, language)
            } else {
                title(hop.link.source, language)
            },
        ]
    };
    let all = answers
        .iter()
        .flat_map(|reach| hops(reach).map(move |(class, hop)| row(reach, class, hop)));
    Rows {
        head: vec![
            "class",
            "depth",
            "source",
            "relation",
            "target",
            "count",
            "paragraphs",
            "title",
        ],
        body: all.collect(),
    }
}

fn path_rows(paths: &Paths<'_>) -> Rows {
    let mut body = Vec::new();
    for (number, chain) in paths.chains.iter().enumerate() {
        for (step, links) in chain.steps.iter().enumerate() {
            body.extend(links.iter().map(|link| {
                vec![
                    (number + 1).to_string(),
                    (step + 1).to_string(),
                    link.source.id.to_string(),
                    link.tie.to_string(),
                    link.target.id.to_string(),
                    link.tie.class().name().to_owned(),
                    paragraphs(link),
                    quote(link),
                ]
            }));
        }
    }
    Rows {
        head: vec![
            "chain",
            "step",
            "source",
            "relation",
            "target",
            "class",
            "paragraphs",
            "words",
        ],
        body,
    }
}

fn related_rows(related: &[Related<'_>], language: Language) -> Rows {
    let names = |nodes: &[&Node]| {
        let ids: Vec<&str> = nodes.iter().map(|node| node.id.as_str()).collect();
        match ids.len() {
            0 => String::new(),
            count => format!("{count}: {}", ids.join(" ")),
        }
    };
    let row = |one: &Related<'_>| {
        vec![
            one.node.id.to_string(),
            format!("{:.4}", one.score),
            format!("{:.4}", one.coupling),
            format!("{:.4}", one.cocitation),
            names(&one.both_cite),
            names(&one.cite_both),
            title(one.node, language),
        ]
    };
    Rows {
        head: vec![
            "id",
            "score",
            "coupling",
            "cocitation",
            "both_cite",
            "cite_both",
            "title",
        ],
        body: related.iter().map(row).collect(),
    }
}

fn common_rows(common: &Common<'_>, language: Language) -> Rows {
    let mut body = Vec::new();
    for shared in &common.shared {
        body.extend(shared.links.iter().map(|link| {
            vec![
                shared.node.id.to_string(),
                link.source.id.to_string(),
                link.tie.to_string(),
                paragraphs(link),
                title(shared.node, language),
            ]
        }));
    }
    Rows {
        head: vec!["id", "source", "relation", "paragraphs", "title"],
        body,
    }
}

/// The chain, latest first; the newest is marked.
fn series_rows(series: &Series<'_>, language: Language) -> Rows {
    let row = |place: &str, node: &Node, score: String, reasons: String| {
        let newest = std::ptr::eq(node, series.newest());
        let place = if newest {
            format!("{place}, newest")
        } else {
            place.to_owned()
        };
        vec![
            place,
            node.id.to_string(),
            day(node),
            score,
            reasons,
            title(node, language),
        ]
    };
    let told = |place: &str, episode: &Episode<'_>| {
        let score = format!("{:.2}", episode.score);
        row(place, episode.node, score, episode.reasons.join("; "))
    };
    let after = series.successors.iter().rev().map(|episode| told("successor", episode));
    let asked = row("asked", series.asked, String::new(), String::new());
    let before = series.predecessors.iter().map(|episode| told("predecessor", episode));
    Rows {
        head: vec!["place", "id", "date", "score", "reasons", "title"],
        body: after.chain(std::iter::once(asked)).chain(before).collect(),
    }
}

fn rank_rows(ranked: &[Ranked<'_>], language: Language) -> Rows {
    let row = |(place, one): (usize, &Ranked<'_>)| {
        vec![
            (place + 1).to_string(),
            one.node.id.to_string(),
            format!("{:.6}", one.score)
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_owned(),
            one.cited_by.to_string(),
            one.node.class.to_string(),
            title(one.node, language),
        ]
    };
    Rows {
        head: vec!["rank", "id", "score", "cited_by", "class", "title"],
        body: ranked.iter().enumerate().map(row).collect(),
    }
}

fn found_rows(found: &[Found<'_>]) -> Rows {
    let row = |one: &Found<'_>| {
        vec![
            one.node.id.to_string(),
            one.node.class.to_string(),
            one.node.kind.clone(),
            format!("{:.2}", one.score),
            one.language.map_or(String::new(), |language| language.to_string()),
            one.name.to_owned(),
        ]
    };
    Rows {
        head: vec!["id", "class", "kind", "score", "language", "name"],
        body: found.iter().map(row).collect(),
    }
}
