use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::graph::{CitationGraph, Node, Tie, Unknown};
use crate::model::{Class, Number, Relation, Symbol};
use crate::query::Filter;
use crate::query::lists::Lists;
use crate::query::subject::{SAME, Subjects};
use crate::query::walk::{cited, citing};
use crate::registry::session_opening;

/// Titles at least this alike name the same subject.
const ALIKE: f64 = 0.62;

/// Titles less alike than this are on other subjects.
const UNLIKE: f64 = ALIKE / 2.0;

/// Titles at least this alike are the same word for word.
const ONE: f64 = 0.98;

/// A set speaks of a subject where its words cover at least this share of it.
const COVERED: f64 = 0.6;

/// How sure membership is where only the words of a set say so.
const BY_SET: f64 = 0.9;

/// How sure it is where lists that do not tell their subject name two things together …
const BY_COMPANY: f64 = 0.6;

/// … and at least so many documents do.
const COMPANY: usize = 3;

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
/// A set whose members have titles on several subjects, or of which two are of one session, joins nothing. Of what has no
/// title, the sets tell the subject: those that it recalls itself, else most of those that name it; another set joins where
/// it says so, or, where its words tell no subject and a document of the series opens with it, names mostly the same. Where no
/// set tells the subject, what at least three documents name together belongs together.
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
    lists: Lists<'g>,
}

impl<'g> Chains<'g> {
    /// The chains of a graph.
    pub fn new(graph: &'g CitationGraph) -> Chains<'g> {
        Chains {
            graph,
            subjects: Subjects::new(graph, |node| node.class == Class::Document),
            lists: Lists::new(graph),
        }
    }

    /// The chain of the node of that number.
    pub fn of(&self, number: usize, filter: &Filter) -> Series<'g> {
        let asked = self.graph.at(number);
        let family = Family::new(self, number, filter);
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
    let number = node.symbol().as_ref().and_then(Symbol::number);
    let (began, own) = match number {
        Some(Number::Session { mark, session, number } | Number::Roman { number, mark, session }) => {
            let body = node.body.as_ref().map_or("", |body| body.as_str());
            (session_opening(body, mark, session), number)
        }
        Some(Number::Year { year, number } | Number::Running { number, year }) => {
            let first = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
            (first, number)
        }
        None => (None, 0),
    };
    (node.day().or(began), own, node.id.as_str())
}

/// The documents of one series, and what ties them.
struct Family<'g, 's> {
    graph: &'g CitationGraph,
    asked: usize,
    /// Whose title tells the subject: that of what is asked for, else that of the first member that has one.
    titled: usize,
    subjects: &'s Subjects,
    lists: &'s Lists<'g>,
    recalls: Filter,
    /// The members with how sure each is.
    members: BTreeMap<usize, f64>,
    /// The members that a list on the subject names.
    listed: BTreeSet<usize>,
    /// The lists that tell the subject of what has no title.
    told: BTreeSet<usize>,
    /// By how many documents a member is named together with what is asked for.
    company: BTreeMap<usize, usize>,
}

impl<'g, 's> Family<'g, 's> {
    fn new(chains: &'s Chains<'g>, number: usize, filter: &Filter) -> Family<'g, 's> {
        let graph = chains.graph;
        let asked = graph.at(number);
        let kin = |node: &Node| node.kind == asked.kind && node.body.is_some() && node.body == asked.body;
        let mut recalls = filter.clone();
        recalls.relations = [Relation::Recalls, Relation::Reaffirms].map(Tie::Citation).into();
        let mut family = Family {
            graph,
            asked: number,
            titled: number,
            subjects: &chains.subjects,
            lists: &chains.lists,
            recalls,
            members: BTreeMap::from([(number, 1.0)]),
            listed: BTreeSet::new(),
            told: BTreeSet::new(),
            company: BTreeMap::new(),
        };
        if asked.titles.is_empty() {
            family.told = family.telling(&kin);
        }
        family.add_titled(&kin);
        family.add_listed(&kin);
        if asked.titles.is_empty() {
            // The subject of what was not read is that of those that cite a set of which it is a member.
            let titled = family
                .members
                .keys()
                .find(|&&member| !graph.at(member).titles.is_empty());
            if let Some(&member) = titled {
                family.titled = member;
                family.add_titled(&kin);
                family.add_listed(&kin);
            }
        }
        if asked.titles.is_empty() && family.told.is_empty() {
            family.add_company(&kin);
        }
        family.add_recalled(&kin);
        family
    }

    /// The lists that tell the subject of what is asked for: those alike to one that it recalls itself, else to the one that
    /// most others are alike to.
    fn telling(&self, kin: &impl Fn(&Node) -> bool) -> BTreeSet<usize> {
        let mut candidates = self.lists_of(self.asked, kin);
        candidates.retain(|&list| self.lists.tells(list, self.subjects, kin));
        let alike = |one: usize| -> BTreeSet<usize> {
            let others = candidates.iter().copied();
            others
                .filter(|&other| self.lists.are_alike(one, other, self.subjects))
                .collect()
        };
        let own = candidates.iter().find(|&&list| self.recalls_first(self.asked, list));
        if let Some(&own) = own {
            return alike(own);
        }
        let groups = candidates.iter().map(|&list| alike(list));
        groups
            .reduce(|most, next| if next.len() > most.len() { next } else { most })
            .unwrap_or_default()
    }

    /// The lists on one subject that a document recalls or is named in.
    fn lists_of(&self, document: usize, kin: &impl Fn(&Node) -> bool) -> BTreeSet<usize> {
        let recalled = cited(self.graph, document, &self.recalls);
        let own = self.lists.said_by(document).iter().copied();
        let mut lists: BTreeSet<usize> = own
            .filter(|&list| recalled.contains(&(self.lists.at(list).set as u32)))
            .collect();
        lists.extend(self.lists.naming(document));
        lists.retain(|&list| self.lists.is_of_one_subject(list, self.subjects, kin, UNLIKE));
        lists
    }

    /// Whether a list stands where a document recalls before all else.
    fn recalls_first(&self, document: usize, list: usize) -> bool {
        let list = self.lists.at(list);
        list.speaker == Some(document) && list.is_first
    }

    /// Those with a title on the subject.
    fn add_titled(&mut self, kin: &impl Fn(&Node) -> bool) {
        for number in self.subjects.titled().filter(|&number| kin(self.graph.at(number))) {
            let alike = self.subjects.alike(self.titled, number);
            if let Some(alike) = alike.filter(|alike| *alike >= ALIKE) {
                self.add(number, alike);
            }
        }
    }

    /// Those that a list on the subject names, whichever document says it, and those of the series that say it.
    fn add_listed(&mut self, kin: &impl Fn(&Node) -> bool) {
        let mut waiting: Vec<usize> = self.members.keys().copied().collect();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        while let Some(member) = waiting.pop() {
            let mut lists = self.lists_of(member, kin);
            lists.retain(|&list| !seen.contains(&list) && self.speaks_of_it(list, member, kin));
            seen.extend(&lists);
            for list in lists {
                let speaker = self.lists.at(list).speaker;
                let own = speaker.filter(|&speaker| kin(self.graph.at(speaker)) && self.is_named_by(speaker, list));
                let named = self.lists.at(list).members.iter().copied();
                let named: BTreeSet<usize> = named.filter(|&named| kin(self.graph.at(named))).collect();
                self.listed.extend(&named);
                let mut found = named;
                found.extend(own);
                found.retain(|found| !self.members.contains_key(found) && self.fits(*found));
                for found in found {
                    waiting.push(found);
                    self.add(found, BY_SET);
                }
            }
        }
    }

    /// Those that many documents name together with what is asked for, in lists that do not tell their subject.
    fn add_company(&mut self, kin: &impl Fn(&Node) -> bool) {
        let mut named_by: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for list in self.lists_of(self.asked, kin) {
            let list = self.lists.at(list);
            for &member in &list.members {
                named_by.entry(member).or_default().extend(list.speaker);
            }
        }
        for (member, speakers) in named_by {
            if speakers.len() >= COMPANY && kin(self.graph.at(member)) {
                self.company.insert(member, speakers.len());
                self.add(member, BY_COMPANY);
            }
        }
    }

    /// Whether the words of a list cover the subject; of what has no title, whether it is alike to those that tell the subject.
    fn speaks_of_it(&mut self, list: usize, member: usize, kin: &impl Fn(&Node) -> bool) -> bool {
        let asked = self.graph.at(self.titled);
        if asked.titles.is_empty() {
            let mut told = self.told.iter();
            if self.lists.tells(list, self.subjects, kin)
                && told.any(|&told| self.lists.are_alike(list, told, self.subjects))
            {
                self.told.insert(list);
                return true;
            }
        }
        let member = self.graph.at(member);
        let titled = [asked, member].into_iter().find(|node| !node.titles.is_empty());
        titled.is_some_and(|titled| match self.covered(titled, list) {
            Some(covered) => covered >= COVERED,
            None => self.lists.tells(list, self.subjects, kin),
        })
    }

    /// How much of a document's subject the words of a list cover, where both have words in one language.
    fn covered(&self, document: &Node, list: usize) -> Option<f64> {
        let labels = &self.lists.at(list).words;
        let titles = document.titles.iter();
        let both = titles.filter_map(|(language, title)| Some((*language, title, labels.get(language)?)));
        let covered = both.map(|(language, title, label)| self.subjects.covered(language, title, label));
        covered.reduce(f64::max)
    }

    /// Whether a document that says a list speaks of the list's own subject: its title is covered by the list's words. One
    /// without a title does where it recalls the list before all else.
    fn is_named_by(&self, speaker: usize, list: usize) -> bool {
        let node = self.graph.at(speaker);
        match node.titles.is_empty() {
            true => self.recalls_first(speaker, list),
            false => self.covered(node, list).is_some_and(|covered| covered >= COVERED),
        }
    }

    /// A title on another subject speaks against what a list says.
    fn fits(&self, number: usize) -> bool {
        let alike = self.subjects.alike(self.titled, number);
        alike.is_none_or(|alike| alike >= UNLIKE)
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
        if let Some(count) = self.company.get(&number) {
            reasons.push(format!("named together with it by {count}"));
        }
        let alike = self.subjects.alike(self.titled, number);
        match alike.filter(|alike| *alike >= ALIKE && number != self.titled) {
            Some(alike) if self.titled == self.asked => reasons.push(format!("title alike by {alike:.2}")),
            Some(alike) => {
                let titled = &self.graph.at(self.titled).id;
                reasons.push(format!("title alike to that of {titled} by {alike:.2}"));
            }
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
            certain: tied && same || self.titled == self.asked && alike.is_some_and(|alike| alike >= ONE),
        }
    }
}
