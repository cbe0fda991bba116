use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use unxref::eval::{Row, Score, read_table, score};

use super::failure::Failure;
use super::{Outcome, output};

/// How accurate `cite` is on documents whose references you know
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref cite -f tsv folder/ > found.tsv
  unxref eval known.tsv found.tsv                       recall, precision, what is missing and what is too much
  unxref eval known.tsv found.tsv --show 0 --min-recall 0.98

Both are tab-separated tables with a header, or JSON Lines as `cite -f jsonl` prints them. The columns `source` and `target` are \
needed; where both have `relation` or `paragraph` these are compared too. One distinct pair of source and target counts once. \
Precision is taken on the sources that KNOWN has: of others nothing is known.

Exit codes: 0 done; 1 below --min-recall or --min-precision; 2 the command could not run.")]
pub struct Eval {
    /// What is right
    #[arg(value_name = "KNOWN")]
    pub known: PathBuf,

    /// What was found
    #[arg(value_name = "FOUND")]
    pub found: PathBuf,

    /// How many of the missing and of the superfluous pairs to list
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub show: usize,

    /// The least share of the known pairs that must be found
    #[arg(long, value_name = "SHARE")]
    pub min_recall: Option<f64>,

    /// The least share of the pairs found that must be right
    #[arg(long, value_name = "SHARE")]
    pub min_precision: Option<f64>,
}

/// `unxref eval`
pub fn run(command: &Eval) -> Result<Outcome, Failure> {
    let (known, found) = (table(&command.known)?, table(&command.found)?);
    if known.is_empty() {
        let name = command.known.display();
        return Err(Failure::told(format!(
            "{name}: expected at least one line with a target, found none"
        )));
    }
    let score = score(&known, &found);
    output::print(&told(&score, command.show))?;
    let below = |share: Option<f64>, least: Option<f64>| least.is_some_and(|least| share.unwrap_or(0.0) < least);
    Ok(
        match below(score.recall(), command.min_recall) || below(score.precision(), command.min_precision) {
            true => Outcome::Partly,
            false => Outcome::Done,
        },
    )
}

fn table(path: &Path) -> Result<Vec<Row>, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    read_table(&text).map_err(|error| Failure::told(format!("{name}:{error}")))
}

fn told(score: &Score, show: usize) -> String {
    let mut out = String::new();
    let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.4}"));
    let found = score.found();
    let _ = writeln!(
        out,
        "recall     {}  {found} of {} pairs",
        share(score.recall()),
        score.right
    );
    let all = found + score.extra.len();
    let _ = writeln!(out, "precision  {}  {found} of {all} pairs", share(score.precision()));
    for (name, (both, same)) in [("relation ", score.relations), ("paragraph", score.paragraphs)] {
        if both > 0 {
            let _ = writeln!(out, "{name}  {:.4}  {same} of {both} pairs", same as f64 / both as f64);
        }
    }
    if score.silent > 0 {
        let _ = writeln!(out, "nothing was found of {} sources", score.silent);
    }
    for (title, pairs) in [("missing", &score.missing), ("not known", &score.extra)] {
        for (source, target) in pairs.iter().take(show) {
            let _ = writeln!(out, "{title}: {source} → {target}");
        }
        if pairs.len() > show && show > 0 {
            let _ = writeln!(out, "{title}: and {} more (--show {})", pairs.len() - show, pairs.len());
        }
    }
    out
}
