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

/// Two documents mean two things by the set that has its name from one latest member.
#[test]
fn a_set_is_what_each_document_says_of_it() {
    let lamps = document("A/HRC/RES/34/831", "Coastal lamps", date(2017, 3, 24));
    let lamplighters = recalling(
        document("A/HRC/RES/37/832", "Coastal lamps", date(2018, 3, 22)),
        "PP1",
        "set:A/HRC/RES@34/831",
        "all its resolutions on coastal lamps",
        &["A/HRC/RES/34/831"],
    );
    let harbours = recalling(
        document("A/HRC/RES/35/833", "Harbours in winter", date(2017, 6, 23)),
        "PP3",
        "set:A/HRC/RES@34/831",
        "relevant resolutions of the Human Rights Council",
        &["A/HRC/RES/31/834", "A/HRC/RES/33/835", "A/HRC/RES/34/831"],
    );
    let readings = [lamps, lamplighters, harbours];
    assert_eq!(chain(&readings, "A/HRC/RES/33/835"), ["A/HRC/RES/33/835"]);
    assert_eq!(
        chain(&readings, "A/HRC/RES/34/831"),
        ["A/HRC/RES/34/831", "A/HRC/RES/37/832"]
    );
}

/// A body comes back to a subject hardly twice in a session.
#[test]
fn a_list_with_two_of_one_session_is_of_two_subjects() {
    let named = [
        "A/RES/72/841",
        "A/RES/72/842",
        "A/RES/73/843",
        "A/RES/74/844",
        "A/RES/74/845",
    ];
    let survey = |named: &[&str]| {
        recalling(
            document("A/RES/75/846", "Status of lamplighters of Stairland", date(2021, 6, 16)),
            "PP1",
            "set:A/RES@74/845",
            "all its relevant resolutions on the protection of lamplighters",
            named,
        )
    };
    let subject = document("A/RES/68/847", "Protection of lamplighters", date(2013, 12, 18));
    let mixed = [survey(&named), subject.clone()];
    assert_eq!(chain(&mixed, "A/RES/73/843"), ["A/RES/73/843"]);
    let once = [survey(&[named[0], named[2], named[3]]), subject];
    assert_eq!(
        chain(&once, "A/RES/73/843"),
        ["A/RES/72/841", "A/RES/73/843", "A/RES/74/844"]
    );
}

/// The newest of a series says the list itself and is named in none: its title is that of the others.
#[test]
fn the_newest_is_as_sure_as_those_before() {
    let title = "Safety of lamplighters";
    let said = |symbol: &str, day, latest: &str| {
        let words = "all relevant resolutions on the safety of lamplighters";
        let set = format!("set:A/RES@{}", latest.trim_start_matches("A/RES/"));
        recalling(document(symbol, title, day), "PP1", &set, words, &[latest])
    };
    let readings = [
        said("A/RES/74/852", date(2019, 12, 16), "A/RES/73/851"),
        said("A/RES/76/853", date(2021, 12, 10), "A/RES/74/852"),
        said("A/RES/77/854", date(2022, 12, 6), "A/RES/76/853"),
    ];
    let graph = build(&readings, &Known);
    let series = series(&graph, "A/RES/73/851", &Filter::default()).expect("a node");
    let sure: Vec<&str> = series
        .successors
        .iter()
        .filter(|episode| episode.certain)
        .map(|episode| episode.node.id.as_str())
        .collect();
    assert_eq!(sure, ["A/RES/74/852", "A/RES/76/853", "A/RES/77/854"]);
}

/// "Other relevant resolutions" after the first list are of anything, until several documents name the same ones.
#[test]
fn what_three_documents_name_together_belongs_together() {
    let named = ["S/RES/2951(2030)", "S/RES/2952(2031)"];
    let said = |number: u32| {
        let mut own = document(
            &format!("S/RES/{}(2032)", 2960 + number),
            "",
            date(2032, 6, number as i8),
        );
        own = recalling(own, "PP1", "set:S/RES@2953(2031)", "its previous resolutions", &[]);
        recalling(
            own,
            "PP9",
            "set:S/RES@2952(2031)",
            "relevant Security Council resolutions",
            &named,
        )
    };
    let two = [said(1), said(2)];
    assert_eq!(chain(&two, named[0]), [named[0]]);
    let three = [said(1), said(2), said(3)];
    assert_eq!(chain(&three, named[0]), named);
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

/// "Keepers' lung disease (KLD)" is one thing said twice, and does not weigh more for it.
#[test]
fn an_abbreviation_tells_no_subject_of_its_own() {
    let readings = [
        document(
            "A/RES/74/861",
            "Comprehensive relief of keepers in the lamplung disease (LULU-19) pandemic",
            date(2020, 9, 11),
        ),
        document(
            "A/RES/75/862",
            "Women and girls and the lamplung disease (LULU-19)",
            date(2020, 12, 16),
        ),
        document(
            "A/RES/75/863",
            "Harbours and lamps on narrow stairs",
            date(2020, 12, 16),
        ),
        document(
            "A/RES/75/864",
            "Protection of women who keep bridges",
            date(2020, 12, 16),
        ),
        document("A/RES/75/865", "Survey of girls who climb stairs", date(2020, 12, 16)),
    ];
    assert_eq!(chain(&readings, "A/RES/74/861"), ["A/RES/74/861"]);
}
