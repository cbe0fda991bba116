use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Node, Tie, Unknown};
use crate::model::{FactRelation, Relation};
use crate::query::Filter;
use crate::query::walk::{cited, citing};
use crate::query::words::{fold, likeness};

/// Titles at least this alike name the same subject.
const ALIKE: f64 = 0.6;

/// A document of the same series.
#[derive(Clone, Debug)]
pub struct Episode<'g> {
    /// The document.
    pub node: &'g Node,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// Why it is thought to belong.
    pub reasons: Vec<String>,
}

/// The documents of one body on one subject, before and after one of them.
#[derive(Clone, Debug)]
pub struct Series<'g> {
    /// What was asked for.
    pub asked: &'g Node,
    /// Earlier ones, latest first.
    pub predecessors: Vec<Episode<'g>>,
    /// Later ones, earliest first.
    pub successors: Vec<Episode<'g>>,
}

/// The predecessors and successors of a document on the same subject: of the same body and kind, and either
/// members of a set that it cites, or alike in title, or recalled without a known title.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn series<'g>(graph: &'g CitationGraph, id: &str, filter: &Filter) -> Result<Series<'g>, Unknown> {
    let number = graph.find_number(id)?;
    let asked = graph.at(number);
    let kin = Kin::new(graph, number, filter);
    let mut answer = Series {
        asked,
        predecessors: Vec::new(),
        successors: Vec::new(),
    };
    for (other, node) in graph.nodes().enumerate() {
        let same = other != number && node.kind == asked.kind && node.body.is_some() && node.body == asked.body;
        let Some(episode) = (same && filter.admits(node))
            .then(|| kin.episode(other, node))
            .flatten()
        else {
            continue;
        };
        if order(node) < order(asked) {
            answer.predecessors.push(episode);
        } else {
            answer.successors.push(episode);
        }
    }
    answer
        .predecessors
        .sort_by_key(|episode| std::cmp::Reverse(order(episode.node)));
    answer.successors.sort_by_key(|episode| order(episode.node));
    Ok(answer)
}

/// Documents of one body stand in the order of their numbers: these tell the session even where the date is not known.
fn order(node: &Node) -> (Vec<u32>, &str) {
    let digits = node.id.as_str().split(|c: char| !c.is_ascii_digit());
    (digits.filter_map(|run| run.parse().ok()).collect(), node.id.as_str())
}

/// What ties others to the one asked for.
struct Kin<'g> {
    asked: &'g Node,
    sisters: BTreeSet<usize>,
    recalled: BTreeSet<usize>,
    recalling: BTreeSet<usize>,
}

impl<'g> Kin<'g> {
    fn new(graph: &'g CitationGraph, number: usize, filter: &Filter) -> Kin<'g> {
        let mut recalls = filter.clone();
        recalls.relations = [Relation::Recalls, Relation::Reaffirms].map(Tie::Citation).into();
        let mut sets = cited(graph, number, filter);
        sets.extend(sets_of(graph, number));
        let sisters = sets.iter().flat_map(|&set| members(graph, set)).collect();
        Kin {
            asked: graph.at(number),
            sisters,
            recalled: cited(graph, number, &recalls),
            recalling: citing(graph, number, &recalls),
        }
    }

    fn episode(&self, number: usize, node: &'g Node) -> Option<Episode<'g>> {
        let mut reasons = Vec::new();
        let mut score: f64 = 0.0;
        if self.sisters.contains(&number) {
            reasons.push("member of a set that it cites".to_owned());
            score = 1.0;
        }
        let alike = alike(self.asked, node);
        if let Some(alike) = alike.filter(|alike| *alike >= ALIKE) {
            reasons.push(format!("title alike by {alike:.2}"));
            score = score.max(alike);
        }
        let recalled = self.recalled.contains(&number) || self.recalling.contains(&number);
        if recalled && (alike.is_none() || score > 0.0) {
            let how = if self.recalled.contains(&number) {
                "recalled by it"
            } else {
                "recalls it"
            };
            reasons.push(how.to_owned());
            score = (score + 0.1).clamp(0.3, 1.0);
        }
        (score > 0.0).then_some(Episode { node, score, reasons })
    }
}

fn is_membership(tie: Tie) -> bool {
    matches!(tie, Tie::Fact(FactRelation::MemberOf | FactRelation::LatestMemberOf))
}

fn members(graph: &CitationGraph, set: usize) -> Vec<usize> {
    let links = graph.links_to(set).filter(|link| is_membership(link.tie));
    links.map(|link| link.from).collect()
}

fn sets_of(graph: &CitationGraph, number: usize) -> Vec<usize> {
    let links = graph.links_from(number).filter(|link| is_membership(link.tie));
    links.map(|link| link.to).collect()
}

/// How alike the titles are in the language in which they are most alike; `None` where no language has both.
fn alike(one: &Node, other: &Node) -> Option<f64> {
    let both = one
        .titles
        .iter()
        .filter_map(|(language, title)| Some((title, other.titles.get(language)?)));
    both.map(|(one, other)| likeness(&fold(one), &fold(other)))
        .reduce(f64::max)
}
