//! Sources, spans, places and folding: the ground on which every offset stands.

mod fold;
mod source;
mod span;

pub use fold::{Folded, Folder};
pub use source::{Place, Source};
pub use span::Span;
