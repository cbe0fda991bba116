/// The ends of all edges as frozen arrays (compressed sparse rows), forward and reverse: a walk reads numbers that lie side by
/// side, and looks at nodes and edges only where it has to.
///
/// An edge's *number* is its place in the order of source, target and relation.
#[derive(Clone, Debug, Default)]
pub(super) struct Ends {
    /// Of each edge.
    sources: Vec<u32>,
    /// Of each edge.
    targets: Vec<u32>,
    /// Where the edges begin that leave each node, and after the last of them.
    leaving: Vec<u32>,
    /// Where in `entrants` those begin that enter each node, and after the last of them.
    entering: Vec<u32>,
    /// The edges in the order of their targets, then of their own.
    entrants: Vec<u32>,
    /// The sources of the edges in that order.
    origins: Vec<u32>,
}

impl Ends {
    /// Of so many nodes; the sources stand in order.
    pub fn new(nodes: usize, sources: Vec<u32>, targets: Vec<u32>) -> Ends {
        let leaving = starts(nodes, &sources);
        let entering = starts(nodes, &targets);
        let mut next = entering.clone();
        let (mut entrants, mut origins) = (vec![0; targets.len()], vec![0; targets.len()]);
        for (edge, (&source, &target)) in (0..).zip(sources.iter().zip(&targets)) {
            let place = &mut next[target as usize];
            entrants[*place as usize] = edge;
            origins[*place as usize] = source;
            *place += 1;
        }
        Ends {
            sources,
            targets,
            leaving,
            entering,
            entrants,
            origins,
        }
    }

    pub fn source(&self, edge: usize) -> usize {
        self.sources[edge] as usize
    }

    pub fn target(&self, edge: usize) -> usize {
        self.targets[edge] as usize
    }

    /// The numbers of the edges that leave a node.
    pub fn from(&self, node: usize) -> std::ops::Range<usize> {
        self.leaving[node] as usize..self.leaving[node + 1] as usize
    }

    /// The nodes that these edges enter, one after another.
    pub fn targets(&self, node: usize) -> &[u32] {
        &self.targets[self.from(node)]
    }

    /// The numbers of the edges that enter a node, in order.
    pub fn to(&self, node: usize) -> &[u32] {
        &self.entrants[self.entering(node)]
    }

    /// The nodes that these edges leave, one after another.
    pub fn origins(&self, node: usize) -> &[u32] {
        &self.origins[self.entering(node)]
    }

    fn entering(&self, node: usize) -> std::ops::Range<usize> {
        self.entering[node] as usize..self.entering[node + 1] as usize
    }
}

/// Where the rows of as many nodes begin, by the node of each entry; one more at the end.
fn starts(nodes: usize, entries: &[u32]) -> Vec<u32> {
    let mut starts = vec![0; nodes + 1];
    for &node in entries {
        starts[node as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    starts
}
