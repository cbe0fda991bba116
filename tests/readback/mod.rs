//! Small readers of the formats that graphs are exported in: what another program would find in them.

mod tables;

use std::collections::BTreeMap;

use oxrdf::Term;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

#[cfg(feature = "sqlite")]
pub use tables::{edges_of_sqlite, sqlite};
#[cfg(feature = "parquet")]
pub use tables::{parquet, rows_of_parquet};

/// What a reader found, in an order of its own making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Ids and labels.
    pub nodes: BTreeMap<String, String>,
    /// Source, target and relation.
    pub edges: Vec<(String, String, String)>,
    /// The quotes of all evidence.
    pub quotes: Vec<String>,
}

impl Found {
    fn node(&mut self, id: &str, label: &str) {
        assert_eq!(
            self.nodes.insert(id.to_owned(), label.to_owned()),
            None,
            "`{id}` stands twice"
        );
    }

    fn edge(&mut self, source: &str, target: &str, relation: &str) {
        self.edges
            .push((source.to_owned(), target.to_owned(), relation.to_owned()));
    }

    /// The quotes of `words`, the evidence of an edge as JSON.
    fn words(&mut self, words: &Value) {
        self.quotes
            .extend(words.as_array().expect("a list").iter().map(|one| text(&one["quote"])));
    }

    /// The same, sorted: two graphs are equal whatever order they were written in.
    pub fn sorted(mut self) -> Found {
        self.edges.sort();
        self.quotes.sort();
        self
    }
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("expected text, found {value}"))
        .to_owned()
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

pub fn cytoscape(json: &str) -> Found {
    let read = parsed(json);
    let mut found = Found::default();
    for node in list(&read["elements"]["nodes"]) {
        found.node(&text(&node["data"]["id"]), &text(&node["data"]["label"]));
    }
    for edge in list(&read["elements"]["edges"]) {
        let data = &edge["data"];
        found.edge(&text(&data["source"]), &text(&data["target"]), &text(&data["key"]));
        found.words(&data["words"]);
    }
    found
}

pub fn graphology(json: &str) -> Found {
    let read = parsed(json);
    let mut found = Found::default();
    for node in list(&read["nodes"]) {
        found.node(&text(&node["key"]), &text(&node["attributes"]["label"]));
    }
    for edge in list(&read["edges"]) {
        found.edge(
            &text(&edge["source"]),
            &text(&edge["target"]),
            &text(&edge["attributes"]["relation"]),
        );
        found.words(&edge["attributes"]["words"]);
    }
    found
}

fn attributes(start: &BytesStart<'_>) -> BTreeMap<String, String> {
    let pairs = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = quick_xml::escape::unescape(&attribute.value)
            .expect("a value")
            .into_owned();
        (attribute.key.0.to_owned(), value)
    });
    pairs.collect()
}

/// The elements of an XML file with their attributes, and the text that stands directly in each.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>, String)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut elements: Vec<(String, BTreeMap<String, String>, String)> = Vec::new();
    let mut open = Vec::new();
    loop {
        let piece = match reader.read_event().expect("XML") {
            Event::Start(start) => {
                open.push(elements.len());
                elements.push((start.name().0.to_owned(), attributes(&start), String::new()));
                continue;
            }
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Text(text) => text.into_inner().into_owned(),
            Event::GeneralRef(name) => match name.resolve_char_ref().expect("a number") {
                Some(c) => c.to_string(),
                None => quick_xml::escape::resolve_predefined_entity(&name)
                    .expect("an entity")
                    .to_owned(),
            },
            Event::Eof => break,
            _ => continue,
        };
        if let Some(&last) = open.last() {
            elements[last].2 += &piece;
        }
    }
    assert!(open.is_empty(), "an element is not closed");
    elements
}

pub fn graphml(xml: &str) -> Found {
    let mut found = Found::default();
    let mut last = BTreeMap::new();
    for (name, attributes, text) in elements(xml) {
        match (name.as_str(), attributes.get("key").map(String::as_str)) {
            ("node" | "edge", _) => last = attributes,
            ("data", Some("n-label")) => found.node(&last["id"], &text),
            ("data", Some("e-relation")) => found.edge(&last["source"], &last["target"], &text),
            ("data", Some("e-words")) => found.words(&parsed(&text)),
            _ => {}
        }
    }
    found
}

pub fn gexf(xml: &str) -> Found {
    let mut found = Found::default();
    let mut words = String::new();
    for (name, attributes, _) in elements(xml) {
        match name.as_str() {
            "node" => found.node(&attributes["id"], &attributes["label"]),
            "edge" => found.edge(&attributes["source"], &attributes["target"], &attributes["kind"]),
            "attribute" if attributes["title"] == "words" => words.clone_from(&attributes["id"]),
            "attvalue" if attributes["for"] == words && !found.edges.is_empty() => {
                found.words(&parsed(&attributes["value"]));
            }
            _ => {}
        }
    }
    found
}

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("a row with every cell"));
    rows.collect()
}

/// Every cell as it stands in the file.
pub fn cells(csv: &str) -> Vec<String> {
    rows(csv).into_iter().flat_map(BTreeMap::into_values).collect()
}

/// A cell without the apostrophe that keeps it from being a formula.
fn cell(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

pub fn csv(nodes: &str, edges: &str, evidence: &str) -> Found {
    let mut found = Found::default();
    for row in rows(nodes) {
        found.node(cell(&row["id"]), cell(&row["label"]));
    }
    for row in rows(edges) {
        found.edge(cell(&row["source"]), cell(&row["target"]), &row["relation"]);
    }
    found.quotes = rows(evidence)
        .iter()
        .map(|row| cell(&row["quote"]).to_owned())
        .collect();
    found
}

pub fn neo4j(nodes: &str, edges: &str) -> Found {
    let mut found = Found::default();
    for row in rows(nodes) {
        found.node(&row["id:ID"], &row["label"]);
    }
    for row in rows(edges) {
        found.edge(&row[":START_ID"], &row[":END_ID"], &row["relation"]);
        found.words(&parsed(&row["words"]));
    }
    found
}

/// Triples: subject, predicate and the object's text, with the ids of nodes for their addresses.
#[derive(Default)]
pub struct Triples {
    held: Vec<[String; 3]>,
}

const OWN: &str = "urn:unxref:term:";
const IDENTIFIER: &str = "http://purl.org/dc/terms/identifier";
const TITLE: &str = "http://purl.org/dc/terms/title";

impl Triples {
    pub fn turtle(text: &str) -> Triples {
        let triples = oxttl::TurtleParser::new().for_slice(text).map(|triple| {
            let triple = triple.expect("Turtle");
            let object = match triple.object {
                Term::Literal(literal) => literal.value().to_owned(),
                Term::NamedNode(node) => node.into_string(),
                Term::BlankNode(node) => node.to_string(),
            };
            [
                triple.subject.to_string().trim_matches(['<', '>']).to_owned(),
                triple.predicate.into_string(),
                object,
            ]
        });
        Triples {
            held: triples.collect(),
        }
    }

    pub fn jsonld(json: &str) -> Triples {
        let read = parsed(json);
        let mut triples = Triples::default();
        let context = read["@context"].as_object().expect("a context");
        let long = |name: &str| {
            let (prefix, rest) = name.split_once(':').expect("a prefix");
            format!("{}{rest}", text(&context[prefix]))
        };
        for resource in list(&read["@graph"]) {
            triples.said(resource, &long);
        }
        triples
    }

    fn said(&mut self, resource: &Value, long: &impl Fn(&str) -> String) -> String {
        let subject = resource
            .get("@id")
            .map_or_else(|| format!("_:b{}", self.held.len()), text);
        for (name, values) in resource.as_object().expect("a resource") {
            if name.starts_with('@') {
                continue;
            }
            let values = values
                .as_array()
                .map_or_else(|| std::slice::from_ref(values), Vec::as_slice);
            for value in values {
                let object = match (value.get("@value"), value.get("@id")) {
                    (Some(literal), _) => text(literal),
                    (None, Some(id)) => text(id),
                    _ if value.is_object() => self.said(value, long),
                    _ => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                };
                self.held.push([subject.clone(), long(name), object]);
            }
        }
        subject
    }

    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// The titles, or the id where there is none.
    pub fn found(&self) -> Found {
        let mut found = Found::default();
        let pairs = |property: &'static str| {
            let held = self.held.iter().filter(move |triple| triple[1] == property);
            held.map(|[subject, _, object]| (subject.as_str(), object.as_str()))
        };
        let titles: BTreeMap<_, _> = pairs(TITLE).collect();
        let ids: BTreeMap<_, _> = pairs(IDENTIFIER).collect();
        for (subject, id) in &ids {
            found.node(id, titles.get(subject).unwrap_or(id));
        }
        for [subject, property, object] in &self.held {
            let (Some(source), Some(relation)) = (ids.get(subject.as_str()), property.strip_prefix(OWN)) else {
                continue;
            };
            if let Some(target) = ids.get(object.as_str()) {
                found.edge(source, target, relation);
            }
        }
        found.quotes = pairs("http://www.w3.org/ns/oa#exact")
            .map(|(_, quote)| quote.to_owned())
            .collect();
        found
    }
}
