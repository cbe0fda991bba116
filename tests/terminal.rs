//! Shell manners: what a terminal sees, what a pipe sees, and what is said beside the output.
#![cfg(target_os = "linux")]

mod desk;

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use desk::unxref;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr as _;

const GRAPH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/A_HRC_RES_53_24.json");

const DRAFT: &str = "\
Human Rights Council

The Human Rights Council,

Recalling the Convention on the Rights of the Child, the International Convention on the Protection of the Rights of All
Migrant Workers and Members of Their Families, and General Assembly resolution 70/1 of 25 September 2015,
";

/// The program as its user starts it.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unxref"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("UNXREF_GRAPH", GRAPH)
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null());
    command
}

/// What a terminal of so many columns shows, standard error too, of a program that ends well.
fn on_terminal(columns: u16, command: &mut Command) -> String {
    let (code, shown) = shown(columns, command);
    assert_eq!(code, Some(0), "{shown}");
    shown
}

/// How a program ends, and what a terminal shows of it.
fn shown(columns: u16, command: &mut Command) -> (Option<i32>, String) {
    let keeper = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&keeper).expect("ours");
    unlockpt(&keeper).expect("unlocked");
    let name = ptsname(&keeper, Vec::new()).expect("a name");
    let name = name.into_string().expect("UTF-8");
    let screen = File::options().read(true).write(true).open(name).expect("its screen");
    let size = Winsize {
        ws_row: 50,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&screen, size).expect("a size");
    let beside = screen.try_clone().expect("its screen");
    let mut running = command.stdout(screen).stderr(beside).spawn().expect("the program runs");
    // The command holds the screen open, which would keep the reader waiting.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut shown = Vec::new();
    // Linux tells the end of a terminal by an error.
    File::from(keeper).read_to_end(&mut shown).ok();
    let code = running.wait().expect("an end").code();
    (code, String::from_utf8(shown).expect("UTF-8").replace("\r\n", "\n"))
}

fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    fs::write(desk.path().join("draft.txt"), DRAFT).expect("written");
    desk
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn tables_fit_the_terminal() {
    let desk = desk();
    for arguments in [
        &["query", "cites", "A/HRC/RES/53/24"][..],
        &["query", "rank", "-n", "0", "--label-lang", "zh"],
        &["cite", "-f", "table", "draft.txt"],
    ] {
        let piped = unxref(desk.path(), arguments, "").out;
        let rows = |shown: &str| -> Vec<String> {
            let shown = plain(shown);
            let rows = shown
                .lines()
                .filter(|line| !line.contains("note: ") && !line.contains("asking "));
            rows.map(str::to_owned).collect()
        };
        let wide = on_terminal(300, &mut program(desk.path(), arguments));
        assert_eq!(rows(&wide), rows(&piped), "{arguments:?}: a wide terminal shows all");
        let narrow = rows(&on_terminal(60, &mut program(desk.path(), arguments)));
        assert_eq!(narrow.len(), piped.lines().count(), "{arguments:?}: no line is broken");
        for (short, whole) in narrow.iter().zip(piped.lines()) {
            assert!(short.width() <= 60, "{short}");
            match short.strip_suffix('…') {
                Some(start) => assert!(whole.starts_with(start) && whole.width() > 60, "{short}"),
                None => assert_eq!(short, whole),
            }
        }
        assert!(narrow.iter().any(|line| line.ends_with('…')), "{narrow:?}");
    }
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let desk = desk();
    let cite = ["cite", "draft.txt"];
    let coloured = on_terminal(80, &mut program(desk.path(), &cite));
    assert!(coloured.contains("\u{1b}[32m"), "{coloured:?}");
    let named = on_terminal(80, program(desk.path(), &cite).env("NO_COLOR", "1"));
    assert!(!named.contains('\u{1b}'), "{named:?}");
    assert_eq!(named, plain(&coloured));
    assert!(
        !unxref(desk.path(), &["cite", "-f", "table", "draft.txt"], "")
            .out
            .contains('\u{1b}')
    );
}

#[test]
fn a_terminal_is_spared_what_is_no_text() {
    for format in unxref::export::Format::all().filter(|format| !format.is_text()) {
        let desk = desk();
        let (code, told) = shown(80, &mut program(desk.path(), &["export", "-f", format.name()]));
        assert_eq!((code, told.lines().count()), (Some(2), 1), "{told}");
        let feature = format!("without the feature `{format}`");
        assert!(told.contains("expected -o FILE") || told.contains(&feature), "{told}");
    }
}

#[test]
fn quiet_says_only_what_went_wrong() {
    let desk = desk();
    let built = unxref(desk.path(), &["build", "draft.txt", "-o", "g.json"], "");
    assert!(built.err.contains("nodes"), "{}", built.err);
    let quiet = unxref(desk.path(), &["-q", "build", "draft.txt", "-o", "g.json"], "");
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    let partly = unxref(desk.path(), &["cite", "--quiet", "draft.txt", "none.txt"], "");
    assert_eq!((partly.code, partly.err.as_str()), (1, "none.txt: no such file\n"));
    let refused = unxref(desk.path(), &["show", "-q", "nosuch"], "");
    assert_eq!((refused.code, refused.err.lines().count()), (2, 1), "{}", refused.err);
    let mut asked = program(desk.path(), &["query", "find", "-q", "nothingofthesort", "-f", "tsv"]);
    assert!(!on_terminal(80, &mut asked).contains("nothing found"));
    let both = unxref(desk.path(), &["-q", "-v", "show", "gcm"], "");
    assert_eq!(both.code, 2, "{}", both.err);
}

#[test]
fn verbose_says_in_a_pipe_what_a_terminal_hears() {
    let desk = desk();
    fs::write(desk.path().join("A_HRC_RES_53_98.txt"), DRAFT).expect("written");
    let asked = ["query", "find", "nothingofthesort", "-f", "tsv"];
    let plain = unxref(desk.path(), &asked, "");
    let verbose = unxref(desk.path(), &[&asked[..], &["-v"]].concat(), "");
    assert!(!plain.err.contains("nothing found"), "{}", plain.err);
    assert!(verbose.err.contains("nothing found"), "{}", verbose.err);
    assert_eq!(plain.out, verbose.out, "the output is the same");
    let many = unxref(desk.path(), &["cite", "-v", "."], "");
    assert!(many.err.contains("2 documents read"), "{}", many.err);
}

#[test]
fn a_pipe_that_is_closed_early_ends_quietly() {
    let desk = desk();
    for arguments in [
        &["export", "-f", "json"][..],
        &["export", "-f", "turtle"],
        &["export", "-f", "csv"],
        &["export", "-f", "neo4j"],
        &["query", "rank", "-n", "0", "-f", "json"],
        &["cite", "--all"],
        &["draw", "A/HRC/RES/53/24", "-o", "-"],
        &["schema", "graph"],
        &["man"],
        &["--help"],
        &["--version"],
    ] {
        let mut command = program(desk.path(), arguments);
        let mut running = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(running.stdout.take());
        let ended = running.wait_with_output().expect("an end");
        let said = String::from_utf8(ended.stderr).expect("UTF-8");
        let said = said
            .lines()
            .filter(|line| !line.starts_with("no path given"))
            .collect::<String>();
        assert_eq!((ended.status.code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn the_version_tells_of_the_atlas() {
    let told = unxref(desk().path(), &["--version"], "").out;
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], format!("unxref {}", env!("CARGO_PKG_VERSION")));
    let (texts, day) = lines[1].split_once(" texts, the latest of ").expect("texts and a day");
    assert!(
        texts
            .strip_prefix("atlas of ")
            .is_some_and(|count| count.parse::<u32>().is_ok()),
        "{told}"
    );
    assert!(day.parse::<jiff::civil::Date>().is_ok(), "{told}");
    assert_eq!(lines[2], "schemas unxref-graph/1, unxref-record/1");
}

/// What thousands cite does not run through a terminal; a pipe gets it all.
#[test]
fn what_is_shown_of_a_large_node_is_cut_with_a_count() {
    let desk = desk();
    let edges: Vec<String> = (0..500)
        .map(|number| format!("{{\"source\":\"A/RES/60/{number}\",\"target\":\"lamp\"}}"))
        .collect();
    let nodes: Vec<String> = (0..500)
        .map(|number| format!("{{\"id\":\"A/RES/60/{number}\"}}"))
        .collect();
    let (nodes, edges) = (nodes.join(","), edges.join(","));
    let graph = format!("{{\"nodes\":[{{\"id\":\"lamp\"}},{nodes}],\"edges\":[{edges}]}}");
    fs::write(desk.path().join("g.json"), graph).expect("written");
    let asked = ["show", "lamp", "-g", "g.json"];
    let piped = unxref(desk.path(), &asked, "").out;
    assert!(piped.lines().count() > 500);
    let shown = on_terminal(80, &mut program(desk.path(), &asked));
    assert!(shown.contains("200 of 500 links"), "{shown}");
    assert!((200..210).contains(&shown.lines().count()), "{}", shown.lines().count());
}
