//! A corpus that is built again and again: only what is new is read, and whatever ends the program does no harm.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A desk with a folder of made-up resolutions.
struct Desk(TempDir);

impl Desk {
    fn new(documents: u32) -> Desk {
        let desk = Desk(TempDir::new().expect("a folder"));
        fs::create_dir(desk.at("texts")).expect("a folder");
        (1..=documents).for_each(|number| desk.write(number, 70));
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes one of the resolutions, which recalls some that went before.
    fn write(&self, number: u32, recalled: u32) {
        let mut text =
            format!("Human Rights Council\n\n61/{number}. Lamps of harbour {number}\n\nThe Human Rights Council,\n\n");
        for before in 1..40 {
            text += &format!("Recalling General Assembly resolution {recalled}/{before} of 25 September 2015,\n\n");
        }
        text += "1. Welcomes the Convention on the Rights of the Child.\n";
        fs::write(self.at(&format!("texts/A_HRC_RES_61_{number}.txt")), text).expect("written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unxref"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Builds, with the words on standard error.
    fn build(&self, arguments: &[&str]) -> String {
        let built = self.run(&[&["build"], arguments].concat());
        let words = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(built.status.success(), "{arguments:?}: {words}");
        words
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.at(name)).expect(name)
    }

    fn segments(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.at("kept")).expect("a store");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let mut segments: Vec<_> = paths.filter(|path| path.extension().is_some()).collect();
        segments.retain(|path| !path.ends_with("unxref-store.lock"));
        segments.sort();
        segments
    }
}

const STORE: [&str; 5] = ["texts", "--store", "kept", "-o", "g.json"];

#[test]
fn only_what_is_new_or_has_changed_is_read() {
    let desk = Desk::new(6);
    desk.build(&["texts", "-o", "plain.json"]);
    let words = desk.build(&STORE);
    assert!(
        words.contains("kept: 0 documents kept, 6 read, 0 records let go"),
        "{words}"
    );
    assert_eq!(
        desk.bytes("g.json"),
        desk.bytes("plain.json"),
        "a store changes nothing"
    );
    let before = desk.segments();
    let words = desk.build(&STORE);
    assert!(
        words.contains("kept: 6 documents kept, 0 read, 0 records let go"),
        "{words}"
    );
    assert_eq!(desk.bytes("g.json"), desk.bytes("plain.json"));
    assert_eq!(desk.segments(), before, "nothing is written where nothing is new");

    desk.write(2, 69);
    fs::remove_file(desk.at("texts/A_HRC_RES_61_3.txt")).expect("removed");
    let words = desk.build(&STORE);
    assert!(
        words.contains("kept: 4 documents kept, 1 read, 2 records let go"),
        "{words}"
    );
    desk.build(&["texts", "-o", "plain.json"]);
    assert_eq!(desk.bytes("g.json"), desk.bytes("plain.json"));
    assert!(
        !String::from_utf8_lossy(&desk.bytes("g.json")).contains("61/3\""),
        "what is removed leaves"
    );
    assert_eq!(desk.segments().len(), 1, "small segments become one");

    // Another reading of the same bytes is another record; what lies elsewhere stays.
    let words = desk.build(&["texts/A_HRC_RES_61_1.txt", "-l", "en", "--store", "kept", "-o", "-"]);
    assert!(words.contains("0 documents kept, 1 read, 1 records let go"), "{words}");
    let words = desk.build(&STORE);
    assert!(words.contains("4 documents kept, 1 read"), "{words}");
}

#[test]
fn what_was_refused_is_told_again_but_not_read_again() {
    let desk = Desk::new(2);
    fs::write(desk.at("texts/blank.txt"), " \n \n").expect("written");
    let told = |arguments: &[&str]| {
        let built = desk.run(&[&["build"], arguments].concat());
        assert_eq!(built.status.code(), Some(1), "{arguments:?}");
        String::from_utf8_lossy(&built.stderr).into_owned()
    };
    let refused = "texts/blank.txt: holds nothing but white space";
    let first = told(&STORE);
    assert!(
        first.contains(refused) && first.contains("2 read, 0 records let go\n"),
        "{first}"
    );
    let again = told(&STORE);
    assert!(again.contains(refused), "{again}");
    assert!(
        again.contains("2 documents kept, 0 read, 0 records let go, 1 refused as before"),
        "{again}"
    );
    let within = told(&[&STORE[..], &["--max-pages", "7"]].concat());
    assert!(within.contains(refused) && !within.contains("as before"), "{within}");
    fs::write(
        desk.at("texts/blank.txt"),
        "The General Assembly,\n\nRecalling resolution 70/1,\n",
    )
    .expect("written");
    assert!(desk.build(&STORE).contains("2 documents kept, 1 read"));
}

#[test]
fn what_a_file_is_does_not_hang_on_its_name() {
    let desk = Desk::new(2);
    desk.build(&["texts", "-o", "whole.json"]);
    let cited = desk.run(&["cite", "-f", "documents", "texts"]);
    fs::write(desk.at("records.txt"), [b"\xef\xbb\xbf", &cited.stdout[..]].concat()).expect("written");
    fs::write(
        desk.at("graph.dat"),
        [b"\xef\xbb\xbf", &desk.bytes("whole.json")[..]].concat(),
    )
    .expect("written");
    for inputs in [
        &["records.txt"][..],
        &["graph.dat"],
        &["graph.dat", "texts", "records.txt", "graph.dat"],
    ] {
        desk.build(&[inputs, &["--store", "kept", "-o", "g.json"]].concat());
        assert_eq!(desk.bytes("g.json"), desk.bytes("whole.json"), "{inputs:?}");
    }
    // The segments of a store are records, too.
    let segments = desk.segments();
    assert_eq!(segments.len(), 1);
    desk.build(&[segments[0].to_str().expect("UTF-8"), "-o", "g.json"]);
    assert_eq!(desk.bytes("g.json"), desk.bytes("whole.json"));
}

#[test]
fn a_damaged_segment_is_named_and_its_documents_are_read_again() {
    let desk = Desk::new(3);
    desk.build(&STORE);
    let whole = desk.bytes("g.json");
    for damage in [0, 90, 4000] {
        let segment = desk.segments().remove(0);
        let mut bytes = fs::read(&segment).expect("a segment");
        bytes[damage] ^= 1;
        fs::write(&segment, bytes).expect("written");
        let words = desk.build(&STORE);
        let name = segment.file_name().expect("a name").to_string_lossy();
        assert!(
            words.contains(&format!("{name}: damaged (")) && words.contains("3 read"),
            "{damage}: {words}"
        );
        assert_eq!(desk.bytes("g.json"), whole);
        assert!(desk.build(&STORE).contains("3 documents kept, 0 read"));
    }
}

#[test]
fn what_is_no_store_of_ours_is_left_alone() {
    let desk = Desk::new(2);
    desk.build(&STORE);
    let newer = String::from_utf8(fs::read(&desk.segments()[0]).expect("a segment")).expect("UTF-8");
    fs::write(
        &desk.segments()[0],
        newer.replacen("unxref-store/1", "unxref-store/2", 1),
    )
    .expect("written");
    for (arguments, words) in [
        (
            &STORE[..],
            "expected `unxref-store/1`, found `unxref-store/2`, which a newer unxref wrote",
        ),
        (
            &["texts", "--store", "texts"],
            "texts: expected a store or an empty folder",
        ),
        (
            &["texts", "--store", "g.json"],
            "g.json: expected a folder for the store",
        ),
        (&["--store", "kept"], "expected documents to read, found no path"),
    ] {
        let refused = desk.run(&[&["build"], arguments].concat());
        let told = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    assert_eq!(fs::read_dir(desk.at("texts")).expect("a folder").count(), 2);
}

#[test]
fn a_second_build_waits_for_the_first() {
    let desk = Desk::new(2);
    desk.build(&STORE);
    let whole = desk.bytes("g.json");
    let lock = File::options()
        .write(true)
        .open(desk.at("kept/unxref-store.lock"))
        .expect("a lock");
    lock.lock().expect("locked");
    let mut waiting = desk
        .command(&[&["build"], &STORE[..]].concat())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut words = String::new();
    BufReader::new(waiting.stderr.as_mut().expect("piped"))
        .read_line(&mut words)
        .expect("a line");
    assert!(words.contains("uses this store; waiting until it has done"), "{words}");
    assert!(waiting.try_wait().expect("a child").is_none(), "it waits");
    lock.unlock().expect("unlocked");
    assert!(waiting.wait().expect("a child").success());
    assert_eq!(desk.bytes("g.json"), whole);
}

#[test]
fn two_builds_at_once_do_no_harm() {
    let desk = Desk::new(4);
    desk.build(&["texts", "-o", "plain.json"]);
    let start = |out: &str| {
        desk.command(&["build", "texts", "--store", "kept", "-o", out])
            .spawn()
            .expect("started")
    };
    let (mut one, mut other) = (start("one.json"), start("other.json"));
    assert!(one.wait().expect("a child").success() && other.wait().expect("a child").success());
    assert_eq!(desk.bytes("one.json"), desk.bytes("plain.json"));
    assert_eq!(desk.bytes("other.json"), desk.bytes("plain.json"));
    assert!(desk.build(&STORE).contains("4 documents kept, 0 read"));
}

/// A disk that takes nothing is played by a limit on the size of files.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_store_whole() {
    let desk = Desk::new(3);
    desk.build(&STORE);
    let (whole, segments) = (desk.bytes("g.json"), desk.segments());
    desk.write(4, 68);
    let limited = "trap '' XFSZ; ulimit -f 16; exec \"$0\" build texts --store kept -o g.json";
    let mut command = Command::new("bash");
    let command = command
        .current_dir(desk.0.path())
        .args(["-c", limited, env!("CARGO_BIN_EXE_unxref")]);
    let full = command.output().expect("bash runs");
    let words = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(2), "{words}");
    assert!(words.contains("kept: cannot be written:"), "{words}");
    assert_eq!(
        (desk.bytes("g.json"), desk.segments()),
        (whole, segments),
        "nothing half-written"
    );
    assert!(desk.build(&STORE).contains("3 documents kept, 1 read"));
}

/// Kills at fifty moments, in every second run as soon as something is being written; goes on where no kill met a build that
/// held its lock, as it may be on a busy machine.
#[test]
fn killed_at_any_moment_it_goes_on() {
    let desk = Desk::new(40);
    desk.build(&["texts", "-o", "plain.json"]);
    let started = Instant::now();
    desk.build(&["texts", "--store", "other", "-o", "-"]);
    let whole = started.elapsed();
    let (mut seed, mut cut_off) = (20_260_723_u64, 0);
    for round in 0..500 {
        if round >= 50 && cut_off > 0 {
            break;
        }
        // New documents come in all the time, so that there is always something to write.
        desk.write(41 + round.min(49) / 5, 60 + round % 50);
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let moment = whole.mul_f64((seed >> 40) as f64 / f64::from(1 << 24));
        let mut child = desk
            .command(&[&["build"], &STORE[..]].concat())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let started = Instant::now();
        while started.elapsed() < moment && !(round % 2 == 1 && is_writing(&desk.at("kept"))) {
            sleep(Duration::from_micros(200));
        }
        child.kill().expect("killed");
        let told = child.wait_with_output().expect("a child").stderr;
        cut_off += usize::from(String::from_utf8_lossy(&told).contains("was cut off while it used this store"));
    }
    assert!(cut_off > 0, "no run found a lock that a killed one had left");
    desk.build(&["texts", "-o", "plain.json"]);
    desk.build(&STORE);
    assert_eq!(desk.bytes("g.json"), desk.bytes("plain.json"));
    assert!(
        desk.build(&STORE)
            .contains("50 documents kept, 0 read, 0 records let go")
    );
    assert_eq!(desk.segments().len(), 1, "what was left behind is swept out");
    assert!(!is_writing(&desk.at("kept")));
}

fn is_writing(store: &Path) -> bool {
    let entries = fs::read_dir(store).into_iter().flatten().flatten();
    entries
        .into_iter()
        .any(|entry| entry.file_name().to_string_lossy().starts_with(".unxref-"))
}

#[test]
fn a_folder_in_place_of_a_segment_is_named() {
    let desk = Desk::new(2);
    desk.build(&STORE);
    let folder = desk.segments()[0].with_file_name("lamps.jsonl");
    fs::create_dir(&folder).expect("a folder");
    let run = desk.run(&[&["build"], &STORE[..]].concat());
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    assert_eq!(run.status.code(), Some(2), "{told}");
    let place = "lamps.jsonl: expected a file of the store, found a folder; move it away";
    assert!(told.contains(place), "{told}");
}
