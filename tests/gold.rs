//! Accuracy is a ratchet: hand-made tables of what real documents cite, where they are at hand (`../shared`), and the
//! figures of `scores.toml`, below which nothing may fall. And the model resolution cites what it is a model of.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use unxref::cite::{Engine, ReadOptions};
use unxref::model::{Citation, Class, Reading};
use unxref::read::{Limits, read_file};
use unxref::registry::Registry;

/// A figure that is better than the recorded one by more than this must be recorded.
const NEWS: f64 = 0.002;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Where the real documents are: beside the project, or where `UNXREF_SHARED` says.
fn shared_folder() -> PathBuf {
    std::env::var_os("UNXREF_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from)
}

fn read(path: &Path) -> Reading {
    let (source, input) = read_file(path, &Limits::default()).expect("a text");
    let stem = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .split('.')
        .next()
        .unwrap_or_default()
        .replace('_', "/");
    let options = ReadOptions {
        symbol: stem.parse().ok(),
        ..ReadOptions::default()
    };
    Engine::new(Registry::builtin()).read(&source, input, &options)
}

fn citable(reading: &Reading) -> impl Iterator<Item = (&str, &Citation)> {
    let citable = reading.citations.iter().filter(|citation| citation.class.is_citable());
    citable.filter_map(|citation| Some((citation.target.id()?.as_str(), citation)))
}

/// What was counted in a table, as `score.py gold` counts it.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    missing: usize,
    wrong: usize,
    mentions: usize,
    paragraph: usize,
    place: usize,
    related: usize,
    relation: usize,
}

impl Counts {
    fn figures(&self) -> [(&'static str, f64); 4] {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        [
            ("f1", share(2 * self.right, 2 * self.right + self.missing + self.wrong)),
            ("paragraph", share(self.paragraph, self.mentions)),
            ("place", share(self.place, self.mentions)),
            ("relation", share(self.relation, self.related)),
        ]
    }
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or("")
}

fn count(table: &Value, reading: &Reading) -> Counts {
    let all = table["citations"].as_array().expect("citations");
    let is_true = |entry: &&Value| {
        let class = text(entry, "class").parse::<Class>();
        class.is_ok_and(Class::is_citable)
            && !text(entry, "target").is_empty()
            && !entry["stray"].as_bool().unwrap_or(false)
    };
    let truth: Vec<&Value> = all.iter().filter(is_true).collect();
    let wanted: BTreeSet<&str> = truth.iter().map(|entry| text(entry, "target")).collect();
    let mut free: BTreeSet<&str> = all
        .iter()
        .flat_map(|entry| [text(entry, "target"), text(entry, "true_target")])
        .collect();
    free.retain(|id| !wanted.contains(id));
    let mine: Vec<(&str, &Citation)> = citable(reading).filter(|(id, _)| !free.contains(id)).collect();
    let got: BTreeSet<&str> = mine.iter().map(|(id, _)| *id).collect();
    let mut counts = Counts {
        right: wanted.intersection(&got).count(),
        missing: wanted.difference(&got).count(),
        wrong: got.difference(&wanted).count(),
        ..Counts::default()
    };
    for id in wanted.symmetric_difference(&got) {
        eprintln!("  {} {id}", if got.contains(id) { "wrong" } else { "missing" });
    }
    for entry in truth {
        let same: Vec<&Citation> = mine
            .iter()
            .filter(|(id, _)| *id == text(entry, "target"))
            .map(|(_, found)| *found)
            .collect();
        if same.is_empty() {
            continue;
        }
        let label = text(entry, "para");
        let at: Vec<_> = same
            .iter()
            .filter(|citation| citation.paragraph.to_string() == label)
            .collect();
        let edge = |end: usize| {
            entry["span"]["byte"][end]
                .as_u64()
                .and_then(|at| usize::try_from(at).ok())
                .unwrap_or(0)
        };
        counts.mentions += 1;
        counts.paragraph += usize::from(!at.is_empty());
        counts.place += usize::from(
            same.iter()
                .any(|found| found.core.start() < edge(1) && edge(0) < found.core.end()),
        );
        if !at.is_empty() && !label.starts_with("fn") {
            let others = &entry["relation_alt"];
            let right = |found: &str| {
                let among = others
                    .as_array()
                    .is_some_and(|others| others.iter().any(|other| other == found));
                found == text(entry, "relation") || others == found || among
            };
            counts.related += 1;
            counts.relation += usize::from(at.iter().any(|found| right(&found.relation.to_string())));
        }
    }
    counts
}

#[test]
fn the_hand_made_tables_are_met() {
    let shared = shared_folder();
    if !shared.join("domain/gold").is_dir() {
        eprintln!("skipped: there is no ../shared with the tables");
        return;
    }
    let scores: toml::Table = fs::read_to_string(root().join("tests/scores.toml"))
        .expect("scores")
        .parse()
        .expect("TOML");
    let recorded = scores["gold"].as_table().expect("[gold]");
    let mut faults = Vec::new();
    for (name, figures) in recorded {
        let path = shared.join("domain/gold").join(format!("{name}.json"));
        let table: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a table")).expect("JSON");
        eprintln!("{name}");
        let counts = count(&table, &read(&shared.join(text(&table, "source_file"))));
        for (figure, now) in counts.figures() {
            let before = figures[figure].as_float().expect("a figure");
            eprintln!("  {figure} {now:.4}");
            if now < before - 0.00005 {
                faults.push(format!("{name}: {figure} fell from {before} to {now:.4}"));
            } else if now > before + NEWS {
                faults.push(format!(
                    "{name}: {figure} rose from {before} to {now:.4}: record it in tests/scores.toml"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The model in all six languages cites exactly what the real resolution cites, by the graph that is kept here.
#[test]
fn the_model_cites_what_it_is_a_model_of() {
    let kept = fs::read_to_string(root().join("graphs/A_HRC_RES_53_24.json")).expect("the graph");
    let graph: Value = serde_json::from_str(&kept).expect("JSON");
    let nodes = graph["nodes"].as_array().expect("nodes");
    let is_citable = |id: &str| {
        let node = nodes.iter().find(|node| node["id"] == id).expect("a node");
        text(node, "class").parse::<Class>().is_ok_and(Class::is_citable)
    };
    let edges = graph["edges"].as_array().expect("edges").iter();
    let real: BTreeSet<String> = edges
        .filter(|edge| {
            edge["source"] == "A/HRC/RES/53/24" && edge["class"] == "citation" && is_citable(text(edge, "target"))
        })
        .map(|edge| text(edge, "target").to_owned())
        .collect();
    assert!(real.len() > 30);
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let reading = read(&root().join(format!("src/cli/model/transit.{language}.txt")));
        let model: BTreeSet<String> = citable(&reading).map(|(id, _)| id.to_owned()).collect();
        assert_eq!(model, real, "{language}");
    }
}
