use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::Date;

use crate::graph::{Catalogue, CitationGraph, Dated, Node};
use crate::model::{NodeId, Number, SessionMark, Symbol};
use crate::query::{Chains, Filter};
use crate::registry::{Registry, adopted, adoptions};

/// The numbers of one session of which anything is known.
#[derive(Debug, Default)]
pub(super) struct Session {
    numbers: BTreeSet<u32>,
}

/// From so few numbers of a session nothing follows for the others.
const FEWEST: usize = 12;

impl Session {
    /// How likely it is that the session has a number beyond the last one known, if those that are known are a fair sample.
    /// Half the density is reckoned with, for the last resolutions of a session are cited less.
    pub fn likelihood_beyond(&self, number: u32) -> Option<f64> {
        let last = *self.numbers.last()?;
        if self.numbers.len() < FEWEST {
            return None;
        }
        let density = self.numbers.len() as f64 / f64::from(last.max(1));
        let gap = f64::from(number.saturating_sub(last));
        Some((1.0 - (density / 2.0).min(0.95)).powf(gap))
    }

    /// The last number known.
    pub fn last(&self) -> Option<u32> {
        self.numbers.last().copied()
    }
}

/// A later document of a series, as sure as a chain of recalls can make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Later {
    pub id: NodeId,
    pub day: Date,
    /// What makes it one of the series.
    pub reasons: String,
}

/// What the registry and the graph know.
pub(super) struct Known<'g> {
    pub registry: &'g Registry,
    pub graph: &'g CitationGraph,
    sessions: BTreeMap<(String, u32), Session>,
    /// How many documents have a symbol of each shape: `A/HRC/#/#`.
    shapes: BTreeMap<String, usize>,
    chains: Chains<'g>,
    later: RefCell<BTreeMap<NodeId, Rc<Vec<Later>>>>,
}

impl<'g> Known<'g> {
    pub fn new(registry: &'g Registry, graph: &'g CitationGraph) -> Known<'g> {
        let mut sessions: BTreeMap<(String, u32), Session> = BTreeMap::new();
        let mut shapes = BTreeMap::new();
        let mut learn = |symbol: &str| {
            if let Some((series, session, number)) = place_of(symbol) {
                sessions.entry((series, session)).or_default().numbers.insert(number);
            }
            *shapes.entry(shape(symbol)).or_default() += 1;
        };
        adoptions().iter().for_each(|(symbol, _)| learn(symbol));
        for (number, node) in graph.nodes().enumerate() {
            if node.symbol().is_some() && witnesses(graph, number, node) >= 2 {
                learn(node.id.as_str());
            }
        }
        Known {
            registry,
            graph,
            sessions,
            shapes,
            chains: Chains::new(graph),
            later: RefCell::default(),
        }
    }

    /// The day of adoption that the document itself or the registry gives, and which of the two.
    pub fn day(&self, id: &NodeId) -> Option<(Date, &'static str)> {
        let node = self.graph.number(id).map(|number| self.graph.at(number));
        match node.and_then(|node| node.date) {
            Some((Dated::Document, day)) => Some((day, "as the document itself says")),
            _ => Catalogue::date(self.registry, id).map(|day| (day, "by the registry")),
        }
    }

    /// The day that the registry gives.
    pub fn registry_day(&self, id: &NodeId) -> Option<Date> {
        Catalogue::date(self.registry, id)
    }

    /// The day that is known from anywhere.
    pub fn any_day(&self, id: &NodeId) -> Option<Date> {
        let node = self.graph.number(id).map(|number| self.graph.at(number));
        Catalogue::date(self.registry, id).or_else(|| node.and_then(Node::day))
    }

    /// Whether anything but the document itself tells that there is such a thing.
    pub fn exists(&self, id: &NodeId, but: &NodeId) -> bool {
        if adopted(id.as_str()).is_some() {
            return true;
        }
        let Some(number) = self.graph.number(id) else {
            return false;
        };
        let mut others = self.graph.links_to(number).filter(|link| link.is_citation());
        self.graph.at(number).read && id != but || others.any(|link| link.source.id != *but)
    }

    /// Whether one thing cites another.
    pub fn cites(&self, one: &NodeId, other: &NodeId) -> bool {
        let (one, other) = (self.graph.number(one), self.graph.number(other));
        one.zip(other)
            .is_some_and(|(one, other)| self.graph.web().cited(one).binary_search(&(other as u32)).is_ok())
    }

    /// What is known of the session to which a symbol's number belongs.
    pub fn session(&self, symbol: &Symbol) -> Option<&Session> {
        let (series, session, _) = place_of(symbol.as_str())?;
        self.sessions.get(&(series, session))
    }

    /// How many documents have a symbol of this shape.
    pub fn with_shape(&self, shape: &str) -> usize {
        self.shapes.get(shape).copied().unwrap_or(0)
    }

    /// The shapes that at least so many documents have.
    pub fn shapes(&self, least: usize) -> impl Iterator<Item = (&str, usize)> {
        let shapes = self.shapes.iter().map(|(shape, count)| (shape.as_str(), *count));
        shapes.filter(move |(_, count)| *count >= least)
    }

    /// The later documents of a series of which there is no doubt, earliest first.
    pub fn later(&self, id: &NodeId) -> Rc<Vec<Later>> {
        if let Some(known) = self.later.borrow().get(id) {
            return Rc::clone(known);
        }
        let found = self.graph.number(id).map(|number| {
            let series = self.chains.of(number, &Filter::default());
            let sure = series.successors.iter().filter(|episode| episode.certain);
            let dated = sure.filter_map(|episode| {
                Some(Later {
                    id: episode.node.id.clone(),
                    day: episode.node.day()?,
                    reasons: episode.reasons.join("; "),
                })
            });
            dated.collect()
        });
        let found = Rc::new(found.unwrap_or_default());
        self.later.borrow_mut().insert(id.clone(), Rc::clone(&found));
        found
    }
}

/// How many documents speak for a node: those that cite it, and itself if it was read.
fn witnesses(graph: &CitationGraph, number: usize, node: &Node) -> usize {
    let citing: BTreeSet<usize> = graph
        .links_to(number)
        .filter(|link| link.is_citation())
        .map(|link| link.from)
        .collect();
    citing.len() + if node.read { 2 } else { 0 }
}

/// `A/HRC/RES/`, 53 and 24 of `A/HRC/RES/53/24`; only of resolutions of a session or a year.
fn place_of(symbol: &str) -> Option<(String, u32, u32)> {
    let at = symbol.find("/RES/")? + 5;
    let (designation, _) = Symbol::read_number(&symbol[at..])?;
    match designation.number {
        Number::Session {
            mark: SessionMark::Regular,
            session,
            number,
        }
        | Number::Year { year: session, number } => Some((symbol[..at].to_owned(), session, number)),
        _ => None,
    }
}

/// A symbol with `#` for its numbers.
pub(super) fn shape(symbol: &str) -> String {
    let mut shape = String::with_capacity(symbol.len());
    for c in symbol.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}
