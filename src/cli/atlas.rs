use std::collections::BTreeMap;
use std::path::Path;

use unxref::export::atlas;
use unxref::graph::CitationGraph;

use super::failure::Failure;
use super::output;

/// Writes a graph as an atlas, thin and with what is told of it.
pub fn write(graph: CitationGraph, path: &Path, manifest: Option<&Path>) -> Result<(), Failure> {
    let graph = graph.thin();
    let mut told = manifest.map(read).transpose()?.unwrap_or_default();
    told.insert("made-by".to_owned(), format!("unxref {}", env!("CARGO_PKG_VERSION")));
    told.insert("texts".to_owned(), texts(&graph));
    output::write_file(path, &atlas(&graph.with_manifest(told)))
}

fn read(path: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    let told: BTreeMap<String, String> = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        Failure::told(format!("{name}:{line}: {}", error.message()))
    })?;
    let folded = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(told.into_iter().map(|(key, words)| (key, folded(words))).collect())
}

/// How many texts of each language the graph was made from, and of how many documents.
fn texts(graph: &CitationGraph) -> String {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for input in graph.inputs() {
        *languages.entry(input.language.code()).or_default() += 1;
    }
    let languages: Vec<String> = languages
        .iter()
        .map(|(language, count)| format!("{language} {count}"))
        .collect();
    let documents = graph.nodes().filter(|node| node.read).count();
    format!(
        "{} texts of {documents} documents: {}",
        graph.inputs().len(),
        languages.join(", ")
    )
}
