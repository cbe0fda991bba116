use crate::graph::{CitationGraph, Unknown};
use crate::query::walk::walk;
use crate::query::{Filter, Reach};

/// What cites a thing, and what cites that, up to `depth`; 0 goes all the way.
/// Of a body, an event or a session the answer is in the mentions.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn cited_by<'g>(graph: &'g CitationGraph, id: &str, depth: usize, filter: &Filter) -> Result<Reach<'g>, Unknown> {
    Ok(walk(graph, &graph.select(id)?, false, depth, filter))
}
