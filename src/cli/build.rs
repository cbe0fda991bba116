use std::path::{Path, PathBuf};

use unxref::cite::Engine;
use unxref::export::{DotOptions, dot, json};
use unxref::graph::{CitationGraph, build};
use unxref::registry::Registry;

use super::arguments::Build;
use super::corpus::Corpus;
use super::failure::Failure;
use super::{Outcome, builtin, inputs, output};

/// `unxref build`
pub fn run(command: &Build) -> Result<Outcome, Failure> {
    if command.output.is_some() && command.output == command.dot {
        return Err(Failure::told("-o and --dot: expected two files, found the same one"));
    }
    if command.store.is_some() && command.reading.paths.is_empty() {
        return Err(Failure::told("--store: expected documents to read, found no path"));
    }
    inputs::threads(&command.reading)?;
    let user = inputs::registry(command.reading.registry.as_deref())?;
    let registry = user.as_ref().unwrap_or(Registry::builtin());
    let engine = Engine::new(registry);
    let (graph, failures) = match command.reading.paths.is_empty() {
        true => {
            let (reading, _) = inputs::model(&command.reading, &engine)?;
            (build(&[reading], engine.registry()), 0)
        }
        false => Corpus::new(command, &engine).build()?,
    };
    let target = command
        .output
        .clone()
        .or_else(|| command.dot.is_none().then(|| PathBuf::from("-")));
    if let Some(path) = &target {
        output::write(path, &json(&graph))?;
    }
    if let Some(path) = &command.dot {
        output::write(
            path,
            &dot(
                &graph,
                &DotOptions {
                    language: command.label_lang,
                    ..DotOptions::default()
                },
            ),
        )?;
    }
    summary(command, &graph, target.as_deref());
    if failures > 0 {
        anstream::eprintln!("{failures} inputs could not be read; the graph holds the others");
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::Done)
}

/// What came out, and what to try next.
fn summary(command: &Build, graph: &CitationGraph, written: Option<&Path>) {
    let (nodes, edges) = (graph.nodes().len(), graph.links().count());
    let unplaced = graph.unplaced().len();
    let to = written
        .filter(|path| path.as_os_str() != "-")
        .map(|path| path.display().to_string());
    let place = to.as_ref().map(|to| format!(" in {to}")).unwrap_or_default();
    let doubt = if unplaced > 0 {
        format!(", {unplaced} not placed")
    } else {
        String::new()
    };
    anstream::eprintln!("{nodes} nodes, {edges} edges{doubt}{place}");
    if let Some(to) = to.filter(|_| command.reading.paths.is_empty()) {
        anstream::eprintln!("next: unxref query cites {} -g {to}", builtin::MODEL_ID);
    }
}
