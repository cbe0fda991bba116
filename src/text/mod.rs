//! Sources, spans, places and folding: the ground on which every offset stands.

mod affix;
mod aside;
mod digits;
mod fold;
mod lines;
mod lower;
mod presentation;
pub mod raised;
mod source;
mod span;
mod word_heads;
mod word_starts;
mod word_trie;

pub(crate) use affix::{ends_with, ends_with_any, starts_with, starts_with_any, strip_end, strip_start};
pub use aside::{Aside, Link};
pub use digits::next_digit;
pub(crate) use digits::next_wide;
pub use fold::{Folded, Folder, folded_key, is_han};
pub use lines::{Breaking, columns, is_wide};
pub(crate) use lower::lower_char;
pub use source::{CharCounter, Place, Source, one_line, quote};
pub use span::Span;
pub use word_starts::{Prefixes, WordStarts, is_inner};
pub use word_trie::WordTrie;
