//! Cases that a jurist can write: prose in `cases/*.md`, brackets mark the cores.
//!
//! Under a heading stands a text in a fence (` ```en ` or ` ```zh `; `bare` after it means one sentence without context;
//! a symbol after it is the document's own), then one line for each bracket: `- 66/288 → A/RES/66/288 recalls PP1`.
//! Relation and paragraph may be left out; `?` is unresolved, `x or y` ambiguous. A case fails too where a citation is
//! found that no bracket marks. `known.txt` is a ratchet: the cases listed there must still fail.

use std::fs;
use std::path::Path;

use unxref::cite::{Engine, ReadOptions};
use unxref::model::{Citation, InputFile, Target};
use unxref::registry::Registry;
use unxref::text::{Source, Span};

struct Case {
    name: String,
    info: String,
    text: String,
    cores: Vec<Span>,
    wanted: Vec<String>,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn cases() -> Vec<Case> {
    let mut files: Vec<_> = fs::read_dir(folder())
        .expect("cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    files.iter().flat_map(|path| cases_of(path)).collect()
}

fn cases_of(path: &Path) -> Vec<Case> {
    let stem = path.file_stem().expect("a name").to_string_lossy();
    let text = fs::read_to_string(path).expect("UTF-8");
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    let mut heading = "";
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("# ") {
            heading = title;
        } else if let Some(info) = line.strip_prefix("```") {
            let marked: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let (text, cores) = unmarked(&marked.join("\n"));
            let language = info.split(' ').next().unwrap_or_default();
            let name = format!("{stem}: {heading} ({language})");
            assert!(cases.iter().all(|case| case.name != name), "`{name}` is there twice");
            cases.push(Case {
                name,
                info: info.to_owned(),
                text,
                cores,
                wanted: Vec::new(),
            });
        } else if let Some(wanted) = line.strip_prefix("- ") {
            cases
                .last_mut()
                .expect("a fence before the list")
                .wanted
                .push(wanted.to_owned());
        }
    }
    cases
}

/// A text without its brackets, and where they stood.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut open, mut cores) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => cores.push(Span::new(open.pop().expect("a bracket that was opened"), text.len())),
            c => text.push(c),
        }
    }
    cores.sort_by_key(|core| (core.start(), core.end()));
    (text + "\n", cores)
}

/// What is wrong with a case, or nothing.
fn faults(case: &Case, engine: &Engine<'_>) -> Vec<String> {
    let mut words = case.info.split(' ');
    let mut options = ReadOptions {
        language: words.next().map(|code| code.parse().expect("a language")),
        ..ReadOptions::default()
    };
    for word in words {
        match word {
            "bare" => options.bare = true,
            symbol => options.symbol = Some(symbol.parse().expect("a symbol")),
        }
    }
    assert_eq!(
        case.cores.len(),
        case.wanted.len(),
        "{}: a line for each bracket",
        case.name
    );
    let source = Source::new("case.txt", case.text.clone());
    let reading = engine.read(&source, InputFile::default(), &options);
    let mut found: Vec<&Citation> = reading
        .citations
        .iter()
        .filter(|citation| citation.class.is_citable())
        .collect();
    let mut faults = Vec::new();
    for (core, wanted) in case.cores.iter().zip(&case.wanted) {
        let (words, wanted) = wanted.split_once(" → ").expect("CORE → TARGET");
        assert_eq!(
            words,
            source.slice(*core).split_whitespace().collect::<Vec<_>>().join(" "),
            "{}",
            case.name
        );
        match found.iter().position(|citation| citation.core == *core) {
            None => faults.push(format!("`{words}` was not found")),
            Some(at) => {
                let citation = found.remove(at);
                let told = told(citation, wanted);
                if told != wanted {
                    faults.push(format!(
                        "`{words}`: wanted {wanted}, found {told} ({})",
                        citation.reason
                    ));
                }
            }
        }
    }
    let loose = |citation: &&Citation| {
        format!(
            "`{}` is no citation here: {}",
            source.slice(citation.core),
            told(citation, "a b c")
        )
    };
    faults.extend(found.iter().map(loose));
    faults
}

/// A citation as a list tells it, with as many words as the list has.
fn told(citation: &Citation, wanted: &str) -> String {
    let target = match &citation.target {
        Target::Resolved(id) => id.to_string(),
        Target::Ambiguous(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or "),
        Target::Unresolved => "?".to_owned(),
    };
    let rest = wanted.split(' ').filter(|word| *word != "or").count();
    let parts = target.split(" or ").count();
    let mut told = target;
    if rest > parts {
        told += &format!(" {}", citation.relation);
    }
    if rest > parts + 1 {
        told += &format!(" {}", citation.paragraph);
    }
    told
}

#[test]
fn every_case_holds_but_the_known() {
    let engine = Engine::new(Registry::builtin());
    let known = fs::read_to_string(folder().join("known.txt")).expect("known.txt");
    let mut known: Vec<&str> = known
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut failed = Vec::new();
    let cases = cases();
    for case in &cases {
        let faults = faults(case, &engine);
        let listed = known
            .iter()
            .position(|name| *name == case.name)
            .map(|at| known.remove(at))
            .is_some();
        match (faults.is_empty(), listed) {
            (false, false) => failed.push(format!("{}\n    {}", case.name, faults.join("\n    "))),
            (true, true) => failed.push(format!("{}\n    passes now: take it off known.txt", case.name)),
            _ => {}
        }
    }
    failed.extend(
        known
            .iter()
            .map(|name| format!("{name}\n    is on known.txt, but there is no such case")),
    );
    assert!(
        failed.is_empty(),
        "{} of {} cases:\n{}",
        failed.len(),
        cases.len(),
        failed.join("\n")
    );
    assert!(cases.len() >= 40);
}
