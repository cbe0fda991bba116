use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use unxref::cite::Engine;
use unxref::export::{Comparison, read_json_noting};
use unxref::graph::{CitationGraph, Unknown, build};
use unxref::model::{DocumentKind, Reading, Symbol};
use unxref::query::{self, Member};
use unxref::read::Format;
use unxref::registry::Registry;

use super::arguments::Asked;
use super::failure::Failure;
use super::{Outcome, inputs, output, show};

/// What two language versions, two drafts, two resolutions of a series or two graphs cite differently
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref diff A/HRC/RES/47/12 A/HRC/RES/53/24       what the newer of a series keeps, drops and adds
  unxref diff A/HRC/RES/47/12 draft.txt             the same for a document that no graph knows
  unxref diff resolution.en.txt resolution.ar.txt   what one language version cites and the other does not
  unxref diff draft.txt adopted.txt                 what changed on the way
  unxref diff -f json a.fr.txt a.ru.txt > diff.json
  unxref diff old.json new.json                     the nodes and edges of two graphs

Two documents with different symbols of one kind are compared as members of a series: what is kept (and whether the verb or \
the paragraph changed), what a newer one of its own series replaces, what is dropped and what is added, the later document \
against the earlier. An id is looked up in the graph (-g), which also tells what follows what.

Two versions of one document are compared paragraph by paragraph. Paragraphs are aligned by their labels, a footnote with \
the paragraph of its mark. A reference that stands in another paragraph is moved. What is ambiguous or unresolved is listed \
apart and is no difference.

Of relations only the class is compared (recalling, noting, welcoming, stressing, troubled, deciding, asking, referring), \
for translators choose their verbs.

Exit codes: 0 nothing differs; 1 something does (between members of a series a paragraph that moved is nothing); 2 the \
command could not run.")]
pub struct Diff {
    /// A document, an id in the graph, or a graph (.json) as `build` writes it; `-` is standard input
    #[arg(value_name = "A")]
    pub a: PathBuf,

    /// The other one
    #[arg(value_name = "B")]
    pub b: PathBuf,

    #[command(flatten)]
    pub asked: Asked,

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
        (false, false) => documents(command),
        (true, false) | (false, true) => Err(Failure::told(format!(
            "{} {}: expected two documents or two graphs, found one of each; `unxref build` makes a graph of a document",
            a.display(),
            b.display()
        ))),
    }
}

/// Two versions of one document, or two members of a series.
fn documents(command: &Diff) -> Result<Outcome, Failure> {
    let user = inputs::registry(command.registry.as_deref())?;
    let engine = Engine::new(user.as_ref().unwrap_or(Registry::builtin()));
    let ending = |path: &Path| path.extension().and_then(|ending| Format::of_ending(ending.to_str()?));
    let is_file = |path: &Path| path.exists() || path.as_os_str() == "-" || ending(path).is_some();
    let read = |path: &Path| is_file(path).then(|| reading(path, &engine)).transpose();
    let (a, b) = (read(&command.a)?, read(&command.b)?);
    if let (Some(a), Some(b)) = (&a, &b)
        && !are_members(a, b)
    {
        return answer(command, &Comparison::Versions(query::diff(a, b)));
    }
    let known = show::graph(&command.asked)?;
    let own = |reading: &Option<Reading>| reading.clone().map(|reading| build(&[reading], engine.registry()));
    let (in_a, in_b) = (own(&a), own(&b));
    let left = member(command, &command.a, in_a.as_ref().zip(a.as_ref()), known)?;
    let right = member(command, &command.b, in_b.as_ref().zip(b.as_ref()), known)?;
    let diff = query::diff_members(left, right, known);
    answer(command, &Comparison::Members(diff, command.asked.label_lang))
}

/// A document that was read, in a graph of its own; else one that the graph knows by that id.
fn member<'g>(
    command: &Diff,
    name: &Path,
    read: Option<(&'g CitationGraph, &Reading)>,
    known: &'g CitationGraph,
) -> Result<Member<'g>, Failure> {
    if let Some((graph, number)) = read.and_then(|(graph, reading)| Some((graph, graph.number(&reading.id)?))) {
        return Ok(Member { graph, number });
    }
    let unknown = |error: Unknown| {
        let words = show::unknown(&error, &command.asked);
        Failure::told(format!("{words}; and there is no such file"))
    };
    let number = known.find_number(&name.to_string_lossy()).map_err(unknown)?;
    let node = known.at(number);
    if !node.read {
        return Err(Failure::told(format!(
            "{}: its text is not in the graph, so what it cites is not known; name a file of it",
            node.id
        )));
    }
    Ok(Member { graph: known, number })
}

/// Whether two documents are two of a series rather than two versions of one: both tell their symbols, which are different
/// ones of the same kind.
fn are_members(a: &Reading, b: &Reading) -> bool {
    let kind = |reading: &Reading| reading.facts.symbol.as_ref().map(Symbol::kind);
    a.id != b.id && kind(a).is_some() && kind(a) == kind(b) && kind(a) != Some(DocumentKind::Draft)
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
    let (graph, notes) = read_json_noting(&text).map_err(|error| Failure::told(format!("{name}:{error}")))?;
    output::say_each(&name, &notes);
    Ok(graph)
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
