use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::export::SCHEMA;
use crate::export::json_read::place::JsonError;
use crate::export::json_read::reader::{Read, Reader};
use crate::export::json_read::rows::{HeadRow, UnplacedRow};
use crate::export::json_read::word::Loose;
use crate::graph::{Input, Rows};

/// What stands at the head of a graph.
#[derive(Default)]
pub(super) struct Head<'a> {
    /// Whether it is in our own schema. What says nothing of a schema is the work of another program.
    pub ours: bool,
    pub manifest: BTreeMap<String, String>,
    pub inputs: Vec<Arc<Input>>,
    pub unplaced: Vec<UnplacedRow<'a>>,
    /// In a graph of another program: relations that are none of ours, and ids with a space.
    pub renamed: usize,
    pub spaced: usize,
    /// Edges from a thing to itself, and edges that say again what another one says.
    pub circular: usize,
    pub joined: usize,
}

impl Head<'_> {
    /// What became of the graph on the way here.
    pub fn notes(&self) -> Vec<String> {
        let notes = [
            (
                self.renamed,
                "edge",
                "of relations that are not ours, which become `cites`",
            ),
            (
                self.spaced,
                "id",
                "with a space or an invisible letter, which becomes `_`",
            ),
            (self.circular, "edge", "from a thing to itself, left out"),
            (
                self.joined,
                "edge",
                "between the same two and of one relation, joined with the first",
            ),
        ];
        let some = notes.into_iter().filter(|(count, ..)| *count > 0);
        some.map(|(count, thing, words)| format!("{count} {thing}{} {words}", if count == 1 { "" } else { "s" }))
            .collect()
    }

    /// What is told of the graph: its manifest, and whose work it is.
    pub fn told(&mut self) -> BTreeMap<String, String> {
        let mut told = std::mem::take(&mut self.manifest);
        if !self.ours {
            let whose = ["JSON of another program".to_owned()];
            let words: Vec<String> = whose.into_iter().chain(self.notes()).collect();
            told.insert("read-from".to_owned(), words.join("; "));
        }
        told
    }
}

impl<'a> Reader<'a> {
    /// Reads what `graph` holds, and by it tells whose work the graph is.
    pub fn read_head(&mut self, part: &'a str) -> Read<()> {
        #[derive(Deserialize)]
        struct Schema<'a> {
            #[serde(borrow, default)]
            schema: Loose<'a>,
        }
        self.member = "graph";
        let schema = serde_json::from_str::<Schema<'_>>(part)
            .ok()
            .and_then(|head| head.schema.0);
        let Some(schema) = schema else { return Ok(()) };
        if schema != SCHEMA {
            return Err(self.wrong_schema(part, &schema));
        }
        let row: HeadRow<'a> =
            serde_json::from_str(part).map_err(|error| JsonError::of_part(self.text, part, "graph", &error))?;
        self.head.ours = true;
        self.head.manifest = row.manifest;
        self.head.unplaced = row.unplaced;
        // However much is promised, a node or an edge takes its room in the text.
        let most = self.text.len() / 64;
        self.nodes.reserve(row.counts.nodes.min(most));
        self.read_ids.reserve(row.counts.nodes.min(most));
        self.rows = Rows::with_capacity(row.counts.edges.min(most));
        for (at, row) in row.inputs.iter().enumerate() {
            let input = Input {
                symbol: self.id(&row.symbol, &format!("inputs[{at}].symbol"))?,
                language: self.parsed(&row.language, &format!("inputs[{at}].language"))?,
                file: row.file.as_str().to_owned(),
                sha256: row.sha256.as_str().to_owned(),
            };
            self.head.inputs.push(Arc::new(input));
        }
        Ok(())
    }

    fn wrong_schema(&self, part: &str, found: &str) -> JsonError {
        let number = |schema: &str| schema.strip_prefix("unxref-graph/")?.parse::<u32>().ok();
        let newer = number(found) > number(SCHEMA);
        let advice = if newer {
            "; a newer unxref wrote it, and reads it"
        } else {
            ""
        };
        let message = format!("graph.schema: expected `{SCHEMA}`, found `{found}`{advice}");
        let place = super::place::offset(self.text, part).unwrap_or(0) + part.find(found).unwrap_or(0);
        JsonError::at(self.text, place, message)
    }
}
