use unxref::export::{Answer, DotOptions, read_json};
use unxref::graph::{CitationGraph, Unknown};
use unxref::model::Language;
use unxref::query;

use super::arguments::{AnswerFormat, Asked, Show};
use super::failure::Failure;
use super::{Outcome, builtin, output};

/// `unxref show`
pub fn run(command: &Show) -> Result<Outcome, Failure> {
    let graph = graph(&command.asked)?;
    let mut text = String::new();
    for id in &command.ids {
        let shown = query::show(&graph, id).map_err(|error| unknown(&error, &command.asked))?;
        if !text.is_empty() {
            text.push('\n');
        }
        text += &answer(
            &Answer::Shown(Box::new(shown)),
            &graph,
            command.format,
            command.asked.label_lang,
        );
    }
    output::print(&text)?;
    Ok(Outcome::Done)
}

/// The graph that was asked for, or the built-in one, which is told of on a terminal.
pub fn graph(asked: &Asked) -> Result<CitationGraph, Failure> {
    let Some(path) = &asked.graph else {
        output::tell(&format!("asking {}; -g GRAPH asks another", builtin::GRAPH_NAME));
        return read_json(builtin::GRAPH).map_err(|error| Failure::told(format!("{}:{error}", builtin::GRAPH_NAME)));
    };
    let name = path.display().to_string();
    let text = match name.as_str() {
        "-" => std::io::read_to_string(std::io::stdin()),
        _ => std::fs::read_to_string(path),
    };
    let text = text.map_err(|error| Failure::reading(&name, &error))?;
    read_json(&text).map_err(|error| Failure::told(format!("{name}:{error}")))
}

/// An id that the graph does not hold: which graph that is, and how to look further.
pub fn unknown(error: &Unknown, asked: &Asked) -> Failure {
    let place = match &asked.graph {
        Some(path) => path.display().to_string(),
        None => builtin::GRAPH_NAME.to_owned(),
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
