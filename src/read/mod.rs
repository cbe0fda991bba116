//! Bytes into sources.

mod input;
mod text;

pub use input::{Loaded, ReadError, load_file, read_bytes, read_file};
