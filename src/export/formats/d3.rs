use std::io::{self, Write};

use crate::export::exported::{Bond, Exported};
use crate::export::json::{EdgeJson, evidence_json, write_node_link};

/// The JSON of a graph with its edges under `links`, as d3-force and its kin take it. Where edges are collapsed, the relation
/// of one names all.
pub(in crate::export) fn d3(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let links = exported.bonds().map(|bond| link_json(exported, &bond));
    write_node_link(exported.graph, !exported.collapse, ("links", links), out)
}

fn link_json(exported: &Exported<'_>, bond: &Bond<'_>) -> EdgeJson {
    EdgeJson {
        source: bond.source().id.to_string(),
        target: bond.target().id.to_string(),
        key: bond.relation().into_owned(),
        class: bond.class().into_owned(),
        relation: bond.relation().into_owned(),
        origin: bond.origins().iter().map(|origin| origin.to_string()).collect(),
        count: bond.count(),
        evidence: bond
            .evidence()
            .map(|evidence| evidence_json(exported.graph, evidence))
            .collect(),
    }
}
