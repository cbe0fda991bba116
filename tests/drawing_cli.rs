//! `unxref draw` as it is typed.

mod desk;

use std::fs;

use desk::{Run, unxref};
use tempfile::TempDir;

fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    unxref(folder.path(), arguments, "")
}

/// That a run fails as a whole with one line of these words, and leaves no file.
fn refused(arguments: &[&str], words: &str) {
    let folder = TempDir::new().expect("a folder");
    let run = run(&folder, arguments);
    assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
    assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    assert_eq!(run.err.trim_end().lines().count(), 1, "{}", run.err);
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        0,
        "{arguments:?}"
    );
}

#[test]
fn each_ending_gives_its_format() {
    let folder = TempDir::new().expect("a folder");
    for name in ["d.svg", "D.SVG"] {
        let run = run(&folder, &["draw", "A/HRC/RES/53/24", "-o", name]);
        assert_eq!(run.code, 0, "{}", run.err);
        let svg = fs::read_to_string(folder.path().join(name)).expect("a picture");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
    }
    let out = run(&folder, &["draw", "A/HRC/RES/53/24", "-o", "-"]);
    assert_eq!(out.code, 0, "{}", out.err);
    assert_eq!(
        out.out,
        fs::read_to_string(folder.path().join("d.svg")).expect("a picture")
    );
}

#[test]
fn every_layout_and_filter_draws() {
    let folder = TempDir::new().expect("a folder");
    for arguments in [
        &["A/HRC/RES/53/24", "--layout", "time", "--label-lang", "zh"][..],
        &["A/HRC/RES/53/24", "--layout", "series", "--label-lang", "ar"],
        &["A/HRC/RES/53/24", "gcm"],
        &["A/HRC/RES/53/24", "--depth", "0"],
        &["A/HRC/RES/53/24", "--relation", "welcomes"],
        &["A/HRC/RES/53/24", "--until", "1900"],
        &["iccpr", "--max-nodes", "1"],
        &[],
    ] {
        let mut all = vec!["draw", "-o", "-", "-f", "svg"];
        all.extend(arguments);
        let run = run(&folder, &all);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        assert!(run.out.starts_with("<svg"), "{arguments:?}");
    }
    let welcomed = run(
        &folder,
        &["draw", "-o", "-", "A/HRC/RES/53/24", "--relation", "welcomes"],
    );
    assert!(welcomed.out.contains("A/RES/76/266") && !welcomed.out.contains("A/RES/76/141"));
}

#[test]
fn what_cannot_be_drawn_is_refused_in_one_line() {
    let id = "A/HRC/RES/53/24";
    refused(
        &["draw", id, "-o", "d.gif"],
        "d.gif: expected a file that ends in .svg, .png, .pdf, .html",
    );
    refused(&["draw", id, "-o", "d"], "expected a file that ends in");
    refused(
        &["draw", "A/HRC/RES/53/2400", "-o", "d.svg"],
        "expected an id of the graph",
    );
    refused(&["draw", id, "-o", "d.svg", "--max-nodes", "2001"], "at most 2000");
    refused(
        &["draw", id, "gcm", "-o", "d.svg", "--layout", "time"],
        "expected one id, found 2",
    );
    refused(
        &["draw", id, "-o", "d.svg", "--layout", "around", "--depth", "2"],
        "--depth 1",
    );
    refused(
        &["draw", id, "-o", "d.svg", "--layout", "time", "--engine", "dot"],
        "Graphviz draws no axis of years",
    );
    refused(&["draw", id, "-o", "no/such/folder/d.svg"], "the folder does not exist");
    refused(
        &["draw", id, "-g", "absent.json", "-o", "d.svg"],
        "absent.json: no such file",
    );
}

#[test]
fn without_graphviz_its_engine_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_unxref"))
        .current_dir(folder.path())
        .env("PATH", folder.path())
        .env(
            "UNXREF_GRAPH",
            concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/A_HRC_RES_53_24.json"),
        )
        .args(["draw", "A/HRC/RES/53/24", "-o", "d.svg", "--engine", "dot"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(err.contains("install Graphviz"), "{err}");
}

#[test]
fn a_document_of_ones_own_is_drawn_without_naming_it() {
    let folder = TempDir::new().expect("a folder");
    let built = run(&folder, &["build", "-l", "en", "-o", "g.json"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let drawn = run(&folder, &["draw", "-g", "g.json", "-o", "-"]);
    assert_eq!(drawn.code, 0, "{}", drawn.err);
    assert!(drawn.out.contains("model:transit"), "the root");
}
