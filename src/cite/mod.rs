//! Finds the mentions of a document and resolves them, paragraph by paragraph, in the order of the text.

mod bodies;
mod chain;
mod clause;
mod comments;
mod decide;
mod describe;
mod engine;
mod facts;
mod footnotes;
mod gender;
mod heads;
mod latin_view;
mod lex;
mod lexicon;
mod links;
mod memory;
mod mention;
mod named_bodies;
mod names;
mod numbers;
mod numerals;
mod opening;
mod pinpoint;
mod protocols;
mod reader;
mod relation;
mod sales;
mod sets;
mod shared_titles;
mod subjects;
mod symbols;
mod weight;
mod wording;
mod yearless;

pub use engine::{Engine, ReadOptions};
pub use lexicon::Lexicon;
