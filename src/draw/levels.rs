//! Who stands how far from what was asked for, and why: each thing has the links that lead to it from the level nearer the
//! middle, and those beside the way, which its card tells by numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::subject::Subject;
use crate::export::Cluster;
use crate::graph::Link;
use crate::model::NodeId;
use crate::query::order;

/// The levels of a picture: what cites stands below zero, what is cited above.
pub(super) struct Levels<'g> {
    /// How far each node lies from what was asked for.
    pub level: BTreeMap<usize, i64>,
    /// The nodes in the order in which they are read: the nearest first, of equals by kind and time.
    pub order: Vec<usize>,
    /// The sort of each node.
    pub sort: BTreeMap<usize, Cluster>,
    /// The links of each node to the level nearer the middle.
    pub inward: BTreeMap<usize, Vec<Tie<'g>>>,
    /// The links of each node that its card tells of by the number of the other.
    pub beside: BTreeMap<usize, Vec<Tie<'g>>>,
    /// What others, further from the middle or beside, are tied to.
    pub leading: BTreeSet<usize>,
}

/// A link of a node, and what is at its other end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie<'g> {
    pub other: usize,
    pub link: Link<'g>,
    /// Whether the link leads to the other end.
    pub outward: bool,
}

impl<'g> Levels<'g> {
    pub fn new(subject: &Subject<'g>) -> Levels<'g> {
        // The parts of what was asked for are drawn as the whole.
        let asked = subject.asked.iter();
        let whole: BTreeMap<usize, usize> = asked
            .flat_map(|numbers| numbers.iter().map(|&part| (part, numbers[0])))
            .collect();
        let level = distances(subject);
        let own: BTreeSet<&NodeId> = whole
            .keys()
            .filter_map(|&n| subject.graph.at(n).body.as_ref())
            .collect();
        let own: Vec<&NodeId> = own.into_iter().collect();
        let sorts = level.keys().map(|&n| (n, Cluster::of(subject.graph.at(n), &own)));
        let sort: BTreeMap<usize, Cluster> = sorts.collect();
        let asked: Vec<usize> = subject.asked.iter().map(|numbers| numbers[0]).collect();
        let mut numbers: Vec<usize> = level.keys().copied().collect();
        numbers.sort_by_cached_key(|&n| {
            let time = order(subject.graph.at(n));
            let place = asked.iter().position(|&one| one == n);
            (level[&n].abs(), level[&n], place, sort[&n], time.0.is_none(), time, n)
        });
        let mut levels = Levels {
            level,
            order: numbers,
            sort,
            inward: BTreeMap::new(),
            beside: BTreeMap::new(),
            leading: BTreeSet::new(),
        };
        for link in subject.links() {
            let whole_of = |number: usize| whole.get(&number).copied().unwrap_or(number);
            levels.tie(link, whole_of(link.from), whole_of(link.to));
        }
        levels
    }

    /// Ties two nodes: the one further from the middle tells of it; of equals, what stands there because it cites or because
    /// it is cited.
    fn tie(&mut self, link: Link<'g>, from: usize, to: usize) {
        let (Some(&tail), Some(&head)) = (self.level.get(&from), self.level.get(&to)) else {
            return;
        };
        if from == to {
            return;
        }
        let of_head = head.abs() > tail.abs() || (head.abs() == tail.abs() && head > 0);
        let (teller, other) = if of_head { (to, from) } else { (from, to) };
        let tie = Tie {
            other,
            link,
            outward: !of_head,
        };
        let (far, near) = (self.level[&teller], self.level[&other]);
        let leads = far.abs() == near.abs() + 1 && (near == 0 || far.signum() == near.signum());
        let held = if leads { &mut self.inward } else { &mut self.beside };
        let held = held.entry(teller).or_default();
        let known = |tie: &Tie<'_>| (tie.link.from, tie.link.to, tie.link.tie) == (link.from, link.to, link.tie);
        if !held.iter().any(known) {
            held.push(tie);
        }
        self.leading.insert(other);
    }

    /// What a node is tied to nearer the middle.
    pub fn sources(&self, number: usize) -> Vec<usize> {
        let ties = self.inward.get(&number).into_iter().flatten();
        let sources: BTreeSet<usize> = ties.map(|tie| tie.other).collect();
        sources.into_iter().collect()
    }

    /// The nodes of a level, in order.
    pub fn at(&self, level: i64) -> impl Iterator<Item = usize> {
        let order = self.order.iter().copied();
        order.filter(move |number| self.level[number] == level)
    }

    /// The first and the last level.
    pub fn ends(&self) -> (i64, i64) {
        let levels = || self.level.values().copied();
        (levels().min().unwrap_or(0), levels().max().unwrap_or(0))
    }
}

/// How far each node lies from what was asked for: what cites it below zero, what it cites above.
fn distances(subject: &Subject<'_>) -> BTreeMap<usize, i64> {
    let mut distance: BTreeMap<usize, i64> = BTreeMap::new();
    for (members, sign) in [(&subject.citing, -1), (&subject.cited, 1)] {
        for member in members {
            let depth = sign * i64::try_from(member.depth).unwrap_or(i64::MAX);
            let held = distance.entry(member.number).or_insert(depth);
            if depth.abs() <= held.abs() {
                *held = depth;
            }
        }
    }
    distance.extend(subject.asked.iter().map(|numbers| (numbers[0], 0)));
    distance
}
