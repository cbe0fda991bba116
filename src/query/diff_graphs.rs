use std::cmp::Ordering;

use crate::graph::{CitationGraph, Link, Node, Tie};
use crate::model::NodeId;
use crate::query::Side;

/// A node in which two graphs differ.
#[derive(Clone, Debug)]
pub enum NodeDifference<'g> {
    /// One graph holds it alone.
    Only(Side, &'g Node),
    /// Both hold it and tell different things of it.
    Changed {
        /// In A.
        a: &'g Node,
        /// In B.
        b: &'g Node,
        /// The names of what differs.
        fields: Vec<&'static str>,
    },
}

/// An edge in which two graphs differ.
#[derive(Clone, Debug)]
pub enum EdgeDifference<'g> {
    /// One graph holds it alone.
    Only(Side, Link<'g>),
    /// Both hold it and count it differently.
    Counted {
        /// In A.
        a: Link<'g>,
        /// In B.
        b: Link<'g>,
    },
}

/// How two graphs differ.
#[derive(Clone, Debug, Default)]
pub struct GraphDiff<'g> {
    /// How many nodes both hold.
    pub shared_nodes: usize,
    /// How many edges both hold.
    pub shared_edges: usize,
    /// Nodes, in the order of their ids.
    pub nodes: Vec<NodeDifference<'g>>,
    /// Edges, in the order of source, target and relation.
    pub edges: Vec<EdgeDifference<'g>>,
}

/// Compares the nodes and the edges of two graphs.
///
/// What words an edge was read from is not compared: two language versions have different words and the same edges.
pub fn diff_graphs<'g>(a: &'g CitationGraph, b: &'g CitationGraph) -> GraphDiff<'g> {
    let mut diff = GraphDiff::default();
    merge(
        a.nodes(),
        b.nodes(),
        |node| &node.id,
        |step| match step {
            Step::Only(side, node) => diff.nodes.push(NodeDifference::Only(side, node)),
            Step::Both(a, b) => {
                diff.shared_nodes += 1;
                let fields = changed(a, b);
                if !fields.is_empty() {
                    diff.nodes.push(NodeDifference::Changed { a, b, fields });
                }
            }
        },
    );
    merge(a.links(), b.links(), key, |step| match step {
        Step::Only(side, link) => diff.edges.push(EdgeDifference::Only(side, link)),
        Step::Both(a, b) => {
            diff.shared_edges += 1;
            if a.edge.count != b.edge.count {
                diff.edges.push(EdgeDifference::Counted { a, b });
            }
        }
    });
    diff
}

fn key<'g>(link: &Link<'g>) -> (&'g NodeId, &'g NodeId, Tie) {
    (&link.source.id, &link.target.id, link.tie)
}

enum Step<T> {
    Only(Side, T),
    Both(T, T),
}

/// Walks two sorted sequences side by side.
fn merge<T, K: Ord>(
    a: impl Iterator<Item = T>,
    b: impl Iterator<Item = T>,
    key: impl Fn(&T) -> K,
    mut take: impl FnMut(Step<T>),
) {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    loop {
        let order = match (a.peek(), b.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => key(one).cmp(&key(other)),
        };
        let (one, other) = (
            (order != Ordering::Greater).then(|| a.next()).flatten(),
            (order != Ordering::Less).then(|| b.next()).flatten(),
        );
        match (one, other) {
            (Some(one), Some(other)) => take(Step::Both(one, other)),
            (Some(one), None) => take(Step::Only(Side::A, one)),
            (None, Some(other)) => take(Step::Only(Side::B, other)),
            (None, None) => return,
        }
    }
}

/// What two graphs tell differently of a thing. A title that only one of them has is no contradiction.
fn changed(a: &Node, b: &Node) -> Vec<&'static str> {
    let titles = a.titles.iter().any(|(language, title)| {
        let other = b.titles.get(language);
        other.is_some_and(|other| other != title)
    });
    let fields = [
        ("class", a.class != b.class),
        ("kind", a.kind != b.kind),
        ("form", a.form != b.form),
        ("date", a.day() != b.day()),
        ("body", a.body != b.body),
        ("titles", titles),
    ];
    fields
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
}
