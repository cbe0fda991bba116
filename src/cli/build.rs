use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use unxref::cite::Engine;
use unxref::export::{DotOptions, dot, json, read_json};
use unxref::graph::{CitationGraph, build};
use unxref::model::{InputFile, Reading};
use unxref::registry::Registry;
use unxref::store::{Entry, Record};

use super::arguments::Build;
use super::failure::Failure;
use super::{Outcome, builtin, inputs, output};

/// `unxref build`
pub fn run(command: &Build) -> Result<Outcome, Failure> {
    if command.output.is_some() && command.output == command.dot {
        return Err(Failure::told("-o and --dot: expected two files, found the same one"));
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
        false => from_paths(command, &engine)?,
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

/// Documents, records and graphs, merged.
fn from_paths(command: &Build, engine: &Engine<'_>) -> Result<(CitationGraph, usize), Failure> {
    let files = inputs::files(&command.reading.paths)?;
    let (machine, documents): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(|path| is_machine_made(path));
    let mut readings: Vec<Reading> = Vec::new();
    let mut graphs: Vec<CitationGraph> = Vec::new();
    let mut failures = 0;
    for path in &machine {
        match machine_made(path) {
            Ok(Made::Graph(graph)) => graphs.push(*graph),
            Ok(Made::Readings(more)) => readings.extend(more),
            Err(error) => {
                anstream::eprintln!("{error}");
                failures += 1;
            }
        }
    }
    let single = documents.len() == 1;
    inputs::read_all(&documents, engine, &command.reading, |_, taken| {
        match taken {
            Ok((reading, source)) => {
                if single {
                    inputs::tell_notices(&reading, &source);
                }
                readings.push(reading);
            }
            Err(error) => inputs::tell_failure(&error, &mut failures),
        }
        Ok(())
    })?;
    if readings.is_empty() && graphs.is_empty() {
        return Err(Failure::told("nothing could be read"));
    }
    tell_namesakes(&readings);
    let built = build(&readings, engine.registry());
    Ok((graphs.iter().fold(built, |graph, other| graph.merge(other)), failures))
}

/// Texts that tell no symbol are called after their files: two of one name become one node, which nobody may overlook.
fn tell_namesakes(readings: &[Reading]) {
    let mut named: BTreeMap<&str, &InputFile> = BTreeMap::new();
    for reading in readings
        .iter()
        .filter(|reading| reading.id.as_str().starts_with("file:"))
    {
        let first = named.entry(reading.id.as_str()).or_insert(&reading.input);
        if first.sha256 != reading.input.sha256 {
            anstream::eprintln!(
                "{}: taken for the same document as {}, since neither tells its symbol; rename one",
                reading.input.name,
                first.name
            );
        }
    }
}

fn is_machine_made(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "json" || ending == "jsonl")
}

enum Made {
    Graph(Box<CitationGraph>),
    Readings(Vec<Reading>),
}

/// A graph, or records one a line.
fn machine_made(path: &Path) -> Result<Made, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    if path.extension().is_some_and(|ending| ending == "json") {
        return read_json(&text)
            .map(|graph| Made::Graph(Box::new(graph)))
            .map_err(|error| Failure::told(format!("{name}:{error}")));
    }
    let mut readings = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let at = |problem: String| Failure::told(format!("{name}:{}: {problem}", number + 1));
        match serde_json::from_str::<Entry>(line)
            .map_err(|error| at(format!("expected a record as `cite -f documents` writes it: {error}")))?
        {
            Entry::Read(record) => readings.push(reading(*record).map_err(at)?),
            Entry::Failed(failed) => anstream::eprintln!(
                "{name}:{}: {} was not read: {}",
                number + 1,
                failed.file,
                failed.errors.join("; ")
            ),
        }
    }
    Ok(Made::Readings(readings))
}

fn reading(record: Record) -> Result<Reading, String> {
    Reading::try_from(record).map_err(|error| error.to_string())
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
