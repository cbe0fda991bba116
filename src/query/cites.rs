use crate::graph::{CitationGraph, Unknown};
use crate::query::walk::walk;
use crate::query::{Filter, Reach};

/// What a thing cites, and what that cites, down to `depth`; 0 goes all the way.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn cites<'g>(graph: &'g CitationGraph, id: &str, depth: usize, filter: &Filter) -> Result<Reach<'g>, Unknown> {
    Ok(walk(graph, &graph.select(id)?, true, depth, filter))
}
