//! The reference editor, on a draft of our own: invented words around true symbols.

mod desk;

use std::fs;

use desk::unxref;
use serde_json::Value;
use tempfile::TempDir;

/// What is wrong in the draft, what would be right, and the kind and the level of the finding.
const FAULTS: [(&str, &str, &str, &str); 10] = [
    (
        "73/195 of 19 December 2019",
        "73/195 of 19 December 2018",
        "date-mismatch",
        "error",
    ),
    (
        "57/14 of 9 October 2024",
        "57/14 of 10 October 2024",
        "date-mismatch",
        "error",
    ),
    (
        "General Assembly resolution 53/24 of 13 July",
        "Human Rights Council resolution 53/24 of 13 July",
        "wrong-body",
        "error",
    ),
    (
        "Human Rights Council resolution 47/99",
        "Human Rights Council resolution 47/12",
        "unknown-symbol",
        "error",
    ),
    (
        "its resolution 68/179 of 18 December 2013",
        "its resolution 78/217 of 19 December 2023",
        "superseded",
        "warning",
    ),
    (
        "International Covenant on Civic and Political Rights",
        "International Covenant on Civil and Political Rights",
        "title-mismatch",
        "error",
    ),
    (
        "its resolution 80/250 of 24 December 2025",
        "its resolution 70/1 of 25 September 2015",
        "future-citation",
        "error",
    ),
    (
        "Discrimination against Women and the Convention",
        "Discrimination against Women3 and the Convention",
        "footnote-missing",
        "warning",
    ),
    (
        "resolution 74/143 of 18 December 2019",
        "resolution 77/209 of 15 December 2022",
        "not-latest",
        "error",
    ),
    ("A/HCR/RES/54/1", "A/HRC/RES/54/1", "misspelt-symbol", "error"),
];

const DRAFT: &str = "\
United Nations

General Assembly

Seventy-ninth session

Third Committee

Agenda item 71 (b)

Draft resolution

Rights of keepers of lighthouses

The General Assembly,

Guided by the Charter of the United Nations,

Reaffirming the International Covenant on Civic and Political Rights,1 the International Covenant on Economic, Social and Cultural Rights,1 the Convention on the Rights of the Child,2 the Convention on the Elimination of All Forms of Discrimination against Women and the Convention on the Rights of Persons with Disabilities,3

Recalling its resolution 73/195 of 19 December 2019, in which it spoke of roads by sea,

Recalling also General Assembly resolution 53/24 of 13 July 2023 and its resolution 68/179 of 18 December 2013,

Recalling further its previous resolutions on lamps that hurt, the most recent of which is resolution 74/143 of 18 December 2019,

Taking note of Human Rights Council resolution 47/99, and of Council resolution 57/14 of 9 October 2024,

1. Recalls its resolution 80/250 of 24 December 2025, and invites keepers to climb stairs;

2. Welcomes the lamps of which A/HCR/RES/54/1 tells, and those of I/2021/2 of the keepers' own union.

__________________
1 See resolution 2200 A (XXI), annex.
2 United Nations, Treaty Series, vol. 1577, No. 27531.
3 United Nations, Treaty Series, several volumes.
";

/// Other resolutions in a few words of our own: what they are called, when they were adopted, what they recall.
const PEERS: [(&str, &str, &str, &str); 4] = [
    (
        "68/179",
        "Protection of migrants",
        "18 December 2013",
        "67/172 of 20 December 2012",
    ),
    (
        "78/217",
        "Protection of migrants",
        "19 December 2023",
        "76/172 of 16 December 2021",
    ),
    (
        "74/143",
        "Lamps that hurt keepers",
        "18 December 2019",
        "72/163 of 19 December 2017",
    ),
    (
        "77/209",
        "Lamps that hurt keepers",
        "15 December 2022",
        "74/143 of 18 December 2019",
    ),
];

/// A folder with the draft, its mended sister and a graph of the peers.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| fs::write(desk.path().join(name), text).expect("written");
    let mended = FAULTS.iter().fold(DRAFT.to_owned(), |text, (wrong, right, ..)| {
        assert_eq!(text.matches(wrong).count(), 1, "{wrong}");
        text.replace(wrong, right)
    });
    write("faulty.txt", DRAFT);
    write("mended.txt", &mended);
    fs::create_dir(desk.path().join("peers")).expect("a folder");
    for (number, title, day, recalls) in PEERS {
        let text = format!(
            "United Nations\n\nGeneral Assembly\n\nResolution adopted by the General Assembly on {day}\n\n{number}. {title}\n\n\
             The General Assembly,\n\nRecalling its resolution {recalls},\n\n1. Decides to keep lamps.\n"
        );
        write(&format!("peers/A_RES_{}.txt", number.replace('/', "_")), &text);
    }
    let built = unxref(desk.path(), &["build", "peers", "-o", "peers.json"], "");
    assert_eq!(built.code, 0, "{}", built.err);
    desk
}

const AS_OF: [&str; 4] = ["-g", "peers.json", "--as-of", "2025-06-01"];

fn findings(desk: &TempDir, file: &str) -> (i32, Vec<Value>) {
    let run = unxref(desk.path(), &[&["check", file, "-f", "json"], &AS_OF[..]].concat(), "");
    let lines = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    (run.code, lines.collect())
}

#[test]
fn ten_faults_are_found_and_nothing_else() {
    let desk = desk();
    let (code, found) = findings(&desk, "faulty.txt");
    assert_eq!(code, 1);
    for (wrong, _, kind, level) in FAULTS {
        let at = DRAFT.find(wrong).expect("in the draft");
        let here = found.iter().any(|finding| {
            let start = finding["span"]["byte"][0].as_u64().expect("a number") as usize;
            let end = finding["span"]["byte"][1].as_u64().expect("a number") as usize;
            assert!(DRAFT.get(start..end).is_some());
            finding["kind"] == kind && finding["level"] == level && start < at + wrong.len() && at < end
        });
        assert!(here, "{kind} {wrong}: {found:#?}");
    }
    assert_eq!(found.len(), FAULTS.len(), "{found:#?}");
}

#[test]
fn nothing_is_found_where_all_is_right() {
    let desk = desk();
    let (code, found) = findings(&desk, "mended.txt");
    assert_eq!((code, found.len()), (0, 0), "{found:#?}");
}

#[test]
fn findings_are_lines_with_a_place() {
    let desk = desk();
    let run = unxref(desk.path(), &[&["check", "faulty.txt"], &AS_OF[..]].concat(), "");
    assert_eq!((run.code, run.out.lines().count()), (1, FAULTS.len()), "{}", run.out);
    let line = "faulty.txt:21:11: error: date-mismatch: PP3: `its resolution 73/195 of 19 December 2019`: expected 2018-12-19,";
    assert!(run.out.contains(line), "{}", run.out);
    assert!(
        run.err.contains("8 errors, 2 warnings, 0 notices in 1 document"),
        "{}",
        run.err
    );
}

#[test]
fn the_user_says_what_fails() {
    let desk = desk();
    let note = "The General Assembly,\n\nRecalling its resolution 68/179 of 18 December 2013,\n";
    fs::write(desk.path().join("note.txt"), note).expect("written");
    let letter = "The letter speaks of resolution 53/24 and of lamps.\n";
    fs::write(desk.path().join("letter.txt"), letter).expect("written");
    let code = |file: &str, more: &[&str]| {
        let arguments = [&["check", file], &AS_OF[..], more].concat();
        unxref(desk.path(), &arguments, "").code
    };
    assert_eq!(code("note.txt", &[]), 1, "a warning fails");
    assert_eq!(code("note.txt", &["--fail-on", "error"]), 0);
    assert_eq!(code("note.txt", &["--fail-on", "date-mismatch"]), 0);
    assert_eq!(code("letter.txt", &[]), 0, "a notice does not");
    assert_eq!(
        code("letter.txt", &["--fail-on", "unresolved", "--fail-on", "ambiguous"]),
        1
    );
    assert_eq!(code("letter.txt", &["--fail-on", "notice"]), 1);
    let wrong = unxref(desk.path(), &["check", "note.txt", "--fail-on", "beauty"], "");
    assert!(wrong.code == 2 && wrong.err.contains("date-mismatch"), "{}", wrong.err);
    assert_eq!(unxref(desk.path(), &["check"], "").code, 2);
    assert_eq!(unxref(desk.path(), &["check", "none.txt"], "").code, 2);
    let partly = unxref(
        desk.path(),
        &["check", "mended.txt", "none.txt", "-g", "peers.json"],
        "",
    );
    assert!(
        partly.code == 1 && partly.err.contains("none.txt: no such file"),
        "{}",
        partly.err
    );
}

/// What was not there yet cannot be missed.
#[test]
fn a_text_is_judged_as_of_its_day() {
    let desk = desk();
    let note = "The General Assembly,\n\nRecalling its resolution 68/179 of 18 December 2013,\n";
    fs::write(desk.path().join("note.txt"), note).expect("written");
    let found = |day: &str| {
        unxref(
            desk.path(),
            &["check", "note.txt", "-g", "peers.json", "--as-of", day],
            "",
        )
        .out
    };
    assert_eq!(found("2023-06-01"), "");
    assert!(found("2024-06-01").contains("superseded"));
    assert!(found("2012-06-01").contains("future-citation"));
}

/// What even the newest of a series still cites, past those between, is its foundation.
#[test]
fn the_foundation_of_a_series_is_not_superseded() {
    let found = |newest_recalls: &str| {
        let desk = TempDir::new().expect("a folder");
        let write = |name: &str, text: &str| fs::write(desk.path().join(name), text).expect("written");
        fs::create_dir(desk.path().join("peers")).expect("a folder");
        for (number, day, body) in [
            ("66/397", "19 December 2011", "1. Decides to keep lamps."),
            (
                "70/398",
                "17 December 2015",
                "Recalling its resolution 66/397 of 19 December 2011,",
            ),
            ("76/399", "16 December 2021", newest_recalls),
        ] {
            let text = format!(
                "United Nations\n\nGeneral Assembly\n\nResolution adopted by the General Assembly on {day}\n\n\
                 {number}. Coordination of lamps on stairs\n\nThe General Assembly,\n\n{body}\n"
            );
            write(&format!("peers/A_RES_{}.txt", number.replace('/', "_")), &text);
        }
        let built = unxref(desk.path(), &["build", "peers", "-o", "peers.json"], "");
        assert_eq!(built.code, 0, "{}", built.err);
        write(
            "note.txt",
            "The General Assembly,\n\nRecalling its resolution 66/397 of 19 December 2011,\n",
        );
        unxref(desk.path(), &[&["check", "note.txt"], &AS_OF[..]].concat(), "").out
    };
    let renewed = found("Recalling its resolution 70/398 of 17 December 2015,");
    let told = "A/RES/66/397 is followed by A/RES/76/399 of 2021-12-16 (recalls A/RES/70/398; title alike by 1.00)";
    assert!(renewed.contains(told), "{renewed}");
    let foundation = "Recalling its resolutions 66/397 of 19 December 2011 and 70/398 of 17 December 2015,";
    assert_eq!(found(foundation), "");
}

/// A by-name in quotation marks, and a title without what it has in brackets, are no slips; a letter of another script is one.
#[test]
fn asides_in_titles_are_no_slips_and_strange_letters_are_named() {
    let found = |words: &str| {
        let desk = TempDir::new().expect("a folder");
        let note = format!("The General Assembly,\n\n1. Recalls the {words} in all that concerns lamps;\n");
        fs::write(desk.path().join("note.txt"), note).expect("written");
        unxref(desk.path(), &["check", "note.txt"], "").out
    };
    let rules = "United Nations Standard Minimum Rules for the Treatment of Prisoners, or “Nelson Mandela Rules”,";
    assert_eq!(found(rules), "");
    let road = "Additional Protocol to the Convention on the Contract for the International Carriage of Goods by Road concerning the \
        Electronic Consignment Note";
    assert_eq!(found(road), "");
    let strange = found("Convention on the Rights of Pеrsons with Disabilities");
    assert!(
        strange.contains("but for the Cyrillic letter `е` in `Pеrsons`"),
        "{strange}"
    );
}
