use std::borrow::Cow;

use crate::graph::{CitationGraph, Evidence, Link, Node, Origins};
use crate::model::Language;

/// What is exported: a graph or a part of one, and how.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'g> {
    /// What is written.
    pub graph: &'g CitationGraph,
    /// What it is a part of: a part may leave out those that name a thing.
    pub whole: &'g CitationGraph,
    /// The language of labels, where there is a title in it.
    pub language: Language,
    /// Whether all that ties one thing to another is one edge; else there is one for each relation.
    pub collapse: bool,
}

impl<'g> Exported<'g> {
    /// All of a graph, with English labels and an edge for each relation.
    pub fn all(graph: &'g CitationGraph) -> Exported<'g> {
        Exported::part(graph, graph)
    }

    /// A part of a graph, with English labels and an edge for each relation.
    pub fn part(graph: &'g CitationGraph, whole: &'g CitationGraph) -> Exported<'g> {
        Exported {
            graph,
            whole,
            language: Language::En,
            collapse: false,
        }
    }

    /// The edges, in the order of source, target and relation.
    pub(super) fn bonds(&self) -> impl Iterator<Item = Bond<'g>> + use<'g> {
        let collapse = self.collapse;
        let mut links = self.graph.links().peekable();
        std::iter::from_fn(move || {
            let first = links.next()?;
            let mut more = Vec::new();
            if collapse {
                while let Some(next) = links.next_if(|next| (next.from, next.to) == (first.from, first.to)) {
                    more.push(next);
                }
            }
            Some(Bond { first, more })
        })
    }
}

/// What is written as one edge: one link, or all that tie one thing to another.
#[derive(Clone, Debug)]
pub(super) struct Bond<'g> {
    first: Link<'g>,
    more: Vec<Link<'g>>,
}

/// Between the words of a cell that holds several.
pub(super) const BETWEEN: &str = "; ";

impl<'g> Bond<'g> {
    /// The node that it leaves.
    pub fn source(&self) -> &'g Node {
        self.first.source
    }

    /// The number of that node.
    pub fn from(&self) -> usize {
        self.first.from
    }

    /// The node that it enters.
    pub fn target(&self) -> &'g Node {
        self.first.target
    }

    /// The number of that node.
    pub fn to(&self) -> usize {
        self.first.to
    }

    /// Its links: one, unless they were collapsed.
    pub fn links(&self) -> impl Iterator<Item = &Link<'g>> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// Its relation; of several all, in the order of the vocabulary.
    pub fn relation(&self) -> Cow<'static, str> {
        self.words(|link| link.tie.name())
    }

    /// `citation` or `fact`; of several both, where they differ.
    pub fn class(&self) -> Cow<'static, str> {
        self.words(|link| link.tie.class().name())
    }

    fn words(&self, word: impl Fn(&Link<'g>) -> &'static str) -> Cow<'static, str> {
        if self.more.is_empty() {
            return Cow::Borrowed(word(&self.first));
        }
        let mut words: Vec<_> = self.links().map(word).collect();
        words.dedup();
        Cow::Owned(words.join(BETWEEN))
    }

    /// Where it is known from.
    pub fn origins(&self) -> Origins {
        self.links().flat_map(|link| link.edge.origins.iter()).collect()
    }

    /// In how many paragraphs of one language version; of several relations their sum.
    pub fn count(&self) -> u32 {
        let counts = self.links().map(|link| link.edge.count);
        counts.fold(0, u32::saturating_add)
    }

    /// The words that make it.
    pub fn evidence(&self) -> impl Iterator<Item = &'g Evidence> + use<'_, 'g> {
        self.links().flat_map(|link| &link.edge.evidence)
    }

    /// Whether it is a citation in the strict sense.
    pub fn is_citation(&self) -> bool {
        self.links().any(Link::is_citation)
    }
}
