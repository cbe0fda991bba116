use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::graph::{Origins, Words};
use crate::model::{Class, FactRelation, Label, Language, NodeId, Relation, Section};
use crate::text::Span;

/// Whether an edge is a document's own saying, or true whoever cites the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeClass {
    /// A citation; towards a body, an event or a session, a mention.
    Citation,
    /// A fact.
    Fact,
}

impl EdgeClass {
    /// The word that the JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            EdgeClass::Citation => "citation",
            EdgeClass::Fact => "fact",
        }
    }
}

/// How two nodes are tied: by a relation of citations or by one of facts. The two vocabularies share one word,
/// `recommended-in`: what a masthead cites as its source is a fact of the document, and never a citation of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// A citation or mention.
    Citation(Relation),
    /// A fact.
    Fact(FactRelation),
}

impl Tie {
    /// The printed name of the relation.
    pub fn name(self) -> &'static str {
        match self {
            Tie::Citation(relation) => relation.name(),
            Tie::Fact(relation) => relation.name(),
        }
    }

    /// Citation or fact.
    pub fn class(self) -> EdgeClass {
        match self {
            Tie::Citation(_) => EdgeClass::Citation,
            Tie::Fact(_) => EdgeClass::Fact,
        }
    }

    /// Every tie, in the order of the vocabulary.
    pub fn all() -> impl Iterator<Item = Tie> {
        let relations = Relation::ALL.iter().copied();
        let citations = relations
            .filter(|relation| *relation != Relation::RecommendedIn)
            .map(Tie::Citation);
        citations.chain(FactRelation::ALL.iter().copied().map(Tie::Fact))
    }
}

impl fmt::Display for Tie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Tie {
    type Err = String;

    fn from_str(name: &str) -> Result<Tie, String> {
        Tie::all().find(|tie| tie.name() == name).ok_or_else(|| {
            let names: Vec<_> = Tie::all().map(Tie::name).collect();
            format!("expected one of {}, found `{name}`", names.join(", "))
        })
    }
}

/// One language version of one document, as one file gave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Input {
    /// The file.
    pub file: String,
    /// The hash of its bytes.
    pub sha256: String,
    /// The id of the document.
    pub symbol: NodeId,
    /// Its language.
    pub language: Language,
}

/// The words that make an edge, and their exact place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Where it was read.
    pub input: Arc<Input>,
    /// Bytes of the input's text.
    pub span: Span,
    /// The paragraph.
    pub paragraph: Label,
    /// Its section.
    pub section: Section,
    /// In a footnote: the paragraph of its mark.
    pub anchor: Option<Label>,
    /// The words.
    pub quote: String,
    /// Their language.
    pub language: Language,
    /// Where in the target.
    pub pinpoint: Option<String>,
}

impl Evidence {
    /// The paragraph that the evidence counts with: that of the mark, for a footnote.
    pub fn counted_with(&self) -> &Label {
        self.anchor.as_ref().unwrap_or(&self.paragraph)
    }
}

/// What ties two nodes by one relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// Where it is known from.
    pub origins: Origins,
    /// In how many paragraphs of one language version; none for a fact that only the registry knows.
    pub count: u32,
    /// The words, in the order of the inputs and of their texts, none twice.
    pub evidence: Words,
}

impl Edge {
    /// Adds what another graph knows of the same edge.
    pub(crate) fn join(&mut self, other: Edge) {
        self.origins.extend(other.origins.iter());
        self.count = self.count.max(other.count);
        for evidence in other.evidence {
            self.evidence.add(evidence);
        }
    }

    /// Counts the paragraphs anew: the most that one input has, since every language version says the same.
    /// A count that came without all of its evidence is never lowered.
    pub(crate) fn recount(&mut self) {
        if self.evidence.len() < 2 {
            self.count = self.count.max(self.evidence.len() as u32);
            return;
        }
        let mut paragraphs: BTreeMap<&Input, BTreeSet<&Label>> = BTreeMap::new();
        for evidence in &self.evidence {
            paragraphs
                .entry(&evidence.input)
                .or_default()
                .insert(evidence.counted_with());
        }
        let most = paragraphs.values().map(BTreeSet::len).max().unwrap_or(0);
        self.count = self.count.max(u32::try_from(most).unwrap_or(u32::MAX));
    }
}

/// A citation whose target is not certain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unplaced {
    /// The citing document.
    pub source: NodeId,
    /// Where it was read.
    pub input: Arc<Input>,
    /// Bytes of the input's text.
    pub span: Span,
    /// The paragraph.
    pub paragraph: Label,
    /// The words.
    pub quote: String,
    /// The class of what is meant.
    pub class: Class,
    /// `ambiguous` or `unresolved`.
    pub status: String,
    /// What it may mean.
    pub candidates: Vec<NodeId>,
    /// Why it is not certain.
    pub reason: String,
}
