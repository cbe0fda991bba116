use std::path::{Path, PathBuf};

use clap::Args;
use unxref::cite::Engine;
use unxref::export::{DotOptions, dot, json};
use unxref::graph::{CitationGraph, build};
use unxref::model::Language;
use unxref::registry::Registry;

use super::corpus::Corpus;
use super::failure::Failure;
use super::{Outcome, atlas, builtin, inputs, output, reading};

/// Documents into a graph; without a path, the embedded model resolution
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref build -o transit.json                   the embedded model resolution, in Chinese
  unxref build -l ar -o transit.json             the same in Arabic, or in en, es, fr, ru
  unxref build resolution.txt -o g.json --dot g.dot
  unxref build folder/ records.jsonl old.json -o all.json
                                                 documents, records and graphs are merged
  unxref build folder/ --store kept/ -o all.json only what is new or has changed is read again

Then ask it:
  unxref query cites A/HRC/RES/53/24 -g g.json")]
pub struct Build {
    #[command(flatten)]
    pub reading: reading::Reading,

    /// Where the graph goes as JSON; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Write the graph as DOT too
    #[arg(long, value_name = "FILE")]
    pub dot: Option<PathBuf>,

    /// Write the graph as an atlas too: packed, with long quotes cut off
    #[arg(long, value_name = "FILE")]
    pub atlas: Option<PathBuf>,

    /// What the atlas tells of itself (TOML: a word, and what it tells)
    #[arg(long, value_name = "FILE", requires = "atlas")]
    pub manifest: Option<PathBuf>,

    /// Keep the record of each document in this folder, and read only what is new or has changed
    #[arg(long, value_name = "FOLDER")]
    pub store: Option<PathBuf>,

    /// The language of titles in pictures
    #[arg(long, value_name = "LANG", value_parser = reading::language, default_value = "en")]
    pub label_lang: Language,
}

/// `unxref build`
pub fn run(command: &Build) -> Result<Outcome, Failure> {
    if command.output.is_some() && command.output == command.dot {
        return Err(Failure::told("-o and --dot: expected two files, found the same one"));
    }
    if command.store.is_some() && command.reading.is_of_the_model() {
        return Err(Failure::told("--store: expected documents to read, found no path"));
    }
    inputs::threads(&command.reading)?;
    let user = inputs::registry(command.reading.registry.as_deref())?;
    let registry = user.as_ref().unwrap_or(Registry::builtin());
    let engine = Engine::new(registry);
    let (graph, failures) = match command.reading.is_of_the_model() {
        true => {
            let (reading, _) = inputs::model(&command.reading, &engine)?;
            (build(&[reading], engine.registry()), 0)
        }
        false => Corpus::new(command, &engine).build()?,
    };
    let target = command
        .output
        .clone()
        .or_else(|| (command.dot.is_none() && command.atlas.is_none()).then(|| PathBuf::from("-")));
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
    if let Some(path) = &command.atlas {
        atlas::write(graph, path, command.manifest.as_deref())?;
    }
    if failures > 0 {
        output::say(format_args!(
            "{failures} inputs could not be read; the graph holds the others"
        ));
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
    output::say(format_args!("{nodes} nodes, {edges} edges{doubt}{place}"));
    if let Some(to) = to.filter(|_| command.reading.is_of_the_model()) {
        output::say(format_args!("next: unxref query cites {} -g {to}", builtin::MODEL_ID));
    }
}
