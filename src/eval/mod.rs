//! Compares what was found with what is known to be right: recall, precision, and what is missing or too much.

mod score;
mod table;

pub use score::{Score, score};
pub use table::{Row, TableError, read_table};
