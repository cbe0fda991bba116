//! Graphs read back from node-link JSON: our own to the letter, those of other programs as far as they go.
//!
//! The text is read in one pass and its words are borrowed, so that a graph costs little more than the text and itself. Edges
//! in the very letters in which this program writes them are read without a parser.

mod document;
mod foreign;
mod head;
mod ids;
mod lookalike;
mod place;
mod plain;
mod reader;
mod rows;
mod word;

pub use document::{read_json, read_json_noting};
pub use place::JsonError;
