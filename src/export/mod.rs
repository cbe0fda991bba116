//! Graphs and answers as files: JSON that reads back, DOT that draws, tables for people.

mod answer_json;
mod answer_size;
mod answers;
mod atlas;
mod diff;
mod diff_json;
mod dot;
mod dot_edges;
mod dot_label;
mod dot_style;
mod findings;
mod format;
mod json;
mod json_read;
mod page;
mod rows;

pub use answers::Answer;
pub use atlas::{AtlasError, atlas, is_atlas, open_atlas, read_atlas};
pub use diff::Comparison;
pub use dot::{DotOptions, dot, dot_part};
pub use dot_label::quote;
pub use findings::{finding_json, finding_line};
pub use format::Format;
pub use json::{SCHEMA, json};
pub use json_read::{JsonError, read_json};
pub use page::page;
