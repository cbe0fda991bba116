//! Reads United Nations documents, finds every reference with its exact place,
//! decides which instrument is meant, and builds the typed graph of who cites what.
//!
//! The way of a document through the house, one module a step:
//!
//! ```text
//! bytes ─read▶ Source ─parse▶ Document ─find▶ [Mention] ─resolve▶ [Citation] ─build▶ Graph ─ask▶ Answer ─write▶ dot, json
//! ```
//!
//! A module imports only from the floors below it; `tests/architecture.rs` holds it to that.

pub mod text;

pub mod model;

pub mod lang;
pub mod registry;

pub mod parse;
pub mod read;
pub mod store;

pub mod cite;

pub mod graph;

pub mod query;

pub mod check;
pub mod eval;

pub mod export;

pub mod draw;
