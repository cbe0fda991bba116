use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Link, Node, Tie};
use crate::model::{Class, DocumentKind, FactRelation, Language, Number, SessionMark};
use crate::query::subject::{SAME, Subjects, names_differ, words};

/// Sets that name at least this share of the shorter one's members alike …
const OVERLAP: f64 = 0.6;

/// … and at least so many, name the same series.
const FEWEST: usize = 2;

/// The words of two sets that are at least this alike name the same subject.
const ALIKE: f64 = 0.7;

/// What more than this share of all sets say names no subject: "its previous resolutions" …
const GENERAL: f64 = 0.05;

/// … and of so few sets nothing is told by shares.
const FEW: usize = 10;

/// The sets of a graph as lists of documents ("its resolutions 1814 (2008), … on the situation in …"): what they name, and
/// whether they speak of one subject. A set has its name from its body and its latest member, so that two documents may mean
/// two things by it, each in words of its own: every list is one document's.
pub(super) struct Lists<'g> {
    graph: &'g CitationGraph,
    labels: Subjects,
    held: Vec<List>,
    /// The lists that name a document.
    naming: BTreeMap<usize, Vec<usize>>,
    /// The lists that a document says itself.
    said: BTreeMap<usize, Vec<usize>>,
}

/// What one document says of a set.
pub(super) struct List {
    /// The node of the set.
    pub set: usize,
    /// The document; not known of a fact without words.
    pub speaker: Option<usize>,
    /// Whether it is the first list of that document's first paragraph.
    pub is_first: bool,
    /// Where in the document it begins.
    start: usize,
    /// Its words in each language.
    pub words: BTreeMap<Language, String>,
    /// The documents that it names.
    pub members: BTreeSet<usize>,
}

impl List {
    fn new(set: usize, speaker: Option<usize>) -> List {
        List {
            set,
            speaker,
            is_first: false,
            start: usize::MAX,
            words: BTreeMap::new(),
            members: BTreeSet::new(),
        }
    }
}

impl<'g> Lists<'g> {
    /// The sets of a graph.
    pub fn new(graph: &'g CitationGraph) -> Lists<'g> {
        let sets = graph.nodes().enumerate();
        let sets = sets.filter(|(_, node)| node.class == Class::Set);
        let held: Vec<List> = sets.flat_map(|(set, _)| lists_of(graph, set)).collect();
        let mut lists = Lists {
            graph,
            labels: Subjects::new(graph, |node| node.class == Class::Set),
            held: Vec::new(),
            naming: BTreeMap::new(),
            said: BTreeMap::new(),
        };
        for (number, list) in held.iter().enumerate() {
            if let Some(speaker) = list.speaker {
                lists.said.entry(speaker).or_default().push(number);
            }
            for &member in &list.members {
                lists.naming.entry(member).or_default().push(number);
            }
        }
        lists.held = held;
        for said in lists.said.values() {
            // "… and other relevant resolutions": what comes after the first list is of something else.
            let first = said
                .iter()
                .min_by_key(|&&number| (!lists.held[number].is_first, lists.held[number].start));
            for &number in said.iter().filter(|number| Some(number) != first.as_ref()) {
                lists.held[number].is_first = false;
            }
        }
        lists
    }

    /// The list of that number.
    pub fn at(&self, list: usize) -> &List {
        &self.held[list]
    }

    /// The lists that a document is named in.
    pub fn naming(&self, document: usize) -> &[usize] {
        self.naming.get(&document).map_or(&[], Vec::as_slice)
    }

    /// The lists that stand in a document's own words.
    pub fn said_by(&self, document: usize) -> &[usize] {
        self.said.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Whether those that a list names, as far as they are `kin`, are of one subject by what is known of them: their titles,
    /// and their numbers. "The relevant resolutions" of a body may be of several subjects, and a body comes back to one hardly
    /// twice in a session: such a list says nothing of what belongs together.
    pub fn is_of_one_subject(&self, list: usize, titles: &Subjects, kin: &impl Fn(&Node) -> bool, least: f64) -> bool {
        let members = self.at(list).members.iter().copied();
        let members: Vec<usize> = members.filter(|&member| kin(self.graph.at(member))).collect();
        let mut titled = members
            .iter()
            .filter(|&&member| !self.graph.at(member).titles.is_empty());
        let first = titled.next();
        let by_titles = first
            .is_none_or(|&first| titled.all(|&other| titles.alike(first, other).is_none_or(|alike| alike >= least)));
        by_titles && !self.come_twice_in_a_session(&members, titles)
    }

    /// Whether two of some documents of one body are of one session, and not known to be of one title.
    fn come_twice_in_a_session(&self, members: &[usize], titles: &Subjects) -> bool {
        let mut sessions: BTreeMap<u32, usize> = BTreeMap::new();
        members.iter().any(|&member| {
            let Some((session, number)) = self.session_of(member) else {
                return false;
            };
            let held = sessions.insert(session, member);
            held.is_some_and(|held| {
                let of_one_number = self.session_of(held).is_some_and(|(_, other)| other == number);
                !of_one_number && titles.alike(held, member).is_none_or(|alike| alike < SAME)
            })
        })
    }

    /// The session in which a resolution was adopted by a body that has sessions, and its number there.
    fn session_of(&self, member: usize) -> Option<(u32, u32)> {
        let symbol = self.graph.at(member).symbol()?;
        match symbol.number()? {
            Number::Session {
                mark: SessionMark::Regular,
                session,
                number,
            } if symbol.kind() == DocumentKind::Resolution => Some((session, number)),
            _ => None,
        }
    }

    /// Whether a list tells a subject at all: by its words; by members whose titles do; or, in the paragraph with which a
    /// document of the same series opens, by several members. "Relevant resolutions of the Council" farther down may be of
    /// anything.
    pub fn tells(&self, list: usize, titles: &Subjects, kin: &impl Fn(&Node) -> bool) -> bool {
        let list = self.at(list);
        let mut words = list.words.iter();
        let titled = list.members.iter().filter(|&&member| {
            let node = self.graph.at(member);
            kin(node) && !node.titles.is_empty()
        });
        let own = || list.speaker.is_some_and(|speaker| kin(self.graph.at(speaker)));
        words.any(|(language, words)| !self.subject(*language, words, titles).is_empty())
            || list.members.len() >= FEWEST && (list.is_first && own() || titled.count() >= FEWEST)
    }

    /// Whether two lists are of one subject: their words tell the same; where these tell none, they name mostly the same.
    pub fn are_alike(&self, one: usize, other: usize, titles: &Subjects) -> bool {
        if one == other {
            return true;
        }
        let (one, other) = (self.at(one), self.at(other));
        let both = one.words.iter().filter_map(|(language, words)| {
            let also = other.words.get(language)?;
            self.say_the_same(*language, words, also, titles)
        });
        let told: Vec<bool> = both.collect();
        if !told.is_empty() {
            return told.contains(&true);
        }
        let shared = one.members.intersection(&other.members).count();
        let shorter = one.members.len().min(other.members.len());
        shared >= FEWEST && shared as f64 >= OVERLAP * shorter as f64
    }

    /// Whether the words of two lists in one language tell one subject; `None` where those of one tell none.
    fn say_the_same(&self, language: Language, one: &str, other: &str, titles: &Subjects) -> Option<bool> {
        let (subject, also) = (
            self.subject(language, one, titles),
            self.subject(language, other, titles),
        );
        let both = !subject.is_empty() && !also.is_empty();
        both.then(|| !names_differ(one, other) && titles.overlap(language, &subject, &also) >= ALIKE)
    }

    /// The words of a list that tell its subject: words of titles that not every set says.
    fn subject(&self, language: Language, label: &str, titles: &Subjects) -> BTreeSet<String> {
        let mut subject = words(label);
        subject.retain(|word| titles.count(language, word) > 0 && !self.is_general(language, word));
        subject
    }

    fn is_general(&self, language: Language, word: &str) -> bool {
        let count = self.labels.count(language, word);
        count > FEW && count as f64 > GENERAL * self.labels.titles() as f64
    }
}

/// What each document says of a set. A fact of which no words are known is a list of its own.
fn lists_of(graph: &CitationGraph, set: usize) -> Vec<List> {
    let mut lists: BTreeMap<Option<usize>, List> = BTreeMap::new();
    // Its own words are those of the citation, if there is one.
    let (says, names): (Vec<Link<'_>>, Vec<Link<'_>>) = graph
        .links_to(set)
        .filter(|link| link.is_citation() || is_membership(link.tie))
        .partition(Link::is_citation);
    for link in says.iter().chain(&names) {
        let named = (!link.is_citation()).then_some(link.from);
        for evidence in &*link.edge.evidence {
            let speaker = graph.number(&evidence.input.symbol);
            let list = lists.entry(speaker).or_insert_with(|| List::new(set, speaker));
            list.is_first |= evidence.paragraph.as_str() == "PP1";
            list.start = list.start.min(evidence.span.start());
            list.members.extend(named);
            let words = list.words.entry(evidence.language);
            words.or_insert_with(|| evidence.quote.clone());
        }
        if let Some(named) = named.filter(|_| link.edge.evidence.is_empty()) {
            let list = lists.entry(None).or_insert_with(|| List::new(set, None));
            list.words.clone_from(&graph.at(set).titles);
            list.members.insert(named);
        }
    }
    lists.into_values().collect()
}

fn is_membership(tie: Tie) -> bool {
    matches!(tie, Tie::Fact(FactRelation::MemberOf | FactRelation::LatestMemberOf))
}
