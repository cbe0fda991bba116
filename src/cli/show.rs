use std::io::Read as _;
use std::path::Path;

use unxref::export::{Answer, DotOptions, is_atlas, open_atlas, read_atlas, read_json_noting};
use unxref::graph::{CitationGraph, Unknown};
use unxref::model::Language;
use unxref::query;
use unxref::read::{Limits, read_bytes};

use super::arguments::{AnswerFormat, Asked, Show};
use super::failure::Failure;
use super::query::SCREENS;
use super::{Outcome, builtin, output};

/// `unxref show`
pub fn run(command: &Show) -> Result<Outcome, Failure> {
    let graph = graph(&command.asked)?;
    let mut text = if command.about { about(graph) } else { String::new() };
    for id in &command.ids {
        let shown = query::show(graph, id).map_err(|error| unknown(&error, &command.asked))?;
        let mut shown = Answer::Shown(Box::new(shown));
        if command.format == AnswerFormat::Table && output::to_terminal() {
            cut(&mut shown);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text += &answer(&shown, graph, command.format, command.asked.label_lang);
    }
    match command.format {
        AnswerFormat::Table => output::print_table(&text)?,
        _ => output::print(&text)?,
    }
    Ok(Outcome::Done)
}

/// Keeps as much of an answer as fits a reader at a terminal, and says so.
fn cut(shown: &mut Answer<'_>) {
    let found = shown.size();
    if found > SCREENS {
        shown.shorten(SCREENS);
        output::say(format_args!(
            "{SCREENS} of {found} links; `query cites` and `query cited-by` narrow them down, a pipe gives all"
        ));
    }
}

/// What the graph holds, and what is told of it.
fn about(graph: &CitationGraph) -> String {
    let counts = graph.counts();
    let mut text = format!(
        "{} nodes, {} citations, {} mentions, {} facts of {}\n",
        counts.nodes,
        counts.citations,
        counts.mentions,
        counts.facts,
        output::counted(counts.inputs, "text")
    );
    for (key, words) in graph.manifest() {
        text += &format!("{key}: {words}\n");
    }
    text
}

/// The graph that was asked for, or the built-in one, which is told of on a terminal. It is kept to the end: a program that
/// is done need not take its largest value apart.
pub fn graph(asked: &Asked) -> Result<&'static CitationGraph, Failure> {
    let Some(path) = &asked.graph else {
        let fail = |error| Failure::told(format!("{}: {error}", builtin::ATLAS_NAME));
        let graph = open_atlas(builtin::ATLAS).map_err(fail)?;
        let (documents, name) = (graph.inputs().len(), builtin::ATLAS_NAME);
        output::tell(format_args!(
            "asking {name} of {documents} texts; -g GRAPH asks another graph"
        ));
        return Ok(Box::leak(Box::new(graph)));
    };
    Ok(Box::leak(Box::new(read(path)?)))
}

/// A graph as `build` writes it, told by its content: JSON or an atlas.
pub fn read(path: &Path) -> Result<CitationGraph, Failure> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let read = match name.as_str() {
        "-" => std::io::stdin().read_to_end(&mut bytes).map(|_| ()),
        _ => std::fs::read(path).map(|read| bytes = read),
    };
    read.map_err(|error| Failure::reading(&name, &error))?;
    if is_atlas(&bytes) {
        return read_atlas(bytes).map_err(|error| Failure::told(format!("{name}: {error}")));
    }
    let wrong = |error| Failure::told(format!("{name}:{error}"));
    // A graph of a million edges is not copied to be read.
    let read = |text: &str| {
        let (graph, notes) = read_json_noting(text).map_err(wrong)?;
        output::say_each(&name, &notes);
        Ok(graph)
    };
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return read(text.trim_start_matches('\u{feff}')),
        Err(other) => other.into_bytes(),
    };
    // A graph is no document: it is as large as it is.
    let limits = Limits {
        bytes: u64::MAX,
        ..Limits::default()
    };
    let (source, _) = read_bytes(&name, &bytes, &limits).map_err(Failure::told)?;
    read(source.text())
}

/// An id that the graph does not hold: which graph that is, and how to look further.
pub fn unknown(error: &Unknown, asked: &Asked) -> Failure {
    let place = match &asked.graph {
        Some(path) => path.display().to_string(),
        None => builtin::ATLAS_NAME.to_owned(),
    };
    let hint = match (error, &asked.graph) {
        (Unknown::Ambiguous { .. }, _) => "",
        (Unknown::Absent { .. }, None) => "; -g GRAPH asks another graph",
        (Unknown::Absent { nearest, .. }, _) if nearest.is_empty() => {
            "; `unxref query find WORDS` looks for words in titles"
        }
        (Unknown::Absent { .. }, _) => "",
    };
    Failure::told(format!("{place}: {error}{hint}"))
}

/// An answer in the format asked for.
pub fn answer(answer: &Answer<'_>, graph: &CitationGraph, format: AnswerFormat, language: Language) -> String {
    match format {
        AnswerFormat::Table => answer.table(language),
        AnswerFormat::Json => answer.json(graph),
        AnswerFormat::Tsv => answer.tsv(language),
        AnswerFormat::Dot => answer.dot(
            graph,
            &DotOptions {
                language,
                ..DotOptions::default()
            },
        ),
    }
}
