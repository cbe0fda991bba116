//! Graphs in the formats of other programs, one file each. Those that hold tables share their columns.

mod columns;
mod comma;
mod cytoscape;
mod d3;
mod gexf;
mod graphml;
mod graphology;
mod jsonld;
mod mermaid;
mod neo4j;
#[cfg(feature = "parquet")]
mod parquet;
mod rdf;
mod rdf_terms;
#[cfg(feature = "sqlite")]
mod sqlite;
mod turtle;
mod words;
mod xml;

pub(super) use comma::{edges as csv_edges, evidence as csv_evidence, nodes as csv_nodes, unplaced as csv_unplaced};
pub(super) use cytoscape::cytoscape;
pub(super) use d3::d3;
pub(super) use gexf::gexf;
pub(super) use graphml::graphml;
pub(super) use graphology::graphology;
pub(super) use jsonld::jsonld;
pub(super) use mermaid::mermaid;
pub(super) use neo4j::{nodes as neo4j_nodes, relationships as neo4j_relationships};
#[cfg(feature = "parquet")]
pub(super) use parquet::{edges as parquet_edges, vertices as parquet_vertices};
#[cfg(feature = "sqlite")]
pub(super) use sqlite::sqlite;
pub(super) use turtle::turtle;
