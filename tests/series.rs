//! What belongs to one series, on graphs made up for it: titles, sets, and what was not read.

mod sample;

use jiff::civil::{Date, date};
use sample::{Known, citation, fact, reading};
use unxref::graph::build;
use unxref::model::{FactRelation, Language, Reading, Relation};
use unxref::query::{Filter, series};

/// A document with a title, or without one.
fn document(symbol: &str, title: &str, day: Date) -> Reading {
    let mut reading = reading(symbol, Language::En);
    reading.facts.title = (!title.is_empty()).then(|| title.to_owned());
    reading.facts.adopted = Some(day);
    reading
}

/// A document that recalls a set in these words, which names these.
fn recalling(mut reading: Reading, paragraph: &str, set: &str, words: &str, named: &[&str]) -> Reading {
    let at = 40 * reading.citations.len();
    let mut recalled = citation(set, Relation::Recalls, paragraph, at);
    recalled.quote = words.to_owned();
    reading.citations.push(recalled);
    for (number, id) in named.iter().enumerate() {
        let at = at + 20 + number;
        reading.citations.push(citation(id, Relation::Recalls, paragraph, at));
        reading.stated.push(fact(id, FactRelation::MemberOf, set));
    }
    reading
}

/// The chain of a document in the order of time.
fn chain(readings: &[Reading], id: &str) -> Vec<String> {
    let graph = build(readings, &Known);
    let series = series(&graph, id, &Filter::default()).expect("a node");
    let before = series.predecessors.iter().rev();
    let names = |all: &mut dyn Iterator<Item = &unxref::query::Episode<'_>>| -> Vec<String> {
        all.map(|episode| episode.node.id.to_string()).collect()
    };
    let mut chain = names(&mut before.into_iter());
    chain.push(series.asked.id.to_string());
    chain.extend(names(&mut series.successors.iter()));
    chain
}

#[test]
fn a_set_of_several_subjects_joins_nothing() {
    let lamps = document("A/HRC/RES/58/802", "Lamps on narrow stairs", date(2025, 4, 3));
    let seals = document("A/HRC/RES/57/803", "Protection of harbour seals", date(2024, 10, 9));
    let named = ["A/HRC/RES/58/802", "A/HRC/RES/57/803", "A/HRC/RES/50/801"];
    let survey = recalling(
        document("A/RES/80/804", "Survey of the coast", date(2025, 12, 18)),
        "PP9",
        "set:A/HRC/RES@58/802",
        "all relevant Human Rights Council resolutions on the topic",
        &named,
    );
    let readings = [lamps, seals, survey];
    for id in named {
        assert_eq!(chain(&readings, id), [id], "{id}");
    }
    // The same set of one subject joins what was not read to the rest.
    let mut alike = readings;
    alike[1].facts.title = Some("Lamps on narrow stairs and bridges".to_owned());
    let whole = ["A/HRC/RES/50/801", "A/HRC/RES/57/803", "A/HRC/RES/58/802"];
    assert_eq!(chain(&alike, "A/HRC/RES/50/801"), whole);
}

/// Resolutions of the Security Council have no titles: two of its series, of which one document is named in both.
fn two_without_titles() -> Vec<Reading> {
    let said = |symbol: &str, year, set: &str, words: &str, named: &[&str]| {
        recalling(document(symbol, "", date(year, 6, 1)), "PP1", set, words, named)
    };
    let subjects = document(
        "A/RES/80/805",
        "The situation in Lampland and in Stairland",
        date(2025, 12, 1),
    );
    vec![
        subjects,
        said(
            "S/RES/2902(2032)",
            2032,
            "set:S/RES@2901(2031)",
            "its previous resolutions",
            &["S/RES/2900(2030)", "S/RES/2901(2031)"],
        ),
        said(
            "S/RES/2903(2033)",
            2033,
            "set:S/RES@2902(2032)",
            "its previous resolutions",
            &["S/RES/2900(2030)", "S/RES/2901(2031)", "S/RES/2902(2032)"],
        ),
        said(
            "S/RES/2913(2033)",
            2033,
            "set:S/RES@2912(2032)",
            "its previous resolutions",
            &["S/RES/2901(2031)", "S/RES/2911(2031)", "S/RES/2912(2032)"],
        ),
    ]
}

#[test]
fn without_titles_sets_join_that_name_mostly_the_same() {
    let readings = two_without_titles();
    let one = [
        "S/RES/2900(2030)",
        "S/RES/2901(2031)",
        "S/RES/2902(2032)",
        "S/RES/2903(2033)",
    ];
    for id in one {
        // Of the one that both name, the greater part of the sets is of this series.
        assert_eq!(chain(&readings, id), one, "{id}");
    }
    let other = [
        "S/RES/2901(2031)",
        "S/RES/2911(2031)",
        "S/RES/2912(2032)",
        "S/RES/2913(2033)",
    ];
    for id in &other[1..] {
        assert_eq!(chain(&readings, id), other, "{id}");
    }
}

#[test]
fn without_titles_the_words_of_sets_tell_the_subject() {
    let said = |symbol: &str, year, set: &str, words: &str, named: &[&str]| {
        recalling(document(symbol, "", date(year, 6, 1)), "PP1", set, words, named)
    };
    let readings = [
        document(
            "A/RES/80/806",
            "The situation in Lampland and in Stairland",
            date(2025, 12, 1),
        ),
        said(
            "S/RES/2922(2032)",
            2032,
            "set:S/RES@2921(2031)",
            "its resolutions on the situation in Lampland",
            &["S/RES/2921(2031)"],
        ),
        said(
            "S/RES/2923(2033)",
            2033,
            "set:S/RES@2922(2032)",
            "all its resolutions on the situation in Lampland",
            &["S/RES/2922(2032)"],
        ),
        said(
            "S/RES/2924(2034)",
            2034,
            "set:S/RES@2923(2033)",
            "its resolutions on the situation in Stairland",
            &["S/RES/2923(2033)"],
        ),
    ];
    let lampland = ["S/RES/2921(2031)", "S/RES/2922(2032)", "S/RES/2923(2033)"];
    for id in lampland {
        assert_eq!(chain(&readings, id), lampland, "{id}");
    }
}

#[test]
fn the_same_words_on_two_places_are_two_series() {
    let title = |place: &str| format!("Financing of the Lighthouse Stabilization Mission in {place}");
    let readings = [
        document("A/RES/76/811", &title("Lampland"), date(2022, 6, 29)),
        document("A/RES/76/812", &title("the Republic of Stairs"), date(2022, 6, 29)),
        document("A/RES/77/813", &title("Lampland A"), date(2023, 6, 30)),
        document("A/RES/77/814", &title("Lampland B"), date(2023, 6, 30)),
        document("A/RES/77/815", &title("the Republic of Stairs"), date(2023, 6, 30)),
    ];
    assert_eq!(
        chain(&readings, "A/RES/76/811"),
        ["A/RES/76/811", "A/RES/77/813", "A/RES/77/814"]
    );
    assert_eq!(
        chain(&readings, "A/RES/77/814"),
        ["A/RES/76/811", "A/RES/77/813", "A/RES/77/814"]
    );
    assert_eq!(chain(&readings, "A/RES/76/812"), ["A/RES/76/812", "A/RES/77/815"]);
    let decades = [
        document(
            "A/RES/62/821",
            "Work of the Second United Nations Decade of Lamps",
            date(2007, 12, 19),
        ),
        document(
            "A/RES/72/822",
            "Work of the Third United Nations Decade of Lamps",
            date(2017, 12, 20),
        ),
    ];
    assert_eq!(chain(&decades, "A/RES/62/821").len(), 2);
}
