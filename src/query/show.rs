use crate::graph::{CitationGraph, Input, Node, Unknown, Unplaced};
use crate::query::walk::walk;
use crate::query::{Filter, Reach};

/// One node and all that is known of it.
#[derive(Clone, Debug)]
pub struct Shown<'g> {
    /// The node.
    pub node: &'g Node,
    /// What it cites and mentions, and the facts that leave it.
    pub cites: Reach<'g>,
    /// What cites or mentions it, and the facts that enter it.
    pub cited_by: Reach<'g>,
    /// The files in which it was read.
    pub inputs: Vec<&'g Input>,
    /// Its citations whose target is not certain.
    pub unplaced: Vec<&'g Unplaced>,
}

/// Everything about one node.
///
/// # Errors
/// Names the nearest ids where the graph has no such thing.
pub fn show<'g>(graph: &'g CitationGraph, id: &str) -> Result<Shown<'g>, Unknown> {
    let asked = graph.select(id)?;
    let filter = Filter::default();
    let node = graph.at(asked[0]);
    let inputs = graph.inputs().iter().filter(|input| input.symbol == node.id);
    Ok(Shown {
        node,
        cites: walk(graph, &asked, true, 1, &filter),
        cited_by: walk(graph, &asked, false, 1, &filter),
        inputs: inputs.map(AsRef::as_ref).collect(),
        unplaced: graph
            .unplaced()
            .iter()
            .filter(|unplaced| unplaced.source == node.id)
            .collect(),
    })
}
