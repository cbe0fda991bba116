//! Laws of the graph: what holds of every graph, whatever it was built from.

mod sample;

use std::collections::BTreeSet;

use proptest::prelude::*;

use sample::{Known, citation, corpus, id, reading};
use unxref::export::{DotOptions, dot, json, quote, read_json, read_json_noting};
use unxref::graph::{Bare, Builder, CitationGraph, Origin, Tie, build};
use unxref::model::{Class, FactRelation, Language, Reading, Relation};
use unxref::query::{Filter, Measure, Strength, cited_by, cites, path, rank, together};
use unxref::store::Record;
use unxref::text::Source;

fn graph() -> CitationGraph {
    let graph = build(&corpus(), &Known);
    graph.verify().expect("every invariant");
    graph
}

#[test]
fn a_second_language_adds_evidence_and_not_count() {
    let graph = graph();
    let number = graph.find_number("A/HRC/RES/53/24").expect("a node");
    let link = graph
        .links_from(number)
        .find(|link| link.target.id == id("A/RES/76/172"))
        .expect("a citation");
    // PP3 and OP3 in English; the footnote counts with PP3, its anchor; PP3 in Chinese is the same paragraph.
    assert_eq!(link.edge.count, 2);
    assert_eq!(link.edge.evidence.len(), 4);
    assert_eq!(graph.at(number).titles.len(), 2);
}

#[test]
fn facts_come_from_the_registry_the_symbols_and_the_text() {
    let graph = graph();
    let fact = |from: &str, relation, to: &str| {
        let number = graph.find_number(from).expect(from);
        let mut links = graph.links_from(number);
        let link = links.find(|link| link.tie == Tie::Fact(relation) && link.target.id == id(to));
        link.map(|link| link.edge.origins.iter().collect::<Vec<_>>())
    };
    assert_eq!(
        fact("iccpr", FactRelation::MonitoredBy, "ccpr"),
        Some(vec![Origin::Registry])
    );
    assert_eq!(
        fact("A/RES/2200(XXI)[A]", FactRelation::PartOf, "A/RES/2200(XXI)"),
        Some(vec![Origin::Registry])
    );
    assert_eq!(
        fact("A/77/178/Add.1", FactRelation::AddendumTo, "A/77/178"),
        Some(vec![Origin::Registry])
    );
    assert_eq!(
        fact("A/RES/76/172", FactRelation::LatestMemberOf, "set:A/RES@76/172"),
        Some(vec![Origin::Text])
    );
    assert_eq!(graph.node("ccpr").expect("a body").class, Class::Body);
}

#[test]
fn the_uncertain_is_kept_apart_and_nothing_cites_itself() {
    let graph = graph();
    assert_eq!(graph.unplaced().len(), 1);
    assert_eq!(graph.unplaced()[0].candidates.len(), 2);
    assert!(graph.links().all(|link| link.from != link.to));
}

#[test]
fn every_spelling_finds_its_node() {
    let graph = graph();
    for spelling in ["a/hrc/res/53/24", "A/HRC/RES/53/24", " A/HRC/RES/53/24 "] {
        assert_eq!(graph.node(spelling).expect(spelling).id, id("A/HRC/RES/53/24"));
    }
    let whole: Vec<_> = graph.select("A/RES/217 (III)").expect("a whole");
    let ids: Vec<_> = whole.iter().map(|&number| graph.at(number).id.to_string()).collect();
    assert_eq!(ids, ["A/RES/217(III)", "A/RES/217(III)[A]"]);
    let unknown = graph.node("A/HRC/RES/53/25").expect_err("no such node");
    assert!(
        unknown
            .to_string()
            .contains("found `A/HRC/RES/53/25`; the nearest are `A/HRC/RES/53/24`")
    );
}

#[test]
fn json_reads_back_as_the_same_graph() {
    let graph = graph();
    let text = json(&graph);
    let back = read_json(&text).expect("our own JSON");
    assert_eq!(back, graph);
    assert_eq!(json(&back), text);
    serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
}

#[test]
fn broken_json_names_the_place_and_what_was_expected() {
    let text = json(&graph());
    let error = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        read_json(&text.replacen(from, to, 1)).expect_err("broken").to_string()
    };
    assert_eq!(
        error("unxref-graph/1", "unxref-graph/9"),
        "2:22: graph.schema: expected `unxref-graph/1`, found `unxref-graph/9`; a newer unxref wrote it, and reads it"
    );
    let told = error("\"relation\":\"recalls\"", "\"relation\":\"likes\"");
    assert!(told.contains(".relation: expected one of guided-by"), "{told}");
    let at = text
        .lines()
        .position(|line| line.contains("\"relation\":\"recalls\""))
        .expect("a line")
        + 1;
    assert!(told.starts_with(&format!("{at}:")), "{told}");
    let told = error("\"target\":\"iccpr\"", "\"target\":\"nobody\"");
    assert!(
        told.ends_with(".target: expected the id of a node, found `nobody`"),
        "{told}"
    );
    let told = error(",\"relation\":\"recalls\"", "");
    assert!(told.contains(": edges["), "{told}");
    assert!(
        told.ends_with("expected a member `relation` before this, found none"),
        "{told}"
    );
    let told = error("\"id\":\"iccpr\"", "\"id\":\"ic\\ncpr\"");
    assert!(
        told.ends_with(".id: expected an id without a space, found `ic cpr`"),
        "{told}"
    );
    let told = error("\"id\":\"iccpr\"", "\"id\":\"un-charter\"");
    assert!(
        told.ends_with(".id: expected a new id, found `un-charter` again"),
        "{told}"
    );
    assert!(
        read_json(&text[..text.len() / 2])
            .expect_err("half")
            .to_string()
            .contains("the file is cut off")
    );
    for (broken, expected) in [
        ("", "1:1: expected a graph in node-link JSON, found nothing"),
        ("%PDF-1.7", "1:1: expected a graph in node-link JSON, found `%`"),
        (
            "{\"graph\": 7}",
            "1:1: expected a member `nodes`, found none: node-link JSON has `nodes`, and `edges` or `links`",
        ),
        (
            "{\"nodes\": []}",
            "1:1: expected a member `edges`, found none: node-link JSON has `nodes`, and `edges` or `links`",
        ),
        (
            "{\"nodes\": 7, \"edges\": []}",
            "1:11: nodes: expected an array, found integer `7`",
        ),
        ("{\"nodes\": [],\n \"edges\": [,]}", "2:12: expected a value, found `,`"),
        (
            "{\"directed\": false}",
            "1:14: directed: expected true, found false: who cites whom needs a direction",
        ),
    ] {
        assert_eq!(read_json(broken).expect_err(broken).to_string(), expected);
    }
}

#[test]
fn members_may_come_in_any_order() {
    let graph = graph();
    let mut value: serde_json::Value = serde_json::from_str(&json(&graph)).expect("JSON");
    // serde_json sorts: edges before graph before nodes.
    assert_eq!(read_json(&value.to_string()).expect("sorted"), graph);
    let edges = value["edges"].as_array_mut().expect("edges");
    edges.reverse();
    let again = edges[0].clone();
    edges.push(again);
    value["nodes"].as_array_mut().expect("nodes").reverse();
    assert_eq!(
        json(&read_json(&value.to_string()).expect("turned round")),
        json(&graph)
    );
}

#[test]
fn graphs_of_other_programs_are_read_as_far_as_they_go() {
    let text = "{\"directed\": true, \"multigraph\": false, \"graph\": {\"name\": \"x\"},\n\
        \"nodes\": [{\"id\": \"A/RES/70/1\", \"label\": \"Our agenda\", \"weight\": 2.5}, {\"id\": 7}, {\"id\": \"hrc\", \"class\": \"body\"}],\n\
        \"links\": [{\"source\": \"A/RES/70/1\", \"target\": 7, \"kind\": \"recalls\", \"count\": 3},\n\
        {\"source\": 7, \"target\": \"A/RES/70/1\", \"kind\": \"blames\", \"key\": 0}, {\"source\": 7, \"target\": 7},\n\
        {\"source\": 7, \"target\": \"hrc\"}]}";
    let graph = read_json(text).expect("node-link JSON");
    graph.verify().expect("a sound graph");
    let links: Vec<_> = graph
        .links()
        .map(|link| {
            (
                link.source.id.as_str(),
                link.tie.name(),
                link.target.id.as_str(),
                link.edge.count,
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            ("7", "cites", "A/RES/70/1", 1),
            ("7", "cites", "hrc", 1),
            ("A/RES/70/1", "recalls", "7", 3),
        ]
    );
    assert_eq!(
        graph.manifest()["read-from"],
        "JSON of another program; 1 edge of relations that are not ours, which become `cites`; \
         1 edge from a thing to itself, left out"
    );
    let missing = text.replacen("\"target\": 7, \"kind\"", "\"kind\"", 1);
    assert_eq!(
        read_json(&missing).expect_err("no target").to_string(),
        "3:65: edges[0]: expected a member `target` before this, found none"
    );
    let spaced = text.replace("\"id\": 7", "\"id\": \"a b\"");
    let spaced = spaced.replace("\"target\": 7", "\"target\": \"a b\"");
    let spaced = spaced.replace("\"source\": 7", "\"source\": \"a b\"");
    let (graph, notes) = read_json_noting(&spaced).expect("node-link JSON");
    graph.verify().expect("a sound graph");
    assert!(graph.number(&id("a_b")).is_some());
    assert!(
        notes.contains(&"1 id with a space or an invisible letter, which becomes `_`".to_owned()),
        "{notes:?}"
    );
}

/// Whoever wrote it, nothing is left out without a word.
#[test]
fn what_becomes_of_a_graph_on_the_way_is_noted() {
    let edge = "{\"source\":\"a\",\"target\":\"b\",\"key\":\"recalls\",\"class\":\"citation\",\
        \"relation\":\"recalls\",\"origin\":[\"text\"],\"count\":1,\"evidence\":[]}";
    let itself = edge.replace("\"target\":\"b\"", "\"target\":\"a\"");
    let node = |id: &str| {
        format!("{{\"id\":\"{id}\",\"class\":\"document\",\"kind\":\"other\",\"titles\":{{}},\"read\":false}}")
    };
    let ours = format!(
        "{{\"graph\":{{\"schema\":\"unxref-graph/1\"}},\"nodes\":[{},{}],\"edges\":[{edge},{itself},{edge}]}}",
        node("a"),
        node("b")
    );
    let (graph, notes) = read_json_noting(&ours).expect("our own JSON");
    assert_eq!(graph.links().len(), 1);
    assert_eq!(
        notes,
        [
            "1 edge from a thing to itself, left out",
            "1 edge between the same two and of one relation, joined with the first"
        ]
    );
}

#[test]
fn the_elements_of_cytoscape_are_a_graph() {
    let text = "{\"data\": {}, \"elements\": {\"nodes\": [{\"data\": {\"id\": \"a\"}}, {\"data\": {\"id\": \"b\"}}],\n\
        \"edges\": [{\"data\": {\"id\": \"e\", \"source\": \"a\", \"target\": \"b\", \"relation\": \"recalls\"}}]}}";
    let graph = read_json(text).expect("Cytoscape JSON");
    let links: Vec<_> = graph.links().map(|link| link.tie.name()).collect();
    assert_eq!(links, ["recalls"]);
}

#[test]
fn another_format_is_told_by_its_name() {
    for (text, told) in [
        ("<?xml version=\"1.0\"?>\n<graphml/>", "it looks like GraphML"),
        ("digraph { a -> b }", "it looks like DOT"),
        ("[[\"a\", \"b\"]]", "it looks like a list"),
        ("{\"attributes\": {}, \"options\": {}}", "it looks like graphology JSON"),
        ("{\"@context\": {}}", "it looks like JSON-LD"),
    ] {
        let error = read_json(text).expect_err(text).to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn walks_in_circles_end() {
    let all = Filter::default();
    let text = "{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}],\n\
        \"edges\": [{\"source\": \"a\", \"target\": \"b\"}, {\"source\": \"b\", \"target\": \"c\"}, {\"source\": \"c\", \"target\": \"a\"}]}";
    let graph = read_json(text).expect("node-link JSON");
    assert_eq!(cites(&graph, "a", 0, &all).expect("a node").citations.len(), 3);
    assert_eq!(path(&graph, "a", "c", true, &all).expect("nodes").chains.len(), 1);
    let ranked = rank(&graph, Measure::PageRank, 0, &all);
    assert!(
        ranked.iter().all(|one| (one.score - 1.0 / 3.0).abs() < 1e-9),
        "{ranked:?}"
    );
    let found = together(&graph, Strength::Count, 0, &all);
    assert_eq!((found.found, found.pairs.len()), (0, 0));
}

#[test]
fn every_tie_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = Tie::all().map(Tie::name).collect();
    assert_eq!(names.len(), Tie::all().count());
    for tie in Tie::all() {
        assert_eq!(tie.name().parse(), Ok(tie));
    }
}

#[test]
fn dot_parses_back_with_every_node_and_edge() {
    let graph = graph();
    let text = dot(&graph, &DotOptions::default());
    let parsed = graphviz_rust::parse(&text).expect("DOT");
    let (mut nodes, mut edges) = (BTreeSet::new(), 0);
    collect(&statements(&parsed), &mut nodes, &mut edges);
    for node in graph.nodes() {
        assert!(nodes.contains(&quote(node.id.as_str())), "{}", node.id);
    }
    // Facts that tie the same two nodes are one line.
    let facts: BTreeSet<_> = graph.links().filter(|l| l.is_fact()).map(|l| (l.from, l.to)).collect();
    let citations = graph.links().filter(|link| !link.is_fact()).count();
    assert_eq!(edges, citations + facts.len());
    assert_eq!(text, dot(&build(&corpus(), &Known), &DotOptions::default()));
}

fn statements(graph: &graphviz_rust::dot_structures::Graph) -> Vec<graphviz_rust::dot_structures::Stmt> {
    use graphviz_rust::dot_structures::Graph::{DiGraph, Graph};
    match graph {
        DiGraph { stmts, .. } | Graph { stmts, .. } => stmts.clone(),
    }
}

fn collect(stmts: &[graphviz_rust::dot_structures::Stmt], nodes: &mut BTreeSet<String>, edges: &mut usize) {
    use graphviz_rust::dot_structures::{Id, Stmt};
    for stmt in stmts {
        match stmt {
            Stmt::Node(node) => {
                if let Id::Escaped(text) | Id::Plain(text) = &node.id.0 {
                    nodes.insert(text.clone());
                }
            }
            Stmt::Edge(_) => *edges += 1,
            Stmt::Subgraph(inner) => collect(&inner.stmts, nodes, edges),
            Stmt::Attribute(_) | Stmt::GAttribute(_) => {}
        }
    }
}

/// The text that a quoted DOT string stands for.
fn unquote(quoted: &str) -> String {
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .expect("quotes");
    let mut text = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, false) => text.push(c),
            _ => match chars.next().expect("an escape is two characters") {
                'n' => text.push('\n'),
                other => text.push(other),
            },
        }
    }
    text
}

fn symbol() -> impl Strategy<Value = String> {
    prop_oneof![
        (50u32..56, 1u32..4).prop_map(|(session, number)| format!("A/HRC/RES/{session}/{number}")),
        (1u32..3).prop_map(|number| format!("A/RES/{number}(III)[A]")),
        Just("iccpr".to_owned()),
        Just("udhr".to_owned()),
        Just("ohchr".to_owned()),
        Just("set:A/RES@76/172".to_owned()),
    ]
}

fn any_reading() -> impl Strategy<Value = Reading> {
    let relation = prop_oneof![Just(Relation::Recalls), Just(Relation::Welcomes)];
    let one = (symbol(), relation, 1u32..4, 0usize..60);
    let language = prop_oneof![Just(Language::En), Just(Language::Zh)];
    let titles = prop_oneof![Just(None), Just(Some("one".to_owned())), Just(Some("other".to_owned()))];
    let source = (50u32..56, 1u32..4);
    (source, language, titles, proptest::collection::vec(one, 0..6)).prop_map(
        |((session, number), language, title, all)| {
            let mut reading = reading(&format!("A/HRC/RES/{session}/{number}"), language);
            reading.facts.title = title;
            let cited = all.into_iter();
            reading.citations = cited
                .map(|(target, relation, paragraph, at)| citation(&target, relation, &format!("PP{paragraph}"), at))
                .collect();
            reading
        },
    )
}

fn readings() -> impl Strategy<Value = Vec<Reading>> {
    proptest::collection::vec(any_reading(), 0..6)
}

/// What can be reached along citations, by the most naive of walks.
fn naive(graph: &CitationGraph, from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    loop {
        let before = reached.len();
        for link in graph.links().filter(|link| link.is_citation()) {
            if link.from == from || reached.contains(&link.from) {
                reached.insert(link.to);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn merging_is_associative_commutative_and_idempotent(a in readings(), b in readings(), c in readings()) {
        let (a, b, c) = (build(&a, &Known), build(&b, &Known), build(&c, &Bare));
        prop_assert_eq!(a.merge(&b), b.merge(&a));
        prop_assert_eq!(a.merge(&b).merge(&c), a.merge(&b.merge(&c)));
        a.merge(&b).verify().expect("every invariant");
        prop_assert_eq!(a.clone().into_parts(), a.to_parts());
        prop_assert_eq!(a.merge(&a), a);
    }

    #[test]
    fn building_from_many_is_merging_the_graphs_of_each(all in readings()) {
        let whole = build(&all, &Known);
        let each = all.iter().map(|one| build(std::slice::from_ref(one), &Known));
        let merged = each.fold(CitationGraph::default(), |held, one| held.merge(&one));
        prop_assert_eq!(&whole, &merged);
        let mut backwards = all.clone();
        backwards.reverse();
        prop_assert_eq!(json(&build(&backwards, &Known)), json(&whole));
    }

    /// Each document comes as itself, as its record, as its graph, or as all three; in this order or backwards.
    #[test]
    fn readings_records_and_graphs_merge_in_any_order(all in proptest::collection::vec((any_reading(), 1usize..8), 0..6)) {
        let whole: Vec<Reading> = all.iter().map(|(reading, _)| reading.clone()).collect();
        let whole = json(&build(&whole, &Known));
        let source = Source::new("x.txt", " ".repeat(200));
        let merged = |all: &mut dyn Iterator<Item = &(Reading, usize)>| {
            let mut builder = Builder::new(&Known);
            for (reading, forms) in all {
                if forms & 1 > 0 {
                    builder.add(reading);
                }
                if forms & 2 > 0 {
                    let record = Record::from_reading(reading, &source);
                    builder.add(&Reading::try_from(record).expect("our own record"));
                }
                if forms & 4 > 0 {
                    let graph = json(&build(std::slice::from_ref(reading), &Known));
                    builder.merge(read_json(&graph).expect("our own JSON"));
                }
            }
            json(&builder.finish())
        };
        prop_assert_eq!(&merged(&mut all.iter()), &whole);
        prop_assert_eq!(&merged(&mut all.iter().rev()), &whole);
        prop_assert_eq!(&merged(&mut all.iter().chain(&all)), &whole);
    }

    #[test]
    fn every_graph_reads_back(all in readings()) {
        let graph = build(&all, &Known);
        graph.verify().expect("every invariant");
        prop_assert_eq!(read_json(&json(&graph)).expect("our own JSON"), graph);
    }

    #[test]
    fn a_query_equals_a_naive_walk(all in readings()) {
        let graph = build(&all, &Known);
        let filter = Filter::default();
        for (number, node) in graph.nodes().enumerate().filter(|(_, node)| node.read) {
            let reach = cites(&graph, node.id.as_str(), 0, &filter).expect("a node");
            let reached: BTreeSet<usize> = reach.citations.iter().map(|hop| hop.link.to).collect();
            let expected = naive(&graph, number);
            prop_assert_eq!(&reached, &expected);
            for &other in &expected {
                let back = cited_by(&graph, graph.at(other).id.as_str(), 0, &filter).expect("a node");
                prop_assert!(back.citations.iter().any(|hop| hop.link.from == number));
                let paths = path(&graph, node.id.as_str(), graph.at(other).id.as_str(), true, &filter).expect("nodes");
                prop_assert!(other == number || !paths.chains.is_empty());
                for chain in &paths.chains {
                    prop_assert!(chain.steps.iter().all(|links| links.iter().all(|link| link.is_citation() || link.is_mention())));
                }
            }
        }
    }

    #[test]
    fn quoting_proves_itself_through_the_parser(text in "[ -~\n\"\\\\éü条约、《》ق]{0,40}") {
        let drawn = format!("digraph g {{ {} [label={}] }}", quote("a"), quote(&text));
        let parsed = graphviz_rust::parse(&drawn).expect("DOT");
        let stmts = statements(&parsed);
        let graphviz_rust::dot_structures::Stmt::Node(node) = &stmts[0] else { panic!("a node") };
        let graphviz_rust::dot_structures::Id::Escaped(value) = &node.attributes[0].1 else { panic!("a quoted value") };
        prop_assert_eq!(unquote(value), text);
    }
}
