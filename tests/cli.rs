//! The face of the program: what a user types and what comes out.

mod desk;
mod told;

use std::fs;
use std::path::Path;

use desk::{Run, unxref};
use serde_json::Value;
use tempfile::TempDir;
use told::{assert_fields_in_order, folded};

/// A resolution made up for these tests.
const DRAFT: &str = "\
Human Rights Council
Fifty-fourth session
Agenda item 3

54/99. Rights of lighthouse keepers

The Human Rights Council,

Guided by the Charter of the United Nations,

Recalling the Convention on the Rights of the Child, General Assembly resolutions 66/288 of 27 July 2012 and 70/1 of 25 September 2015,
and its own resolution 47/12 of 12 July 2021,

1. Welcomes the report on lamps and stairs,1

2. Takes note of an untold resolution 999/77 of the Harbour Board.

__________________
1 A/HRC/31/35.
";

/// Its sister in Chinese.
const DRAFT_ZH: &str =
    "人权理事会\n\n回顾《儿童权利公约》和大会 2015 年 9 月 25 日第 70/1 号决议，\n\n1. 欢迎灯塔看守人的工作；\n";

/// A folder with the two drafts.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    fs::write(desk.path().join("draft.en.txt"), DRAFT).expect("written");
    fs::write(desk.path().join("draft.zh.txt"), DRAFT_ZH).expect("written");
    desk
}

/// Runs in a fresh desk.
fn run(arguments: &[&str]) -> Run {
    let desk = desk();
    unxref(desk.path(), arguments, "")
}

fn ok(arguments: &[&str]) -> String {
    let run = run(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
    assert!(!run.out.contains('\u{1b}'), "{arguments:?}: colour in a pipe");
    run.out
}

/// That a run fails as a whole: nothing on standard output, these words on standard error.
fn refused(arguments: &[&str], words: &str) {
    let run = run(arguments);
    assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
    assert_eq!(run.out, "", "{arguments:?}");
    assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    assert!(!run.err.contains("panicked"), "{arguments:?}: {}", run.err);
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn cite_prints_its_fields_in_order() {
    let text = ok(&["cite", "draft.en.txt"]);
    let first = text.lines().next().expect("a line");
    assert_fields_in_order(first);
    let targets: Vec<_> = json_lines(&text)
        .iter()
        .map(|line| line["target"].as_str().unwrap_or("?").to_owned())
        .collect();
    for wanted in [
        "un-charter",
        "crc",
        "A/RES/66/288",
        "A/RES/70/1",
        "A/HRC/RES/47/12",
        "A/HRC/31/35",
    ] {
        assert!(targets.iter().any(|target| target == wanted), "{wanted} in {targets:?}");
    }
    assert!(!targets.iter().any(|target| target.contains("999")), "{targets:?}");
}

#[test]
fn every_span_slices_to_its_quote() {
    let model = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/model").join(name));
    let desk = desk();
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let name = &format!("transit.{language}.txt");
        fs::write(desk.path().join(name), model(name).expect("the model")).expect("written");
    }
    let found = unxref(desk.path(), &["cite", "--all", "."], "");
    assert_eq!(found.code, 0, "{}", found.err);
    let citations = json_lines(&found.out);
    assert!(citations.len() > 290, "{}", citations.len());
    for citation in citations {
        let text = fs::read_to_string(desk.path().join(citation["file"].as_str().expect("a file"))).expect("text");
        let at = |field: &str, unit: &str, end: usize| {
            usize::try_from(citation[field][unit][end].as_u64().expect("a number")).expect("small")
        };
        let words = &text[at("span", "byte", 0)..at("span", "byte", 1)];
        assert_eq!(folded(words), citation["quote"].as_str().expect("a quote"));
        let count = at("span", "char", 1) - at("span", "char", 0);
        let by_char: String = text.chars().skip(at("span", "char", 0)).take(count).collect();
        assert_eq!(by_char, words);
        assert!(at("span", "byte", 0) <= at("core", "byte", 0) && at("core", "byte", 1) <= at("span", "byte", 1));
    }
}

#[test]
fn tsv_has_a_header_and_nine_fields() {
    let text = ok(&["cite", "-f", "tsv", "draft.en.txt", "draft.zh.txt"]);
    let mut lines = text.lines();
    assert_eq!(
        lines.next(),
        Some("source\ttarget\trelation\tparagraph\tstatus\tstart\tend\tquote\tfile")
    );
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 9, "{line}");
        let text = if fields[8] == "draft.en.txt" { DRAFT } else { DRAFT_ZH };
        let (start, end) = (
            fields[5].parse::<usize>().expect("a byte"),
            fields[6].parse::<usize>().expect("a byte"),
        );
        assert_eq!(folded(&text[start..end]), fields[7]);
    }
    assert_eq!(text.matches("source\t").count(), 1, "one header for all inputs");
}

#[test]
fn a_document_is_a_record_and_comes_back_from_it() {
    let desk = desk();
    let records = unxref(
        desk.path(),
        &["cite", "-f", "documents", "draft.en.txt", "draft.zh.txt"],
        "",
    );
    assert_eq!(records.code, 0, "{}", records.err);
    let lines = json_lines(&records.out);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["symbol"], "A/HRC/RES/54/99");
    assert_eq!(lines[0]["language"], "en");
    assert_eq!(lines[1]["language"], "zh");
    for field in [
        "title",
        "body",
        "session",
        "adopted",
        "sha256",
        "versions",
        "citations",
        "errors",
    ] {
        assert!(lines[0].get(field).is_some(), "no `{field}`");
    }
    fs::write(desk.path().join("records.jsonl"), &records.out).expect("written");
    let one = unxref(desk.path(), &["build", "records.jsonl", "-o", "-"], "");
    let other = unxref(desk.path(), &["build", "draft.en.txt", "draft.zh.txt", "-o", "-"], "");
    assert_eq!((one.code, other.code), (0, 0), "{}{}", one.err, other.err);
    assert_eq!(one.out, other.out, "a graph from records is the graph from texts");
    fs::write(desk.path().join("one.json"), &one.out).expect("written");
    let again = unxref(desk.path(), &["build", "one.json", "draft.en.txt", "-o", "-"], "");
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(again.out, one.out, "merging what is held changes nothing");
}

#[test]
fn a_table_is_for_people() {
    let text = ok(&["cite", "-f", "table", "draft.en.txt"]);
    assert!(text.starts_with("A/HRC/RES/54/99"), "{text}");
    assert!(text.contains("Rights of lighthouse keepers"), "{text}");
    assert!(
        text.lines()
            .any(|line| line.starts_with("PP2") && line.contains("A/RES/66/288")),
        "{text}"
    );
}

#[test]
fn all_lists_bodies_events_and_sessions_too() {
    let some = json_lines(&ok(&["cite"]));
    let all = json_lines(&ok(&["cite", "--all"]));
    assert!(all.len() > some.len());
    for class in ["body", "event", "session"] {
        assert!(all.iter().any(|line| line["class"] == class), "no {class}");
        assert!(!some.iter().any(|line| line["class"] == class), "a {class}");
    }
}

#[test]
fn lines_are_documents_of_their_own() {
    let desk = desk();
    let text =
        "Recalling General Assembly resolution 70/1,\n\nRecalling also the Convention on the Rights of the Child,\n";
    fs::write(desk.path().join("lines.txt"), text).expect("written");
    let found = unxref(desk.path(), &["cite", "--lines", "-l", "en", "lines.txt"], "");
    let lines = json_lines(&found.out);
    assert_eq!(lines[0]["source"], "lines.txt:1");
    assert_eq!(lines[1]["source"], "lines.txt:3");
    assert_eq!(lines[1]["target"], "crc");
    let found = unxref(
        desk.path(),
        &["cite", "--lines=tsv", "-l", "en", "-f", "tsv", "-"],
        "row-7\tRecalling General Assembly resolution 70/1,\n",
    );
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(
        found
            .out
            .lines()
            .nth(1)
            .expect("a row")
            .starts_with("row-7\tA/RES/70/1\trecalls\ttext\tresolved\t")
    );
}

#[test]
fn standard_input_is_a_document() {
    let desk = desk();
    let found = unxref(
        desk.path(),
        &["cite", "--as", "A/HRC/RES/54/99", "-f", "tsv", "-"],
        DRAFT,
    );
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(
        found
            .out
            .lines()
            .skip(1)
            .all(|line| line.starts_with("A/HRC/RES/54/99\t")),
        "{}",
        found.out
    );
}

#[test]
fn names_tell_symbols_and_languages() {
    let desk = desk();
    let body = "回顾大会第 70/1 号决议，\n";
    fs::write(desk.path().join("A_HRC_RES_53_98.zh.txt"), body).expect("written");
    let found = unxref(desk.path(), &["cite", "A_HRC_RES_53_98.zh.txt"], "");
    assert_eq!(json_lines(&found.out)[0]["source"], "A/HRC/RES/53/98");
    fs::write(
        desk.path().join("letter.txt"),
        "The General Assembly recalled resolution 70/1.\n",
    )
    .expect("written");
    let found = unxref(desk.path(), &["cite", "letter.txt"], "");
    assert_eq!(
        json_lines(&found.out)[0]["source"],
        "file:letter.txt",
        "what is no resolution is read too"
    );
}

#[test]
fn build_makes_the_model_without_a_path() {
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let desk = TempDir::new().expect("a folder");
        let built = unxref(
            desk.path(),
            &["build", "-l", language, "-o", "g.json", "--dot", "g.dot"],
            "",
        );
        assert_eq!((built.code, built.out.as_str()), (0, ""), "{}", built.err);
        assert!(built.err.contains("no official document"), "{}", built.err);
        assert!(built.err.contains("-g g.json"), "shows the next command: {}", built.err);
        let graph: Value =
            serde_json::from_str(&fs::read_to_string(desk.path().join("g.json")).expect("g")).expect("JSON");
        assert_eq!(graph["graph"]["schema"], "unxref-graph/1");
        assert!(
            graph["nodes"]
                .as_array()
                .expect("nodes")
                .iter()
                .any(|node| node["id"] == "model:transit")
        );
        assert!(
            fs::read_to_string(desk.path().join("g.dot"))
                .expect("DOT")
                .starts_with("digraph")
        );
        let asked = unxref(desk.path(), &["query", "cites", "model:transit", "-g", "g.json"], "");
        assert!(asked.out.contains("A/RES/76/172"), "{}", asked.out);
        let held: Vec<_> = fs::read_dir(desk.path()).expect("a folder").collect();
        assert_eq!(held.len(), 2, "nothing is left beside the two files");
    }
}

#[test]
fn two_languages_of_one_document_are_one() {
    let desk = TempDir::new().expect("a folder");
    for language in ["zh", "en", "ar"] {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/cli/model/transit.{language}.txt"));
        fs::copy(model, desk.path().join(format!("{language}.txt"))).expect("copied");
    }
    let build = |paths: &[&str]| -> Value {
        let arguments = [&["build", "--as", "A/HRC/RES/53/99"], paths].concat();
        let built = unxref(desk.path(), &arguments, "");
        assert_eq!(built.code, 0, "{}", built.err);
        serde_json::from_str(&built.out).expect("JSON")
    };
    let keys = |graph: &Value| -> Vec<String> {
        let cited = |id: &Value| {
            let node = graph["nodes"]
                .as_array()
                .expect("nodes")
                .iter()
                .find(|node| node["id"] == *id)
                .expect("a node");
            ["document", "instrument", "set"]
                .iter()
                .any(|class| node["class"] == **class)
        };
        let edges = graph["edges"].as_array().expect("edges").iter();
        let edges = edges.filter(|edge| edge["class"] == "citation" && cited(&edge["target"]));
        edges
            .map(|e| format!("{} {} {} {}", e["source"], e["key"], e["target"], e["count"]))
            .collect()
    };
    let (one, both) = (build(&["zh.txt"]), build(&["zh.txt", "en.txt"]));
    assert_eq!(keys(&one), keys(&both), "a second language adds evidence, not count");
    assert_eq!(both["graph"]["counts"]["inputs"], 2);
}

#[test]
fn the_graph_of_the_real_resolution_answers() {
    let shown = ok(&["show", "gcm"]);
    assert!(
        shown.contains("安全、有序和正常移民全球契约") && shown.contains("endorsed-by"),
        "{shown}"
    );
    let cited = ok(&["query", "cited-by", "A/RES/73/195", "-f", "json"]);
    let cited: Value = serde_json::from_str(&cited).expect("JSON");
    assert!(cited["citations"].to_string().contains("A/HRC/RES/53/24"), "{cited}");
    assert!(cited["facts"].to_string().contains("gcm"), "{cited}");
    let path = ok(&["query", "path", "A/HRC/RES/53/24", "A/RES/217 A (III)"]);
    assert!(
        path.contains("udhr") && path.contains("Universal Declaration of Human Rights"),
        "{path}"
    );
    assert!(ok(&["query", "find", "儿童权利"]).contains("crc"));
    assert!(ok(&["query", "rank", "--by", "pagerank", "-n", "3"]).lines().count() == 4);
    assert!(ok(&["query", "related", "gcm", "-n", "2", "-f", "tsv"]).lines().count() == 3);
    assert!(ok(&["query", "series", "A/HRC/RES/53/24"]).contains("A/HRC/RES/47/12"));
    assert!(ok(&["query", "common", "smuggling-protocol", "trafficking-protocol"]).starts_with("nothing found"));
    assert!(ok(&["query", "cites", "A/HRC/RES/53/24", "-f", "dot"]).starts_with("digraph"));
    let treaties = ok(&["query", "cites", "A/HRC/RES/53/24", "--kind", "treaty", "-f", "tsv"]);
    assert!(
        treaties.contains("iccpr") && !treaties.contains("udhr") && !treaties.contains("A/RES/76/172"),
        "{treaties}"
    );
    let part = ok(&["export", "-f", "json", "gcm"]);
    let part: Value = serde_json::from_str(&part).expect("JSON");
    assert!(part["nodes"].as_array().expect("nodes").len() < 10);
    let zh = ok(&["export", "-f", "dot", "--label-lang", "zh"]);
    assert!(zh.contains("儿童权利公约") && zh.contains("条约和宣言"));
}

#[test]
fn unknown_ids_name_the_nearest() {
    refused(&["show", "iccprr"], "`iccpr`");
    refused(&["query", "cites", "A/RES/76/17"], "`A/RES/76/172`");
    refused(&["query", "path", "A/HRC/RES/53/24", "nowhere"], "found `nowhere`");
    refused(&["export", "-f", "dot", "iccprr"], "`iccpr`");
    let odd = unxref(desk().path(), &["show", "no\nsuch\u{202e}\tthing"], "");
    assert_eq!((odd.code, odd.err.lines().count()), (2, 1), "{}", odd.err);
    assert!(odd.err.contains("`no such thing`"), "{}", odd.err);
}

#[test]
fn ids_are_taken_as_people_type_them() {
    for spelling in [
        "A/RES/73/195",
        "resolution 73/195",
        "GA res 73/195.",
        "Ａ／ＲＥＳ／７３／１９５",
        "https://docs.un.org/en/A/RES/73/195",
        "undocs.org/A/RES/73/195",
        "A_RES_73_195",
    ] {
        assert!(ok(&["show", spelling]).starts_with("A/RES/73/195 "), "{spelling}");
        assert!(
            ok(&["query", "cited-by", spelling]).contains("A/HRC/RES/53/24"),
            "{spelling}"
        );
    }
    assert!(ok(&["show", "217 A (III)"]).starts_with("A/RES/217(III)[A]"));
    assert!(ok(&["show", "HRC 53/24"]).starts_with("A/HRC/RES/53/24"));
    let of_body = ok(&[
        "query",
        "cites",
        "HRC 53/24",
        "--body",
        "Human Rights Council",
        "-f",
        "tsv",
    ]);
    assert!(
        of_body.contains("A/HRC/RES/47/12") && !of_body.contains("A/RES/76/172"),
        "{of_body}"
    );
    refused(&["query", "rank", "--body", "the moon"], "expected a body such as");
    let desk = desk();
    for (symbol, number) in [("A/RES/79/1", "53/24"), ("A/HRC/RES/58/1", "53/24")] {
        let body = if symbol.contains("HRC") {
            "Human Rights Council"
        } else {
            "General Assembly"
        };
        let text = format!("The {body},\n\nRecalling {body} resolution {number},\n");
        fs::write(desk.path().join(symbol.replace('/', "_") + ".txt"), text).expect("written");
    }
    let built = unxref(
        desk.path(),
        &["build", "A_RES_79_1.txt", "A_HRC_RES_58_1.txt", "-o", "g.json"],
        "",
    );
    assert_eq!(built.code, 0, "{}", built.err);
    let asked = unxref(desk.path(), &["show", "53/24", "-g", "g.json"], "");
    assert_eq!(asked.code, 2, "{}", asked.out);
    assert!(
        asked.err.contains("may be `A/RES/53/24` or `A/HRC/RES/53/24`"),
        "{}",
        asked.err
    );
}

#[test]
fn answers_compose() {
    let both = ok(&[
        "query",
        "rank",
        "-n",
        "0",
        "-f",
        "tsv",
        "--and",
        "cites HRC 53/24",
        "--not",
        "find rights",
    ]);
    assert!(both.contains("\tgcm\t") && !both.contains("\ticcpr\t"), "{both}");
    let of_id = ok(&["query", "cited-by", "gcm", "--and", "iccpr", "-f", "tsv"]);
    assert!(of_id.contains("A/HRC/RES/53/24"), "{of_id}");
    refused(&["query", "rank", "--and", "gcm"], "expected a question such as");
    refused(&["query", "rank", "--and", "cites gcmm"], "`gcm`");
}

#[test]
fn nothing_is_left_out_without_a_word() {
    let few = run(&["query", "rank"]);
    assert!(
        few.out.lines().count() == 21 && few.err.contains("the first 20 of"),
        "{}",
        few.err
    );
    let all = run(&["query", "rank", "-n", "0"]);
    assert!(
        all.out.lines().count() > 21 && !all.err.contains("the first"),
        "{}",
        all.err
    );
    let late = run(&["query", "cites", "A/HRC/RES/53/24", "--since", "2000"]);
    assert!(late.err.contains("without a known date left out"), "{}", late.err);
    let none = ok(&["query", "common", "A/HRC/RES/53/24", "iccpr"]);
    assert_eq!(none, "nothing found that all of them cite\n");
    let unread = ok(&["query", "cites", "A/RES/73/195", "--relation", "condemns"]);
    assert!(
        unread.starts_with("nothing found: A/RES/73/195 was not read"),
        "{unread}"
    );
    let drawn = ok(&["query", "rank", "-n", "3", "-f", "dot"]);
    assert!(
        drawn.starts_with("digraph") && !drawn.contains("Known from facts"),
        "{drawn}"
    );
}

#[test]
fn usage_that_is_wrong_is_refused() {
    refused(&["cite", "-f", "xml", "draft.en.txt"], "xml");
    refused(&["cite", "-l", "de", "draft.en.txt"], "ar, en, es, fr, ru, zh");
    refused(&["cite", "--as", "nonsense", "draft.en.txt"], "nonsense");
    refused(&["cite", "-j", "0", "draft.en.txt"], "one thread or more");
    refused(&["export", "-f", "pdf"], "json, dot");
    refused(&["query", "rank", "--by", "beauty"], "pagerank");
    refused(&["query", "rank", "--relation", "loves"], "recalls");
    refused(&["build", "--registry", "none.toml"], "none.toml: no such file");
    refused(&["show"], "<ID>");
    refused(&["build", "-o", "g", "--dot", "g"], "two files");
    refused(&["frobnicate"], "frobnicate");
}

#[test]
fn bad_input_is_told_by_name_and_place() {
    let desk = desk();
    let write = |name: &str, bytes: &[u8]| fs::write(desk.path().join(name), bytes).expect("written");
    write("empty.txt", b"");
    write("blank.txt", b" \n \n");
    write("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\xd0\xff");
    write("marked.txt", b"\xef\xbb\xbfok\nna\xffme");
    write("paper.txt", b"%PDF-1.7 and so on");
    write("broken.json", b"{\"directed\": true,\n \"nodes\": [}");
    write(
        "other.json",
        br#"{"graph": {"schema": "x/9"}, "nodes": [], "edges": []}"#,
    );
    write("bad.toml", b"[[instrument]]\nid = 5\n");
    write("bad.jsonl", b"{\"id\": 1}\n");
    fs::create_dir(desk.path().join("bare")).expect("a folder");
    for (arguments, words) in [
        (&["cite", "none.txt"][..], "none.txt: no such file"),
        (&["cite", "empty.txt"], "empty.txt: is empty"),
        (&["cite", "blank.txt"], "blank.txt: holds nothing but white space"),
        (&["cite", "binary.txt"], "binary.txt: is a program"),
        (&["cite", "marked.txt"], "marked.txt:2:3: expected UTF-8"),
        (&["cite", "paper.txt"], "paper.txt: is a PDF"),
        (&["cite", "bare"], "bare: holds no file of a known ending"),
        (&["build", "empty.txt", "-o", "x.json"], "empty.txt: is empty"),
        (
            &["build", "bad.jsonl", "-o", "x.json"],
            "bad.jsonl:1: expected a record",
        ),
        (&["show", "gcm", "-g", "broken.json"], "broken.json:2:12: expected"),
        (
            &["show", "gcm", "-g", "other.json"],
            "other.json:1:23: graph.schema: expected `unxref-graph/1`, found `x/9`",
        ),
        (&["show", "gcm", "-g", "none.json"], "none.json: no such file"),
        (&["show", "gcm", "-g", "."], ".: is a folder"),
        (&["cite", "--registry", "bad.toml", "draft.en.txt"], "bad.toml:2"),
    ] {
        let run = unxref(desk.path(), arguments, "");
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        assert!(run.err.lines().count() <= 2, "{arguments:?}: {}", run.err);
    }
    assert!(
        !desk.path().join("x.json").exists(),
        "nothing is written where nothing was read"
    );
}

#[test]
fn a_batch_goes_on_after_a_failure() {
    let desk = desk();
    fs::write(desk.path().join("broken.txt"), b"The Council \0").expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "documents", "."], "");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("1 of 3 inputs could not be read"), "{}", run.err);
    let records = json_lines(&run.out);
    assert_eq!(records.len(), 3, "a document that fails is a record too");
    assert_eq!(
        records
            .iter()
            .filter(|record| record["errors"] != Value::Array(vec![]))
            .count(),
        1
    );
    let built = unxref(desk.path(), &["build", ".", "-o", "g.json"], "");
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(desk.path().join("g.json").exists(), "the rest is done and written");
}

#[test]
fn an_unwritable_output_leaves_the_old_file_whole() {
    let desk = desk();
    for (target, words) in [
        ("none/g.json", "folder does not exist"),
        ("sub", "it is the name of a folder"),
    ] {
        fs::create_dir_all(desk.path().join("sub")).expect("a folder");
        let run = unxref(desk.path(), &["build", "draft.en.txt", "-o", target], "");
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(&format!("{target}: cannot be written")), "{}", run.err);
        assert!(run.err.contains(words), "{}", run.err);
    }
    fs::write(desk.path().join("g.json"), "old").expect("written");
    let run = unxref(desk.path(), &["build", "none.txt", "-o", "g.json"], "");
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(fs::read_to_string(desk.path().join("g.json")).expect("there"), "old");
    let run = unxref(desk.path(), &["build", "draft.en.txt", "-o", "g.json"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        fs::read_to_string(desk.path().join("g.json"))
            .expect("there")
            .starts_with("{\"directed\"")
    );
}

#[test]
fn instruments_of_your_own_are_found() {
    let desk = desk();
    let own = "[[instrument]]\nid = \"lamp-charter\"\nkind = \"principles\"\nform = \"charter\"\ngroup = \"own\"\ndate = \"1999-05-04\"\ntitle.en = \"Charter of the Keepers of Lamps\"\n";
    fs::write(desk.path().join("own.toml"), own).expect("written");
    let text = "The General Assembly,\n\nRecalling the Charter of the Keepers of Lamps,\n";
    let found = unxref(desk.path(), &["cite", "--registry", "own.toml", "-"], text);
    assert_eq!(found.code, 0, "{}", found.err);
    assert_eq!(json_lines(&found.out)[0]["target"], "lamp-charter");
}

#[test]
fn phrases_of_your_own_govern_and_their_examples_are_tried() {
    let desk = desk();
    let phrase = |example: &str| {
        format!(
            "[[phrase]]\nlanguage = \"en\"\nkind = \"verb\"\nrelation = \"recalls\"\nwords = [\"harking back to\"]\nexamples = [\"{example}\"]\n"
        )
    };
    let text = "The General Assembly,\n\nHarking back to its resolution 76/172,\n";
    let cite = ["cite", "--registry", "own.toml", "-"];
    fs::write(
        desk.path().join("own.toml"),
        phrase("Harking back to its resolution 76/172,"),
    )
    .expect("written");
    let found = unxref(desk.path(), &cite, text);
    assert_eq!(found.code, 0, "{}", found.err);
    assert_eq!(json_lines(&found.out)[0]["relation"], "recalls");
    fs::write(
        desk.path().join("own.toml"),
        phrase("Speaking of its resolution 76/172,"),
    )
    .expect("written");
    let refused = unxref(desk.path(), &cite, text);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("own.toml:4: phrase `recalls`: the example"),
        "{}",
        refused.err
    );
}

#[test]
fn what_is_found_is_measured_against_what_is_known() {
    let desk = desk();
    let known = "source\ttarget\trelation\nA/RES/2/2\tcrc\trecalls\nA/RES/2/2\tcedaw\trecalls\n";
    let found = "source\ttarget\trelation\nA/RES/2/2\tcrc\tcites\nA/RES/2/2\ticcpr\trecalls\n";
    fs::write(desk.path().join("known.tsv"), known).expect("written");
    fs::write(desk.path().join("found.tsv"), found).expect("written");
    let run = unxref(desk.path(), &["eval", "known.tsv", "found.tsv"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        run.out,
        "recall     0.5000  1 of 2 pairs\nprecision  0.5000  1 of 2 pairs\nrelation   0.0000  0 of 1 pairs\n\
         missing: A/RES/2/2 → cedaw\nnot known: A/RES/2/2 → iccpr\n"
    );
    let run = unxref(
        desk.path(),
        &["eval", "known.tsv", "found.tsv", "--min-recall", "0.9"],
        "",
    );
    assert_eq!(run.code, 1);
    fs::write(desk.path().join("broken.tsv"), "from\tto\n").expect("written");
    let run = unxref(desk.path(), &["eval", "broken.tsv", "found.tsv"], "");
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("broken.tsv:1: expected a header"), "{}", run.err);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let desk = desk();
    for arguments in [&["cite", "--all", "."][..], &["build", ".", "-o", "-"]] {
        let one = unxref(desk.path(), &[arguments, &["-j", "1"]].concat(), "");
        let other = unxref(desk.path(), &[arguments, &["-j", "4"]].concat(), "");
        assert_eq!(one.out, other.out);
    }
}

#[test]
fn every_help_teaches_by_example() {
    for command in [
        "cite", "build", "show", "query", "export", "draw", "check", "diff", "eval",
    ] {
        let help = ok(&[command, "--help"]);
        assert!(
            help.contains("Examples:") && help.contains(&format!("unxref {command}")),
            "{help}"
        );
    }
    for question in [
        "cites", "cited-by", "path", "related", "common", "series", "rank", "find",
    ] {
        let help = ok(&["query", question, "--help"]);
        assert!(help.contains(&format!("unxref query {question}")), "{help}");
    }
    assert!(ok(&["--version"]).starts_with("unxref "));
}

#[test]
fn a_list_of_files_goes_in_and_records_come_out() {
    let desk = desk();
    let arguments = ["cite", "-f", "documents", "--files-from", "-"];
    let piped = unxref(desk.path(), &arguments, "draft.en.txt\n\nnone.txt\ndraft.zh.txt\n");
    assert_eq!(piped.code, 1, "{}", piped.err);
    let records = json_lines(&piped.out);
    let files: Vec<_> = records.iter().map(|record| record["file"].as_str()).collect();
    assert_eq!(files, [Some("draft.en.txt"), Some("none.txt"), Some("draft.zh.txt")]);
    let failed: Vec<_> = records
        .iter()
        .map(|record| record["errors"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(failed, [0, 1, 0]);
    let nothing = unxref(desk.path(), &arguments, "");
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""), "{}", nothing.err);
    fs::write(desk.path().join("list"), "draft.en.txt\n").expect("written");
    let listed = unxref(
        desk.path(),
        &["build", "--files-from", "list", "draft.zh.txt", "-o", "-"],
        "",
    );
    let named = unxref(desk.path(), &["build", "draft.zh.txt", "draft.en.txt", "-o", "-"], "");
    assert_eq!((listed.code, listed.out), (0, named.out));
}

/// What the program prints that asks the graph which is part of it.
fn installed(folder: &Path, arguments: &[&str]) -> String {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_unxref"));
    let command = command.current_dir(folder).env_remove("UNXREF_GRAPH").args(arguments);
    String::from_utf8(command.output().expect("the program runs").stdout).expect("UTF-8")
}

/// The blocks of output that the README shows are what comes out.
#[test]
fn the_readme_shows_real_output() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md");
    let desk = desk();
    fs::write(desk.path().join("draft.txt"), DRAFT).expect("written");
    let mut shown = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().expect("a fence");
        for example in block.split("$ unxref ").skip(1) {
            let (line, output) = example.split_once('\n').expect("a command and its output");
            let (line, last) = line
                .strip_suffix(" | tail -n 1")
                .map_or((line, false), |line| (line, true));
            let arguments: Vec<&str> = line.split(' ').map(|word| word.trim_matches('\'')).collect();
            let out = installed(desk.path(), &arguments);
            let found = if last {
                out.lines().last().expect("a line")
            } else {
                out.trim_end()
            };
            assert_eq!(found, output.trim_end(), "unxref {line}");
            shown += 1;
        }
    }
    assert!(shown >= 5, "{shown}");
    let built = unxref(desk.path(), &["build", "-o", "transit.json"], "");
    assert!(readme.contains(&built.err), "{}", built.err);
}

#[test]
fn namesakes_are_told_of() {
    let desk = desk();
    for (folder, number) in [("one", "70/1"), ("other", "76/172")] {
        fs::create_dir(desk.path().join(folder)).expect("a folder");
        let text = format!("The letter speaks of General Assembly resolution {number}.\n");
        fs::write(desk.path().join(folder).join("note.txt"), text).expect("written");
    }
    let built = unxref(desk.path(), &["build", "one", "other", "-o", "g.json"], "");
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(
        built
            .err
            .contains("other/note.txt: taken for the same document as one/note.txt"),
        "{}",
        built.err
    );
}

/// What is written reads back, with the references of a masthead too.
#[test]
fn a_graph_that_was_built_can_be_asked() {
    let desk = desk();
    let text = "United Nations\n\nGeneral Assembly\n\nSeventy-eighth session\n\nAgenda item 71\n\nResolution adopted by the General Assembly on 19 December 2023\n\n[on the report of the Third Committee (A/78/481/Add.2, para. 99)]\n\n78/399. Rights of lighthouse keepers\n\nThe General Assembly,\n\nRecalling its resolution 76/172 of 16 December 2021 and Security Council resolution 1325 (2000),\n";
    fs::write(desk.path().join("ga.txt"), text).expect("written");
    let built = unxref(desk.path(), &["build", "ga.txt", "-o", "g.json"], "");
    assert_eq!(built.code, 0, "{}", built.err);
    let asked = unxref(
        desk.path(),
        &["query", "cites", "A/RES/78/399", "-g", "g.json", "-f", "tsv"],
        "",
    );
    assert_eq!(asked.code, 0, "{}", asked.err);
    assert!(asked.out.contains("recommended-in\tA/78/481/Add.2"), "{}", asked.out);
    assert!(asked.out.contains("recalls\tA/RES/76/172"), "{}", asked.out);
    let asked = unxref(desk.path(), &["query", "cited-by", "S/RES/1325", "-g", "g.json"], "");
    assert_eq!(asked.code, 0, "the year may be left out: {}", asked.err);
}
