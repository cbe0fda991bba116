//! Who cites what: a graph of documents, instruments, sets, bodies, events and sessions,
//! built once from readings or from other graphs, and never changed afterwards.
//!
//! [`Parts`] is the plain normal form, in which graphs are merged; [`CitationGraph`] is what is asked.

mod build;
mod catalogue;
mod citation_graph;
mod edge;
mod ends;
mod lookup;
mod node;
mod origin;
mod parts;
mod rows;
mod spelling;
mod thin;
mod verify;
mod web;
mod words;

pub use build::{Builder, build};
pub use catalogue::{Bare, Catalogue};
pub use citation_graph::{CitationGraph, Counts, Link};
pub use edge::{Edge, EdgeClass, Evidence, Input, Tie, Unplaced};
pub use lookup::{Unknown, edit_distance};
pub use node::{Dated, Node, class_of};
pub use origin::{Origin, Origins};
pub use parts::{EdgeKey, Parts};
pub use rows::Rows;
pub use spelling::{body_named, spellings};
pub use web::{Step, Web, reached};
pub use words::{Shelf, Words};
