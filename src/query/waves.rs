//! The shortest ways between two sets of nodes, sought from both ends at once: where each node has ten neighbours, two waves
//! of two steps meet some hundreds of nodes, one wave of four ten thousand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::graph::{CitationGraph, Link};

/// Which way a wave runs.
#[derive(Clone, Copy)]
enum Course {
    /// From what cites to what is cited.
    Forth,
    /// From what is cited to what cites.
    Back,
}

/// What was met from one end.
struct Wave {
    course: Course,
    /// Of each node that was met, after how many steps.
    steps: HashMap<usize, u32>,
    /// What was met last.
    edge: Vec<usize>,
    /// How many steps it has gone.
    gone: u32,
}

/// The nodes that lie on a shortest way from one of the starts to one of the goals, each with how many steps it is from the
/// start. Only links that are `walkable` are gone. None where no way leads there.
pub(super) fn shortest<'g>(
    graph: &'g CitationGraph,
    starts: &BTreeSet<usize>,
    goals: &BTreeSet<usize>,
    walkable: impl Fn(&Link<'g>) -> bool,
) -> BTreeMap<usize, u32> {
    let (mut forth, mut back) = (Wave::new(Course::Forth, starts), Wave::new(Course::Back, goals));
    let mut met: Vec<usize> = starts.intersection(goals).copied().collect();
    while met.is_empty() {
        // The narrower goes on. Where one has come to its end, there is no way.
        let (one, other) = match forth.edge.len() <= back.edge.len() {
            true => (&mut forth, &back),
            false => (&mut back, &forth),
        };
        if one.edge.is_empty() {
            return BTreeMap::new();
        }
        one.go(graph, &walkable);
        met = one
            .edge
            .iter()
            .copied()
            .filter(|node| other.steps.contains_key(node))
            .collect();
    }
    let length = forth.gone + back.gone;
    let mut on_the_way = BTreeMap::new();
    forth.retrace(graph, &met, &walkable, |node, steps| {
        on_the_way.insert(node, steps).is_none()
    });
    back.retrace(graph, &met, &walkable, |node, steps| {
        on_the_way.insert(node, length - steps).is_none() || steps == back.gone
    });
    on_the_way
}

impl Wave {
    fn new(course: Course, nodes: &BTreeSet<usize>) -> Wave {
        Wave {
            course,
            steps: nodes.iter().map(|&node| (node, 0)).collect(),
            edge: nodes.iter().copied().collect(),
            gone: 0,
        }
    }

    /// Goes one step further.
    fn go<'g>(&mut self, graph: &'g CitationGraph, walkable: &impl Fn(&Link<'g>) -> bool) {
        self.gone += 1;
        let mut next = Vec::new();
        for &node in &self.edge {
            each_neighbour(graph, node, self.course, walkable, |near, may_go| {
                if !self.steps.contains_key(&near) && may_go() {
                    self.steps.insert(near, self.gone);
                    next.push(near);
                }
            });
        }
        self.edge = next;
    }

    /// Tells every node on a shortest way from where the wave began to those nodes, once `is_new` has said so.
    fn retrace<'g>(
        &self,
        graph: &'g CitationGraph,
        from: &[usize],
        walkable: &impl Fn(&Link<'g>) -> bool,
        mut is_new: impl FnMut(usize, u32) -> bool,
    ) {
        let mut waiting: Vec<usize> = from
            .iter()
            .copied()
            .filter(|&node| is_new(node, self.steps[&node]))
            .collect();
        let against = match self.course {
            Course::Forth => Course::Back,
            Course::Back => Course::Forth,
        };
        while let Some(node) = waiting.pop() {
            let steps = self.steps[&node];
            each_neighbour(graph, node, against, walkable, |near, may_go| {
                let is_nearer = self.steps.get(&near).is_some_and(|&before| before + 1 == steps);
                if is_nearer && may_go() && is_new(near, steps - 1) {
                    waiting.push(near);
                }
            });
        }
    }
}

/// Each neighbour of a node in one direction, with how to ask whether the link between them may be gone: most neighbours were
/// met before, and their links need not be looked at.
fn each_neighbour<'g>(
    graph: &'g CitationGraph,
    node: usize,
    course: Course,
    walkable: &impl Fn(&Link<'g>) -> bool,
    mut tell: impl FnMut(usize, &dyn Fn() -> bool),
) {
    let near = match course {
        Course::Forth => graph.targets(node),
        Course::Back => graph.sources(node),
    };
    for (place, &near) in near.iter().enumerate() {
        tell(near as usize, &|| {
            let link = match course {
                Course::Forth => graph.links_from(node).nth(place),
                Course::Back => graph.links_to(node).nth(place),
            };
            link.is_some_and(|link| walkable(&link))
        });
    }
}
