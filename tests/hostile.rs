//! Bad input by name: each file gives one clear line and the exit code 1, and the good files beside it are done.

mod desk;
mod paper;
mod papers;

use std::fs;
use std::path::Path;
use std::time::Instant;

use desk::{Run, unxref};
use paper::Paper;
use papers::{akn, archive, docx, paragraph, part, run};
use unxref::cite::{Beyond, Bounds, Engine, ReadOptions};
use unxref::model::InputFile;
use unxref::registry::Registry;
use unxref::text::Source;

const GOOD: &str = "The General Assembly,\nRecalling its resolution 66/288 of 27 July 2012,\n";

fn good_word() -> Vec<u8> {
    let lines = GOOD.lines().map(|line| paragraph(&run(line)));
    docx(&lines.collect::<String>(), &[], &[])
}

/// Files that cannot be read, and what is said of each.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let word = good_word();
    let long = paragraph(&run(&"lamp ".repeat(2_000_000)));
    let bomb = docx(&long, &[], &[]);
    let mut liar = bomb.clone();
    understate(&mut liar, (long.len() / 1000) as u32);
    let mut giant = word.clone();
    overstate(&mut giant);
    let mut damaged = word.clone();
    let middle = damaged.len() / 3;
    damaged[40..middle].fill(0x55);
    let noise = (0_u32..60_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1);
    let text = |text: &str| text.as_bytes().to_vec();
    let laughs = (1..10).fold(String::from("<!ENTITY l0 'lol'>"), |all, n| {
        let inner = format!("&l{};", n - 1).repeat(10);
        format!("{all}<!ENTITY l{n} '{inner}'>")
    });
    let mut protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let page = || Paper::default().page();
    let printed = || page().words(60, 700, 10, "Recalling resolution 66/288");
    let (mut mute, mut sealed) = (printed(), printed());
    mute.mute = true;
    sealed.trailer = "/Encrypt<</Filter/Lamp/V 4>>/ID[(a)(a)]".to_owned();
    let cut = printed().bytes();
    vec![
        (
            "scan.pdf",
            page().picture().page().picture().bytes(),
            "no text layer: 2 pages of images",
        ),
        ("mute.pdf", mute.bytes(), "no Unicode map"),
        ("sealed.pdf", sealed.bytes(), "encrypted for certain readers"),
        ("cut.pdf", cut[..cut.len() / 2].to_vec(), "cut off"),
        ("bomb.docx", bomb, "unpacks to more than the limit"),
        ("liar.docx", liar, ""),
        ("giant.docx", giant, "unpacks to more than the limit"),
        ("cut.docx", word[..word.len() / 2].to_vec(), "cut off or damaged"),
        ("damaged.docx", damaged, ""),
        (
            "sheet.docx",
            archive(&[("xl/workbook.xml", b"<workbook/>")]),
            "spreadsheet",
        ),
        (
            "slides.docx",
            archive(&[("ppt/presentation.xml", b"<p/>")]),
            "presentation",
        ),
        (
            "book.docx",
            archive(&[("mimetype", b""), ("OEBPS/a.html", b"<p>a")]),
            "zip archive",
        ),
        (
            "nested.docx",
            archive(&[("inner.zip", &archive(&[("a", b"b")]))]),
            "zip archive",
        ),
        (
            "hollow.docx",
            archive(&[("word/document.xml", b"<a/>")]),
            "no Word document",
        ),
        (
            "unclosed.docx",
            archive(&[("word/document.xml", b"<a xmlns='wordprocessingml'><b>")]),
            "cut off",
        ),
        ("wordless.docx", docx("", &[], &[]), "holds no text"),
        ("locked.docx", protected, "password"),
        ("old.doc", b"\xd0\xcf\x11\xe0 and so on".to_vec(), "old office file"),
        (
            "laughs.xml",
            text(&format!(
                "<!DOCTYPE a [{laughs}]>{}",
                akn("<p>&l9;</p>").replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
            )),
            "`&l9;`",
        ),
        (
            "secret.xml",
            text("<!DOCTYPE a [<!ENTITY s SYSTEM 'secret.txt'>]><akomaNtoso><p>&s;</p></akomaNtoso>"),
            "`&s;`",
        ),
        (
            "cut.xml",
            text("<?xml version='1.0'?><akomaNtoso><p>The General"),
            "cut off",
        ),
        ("crossed.xml", text("<akomaNtoso><p>a</b></akomaNtoso>"), "broken XML"),
        (
            "feed.xml",
            text("<?xml version='1.0'?><rss><item/></rss>"),
            "found `rss`",
        ),
        (
            "drawn.html",
            text("<!doctype html><script>draw()</script>"),
            "without words",
        ),
        ("picture.txt", b"\x89PNG\r\n\x1a\n".to_vec(), "picture"),
        ("packed.txt", b"\x1f\x8b\x08\0".to_vec(), "gzip"),
        ("rich.txt", text(r"{\rtf1 lamps}"), "RTF"),
        ("nul.txt", b"The Council\0".to_vec(), "NUL byte"),
        ("noise.txt", noise.collect(), "no encoding"),
        ("half.txt", b"\xff\xfea".to_vec(), "cut off"),
        ("empty.txt", Vec::new(), "is empty"),
        ("blank.txt", text(" \n \n"), "white space"),
    ]
}

/// Makes the sizes in the archive's directory say less than is packed.
fn understate(archive: &mut [u8], size: u32) {
    set_sizes(archive, size);
}

/// Makes the sizes in the archive's directory say four gigabytes.
fn overstate(archive: &mut [u8]) {
    set_sizes(archive, 0xffff_fffe);
}

fn set_sizes(archive: &mut [u8], size: u32) {
    for at in 0..archive.len() - 46 {
        let field = match &archive[at..at + 4] {
            b"PK\x01\x02" => at + 24,
            b"PK\x03\x04" => at + 22,
            _ => continue,
        };
        archive[field..field + 4].copy_from_slice(&size.to_le_bytes());
    }
}

/// Files that look bad and are good.
fn good_files() -> Vec<(&'static str, Vec<u8>)> {
    let deep = format!("{}{}", "<span>".repeat(50_000), "</span>".repeat(50_000));
    let lines: String = GOOD.lines().map(|line| format!("<p>{line}</p>")).collect();
    let header = part("hdr", &paragraph(&run("no symbol")));
    let mut climbing = vec![("../../climbed.txt", &b"climbed"[..]), ("/climbed.txt", b"climbed")];
    let document = part(
        "document",
        &format!(
            "<w:body>{}</w:body>",
            paragraph(&run("Recalling General Assembly resolution 66/288,"))
        ),
    );
    climbing.push(("word/document.xml", document.as_bytes()));
    vec![
        ("good.txt", GOOD.as_bytes().to_vec()),
        ("misnamed.pdf", GOOD.as_bytes().to_vec()),
        ("word.docx", good_word()),
        (
            "headed.docx",
            docx(
                &paragraph(&run("Recalling General Assembly resolution 66/288,")),
                &[],
                &[("header", &header)],
            ),
        ),
        ("climbing.docx", archive(&climbing)),
        ("deep.xml", akn(&format!("{deep}{lines}")).into_bytes()),
        (
            "deep.html",
            format!("<div>{}{lines}", "<div>".repeat(50_000)).into_bytes(),
        ),
        (
            "long.html",
            format!(
                "<p>Recalling General Assembly resolution 66/288, {}",
                "<i class='lamp'></i>".repeat(100_000)
            )
            .into_bytes(),
        ),
    ]
}

/// That a run has told each bad file in one line, with its words.
fn assert_told(run: &Run, bad: &[(&str, Vec<u8>, &str)]) {
    for (name, _, words) in bad {
        let lines: Vec<&str> = run
            .err
            .lines()
            .filter(|line| line.contains(&format!("/{name}")))
            .collect();
        assert_eq!(lines.len(), 1, "{name}: {}", run.err);
        assert!(lines[0].contains(words), "{name}: {}", lines[0]);
        let problem = lines[0].split_once(name).expect("the name").1;
        assert!(problem.starts_with(':') && !problem.ends_with('.'), "{}", lines[0]);
    }
}

#[test]
fn each_bad_file_is_one_line_and_the_good_ones_are_done() {
    let desk = tempfile::tempdir().expect("a folder");
    let folder = desk.path().join("all").join("in");
    fs::create_dir_all(&folder).expect("a folder");
    let (bad, good) = (bad_files(), good_files());
    for (name, bytes) in bad
        .iter()
        .map(|(name, bytes, _)| (name, bytes))
        .chain(good.iter().map(|(name, bytes)| (name, bytes)))
    {
        fs::write(folder.join(name), bytes).expect("written");
    }
    fs::write(desk.path().join("secret.txt"), "a secret").expect("written");
    fs::write(folder.join("notes.xlsx"), "no document").expect("written");
    fs::write(folder.join("~$word.docx"), "whoever has it open").expect("written");
    let run = unxref(
        desk.path(),
        &[
            "cite",
            "-f",
            "documents",
            "--max-unpacked",
            "4M",
            "--max-seconds",
            "30",
            "all",
        ],
        "",
    );
    assert_eq!(run.code, 1, "{}", run.err);
    assert_told(&run, &bad);
    for (name, _) in &good {
        assert!(!run.err.contains(&format!("/{name}:")), "{}", run.err);
        let record = run
            .out
            .lines()
            .find(|line| line.contains(&format!("/{name}\"")))
            .expect(name);
        assert!(record.contains("\"A/RES/66/288\""), "{name}: {record}");
    }
    assert_eq!(
        run.out.lines().count(),
        bad.len() + good.len(),
        "a failure is a record too"
    );
    assert!(!run.out.contains("a secret"));
    assert!(
        run.err.contains("passed over for their endings: 1 .xlsx"),
        "{}",
        run.err
    );
    let failed = format!("{} of {} inputs could not be read", bad.len(), bad.len() + good.len());
    assert!(run.err.contains(&failed), "{}", run.err);
    for place in [desk.path(), &desk.path().join("all"), Path::new("/")] {
        assert!(
            !place.join("climbed.txt").exists(),
            "a name in an archive is not followed"
        );
    }
}

#[test]
fn limits_are_told_with_their_options() {
    let desk = tempfile::tempdir().expect("a folder");
    fs::write(desk.path().join("a.docx"), good_word()).expect("written");
    for (option, value, words) in [
        (
            "--max-bytes",
            "100",
            "has more than the limit of 100 bytes (--max-bytes)",
        ),
        (
            "--max-unpacked",
            "100",
            "unpacks to more than the limit of 100 bytes (--max-unpacked)",
        ),
        (
            "--max-seconds",
            "0",
            "takes longer than the limit of 0 s (--max-seconds)",
        ),
    ] {
        let run = unxref(desk.path(), &["cite", option, value, "a.docx"], "");
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.starts_with(&format!("a.docx: {words}")), "{}", run.err);
    }
    let run = unxref(desk.path(), &["cite", "--max-memory", "1K", "a.docx"], "");
    assert_eq!(run.code, 2, "{}", run.err);
    let words =
        "a.docx: needs more than the limit of 1024 bytes of memory for its paragraphs and citations (--max-memory)";
    assert!(run.err.starts_with(words), "{}", run.err);
    let pages = Paper::default().page().page().bytes();
    fs::write(desk.path().join("a.pdf"), pages).expect("written");
    let run = unxref(desk.path(), &["cite", "--max-pages", "1", "a.pdf"], "");
    assert!(
        run.code == 2
            && run
                .err
                .starts_with("a.pdf: has 2 pages, more than the limit of 1 (--max-pages)"),
        "{}",
        run.err
    );
    let run = unxref(desk.path(), &["cite", "--max-bytes", "much", "a.docx"], "");
    assert!(run.code == 2 && run.err.contains("`64K`"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn odd_files_do_not_hold_up_a_batch() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let desk = tempfile::tempdir().expect("a folder");
    let all = desk.path().join("all");
    fs::create_dir_all(all.join("closed")).expect("a folder");
    fs::write(all.join("good.txt"), GOOD).expect("written");
    symlink("vanished", all.join("gone.txt")).expect("a link");
    symlink(&all, all.join("circle")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(all.join("pipe.txt")).status();
    let piped = made.is_ok_and(|status| status.success());
    fs::set_permissions(all.join("closed"), fs::Permissions::from_mode(0o000)).expect("closed");
    let run = unxref(desk.path(), &["cite", "-f", "tsv", "all"], "");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("A/RES/66/288"), "{}", run.out);
    assert!(run.err.contains("all/gone.txt: no such file"), "{}", run.err);
    assert!(
        !piped || run.err.contains("all/pipe.txt: is a named pipe"),
        "{}",
        run.err
    );
    // To root no folder is closed.
    if fs::read_dir(all.join("closed")).is_err() {
        assert!(run.err.contains("all/closed: permission denied"), "{}", run.err);
    }
    fs::set_permissions(all.join("closed"), fs::Permissions::from_mode(0o755)).expect("open");
}

#[test]
fn the_clock_runs_while_references_are_looked_for() {
    let engine = Engine::new(Registry::builtin());
    let source = Source::new("a.txt", "The General Assembly,\nRecalling its resolution 66/288,\n");
    let over = Bounds {
        until: Some(Instant::now()),
        ..Bounds::NONE
    };
    let read = engine.read_within(&source, InputFile::default(), &ReadOptions::default(), &over);
    assert_eq!(read.err(), Some(Beyond::Time));
}

#[cfg(unix)]
#[test]
fn a_name_gives_a_terminal_no_orders() {
    let desk = tempfile::tempdir().expect("a folder");
    fs::write(desk.path().join("a\u{1b}[31mb.pdf"), "%PDF-1.4 cut").expect("written");
    let run = unxref(desk.path(), &["cite", "."], "");
    assert!(
        !run.err.contains('\u{1b}') && run.err.contains("a\\u{1b}[31mb.pdf"),
        "{}",
        run.err
    );
}
