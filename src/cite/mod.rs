//! Finds the mentions of a document and resolves them, paragraph by paragraph, in the order of the text.

mod bodies;
mod chain;
mod clause;
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
mod names;
mod numbers;
mod numerals;
mod pinpoint;
mod protocols;
mod reader;
mod relation;
mod sales;
mod sets;
mod shared_titles;
mod symbols;
mod weight;
mod wording;

pub use engine::{Engine, ReadOptions};
pub use lexicon::Lexicon;
