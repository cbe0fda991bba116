//! PDFs, made by the tests themselves: what is read of them, and what is said where nothing can be.

mod desk;
mod paper;

use std::fs;
use std::io::Write as _;

use desk::unxref;
use paper::{Paper, stream};
use serde_json::Value;
use tempfile::TempDir;
use unxref::read::{Limits, read_bytes};

#[track_caller]
fn text(paper: &Paper) -> String {
    let (source, _) = read_bytes("paper.pdf", &paper.bytes(), &Limits::default()).expect("a text");
    source.text().to_owned()
}

#[track_caller]
fn check(paper: &Paper, expected: &str) {
    assert_eq!(text(paper), expected);
}

#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let error = read_bytes("paper.pdf", bytes, &Limits::default())
        .expect_err("nothing to read")
        .to_string();
    assert!(error.starts_with("paper.pdf: ") && error.contains(words), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

/// A resolution on two pages, with all that a page has beside its text.
fn resolution() -> Paper {
    Paper::default()
        .page()
        .words(100, 740, 14, "United Nations")
        .words(400, 740, 12, "A/HRC/RES/54/99")
        .lines(100, 700, &["Human Rights Council", "Fifty-fourth session"])
        .words(100, 640, 12, "54/99. Rights of lighthouse keepers")
        .lines(130, 610, &["The Human Rights Council,"])
        .lines(130, 592, &["Recalling General Assembly resolutions 66/288 of 27 July"])
        .words(100, 580, 10, "2012,")
        .words(125, 584, 6, "1")
        .words(133, 580, 10, "70/1 of 25 September 2015 and the whole of the other")
        .lines(
            100,
            568,
            &[
                "things that lamps and stairs have had to do with, and that",
                "its own resolution 47/12 of",
            ],
        )
        .words(100, 120, 8, "__________________")
        .words(100, 108, 5, "1")
        .words(106, 106, 8, "See A/77/5, which tells of lamps.")
        .words(60, 40, 8, "GE.23-00001 (E)")
        .words(60, 30, 8, "*2300001*")
        .page()
        .words(60, 750, 9, "A/HRC/RES/54/99")
        .lines(100, 700, &["12 July 2021,"])
        .lines(130, 682, &["1. Welcomes the report on lamps;"])
        .lines(130, 664, &["2. Decides to remain seized of the matter."])
        .words(60, 40, 8, "2/2")
}

#[test]
fn a_page_is_read_as_paragraphs_and_notes() {
    check(
        &resolution(),
        "    United Nations    A/HRC/RES/54/99\n\
         \u{20}   Human Rights Council\n\
         Fifty-fourth session\n\
         \u{20}   54/99. Rights of lighthouse keepers\n\
         \u{20}   The Human Rights Council,\n\
         \u{20}   Recalling General Assembly resolutions 66/288 of 27 July\n\
         2012,¹ 70/1 of 25 September 2015 and the whole of the other\n\
         things that lamps and stairs have had to do with, and that\n\
         its own resolution 47/12 of\n\
         ________________\n\
         \u{20}   ¹ See A/77/5, which tells of lamps.\n\
         \u{c}12 July 2021,\n\
         \u{20}   1. Welcomes the report on lamps;\n\
         \u{20}   2. Decides to remain seized of the matter.\n\
         \u{c}",
    );
}

#[test]
fn citations_tell_their_page_and_their_note() {
    let desk = TempDir::new().expect("a folder");
    fs::write(desk.path().join("paper.pdf"), resolution().bytes()).expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "jsonl", "paper.pdf"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let found: Vec<(String, String, u64)> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .map(|it: Value| {
            let text = |key: &str| it[key].as_str().unwrap_or("none").to_owned();
            (text("target"), text("paragraph"), it["page"].as_u64().unwrap_or(0))
        })
        .collect();
    let found: Vec<(&str, &str, u64)> = found.iter().map(|it| (it.0.as_str(), it.1.as_str(), it.2)).collect();
    assert_eq!(
        found,
        [
            ("A/RES/66/288", "PP1", 1),
            ("A/RES/70/1", "PP1", 1),
            ("A/HRC/RES/47/12", "PP1", 1),
            ("A/77/5", "fn1", 1),
        ],
        "the date of the last resolution stands on the second page"
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "Recalling its resolution 4/1 of",
        "5 May 1949 on the lamps of the",
        "harbours and on all the stairs",
        "that lead up to them from the",
    ];
    let right = [
        "water to the light, as well as",
        "the work done by the keepers in",
        "all the towers of the coast and",
        "on every rock that has one,",
    ];
    // Drawn line by line across both columns.
    let mut paper = Paper::default().page().words(
        60,
        750,
        10,
        "Lamps and stairs in the harbours of the world, a resolution of the old days",
    );
    let twice = |lines: [&'static str; 4]| [lines, lines].concat();
    for (nth, (one, other)) in (0..).zip(twice(left).into_iter().zip(twice(right))) {
        paper = paper
            .words(320, 700 - 12 * nth, 10, other)
            .words(60, 700 - 12 * nth, 10, one);
    }
    let text = text(&paper);
    let place = |words: &str| text.rfind(words).expect("read");
    assert!(place(left[3]) < text.find(right[0]).expect("read"), "{text}");
    assert!(!text.contains("4/1 of    "), "{text}");
}

#[test]
fn cells_are_read_as_they_are_drawn() {
    let paper = Paper::default()
        .page()
        .words(
            60,
            700,
            10,
            "Resolutions and decisions of the Assembly, by their numbers and years",
        )
        .lines(60, 660, &["resolution 76/172", "of 16 December 2021"])
        .lines(300, 660, &["decision 78/5", "of 2 May"])
        .lines(60, 620, &["resolution 70/1"])
        .lines(300, 620, &["noted"]);
    let text = text(&paper);
    assert!(text.contains("resolution 76/172\nof 16 December 2021\n"), "{text}");
    assert!(text.contains("decision 78/5\nof 2 May\n"), "{text}");
    assert!(text.contains("resolution 70/1    noted\n"), "{text}");
}

#[test]
fn arabic_is_read_in_the_order_of_the_words() {
    // Drawn from left to right as it looks.
    let drawn: String = "إن الجمعية (العامة)،"
        .chars()
        .rev()
        .map(|c| match c {
            '(' => ')',
            ')' => '(',
            c => c,
        })
        .collect();
    let number: String = ["61/67 ", &"القرار ".chars().rev().collect::<String>()].concat();
    let paper = Paper::default()
        .page()
        .words(300, 700, 10, &drawn)
        .words(300, 670, 10, &number);
    let text = text(&paper);
    assert!(text.contains("إن الجمعية (العامة)،"), "{text}");
    assert!(text.contains("القرار 61/67"), "{text}");
}

#[test]
fn words_broken_at_the_end_of_a_line_are_one() {
    let desk = TempDir::new().expect("a folder");
    let paper = Paper::default().page().lines(
        100,
        700,
        &[
            "The General Assembly,",
            "Recalling the Inter\u{ad}",
            "national Covenant on Civil and Politi-",
            "cal Rights and resolution S-",
            "9/1 of the Human Rights Council,",
        ],
    );
    fs::write(desk.path().join("paper.pdf"), paper.bytes()).expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "tsv", "paper.pdf"], "");
    assert!(run.out.contains("\ticcpr\t"), "{}", run.out);
    assert!(run.out.contains("\tA/HRC/RES/S-9/1\t"), "{}", run.out);
}

#[test]
fn pictures_are_no_text() {
    let scan = Paper::default().page().picture().page().picture();
    refused(&scan.bytes(), "no text layer: 2 pages of images");
    refused(&Paper::default().page().bytes(), "without text: 1 empty page");
}

#[test]
fn broken_files_are_told() {
    let whole = resolution().bytes();
    refused(&whole[..whole.len() / 2], "cut off");
    refused(b"%PDF-1.7 and so on", "cut off");
    let mut damaged = whole.clone();
    let root = whole.windows(6).rposition(|part| part == b"/Root ").expect("a root");
    damaged[root + 1] = b'X';
    refused(&damaged, "damaged");
    let mut locked = resolution();
    locked.trailer = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(0123456789abcdef0123456789abcdef)/U(0123456789abcdef0123456789abcdef)>>/ID[(a)(a)]".to_owned();
    refused(&locked.bytes(), "password");
    let mut mute = resolution();
    mute.mute = true;
    refused(&mute.bytes(), "no Unicode map");
}

#[test]
fn traps_end_in_an_error() {
    let paper = resolution().draw("/X Do");
    let form = |content: &[u8]| stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", content);
    refused(&paper.with_objects(&[form(b"/X Do")]), "nested too deep");
    refused(&resolution().draw(&"q ".repeat(2000)).bytes(), "nested too deep");
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![0; 70 << 20]).expect("packed");
    let bomb = stream("/Filter/FlateDecode", &packer.finish().expect("packed"));
    let limits = Limits {
        unpacked: 1 << 20,
        ..Limits::default()
    };
    let error = read_bytes("paper.pdf", &paper.with_objects(&[bomb]), &limits).expect_err("a bomb");
    assert!(error.to_string().contains("unpacks to more than"), "{error}");
    let limits = Limits {
        unpacked: 64 * 500,
        ..Limits::default()
    };
    let letters = resolution().draw(&format!("BT /U 9 Tf <{}> Tj ET", "0041".repeat(500)));
    let error = read_bytes("paper.pdf", &letters.bytes(), &limits).expect_err("too much to draw");
    assert!(
        error.to_string().contains("more than the limit of 500 characters"),
        "{error}"
    );
    // A table of objects whose entries have no bytes never ends.
    let mut table = b"%PDF-1.7\n".to_vec();
    table.extend(b"9 0 obj\n<</Type/XRef/Size 5/#57[0 0 0]/Index[0 4294967295]/Root 1 0 R/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n");
    refused(&table, "damaged");
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", b"x");
    refused(&paper.with_objects(&[twice]), "packed twice");
}

#[test]
fn a_broken_file_takes_no_other_down() {
    let desk = TempDir::new().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(desk.path().join(name), bytes).expect("written");
    write("a.pdf", &Paper::default().page().picture().bytes());
    write("b.pdf", &resolution().bytes());
    write("c.pdf", &resolution().bytes()[..900]);
    // The library gives up at a font whose program is none.
    let font = b"<</Type/Font/Subtype/Type1/BaseFont/B/FontDescriptor<</FontFile3 21 0 R>>>>".to_vec();
    let odd = resolution().draw("BT /B 9 Tf (x) Tj ET");
    write("d.pdf", &odd.with_objects(&[font, stream("/Subtype/Type1C", b"x")]));
    let run = unxref(desk.path(), &["cite", "-f", "tsv", "."], "");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("A/RES/66/288"), "{}", run.out);
    for words in [
        "a.pdf: no text layer: 1 page of images",
        "c.pdf: is a PDF that is cut off",
        "d.pdf: is a PDF that cannot be read: the library gave up at page 2",
    ] {
        assert!(run.err.contains(words), "{}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

#[test]
fn numbers_of_notes_may_begin_again() {
    let page = |paper: Paper, words: &'static str, note: &'static str| {
        paper
            .lines(130, 610, &["The General Assembly,"])
            .words(130, 592, 10, words)
            .words(130 + 5 * words.len() as u32, 596, 6, "1")
            .lines(
                130,
                574,
                &["Noting that lamps and stairs go on to be of use to all of those who"],
            )
            .words(100, 120, 8, "__________________")
            .words(100, 108, 5, "1")
            .words(106, 106, 8, note)
    };
    let paper = page(
        Paper::default().page(),
        "Recalling its resolution 66/288,",
        "See A/77/5, on lamps.",
    );
    let paper = page(paper.page(), "Welcoming its resolution 70/1,", "See A/77/6, on stairs.");
    let desk = TempDir::new().expect("a folder");
    fs::write(desk.path().join("paper.pdf"), paper.bytes()).expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "jsonl", "paper.pdf"], "");
    let anchor = |target: &str| {
        let line = run
            .out
            .lines()
            .find(|line| line.contains(&format!("\"target\":\"{target}\"")));
        let citation: Value = serde_json::from_str(line.expect(target)).expect("JSON");
        (
            citation["relation"].as_str().map(str::to_owned),
            citation["anchor"].as_str().map(str::to_owned),
        )
    };
    let told = |relation: &str, anchor: &str| (Some(relation.to_owned()), Some(anchor.to_owned()));
    assert_eq!(anchor("A/77/5"), told("recalls", "PP1"), "{}", run.out);
    assert_eq!(anchor("A/77/6").0.as_deref(), Some("welcomes"), "{}", run.out);
}

#[test]
fn old_chinese_encodings_tell_what_they_mean() {
    let (text, ..) = encoding_rs::GB18030.encode("大会，回顾其第76/172号决议，");
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    let paper = Paper::default()
        .page()
        .draw(&format!("BT /B 10 Tf 60 700 Td <{hex}> Tj ET"));
    let font = b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/W[814[500]]>>]>>";
    let (source, _) =
        read_bytes("paper.pdf", &paper.with_objects(&[font.to_vec()]), &Limits::default()).expect("a text");
    assert_eq!(source.text(), "    大会，回顾其第76/172号决议，\n\u{c}");
}

#[test]
fn locks_are_told_apart() {
    use pdf_extract::{Document, EncryptionState, EncryptionVersion, Permissions};

    let encrypted = |password: &str| {
        let mut document = Document::load_mem(&resolution().bytes()).expect("a document");
        let id = || pdf_extract::Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", vec![id(), id()]);
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).expect("a key");
        document.encrypt(&state).expect("encrypted");
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("written");
        bytes
    };
    refused(&encrypted("lamp"), "protected with a password");
    let (source, _) = read_bytes("paper.pdf", &encrypted(""), &Limits::default()).expect("nobody needs a password");
    assert!(source.text().contains("resolution 47/12"), "{}", source.text());
    let mut sealed = resolution();
    sealed.trailer = "/Encrypt<</Filter/Adobe.PubSec/V 4>>/ID[(a)(a)]".to_owned();
    refused(&sealed.bytes(), "encrypted for certain readers");
}

#[test]
fn the_contents_of_a_report_open_no_annex() {
    let desk = TempDir::new().expect("a folder");
    let report = "A/77/999\n\nReport on lamps\n\nContents\n\nI. Introduction\n\nAnnex\n\n\
        1. The report follows from resolution 66/288.\n\nAnnex\n\n2. Resolution 70/1 tells of stairs.\n";
    fs::write(desk.path().join("report.txt"), report).expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "tsv", "-l", "en", "report.txt"], "");
    let paragraphs: Vec<&str> = run
        .out
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').nth(3))
        .collect();
    assert_eq!(paragraphs, ["para1", "annex.para2"], "{}", run.out);
}

/// The resolution with other content on its first page.
fn with_first_page(content: Vec<u8>) -> Vec<u8> {
    let mut paper = resolution().with_objects(&[content]);
    let at = paper
        .windows(17)
        .position(|part| part == b"/Contents 101 0 R")
        .expect("a page");
    paper[at..at + 17].copy_from_slice(b"/Contents 20  0 R");
    paper
}

#[track_caller]
fn assert_first_page_is_lost(paper: &[u8], why: &str) {
    let (source, _) = read_bytes("paper.pdf", paper, &Limits::default()).expect("the other page");
    assert_eq!(
        source.aside().losses,
        [format!("page 1 {why}: words of it are missing")]
    );
    assert!(source.text().contains("Welcomes the report on lamps"));
}

#[test]
fn what_cannot_be_unpacked_is_told() {
    let packed = stream("/Filter/JBIG2Decode", b"x");
    assert_first_page_is_lost(&with_first_page(packed), "is packed in a way that is not read");
    let damaged = stream("/Filter/FlateDecode", b"x\x9c");
    assert_first_page_is_lost(&with_first_page(damaged), "is damaged");
}

#[test]
fn a_picture_among_the_pages_is_told_in_a_pipe_too() {
    let desk = TempDir::new().expect("a folder");
    let paper = resolution().page().picture();
    fs::write(desk.path().join("a.pdf"), paper.bytes()).expect("written");
    let run = unxref(desk.path(), &["cite", "-f", "tsv", "a.pdf"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("A/RES/66/288"), "{}", run.out);
    let note = "a.pdf: note: page 3 is a picture without a text layer: words of it are missing";
    assert_eq!(run.err.trim(), note);
}
