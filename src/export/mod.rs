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
mod exported;
mod findings;
mod format;
mod formats;
mod json;
mod json_read;
mod manner;
mod page;
mod rows;
mod safe_json;

pub use answers::Answer;
pub use atlas::{AtlasError, atlas, is_atlas, open_atlas, read_atlas};
pub use diff::Comparison;
pub(crate) use dot::node_tale;
pub use dot::{DotOptions, dot, dot_part};
pub(crate) use dot_edges::link_tale;
pub use dot_label::quote;
pub(crate) use dot_label::shown_id;
pub(crate) use dot_style::{Cluster, node_style};
pub use exported::Exported;
pub use findings::{finding_json, finding_line};
pub use format::{Format, Sheet};
pub use json::{SCHEMA, json, write_json};
pub use json_read::{JsonError, read_json};
pub(crate) use manner::Manner;
pub use page::page;
