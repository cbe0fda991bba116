//! Laws of the explorer's page: whatever a graph holds, the page is one file that is the same each time, allows nothing but its
//! own script, and holds all of the graph. `tests/explorer/drive.mjs` drives it in a browser.

mod desk;
mod sample;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use desk::unxref;
use sample::{Known, corpus, id};
use unxref::draw::{Explored, Layout, Subject};
use unxref::graph::{CitationGraph, Dated, Edge, EdgeKey, Node, Parts, Tie, build};
use unxref::model::{Class, Language, Relation};
use unxref::query::Filter;

fn whole(graph: &CitationGraph) -> String {
    Explored::all(graph, &Filter::default()).page(Language::En)
}

fn around(graph: &CitationGraph, ids: &[&str], layout: Layout) -> String {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let subject = Subject::around(graph, &ids, 1, &Filter::default()).expect("known ids");
    Explored::around(&subject, layout, Language::Zh).page(Language::Zh)
}

/// What stands between two marks, of which the page has one each.
fn between<'a>(page: &'a str, open: &str, close: &str) -> &'a str {
    assert_eq!(page.matches(open).count(), 1, "{open}");
    let after = page.split_once(open).expect("it is there").1;
    after.split_once(close).expect("it ends").0
}

/// A block of the page, opened.
fn block(page: &str, id: &str) -> Value {
    let letters = between(page, &format!("<script type=\"text/plain\" id=\"{id}\">"), "</script>");
    let packed = STANDARD.decode(letters).expect("base64");
    serde_json::from_reader(flate2::read::ZlibDecoder::new(packed.as_slice())).expect("JSON")
}

fn length(column: &Value) -> usize {
    column.as_array().expect("a column").len()
}

/// That the page allows its own script and style and nothing else, and leads nowhere.
fn assert_closed(page: &str) {
    let policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let script = between(page, "<script>", "</script>");
    let style = between(page, "<style>", "</style>");
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let expected = [
        "default-src 'none'".to_owned(),
        format!("script-src {}", hash(script)),
        format!("style-src {}", hash(style)),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types 'none'".to_owned(),
    ];
    assert_eq!(policy.split("; ").collect::<Vec<_>>(), expected);
    assert_eq!(
        (page.matches("<script").count(), page.matches("</script").count()),
        (3, 3)
    );
    for word in [
        "<link", "<img", "<iframe", "src=", "@import", "url(", " style=", " onclick", " onload", " onerror",
    ] {
        assert!(!page.contains(word), "{word}");
    }
}

fn node(name: &str, class: Class, title: &str) -> Node {
    let mut node = Node::new(id(name), class);
    node.titles.insert(Language::En, title.to_owned());
    node
}

/// As many resolutions, each citing earlier ones, over some seventy years.
fn many(count: u32) -> CitationGraph {
    let name = |number: u32| format!("A/RES/{}/{}", 31 + number % 49, number / 49 + 1);
    let mut parts = Parts::default();
    for number in 0..count {
        let mut held = node(&name(number), Class::Document, "Lamps");
        let year = 1976 + i16::try_from(number % 49).expect("small");
        held.date = Some((Dated::Registry, jiff::civil::date(year, 12, 1)));
        parts.add_node(held);
        let key = |target: u32| EdgeKey {
            source: id(&name(number)),
            target: id(&name(target)),
            tie: Tie::Citation(Relation::Recalls),
        };
        // Of very many each cites one, so that the test is no long one.
        let targets = [number / 2, number / 7, number % 11];
        for &target in &targets[..if count > 10_000 { 1 } else { 3 }] {
            parts.add_edge(key(target), Edge::default());
        }
    }
    parts.freeze()
}

#[test]
fn the_same_graph_is_the_same_page() {
    let graphs = [build(&corpus(), &Known), build(&corpus(), &Known)];
    assert!(whole(&graphs[0]) == whole(&graphs[1]));
    for layout in [Layout::Around, Layout::Layers, Layout::Time] {
        let [one, next] = [0, 1].map(|nth: usize| around(&graphs[nth], &["A/HRC/RES/53/24"], layout));
        assert!(one == next, "{layout:?}");
        assert_closed(&one);
    }
}

#[test]
fn the_page_holds_all_of_the_graph_with_its_words() {
    let graph = build(&corpus(), &Known);
    let page = whole(&graph);
    assert_closed(&page);
    let (held, words) = (block(&page, "graph"), block(&page, "words"));
    assert_eq!(length(&held["nodes"]["id"]), graph.nodes().len());
    assert_eq!(length(&held["edges"]["from"]), graph.links().len());
    let evidence: usize = graph.links().map(|link| link.edge.evidence.len()).sum();
    assert_eq!(length(&words["quote"]), evidence);
    for (nth, link) in graph.links().enumerate() {
        let name = |end: &str| {
            let place = held["edges"][end][nth].as_u64().expect("a number");
            held["nodes"]["id"][place as usize].as_str().expect("an id").to_owned()
        };
        assert_eq!(name("from"), link.source.id.as_str());
        assert_eq!(name("to"), link.target.id.as_str());
        let tie = held["edges"]["tie"][nth].as_u64().expect("a number");
        assert_eq!(held["ties"][tie as usize][0], link.tie.name());
        assert_eq!(words["edges"][nth], link.edge.evidence.len());
    }
    assert_eq!(held["nodes"]["titles"]["zh"]["is"][0], "移民的人权");
}

#[test]
fn nothing_in_a_title_breaks_out() {
    const HOSTILE: [&str; 6] = [
        "</title></script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "@@script@@ @@graph@@ {a} {b} ${x}",
        "\"quoted\" & 'single' --> ]]>",
        "\u{202e}gnihtyna\u{0}\u{1b}[31m\u{2028}\u{85}",
        "=cmd()|' /C calc'!A0",
    ];
    let mut parts = Parts::default();
    for (nth, title) in HOSTILE.iter().enumerate() {
        parts.add_node(node(&format!("thing-{nth}"), Class::Instrument, title));
    }
    parts.add_node(node("thing-long", Class::Instrument, &"字".repeat(10_000)));
    let graph = parts.freeze();
    let mut pages = vec![whole(&graph)];
    for nth in 0..HOSTILE.len() {
        pages.push(around(&graph, &[&format!("thing-{nth}")], Layout::Around));
    }
    for page in pages {
        assert_closed(&page.replace("&lt;img src=x onerror=", ""));
        // A title that names a piece of the page stays a title: `assert_closed` finds each piece once.
        assert!(!page.contains("<img"), "a title became an element");
        assert_eq!(page.matches("<title>").count(), 1);
        assert!(!page.contains(['\u{0}', '\u{1b}', '\u{85}']));
        block(&page, "graph");
    }
}

#[test]
fn nothing_one_thing_and_two_hundred_thousand() {
    for count in [0, 1, 200_000] {
        let graph = match count {
            200_000 => many(count),
            _ => {
                let mut parts = Parts::default();
                (0..count).for_each(|_| parts.add_node(node("A/RES/1/1", Class::Document, "Lamps")));
                parts.freeze()
            }
        };
        let page = whole(&graph);
        let held = block(&page, "graph");
        assert_eq!(length(&held["nodes"]["id"]), count as usize);
        assert_eq!(length(&held["map"]["x"]), count as usize);
    }
}

/// The middles and the half widths of the dots of a map.
fn dots(graph: &CitationGraph) -> (Value, Vec<[f64; 3]>) {
    let held = block(&whole(graph), "graph");
    let column = |name: &str| -> Vec<f64> {
        let column = held["map"][name].as_array().expect("a column");
        column.iter().map(|value| value.as_f64().expect("a number")).collect()
    };
    let (x, y, r) = (column("x"), column("y"), column("r"));
    let dots = x
        .iter()
        .zip(&y)
        .zip(&r)
        .map(|((&x, &y), &r)| [x, y, r / 10.0])
        .collect();
    (held, dots)
}

#[test]
fn dots_stand_apart_and_later_years_to_the_right() {
    for count in [40, 900, 3000] {
        let graph = many(count);
        let (held, dots) = dots(&graph);
        for (nth, [x, y, r]) in dots.iter().enumerate() {
            for [other_x, other_y, other_r] in &dots[..nth] {
                let room = r + other_r - 1.5;
                let apart = (x - other_x).abs() >= room || (y - other_y).abs() >= room;
                assert!(apart, "of {count}: ({x}, {y}) and ({other_x}, {other_y})");
            }
        }
        let years = held["nodes"]["year"].as_array().expect("a column");
        let mut by_year: Vec<(i64, f64)> = years
            .iter()
            .zip(&dots)
            .map(|(year, [x, ..])| (year.as_i64().expect("a year"), *x))
            .collect();
        by_year.sort_by_key(|year| year.0);
        let ends = by_year.chunk_by(|one, next| one.0 == next.0);
        let ends: Vec<(f64, f64)> = ends
            .map(|year| {
                let xs = year.iter().map(|(_, x)| *x);
                (xs.clone().fold(f64::INFINITY, f64::min), xs.fold(0.0, f64::max))
            })
            .collect();
        assert!(ends.is_sorted_by(|one, next| one.1 < next.0), "of {count}");
    }
}

#[test]
fn the_program_writes_pages_and_says_where_it_cannot() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| unxref(folder.path(), arguments, "");
    for arguments in [
        &["draw", "--all", "-o", "all.html"][..],
        &["draw", "A/HRC/RES/53/24", "-o", "d.html"],
        &[
            "draw",
            "A/HRC/RES/53/24",
            "-o",
            "f.HTML",
            "--relation",
            "welcomes",
            "--max-nodes",
            "9",
        ],
        &[
            "draw",
            "A/HRC/RES/53/24",
            "gcm",
            "-o",
            "two.html",
            "--depth",
            "2",
            "--label-lang",
            "ar",
        ],
        &["draw", "A/HRC/RES/53/24", "-o", "series.html", "--layout", "series"],
        &["draw", "--all", "--kind", "treaty", "-o", "treaties.html"],
    ] {
        let told = run(arguments);
        assert_eq!(told.code, 0, "{arguments:?}: {}", told.err);
    }
    let standard = run(&["draw", "--all", "--kind", "treaty", "-o", "-"]);
    let page = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a page");
    assert!(page("two.html").starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"));
    let kinds = block(&page("treaties.html"), "graph")["kinds"].clone();
    assert_eq!(kinds, serde_json::json!(["treaty"]));
    assert_eq!(standard.out, page("treaties.html"));
    let nine = block(&page("f.HTML"), "graph");
    assert!(length(&nine["nodes"]["id"]) <= 9);
    for (arguments, words) in [
        (
            &["draw", "--all", "-o", "all.svg"][..],
            "expects a file that ends in .html",
        ),
        (
            &["draw", "--all", "A/HRC/RES/53/24", "-o", "all.html"],
            "cannot be used with",
        ),
        (
            &["draw", "gcm", "-o", "d.html", "--engine", "dot"],
            "leave out --engine",
        ),
        (
            &["draw", "gcm", "-o", "d.svg", "--max-nodes", "3000"],
            "an .html can be",
        ),
    ] {
        let told = run(arguments);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments:?}");
        assert!(told.err.contains(words), "{arguments:?}: {}", told.err);
    }
}
