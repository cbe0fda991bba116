//! The atlas: the graph that is built into the program, and the form in which it is packed.

mod sample;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

use sample::{Known, corpus};
use unxref::export::{atlas, is_atlas, json, open_atlas, read_atlas};
use unxref::graph::{CitationGraph, build};
use unxref::model::{Class, sha256};

static ATLAS: &[u8] = include_bytes!("../graphs/atlas.bin");

/// Where the checksum stands: after the word and the version that an atlas begins with.
const CHECKSUM: std::ops::Range<usize> = 9..41;

fn small() -> CitationGraph {
    let manifest = BTreeMap::from([("licence".to_owned(), "CC0".to_owned())]);
    build(&corpus(), &Known).with_manifest(manifest)
}

#[test]
fn the_built_in_atlas_holds_every_invariant_and_no_more_words_than_it_may() {
    assert!(ATLAS.len() <= 5_000_000, "{} bytes", ATLAS.len());
    let graph = read_atlas(ATLAS.to_vec()).expect("an atlas");
    graph.verify().expect("every invariant");
    let quotes = graph
        .links()
        .flat_map(|link| link.edge.evidence.iter())
        .map(|evidence| &evidence.quote);
    let quotes = quotes.chain(graph.unplaced().iter().map(|unplaced| &unplaced.quote));
    let longest = quotes.map(|quote| quote.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest <= 81), "{longest:?}");
    for node in graph.nodes().filter(|node| node.class == Class::Document) {
        assert!(
            node.titles.values().all(|title| title.chars().count() <= 200),
            "{}",
            node.id
        );
    }
    for input in graph.inputs() {
        assert!(!Path::new(&input.file).is_absolute(), "{}", input.file);
    }
    for word in [
        "title", "holds", "texts", "gaps", "accuracy", "made-by", "licence", "sources",
    ] {
        assert!(graph.manifest().contains_key(word), "{word}");
    }
    assert!(graph.node("A/HRC/RES/53/24").expect("the seed").read);
}

#[test]
fn what_is_packed_is_unpacked_the_same() {
    let graph = small();
    let bytes = atlas(&graph);
    assert!(is_atlas(&bytes));
    let back = read_atlas(bytes.clone()).expect("our own atlas");
    assert_eq!(json(&back), json(&graph));
    assert_eq!(atlas(&back), bytes);
    back.verify().expect("every invariant");
    let opened = open_atlas(Box::leak(bytes.into_boxed_slice())).expect("our own atlas");
    assert_eq!(opened, graph);
    assert_eq!(opened.manifest(), graph.manifest());
    assert_eq!(opened.merge(&graph), graph);
}

#[test]
fn a_damaged_atlas_is_refused() {
    let bytes = atlas(&small());
    let error = |bytes: Vec<u8>| read_atlas(bytes).expect_err("damaged").to_string();
    assert_eq!(error(b"{}".to_vec()), "expected an atlas, found another file");
    assert!(error(bytes[..bytes.len() - 1].to_vec()).contains("its checksum does not fit"));
    assert_eq!(
        error(bytes[..20].to_vec()),
        "expected a whole atlas, found one that is cut off"
    );
    let mut newer = bytes;
    newer[8] = 2;
    assert_eq!(
        error(newer),
        "expected an atlas of version 1, found version 2: use another unxref"
    );
}

#[test]
fn the_program_asks_its_atlas_and_any_other() {
    let desk = tempfile::TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unxref"));
        let command = command
            .current_dir(desk.path())
            .env_remove("UNXREF_GRAPH")
            .args(arguments);
        let ran = command.output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (ran.status.code(), text(ran.stdout), text(ran.stderr))
    };
    let (code, about, _) = run(&["show", "--about"]);
    assert!(
        code == Some(0) && about.contains("licence: ") && about.contains("CC0"),
        "{about}"
    );
    let (code, path, _) = run(&["query", "path", "A/HRC/RES/53/24", "udhr"]);
    assert!(code == Some(0) && path.contains("reaffirms"), "{path}");
    let (code, _, told) = run(&["show", "A/RES/9999/1"]);
    assert!(code == Some(2) && told.starts_with("the built-in atlas: "), "{told}");

    fs::write(desk.path().join("about.toml"), "title = \"\"\"one\n two\"\"\"\n").expect("written");
    let made = ["build", "-o", "g.json", "--atlas", "g.bin", "--manifest", "about.toml"];
    let (code, _, told) = run(&made);
    assert_eq!(code, Some(0), "{told}");
    let (_, about, _) = run(&["show", "--about", "-g", "g.bin"]);
    assert!(
        about.contains("title: one two\n") && about.contains("1 texts of 1 documents: zh 1"),
        "{about}"
    );
    let asked = |graph: &str| run(&["query", "cites", "model:transit", "-f", "json", "-g", graph]);
    assert_eq!(asked("g.bin"), asked("g.json"), "the model has no long quotes");
    // An atlas is merged like any graph.
    let (_, merged, _) = run(&["build", "g.bin", "-o", "-"]);
    assert_eq!(merged, fs::read_to_string(desk.path().join("g.json")).expect("written"));

    fs::write(desk.path().join("cut.bin"), &ATLAS[..5000]).expect("written");
    let (code, _, told) = run(&["show", "gcm", "-g", "cut.bin"]);
    assert_eq!((code, told.lines().count()), (Some(2), 1), "{told}");
    assert!(told.starts_with("cut.bin: expected a whole atlas"), "{told}");
}

/// Where the atlas is made again, it is the same: `.ci/run` holds the whole of it to that, which takes minutes here.
#[test]
fn the_atlas_is_of_the_documents_at_hand() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("UNXREF_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let corpus = shared.join("corpus");
    if !corpus.is_dir() {
        eprintln!("skipped: there is no ../shared with the real texts");
        return;
    }
    let graph = open_atlas(ATLAS).expect("an atlas");
    for input in graph.inputs().iter().filter(|input| !input.file.starts_with("pdf/")) {
        let bytes = fs::read(corpus.join(&input.file)).unwrap_or_else(|error| panic!("{}: {error}", input.file));
        assert_eq!(
            sha256(&bytes),
            input.sha256,
            "{} is another: run graphs/make-atlas",
            input.file
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Bytes that somebody changed, and mended the checksum of: an error or another graph, never a panic.
    #[test]
    fn no_bytes_make_it_panic(changes in proptest::collection::vec((0usize..10_000, any::<u8>()), 1..6)) {
        let mut bytes = atlas(&small());
        for (at, byte) in changes {
            let at = CHECKSUM.end + at % (bytes.len() - CHECKSUM.end);
            bytes[at] = byte;
        }
        let sum = sha256(&bytes[CHECKSUM.end..]);
        for (at, slot) in bytes[CHECKSUM].iter_mut().enumerate() {
            *slot = u8::from_str_radix(&sum[2 * at..2 * at + 2], 16).expect("hexadecimal");
        }
        if let Ok(graph) = read_atlas(bytes) {
            json(&graph);
        }
    }
}
