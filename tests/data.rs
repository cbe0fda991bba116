//! The laws of the registry's data: sorted, unique, dated, resolvable, canonical.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use jiff::civil::date;
use unxref::model::{Class, Designation, FactRelation, Language, NodeId, Number, SessionMark, Symbol};
use unxref::registry::{self, Registry, Strength};

/// The files of the registry with the key of their tables.
const FILES: [(&str, &str, &str); 6] = [
    ("instrument", "treaties", include_str!("../src/registry/treaties.toml")),
    (
        "instrument",
        "declarations",
        include_str!("../src/registry/declarations.toml"),
    ),
    (
        "instrument",
        "programmes",
        include_str!("../src/registry/programmes.toml"),
    ),
    (
        "instrument",
        "principles",
        include_str!("../src/registry/principles.toml"),
    ),
    ("body", "bodies", include_str!("../src/registry/bodies.toml")),
    ("event", "events", include_str!("../src/registry/events.toml")),
];

/// Identifying words that truly belong to several things of a class.
const AMBIGUOUS: [&str; 6] = [
    "United against racism, racial discrimination, xenophobia and related intolerance",
    "Unis contre le racisme, la discrimination raciale, la xénophobie et l’intolérance qui y est associée",
    "Unidos contra el racismo, la discriminación racial, la xenofobia y las formas conexas de intolerancia",
    "Единство в борьбе против расизма, расовой дискриминации, ксенофобии и связанной с ними нетерпимости",
    "团结起来反对种族主义、种族歧视、仇外心理和相关的不容忍行为",
    "متحدون ضد العنصرية والتمييز العنصري وكراهية الأجانب وما يتصل بذلك من تعصب",
];

fn ids_of(key: &str, text: &str) -> Vec<String> {
    let file: toml::Table = toml::from_str(text).expect("the file is TOML");
    let entries = file[key].as_array().expect("a list of tables");
    entries
        .iter()
        .map(|entry| entry["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn ids_are_sorted_and_unique() {
    let mut all = BTreeSet::new();
    for (key, name, text) in FILES {
        let ids = ids_of(key, text);
        assert!(ids.is_sorted(), "{name}.toml is not sorted by id");
        for id in ids {
            assert!(all.insert(id.clone()), "{name}.toml: `{id}` is there twice");
        }
    }
}

#[test]
fn nothing_was_lost() {
    let registry = Registry::builtin();
    assert!(registry.instruments().len() >= 422);
    assert!(registry.bodies().len() >= 137);
    assert!(registry.events().len() >= 30);
    assert!(registry::adoptions().len() >= 4_700);
    assert!(registry::sessions().len() >= 140);
}

#[test]
fn each_title_finds_its_own() {
    let mut owners: BTreeMap<(Class, Language, String), BTreeSet<&NodeId>> = BTreeMap::new();
    for wording in Registry::builtin()
        .wordings()
        .filter(|w| w.strength < Strength::Anaphor)
    {
        let key = (wording.class, wording.language, wording.text.to_lowercase());
        owners.entry(key).or_default().insert(wording.id);
    }
    let known: Vec<_> = AMBIGUOUS.iter().map(|text| text.to_lowercase()).collect();
    for ((_, language, text), ids) in owners {
        let shared = ids.len() > 1;
        assert_eq!(shared, known.contains(&text), "{language} `{text}` names {ids:?}");
    }
}

#[test]
fn every_instrument_is_dated_and_titled_in_english() {
    let mut missing: BTreeMap<Language, Vec<&str>> = BTreeMap::new();
    let mut unverified: BTreeMap<Language, usize> = BTreeMap::new();
    for instrument in Registry::builtin().instruments() {
        let id = instrument.id.as_str();
        assert!(
            instrument.date.is_some() || instrument.is_collective(),
            "`{id}` has no date"
        );
        assert!(
            instrument.names.titles.get(Language::En).is_some(),
            "`{id}` has no English title"
        );
        assert!(
            !instrument.form.is_empty() && !instrument.group.is_empty(),
            "`{id}` has no form or group"
        );
        for language in Language::ALL {
            if instrument.names.titles.get(language).is_none() {
                missing.entry(language).or_default().push(id);
            }
        }
        for &language in &instrument.names.unverified {
            *unverified.entry(language).or_default() += 1;
        }
    }
    eprintln!("instruments without a title: {missing:?}; with an unverified one: {unverified:?}");
    let bodies = Registry::builtin().bodies().iter();
    assert!(bodies.clone().all(|body| body.names.titles.get(Language::En).is_some()));
    let lacking: Vec<_> = bodies
        .filter(|body| body.names.titles.iter().count() < 6)
        .map(|body| body.id.as_str())
        .collect();
    eprintln!("bodies without a name in some language: {lacking:?}");
}

#[test]
fn every_reference_leads_somewhere() {
    let registry = Registry::builtin();
    for instrument in registry.instruments() {
        for (relation, to) in registry.facts_of(&instrument.id) {
            match relation {
                FactRelation::ProtocolTo => assert!(registry.instrument(to.as_str()).is_some(), "{to}"),
                FactRelation::MonitoredBy => assert!(registry.body(to.as_str()).is_some(), "{to}"),
                FactRelation::AdoptedAt => assert!(registry.event(to.as_str()).is_some(), "{to}"),
                _ => check_document(&to),
            }
        }
        for member in &instrument.members {
            assert!(registry.instrument(member.as_str()).is_some(), "{member}");
        }
        if let Some(parent) = &instrument.parent {
            assert!(registry.instrument(parent.id.as_str()).is_some(), "{}", parent.id);
        }
        if let Some(document) = &instrument.document {
            check_document(document);
        }
    }
    for body in registry.bodies() {
        body.established_by.iter().for_each(check_document);
        assert!(
            body.parent
                .iter()
                .all(|parent| registry.body(parent.as_str()).is_some())
        );
    }
}

fn check_document(id: &NodeId) {
    if id.as_str().starts_with("ext:") {
        return;
    }
    let symbol: Symbol = id.as_str().parse().unwrap_or_else(|error| panic!("{id}: {error}"));
    assert_eq!(symbol.as_str(), id.as_str(), "not canonical");
}

#[test]
fn adoption_dates_are_sorted_canonical_and_fit_their_sessions() {
    let rows = registry::adoptions();
    assert!(rows.is_sorted_by(|one, next| one.0 < next.0));
    for (symbol, day) in rows {
        let parsed: Symbol = symbol.parse().unwrap_or_else(|error| panic!("{symbol}: {error}"));
        assert_eq!(parsed.as_str(), *symbol);
        assert_eq!(
            registry::adopted(parsed.as_str())
                .map(|found| found.to_string())
                .as_deref(),
            Some(*day)
        );
    }
    let checked = rows
        .iter()
        .filter(|(symbol, day)| fits_its_session(symbol, day))
        .count();
    assert!(checked > 4_000, "only {checked} dates could be held against a session");
    assert_eq!(registry::adopted("A/RES/70/1"), Some(date(2015, 9, 25)));
    assert_eq!(registry::adopted("A/RES/76/172"), Some(date(2021, 12, 16)));
    assert_eq!(registry::adopted("A/RES/999/1"), None);
}

/// Whether the session of an Assembly's or a Council's symbol is known; its date must then fit.
fn fits_its_session(symbol: &str, day: &str) -> bool {
    let (body, rest) = match (symbol.strip_prefix("A/HRC/"), symbol.strip_prefix("A/")) {
        (Some(rest), _) => ("hrc", rest),
        (_, Some(rest)) => ("ga", rest),
        _ => return false,
    };
    let Some((_, whole)) = rest.split_once('/') else {
        return false;
    };
    let (mark, whole) = match (whole.strip_prefix("ES-"), whole.strip_prefix("S-")) {
        (Some(whole), _) => (SessionMark::Emergency, whole),
        (_, Some(whole)) => (SessionMark::Special, whole),
        _ => (SessionMark::Regular, whole),
    };
    let Some(Ok(session)) = whole.split_once('/').map(|(session, _)| session.parse()) else {
        return false;
    };
    let number = Number::Session {
        mark,
        session,
        number: 1,
    };
    let fits = registry::fits(body, &Designation { number, part: None }, day.parse().expect("a day"));
    assert_ne!(fits, Some(false), "{symbol} of {day}");
    fits.is_some()
}

#[test]
fn every_numbering_gives_a_canonical_id() {
    let mark = SessionMark::Regular;
    let number = Number::Session {
        mark,
        session: 7,
        number: 3,
    };
    let designation = Designation { number, part: None };
    for body in Registry::builtin().bodies() {
        for kind in ["RES", "DEC"] {
            body.symbol(kind, &designation).iter().for_each(check_document);
        }
    }
}

#[test]
fn a_treaty_number_names_a_family() {
    let ids: Vec<_> = Registry::builtin()
        .by_treaty_number("14668")
        .iter()
        .map(|i| i.id.as_str())
        .collect();
    assert_eq!(ids, ["iccpr", "iccpr-op1", "iccpr-op2"]);
    assert!(Registry::builtin().by_treaty_number("0").is_empty());
}

#[test]
fn facts_come_from_the_data() {
    let registry = Registry::builtin();
    let facts = registry.facts_of(&NodeId::new("smuggling-protocol"));
    assert!(facts.contains(&(FactRelation::ProtocolTo, NodeId::new("untoc"))));
    assert!(facts.contains(&(FactRelation::AdoptedBy, NodeId::new("A/RES/55/25"))));
    let facts = registry.facts_of(&NodeId::new("imrf-progress-declaration"));
    assert!(facts.contains(&(FactRelation::AdoptedAt, NodeId::new("imrf-2022"))));
    assert!(registry.facts_of(&NodeId::new("A/RES/55/25")).is_empty());
}

#[test]
fn the_registry_loads_quickly() {
    let started = Instant::now();
    let _ = Registry::builtin();
    eprintln!("read in {:?}", started.elapsed());
    let started = Instant::now();
    let whole: String = FILES.map(|(_, _, text)| text).concat();
    let error = Registry::with_user_file(&whole, "again.toml").expect_err("every id is known already");
    let took = started.elapsed();
    assert!(error.problem.starts_with("expected only words and examples"), "{error}");
    assert_eq!(
        &Registry::with_user_file("", "empty.toml").expect("an empty file"),
        Registry::builtin()
    );
    eprintln!("read in {took:?}");
    assert!(took.as_millis() < 2_000, "{took:?}");
}

#[test]
fn a_users_file_is_merged() {
    let text = r#"
        [[instrument]]
        id = "iccpr"
        also.en = ["Civil Covenant"]
        title.en = "Covenant on Civil and Political Rights"
        examples = ["Recalling the Civil Covenant,"]

        [[instrument]]
        id = "our-declaration"
        kind = "declaration"
        date = "2024-01-02"
        adopted_by = ["A/RES/78/200"]
        monitored_by = "our-board"
        title.en = "Our Declaration"

        [[body]]
        id = "our-board"
        kind = "board"
        name.en = "Our Board"
        numbering = "ext:our-board/{kind}/{designation}"
    "#;
    let registry = Registry::with_user_file(text, "mine.toml").expect("a good file");
    let covenant = registry.instrument("iccpr").expect("still there");
    let also = covenant.names.also.get(Language::En);
    assert!(
        ["ICCPR", "Civil Covenant", "Covenant on Civil and Political Rights"]
            .iter()
            .all(|a| also.contains(&a.to_string()))
    );
    assert_eq!(
        covenant.names.titles.get(Language::En),
        Some("International Covenant on Civil and Political Rights")
    );
    assert_eq!(covenant.names.examples, ["Recalling the Civil Covenant,"]);
    let ours = NodeId::new("our-declaration");
    assert_eq!(
        registry.titles(&ours).and_then(|titles| titles.get(Language::En)),
        Some("Our Declaration")
    );
    assert!(
        registry
            .facts_of(&ours)
            .contains(&(FactRelation::MonitoredBy, NodeId::new("our-board")))
    );
    assert!(Registry::builtin().instrument("our-declaration").is_none());
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let error = Registry::with_user_file(text, "mine.toml").expect_err("the file is broken");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_broken_users_file_names_the_place() {
    refused(
        "[[instrument]]\nid = \"x\"\nkind = \"treatise\"\ntitle.en = \"X\"\n",
        "mine.toml:2: instrument `x`: in `kind`: expected one of treaty, declaration, compact, programme, principles, \
         guide, other, found `treatise`",
    );
    refused(
        "\n[[instrument]]\nid = \"x\"\nkind = \"treaty\"\ntitle.en = \"X\"\nadopted_by = [\"A/RES/217 A (III)\"]\n",
        "mine.toml:3: instrument `x`: in `adopted_by`: expected `A/RES/217(III)[A]`, found `A/RES/217 A (III)`",
    );
    refused(
        "[[instrument]]\nid = \"x\"\nkind = \"treaty\"\ntitle.en = \"X\"\nparent = \"nowhere\"\n",
        "mine.toml:2: instrument `x`: expected the id of an instrument, found `nowhere`",
    );
    refused(
        "[[instrument]]\nid = \"x\"\nkind = \"treaty\"\n",
        "mine.toml:2: instrument `x`: expected `title` in at least one language, found none",
    );
    refused(
        "[[body]]\nid = \"hrc\"\nseries = [\"A/X/\"]\n",
        "mine.toml:2: body `hrc`: expected only words and examples for an id that is known already, found `series`",
    );
    refused(
        "[[event]]\nid = \"x\"\nkind = \"summit\"\nname.en = \"X\"\ndates = \"2024\"\n",
        "mine.toml:2: event `x`: expected a day such as 1966-12-16 in `dates`, found `2024`",
    );
    refused(
        "[[body]]\nid = \"iccpr\"\nkind = \"board\"\nname.en = \"X\"\n",
        "mine.toml:2: body `iccpr`: expected an id of its own, found one of another class",
    );
    let error =
        Registry::with_user_file("[[instrument]]\nid = \"x\"\ncolour = \"red\"\n", "mine.toml").expect_err("unknown");
    assert_eq!((error.file.as_str(), error.line), ("mine.toml", 3));
    assert!(error.to_string().contains("unknown field `colour`"), "{error}");
    let error = Registry::with_user_file("[[instrument]\n", "mine.toml").expect_err("broken");
    assert_eq!(error.line, 1);
}
