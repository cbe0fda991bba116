use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use crate::export::json_read::head::Head;
use crate::export::json_read::ids::Ids;
use crate::export::json_read::place::{JsonError, offset, said};
use crate::export::json_read::plain::Ties;
use crate::export::json_read::rows::{EdgeRow, EvidenceRow, NodeRow, OriginsRow, UnplacedRow};
use crate::export::json_read::word::Word;
use crate::graph::{CitationGraph, Dated, Edge, Evidence, Input, Node, Origin, Rows, Tie, Unplaced, Words};
use crate::model::{Label, NodeId};
use crate::text::Span;

pub(super) type Read<T> = Result<T, JsonError>;

/// A graph on the way from its text.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub head: Head<'a>,
    /// The part of the text that is read, for errors: `nodes`, and how many were read.
    pub member: &'static str,
    pub in_rows: bool,
    pub count: usize,
    pub nodes: Vec<Node>,
    /// The ids, in the order of the text.
    pub read_ids: Vec<Word<'a>>,
    /// The same in their own order, and the number of each.
    pub ids: Ids,
    pub ties: Ties,
    /// Edges mostly stand by their sources.
    pub last: Option<(&'a str, usize)>,
    pub rows: Rows,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader {
            text,
            head: Head::default(),
            member: "",
            in_rows: false,
            count: 0,
            nodes: Vec::new(),
            read_ids: Vec::new(),
            ids: Ids::default(),
            ties: Ties::new(),
            last: None,
            rows: Rows::with_capacity(0),
        }
    }

    /// What is being read: `edges[3]`.
    pub fn path(&self) -> String {
        match self.member {
            "nodes" | "edges" if self.in_rows => format!("{}[{}]", self.member, self.count),
            member => member.to_owned(),
        }
    }

    /// An error at a word of the text.
    pub fn wrong(&self, word: &Word<'_>, field: &str, message: impl Display) -> JsonError {
        let place = offset(self.text, word.as_str()).unwrap_or(0);
        JsonError::at(self.text, place, said(&format!("{}.{field}", self.path()), message))
    }

    pub fn parsed<T: FromStr<Err: Display>>(&self, word: &Word<'_>, field: &str) -> Read<T> {
        word.as_str().parse().map_err(|error| self.wrong(word, field, error))
    }

    pub fn id(&self, word: &Word<'_>, field: &str) -> Read<NodeId> {
        let text = word.as_str();
        if text.is_empty() || text.contains(char::is_whitespace) {
            let found = crate::text::one_line(text);
            return Err(self.wrong(word, field, format!("expected an id without a space, found `{found}`")));
        }
        Ok(NodeId::new(text))
    }

    pub fn node(&mut self, row: NodeRow<'a>) -> Read<()> {
        let mut titles = BTreeMap::new();
        for (language, title) in row.titles.0 {
            titles.insert(self.parsed(&language, "titles")?, title.into_string());
        }
        let node = Node {
            id: self.id(&row.id, "id")?,
            class: self.parsed(&row.class, "class")?,
            kind: row.kind.into_string(),
            form: row.form.map(Word::into_string),
            titles,
            date: match &row.date {
                Some(date) => Some((self.dated(row.date_origin.as_ref())?, self.day(date)?)),
                None => None,
            },
            body: row.body.as_ref().map(|body| self.id(body, "body")).transpose()?,
            aliases: row.aliases.into_iter().map(Word::into_string).collect(),
            read: row.read,
        };
        self.nodes.push(node);
        self.read_ids.push(row.id);
        Ok(())
    }

    fn dated(&self, origin: Option<&Word<'_>>) -> Read<Dated> {
        origin.map_or(Ok(Dated::Text), |origin| self.parsed(origin, "date_origin"))
    }

    fn day(&self, date: &Word<'_>) -> Read<Date> {
        date.as_str().parse().map_err(|_| {
            let found = date.as_str();
            self.wrong(
                date,
                "date",
                format!("expected a date such as `1966-12-16`, found `{found}`"),
            )
        })
    }

    /// Gives every node its number, which is its place in the order of the ids.
    pub fn number_nodes(&mut self) -> Read<()> {
        let ids = std::mem::take(&mut self.read_ids);
        let mut order: Vec<usize> = (0..ids.len()).collect();
        let id = |at: usize| &self.nodes[at].id;
        order.sort_by(|&one, &other| id(one).cmp(id(other)));
        if let Some(twice) = order.windows(2).find(|pair| id(pair[0]) == id(pair[1])) {
            let message = format!("expected a new id, found `{}` again", id(twice[1]));
            (self.member, self.in_rows, self.count) = ("nodes", true, twice[1]);
            return Err(self.wrong(&ids[twice[1]], "id", message));
        }
        self.ids = Ids::new(order.into_iter().map(|at| ids[at].as_str()));
        Ok(())
    }

    /// The number of the node that an edge begins or ends at.
    pub fn end(&self, word: &Word<'a>, field: &str) -> Read<usize> {
        self.ids.number(word.as_str()).ok_or_else(|| {
            let found = crate::text::one_line(word.as_str());
            self.wrong(word, field, format!("expected the id of a node, found `{found}`"))
        })
    }

    fn tie(&self, word: &Word<'_>) -> Read<Tie> {
        let found = self.ties.named(word.as_str());
        found.map_or_else(|| self.parsed(word, "relation"), Ok)
    }

    pub fn edge(&mut self, row: EdgeRow<'a>) -> Read<()> {
        let tie = self.tie(&row.relation)?;
        self.expect(&row.class, "class", tie.class().name())?;
        self.expect(&row.key, "key", tie.name())?;
        let to = self.end(&row.target, "target")?;
        let from = self.end(&row.source, "source")?;
        if from == to {
            // Nothing cites itself in a graph of ours, whoever wrote this one.
            self.head.circular += 1;
            return Ok(());
        }
        let OriginsRow(origins) = row.origin;
        if origins.is_empty() {
            return Err(self.wrong(&row.key, "origin", "expected text, registry or link, found none"));
        }
        if !row.evidence.is_empty() && !origins.contains(Origin::Text) && !origins.contains(Origin::Link) {
            let message = "expected no words for what neither a text nor a link says";
            return Err(self.wrong(&row.key, "evidence", message));
        }
        let words = row.evidence.into_iter().enumerate();
        let words = words.map(|(at, row)| self.evidence(&format!("evidence[{at}]"), row));
        let mut words = words.collect::<Read<Vec<Evidence>>>()?;
        words.sort();
        words.dedup();
        let mut edge = Edge {
            origins,
            count: row.count,
            evidence: Words::from(words),
        };
        edge.recount();
        self.rows.push(from, to, tie, edge);
        Ok(())
    }

    fn expect(&self, word: &Word<'_>, field: &str, expected: &str) -> Read<()> {
        if word.as_str() == expected {
            return Ok(());
        }
        let found = word.as_str();
        Err(self.wrong(word, field, format!("expected `{expected}`, found `{found}`")))
    }

    fn evidence(&self, path: &str, row: EvidenceRow<'a>) -> Read<Evidence> {
        Ok(Evidence {
            input: self.input(&row.paragraph, path, row.input)?,
            span: self.span(&row.paragraph, path, row.span)?,
            section: self.parsed(&row.section, &format!("{path}.section"))?,
            language: self.parsed(&row.language, &format!("{path}.language"))?,
            paragraph: Label::new(row.paragraph.into_string()),
            anchor: row.anchor.map(|anchor| Label::new(anchor.into_string())),
            quote: row.quote.into_string(),
            pinpoint: row.pinpoint.map(Word::into_string),
        })
    }

    fn input(&self, near: &Word<'_>, path: &str, number: usize) -> Read<Arc<Input>> {
        let inputs = &self.head.inputs;
        inputs.get(number).cloned().ok_or_else(|| {
            let message = format!("expected a number below {}, found {number}", inputs.len());
            self.wrong(near, &format!("{path}.input"), message)
        })
    }

    fn span(&self, near: &Word<'_>, path: &str, [start, end]: [usize; 2]) -> Read<Span> {
        if start > end {
            let message = format!("expected an end after {start}, found {end}");
            return Err(self.wrong(near, &format!("{path}.span"), message));
        }
        Ok(Span::new(start, end))
    }

    fn unplaced(&self, path: &str, row: UnplacedRow<'a>) -> Read<Unplaced> {
        if !["ambiguous", "unresolved"].contains(&row.status.as_str()) {
            let message = format!("expected ambiguous or unresolved, found `{}`", row.status.as_str());
            return Err(self.wrong(&row.status, &format!("{path}.status"), message));
        }
        if row.status.as_str() == "ambiguous" && row.candidates.len() < 2 {
            let message = format!("expected two ids or more, found {}", row.candidates.len());
            return Err(self.wrong(&row.status, &format!("{path}.candidates"), message));
        }
        self.end(&row.source, &format!("{path}.source"))?;
        Ok(Unplaced {
            input: self.input(&row.source, path, row.input)?,
            span: self.span(&row.source, path, row.span)?,
            class: self.parsed(&row.class, &format!("{path}.class"))?,
            source: NodeId::new(row.source.as_str()),
            paragraph: Label::new(row.paragraph.into_string()),
            quote: row.quote.into_string(),
            status: row.status.into_string(),
            candidates: row.candidates.iter().map(|id| NodeId::new(id.as_str())).collect(),
            reason: row.reason.into_string(),
        })
    }

    /// The graph of all that was read, and what became of it on the way.
    pub fn finish(mut self) -> Read<(CitationGraph, Vec<String>)> {
        self.member = "graph";
        let unplaced = std::mem::take(&mut self.head.unplaced).into_iter().enumerate();
        let unplaced = unplaced.map(|(at, row)| self.unplaced(&format!("unplaced[{at}]"), row));
        let unplaced = unplaced.collect::<Read<Vec<_>>>()?;
        let (rows, inputs) = (self.rows.len(), std::mem::take(&mut self.head.inputs));
        let graph = CitationGraph::from_rows(self.nodes, self.rows, inputs, unplaced);
        self.head.joined = rows - graph.links().len();
        let (notes, told) = (self.head.notes(), self.head.told());
        Ok((graph.with_manifest(told), notes))
    }
}
