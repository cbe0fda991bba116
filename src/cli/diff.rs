use std::path::Path;

use unxref::cite::Engine;
use unxref::export::{Comparison, read_json};
use unxref::graph::CitationGraph;
use unxref::model::Reading;
use unxref::query;
use unxref::registry::Registry;

use super::arguments::{Diff, DiffFormat};
use super::failure::Failure;
use super::{Outcome, inputs, output};

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
    let (reading, _) = inputs::read(path, engine, None, None).map_err(Failure::told)?;
    Ok(reading)
}
