//! The graphs that are kept are the graphs that are built: from the real texts where these are at hand (`../shared`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use unxref::draw::{Layout, Subject, draw};
use unxref::export::{DotOptions, SCHEMAS, dot, json, read_json};
use unxref::model::Language;
use unxref::query::Filter;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn kept(ending: &str) -> String {
    fs::read_to_string(root().join("graphs/A_HRC_RES_53_24").with_extension(ending)).expect("a graph that is kept")
}

/// Where the real documents are: beside the project, or where `UNXREF_SHARED` says.
fn seed() -> Option<PathBuf> {
    let shared = std::env::var_os("UNXREF_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let seed = shared.join("corpus/seed");
    if !seed.is_dir() {
        eprintln!("skipped: there is no ../shared with the real texts");
        return None;
    }
    Some(seed)
}

/// `UNXREF_BLESS=1 cargo test --test graphs` writes the graph and its pictures anew.
#[test]
fn the_real_resolution_is_built_as_it_is_kept() {
    let Some(seed) = seed() else { return };
    let folder = tempfile::TempDir::new().expect("a folder");
    let out = |ending: &str| folder.path().join(format!("g.{ending}"));
    let built = Command::new(env!("CARGO_BIN_EXE_unxref"))
        .current_dir(&seed)
        .args(["build", "A_HRC_RES_53_24.zh.txt", "A_HRC_RES_53_24.en.txt", "-o"])
        .arg(out("json"))
        .arg("--dot")
        .arg(out("dot"))
        .status()
        .expect("the program runs");
    assert!(built.success());
    for ending in ["json", "dot"] {
        let built = fs::read_to_string(out(ending)).expect("built");
        if std::env::var_os("UNXREF_BLESS").is_some() {
            fs::write(root().join("graphs/A_HRC_RES_53_24").with_extension(ending), built).expect("written");
        } else {
            assert!(
                built == kept(ending),
                "graphs/A_HRC_RES_53_24.{ending} is stale: UNXREF_BLESS=1 writes it anew"
            );
        }
    }
}

/// `UNXREF_BLESS=1 cargo test --test graphs` writes the schemas anew.
#[test]
fn the_schemas_are_published_as_the_program_prints_them() {
    let folder = root().join("graphs/schema");
    for described in SCHEMAS {
        let path = folder.join(described.name).with_extension("json");
        if std::env::var_os("UNXREF_BLESS").is_some() {
            fs::write(&path, described.schema()).expect("written");
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == described.schema(),
            "{} is stale: UNXREF_BLESS=1 writes it anew",
            path.display()
        );
    }
    let files = fs::read_dir(folder).expect("a folder");
    assert_eq!(files.count(), SCHEMAS.len(), "a schema that nothing is written by");
}

#[test]
fn the_kept_graph_reads_back_and_draws_the_same() {
    let graph = read_json(&kept("json")).expect("our own JSON");
    assert_eq!(json(&graph), kept("json"));
    assert_eq!(dot(&graph, &DotOptions::default()), kept("dot"));
    graphviz_rust::parse(&kept("dot")).expect("DOT");
}

#[test]
fn the_kept_pictures_are_drawn_from_the_kept_graph() {
    let graph = read_json(&kept("json")).expect("our own JSON");
    let ids = ["A/HRC/RES/53/24".to_owned()];
    let subject = Subject::around(&graph, &ids, 1, &Filter::default()).expect("a known id");
    for (ending, layout, language) in [
        ("svg", Layout::Around, Language::En),
        ("zh.svg", Layout::Around, Language::Zh),
        ("ar.svg", Layout::Around, Language::Ar),
        ("time.svg", Layout::Time, Language::En),
    ] {
        let drawn = draw(&subject, layout, language).svg;
        if std::env::var_os("UNXREF_BLESS").is_some() {
            fs::write(root().join("graphs/A_HRC_RES_53_24").with_extension(ending), drawn).expect("written");
        } else {
            assert!(
                drawn == kept(ending),
                "graphs/A_HRC_RES_53_24.{ending} is stale: UNXREF_BLESS=1 writes it anew"
            );
        }
    }
}

#[test]
fn the_kept_graph_tells_no_machine() {
    let graph: Value = serde_json::from_str(&kept("json")).expect("JSON");
    for input in graph["graph"]["inputs"].as_array().expect("inputs") {
        let file = input["file"].as_str().expect("a name");
        assert!(!file.contains(['/', '\\']), "{file}");
    }
}

/// What the text and the registry say of each, in both languages.
#[test]
fn the_kept_graph_holds_both_languages() {
    let graph: Value = serde_json::from_str(&kept("json")).expect("JSON");
    let edges = graph["edges"].as_array().expect("edges");
    let to = |target: &str, key: &str| {
        let found = edges.iter().find(|edge| edge["target"] == target && edge["key"] == key);
        found.unwrap_or_else(|| panic!("{key} {target}"))
    };
    let charter = to("un-charter", "guided-by");
    assert_eq!(charter["count"], 1, "a second language adds no count");
    let languages: Vec<_> = charter["evidence"]
        .as_array()
        .expect("evidence")
        .iter()
        .map(|e| &e["language"])
        .collect();
    assert_eq!(languages, ["en", "zh"]);
    assert_eq!(
        to("A/RES/73/195", "endorsed-by")["origin"],
        serde_json::json!(["text", "registry"])
    );
    assert_eq!(
        to("A/RES/217(III)[A]", "adopted-by")["origin"],
        serde_json::json!(["registry"])
    );
}
