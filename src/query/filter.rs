use std::collections::BTreeSet;

use crate::graph::{Link, Node, Tie};
use crate::model::{Class, NodeId, Section};

/// What an answer is narrowed to; an empty filter lets everything pass.
///
/// Relations and sections choose the links that a question follows; the rest chooses what it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these relations.
    pub relations: BTreeSet<Tie>,
    /// Only nodes of these classes.
    pub classes: BTreeSet<Class>,
    /// Only nodes of these kinds.
    pub kinds: BTreeSet<String>,
    /// Only documents that this body adopted.
    pub body: Option<NodeId>,
    /// Only links with words in one of these sections.
    pub sections: BTreeSet<Section>,
    /// Only nodes of this year or later; what has no date does not pass.
    pub since: Option<i16>,
    /// Only nodes of this year or earlier; what has no date does not pass.
    pub until: Option<i16>,
    /// Only nodes that all of these sets hold.
    pub within: Vec<BTreeSet<NodeId>>,
    /// No node that one of these sets holds.
    pub without: Vec<BTreeSet<NodeId>>,
}

impl Filter {
    /// Whether a question may follow every link.
    pub fn follows_all(&self) -> bool {
        self.relations.is_empty() && self.sections.is_empty()
    }

    /// Whether a question may follow the link.
    pub fn follows(&self, link: &Link<'_>) -> bool {
        let sections = || link.edge.evidence.iter().map(|evidence| evidence.section);
        (self.relations.is_empty() || self.relations.contains(&link.tie))
            && (self.sections.is_empty() || sections().any(|section| self.sections.contains(&section)))
    }

    /// Whether a node may stand in an answer.
    pub fn admits(&self, node: &Node) -> bool {
        (self.classes.is_empty() || self.classes.contains(&node.class))
            && (self.kinds.is_empty() || self.kinds.contains(&node.kind))
            && (self.body.is_none() || self.body == node.body)
            && self.within.iter().all(|set| set.contains(&node.id))
            && !self.without.iter().any(|set| set.contains(&node.id))
            && self.in_time(node)
    }

    fn in_time(&self, node: &Node) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let year = node.day().map(jiff::civil::Date::year);
        year.is_some_and(|year| {
            self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
        })
    }
}
