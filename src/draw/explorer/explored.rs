use std::collections::{BTreeMap, BTreeSet};

use crate::draw::sheet::Rect;
use crate::draw::subject::Subject;
use crate::draw::{Layout, draw};
use crate::graph::{CitationGraph, Link, Node};
use crate::model::{Language, NodeId};
use crate::query::Filter;

/// More nodes than these are dots on a map; fewer are cards that can be read.
pub(super) const CARDS: usize = 150;

/// What a page shows: some nodes, and every link between them.
#[derive(Clone, Debug)]
pub struct Explored<'g> {
    pub(super) graph: &'g CitationGraph,
    /// The numbers of the nodes in the graph, in order.
    pub(super) numbers: Vec<usize>,
    /// The links, in the order of the graph.
    pub(super) links: Vec<Link<'g>>,
    /// What was asked for.
    pub(super) asked: Vec<usize>,
    /// Whether all the rest lies around it.
    pub(super) around: bool,
    /// The cards of a picture that is small enough for them.
    pub(super) boxes: BTreeMap<NodeId, Rect>,
}

impl<'g> Explored<'g> {
    /// All of a graph that a filter lets pass.
    pub fn all(graph: &'g CitationGraph, filter: &Filter) -> Explored<'g> {
        let admitted = graph.nodes().enumerate().filter(|(_, node)| filter.admits(node));
        let numbers = admitted.map(|(number, _)| number).collect();
        Explored::between(graph, numbers, filter)
    }

    /// What a picture of the subject would show, with all that ties it.
    pub fn around(subject: &Subject<'g>, layout: Layout, language: Language) -> Explored<'g> {
        let numbers = subject.numbers().into_iter().collect();
        let mut explored = Explored::between(subject.graph, numbers, &subject.filter);
        explored.asked = subject.asked.iter().flatten().copied().collect();
        // What lies around one thing the page lays out by itself, as it does for whatever is chosen.
        explored.around = layout == Layout::Around;
        if explored.numbers.len() <= CARDS && !explored.around {
            let picture = draw(subject, layout, language);
            explored.boxes = picture.boxes.into_iter().collect();
            explored.add_parts();
        }
        explored
    }

    fn between(graph: &'g CitationGraph, numbers: Vec<usize>, filter: &Filter) -> Explored<'g> {
        let held: BTreeSet<usize> = numbers.iter().copied().collect();
        let leaving = numbers.iter().flat_map(|&number| graph.links_from(number));
        let links = leaving.filter(|link| held.contains(&link.to) && filter.follows(link));
        Explored {
            graph,
            links: links.collect(),
            numbers,
            asked: Vec::new(),
            around: false,
            boxes: BTreeMap::new(),
        }
    }

    /// The parts of what was asked for are drawn as the whole in a picture: here they stand below it.
    fn add_parts(&mut self) {
        let nodes: Vec<&NodeId> = self.numbers.iter().map(|&number| &self.graph.at(number).id).collect();
        let (width, height, gap) = (200.0, 44.0, 12.0);
        let foot = self.boxes.values().map(Rect::bottom).fold(0.0, f64::max) + 3.0 * gap;
        let left = self.boxes.values().map(|rect| rect.x).fold(f64::INFINITY, f64::min);
        let left = if left.is_finite() { left } else { 0.0 };
        let missing: Vec<&NodeId> = nodes.into_iter().filter(|id| !self.boxes.contains_key(*id)).collect();
        for (nth, id) in missing.into_iter().enumerate() {
            let (row, column) = (nth / 5, nth % 5);
            let rect = Rect {
                x: left + column as f64 * (width + gap),
                y: foot + row as f64 * (height + gap),
                w: width,
                h: height,
            };
            self.boxes.insert(id.clone(), rect);
        }
    }

    /// The nodes, in order.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &'g Node> {
        self.numbers.iter().map(|&number| self.graph.at(number))
    }

    /// The place of a node of the graph among those of the page.
    pub(super) fn place(&self, number: usize) -> Option<u32> {
        self.numbers.binary_search(&number).ok().map(|place| place as u32)
    }

    /// How many nodes the page holds, and how many links between them.
    pub fn counts(&self) -> (usize, usize) {
        (self.numbers.len(), self.links.len())
    }
}
