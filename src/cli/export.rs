use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use unxref::export::{Exported, Format, Sheet};

use super::arguments::Export;
use super::failure::Failure;
use super::{Outcome, output, show};

const EXAMPLES: &str = "\
Examples:
  unxref export -f dot -g g.json | dot -Tsvg > g.svg
  unxref export --label-lang zh gcm -o gcm.graphml     the format is told by the ending
  unxref export A/HRC/RES/53/24 --depth 2 -o part.gexf
  unxref export -f csv -o tables/                      edges, nodes, evidence and what is not placed
  unxref export -o g.sqlite                            a database, with a view of all citations
  unxref export -f parquet -o tables/                  vertices.parquet and edges.parquet
  unxref export -o g.csv                               the same beside each other: g.csv, g.nodes.csv ...
  unxref export --collapse -o g.mmd iccpr              one line for all that ties two things

Formats:
";

/// The help below the options: examples, and what reads each format.
pub fn formats() -> String {
    let lines = Format::all().map(|format| {
        let endings: Vec<_> = format.extensions().iter().map(|ending| format!(".{ending}")).collect();
        let absent = format.missing_feature().map_or("", |_| " (not built in)");
        format!(
            "  {:<11} {:<22} {}{absent}\n",
            format.name(),
            endings.join(" "),
            format.readers()
        )
    });
    EXAMPLES.to_owned() + &lines.collect::<String>()
}

/// `unxref export`
pub fn run(command: &Export) -> Result<Outcome, Failure> {
    let format = format(command)?;
    if command.collapse && !format.collapses() {
        let words = format!("--collapse: expected a format whose edges may have several relations, found {format}");
        return Err(Failure::told(words));
    }
    if let Some(feature) = format.missing_feature() {
        return Err(Failure::told(format!(
            "-f {format}: this program was built without the feature `{feature}`: `cargo install --path . --features {feature}` builds it in"
        )));
    }
    if !format.is_text() && command.output.as_os_str() == "-" && output::to_terminal() {
        return Err(Failure::told(format!(
            "-f {format}: expected -o FILE, for it is nothing to read on a terminal"
        )));
    }
    let graph = show::graph(&command.asked)?;
    let mut numbers = BTreeSet::new();
    for id in &command.ids {
        let selected = graph.select(id);
        numbers.extend(selected.map_err(|error| show::unknown(&error, &command.asked))?);
    }
    let part = (!command.ids.is_empty()).then(|| graph.restrict(&graph.around(&numbers, command.depth)));
    let exported = Exported {
        language: command.asked.label_lang,
        collapse: command.collapse,
        ..Exported::part(part.as_ref().unwrap_or(graph), graph)
    };
    for (path, sheet) in files(format, &command.output)? {
        output::stream(&path, |out| format.write(sheet, &exported, out))?;
    }
    Ok(Outcome::Done)
}

/// The format that was asked for, or that of the file's ending.
fn format(command: &Export) -> Result<Format, Failure> {
    let path = &command.output;
    match command.format {
        Some(format) => Ok(format),
        None if path.as_os_str() == "-" => Ok(Format::Json),
        None => Format::of_file(path).ok_or_else(|| {
            let endings = Format::all().filter_map(|format| format.extensions().first());
            let endings: Vec<_> = endings.map(|ending| format!(".{ending}")).collect();
            let path = path.display();
            Failure::told(format!(
                "{path}: expected -f FORMAT or one of the endings {}",
                endings.join(", ")
            ))
        }),
    }
}

/// The files that a format is written to. Tables go to a folder, or beside the file that is named: `g.csv` holds the edges,
/// `g.nodes.csv` the nodes. Standard output takes the first.
fn files(format: Format, path: &Path) -> Result<Vec<(PathBuf, Sheet)>, Failure> {
    let sheets = format.sheets();
    if sheets.len() == 1 || path.as_os_str() == "-" {
        return Ok(vec![(path.to_owned(), sheets[0])]);
    }
    let ending = format.extensions()[0];
    if Format::of_file(path) == Some(format) && !path.is_dir() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = &name[..name.len() - ending.len() - 1];
        let beside = |sheet: &Sheet| match *sheet == sheets[0] {
            true => (path.to_owned(), *sheet),
            false => (path.with_file_name(format!("{stem}.{}.{ending}", sheet.name())), *sheet),
        };
        return Ok(sheets.iter().map(beside).collect());
    }
    let fail = |error| Failure::writing(&path.display().to_string(), &error);
    if !path.is_dir() {
        fs::create_dir(path).map_err(fail)?;
    }
    let last = ending.rsplit('.').next().unwrap_or(ending);
    let within = |sheet: &Sheet| (path.join(format!("{}.{last}", sheet.name())), *sheet);
    Ok(sheets.iter().map(within).collect())
}
