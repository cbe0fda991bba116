use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

use crate::export::dot::{DotOptions, dot_part};
use crate::export::exported::Exported;
use crate::export::formats;
use crate::export::json::write_json;

/// The formats in which a graph is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// networkx's node-link JSON, which reads back as the same graph.
    Json,
    /// Graphviz.
    Dot,
    /// Node-link JSON with `links`.
    D3,
    /// GraphML.
    Graphml,
    /// GEXF 1.3.
    Gexf,
    /// Cytoscape JSON.
    Cytoscape,
    /// graphology's serialized graph.
    Graphology,
    /// Tables with a comma between cells.
    Csv,
    /// Tables with the header of Neo4j's bulk import.
    Neo4j,
    /// RDF in Turtle.
    Turtle,
    /// RDF in JSON-LD.
    Jsonld,
    /// A flow chart of Mermaid.
    Mermaid,
    /// A database of SQLite.
    Sqlite,
    /// Tables of Parquet, as GraphFrames takes them.
    Parquet,
}

/// One file of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// The only file of its format.
    Whole,
    /// The table of edges.
    Edges,
    /// The table of nodes.
    Nodes,
    /// The table of nodes, as GraphFrames calls them.
    Vertices,
    /// The table of evidence.
    Evidence,
    /// The table of citations whose target is not certain.
    Unplaced,
}

impl Sheet {
    /// What its file is called in a folder.
    pub fn name(self) -> &'static str {
        match self {
            Sheet::Whole => "graph",
            Sheet::Edges => "edges",
            Sheet::Nodes => "nodes",
            Sheet::Vertices => "vertices",
            Sheet::Evidence => "evidence",
            Sheet::Unplaced => "unplaced",
        }
    }
}

/// What is known of a format.
struct Facts {
    format: Format,
    name: &'static str,
    /// The usual one first.
    endings: &'static [&'static str],
    media_type: &'static str,
    readers: &'static str,
    /// Whether it is written piece by piece, whatever its size.
    streams: bool,
    /// Whether parallel edges can be made one.
    collapses: bool,
    sheets: &'static [Sheet],
    kept_by: Kept,
}

/// What a format is kept in the program by.
#[derive(Clone, Copy)]
enum Kept {
    /// It is always there.
    Always,
    /// It is no text, and there where this feature was built in.
    Feature(&'static str, bool),
}

const WHOLE: &[Sheet] = &[Sheet::Whole];

const FACTS: [Facts; 14] = [
    Facts {
        format: Format::Json,
        name: "json",
        endings: &["json"],
        media_type: "application/json",
        readers: "unxref, networkx",
        streams: true,
        collapses: false,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Dot,
        name: "dot",
        endings: &["dot", "gv"],
        media_type: "text/vnd.graphviz",
        readers: "Graphviz",
        streams: false,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::D3,
        name: "d3",
        endings: &["d3.json"],
        media_type: "application/json",
        readers: "d3-force, force-graph, networkx",
        streams: true,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Graphml,
        name: "graphml",
        endings: &["graphml"],
        media_type: "application/graphml+xml",
        readers: "igraph, networkx, rustworkx, yEd, Gephi",
        streams: true,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Gexf,
        name: "gexf",
        endings: &["gexf"],
        media_type: "application/gexf+xml",
        readers: "Gephi, networkx",
        streams: true,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Cytoscape,
        name: "cytoscape",
        endings: &["cyjs", "cytoscape.json"],
        media_type: "application/json",
        readers: "Cytoscape, Cytoscape.js, networkx",
        streams: true,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Graphology,
        name: "graphology",
        endings: &["graphology.json"],
        media_type: "application/json",
        readers: "graphology, sigma.js",
        streams: true,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Csv,
        name: "csv",
        endings: &["csv"],
        media_type: "text/csv",
        readers: "pandas, DuckDB, R, spreadsheets",
        streams: true,
        collapses: true,
        sheets: &[Sheet::Edges, Sheet::Nodes, Sheet::Evidence, Sheet::Unplaced],
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Neo4j,
        name: "neo4j",
        endings: &["neo4j.csv"],
        media_type: "text/csv",
        readers: "neo4j-admin database import",
        streams: true,
        collapses: true,
        sheets: &[Sheet::Edges, Sheet::Nodes],
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Turtle,
        name: "turtle",
        endings: &["ttl"],
        media_type: "text/turtle",
        readers: "rdflib, Jena, Oxigraph, GraphDB",
        streams: true,
        collapses: false,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Jsonld,
        name: "jsonld",
        endings: &["jsonld"],
        media_type: "application/ld+json",
        readers: "rdflib, Jena, Oxigraph",
        streams: true,
        collapses: false,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Mermaid,
        name: "mermaid",
        endings: &["mmd", "mermaid"],
        media_type: "text/vnd.mermaid",
        readers: "Mermaid, GitHub, GitLab, Obsidian",
        streams: true,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Always,
    },
    Facts {
        format: Format::Sqlite,
        name: "sqlite",
        endings: &["sqlite", "sqlite3", "db"],
        media_type: "application/vnd.sqlite3",
        readers: "SQLite, DuckDB, Datasette, R",
        streams: false,
        collapses: true,
        sheets: WHOLE,
        kept_by: Kept::Feature("sqlite", cfg!(feature = "sqlite")),
    },
    Facts {
        format: Format::Parquet,
        name: "parquet",
        endings: &["parquet"],
        media_type: "application/vnd.apache.parquet",
        readers: "pandas, polars, DuckDB, Spark's GraphFrames",
        streams: true,
        collapses: true,
        sheets: &[Sheet::Edges, Sheet::Vertices],
        kept_by: Kept::Feature("parquet", cfg!(feature = "parquet")),
    },
];

impl Format {
    /// Every format.
    pub fn all() -> impl Iterator<Item = Format> {
        FACTS.iter().map(|facts| facts.format)
    }

    fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The endings of its files, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        self.facts().endings
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        self.facts().media_type
    }

    /// The programs that read it.
    pub fn readers(self) -> &'static str {
        self.facts().readers
    }

    /// Whether it is written piece by piece; else it is made whole in memory first.
    pub fn streams(self) -> bool {
        self.facts().streams
    }

    /// Whether all edges from one thing to another can be made one. The others are told by their relations.
    pub fn collapses(self) -> bool {
        self.facts().collapses
    }

    /// Its files, the one with the edges first.
    pub fn sheets(self) -> &'static [Sheet] {
        self.facts().sheets
    }

    /// Whether it is text; else it is nothing for a terminal.
    pub fn is_text(self) -> bool {
        matches!(self.facts().kept_by, Kept::Always)
    }

    /// The feature that it was left out with when the program was built.
    pub fn missing_feature(self) -> Option<&'static str> {
        match self.facts().kept_by {
            Kept::Feature(name, false) => Some(name),
            Kept::Feature(_, true) | Kept::Always => None,
        }
    }

    /// The format of a file by the end of its name; of two that fit, the longer (`g.d3.json` is no `json`).
    pub fn of_file(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let endings = FACTS
            .iter()
            .flat_map(|facts| facts.endings.iter().map(move |ending| (ending, facts.format)));
        endings
            .filter(|(ending, _)| name.strip_suffix(**ending).is_some_and(|stem| stem.ends_with('.')))
            .max_by_key(|(ending, _)| ending.len())
            .map(|(_, format)| format)
    }

    /// Writes one file of the format.
    ///
    /// # Errors
    /// Where the stream cannot be written to, the format has no such file, or the program was built without it.
    pub fn write(self, sheet: Sheet, exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
        match (self, sheet) {
            (Format::Json, Sheet::Whole) => write_json(exported.graph, out),
            (Format::Dot, Sheet::Whole) => out.write_all(drawn(exported).as_bytes()),
            (Format::D3, Sheet::Whole) => formats::d3(exported, out),
            (Format::Graphml, Sheet::Whole) => formats::graphml(exported, out),
            (Format::Gexf, Sheet::Whole) => formats::gexf(exported, out),
            (Format::Cytoscape, Sheet::Whole) => formats::cytoscape(exported, out),
            (Format::Graphology, Sheet::Whole) => formats::graphology(exported, out),
            (Format::Csv, Sheet::Edges) => formats::csv_edges(exported, out),
            (Format::Csv, Sheet::Nodes) => formats::csv_nodes(exported, out),
            (Format::Csv, Sheet::Evidence) => formats::csv_evidence(exported, out),
            (Format::Csv, Sheet::Unplaced) => formats::csv_unplaced(exported, out),
            (Format::Neo4j, Sheet::Edges) => formats::neo4j_relationships(exported, out),
            (Format::Neo4j, Sheet::Nodes) => formats::neo4j_nodes(exported, out),
            (Format::Turtle, Sheet::Whole) => formats::turtle(exported, out),
            (Format::Jsonld, Sheet::Whole) => formats::jsonld(exported, out),
            (Format::Mermaid, Sheet::Whole) => formats::mermaid(exported, out),
            #[cfg(feature = "sqlite")]
            (Format::Sqlite, Sheet::Whole) => formats::sqlite(exported, out),
            #[cfg(feature = "parquet")]
            (Format::Parquet, Sheet::Edges) => formats::parquet_edges(exported, out),
            #[cfg(feature = "parquet")]
            (Format::Parquet, Sheet::Vertices) => formats::parquet_vertices(exported, out),
            (_, sheet) => Err(io::Error::new(
                io::ErrorKind::Unsupported,
                match self.missing_feature() {
                    Some(feature) => format!("this program was built without the feature `{feature}`"),
                    None => format!("{self} has no file of {}", sheet.name()),
                },
            )),
        }
    }
}

fn drawn(exported: &Exported<'_>) -> String {
    let options = DotOptions {
        language: exported.language,
        collapse: exported.collapse,
        ..DotOptions::default()
    };
    dot_part(exported.graph, exported.whole, &options)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        Format::all().find(|format| format.name() == name).ok_or_else(|| {
            let names: Vec<_> = Format::all().map(Format::name).collect();
            format!("expected one of {}, found `{name}`", names.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_facts_and_its_names_lead_to_it() {
        for (number, format) in Format::all().enumerate() {
            assert_eq!(format as usize, number, "{format}");
            assert_eq!(format.name().parse(), Ok(format));
            for ending in format.extensions() {
                assert_eq!(
                    Format::of_file(Path::new(&format!("a.b/g.{ending}"))),
                    Some(format),
                    "{ending}"
                );
            }
        }
        assert_eq!(Format::of_file(Path::new("G.GraphML")), Some(Format::Graphml));
        for name in ["json", "g", "g.png", "gcsv"] {
            assert_eq!(Format::of_file(Path::new(name)), None, "{name}");
        }
    }
}
