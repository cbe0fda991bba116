//! Bytes into sources.
//!
//! A reader makes of a file's bytes the text that `--text` prints and spans mean: a paragraph a line, the marks of notes as
//! superscript figures (`¹²³`) in their places, the notes as paragraphs at the end that begin with their figures, headers
//! and footers left out, and, where the format has pages, a form feed at the end of each.

mod akn;
mod allowance;
mod composer;
mod doc;
mod docx;
mod encoding;
mod fence;
mod format;
mod html;
mod input;
mod pdf;
mod reader;
mod text;
mod xml;

pub use allowance::Limits;
pub use fence::fenced;
pub use format::Format;
pub use input::{Loaded, ReadError, load_file, read_bytes, read_file};
