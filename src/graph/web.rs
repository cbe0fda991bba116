use petgraph::Directed;
use petgraph::csr::Csr;
use petgraph::visit::DfsPostOrder;

/// Who cites whom, each pair once: the citations of a graph without their relations and words, frozen forward and reverse.
///
/// petgraph's `Csr` holds no parallel edges, so it is right for pairs; the edges themselves stay with the graph.
#[derive(Clone, Debug)]
pub struct Web {
    out: Csr<(), (), Directed, u32>,
    into: Csr<(), (), Directed, u32>,
}

/// A node and how many citations away it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number.
    pub node: u32,
    /// How far away.
    pub depth: u32,
}

impl Web {
    /// Of so many nodes, and of pairs of what cites and what is cited, then of the same the other way round. Both stand in
    /// order, and a pair may stand more than once.
    pub(super) fn new(
        nodes: usize,
        forward: impl Iterator<Item = (u32, u32)>,
        reverse: impl Iterator<Item = (u32, u32)>,
    ) -> Web {
        Web {
            out: frozen(nodes, forward),
            into: frozen(nodes, reverse),
        }
    }

    /// How many nodes it has.
    pub fn len(&self) -> usize {
        self.out.node_count()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a node cites, each once and in order.
    #[inline]
    pub fn cited(&self, node: usize) -> &[u32] {
        self.out.neighbors_slice(number(node))
    }

    /// What cites a node, each once and in order.
    #[inline]
    pub fn citing(&self, node: usize) -> &[u32] {
        self.into.neighbors_slice(number(node))
    }

    /// The nodes that citations lead to from these, nearest first and each once, these themselves included;
    /// at most `depth` citations away, or all the way.
    pub fn cited_from(&self, nodes: &[usize], depth: Option<usize>) -> Vec<Step> {
        reached(self.len(), nodes, depth, |node| self.cited(node))
    }

    /// The same against the direction of the citations.
    pub fn citing_to(&self, nodes: &[usize], depth: Option<usize>) -> Vec<Step> {
        reached(self.len(), nodes, depth, |node| self.citing(node))
    }

    /// Every node, what cites before what is cited as far as citations do not go in circles.
    pub fn citing_first(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.len());
        let mut walk = DfsPostOrder::empty(&self.out);
        for root in 0..number(self.len()) {
            walk.move_to(root);
            while let Some(node) = walk.next(&self.out) {
                order.push(node);
            }
        }
        order.reverse();
        order
    }
}

/// Breadth first from some nodes of so many: each node that is met, nearest first and once, at most `depth` steps away.
pub fn reached<N: IntoIterator<Item: std::borrow::Borrow<u32>>>(
    size: usize,
    nodes: &[usize],
    depth: Option<usize>,
    mut neighbours: impl FnMut(usize) -> N,
) -> Vec<Step> {
    let mut seen = Seen::new(size);
    let mut steps: Vec<Step> = Vec::new();
    for &node in nodes {
        if seen.insert(node) {
            steps.push(Step {
                node: number(node),
                depth: 0,
            });
        }
    }
    let mut at = 0;
    while let Some(&step) = steps.get(at) {
        at += 1;
        if depth.is_some_and(|depth| step.depth as usize >= depth) {
            break;
        }
        for near in neighbours(step.node as usize) {
            let near = *std::borrow::Borrow::borrow(&near);
            if seen.insert(near as usize) {
                steps.push(Step {
                    node: near,
                    depth: step.depth + 1,
                });
            }
        }
    }
    steps
}

/// Which nodes were met, a bit for each.
struct Seen(Vec<u64>);

impl Seen {
    fn new(size: usize) -> Seen {
        Seen(vec![0; size.div_ceil(64)])
    }

    /// Whether it was not met before.
    #[inline]
    fn insert(&mut self, node: usize) -> bool {
        let (word, bit) = (&mut self.0[node / 64], 1 << (node % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

/// No graph has more nodes than its edges have numbers.
fn number(node: usize) -> u32 {
    node as u32
}

fn frozen(nodes: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Csr<(), (), Directed, u32> {
    let mut pairs: Vec<(u32, u32)> = pairs.collect();
    pairs.dedup();
    // Pairs that are sorted and stand once are never refused.
    let mut frozen = Csr::from_sorted_edges(&pairs).unwrap_or_default();
    while frozen.node_count() < nodes {
        frozen.add_node(());
    }
    frozen
}
