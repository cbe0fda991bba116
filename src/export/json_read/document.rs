use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::export::json_read::foreign::Wrapped;
use crate::export::json_read::lookalike;
use crate::export::json_read::place::{JsonError, said};
use crate::export::json_read::reader::{Read, Reader};
use crate::export::json_read::word::Word;
use crate::graph::CitationGraph;

/// Reads a graph back. One that another program wrote is read too, as far as it is node-link: nodes with ids, edges from one
/// to another, be it bare or under the `elements` of Cytoscape; a relation that is not ours becomes `cites`, a space in an id
/// `_`, and the manifest tells it under `read-from`.
///
/// # Errors
/// Names the first place that is not as the schema has it. Members that the schema does not know are passed over.
pub fn read_json(text: &str) -> Read<CitationGraph> {
    read_json_noting(text).map(|(graph, _)| graph)
}

/// The same, with a note on each sort of thing that was left out or read as something else.
///
/// # Errors
/// As [`read_json`].
pub fn read_json_noting(text: &str) -> Read<(CitationGraph, Vec<String>)> {
    let mut document = Document::new(text);
    document.read()?;
    document.reader.finish()
}

/// The members of a graph as they come. Whose work it is stands in `graph`, and edges mean nodes; so what comes before these
/// waits for them, and is gone through a second time.
///
/// The braces, names and commas of the whole are read here, and each row and each other value by serde: so a row can be read
/// in another way where that is faster.
struct Document<'a> {
    reader: Reader<'a>,
    /// How far the text is read.
    at: usize,
    has_head: bool,
    has_nodes: bool,
    has_edges: bool,
    /// Where the rows begin that wait.
    waiting_nodes: Option<usize>,
    waiting_edges: Vec<usize>,
    /// Whether each row stands under `data`, as Cytoscape writes them.
    wrapped: bool,
    /// The members that mean nothing here.
    others: Vec<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Nodes,
    Edges,
}

/// How a row is written: as ours are, as other programs do, or as Cytoscape does.
enum Form {
    Ours,
    Bare,
    Wrapped,
}

impl<'a> Document<'a> {
    fn new(text: &'a str) -> Document<'a> {
        Document {
            reader: Reader::new(text),
            at: 0,
            has_head: false,
            has_nodes: false,
            has_edges: false,
            waiting_nodes: None,
            waiting_edges: Vec::new(),
            wrapped: false,
            others: Vec::new(),
        }
    }

    fn read(&mut self) -> Read<()> {
        if !self.takes(b'{') {
            let found = self.found().unwrap_or_else(|| "nothing".to_owned());
            let hint = lookalike::of_text(self.reader.text).map_or(String::new(), |hint| format!("; {hint}"));
            return Err(self.wrong(format!("expected a graph in node-link JSON, found {found}{hint}")));
        }
        self.members()?;
        if self.next().is_some() {
            return Err(self.expected("the end after the graph"));
        }
        if let Some(at) = self.waiting_nodes.take() {
            self.at = at;
            self.rows(Rows::Nodes)?;
        }
        for at in std::mem::take(&mut self.waiting_edges) {
            self.at = at;
            self.rows(Rows::Edges)?;
        }
        let missing = match (self.has_nodes, self.has_edges) {
            (true, true) => return Ok(()),
            (false, _) => "nodes",
            (true, false) => "edges",
        };
        let message =
            format!("expected a member `{missing}`, found none: node-link JSON has `nodes`, and `edges` or `links`");
        Err(self.hinted(JsonError::at(self.reader.text, 0, message)))
    }

    fn members(&mut self) -> Read<()> {
        if self.takes(b'}') {
            return Ok(());
        }
        loop {
            self.reader.member = "";
            if self.next() != Some(b'"') {
                return Err(self.expected("the name of a member"));
            }
            let name: Word<'a> = self.value()?;
            if !self.takes(b':') {
                return Err(self.expected("`:`"));
            }
            self.next();
            if let Cow::Borrowed(name) = name.0 {
                self.others.push(name);
            }
            self.member(name.as_str())?;
            self.reader.member = "";
            if self.takes(b'}') {
                return Ok(());
            }
            if !self.takes(b',') {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }

    fn member(&mut self, name: &str) -> Read<()> {
        let start = self.at;
        match name {
            "directed" => {
                if self.raw()? == "false" {
                    let message = "directed: expected true, found false: who cites whom needs a direction";
                    return Err(JsonError::at(self.reader.text, start, message));
                }
            }
            "graph" | "nodes" if self.holds(name) => {
                return Err(self.wrong(format!("expected one member `{name}`, found another")));
            }
            "graph" => {
                let part = self.raw()?;
                self.reader.read_head(part)?;
                self.has_head = true;
            }
            "nodes" if !self.has_head => {
                self.waiting_nodes = Some(start);
                self.raw()?;
            }
            "nodes" => self.rows(Rows::Nodes)?,
            "edges" | "links" if !self.has_nodes => {
                self.waiting_edges.push(start);
                self.raw()?;
            }
            "edges" | "links" => self.rows(Rows::Edges)?,
            "elements" if self.takes(b'{') => {
                self.wrapped = true;
                self.members()?;
            }
            "elements" => return Err(self.expected("`nodes` and `edges` in braces, as Cytoscape writes them")),
            _ => {
                self.value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn holds(&self, name: &str) -> bool {
        match name {
            "graph" => self.has_head,
            _ => self.has_nodes || self.waiting_nodes.is_some(),
        }
    }

    /// The rows of one member, each taken in as it comes.
    fn rows(&mut self, rows: Rows) -> Read<()> {
        self.reader.member = match rows {
            Rows::Nodes => "nodes",
            Rows::Edges => "edges",
        };
        self.reader.in_rows = false;
        self.reader.count = 0;
        if self.next() != Some(b'[') {
            self.value::<Array>()?;
        }
        self.at += 1;
        self.reader.in_rows = true;
        if !self.takes(b']') {
            loop {
                self.next();
                self.row(rows)?;
                self.reader.count += 1;
                if self.takes(b']') {
                    break;
                }
                if !self.takes(b',') {
                    self.reader.in_rows = false;
                    return Err(self.expected("`,` or `]`"));
                }
            }
        }
        self.reader.in_rows = false;
        match rows {
            Rows::Nodes => {
                self.has_nodes = true;
                self.reader.number_nodes()
            }
            Rows::Edges => {
                self.has_edges = true;
                Ok(())
            }
        }
    }

    fn form(&self) -> Form {
        match (self.reader.head.ours, self.wrapped) {
            (true, false) => Form::Ours,
            (false, false) => Form::Bare,
            (_, true) => Form::Wrapped,
        }
    }

    fn row(&mut self, rows: Rows) -> Read<()> {
        match (rows, self.form()) {
            (Rows::Edges, Form::Ours) => {
                if let Some(end) = self.reader.plain_edge(self.at) {
                    self.at = end;
                    return Ok(());
                }
                let row = self.value()?;
                self.reader.edge(row)
            }
            (Rows::Edges, Form::Wrapped) => {
                let row: Wrapped<_> = self.value()?;
                self.reader.foreign_edge(row.data)
            }
            (Rows::Nodes, Form::Wrapped) => {
                let row: Wrapped<_> = self.value()?;
                self.reader.foreign_node(row.data)
            }
            (Rows::Edges, Form::Bare) => {
                let row = self.value()?;
                self.reader.foreign_edge(row)
            }
            (Rows::Nodes, Form::Ours) => {
                let row = self.value()?;
                self.reader.node(row)
            }
            (Rows::Nodes, Form::Bare) => {
                let row = self.value();
                let row = row.map_err(|error| self.hinted(error))?;
                self.reader.foreign_node(row)
            }
        }
    }

    /// Reads the value that stands here, and goes behind it.
    fn value<T: Deserialize<'a>>(&mut self) -> Read<T> {
        let part = &self.reader.text[self.at..];
        let mut values = serde_json::Deserializer::from_str(part).into_iter();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(value)
            }
            Some(Err(error)) => Err(JsonError::of_part(self.reader.text, part, &self.reader.path(), &error)),
            None => Err(self.expected("a value")),
        }
    }

    /// The value that stands here in its letters, and goes behind it.
    fn raw(&mut self) -> Read<&'a str> {
        self.value::<&'a RawValue>().map(RawValue::get)
    }

    /// Goes to what is next behind blanks and tells its first letter.
    fn next(&mut self) -> Option<u8> {
        let rest = self.reader.text.as_bytes().get(self.at..)?;
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += rest.iter().take_while(blank).count();
        self.reader.text.as_bytes().get(self.at).copied()
    }

    /// Goes behind that letter if it is next.
    fn takes(&mut self, letter: u8) -> bool {
        let is_next = self.next() == Some(letter);
        self.at += usize::from(is_next);
        is_next
    }

    fn found(&self) -> Option<String> {
        let found = self.reader.text[self.at..].chars().next();
        found.map(|found| format!("`{found}`"))
    }

    /// The error, and what the whole looks like by its members.
    fn hinted(&self, error: JsonError) -> JsonError {
        let Some(hint) = lookalike::of_members(&self.others) else {
            return error;
        };
        let message = format!("{}; {hint}", error.message);
        JsonError { message, ..error }
    }

    fn wrong(&self, message: String) -> JsonError {
        JsonError::at(self.reader.text, self.at, message)
    }

    fn expected(&self, what: &str) -> JsonError {
        let message = match self.found() {
            Some(found) => format!("expected {what}, found {found}"),
            None => "expected more, found the end: the file is cut off".to_owned(),
        };
        self.wrong(said(&self.reader.path(), message))
    }
}

/// Any array; where there is none, the error says so.
struct Array;

impl<'de> Deserialize<'de> for Array {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Array, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = Array;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Array, S::Error> {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Array)
            }
        }
        from.deserialize_seq(Items)
    }
}
