use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Class, DocumentKind, FactRelation, Label, Language, Relation, Section};
use crate::text::Span;

/// The id of a node: the same whatever language, format or document it was read from, and never with a space.
///
/// Clones share their text: most mentions of a document mean what another has named before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(Arc<str>);

impl NodeId {
    /// An id; white space in it becomes `_`.
    pub fn new(text: impl AsRef<str>) -> NodeId {
        let text = text.as_ref();
        if text.contains(char::is_whitespace) {
            NodeId(text.split_whitespace().collect::<Vec<_>>().join("_").into())
        } else {
            NodeId(text.into())
        }
    }

    /// The id as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for NodeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Two or more things that the words may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates {
    first: NodeId,
    second: NodeId,
    rest: Vec<NodeId>,
}

impl Candidates {
    /// The candidates, or `None` where there are not at least two different ones.
    pub fn new(ids: impl IntoIterator<Item = NodeId>) -> Option<Candidates> {
        let mut distinct: Vec<NodeId> = Vec::new();
        for id in ids {
            if !distinct.contains(&id) {
                distinct.push(id);
            }
        }
        let mut ids = distinct.into_iter();
        Some(Candidates {
            first: ids.next()?,
            second: ids.next()?,
            rest: ids.collect(),
        })
    }

    /// The candidates, best first.
    pub fn iter(&self) -> impl Iterator<Item = &NodeId> {
        [&self.first, &self.second].into_iter().chain(&self.rest)
    }
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One thing.
    Resolved(NodeId),
    /// Two or more, and the text does not say which.
    Ambiguous(Candidates),
    /// Nothing that the text and the registry can tell.
    Unresolved,
}

impl Target {
    /// The thing meant, where it is certain.
    pub fn id(&self) -> Option<&NodeId> {
        match self {
            Target::Resolved(id) => Some(id),
            Target::Ambiguous(_) | Target::Unresolved => None,
        }
    }

    /// `resolved`, `ambiguous` or `unresolved`.
    pub fn status(&self) -> &'static str {
        match self {
            Target::Resolved(_) => "resolved",
            Target::Ambiguous(_) => "ambiguous",
            Target::Unresolved => "unresolved",
        }
    }
}

/// A mention and its target: words with an exact place, what they mean, and why.
///
/// A mention of a body, an event or a session has the same form; [`Class::is_citable`] tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What the words mean.
    pub target: Target,
    /// The class of what is meant, known even where the target is not.
    pub class: Class,
    /// For documents, the kind that the words tell.
    pub document: Option<DocumentKind>,
    /// The verb or cue that governs the mention.
    pub relation: Relation,
    /// The relation of the phrase that opens the paragraph.
    pub opening: Option<Relation>,
    /// The paragraph.
    pub paragraph: Label,
    /// The section of that paragraph.
    pub section: Section,
    /// In a footnote: its number.
    pub footnote: Option<u32>,
    /// In a footnote: the paragraph in which its mark stands.
    pub anchor: Option<Label>,
    /// The longest phrase that names the target, as bytes of the source.
    pub span: Span,
    /// The number, symbol or title alone.
    pub core: Span,
    /// Whether a link of the document's editors on these words leads to the same target.
    pub link: bool,
    /// The words of the span with white space folded.
    pub quote: String,
    /// The date printed with the mention.
    pub date: Option<Date>,
    /// Where in the target: "article 12", "annex", "paragraph 5 (c)".
    pub pinpoint: Option<String>,
    /// Why the target is what it is.
    pub reason: Cow<'static, str>,
    /// The language of the paragraph.
    pub language: Language,
}

/// A fact that a document's text states, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The thing.
    pub from: NodeId,
    /// How it is tied.
    pub relation: FactRelation,
    /// What it is tied to.
    pub to: NodeId,
    /// The paragraph that states it.
    pub paragraph: Label,
    /// The section of that paragraph.
    pub section: Section,
    /// The words that state it, as bytes of the source.
    pub span: Span,
    /// Those words with white space folded.
    pub quote: String,
}
