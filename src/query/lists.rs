use std::collections::BTreeSet;

use crate::graph::{CitationGraph, Node, Tie};
use crate::model::{Class, FactRelation, Language};
use crate::query::subject::{Subjects, names_differ, words};

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
/// whether they speak of one subject.
pub(super) struct Lists<'g> {
    graph: &'g CitationGraph,
    labels: Subjects,
}

impl<'g> Lists<'g> {
    /// The sets of a graph.
    pub fn new(graph: &'g CitationGraph) -> Lists<'g> {
        Lists {
            graph,
            labels: Subjects::new(graph, |node| node.class == Class::Set),
        }
    }

    /// The sets that a document is named in.
    pub fn naming(&self, document: usize) -> BTreeSet<usize> {
        let links = self.graph.links_from(document);
        links
            .filter(|link| is_membership(link.tie))
            .map(|link| link.to)
            .collect()
    }

    /// The documents that a set names.
    pub fn members(&self, set: usize) -> BTreeSet<usize> {
        let links = self.graph.links_to(set);
        links
            .filter(|link| is_membership(link.tie))
            .map(|link| link.from)
            .collect()
    }

    /// Whether those that a set names, as far as they are `kin` and their titles are known, are of one subject. "The relevant
    /// resolutions" of a body may be of several: such a set says nothing of what belongs together.
    pub fn is_of_one_subject(&self, set: usize, titles: &Subjects, kin: &impl Fn(&Node) -> bool, least: f64) -> bool {
        let is_titled = |node: &Node| kin(node) && !node.titles.is_empty();
        let mut titled = self.members(set).into_iter();
        let Some(first) = titled.find(|&member| is_titled(self.graph.at(member))) else {
            return true;
        };
        let mut others = titled.filter(|&member| is_titled(self.graph.at(member)));
        others.all(|other| titles.alike(first, other).is_none_or(|alike| alike >= least))
    }

    /// Whether a set tells a subject at all: by several members, or by its words.
    pub fn tells(&self, set: usize, titles: &Subjects) -> bool {
        let mut labels = self.graph.at(set).titles.iter();
        self.members(set).len() >= FEWEST
            || labels.any(|(language, label)| !self.subject(*language, label, titles).is_empty())
    }

    /// Whether two sets are of one subject: they name mostly the same, or their words tell the same.
    pub fn are_alike(&self, one: usize, other: usize, titles: &Subjects) -> bool {
        if one == other {
            return true;
        }
        let (named, also) = (self.members(one), self.members(other));
        let shared = named.intersection(&also).count();
        let shorter = named.len().min(also.len());
        if shared >= FEWEST && shared as f64 >= OVERLAP * shorter as f64 {
            return true;
        }
        let (one, other) = (self.graph.at(one), self.graph.at(other));
        let mut both = one.titles.iter().filter_map(|(language, words)| {
            let also = other.titles.get(language)?;
            Some(self.say_the_same(*language, words, also, titles))
        });
        both.any(|same| same)
    }

    /// Whether the words of two sets in one language tell one subject, and both tell one at all.
    fn say_the_same(&self, language: Language, one: &str, other: &str, titles: &Subjects) -> bool {
        let (subject, also) = (
            self.subject(language, one, titles),
            self.subject(language, other, titles),
        );
        !names_differ(one, other)
            && !subject.is_empty()
            && !also.is_empty()
            && titles.overlap(language, &subject, &also) >= ALIKE
    }

    /// The words of a set that tell its subject: words of titles that not every set says.
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

fn is_membership(tie: Tie) -> bool {
    matches!(tie, Tie::Fact(FactRelation::MemberOf | FactRelation::LatestMemberOf))
}
