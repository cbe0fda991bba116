use std::fmt;
use std::str::FromStr;

use crate::export::{DotOptions, dot_part, json};
use crate::graph::CitationGraph;

/// The formats in which a graph is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// networkx's node-link JSON, which reads back as the same graph.
    Json,
    /// Graphviz.
    Dot,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 2] = [Format::Json, Format::Dot];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Dot => "dot",
        }
    }

    /// The endings of its files, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Json => &["json"],
            Format::Dot => &["dot", "gv"],
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Dot => "text/vnd.graphviz",
        }
    }

    /// The format whose files end so, without the dot.
    pub fn from_extension(extension: &str) -> Option<Format> {
        let is = |format: &Format| {
            format
                .extensions()
                .iter()
                .any(|known| known.eq_ignore_ascii_case(extension))
        };
        Format::ALL.into_iter().find(is)
    }

    /// The graph in this format.
    pub fn write(self, graph: &CitationGraph, options: &DotOptions) -> String {
        self.write_part(graph, graph, options)
    }

    /// A part of a graph in this format.
    pub fn write_part(self, part: &CitationGraph, whole: &CitationGraph, options: &DotOptions) -> String {
        match self {
            Format::Json => json(part),
            Format::Dot => dot_part(part, whole, options),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| {
                let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
                format!("expected one of {}, found `{name}`", names.join(", "))
            })
    }
}
