use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Link, Node, Unknown};
use crate::query::{self, Chains, Episode, Filter, Hop, Reach};

/// What a picture is of: some nodes, and what lies around them.
#[derive(Clone, Debug)]
pub struct Subject<'g> {
    /// The graph.
    pub graph: &'g CitationGraph,
    /// What was asked for, each with its parts.
    pub asked: Vec<Vec<usize>>,
    /// What it cites, mentions or is tied to by facts, nearest first.
    pub cited: Vec<Member<'g>>,
    /// What cites or mentions it, nearest first.
    pub citing: Vec<Member<'g>>,
    /// How many of each the graph holds, drawn or not.
    pub whole: (usize, usize),
    /// The links between the things asked for.
    pub(super) within: Vec<Link<'g>>,
    pub(super) filter: Filter,
}

/// A node around the subject, and the links by which it was reached.
#[derive(Clone, Debug)]
pub struct Member<'g> {
    /// Its number.
    pub number: usize,
    /// The node.
    pub node: &'g Node,
    /// How many citations away it lies.
    pub depth: usize,
    /// The links, in the order of the graph.
    pub links: Vec<Link<'g>>,
}

impl Member<'_> {
    /// The nodes at the other ends of its links.
    fn ends(&self) -> impl Iterator<Item = usize> {
        let ends = self.links.iter().flat_map(|link| [link.from, link.to]);
        ends.filter(|&end| end != self.number)
    }
}

impl<'g> Subject<'g> {
    /// What lies around these ids: citations to a depth (0: all the way), mentions and facts beside the ids themselves.
    ///
    /// # Errors
    /// Names the nearest ids where the graph has no such thing.
    pub fn around(
        graph: &'g CitationGraph,
        ids: &[String],
        depth: usize,
        filter: &Filter,
    ) -> Result<Subject<'g>, Unknown> {
        let mut asked: Vec<Vec<usize>> = Vec::new();
        let (mut ahead, mut behind) = (Found::default(), Found::default());
        for id in ids {
            let numbers = graph.select(id)?;
            if asked.contains(&numbers) {
                continue;
            }
            asked.push(numbers);
            ahead.add(graph, &query::cites(graph, id, depth, filter)?);
            behind.add(graph, &query::cited_by(graph, id, depth, filter)?);
        }
        let roots: BTreeSet<usize> = asked.iter().flatten().copied().collect();
        let within = roots.iter().flat_map(|&root| graph.links_from(root));
        let within = within.filter(|link| roots.contains(&link.to) && filter.follows(link));
        let within: Vec<Link<'g>> = within.collect();
        let (cited, citing) = (ahead.members(graph, &roots), behind.members(graph, &roots));
        Ok(Subject {
            graph,
            asked,
            whole: (cited.len(), citing.len()),
            cited,
            citing,
            within,
            filter: filter.clone(),
        })
    }

    /// The series of a document: its predecessors as what it cites, its successors as what cites it.
    ///
    /// # Errors
    /// Names the nearest ids where the graph has no such thing.
    pub fn series(graph: &'g CitationGraph, id: &str, filter: &Filter) -> Result<Subject<'g>, Unknown> {
        let number = graph.find_number(id)?;
        let series = Chains::new(graph).of(number, filter);
        let members = |episodes: &[Episode<'g>]| -> Vec<Member<'g>> {
            let numbers = episodes.iter().filter_map(|episode| graph.number(&episode.node.id));
            numbers
                .enumerate()
                .map(|(nth, number)| Member {
                    number,
                    node: graph.at(number),
                    depth: nth + 1,
                    links: Vec::new(),
                })
                .collect()
        };
        let (cited, citing) = (members(&series.predecessors), members(&series.successors));
        Ok(Subject {
            graph,
            asked: vec![vec![number]],
            whole: (cited.len(), citing.len()),
            cited,
            citing,
            within: Vec::new(),
            filter: filter.clone(),
        })
    }

    /// What is drawn as a graph of its own.
    pub fn part(&self) -> CitationGraph {
        let numbers = self.numbers();
        match self.links() {
            links if links.is_empty() => self.graph.restrict(&numbers),
            links => {
                let held = links
                    .into_iter()
                    .filter(|link| numbers.contains(&link.from) && numbers.contains(&link.to));
                self.graph.select_links(&numbers, held)
            }
        }
    }

    /// The same without mentions of bodies, events and sessions and without facts.
    pub fn citations_only(mut self) -> Subject<'g> {
        for members in [&mut self.cited, &mut self.citing] {
            for member in members.iter_mut() {
                member.links.retain(Link::is_citation);
            }
            members.retain(|member| !member.links.is_empty());
        }
        self.within.retain(Link::is_citation);
        self.whole = (self.cited.len(), self.citing.len());
        self
    }

    /// The same with at most so many nodes, what was asked for included: the nearest, and of these what is tied most, to
    /// what was asked and in the whole graph. Each side gets half, or more where the other needs less.
    pub fn with_at_most(mut self, nodes: usize) -> Subject<'g> {
        let room = nodes.saturating_sub(self.asked.len());
        let (ahead, behind) = (self.cited.len(), self.citing.len());
        let half = room / 2;
        let behind = behind.min(room - ahead.min(room - half));
        let ahead = ahead.min(room - behind);
        keep_best(self.graph, &mut self.cited, ahead);
        keep_best(self.graph, &mut self.citing, behind);
        self
    }

    /// The node that stands for the whole picture.
    pub fn first(&self) -> Option<&'g Node> {
        self.asked.first().map(|numbers| self.graph.at(numbers[0]))
    }

    /// The numbers of every node that is drawn, the parts of what was asked for included.
    pub(super) fn numbers(&self) -> BTreeSet<usize> {
        let members = self.members().map(|member| member.number);
        self.asked.iter().flatten().copied().chain(members).collect()
    }

    /// Every node that is drawn, what was asked for first.
    pub(super) fn nodes(&self) -> Vec<&'g Node> {
        let asked = self.asked.iter().map(|numbers| self.graph.at(numbers[0]));
        asked.chain(self.members().map(|member| member.node)).collect()
    }

    /// Every link that is drawn.
    pub(super) fn links(&self) -> Vec<Link<'g>> {
        let links = self.members().flat_map(|member| &member.links);
        links.chain(&self.within).copied().collect()
    }

    fn members(&self) -> impl Iterator<Item = &Member<'g>> {
        self.cited.iter().chain(&self.citing)
    }

    /// How many nodes were left out.
    pub fn left_out(&self) -> usize {
        self.whole.0 + self.whole.1 - self.cited.len() - self.citing.len()
    }

    /// How many nodes it has in all, what was asked for and what was left out included.
    pub fn total(&self) -> usize {
        self.asked.len() + self.whole.0 + self.whole.1
    }

    /// How many nodes are drawn.
    pub fn drawn(&self) -> usize {
        self.asked.len() + self.cited.len() + self.citing.len()
    }
}

/// What was found on one side: each node with its depth and the links that lead to it, none twice.
#[derive(Default)]
struct Found<'g> {
    depths: BTreeMap<usize, usize>,
    links: BTreeMap<usize, Vec<Link<'g>>>,
}

impl<'g> Found<'g> {
    fn add(&mut self, graph: &CitationGraph, reach: &Reach<'g>) {
        let hops = reach.citations.iter().chain(&reach.mentions).chain(&reach.facts);
        for hop in hops {
            self.add_hop(graph, reach, hop);
        }
    }

    fn add_hop(&mut self, graph: &CitationGraph, reach: &Reach<'g>, hop: &Hop<'g>) {
        let Some(number) = graph.number(&reach.far(hop).id) else {
            return;
        };
        let depth = self.depths.entry(number).or_insert(hop.depth);
        *depth = (*depth).min(hop.depth);
        let links = self.links.entry(number).or_default();
        let is_held = |held: &Link<'_>| (held.from, held.to, held.tie) == (hop.link.from, hop.link.to, hop.link.tie);
        if !links.iter().any(is_held) {
            links.push(hop.link);
        }
    }

    fn members(self, graph: &'g CitationGraph, roots: &BTreeSet<usize>) -> Vec<Member<'g>> {
        let depths = self.depths;
        let others = self.links.into_iter().filter(|(number, _)| !roots.contains(number));
        let mut members: Vec<Member<'g>> = others
            .map(|(number, links)| Member {
                number,
                node: graph.at(number),
                depth: depths.get(&number).copied().unwrap_or(1),
                links,
            })
            .collect();
        members.sort_by_key(|member| (member.depth, member.number));
        members
    }
}

/// Keeps the best, in their order. Each depth may take half of what room is left, so that a far one is not crowded out; and
/// none is kept without one that leads to it.
fn keep_best(graph: &CitationGraph, members: &mut Vec<Member<'_>>, most: usize) {
    if members.len() <= most {
        return;
    }
    let deepest = members.last().map_or(1, |member| member.depth);
    let mut leads: BTreeMap<usize, usize> = BTreeMap::new();
    for member in members.iter().filter(|member| member.depth > 1) {
        for nearer in member.ends() {
            *leads.entry(nearer).or_default() += 1;
        }
    }
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let reached = |member: &Member<'_>, kept: &BTreeSet<usize>| {
        member.depth == 1 || member.ends().any(|nearer| kept.contains(&nearer))
    };
    for depth in 1..=deepest {
        let level = members.iter().filter(|member| member.depth == depth);
        let mut level: Vec<&Member<'_>> = level.filter(|member| reached(member, &kept)).collect();
        let leading = |member: &Member<'_>| leads.get(&member.number).copied().unwrap_or(0);
        level.sort_by_key(|member| std::cmp::Reverse((leading(member), weight(graph, member))));
        let room = most - kept.len();
        let share = if depth == deepest { room } else { room.div_ceil(2) };
        kept.extend(level.iter().take(share).map(|member| member.number));
    }
    // What the deeper ones did not need goes to the nearer.
    for member in members.iter() {
        if kept.len() < most && reached(member, &kept) {
            kept.insert(member.number);
        }
    }
    members.retain(|member| kept.contains(&member.number));
}

/// How much a node matters: citations before mentions before facts, then how often it is tied to the subject, then how
/// often to anything; of equals the later one.
fn weight(graph: &CitationGraph, member: &Member<'_>) -> (bool, bool, usize, u32, usize, Option<jiff::civil::Date>) {
    let counted: u32 = member.links.iter().map(|link| link.edge.count).sum();
    (
        member.links.iter().any(Link::is_citation),
        member.links.iter().any(Link::is_mention),
        member.links.len(),
        counted,
        graph.links_to(member.number).filter(Link::is_citation).count(),
        member.node.day(),
    )
}
