use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use unxref::cite::Engine;
use unxref::export::{Comparison, read_json};
use unxref::graph::CitationGraph;
use unxref::model::Reading;
use unxref::query;
use unxref::registry::Registry;

use super::failure::Failure;
use super::{Outcome, inputs, output};

/// What two language versions, two drafts or two graphs cite differently
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref diff resolution.en.txt resolution.ar.txt   what one language version cites and the other does not
  unxref diff draft.txt adopted.txt                 what changed on the way
  unxref diff -f json a.fr.txt a.ru.txt > diff.json
  unxref diff old.json new.json                     the nodes and edges of two graphs

Paragraphs are aligned by their labels, a footnote with the paragraph of its mark. A reference that stands in another \
paragraph is moved. Of relations only the class is compared (recalling, noting, welcoming, stressing, troubled, deciding, \
asking, referring), for translators choose their verbs. What is ambiguous or unresolved is listed apart and is no \
difference.

Exit codes: 0 nothing differs; 1 something does; 2 the command could not run.")]
pub struct Diff {
    /// A document, or a graph (.json) as `build` writes it; `-` is standard input
    #[arg(value_name = "A")]
    pub a: PathBuf,

    /// The other one
    #[arg(value_name = "B")]
    pub b: PathBuf,

    /// Format
    #[arg(short, long, value_enum, default_value_t = DiffFormat::Table)]
    pub format: DiffFormat,

    /// A file of your own instruments, bodies and events (TOML; the README shows one)
    #[arg(long, value_name = "FILE")]
    pub registry: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    Table,
    Json,
}

/// `unxref diff`
pub fn run(command: &Diff) -> Result<Outcome, Failure> {
    let (a, b) = (command.a.as_path(), command.b.as_path());
    match (is_graph(a), is_graph(b)) {
        (true, true) => {
            let (left, right) = (graph(a)?, graph(b)?);
            let names = [a, b].map(|path| path.display().to_string());
            answer(command, &Comparison::Graphs(names, query::diff_graphs(&left, &right)))
        }
        (false, false) => {
            let user = inputs::registry(command.registry.as_deref())?;
            let engine = Engine::new(user.as_ref().unwrap_or(Registry::builtin()));
            let (left, right) = (reading(a, &engine)?, reading(b, &engine)?);
            answer(command, &Comparison::Versions(query::diff(&left, &right)))
        }
        (true, false) | (false, true) => Err(Failure::told(format!(
            "{} {}: expected two documents or two graphs, found one of each; `unxref build` makes a graph of a document",
            a.display(),
            b.display()
        ))),
    }
}

fn answer(command: &Diff, comparison: &Comparison<'_>) -> Result<Outcome, Failure> {
    output::print(&match command.format {
        DiffFormat::Table => comparison.table(),
        DiffFormat::Json => comparison.json(),
    })?;
    Ok(match comparison.is_empty() {
        true => Outcome::Done,
        false => Outcome::Partly,
    })
}

fn is_graph(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json")
}

fn graph(path: &Path) -> Result<CitationGraph, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    read_json(&text).map_err(|error| Failure::told(format!("{name}:{error}")))
}

fn reading(path: &Path, engine: &Engine<'_>) -> Result<Reading, Failure> {
    if path.is_dir() {
        return Err(Failure::told(format!(
            "{}: expected a file, found a folder",
            path.display()
        )));
    }
    let (reading, _) = inputs::read(path, engine, &inputs::Said::default()).map_err(Failure::told)?;
    Ok(reading)
}
