//! The atlas: a large graph in a file so small that it can be built into the program, and so quick to open that a question
//! need not wait. Numbers instead of names, rows instead of fields, pieces that are unpacked when they are needed.
//!
//! ```text
//! "unxatlas" · version · SHA-256 of the rest · heads of the pieces · core · quotes · words of edges 0–255 · words of …
//! ```

mod pieces;
mod read;
mod rows;
mod shelf;
mod write;

pub use pieces::AtlasError;
pub use read::{open_atlas, read_atlas};
pub use write::atlas;

/// Whether a file is an atlas, told by how it begins.
pub fn is_atlas(bytes: &[u8]) -> bool {
    bytes.starts_with(pieces::MAGIC)
}
