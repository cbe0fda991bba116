use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::graph::{CitationGraph, Node, Tie, Unknown};
use crate::model::{Class, FactRelation, Number, Relation, Symbol};
use crate::query::Filter;
use crate::query::subject::Subjects;
use crate::query::walk::{cited, citing};
use crate::registry::sessions;

/// Titles at least this alike name the same subject.
const ALIKE: f64 = 0.62;

/// Titles at least this alike are the same title.
const SAME: f64 = 0.9;

/// … and at least this alike word for word.
const ONE: f64 = 0.98;

/// A set speaks of a subject where its words cover at least this share of it.
const COVERED: f64 = 0.6;

/// How sure membership is where only the words of a set say so.
const BY_SET: f64 = 0.9;

/// How sure it is of a thing without a known title that the document recalls first of all.
const BY_RECALL: f64 = 0.4;

/// A document of the same series.
#[derive(Clone, Debug)]
pub struct Episode<'g> {
    /// The document.
    pub node: &'g Node,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// Why it is thought to belong.
    pub reasons: Vec<String>,
    /// Whether there is no doubt: its title is the very same; or nearly, or a set names it, and a recall ties it to the chain.
    pub certain: bool,
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

impl<'g> Series<'g> {
    /// The last document of the chain: the one asked for, where none is known to follow it.
    pub fn newest(&self) -> &'g Node {
        self.successors.last().map_or(self.asked, |episode| episode.node)
    }
}

/// The chain of predecessors and successors of a document on its subject: of the same body and kind, and either of a
/// title on the same subject, or named in a set on it ("its previous resolutions on …"), or recalled first of all without a
/// known title. That one of the chain recalls another makes it surer.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn series<'g>(graph: &'g CitationGraph, id: &str, filter: &Filter) -> Result<Series<'g>, Unknown> {
    let number = graph.find_number(id)?;
    Ok(Chains::new(graph).of(number, filter))
}

/// The chains of a graph, for those who ask for many: the words of its titles are counted once.
pub struct Chains<'g> {
    graph: &'g CitationGraph,
    subjects: Subjects,
}

impl<'g> Chains<'g> {
    /// The chains of a graph.
    pub fn new(graph: &'g CitationGraph) -> Chains<'g> {
        Chains {
            graph,
            subjects: Subjects::new(graph, |node| node.class == Class::Document),
        }
    }

    /// The chain of the node of that number.
    pub fn of(&self, number: usize, filter: &Filter) -> Series<'g> {
        let asked = self.graph.at(number);
        let family = Family::new(self.graph, &self.subjects, number, filter);
        let mut answer = Series {
            asked,
            predecessors: Vec::new(),
            successors: Vec::new(),
        };
        let when = order(asked);
        for (&other, &score) in family.members.iter().filter(|(member, _)| **member != number) {
            let node = self.graph.at(other);
            if !filter.admits(node) {
                continue;
            }
            let episode = family.episode(other, score);
            if order(node) < when {
                answer.predecessors.push(episode);
            } else {
                answer.successors.push(episode);
            }
        }
        answer
            .predecessors
            .sort_by_cached_key(|episode| std::cmp::Reverse(order(episode.node)));
        answer.successors.sort_by_cached_key(|episode| order(episode.node));
        answer
    }
}

/// When a document was adopted: its day, else the first of its session, else of its year; then its number.
pub(crate) fn order(node: &Node) -> (Option<Date>, u32, &str) {
    let number = node.symbol().as_ref().and_then(number_of);
    let (began, own) = match number {
        Some(Number::Session { mark, session, number } | Number::Roman { number, mark, session }) => {
            let body = node.body.as_ref().map_or("", |body| body.as_str());
            let held = sessions()
                .iter()
                .find(|held| held.body == body && held.mark == mark && held.number == session);
            (
                held.and_then(|held| held.ranges.first()).map(|&(first, _)| first),
                number,
            )
        }
        Some(Number::Year { year, number } | Number::Running { number, year }) => {
            let first = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
            (first, number)
        }
        None => (None, 0),
    };
    (node.day().or(began), own, node.id.as_str())
}

fn number_of(symbol: &Symbol) -> Option<Number> {
    let series = ["RES/", "DEC/", "PRST/"];
    let rest = series
        .iter()
        .find_map(|series| symbol.as_str().split_once(series).map(|(_, rest)| rest))?;
    Some(Symbol::read_number(rest)?.0.number)
}

/// The documents of one series, and what ties them.
struct Family<'g, 's> {
    graph: &'g CitationGraph,
    asked: usize,
    subjects: &'s Subjects,
    recalls: Filter,
    /// The members with how sure each is.
    members: BTreeMap<usize, f64>,
    /// The members that a set on the subject names.
    listed: BTreeSet<usize>,
}

impl<'g, 's> Family<'g, 's> {
    fn new(graph: &'g CitationGraph, subjects: &'s Subjects, number: usize, filter: &Filter) -> Family<'g, 's> {
        let asked = graph.at(number);
        let kin = |node: &Node| node.kind == asked.kind && node.body.is_some() && node.body == asked.body;
        let mut recalls = filter.clone();
        recalls.relations = [Relation::Recalls, Relation::Reaffirms].map(Tie::Citation).into();
        let mut family = Family {
            graph,
            asked: number,
            subjects,
            recalls,
            members: BTreeMap::from([(number, 1.0)]),
            listed: BTreeSet::new(),
        };
        family.add_titled(&kin);
        family.add_listed(&kin);
        if asked.titles.is_empty() {
            // The subject of what was not read is that of those that cite a set of which it is a member.
            let titled = family
                .members
                .keys()
                .find(|&&member| !graph.at(member).titles.is_empty());
            if let Some(&member) = titled {
                family.asked = member;
                family.add_titled(&kin);
                family.add_listed(&kin);
                family.asked = number;
            }
        }
        family.add_recalled(&kin);
        family
    }

    /// Those with a title on the subject.
    fn add_titled(&mut self, kin: &impl Fn(&Node) -> bool) {
        let asked = self.graph.at(self.asked);
        for (number, node) in self.graph.nodes().enumerate().filter(|(_, node)| kin(node)) {
            let alike = self.subjects.alike(asked, node);
            if let Some(alike) = alike.filter(|alike| *alike >= ALIKE) {
                self.add(number, alike);
            }
        }
    }

    /// Those that a set on the subject names, whichever document of the series cites the set.
    fn add_listed(&mut self, kin: &impl Fn(&Node) -> bool) {
        let mut waiting: Vec<usize> = self.members.keys().copied().collect();
        let mut seen = BTreeSet::new();
        while let Some(member) = waiting.pop() {
            let recalled = cited(self.graph, member, &self.recalls);
            let mut sets: BTreeSet<usize> = recalled.into_iter().map(|number| number as usize).collect();
            sets.extend(self.tied(member, true));
            sets.retain(|&set| self.graph.at(set).class == Class::Set && self.speaks_of_it(set, member));
            for set in sets.into_iter().filter(|set| seen.insert(*set)) {
                for speaker in citing(self.graph, set, &self.recalls)
                    .into_iter()
                    .map(|number| number as usize)
                {
                    let own = kin(self.graph.at(speaker)) && self.is_named_by(speaker, set);
                    if own && !self.members.contains_key(&speaker) && self.fits(speaker) {
                        waiting.push(speaker);
                        self.add(speaker, BY_SET);
                    }
                }
                for named in self.tied(set, false) {
                    if kin(self.graph.at(named)) {
                        self.listed.insert(named);
                        if !self.members.contains_key(&named) && self.fits(named) {
                            waiting.push(named);
                            self.add(named, BY_SET);
                        }
                    }
                }
            }
        }
    }

    /// Whether the words of a set cover the subject; of what has no title they are the subject.
    fn speaks_of_it(&self, set: usize, member: usize) -> bool {
        let asked = self.graph.at(self.asked);
        let member = self.graph.at(member);
        let titled = [asked, member].into_iter().find(|node| !node.titles.is_empty());
        let Some(titled) = titled else { return true };
        let labels = &self.graph.at(set).titles;
        let both = titled
            .titles
            .iter()
            .filter_map(|(language, title)| Some((*language, title, labels.get(language)?)));
        let covered = both.map(|(language, title, label)| self.subjects.covered(language, title, label));
        covered.reduce(f64::max).is_none_or(|covered| covered >= COVERED)
    }

    /// Whether a document that cites a set speaks of the set's own subject: its title is covered by the set's words.
    fn is_named_by(&self, speaker: usize, set: usize) -> bool {
        let labels = &self.graph.at(set).titles;
        let titles = self.graph.at(speaker).titles.iter();
        let both = titles.filter_map(|(language, title)| Some((*language, title, labels.get(language)?)));
        let covered = both.map(|(language, title, label)| self.subjects.covered(language, title, label));
        covered.reduce(f64::max).is_some_and(|covered| covered >= COVERED)
    }

    /// A title on another subject speaks against what a list says.
    fn fits(&self, number: usize) -> bool {
        let alike = self.subjects.alike(self.graph.at(self.asked), self.graph.at(number));
        alike.is_none_or(|alike| alike >= ALIKE / 2.0)
    }

    /// Those without a known title that the document recalls in its first paragraph.
    fn add_recalled(&mut self, kin: &impl Fn(&Node) -> bool) {
        let links = self.graph.links_from(self.asked);
        let first =
            links.filter(|link| self.recalls.follows(link) && kin(link.target) && link.target.titles.is_empty());
        let first = first.filter(|link| {
            let mut labels = link.edge.evidence.iter().map(|evidence| evidence.paragraph.as_str());
            labels.any(|label| label == "PP1")
        });
        let found: Vec<usize> = first.map(|link| link.to).collect();
        for number in found {
            self.add(number, BY_RECALL);
        }
    }

    fn add(&mut self, number: usize, score: f64) {
        let held = self.members.entry(number).or_insert(0.0);
        *held = held.max(score);
    }

    /// The sets that a document is named in, or the documents that a set names.
    fn tied(&self, number: usize, outwards: bool) -> BTreeSet<usize> {
        let is_membership = |tie: Tie| matches!(tie, Tie::Fact(FactRelation::MemberOf | FactRelation::LatestMemberOf));
        if outwards {
            let links = self.graph.links_from(number);
            links
                .filter(|link| is_membership(link.tie))
                .map(|link| link.to)
                .collect()
        } else {
            let links = self.graph.links_to(number);
            links
                .filter(|link| is_membership(link.tie))
                .map(|link| link.from)
                .collect()
        }
    }

    fn episode(&self, number: usize, score: f64) -> Episode<'g> {
        let node = self.graph.at(number);
        let mut reasons = Vec::new();
        let in_chain = |others: BTreeSet<u32>| -> Vec<usize> {
            others
                .into_iter()
                .map(|number| number as usize)
                .filter(|other| self.members.contains_key(other))
                .collect()
        };
        let recalled = in_chain(cited(self.graph, number, &self.recalls));
        let recalling = in_chain(citing(self.graph, number, &self.recalls));
        let last = |numbers: &[usize]| {
            numbers
                .iter()
                .map(|&number| self.graph.at(number))
                .max_by_key(|node| order(node))
        };
        let first = |numbers: &[usize]| {
            numbers
                .iter()
                .map(|&number| self.graph.at(number))
                .min_by_key(|node| order(node))
        };
        if let Some(last) = last(&recalled) {
            reasons.push(format!("recalls {}", last.id));
        }
        if let Some(first) = first(&recalling) {
            reasons.push(format!("recalled by {}", first.id));
        }
        if self.listed.contains(&number) {
            reasons.push("named in a set on the subject".to_owned());
        }
        let alike = self.subjects.alike(self.graph.at(self.asked), node);
        match alike.filter(|alike| *alike >= ALIKE) {
            Some(alike) => reasons.push(format!("title alike by {alike:.2}")),
            None if node.titles.is_empty() => reasons.push("its title is not known".to_owned()),
            None => {}
        }
        let tied = !recalled.is_empty() || !recalling.is_empty();
        let surer = if tied && score > BY_RECALL {
            (1.0 + score) / 2.0
        } else {
            score
        };
        let same = alike.is_some_and(|alike| alike >= SAME) || self.listed.contains(&number) && alike.is_none();
        Episode {
            node,
            score: surer,
            reasons,
            certain: tied && same || alike.is_some_and(|alike| alike >= ONE),
        }
    }
}
