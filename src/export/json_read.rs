use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use crate::export::SCHEMA;
use crate::export::json::{EdgeJson, EvidenceJson, GraphJson, InputJson, NodeJson, UnplacedJson};
use crate::graph::{CitationGraph, Dated, Edge, EdgeKey, Evidence, Input, Node, Origin, Origins, Parts, Tie, Unplaced};
use crate::model::{Class, Label, NodeId};
use crate::text::Span;

/// Why a text is not a graph: the place and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct JsonError {
    /// `12:5` for a line and a column, else a path such as `edges[3].relation`.
    pub place: String,
    /// What was expected and what was found.
    pub message: String,
}

impl JsonError {
    fn at(place: impl Into<String>, message: impl Display) -> JsonError {
        JsonError {
            place: place.into(),
            message: message.to_string(),
        }
    }
}

impl From<&serde_json::Error> for JsonError {
    fn from(error: &serde_json::Error) -> JsonError {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let place = format!("{}:{}", error.line(), error.column());
        match message.strip_prefix("missing field ") {
            Some(field) => JsonError::at(place, format!("expected a field {field}, found none")),
            None => JsonError::at(place, format!("expected a graph in node-link JSON, found {message}")),
        }
    }
}

type Read<T> = Result<T, JsonError>;

/// Reads a graph back.
///
/// # Errors
/// Names the first place that is not as the schema has it. Members that the schema does not know are passed over.
pub fn read_json(text: &str) -> Read<CitationGraph> {
    let read: GraphJson = serde_json::from_str(text).map_err(|error| JsonError::from(&error))?;
    if read.graph.schema != SCHEMA {
        let found = &read.graph.schema;
        return Err(JsonError::at(
            "graph.schema",
            format!("expected `{SCHEMA}`, found `{found}`"),
        ));
    }
    let inputs = read.graph.inputs.iter().enumerate();
    let inputs = inputs
        .map(|(at, json)| input(&format!("graph.inputs[{at}]"), json))
        .collect::<Read<Vec<_>>>()?;
    let mut parts = Parts::default();
    for input in &inputs {
        parts.add_input(Arc::clone(input));
    }
    let mut ids: BTreeSet<NodeId> = BTreeSet::new();
    for (at, json) in read.nodes.iter().enumerate() {
        let node = node(&format!("nodes[{at}]"), json)?;
        if !ids.insert(node.id.clone()) {
            return Err(JsonError::at(
                format!("nodes[{at}].id"),
                format!("expected a new id, found `{}` again", node.id),
            ));
        }
        parts.add_node(node);
    }
    for (at, json) in read.edges.iter().enumerate() {
        let (key, edge) = edge(&format!("edges[{at}]"), json, &ids, &inputs)?;
        parts.add_edge(key, edge);
    }
    for (at, json) in read.graph.unplaced.iter().enumerate() {
        parts.add_unplaced(unplaced(&format!("graph.unplaced[{at}]"), json, &ids, &inputs)?);
    }
    Ok(parts.freeze().with_manifest(read.graph.manifest))
}

fn parsed<T: FromStr<Err: Display>>(place: &str, field: &str, text: &str) -> Read<T> {
    text.parse()
        .map_err(|error| JsonError::at(format!("{place}.{field}"), error))
}

fn id(place: &str, field: &str, text: &str) -> Read<NodeId> {
    if text.is_empty() || text.contains(char::is_whitespace) {
        let message = format!("expected an id without a space, found `{text}`");
        return Err(JsonError::at(format!("{place}.{field}"), message));
    }
    Ok(NodeId::new(text))
}

fn known(place: &str, field: &str, text: &str, ids: &BTreeSet<NodeId>) -> Read<NodeId> {
    let id = NodeId::new(text);
    if ids.contains(&id) {
        return Ok(id);
    }
    Err(JsonError::at(
        format!("{place}.{field}"),
        format!("expected the id of a node, found `{text}`"),
    ))
}

fn input(place: &str, json: &InputJson) -> Read<Arc<Input>> {
    Ok(Arc::new(Input {
        file: json.file.clone(),
        sha256: json.sha256.clone(),
        symbol: id(place, "symbol", &json.symbol)?,
        language: parsed(place, "language", &json.language)?,
    }))
}

fn input_at(place: &str, number: usize, inputs: &[Arc<Input>]) -> Read<Arc<Input>> {
    inputs.get(number).cloned().ok_or_else(|| {
        let message = format!("expected a number below {}, found {number}", inputs.len());
        JsonError::at(format!("{place}.input"), message)
    })
}

fn node(place: &str, json: &NodeJson) -> Read<Node> {
    let class: Class = parsed(place, "class", &json.class)?;
    let mut node = Node::new(id(place, "id", &json.id)?, class);
    node.kind.clone_from(&json.kind);
    node.form.clone_from(&json.form);
    for (language, title) in &json.titles {
        node.titles.insert(parsed(place, "titles", language)?, title.clone());
    }
    node.date = date(place, json)?;
    node.body = json.body.as_deref().map(|body| id(place, "body", body)).transpose()?;
    node.aliases = json.aliases.iter().cloned().collect();
    node.read = json.read;
    Ok(node)
}

fn date(place: &str, json: &NodeJson) -> Read<Option<(Dated, Date)>> {
    let Some(text) = &json.date else { return Ok(None) };
    let day = text.parse().map_err(|_| {
        let message = format!("expected a date such as `1966-12-16`, found `{text}`");
        JsonError::at(format!("{place}.date"), message)
    })?;
    let dated = json
        .date_origin
        .as_deref()
        .map(|dated| parsed(place, "date_origin", dated));
    Ok(Some((dated.transpose()?.unwrap_or(Dated::Text), day)))
}

fn edge(place: &str, json: &EdgeJson, ids: &BTreeSet<NodeId>, inputs: &[Arc<Input>]) -> Read<(EdgeKey, Edge)> {
    let tie: Tie = parsed(place, "relation", &json.relation)?;
    let expect = |field: &str, expected: &str, found: &str| {
        let message = format!("expected `{expected}`, found `{found}`");
        if expected == found {
            Ok(())
        } else {
            Err(JsonError::at(format!("{place}.{field}"), message))
        }
    };
    expect("class", tie.class().name(), &json.class)?;
    expect("key", tie.name(), &json.key)?;
    let key = EdgeKey {
        source: known(place, "source", &json.source, ids)?,
        target: known(place, "target", &json.target, ids)?,
        tie,
    };
    if key.source == key.target {
        return Err(JsonError::at(
            format!("{place}.target"),
            "expected another node than the source",
        ));
    }
    let origins = json
        .origin
        .iter()
        .map(|origin| parsed(place, "origin", origin))
        .collect::<Read<Origins>>()?;
    if origins.is_empty() {
        return Err(JsonError::at(
            format!("{place}.origin"),
            "expected text, registry or link, found none",
        ));
    }
    if !json.evidence.is_empty() && !origins.contains(Origin::Text) && !origins.contains(Origin::Link) {
        let message = "expected no words for what neither a text nor a link says";
        return Err(JsonError::at(format!("{place}.evidence"), message));
    }
    let words = json.evidence.iter().enumerate();
    let words = words.map(|(at, json)| evidence(&format!("{place}.evidence[{at}]"), json, inputs));
    let words: BTreeSet<Evidence> = words.collect::<Read<_>>()?;
    let edge = Edge {
        origins,
        count: json.count,
        evidence: words.into_iter().collect(),
    };
    Ok((key, edge))
}

fn evidence(place: &str, json: &EvidenceJson, inputs: &[Arc<Input>]) -> Read<Evidence> {
    Ok(Evidence {
        input: input_at(place, json.input, inputs)?,
        span: span(place, json.span)?,
        paragraph: Label::new(json.paragraph.as_str()),
        section: parsed(place, "section", &json.section)?,
        anchor: json.anchor.as_deref().map(Label::new),
        quote: json.quote.clone(),
        language: parsed(place, "language", &json.language)?,
        pinpoint: json.pinpoint.clone(),
    })
}

fn span(place: &str, [start, end]: [usize; 2]) -> Read<Span> {
    if start > end {
        let message = format!("expected an end after {start}, found {end}");
        return Err(JsonError::at(format!("{place}.span"), message));
    }
    Ok(Span::new(start, end))
}

fn unplaced(place: &str, json: &UnplacedJson, ids: &BTreeSet<NodeId>, inputs: &[Arc<Input>]) -> Read<Unplaced> {
    if !["ambiguous", "unresolved"].contains(&json.status.as_str()) {
        let message = format!("expected ambiguous or unresolved, found `{}`", json.status);
        return Err(JsonError::at(format!("{place}.status"), message));
    }
    if json.status == "ambiguous" && json.candidates.len() < 2 {
        let message = format!("expected two ids or more, found {}", json.candidates.len());
        return Err(JsonError::at(format!("{place}.candidates"), message));
    }
    Ok(Unplaced {
        source: known(place, "source", &json.source, ids)?,
        input: input_at(place, json.input, inputs)?,
        span: span(place, json.span)?,
        paragraph: Label::new(json.paragraph.as_str()),
        quote: json.quote.clone(),
        class: parsed(place, "class", &json.class)?,
        status: json.status.clone(),
        candidates: json.candidates.iter().map(NodeId::new).collect(),
        reason: json.reason.clone(),
    })
}
