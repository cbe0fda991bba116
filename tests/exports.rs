//! Exports: whatever a title holds, every format gives the same nodes, edges and evidence to a reader of its own.

mod readback;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use readback::{Found, Triples};

use unxref::export::{Exported, Format, Sheet, read_json};
use unxref::graph::{
    CitationGraph, Edge, EdgeKey, Evidence, Input, Node, Origin, Origins, Parts, Tie, Unplaced, Words,
};
use unxref::model::{Class, FactRelation, Label, Language, NodeId, Relation, Section};
use unxref::text::{Span, one_line};

/// What tries to break out of a label.
const HOSTILE: [&str; 16] = [
    "=cmd()",
    "+1",
    "-1",
    "@SUM(A1)",
    "'quoted'",
    "\"; drop table nodes; --",
    "</script><script>alert(1)</script>",
    "]]><!--",
    "a\nb\r\nc\td",
    "\u{202e}turned\u{2066}",
    "\0\u{1}\u{1b}[31m\u{7f}\u{85}",
    "\\\" . <urn:x> <urn:y> <urn:z> .",
    "#quot;&quot;&#10;",
    "《公约》 اتفاقية \u{10ffff}\u{fffe}",
    "\u{2028}\u{feff}",
    "",
];

/// Ids as only a foreign graph has them.
const IDS: [&str; 9] = [
    "A/HRC/RES/53/24",
    "A/RES/217(III)[A]",
    "iccpr",
    "set:A/RES@76/172",
    "session:A/HRC/57",
    "ext:\"><b>",
    "ext:{}|^`\\#%",
    "ext:公约",
    "=HYPERLINK()",
];

fn title() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        "\\PC{0,12}",
        any::<String>(),
        Just("lamp ".repeat(2000)),
    ]
}

fn input() -> Arc<Input> {
    Arc::new(Input {
        file: "a \"b\"\n.txt".to_owned(),
        sha256: "ab".repeat(32),
        symbol: NodeId::new(IDS[0]),
        language: Language::En,
    })
}

fn evidence(quote: String, at: usize) -> Evidence {
    Evidence {
        input: input(),
        span: Span::new(at, at + 5),
        paragraph: Label::new("PP1"),
        section: Section::Preamble,
        anchor: None,
        quote,
        language: Language::En,
        pinpoint: None,
    }
}

fn edge(quotes: Vec<String>) -> Edge {
    let words = quotes.into_iter().enumerate().map(|(at, quote)| evidence(quote, at));
    Edge {
        origins: Origins::from(Origin::Text),
        count: 1,
        evidence: Words::from_iter(words),
    }
}

const TIES: [Tie; 4] = [
    Tie::Citation(Relation::Recalls),
    Tie::Citation(Relation::TakesNote),
    Tie::Fact(FactRelation::PartOf),
    Tie::Fact(FactRelation::AdoptedBy),
];

/// A graph of up to nine nodes with hostile titles and quotes, some of them apart.
fn graph() -> impl Strategy<Value = CitationGraph> {
    let nodes = prop::collection::vec((prop::sample::select(Class::ALL.to_vec()), title()), 0..IDS.len());
    let ends = || 0..IDS.len();
    let edges = prop::collection::vec(
        (ends(), ends(), 0..TIES.len(), prop::collection::vec(title(), 0..3)),
        0..12,
    );
    (nodes, edges, title()).prop_map(|(nodes, edges, doubt)| {
        let mut parts = Parts::default();
        let known = nodes.len();
        for (id, (class, title)) in IDS.iter().zip(nodes) {
            let mut node = Node::new(NodeId::new(id), class);
            node.titles.insert(Language::En, title);
            parts.add_node(node);
        }
        for (from, to, tie, quotes) in edges {
            if from < known && to < known {
                let [source, target] = [from, to].map(|at| NodeId::new(IDS[at]));
                let key = EdgeKey {
                    source,
                    target,
                    tie: TIES[tie],
                };
                parts.add_edge(key, edge(quotes));
            }
        }
        if known > 0 {
            parts.add_input(input());
            parts.add_unplaced(unplaced(doubt));
        }
        parts.freeze()
    })
}

fn unplaced(quote: String) -> Unplaced {
    Unplaced {
        source: NodeId::new(IDS[0]),
        input: input(),
        span: Span::new(1, 2),
        paragraph: Label::new("PP2"),
        quote,
        class: Class::Instrument,
        status: "ambiguous".to_owned(),
        candidates: vec![NodeId::new("iccpr"), NodeId::new("icescr")],
        reason: "two".to_owned(),
    }
}

fn bytes(format: Format, sheet: Sheet, graph: &CitationGraph) -> Vec<u8> {
    let mut bytes = Vec::new();
    format
        .write(sheet, &Exported::all(graph), &mut bytes)
        .expect("a vector takes all");
    bytes
}

fn written(format: Format, sheet: Sheet, graph: &CitationGraph) -> String {
    String::from_utf8(bytes(format, sheet, graph)).expect("UTF-8")
}

/// The formats that this program was built with.
fn formats() -> impl Iterator<Item = Format> {
    Format::all().filter(|format| format.missing_feature().is_none())
}

fn whole(format: Format, graph: &CitationGraph) -> String {
    written(format, Sheet::Whole, graph)
}

/// What a reader must find, with what its format cannot hold put as it puts it.
fn expected(graph: &CitationGraph, shown: impl Fn(&str) -> String) -> Found {
    let label = |node: &Node| shown(node.title(Language::En).unwrap_or(node.id.as_str()));
    let edges = graph.links();
    let edges = edges.map(|link| {
        (
            link.source.id.to_string(),
            link.target.id.to_string(),
            link.tie.to_string(),
        )
    });
    let quotes = graph.links().flat_map(|link| {
        link.edge
            .evidence
            .iter()
            .map(|one| one.quote.clone())
            .collect::<Vec<_>>()
    });
    Found {
        nodes: graph.nodes().map(|node| (node.id.to_string(), label(node))).collect(),
        edges: edges.collect(),
        quotes: quotes.collect(),
    }
    .sorted()
}

/// XML 1.0 holds no controls but white space.
fn in_xml(text: &str) -> String {
    let held = |c: char| match c {
        '\0'..='\u{1f}' if !matches!(c, '\t' | '\n' | '\r') => '\u{fffd}',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(held).collect()
}

fn with_quotes(mut found: Found, shown: impl Fn(&str) -> String) -> Found {
    found.quotes = found.quotes.iter().map(|quote| shown(quote)).collect();
    found.sorted()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_format_reads_back(graph in graph()) {
        let exact = expected(&graph, str::to_owned);
        prop_assert_eq!(&readback::cytoscape(&whole(Format::Cytoscape, &graph)).sorted(), &exact);
        prop_assert_eq!(&readback::graphology(&whole(Format::Graphology, &graph)).sorted(), &exact);
        for format in [Format::Json, Format::D3] {
            prop_assert_eq!(&read_json(&whole(format, &graph)).expect("a graph"), &graph);
        }

        // The evidence is JSON within XML: what XML cannot hold, JSON tells by its number.
        let xml = Found { quotes: exact.quotes.clone(), ..expected(&graph, in_xml) };
        let xml = with_quotes(xml, |quote| quote.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
        prop_assert_eq!(&readback::graphml(&whole(Format::Graphml, &graph)).sorted(), &xml);
        prop_assert_eq!(readback::gexf(&whole(Format::Gexf, &graph)).sorted(), xml);

        let sheet = |format, sheet| written(format, sheet, &graph);
        let lines = expected(&graph, one_line);
        let neo4j = readback::neo4j(&sheet(Format::Neo4j, Sheet::Nodes), &sheet(Format::Neo4j, Sheet::Edges));
        prop_assert_eq!(neo4j.sorted(), Found { quotes: exact.quotes.clone(), ..lines.clone() });
        let tables = [Sheet::Nodes, Sheet::Edges, Sheet::Evidence].map(|one| sheet(Format::Csv, one));
        let csv = readback::csv(&tables[0], &tables[1], &tables[2]);
        prop_assert_eq!(csv.sorted(), with_quotes(lines, one_line));
        for cell in tables.iter().flat_map(|table| readback::cells(table)) {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "a formula: {}", cell);
            prop_assert!(!cell.contains(['\n', '\r', '\u{202e}', '\0']), "{}", cell);
        }

        let turtle = Triples::turtle(&whole(Format::Turtle, &graph));
        let jsonld = Triples::jsonld(&whole(Format::Jsonld, &graph));
        let doubts: Vec<_> = graph.unplaced().iter().map(|doubt| doubt.quote.clone()).collect();
        let said = with_quotes(Found { quotes: exact.quotes.into_iter().chain(doubts).collect(), ..exact }, str::to_owned);
        prop_assert_eq!(&turtle.found().sorted(), &said);
        prop_assert_eq!(jsonld.found().sorted(), said);
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn a_database_reads_back(graph in graph()) {
        let made = bytes(Format::Sqlite, Sheet::Whole, &graph);
        prop_assert_eq!(readback::sqlite(&made).sorted(), expected(&graph, str::to_owned));
        prop_assert!(made == bytes(Format::Sqlite, Sheet::Whole, &graph), "the same graph, another file");
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn tables_of_parquet_read_back(graph in graph()) {
        let made = || [Sheet::Vertices, Sheet::Edges].map(|sheet| bytes(Format::Parquet, sheet, &graph));
        let [vertices, edges] = made();
        prop_assert_eq!(readback::parquet(&vertices, &edges).sorted(), expected(&graph, str::to_owned));
        prop_assert!(made() == made(), "the same graph, other files");
    }

    #[test]
    fn nothing_breaks_out_of_a_chart(graph in graph()) {
        let chart = whole(Format::Mermaid, &graph);
        let count = |sign: &str| chart.lines().filter(|line| line.contains(sign)).count();
        prop_assert_eq!(count("-->|\"") + count("-.->|\""), graph.links().count());
        let nodes = chart.lines().filter(|line| line.trim_start().starts_with('n') && !line.contains("->|"));
        prop_assert_eq!(nodes.clone().count(), graph.nodes().len());
        for line in nodes {
            let label = line.split('"').nth(1).expect("a label").replace("<br>", "");
            prop_assert!(!label.contains(['<', '>', '&', '\\', '`', '[', ']', '{', '}', '\u{202e}']), "{}", label);
            prop_assert_eq!(line.matches('"').count(), 2);
        }
    }

    #[test]
    fn no_page_is_left_by_what_is_json(graph in graph()) {
        for format in [Format::Json, Format::D3, Format::Cytoscape, Format::Graphology, Format::Jsonld] {
            let text = whole(format, &graph);
            prop_assert!(!text.contains(['<', '\u{202e}', '\u{2028}']), "{}", text);
        }
    }

    #[test]
    fn collapsed_edges_tie_each_pair_once(graph in graph()) {
        let pairs: BTreeSet<_> = graph.links().map(|link| (link.from, link.to)).collect();
        let exported = Exported { collapse: true, ..Exported::all(&graph) };
        let write = |format: Format, sheet| {
            let mut bytes = Vec::new();
            format.write(sheet, &exported, &mut bytes).expect("written");
            String::from_utf8(bytes).expect("UTF-8")
        };
        let found = readback::cytoscape(&write(Format::Cytoscape, Sheet::Whole));
        prop_assert_eq!(found.edges.len(), pairs.len());
        prop_assert_eq!(found.quotes.len(), expected(&graph, str::to_owned).quotes.len());
        prop_assert_eq!(readback::graphml(&write(Format::Graphml, Sheet::Whole)).edges.len(), pairs.len());
        graphviz_rust::parse(&write(Format::Dot, Sheet::Whole)).expect("DOT");
    }
}

#[test]
fn the_empty_graph_and_a_lone_node_are_files_too() {
    let mut parts = Parts::default();
    parts.add_node(Node::new(NodeId::new("iccpr"), Class::Instrument));
    for (graph, nodes) in [(CitationGraph::default(), 0), (parts.freeze(), 1)] {
        let lone = BTreeMap::from_iter((nodes == 1).then(|| ("iccpr".to_owned(), "iccpr".to_owned())));
        for format in formats() {
            for &sheet in format.sheets() {
                assert!(!bytes(format, sheet, &graph).is_empty(), "{format}");
            }
        }
        assert_eq!(readback::graphml(&whole(Format::Graphml, &graph)).nodes, lone);
        assert_eq!(readback::gexf(&whole(Format::Gexf, &graph)).nodes, lone);
        assert_eq!(readback::cytoscape(&whole(Format::Cytoscape, &graph)).nodes, lone);
    }
}

#[test]
fn turtle_and_json_ld_say_the_same() {
    let kept = include_str!("../graphs/A_HRC_RES_53_24.json");
    let graph = read_json(kept).expect("our own JSON");
    let turtle = Triples::turtle(&whole(Format::Turtle, &graph));
    let jsonld = Triples::jsonld(&whole(Format::Jsonld, &graph));
    assert_eq!(turtle.found().sorted(), jsonld.found().sorted());
    assert_eq!(turtle.found().sorted().edges, expected(&graph, str::to_owned).edges);
    assert!(turtle.len() > 1000);
}

#[test]
fn a_large_graph_is_written_in_every_format() {
    let mut parts = Parts::default();
    let id = |number: usize| NodeId::new(format!("A/RES/{}/{}", 1 + number / 400, 1 + number % 400));
    let mut number = 0_usize;
    for at in 0..200_000_usize {
        number = (number * 1_103_515_245 + 12_345 + at) % 5_000;
        let key = EdgeKey {
            source: id(at / 40),
            target: id(number),
            tie: TIES[at % 2],
        };
        parts.add_edge(
            key,
            Edge {
                origins: Origins::from(Origin::Text),
                count: 1,
                ..Edge::default()
            },
        );
    }
    let graph = parts.freeze();
    let edges = graph.links().count();
    assert!(edges > 150_000, "{edges}");
    for format in formats().filter(|format| format.is_text()) {
        for &sheet in format.sheets() {
            let lines = written(format, sheet, &graph).lines().count();
            assert!(
                sheet == Sheet::Evidence || sheet == Sheet::Unplaced || lines > 4_999,
                "{format}: {lines}"
            );
        }
    }
    #[cfg(feature = "sqlite")]
    assert_eq!(
        readback::edges_of_sqlite(&bytes(Format::Sqlite, Sheet::Whole, &graph)),
        edges
    );
    #[cfg(feature = "parquet")]
    for (sheet, rows) in [(Sheet::Vertices, graph.nodes().len()), (Sheet::Edges, edges)] {
        assert_eq!(readback::rows_of_parquet(&bytes(Format::Parquet, sheet, &graph)), rows);
    }
}

/// What the program was built without is told by name, before anything is read or written.
#[test]
fn a_format_is_there_or_names_its_feature() {
    for format in Format::all() {
        let mut out = Vec::new();
        let made = format.write(format.sheets()[0], &Exported::all(&CitationGraph::default()), &mut out);
        match format.missing_feature() {
            None => assert!(made.is_ok() && !out.is_empty(), "{format}"),
            Some(feature) => {
                let told = made.expect_err("a feature that was left out").to_string();
                assert!(
                    told.contains(&format!("without the feature `{feature}`")) && out.is_empty(),
                    "{told}"
                );
            }
        }
    }
}
