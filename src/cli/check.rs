use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use clap::{Args, ValueEnum};
use jiff::ToSpan as _;
use jiff::civil::Date;
use unxref::check::{Editor, Finding, Kind, Level};
use unxref::cite::Engine;
use unxref::export::{finding_json, finding_line};
use unxref::registry::Registry;

use super::arguments::Asked;
use super::failure::Failure;
use super::reading::Reading;
use super::{Outcome, inputs, output, show, walk};

/// What is wrong or doubtful in a document's references
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref check draft.txt
  unxref check draft.txt --as-of 2024-06-01        judged as of a day
  unxref check -f json folder/ > findings.jsonl    one finding a line
  unxref check draft.txt --fail-on error           warnings are told and do not fail
  unxref check draft.txt --fail-on date-mismatch --fail-on wrong-body

Every reference is held against the registry and the graph. Kinds:
  date-mismatch      the date printed is not that of the thing cited
  unknown-symbol     a session that is well known has no such number
  wrong-body         the number is another body's
  future-citation    what is cited is later than the document
  superseded         a newer member of its series is not cited
  not-latest         what is called the most recent is not
  title-mismatch     a title is not the official one in that language
  footnote-missing   a treaty's first mention lacks the footnote that its peers carry
  misspelt-symbol    a symbol is written as no symbol is
  ambiguous, unresolved   the words do not tell what is meant

error: wrong. warning: most likely to be mended. notice: worth a look; what was wrong more than one time in ten on adopted \
texts is a notice. An adopted text is judged as of the day of its adoption, a draft as of today.

Exit codes: 0 nothing found, or notices alone; 1 something found, or an input could not be read; 2 the command could not \
run.")]
pub struct Check {
    #[command(flatten)]
    pub reading: Reading,

    /// The graph; without it, the built-in one
    #[arg(short, long, value_name = "GRAPH", env = "UNXREF_GRAPH")]
    pub graph: Option<PathBuf>,

    /// Format: table (one line a finding) or json (one object a line)
    #[arg(short, long, value_enum, default_value_t = CheckFormat::Table)]
    pub format: CheckFormat,

    /// The day as of which to judge, such as 2024-06-01
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,

    /// What makes the exit code 1: a kind, or a level and all above it (may be given again; by default warning)
    #[arg(long, value_name = "KIND|LEVEL", value_parser = grounds)]
    pub fail_on: Vec<Grounds>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Table,
    Json,
}

/// What a document fails on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grounds {
    Kind(Kind),
    Level(Level),
}

impl Grounds {
    fn hold(self, finding: &Finding) -> bool {
        match self {
            Grounds::Kind(kind) => finding.kind == kind,
            Grounds::Level(level) => finding.level >= level,
        }
    }
}

fn grounds(name: &str) -> Result<Grounds, String> {
    let level = name.parse().map(Grounds::Level);
    level.or_else(|_| {
        let kind = name.parse().map(Grounds::Kind);
        kind.map_err(|error: String| {
            format!(
                "{}, or a level: notice, warning, error",
                error.replace(", found", "; found")
            )
        })
    })
}

/// `unxref check`
pub fn run(command: &Check) -> Result<Outcome, Failure> {
    if command.reading.is_of_the_model() {
        return Err(Failure::told(
            "check: expected a document, found none; `unxref check --help` shows how",
        ));
    }
    inputs::threads(&command.reading)?;
    let user = inputs::registry(command.reading.registry.as_deref())?;
    let registry = user.as_ref().unwrap_or(Registry::builtin());
    let found = walk::find(&command.reading)?;
    let graph = show::graph(&Asked {
        graph: command.graph.clone(),
        label_lang: unxref::model::Language::En,
    })?;
    let engine = Engine::new(registry);
    let editor = Editor::new(registry, graph);
    let grounds = match command.fail_on.as_slice() {
        [] => vec![Grounds::Level(Level::Warning)],
        given => given.to_vec(),
    };
    let (mut documents, mut failures, mut failed) = (0, 0, false);
    let mut counts: BTreeMap<Level, usize> = BTreeMap::new();
    let said = inputs::Said::from(&command.reading);
    let read_one = |path: &std::path::Path| inputs::read(path, &engine, &said);
    for error in &found.failed {
        inputs::tell_failure(error, &mut failures);
    }
    inputs::read_all(&found.files, read_one, |_, taken| {
        let (reading, source) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                inputs::tell_failure(&error, &mut failures);
                return Ok(());
            }
        };
        documents += 1;
        let as_of = command.as_of.or(reading.facts.adopted).unwrap_or_else(today);
        let mut text = String::new();
        for finding in editor.check(&source, &reading, as_of) {
            *counts.entry(finding.level).or_default() += 1;
            failed |= grounds.iter().any(|grounds| grounds.hold(&finding));
            text += &match command.format {
                CheckFormat::Table => finding_line(&source, &finding),
                CheckFormat::Json => finding_json(&source, &reading.id, &finding),
            };
        }
        output::print(&text)
    })?;
    if let Some(words) = found.skipped_in_words() {
        output::say(format_args!("{words}"));
    }
    if documents == 0 {
        return Err(Failure::told("nothing could be read"));
    }
    summary(documents, &counts);
    Ok(if failed || failures > 0 {
        Outcome::Partly
    } else {
        Outcome::Done
    })
}

/// The day in the time of Greenwich.
fn today() -> Date {
    const DAY: u64 = 24 * 60 * 60;
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let days = i64::try_from(since.as_secs() / DAY).unwrap_or_default();
    jiff::civil::date(1970, 1, 1).saturating_add(days.days())
}

fn summary(documents: usize, counts: &BTreeMap<Level, usize>) {
    let of = |level: Level| counts.get(&level).copied().unwrap_or(0);
    let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    output::say(format_args!(
        "{}, {}, {} in {}",
        plural(of(Level::Error), "error"),
        plural(of(Level::Warning), "warning"),
        plural(of(Level::Notice), "notice"),
        plural(documents, "document"),
    ));
}
