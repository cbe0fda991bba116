use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use unxref::cite::{Engine, ReadOptions};
use unxref::export::page;
use unxref::model::{InputFile, NodeId, Reading};
use unxref::read::ReadError;
use unxref::registry::Registry;
use unxref::store::{CitationJson, Entry, Failure as FailedRecord, Record};
use unxref::text::{Source, one_line};

use super::arguments::{Cite, CiteFormat, Lines};
use super::failure::Failure;
use super::output::Voice;
use super::walk::{self, Found};
use super::{Outcome, inputs, output, table};

const TSV_HEADER: &str = "source\ttarget\trelation\tparagraph\tstatus\tstart\tend\tquote\tfile\n";

/// `unxref cite`
pub fn run(command: &Cite) -> Result<Outcome, Failure> {
    inputs::threads(&command.reading)?;
    let user = inputs::registry(command.reading.registry.as_deref())?;
    let engine = Engine::new(user.as_ref().unwrap_or(Registry::builtin()));
    let format = command.format.unwrap_or(if output::to_terminal() {
        CiteFormat::Table
    } else {
        CiteFormat::Jsonl
    });
    if command.text {
        return text(command);
    }
    let print = |text: &str| match format {
        CiteFormat::Table => output::print_table(text),
        _ => output::print(text),
    };
    let found = walk::find(&command.reading)?;
    let files = &found.files;
    if format == CiteFormat::Html && (files.len() > 1 || command.lines.is_some()) {
        return Err(Failure::told("-f html: expected one document, for a page shows one"));
    }
    let (mut failures, mut read) = (0, 0);
    if format == CiteFormat::Tsv {
        output::print(TSV_HEADER)?;
    }
    if command.reading.is_of_the_model() {
        let (reading, source) = inputs::model(&command.reading, &engine)?;
        print(&written(&reading, &source, command.all, format))?;
        read = 1;
    } else if let Some(lines) = command.lines {
        for path in files {
            match unxref::read::read_file(path, &command.reading.limits.into()) {
                Ok((source, _)) => {
                    print(&each_line(&source, lines, &engine, command, format))?;
                    read += 1;
                }
                Err(error) => inputs::tell_failure(&error, &mut failures),
            }
        }
    } else {
        let notes = files.len() == 1 || output::voice() == Voice::Verbose;
        let said = inputs::Said::from(&command.reading);
        let read_one = |path: &Path| inputs::read(path, &engine, &said);
        let mut fail = |error: &ReadError| {
            inputs::tell_failure(error, &mut failures);
            match format {
                CiteFormat::Documents => {
                    let record = Entry::Failed(FailedRecord::new(error.name.as_str(), error.to_string()));
                    output::print(&format!("{}\n", json(&record)))
                }
                _ => Ok(()),
            }
        };
        found.failed.iter().try_for_each(&mut fail)?;
        inputs::read_all(files, read_one, |_, taken| match taken {
            Ok((reading, source)) => {
                if notes {
                    inputs::tell_notices(&reading, &source);
                }
                read += 1;
                print(&written(&reading, &source, command.all, format))
            }
            Err(error) => fail(&error),
        })?;
    }
    summary(read, failures, &found)
}

/// What became of the inputs, told where something was left out, or where there were many.
fn summary(read: usize, failures: usize, found: &Found) -> Result<Outcome, Failure> {
    let skipped = found.skipped_in_words();
    match &skipped {
        Some(words) => output::say(words),
        None if failures == 0 && read > 1 => output::tell(format_args!("{read} documents read")),
        None => {}
    }
    match (read, failures) {
        // An empty list is a part of some larger work that has nothing to do.
        (0, 0) if found.files.is_empty() => Ok(Outcome::Done),
        (0, _) => Err(Failure::told("nothing could be read")),
        (_, 0) => Ok(Outcome::Done),
        (_, failures) => {
            output::say(format_args!(
                "{failures} of {} inputs could not be read",
                failures + read
            ));
            Ok(Outcome::Partly)
        }
    }
}

/// Prints the text of one document, as its spans mean it.
fn text(command: &Cite) -> Result<Outcome, Failure> {
    let [path] = command.reading.paths.as_slice() else {
        return Err(Failure::told(
            "--text: expected one document, for spans mean the text of one",
        ));
    };
    let (source, _) = unxref::read::read_file(path, &command.reading.limits.into()).map_err(Failure::told)?;
    for loss in &source.aside().losses {
        output::say(format_args!("{}: note: {loss}", source.name()));
    }
    for notice in &source.aside().notices {
        output::tell(format_args!("{}: note: {notice}", source.name()));
    }
    output::write_bytes(Path::new("-"), source.text().as_bytes())?;
    Ok(Outcome::Done)
}

/// Every line as a document of its own: its id is `FILE:LINE`, or its first field.
fn each_line(source: &Source, lines: Lines, engine: &Engine<'_>, command: &Cite, format: CiteFormat) -> String {
    use rayon::prelude::*;
    let name = source.name();
    let numbered: Vec<(usize, &str)> = source.text().lines().enumerate().collect();
    let pieces: Vec<String> = numbered
        .par_iter()
        .map(|&(number, line)| {
            let (id, words) = match (lines, line.split_once('\t')) {
                (Lines::Tsv, Some((id, words))) => (id.to_owned(), words),
                _ => (format!("{name}:{}", number + 1), line),
            };
            let source = Source::new(name, words);
            let options = ReadOptions {
                language: command.reading.language,
                id: Some(NodeId::new(id)),
                bare: true,
                symbol: None,
            };
            let input = InputFile {
                name: name.to_owned(),
                sha256: String::new(),
            };
            let reading = engine.read(&source, input, &options);
            written(&reading, &source, command.all, format)
        })
        .collect();
    pieces.concat()
}

fn written(reading: &Reading, source: &Source, all: bool, format: CiteFormat) -> String {
    match format {
        CiteFormat::Table => table::citations(reading, all),
        CiteFormat::Html => page(reading, source, all),
        CiteFormat::Documents => format!(
            "{}\n",
            json(&Entry::Read(Box::new(Record::from_reading(reading, source))))
        ),
        CiteFormat::Jsonl => listed(reading, source, all)
            .map(|citation| format!("{}\n", json(&citation)))
            .collect(),
        CiteFormat::Tsv => rows(reading, all),
    }
}

fn listed<'a>(reading: &'a Reading, source: &'a Source, all: bool) -> impl Iterator<Item = CitationJson> + 'a {
    let citable = reading.citations.iter().map(|citation| citation.class.is_citable());
    CitationJson::all(reading, source)
        .into_iter()
        .zip(citable)
        .filter(move |(_, citable)| all || *citable)
        .map(|(citation, _)| citation)
}

fn rows(reading: &Reading, all: bool) -> String {
    let (source, file) = (one_line(reading.id.as_str()), one_line(&reading.input.name));
    let mut rows = String::new();
    for citation in reading
        .citations
        .iter()
        .filter(|citation| all || citation.class.is_citable())
    {
        let target = citation.target.id().map_or("", NodeId::as_str);
        let (relation, paragraph, status) = (citation.relation, &citation.paragraph, citation.target.status());
        let (start, end, quote) = (citation.span.start(), citation.span.end(), one_line(&citation.quote));
        for cell in [source.as_str(), target, relation.name(), paragraph.as_str(), status] {
            rows += cell;
            rows += "\t";
        }
        let _ = writeln!(rows, "{start}\t{end}\t{quote}\t{file}");
    }
    rows
}

fn json(value: &impl serde::Serialize) -> String {
    let mut bytes = Vec::new();
    let written = serde_json::to_writer(&mut bytes, value)
        .map_err(std::io::Error::from)
        .and_then(|()| bytes.flush());
    debug_assert!(written.is_ok(), "records hold only strings and numbers");
    String::from_utf8(bytes).unwrap_or_default()
}
