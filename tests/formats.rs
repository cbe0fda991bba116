//! The formats: one document in each of them gives the same citations, and each keeps what it knows beside the words.

mod desk;
mod papers;

use std::fs;
use std::path::Path;

use desk::unxref;
use papers::{akn, docx, mark, paragraph, part, run};
use serde_json::Value;

const TITLE: &str = "85/9. Rights of lighthouse keepers";
const ENACTING: &str = "The General Assembly,";
const RECALLING: &str = "Recalling its resolutions 66/288 of 27 July 2012 and 70/1 of 25 September 2015,";
const REPORT: &str = "Welcomes the report of the Secretary-General on lamps";
const NOTE: &str = "A/84/31.";
const REST: &str = " and the stairs that lead to them;";
const DECIDES: &str = "Decides to consider the matter at its next session.";

/// The footnote's mark stands after a year, so that a reader of the words alone could take it for a part of it.
fn text() -> String {
    format!("A/RES/85/9\n{TITLE}\n{ENACTING}\n{RECALLING}\n1. {REPORT}¹{REST}\n2. {DECIDES}\n¹ {NOTE}\n")
}

fn word() -> Vec<u8> {
    let numbered = |runs: &str| {
        paragraph(&format!(
            r#"<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr></w:pPr>{runs}"#
        ))
    };
    let deleted = r#"<w:del w:id="9"><w:r><w:delText>Regrets resolution 1/1, </w:delText></w:r></w:del>"#;
    let body = [
        paragraph(&run(TITLE)),
        paragraph(&run(ENACTING)),
        paragraph(&format!("{deleted}{}", run(RECALLING))),
        numbered(&format!("{}{}{}", run(REPORT), mark(1), run(REST))),
        numbered(&run(DECIDES)),
    ];
    let numbering = part(
        "numbering",
        r#"<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>"#,
    );
    let header = part("hdr", &paragraph(&format!("{}{}", run("A"), run("/RES/85/9"))));
    docx(
        &body.concat(),
        &[NOTE],
        &[("numbering", &numbering), ("header", &header)],
    )
}

fn xml(address: &str) -> String {
    let linked = RECALLING.replace("70/1", &format!(r#"<a href="{address}">70/1</a>"#));
    akn(&format!(
        r##"<meta><FRBRdate date="2031-05-06" name="adoption"/><keyword showAs="lamps"/></meta>
        <coverPage><p><docNumber refersTo="#symbol">A/RES/85/9</docNumber></p></coverPage>
        <preface><p><docTitle>{TITLE}</docTitle></p></preface>
        <preamble><formula><p>{ENACTING}</p></formula><container><p>{linked}</p></container></preamble>
        <mainBody><paragraph><num>1.</num><content><p>{REPORT}<authorialNote marker="1"><p>{NOTE}</p></authorialNote>{REST}</p></content></paragraph>
        <paragraph><num>2.</num><content><p>{DECIDES}</p></content></paragraph></mainBody>"##
    ))
}

fn html() -> String {
    format!(
        "<!doctype html><title>x</title><nav>Resolution 1/1</nav><p>A/RES/85/9<h1>{TITLE}</h1><p>{ENACTING}<p>{RECALLING}\
         <p>1. {REPORT}<sup>1</sup>{REST}<p>2. {DECIDES}<hr><p><sup>1</sup> {NOTE}<script>\"<p>resolution 2/2\"</script>"
    )
}

fn cited(folder: &Path, file: &str) -> Vec<Value> {
    let run = unxref(folder, &["cite", "-f", "jsonl", file], "");
    assert_eq!(run.code, 0, "{file}: {}", run.err);
    run.out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// Source, target, relation, paragraph, note and its anchor: what must not hang on the format.
fn told(citation: &Value) -> Vec<String> {
    let fields = ["source", "target", "relation", "paragraph", "footnote", "anchor"];
    fields.iter().map(|field| citation[field].to_string()).collect()
}

#[test]
fn one_document_in_any_format_gives_the_same_citations() {
    let desk = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(desk.path().join(name), bytes).expect("written");
    write("a.txt", text().as_bytes());
    write("a.docx", &word());
    write("a.xml", xml("https://undocs.org/en/A/RES/70/1").as_bytes());
    write("a.html", html().as_bytes());
    let utf16: Vec<u8> = text().encode_utf16().flat_map(u16::to_be_bytes).collect();
    write("wide.txt", &utf16);
    // The content tells the format, whatever the name says.
    write("misnamed.txt", &word());
    let expected: Vec<Vec<String>> = cited(desk.path(), "a.txt").iter().map(told).collect();
    let targets: Vec<&str> = expected.iter().map(|citation| citation[1].trim_matches('"')).collect();
    assert_eq!(targets, ["A/RES/66/288", "A/RES/70/1", "A/84/31", "A/84/31"]);
    assert_eq!(expected[3][3..], ["\"fn1\"", "1", "\"OP1\""]);
    for file in ["a.docx", "a.xml", "a.html", "wide.txt", "misnamed.txt"] {
        let found: Vec<Vec<String>> = cited(desk.path(), file).iter().map(told).collect();
        assert_eq!(found, expected, "{file}");
    }
}

#[test]
fn spans_mean_the_text_that_is_printed() {
    let desk = tempfile::tempdir().expect("a folder");
    fs::write(desk.path().join("a.docx"), word()).expect("written");
    let text = unxref(desk.path(), &["cite", "--text", "a.docx"], "");
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(
        text.out.contains("1. Welcomes") && text.out.ends_with("¹ A/84/31.\n"),
        "{}",
        text.out
    );
    assert!(!text.out.contains("Regrets"), "what was deleted is no text");
    for citation in cited(desk.path(), "a.docx") {
        let at = |end: usize| citation["span"]["byte"][end].as_u64().expect("an offset") as usize;
        assert_eq!(
            text.out[at(0)..at(1)].replace('\n', " "),
            citation["quote"],
            "{citation}"
        );
    }
}

#[test]
fn links_are_a_second_witness_and_never_the_answer() {
    let desk = tempfile::tempdir().expect("a folder");
    let write = |name: &str, address: &str| fs::write(desk.path().join(name), xml(address)).expect("written");
    write("right.xml", "https://undocs.org/en/A/RES/70/1");
    write("wrong.xml", "https://undocs.org/en/A/RES/70/2");
    let links = |file: &str| -> Vec<bool> {
        let citations = cited(desk.path(), file);
        citations.iter().map(|citation| citation["link"] == true).collect()
    };
    assert_eq!(links("right.xml"), [false, true, false, false]);
    assert_eq!(links("wrong.xml"), [false; 4]);
    let record = unxref(desk.path(), &["cite", "-f", "documents", "wrong.xml"], "");
    let record: Value = serde_json::from_str(&record.out).expect("JSON");
    let notices = record["notices"].to_string();
    assert!(
        notices.contains("the link on `70/1` leads to A/RES/70/2, its words say A/RES/70/1"),
        "{notices}"
    );
    assert_eq!(record["adopted"], "2031-05-06");
    assert_eq!(record["keywords"], serde_json::json!(["lamps"]));
    let graph = unxref(desk.path(), &["build", "right.xml", "-o", "-"], "");
    let graph: Value = serde_json::from_str(&graph.out).expect("JSON");
    let edges = graph["edges"].as_array().expect("edges");
    let origin = |target: &str| {
        let edge = edges
            .iter()
            .find(|edge| edge["target"] == target && edge["class"] == "citation");
        edge.expect("an edge")["origin"].to_string()
    };
    assert_eq!(origin("A/RES/70/1"), r#"["text","link"]"#);
    assert_eq!(origin("A/RES/66/288"), r#"["text"]"#);
}

#[test]
fn a_page_shows_a_document_with_its_citations() {
    let desk = tempfile::tempdir().expect("a folder");
    let text = text().replace("lamps", "<script>alert('lamps')</script>");
    fs::write(desk.path().join("a.txt"), text).expect("written");
    fs::write(desk.path().join("b.txt"), "b").expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "html", "a.txt"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("<a href=\"https://undocs.org/A/RES/70/1\">70/1</a>"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("<script"), "{}", run.out);
    assert!(run.out.contains("&lt;script&gt;"), "{}", run.out);
    for nth in 1..=4 {
        let id = format!("id=\"c{nth}\"");
        assert_eq!(run.out.matches(&id).count(), 1, "{id}: {}", run.out);
        assert!(run.out.contains(&format!("href=\"#c{nth}\"")), "{nth}");
    }
    let arabic = unxref(desk.path(), &["cite", "-f", "html", "-l", "ar"], "");
    assert!(arabic.out.contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", arabic.out);
    for words in ["<h2>الاستشهادات: ", "<th>الفقرة<th>العلاقة", "<td>تشير إلى<td>"] {
        assert!(arabic.out.contains(words), "{words}: {}", arabic.out);
    }
    let two = unxref(desk.path(), &["cite", "-f", "html", "a.txt", "b.txt"], "");
    assert!(
        two.code == 2 && two.err.contains("expected one document"),
        "{}",
        two.err
    );
}

#[test]
fn legacy_encodings_are_found_and_told() {
    let desk = tempfile::tempdir().expect("a folder");
    let chinese =
        "大会，\n回顾其2012年7月27日第66/288号决议和2015年9月25日第70/1号决议，\n1. 决定继续审议灯塔看守人权利问题。\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(chinese);
    fs::write(desk.path().join("a.txt"), bytes).expect("written");
    let targets: Vec<Value> = cited(desk.path(), "a.txt")
        .iter()
        .map(|citation| citation["target"].clone())
        .collect();
    assert_eq!(targets, ["A/RES/66/288", "A/RES/70/1"]);
    let record = unxref(desk.path(), &["cite", "-f", "documents", "a.txt"], "");
    assert!(record.out.contains("read as GB"), "{}", record.out);
}

#[cfg(unix)]
#[test]
fn old_word_files_go_through_a_program_that_reads_them() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = tempfile::tempdir().expect("a folder");
    let mut old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    old.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(desk.path().join("a.doc"), old).expect("written");
    let with = |program: Option<&str>, options: &[&str]| {
        let bin = tempfile::tempdir().expect("a folder");
        if let Some(script) = program {
            let path = bin.path().join("antiword");
            fs::write(&path, script).expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("executable");
        }
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_unxref"));
        let output = command
            .current_dir(desk.path())
            .env("PATH", bin.path())
            .args(["cite", "-f", "tsv", "a.doc"])
            .args(options)
            .output()
            .expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, _, err) = with(None, &[]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("a.doc: is a Word file of before 2007; install LibreOffice"),
        "{err}"
    );
    let (code, out, err) = with(
        Some("#!/bin/sh\necho 'The General Assembly,'\necho 'Recalling its resolution 66/288,'\n"),
        &[],
    );
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("A/RES/66/288"), "{out}");
    let (code, _, err) = with(Some("#!/bin/sh\nexit 3\n"), &[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("antiword cannot read"), "{err}");
    let (code, _, err) = with(Some("#!/bin/sh\nwhile :; do :; done\n"), &["--max-seconds", "0.5"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("takes longer than the limit of 0.5 s"), "{err}");
}
