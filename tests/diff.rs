//! `unxref diff`: what two versions, or two graphs, cite differently. The documents are made up.

mod desk;

use std::fs;
use std::path::Path;

use desk::unxref;
use serde_json::Value;
use tempfile::TempDir;

const ENGLISH: &str = "\
Human Rights Council
Fifty-fourth session
Agenda item 3

54/98. Rights of ferrymen

The Human Rights Council,

Guided by the Charter of the United Nations,

Recalling the Convention on the Rights of the Child and General Assembly resolutions 66/288 of 27 July 2012 and 70/1 of 25 September 2015,

Recalling also the Universal Declaration of Human Rights,

1. Welcomes the Global Compact for Safe, Orderly and Regular Migration;

2. Takes note of the report on oars and ropes;1

3. Takes note also of resolution 2001/7 and of the bell.

__________________
1 A/HRC/31/35.
";

/// Leaves out 70/1, names the Declaration in the paragraph before, and only notes the Compact. Its note is the second.
const FRENCH: &str = "\
Conseil des droits de l’homme
Cinquante-quatrième session
Point 3 de l’ordre du jour

54/98. Droits des passeurs

Le Conseil des droits de l’homme,

Guidé par la Charte des Nations Unies,

Rappelant la Convention relative aux droits de l’enfant, la résolution 66/288 de l’Assemblée générale, en date du 27 juillet 2012, et la Déclaration universelle des droits de l’homme,

Rappelant également que tout fleuve a deux rives,

1. Prend note du Pacte mondial pour des migrations sûres, ordonnées et régulières;

2. Prend note du rapport sur les rames et les cordages2;

3. Encourage les passeurs.

__________________
2 A/HRC/31/35.
";

fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    fs::write(desk.path().join("a.en.txt"), ENGLISH).expect("written");
    fs::write(desk.path().join("b.fr.txt"), FRENCH).expect("written");
    desk
}

/// The differences of two files as `kind target paragraph-in-a paragraph-in-b`.
fn differences(folder: &Path, a: &str, b: &str) -> Vec<String> {
    let run = unxref(folder, &["diff", "-f", "json", a, b], "");
    let answer: Value = serde_json::from_str(&run.out).expect("JSON");
    let found = answer["differences"].as_array().expect("a list");
    assert_eq!(run.code, i32::from(!found.is_empty()), "{}", run.err);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let told = found.iter().map(|one| {
        let (kind, target) = (text(&one["kind"]), text(&one["target"]));
        let (a, b) = (text(&one["paragraph"]["a"]), text(&one["paragraph"]["b"]));
        format!("{kind} {target} {a} {b}")
    });
    told.collect()
}

#[test]
fn every_sort_of_difference_is_told_once() {
    let desk = desk();
    let wanted = [
        "only-in-a A/RES/70/1 PP2 -",
        "moved udhr PP3 PP2",
        "relation gcm OP1 OP1",
    ];
    assert_eq!(differences(desk.path(), "a.en.txt", "b.fr.txt"), wanted);
    let turned = [
        "moved udhr PP2 PP3",
        "only-in-b A/RES/70/1 - PP2",
        "relation gcm OP1 OP1",
    ];
    assert_eq!(differences(desk.path(), "b.fr.txt", "a.en.txt"), turned);
}

#[test]
fn both_wordings_are_shown() {
    let desk = desk();
    let run = unxref(desk.path(), &["diff", "-f", "json", "a.en.txt", "b.fr.txt"], "");
    let answer: Value = serde_json::from_str(&run.out).expect("JSON");
    let only = &answer["differences"][0];
    assert_eq!(only["quotes"]["a"][0], "70/1 of 25 September 2015");
    assert_eq!(only["why"], "nowhere");
    let beside: Vec<&str> = only["beside"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(Value::as_str)
        .collect();
    assert!(
        beside.contains(&"Convention relative aux droits de l’enfant"),
        "{beside:?}"
    );
    let relation = &answer["differences"][2];
    assert_eq!(relation["attitudes"]["a"][0], "welcoming");
    assert_eq!(relation["attitudes"]["b"][0], "noting");
    assert_eq!(answer["unplaced"][0]["side"], "a");
    assert_eq!(answer["unplaced"][0]["paragraph"], "OP3");

    let table = unxref(desk.path(), &["diff", "a.en.txt", "b.fr.txt"], "").out;
    for words in [
        "PP2  only in A  A/RES/70/1",
        "PP3  moved to PP2 in B",
        "OP1  welcoming in A, noting in B  gcm",
        "Pacte mondial pour des migrations sûres, ordonnées et régulières",
        "not placed, and so not compared",
    ] {
        assert!(table.contains(words), "{words} in\n{table}");
    }
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let desk = desk();
    for name in ["a.en.txt", "b.fr.txt"] {
        assert!(differences(desk.path(), name, name).is_empty());
    }
}

/// Six versions of one text cite the same things in the same places, with relations of the same classes.
#[test]
fn the_model_says_the_same_in_six_languages() {
    let desk = TempDir::new().expect("a folder");
    let model = |language: &str| format!("{}/src/cli/model/transit.{language}.txt", env!("CARGO_MANIFEST_DIR"));
    for language in ["ar", "es", "fr", "ru", "zh"] {
        let run = unxref(desk.path(), &["diff", "-f", "json", &model("en"), &model(language)], "");
        let answer: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(answer["differences"], Value::Array(Vec::new()), "{language}");
        assert_eq!(answer["unplaced"], Value::Array(Vec::new()), "{language}");
        assert!(answer["shared"].as_u64() > Some(30), "{language}: {}", answer["shared"]);
        assert_eq!(answer["b"]["language"], language);
        assert_eq!(run.code, 0, "{}", run.err);
    }
}

#[test]
fn a_paragraph_put_in_moves_the_others_as_wholes() {
    let desk = desk();
    let longer = ENGLISH.replace(
        "Recalling the Convention",
        "Recalling that ferries sink,\n\nRecalling the Convention",
    );
    fs::write(desk.path().join("longer.txt"), longer).expect("written");
    let table = unxref(desk.path(), &["diff", "a.en.txt", "longer.txt"], "").out;
    assert!(table.contains("PP2  moved to PP3 in B  3 references"), "{table}");
    assert!(table.contains("PP3  moved to PP4 in B  1 reference"), "{table}");
    assert!(table.contains("A has 3 preambular paragraphs, B has 4"), "{table}");
    assert!(!table.contains("only in"), "{table}");
}

#[test]
fn the_base_of_a_missing_corrigendum_is_named() {
    let desk = desk();
    let corrected = ENGLISH.replace("1 A/HRC/31/35.", "1 A/HRC/31/35 and A/HRC/31/35/Corr.1.");
    fs::write(desk.path().join("corrected.txt"), corrected).expect("written");
    let table = unxref(desk.path(), &["diff", "corrected.txt", "a.en.txt"], "").out;
    assert!(table.contains("OP2  only in A  A/HRC/31/35/Corr.1"), "{table}");
    assert!(table.contains("B names only A/HRC/31/35 there"), "{table}");
}

#[test]
fn graphs_are_compared_by_nodes_and_edges() {
    let desk = desk();
    for (name, graph) in [("a.en.txt", "a.json"), ("b.fr.txt", "b.json")] {
        let built = unxref(desk.path(), &["build", name, "-o", graph], "");
        assert_eq!(built.code, 0, "{}", built.err);
    }
    let same = unxref(desk.path(), &["diff", "a.json", "a.json"], "");
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    let run = unxref(desk.path(), &["diff", "a.json", "b.json"], "");
    assert_eq!(run.code, 1, "{}", run.err);
    for words in [
        "node only in A  A/RES/70/1",
        "edge only in A  A/HRC/RES/54/98 recalls A/RES/70/1",
        "edge only in B  A/HRC/RES/54/98 takes-note gcm",
    ] {
        assert!(run.out.contains(words), "{words} in\n{}", run.out);
    }
    let json = unxref(desk.path(), &["diff", "-f", "json", "a.json", "b.json"], "");
    let answer: Value = serde_json::from_str(&json.out).expect("JSON");
    let edges = answer["edges"].as_array().expect("edges");
    assert!(
        edges
            .iter()
            .any(|edge| edge["kind"] == "only-in-b" && edge["relation"] == "takes-note")
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let desk = desk();
    fs::write(desk.path().join("g.json"), "{}").expect("written");
    for (arguments, words) in [
        (&["diff", "a.en.txt", "none.txt"], "none.txt: no such file"),
        (&["diff", "a.en.txt", "g.json"], "expected two documents or two graphs"),
        (&["diff", "g.json", "g.json"], "g.json"),
        (&["diff", "a.en.txt", "."], "found a folder"),
    ] {
        let run = unxref(desk.path(), arguments, "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
}

/// Writes a resolution of the Human Rights Council; gives the name of its file.
fn write_resolution(desk: &TempDir, number: &str, title: &str, day: &str, body: &str) -> String {
    let text = format!(
        "Human Rights Council\n\n{number}. {title}\n\nThe Human Rights Council,\n\n{body}\n\n\
         [Adopted without a vote on {day}.]\n"
    );
    let name = format!("A_HRC_RES_{}.txt", number.replace('/', "_"));
    fs::write(desk.path().join(&name), text).expect("written");
    name
}

#[test]
fn what_gave_way_to_a_newer_one_is_no_loss() {
    let desk = TempDir::new().expect("a folder");
    let keepers = "Rights of lighthouse keepers";
    let stairs = "Stairs that are steep and dark";
    let files = [
        ("40/90", stairs, "22 March 2019", "1. Decides to keep lamps."),
        (
            "46/90",
            stairs,
            "23 March 2021",
            "Recalling its resolution 40/90 of 22 March 2019,\n\n1. Decides to keep lamps.",
        ),
        (
            "43/98",
            keepers,
            "19 June 2020",
            "Recalling its resolution 40/90 of 22 March 2019,\n\n1. Decides to keep lamps.",
        ),
        (
            "53/98",
            keepers,
            "14 July 2023",
            "Recalling its resolution 46/90 of 23 March 2021,\n\n1. Decides to keep lamps.",
        ),
    ]
    .map(|(number, title, day, body)| write_resolution(&desk, number, title, day, body));
    let run = unxref(
        desk.path(),
        &[&["build", "-o", "g.json"], &files.each_ref().map(String::as_str)[..]].concat(),
        "",
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let pair = ["A/HRC/RES/43/98", "A/HRC/RES/53/98"];
    let run = unxref(
        desk.path(),
        &["diff", pair[0], pair[1], "-g", "g.json", "-f", "json"],
        "",
    );
    let told: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(
        (
            &told["replaced"][0]["before"]["id"],
            &told["replaced"][0]["after"]["id"]
        ),
        (&"A/HRC/RES/40/90".into(), &"A/HRC/RES/46/90".into()),
        "{told}"
    );
    assert_eq!(
        (&told["dropped"], &told["added"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );
}

#[test]
fn two_of_a_series_are_compared_as_a_reference_editor_would() {
    let desk = TempDir::new().expect("a folder");
    let write = |number, day, body| write_resolution(&desk, number, "Rights of lighthouse keepers", day, body);
    let older = write(
        "47/98",
        "12 July 2021",
        "Recalling the Convention on the Rights of the Child,\n\n1. Takes note of General Assembly resolution 70/1;\n\n\
         2. Recalls the Charter of the United Nations.",
    );
    let newer = write(
        "53/98",
        "14 July 2023",
        "Recalling the Convention on the Rights of the Child,\n\n1. Welcomes General Assembly resolution 70/1;\n\n\
         2. Recalls the Global Compact for Safe, Orderly and Regular Migration.",
    );
    for pair in [[&older, &newer], [&newer, &older]] {
        let run = unxref(desk.path(), &["diff", pair[0], pair[1], "-f", "json"], "");
        assert_eq!(run.code, 1, "{}", run.err);
        let told: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(
            (&told["before"]["id"], &told["after"]["id"]),
            (&"A/HRC/RES/47/98".into(), &"A/HRC/RES/53/98".into())
        );
        assert_eq!(told["dropped"][0]["id"], "un-charter");
        assert_eq!(told["added"][0]["id"], "gcm");
        let kept: Vec<_> = told["kept"].as_array().expect("kept").iter().collect();
        assert_eq!(kept.len(), 2, "{told}");
        assert_eq!(
            (&kept[0]["after"]["id"], &kept[0]["turned"]),
            (&"crc".into(), &false.into())
        );
        assert_eq!(
            (&kept[1]["after"]["id"], &kept[1]["turned"]),
            (&"A/RES/70/1".into(), &true.into())
        );
    }
    let run = unxref(desk.path(), &["diff", &older, "A/HRC/RES/53/9999"], "");
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn a_set_that_has_grown_replaces_itself_and_the_note_reads_by_paragraphs() {
    let desk = TempDir::new().expect("a folder");
    let write = |number, day, latest| {
        let body = format!(
            "Recalling all previous resolutions of the General Assembly on the safety of lamps, the most recent of which is \
             resolution {latest},\n\n1. Welcomes the Convention on the Rights of the Child;\n\n\
             2. Takes note of the Convention on the Rights of the Child."
        );
        write_resolution(&desk, number, "Rights of lighthouse keepers", day, &body)
    };
    let older = write("47/98", "12 July 2021", "74/143 of 18 December 2019");
    let newer = write("53/98", "14 July 2023", "77/209 of 15 December 2022");
    let run = unxref(desk.path(), &["diff", &older, &newer], "");
    assert_eq!(run.code, 1, "{}", run.err);
    let set = "Replaced by a newer one of the same series\n  \
        “all previous resolutions of the General Assembly on the safety of lamps” (set:A/RES@74/143) by \
        “all previous resolutions of the General Assembly on the safety of lamps” (set:A/RES@77/209): PP1 recalls\n";
    assert!(run.out.contains(set), "{}", run.out);
    let kept = "crc (Convention on the Rights of the Child): OP1 welcomes, OP2 takes note\n";
    assert!(run.out.contains(kept), "{}", run.out);
}
