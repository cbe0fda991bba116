use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Link, Node};
use crate::model::{Attitude, Class, Label, NodeId, Relation};
use crate::query::subject::Subjects;
use crate::query::{Chains, Filter};

/// Words of two sets at least this alike name the same set at two times.
const SAME_SET: f64 = 0.6;

/// A document, and the graph that tells what it cites.
#[derive(Clone, Copy, Debug)]
pub struct Member<'g> {
    /// The graph.
    pub graph: &'g CitationGraph,
    /// The number of its node there.
    pub number: usize,
}

impl<'g> Member<'g> {
    /// Its node.
    pub fn node(&self) -> &'g Node {
        self.graph.at(self.number)
    }
}

/// A thing that a member of a series cites, with all the citations of it.
#[derive(Clone, Debug)]
pub struct Cited<'g> {
    /// The thing.
    pub node: &'g Node,
    /// The citations.
    pub links: Vec<Link<'g>>,
}

impl<'g> Cited<'g> {
    /// The relations, each once.
    pub fn relations(&self) -> BTreeSet<&'static str> {
        self.links.iter().map(|link| link.tie.name()).collect()
    }

    /// The paragraphs in the order of the text; a footnote counts with that of its mark.
    pub fn paragraphs(&self) -> Vec<&'g Label> {
        self.passages().into_iter().map(|(label, _)| label).collect()
    }

    /// Where it is cited and how: each paragraph in the order of the text with its relations.
    pub fn passages(&self) -> Vec<(&'g Label, BTreeSet<&'static str>)> {
        let mut evidence: Vec<_> = self
            .links
            .iter()
            .flat_map(|link| link.edge.evidence.iter().map(|evidence| (evidence, link.tie.name())))
            .collect();
        evidence.sort_by_key(|(evidence, _)| (&evidence.input, evidence.span));
        let mut passages: Vec<(&Label, BTreeSet<&'static str>)> = Vec::new();
        for (evidence, relation) in evidence {
            let label = evidence.counted_with();
            match passages.iter_mut().find(|(held, _)| *held == label) {
                Some((_, relations)) => {
                    relations.insert(relation);
                }
                None => passages.push((label, [relation].into())),
            }
        }
        passages
    }

    /// The first words that cite it.
    pub fn quote(&self) -> Option<&'g str> {
        let mut evidence = self.links.iter().flat_map(|link| link.edge.evidence.iter());
        evidence.next().map(|evidence| evidence.quote.as_str())
    }

    /// Words that cite it which are more than its id: those under the mark of a note that gives the symbol.
    pub fn words(&self) -> Option<&'g str> {
        let evidence = self.links.iter().flat_map(|link| link.edge.evidence.iter());
        let mut quotes = evidence.map(|evidence| evidence.quote.as_str());
        quotes.find(|quote| !quote.contains(self.node.id.as_str()))
    }

    /// Where it is first cited.
    fn place(&self) -> Option<(usize, usize)> {
        let evidence = self.links.iter().flat_map(|link| link.edge.evidence.iter());
        let places = evidence.map(|evidence| (evidence.span.start(), evidence.span.end()));
        places.min()
    }

    /// The classes of its relations; a mere reference beside a voice tells nothing more.
    fn attitudes(&self) -> BTreeSet<Attitude> {
        let relations = self.relations().into_iter();
        let relations = relations.filter_map(|name| name.parse::<Relation>().ok());
        let mut attitudes: BTreeSet<Attitude> = relations.map(Relation::attitude).collect();
        if attitudes.len() > 1 {
            attitudes.remove(&Attitude::Referring);
        }
        attitudes
    }
}

/// What the earlier document cites, and what the later one has in its place.
#[derive(Clone, Debug)]
pub struct Kept<'g> {
    /// As the earlier one cites it.
    pub before: Cited<'g>,
    /// As the later one does.
    pub after: Cited<'g>,
}

impl Kept<'_> {
    /// Whether it is cited in another voice: welcomed and no longer merely noted.
    pub fn turned(&self) -> bool {
        self.before.attitudes() != self.after.attitudes()
    }

    /// Whether it stands in other paragraphs.
    pub fn moved(&self) -> bool {
        self.before.paragraphs() != self.after.paragraphs()
    }
}

/// How one member of a series cites differently from an earlier one. What the earlier one cites, and what was dropped, is in
/// the order of its text; all else in the order of the later one.
#[derive(Clone, Debug)]
pub struct MembersDiff<'g> {
    /// The earlier one.
    pub before: &'g Node,
    /// The later one.
    pub after: &'g Node,
    /// What gave way to a later thing of its own series: a resolution to a newer one on its subject, a set to the same set grown.
    pub renewed: Vec<Kept<'g>>,
    /// What only the earlier one cites.
    pub dropped: Vec<Cited<'g>>,
    /// What only the later one cites.
    pub added: Vec<Cited<'g>>,
    /// What both cite.
    pub kept: Vec<Kept<'g>>,
}

impl MembersDiff<'_> {
    /// Whether the two cite the same things in the same voices. Paragraphs move by themselves where others are added.
    pub fn is_empty(&self) -> bool {
        let same = self.renewed.is_empty() && self.dropped.is_empty() && self.added.is_empty();
        same && !self.kept.iter().any(Kept::turned)
    }
}

/// Compares what two documents cite, the one that was adopted first before the other. Which documents follow each other is
/// told by `series`, which may know more than the two.
pub fn diff_members<'g>(a: Member<'g>, b: Member<'g>, series: &CitationGraph) -> MembersDiff<'g> {
    let later = |member: &Member<'_>| member.node().day();
    let (first, second) = match (later(&a), later(&b)) {
        (Some(one), Some(other)) if one > other => (b, a),
        _ => (a, b),
    };
    let (mut left, mut right) = (cited(first), cited(second));
    let pairs = renewals(series, &left, &right);
    let shared: Vec<&NodeId> = left.keys().copied().filter(|id| right.contains_key(id)).collect();
    let mut take = |pairs: &mut dyn Iterator<Item = (&'g NodeId, &'g NodeId)>| -> Vec<Kept<'g>> {
        let taken = pairs.filter_map(|(from, to)| {
            Some(Kept {
                before: left.remove(from)?,
                after: right.remove(to)?,
            })
        });
        let mut taken: Vec<Kept<'g>> = taken.collect();
        taken.sort_by_key(|kept| kept.after.place());
        taken
    };
    let kept = take(&mut shared.into_iter().map(|id| (id, id)));
    let renewed = take(&mut pairs.into_iter());
    let in_order = |cited: BTreeMap<&'g NodeId, Cited<'g>>| {
        let mut cited: Vec<Cited<'g>> = cited.into_values().collect();
        cited.sort_by_key(Cited::place);
        cited
    };
    MembersDiff {
        before: first.node(),
        after: second.node(),
        renewed,
        dropped: in_order(left),
        added: in_order(right),
        kept,
    }
}

fn cited(member: Member<'_>) -> BTreeMap<&NodeId, Cited<'_>> {
    let mut cited: BTreeMap<&NodeId, Cited<'_>> = BTreeMap::new();
    for link in member.graph.links_from(member.number).filter(Link::is_citation) {
        let held = cited.entry(&link.target.id).or_insert_with(|| Cited {
            node: link.target,
            links: Vec::new(),
        });
        held.links.push(link);
    }
    cited
}

/// What was dropped for a later thing of its own series, each thing once.
fn renewals<'g>(
    series: &CitationGraph,
    left: &BTreeMap<&'g NodeId, Cited<'g>>,
    right: &BTreeMap<&'g NodeId, Cited<'g>>,
) -> Vec<(&'g NodeId, &'g NodeId)> {
    let chains = Chains::new(series);
    let subjects = Subjects::new(series, |node| node.class == Class::Set);
    let added: Vec<&'g Node> = right
        .values()
        .map(|cited| cited.node)
        .filter(|node| !left.contains_key(&node.id))
        .collect();
    let mut pairs: Vec<(&NodeId, &NodeId)> = Vec::new();
    for node in left.values().map(|cited| cited.node) {
        if right.contains_key(&node.id) {
            continue;
        }
        let later: Vec<&NodeId> = match node.class {
            Class::Document => {
                let Some(number) = series.number(&node.id) else {
                    continue;
                };
                let successors = chains.of(number, &Filter::default()).successors;
                let sure = successors.iter().filter(|episode| episode.certain);
                let ids: Vec<&NodeId> = sure.map(|episode| &episode.node.id).collect();
                added
                    .iter()
                    .map(|node| &node.id)
                    .filter(|id| ids.contains(id))
                    .collect()
            }
            Class::Set => {
                let same = added.iter().filter(|other| same_set(&subjects, node, other));
                same.map(|other| &other.id).collect()
            }
            _ => Vec::new(),
        };
        if let Some(to) = later
            .into_iter()
            .rfind(|to| !pairs.iter().any(|(_, taken)| taken == to))
        {
            pairs.push((&node.id, to));
        }
    }
    pairs
}

/// Whether two sets are one at two times: both of the same body's documents, `set:A/RES@…`, and in alike words.
fn same_set(subjects: &Subjects, one: &Node, other: &Node) -> bool {
    let series = |node: &Node| node.id.as_str().split_once('@').map(|(series, _)| series.to_owned());
    let alike = || {
        subjects
            .alike_in_words(one, other)
            .is_some_and(|alike| alike >= SAME_SET)
    };
    other.class == Class::Set && series(one).is_some() && series(one) == series(other) && alike()
}
