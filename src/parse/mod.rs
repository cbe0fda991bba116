//! Sources into documents: noise taken out, lines joined, footnotes tied to their marks, paragraphs labelled, facts read.

mod blocks;
mod body_names;
mod document;
mod extent;
mod facts;
mod headings;
mod inline_notes;
mod items;
mod lines;
mod marks;
mod notes;
mod page_notes;
mod raised;
mod structure;

pub use document::{Anchor, Document, Mark, Paragraph, ParseOptions, Parser};
