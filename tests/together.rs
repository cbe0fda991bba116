//! What is cited together, on the corpus of three documents and on graphs of chance.

mod sample;

use std::collections::BTreeMap;

use proptest::prelude::*;
use sample::{Known, citation, corpus, reading};
use unxref::export::{Answer, DotOptions};
use unxref::graph::{CitationGraph, build};
use unxref::model::{Class, Language, Reading, Relation};
use unxref::query::{Filter, SetQuestion, Strength, Together, together, together_with};

fn told(found: &Together<'_>) -> Vec<(String, String, u32)> {
    let pairs = found.pairs.iter();
    pairs
        .map(|pair| (pair.one.id.to_string(), pair.other.id.to_string(), pair.count))
        .collect()
}

#[test]
fn pairs_are_counted_by_documents() {
    let graph = build(&corpus(), &Known);
    let all = together(&graph, Strength::Count, 0, &Filter::default());
    assert_eq!(all.found, all.pairs.len());
    let pairs = told(&all);
    // The resolution and the older one cite both; the resolution and the report cite 50/17 and the Covenant.
    assert_eq!(
        pairs[..2],
        [("A/HRC/RES/50/17", "iccpr", 2), ("iccpr", "udhr", 2)].map(|(one, other, count)| (
            one.to_owned(),
            other.to_owned(),
            count
        ))
    );
    // Three cite the Covenant and two the Declaration.
    assert!((all.pairs[0].score - 2.0 / (6.0_f64.sqrt() + 1.0)).abs() < 1e-12);
    assert!(pairs[2..].iter().all(|(_, _, count)| *count == 1));
    let first = together(&graph, Strength::Count, 1, &Filter::default());
    assert_eq!((told(&first), first.found), (pairs[..1].to_vec(), all.found));
    let treaties = Filter {
        classes: [Class::Instrument].into(),
        ..Filter::default()
    };
    let among = together(&graph, Strength::Count, 0, &treaties);
    assert!(among.pairs.iter().all(|pair| {
        [pair.one, pair.other]
            .iter()
            .all(|node| node.class == Class::Instrument)
    }));
    assert_eq!(among.found, 3);
}

#[test]
fn one_thing_has_its_company() {
    let graph = build(&corpus(), &Known);
    let near = together_with(&graph, "udhr", Strength::Count, 2, &Filter::default()).expect("a node");
    assert_eq!(near.pairs[0].other.id.as_str(), "iccpr");
    assert!(near.pairs.iter().all(|pair| pair.one.id.as_str() == "udhr"));
    assert!(near.found > 2);
    // A whole resolution is asked for with its parts.
    let whole = together_with(&graph, "217 (III)", Strength::Count, 0, &Filter::default()).expect("a node");
    let others: Vec<&str> = whole.pairs.iter().map(|pair| pair.other.id.as_str()).collect();
    // The Declaration is what the resolution adopted: to cite both is to cite one thing twice.
    assert!(others.contains(&"iccpr") && !others.contains(&"udhr"), "{others:?}");
    let unknown = together_with(&graph, "udhrr", Strength::Count, 0, &Filter::default()).expect_err("unknown");
    assert!(unknown.to_string().contains("`udhr`"), "{unknown}");
    let set: SetQuestion = "together udhr".parse().expect("a question");
    assert_eq!(set.answer(&graph).expect("a node").len(), near.found);
}

#[test]
fn pairs_print_as_table_tsv_json_and_dot() {
    let graph = build(&corpus(), &Known);
    let answer = Answer::Together(together(&graph, Strength::Score, 3, &Filter::default()));
    let table = answer.table(Language::Zh);
    assert!(table.starts_with("rank  one"), "{table}");
    assert_eq!(
        (table.lines().count(), answer.tsv(Language::En).lines().count()),
        (4, 4)
    );
    let json: serde_json::Value = serde_json::from_str(&answer.json(&graph)).expect("JSON");
    let rows = json.as_array().expect("rows");
    assert_eq!(rows.len(), 3);
    assert!(
        rows.windows(2)
            .all(|pair| pair[0]["score"].as_f64() >= pair[1]["score"].as_f64())
    );
    let dot = answer.dot(&graph, &DotOptions::default());
    let drawn = graphviz_rust::parse(&dot).expect("DOT");
    assert!(
        matches!(drawn, graphviz_rust::dot_structures::Graph::Graph { strict: false, .. }),
        "{dot}"
    );
    assert_eq!(dot.matches(" -- ").count(), 3);
    let empty = build(&[], &Known);
    let nothing = Answer::Together(together(&empty, Strength::Count, 3, &Filter::default()));
    assert_eq!(
        nothing.table(Language::En),
        "nothing found that documents cite together\n"
    );
}

fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let cited = proptest::collection::vec(0usize..8, 0..6);
    proptest::collection::vec(cited, 0..9).prop_map(|all| {
        let one = |(number, cited): (usize, Vec<usize>)| {
            let mut reading = reading(&format!("A/RES/70/9{number}"), Language::En);
            let cited = cited.into_iter().enumerate();
            reading.citations = cited
                .map(|(at, to)| citation(&format!("A/RES/70/9{to}"), Relation::Recalls, "PP1", 20 * at))
                .collect();
            reading
        };
        all.into_iter().enumerate().map(one).collect()
    })
}

/// How many documents cite both, counted one by one.
fn naive(graph: &CitationGraph) -> BTreeMap<(String, String), u32> {
    let mut pairs = BTreeMap::new();
    for number in 0..graph.nodes().len() {
        let cited: std::collections::BTreeSet<String> = graph
            .links_from(number)
            .filter(|link| link.is_citation())
            .map(|link| link.target.id.to_string())
            .collect();
        for one in &cited {
            for other in cited.iter().filter(|other| *other > one) {
                *pairs.entry((one.clone(), other.clone())).or_default() += 1;
            }
        }
    }
    pairs
}

proptest! {
    #[test]
    fn pairs_equal_a_naive_count(all in readings(), limit in 1usize..6, by_score in any::<bool>()) {
        let graph = build(&all, &Known);
        let by = if by_score { Strength::Score } else { Strength::Count };
        let whole = together(&graph, by, 0, &Filter::default());
        let found: BTreeMap<_, _> = told(&whole).into_iter().map(|(one, other, count)| ((one, other), count)).collect();
        prop_assert_eq!(&found, &naive(&graph));
        prop_assert_eq!(whole.found, found.len());
        // The first ones are those of the whole.
        let first = together(&graph, by, limit, &Filter::default());
        prop_assert_eq!(told(&first), told(&whole).into_iter().take(limit).collect::<Vec<_>>());
        for node in graph.nodes() {
            let near = together_with(&graph, node.id.as_str(), by, 0, &Filter::default()).expect("a node");
            for pair in &near.pairs {
                let ends = [pair.one.id.to_string(), pair.other.id.to_string()];
                let key = (ends[0].clone().min(ends[1].clone()), ends[0].clone().max(ends[1].clone()));
                prop_assert_eq!(found.get(&key), Some(&pair.count));
                prop_assert!(pair.score > 0.0 && pair.score < 1.0);
            }
        }
    }
}
