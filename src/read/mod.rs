//! Bytes into sources.

mod input;
mod text;

pub use input::{ReadError, read_bytes, read_file};
