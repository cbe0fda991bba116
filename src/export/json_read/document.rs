use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::export::json_read::place::JsonError;
use crate::export::json_read::reader::{Read, Reader};
use crate::graph::CitationGraph;

/// Reads a graph back. One that another program wrote is read too, as far as it is node-link: nodes with ids, edges from one
/// to another; a relation that is not ours becomes `cites`, and the manifest tells it under `read-from`.
///
/// # Errors
/// Names the first place that is not as the schema has it. Members that the schema does not know are passed over.
pub fn read_json(text: &str) -> Read<CitationGraph> {
    let mut document = Document::new(text);
    document.read()?;
    document.reader.finish()
}

/// The members of a graph as they come. Whose work it is stands in `graph`, and edges mean nodes; so what comes before these
/// waits for them, and is gone through a second time.
struct Document<'a> {
    reader: Reader<'a>,
    has_head: bool,
    has_nodes: bool,
    has_edges: bool,
    waiting_nodes: Option<&'a str>,
    waiting_edges: Vec<&'a str>,
    /// An error of ours on its way through serde's hands.
    fault: Option<JsonError>,
}

impl<'a> Document<'a> {
    fn new(text: &'a str) -> Document<'a> {
        Document {
            reader: Reader::new(text),
            has_head: false,
            has_nodes: false,
            has_edges: false,
            waiting_nodes: None,
            waiting_edges: Vec::new(),
            fault: None,
        }
    }

    fn read(&mut self) -> Read<()> {
        let text = self.reader.text;
        let found = text.trim_start().chars().next();
        if found != Some('{') {
            let found = found.map_or_else(|| "nothing".to_owned(), |first| format!("`{first}`"));
            let place = text.len() - text.trim_start().len();
            let message = format!("expected a graph in node-link JSON, found {found}");
            return Err(JsonError::at(text, place, message));
        }
        self.part(text, |document, from| from.deserialize_map(Members(document)))?;
        if let Some(part) = self.waiting_nodes.take() {
            self.nodes(part)?;
        }
        for part in std::mem::take(&mut self.waiting_edges) {
            self.edges(part)?;
        }
        let missing = match (self.has_nodes, self.has_edges) {
            (true, true) => return Ok(()),
            (false, _) => "nodes",
            (true, false) => "edges",
        };
        let message =
            format!("expected a member `{missing}`, found none: node-link JSON has `nodes`, and `edges` or `links`");
        Err(JsonError::at(text, 0, message))
    }

    /// Reads a part of the text and says of an error where in the whole it stands.
    fn part(
        &mut self,
        part: &'a str,
        read: impl FnOnce(
            &mut Document<'a>,
            &mut serde_json::Deserializer<serde_json::de::StrRead<'a>>,
        ) -> serde_json::Result<()>,
    ) -> Read<()> {
        let mut from = serde_json::Deserializer::from_str(part);
        let done = read(self, &mut from).and_then(|()| from.end());
        match (self.fault.take(), done) {
            (Some(fault), _) => Err(fault),
            (None, Err(error)) => Err(JsonError::of_part(self.reader.text, part, &self.reader.path(), &error)),
            (None, Ok(())) => Ok(()),
        }
    }

    fn nodes(&mut self, part: &'a str) -> Read<()> {
        self.part(part, |document, from| Rows::Nodes.of(document).deserialize(from))
    }

    fn edges(&mut self, part: &'a str) -> Read<()> {
        self.part(part, |document, from| Rows::Edges.of(document).deserialize(from))
    }

    /// Hands an error of ours to serde, which stops reading.
    fn stop<E: Error>(&mut self, done: Read<()>) -> Result<(), E> {
        done.map_err(|fault| {
            self.fault = Some(fault);
            E::custom("")
        })
    }

    fn member<M: MapAccess<'a>>(&mut self, name: &str, map: &mut M) -> Result<(), M::Error> {
        let raw = |map: &mut M| map.next_value::<&'a RawValue>().map(RawValue::get);
        self.reader.member = "";
        match name {
            "directed" => {
                let part = raw(map)?;
                if part == "false" {
                    let place = super::place::offset(self.reader.text, part).unwrap_or(0);
                    let message = "directed: expected true, found false: who cites whom needs a direction";
                    let fault = JsonError::at(self.reader.text, place, message);
                    return self.stop(Err(fault));
                }
            }
            "graph" => {
                let part = raw(map)?;
                let done = self.reader.read_head(part);
                self.has_head = true;
                self.stop(done)?;
            }
            "nodes" if !self.has_head => {
                self.waiting_nodes = Some(raw(map)?);
            }
            "nodes" => map.next_value_seed(Rows::Nodes.of(self))?,
            "edges" | "links" if !self.has_nodes => {
                self.waiting_edges.push(raw(map)?);
            }
            "edges" | "links" => map.next_value_seed(Rows::Edges.of(self))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Members<'d, 'a>(&'d mut Document<'a>);

impl<'a> Visitor<'a> for Members<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a graph in node-link JSON")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key::<String>()? {
            self.0.member(&name, &mut map)?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Rows {
    Nodes,
    Edges,
}

impl Rows {
    fn of<'d, 'a>(self, document: &'d mut Document<'a>) -> RowsOf<'d, 'a> {
        RowsOf { rows: self, document }
    }
}

/// The rows of one member, each taken in as it comes.
struct RowsOf<'d, 'a> {
    rows: Rows,
    document: &'d mut Document<'a>,
}

impl<'a> DeserializeSeed<'a> for RowsOf<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, from: D) -> Result<(), D::Error> {
        self.document.reader.member = match self.rows {
            Rows::Nodes => "nodes",
            Rows::Edges => "edges",
        };
        self.document.reader.in_rows = false;
        self.document.reader.count = 0;
        from.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for RowsOf<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut seq: S) -> Result<(), S::Error> {
        let document = self.document;
        document.reader.in_rows = true;
        loop {
            let reader = &mut document.reader;
            let done = match (self.rows, reader.head.ours) {
                (Rows::Nodes, true) => seq.next_element()?.map(|row| reader.node(row)),
                (Rows::Nodes, false) => seq.next_element()?.map(|row| reader.foreign_node(row)),
                (Rows::Edges, true) => seq.next_element()?.map(|row| reader.edge(row)),
                (Rows::Edges, false) => seq.next_element()?.map(|row| reader.foreign_edge(row)),
            };
            let Some(done) = done else { break };
            document.stop(done)?;
            document.reader.count += 1;
        }
        match self.rows {
            Rows::Nodes => {
                document.has_nodes = true;
                let done = document.reader.number_nodes();
                document.stop(done)
            }
            Rows::Edges => {
                document.has_edges = true;
                Ok(())
            }
        }
    }
}
