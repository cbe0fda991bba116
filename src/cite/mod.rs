//! Finds the mentions of a document and resolves them, paragraph by paragraph, in the order of the text.

mod bodies;
mod clause;
mod decide;
mod describe;
mod facts;
mod footnotes;
mod latin_view;
mod lex;
mod lexicon;
mod memory;
mod mention;
mod names;
mod numbers;
mod numerals;
mod pinpoint;
mod reader;
mod sales;
mod sets;
mod shared_titles;
mod symbols;

pub use lexicon::Lexicon;
pub use reader::{Engine, ReadOptions};
