use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Attitude, Citation, Class, Label, NodeId, Reading, Relation, Symbol, Target};

/// One of the two versions that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::A => Side::B,
            Side::B => Side::A,
        }
    }
}

/// A reference as one version carries it in one paragraph, the notes whose marks stand there included.
#[derive(Clone, Debug)]
pub struct Carried<'r> {
    /// What is cited.
    pub target: &'r NodeId,
    /// Its class.
    pub class: Class,
    /// The paragraph.
    pub paragraph: &'r Label,
    /// The notes in which it stands.
    pub notes: BTreeSet<&'r Label>,
    /// Every wording, in the order of the text.
    pub quotes: Vec<&'r str>,
    /// Every relation.
    pub relations: BTreeSet<Relation>,
}

impl Carried<'_> {
    /// The classes of its relations. A mere reference beside a voice tells nothing more, and is left out.
    pub fn attitudes(&self) -> BTreeSet<Attitude> {
        let mut attitudes: BTreeSet<Attitude> = self.relations.iter().map(|relation| relation.attitude()).collect();
        if attitudes.len() > 1 {
            attitudes.remove(&Attitude::Referring);
        }
        attitudes
    }
}

/// What the version that lacks a reference has instead.
#[derive(Clone, Debug)]
pub enum Why<'r> {
    /// Nothing: it cites the thing nowhere.
    Nowhere,
    /// It cites the thing in these other paragraphs, which both versions do.
    Elsewhere(Vec<&'r Label>),
    /// In the same paragraph it names the base or the whole (or the part, the addendum, the corrigendum) of the thing.
    Kin(&'r NodeId),
    /// In the same paragraph it has words that may mean the thing but are not certain.
    Doubtful(&'r Citation),
}

/// One thing in which two versions differ.
#[derive(Clone, Debug)]
pub enum Difference<'r> {
    /// One version carries a reference that the other lacks in that paragraph.
    Only {
        /// Who carries it.
        side: Side,
        /// What it carries.
        carried: Carried<'r>,
        /// The wordings of all references of that paragraph in the other version.
        beside: Vec<&'r str>,
        /// What the other version has instead.
        why: Why<'r>,
    },
    /// References that stand in another paragraph of the other version.
    Moved {
        /// The paragraph in A.
        from: &'r Label,
        /// The paragraph in B.
        to: &'r Label,
        /// What moved, in A and in B.
        references: Vec<(Carried<'r>, Carried<'r>)>,
    },
    /// Both carry the reference, with relations of different classes.
    Relation {
        /// In A.
        a: Carried<'r>,
        /// In B.
        b: Carried<'r>,
    },
}

impl Difference<'_> {
    /// The paragraph under which it is told: that of A, where A has one.
    pub fn paragraph(&self) -> &Label {
        match self {
            Difference::Only { carried, .. } => carried.paragraph,
            Difference::Moved { from, .. } => from,
            Difference::Relation { a, .. } => a.paragraph,
        }
    }
}

/// How two versions of one document differ in what they cite.
#[derive(Clone, Debug)]
pub struct VersionDiff<'r> {
    /// The first version.
    pub a: &'r Reading,
    /// The second version.
    pub b: &'r Reading,
    /// How many references both carry in the same paragraph.
    pub shared: usize,
    /// What differs, in the order of the text.
    pub differences: Vec<Difference<'r>>,
    /// Citations whose target is not certain. They cannot be compared and count as no difference.
    pub unplaced: Vec<(Side, &'r Citation)>,
}

/// Compares the citations of two versions of a document: two languages, or two drafts.
///
/// Paragraphs are aligned by their labels, and a note counts with the paragraph of its mark, so that notes may be
/// numbered differently. Bodies, events and sessions are not compared: versions name them as freely as pronouns.
pub fn diff<'r>(a: &'r Reading, b: &'r Reading) -> VersionDiff<'r> {
    let (mut left, mut right) = (carried(a), carried(b));
    let mut pairs = Vec::new();
    take_pairs(&mut left, &mut right, &mut pairs, |a, b| a.paragraph == b.paragraph);
    // A note whose mark was lost in one version stands by itself there.
    take_pairs(&mut left, &mut right, &mut pairs, |a, b| {
        !a.notes.is_disjoint(&b.notes) && (is_note(a.paragraph) || is_note(b.paragraph))
    });
    let shared = pairs.len();
    let mut differences: Vec<Difference<'r>> = pairs
        .iter()
        .filter(|(a, b)| a.attitudes() != b.attitudes())
        .map(|(a, b)| Difference::Relation {
            a: a.clone(),
            b: b.clone(),
        })
        .collect();
    let mut moved = Vec::new();
    take_pairs(&mut left, &mut right, &mut moved, |_, _| true);
    differences.extend(grouped(moved));
    for (side, only, other) in [(Side::A, left, b), (Side::B, right, a)] {
        for (_, carried) in only {
            differences.push(Difference::Only {
                side,
                beside: beside(other, carried.paragraph),
                why: why(other, &carried),
                carried,
            });
        }
    }
    differences.sort_by_cached_key(|difference| place(difference.paragraph()));
    VersionDiff {
        a,
        b,
        shared,
        differences,
        unplaced: [(Side::A, a), (Side::B, b)]
            .into_iter()
            .flat_map(|(side, reading)| unplaced(reading).map(move |citation| (side, citation)))
            .collect(),
    }
}

/// The paragraph with which a citation counts.
fn counted_with(citation: &Citation) -> &Label {
    citation.anchor.as_ref().unwrap_or(&citation.paragraph)
}

fn is_note(label: &Label) -> bool {
    label.as_str().starts_with("fn")
}

fn unplaced(reading: &Reading) -> impl Iterator<Item = &Citation> {
    let doubtful = |citation: &&Citation| citation.class.is_citable() && citation.target.id().is_none();
    reading.citations.iter().filter(doubtful)
}

/// Every reference with the name under which it is compared, in the order of the text.
fn carried(reading: &Reading) -> Vec<(String, Carried<'_>)> {
    let mut all: Vec<(String, Carried<'_>)> = Vec::new();
    let mut held: BTreeMap<(String, &Label), usize> = BTreeMap::new();
    let citable = reading.citations.iter().filter(|citation| citation.class.is_citable());
    for citation in citable {
        let Some(target) = citation.target.id().filter(|target| !is_itself(reading, target)) else {
            continue;
        };
        let (name, paragraph) = (name(reading, target), counted_with(citation));
        let at = *held.entry((name.clone(), paragraph)).or_insert_with(|| {
            let carried = Carried {
                target,
                class: citation.class,
                paragraph,
                notes: BTreeSet::new(),
                quotes: Vec::new(),
                relations: BTreeSet::new(),
            };
            all.push((name, carried));
            all.len() - 1
        });
        let carried = &mut all[at].1;
        carried.quotes.push(&citation.quote);
        carried.relations.insert(citation.relation);
        if citation.footnote.is_some() {
            carried.notes.insert(&citation.paragraph);
        }
    }
    all
}

fn is_itself(reading: &Reading, target: &NodeId) -> bool {
    let alias = reading.facts.alias.as_ref();
    *target == reading.id || alias.is_some_and(|alias| alias.as_str() == target.as_str())
}

/// An open set that is named after its place (`set:SOURCE#PP3.1`) is compared by its rank there:
/// two drafts are called differently, and paragraphs move.
fn name(reading: &Reading, target: &NodeId) -> String {
    let own = target.as_str().strip_prefix("set:");
    let own = own.and_then(|rest| rest.strip_prefix(reading.id.as_str())?.strip_prefix('#'));
    match own.and_then(|place| place.rsplit_once('.')) {
        Some((_, rank)) => format!("set:#.{rank}"),
        None => target.to_string(),
    }
}

/// Takes from both lists the references of the same name that fit each other, first come first served.
fn take_pairs<'r>(
    left: &mut Vec<(String, Carried<'r>)>,
    right: &mut Vec<(String, Carried<'r>)>,
    pairs: &mut Vec<(Carried<'r>, Carried<'r>)>,
    fit: impl Fn(&Carried<'r>, &Carried<'r>) -> bool,
) {
    for (name, a) in std::mem::take(left) {
        let other = right.iter().position(|(other, b)| *other == name && fit(&a, b));
        match other {
            Some(at) => pairs.push((a, right.remove(at).1)),
            None => left.push((name, a)),
        }
    }
}

/// Moves between the same two paragraphs as one: a paragraph that was inserted moves all that follow.
fn grouped<'r>(moved: Vec<(Carried<'r>, Carried<'r>)>) -> impl Iterator<Item = Difference<'r>> {
    let mut groups: BTreeMap<(&Label, &Label), Vec<(Carried<'r>, Carried<'r>)>> = BTreeMap::new();
    for (a, b) in moved {
        groups.entry((a.paragraph, b.paragraph)).or_default().push((a, b));
    }
    groups
        .into_iter()
        .map(|((from, to), references)| Difference::Moved { from, to, references })
}

fn there<'r>(reading: &'r Reading, paragraph: &Label) -> impl Iterator<Item = &'r Citation> {
    let here = move |citation: &&Citation| citation.class.is_citable() && counted_with(citation) == paragraph;
    reading.citations.iter().filter(here)
}

fn beside<'r>(reading: &'r Reading, paragraph: &Label) -> Vec<&'r str> {
    there(reading, paragraph)
        .map(|citation| citation.quote.as_str())
        .collect()
}

fn why<'r>(other: &'r Reading, carried: &Carried<'r>) -> Why<'r> {
    let in_doubt = there(other, carried.paragraph).find(|citation| may_mean(citation, carried));
    if let Some(citation) = in_doubt {
        return Why::Doubtful(citation);
    }
    let kin = there(other, carried.paragraph).filter_map(|citation| citation.target.id());
    if let Some(id) = kin.into_iter().find(|id| are_kin(id, carried.target)) {
        return Why::Kin(id);
    }
    let same = other.citations.iter().filter(|citation| citation.class.is_citable());
    let same = same.filter(|citation| citation.target.id() == Some(carried.target));
    let elsewhere: BTreeSet<&Label> = same.map(counted_with).collect();
    if elsewhere.is_empty() {
        Why::Nowhere
    } else {
        Why::Elsewhere(elsewhere.into_iter().collect())
    }
}

fn may_mean(citation: &Citation, carried: &Carried<'_>) -> bool {
    match &citation.target {
        Target::Resolved(_) => false,
        Target::Ambiguous(candidates) => candidates.iter().any(|id| id == carried.target),
        Target::Unresolved => citation.class == carried.class,
    }
}

/// Whether one is the base or the whole of the other, or both have the same base.
fn are_kin(one: &NodeId, other: &NodeId) -> bool {
    let base = |id: &NodeId| {
        let symbol: Symbol = id.as_str().parse().ok()?;
        Some(symbol.base()?.1.as_str().to_owned())
    };
    let (of_one, of_other) = (base(one), base(other));
    one != other
        && (of_one.as_deref() == Some(other.as_str())
            || of_other.as_deref() == Some(one.as_str())
            || of_one.is_some() && of_one == of_other)
}

/// Where a paragraph stands in a document: sections in their order, numbers as numbers.
fn place(label: &Label) -> Vec<(u8, u64, String)> {
    let mut parts = Vec::new();
    for step in label
        .as_str()
        .split(['.', '(', ')', '-'])
        .filter(|step| !step.is_empty())
    {
        let digits = step.find(|c: char| c.is_ascii_digit()).unwrap_or(step.len());
        let (word, number) = step.split_at(digits);
        let rank = match word {
            "masthead" => 0,
            "title" => 1,
            "PP" => 2,
            "OP" => 3,
            "annex" => 5,
            "fn" => 6,
            "closing" => 7,
            _ => 4,
        };
        parts.push((rank, number.parse().unwrap_or(0), word.to_owned()));
    }
    parts
}
