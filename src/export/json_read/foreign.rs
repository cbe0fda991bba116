use std::borrow::Cow;

use serde::Deserialize;

use crate::export::json_read::reader::{Read, Reader};
use crate::export::json_read::word::{Loose, Word};
use crate::graph::{Dated, Edge, Node, Origin, Tie, Words, class_of};
use crate::model::{Class, Language, NodeId, Relation};

/// A row as Cytoscape writes it: what it holds stands under `data`.
#[derive(Deserialize)]
#[serde(expecting = "a row with `data`")]
pub(super) struct Wrapped<T> {
    pub data: T,
}

/// A node as another program writes it: with an id, and perhaps with words that mean what they do with us.
#[derive(Deserialize)]
#[serde(expecting = "a node")]
pub(super) struct ForeignNode<'a> {
    #[serde(borrow)]
    id: Loose<'a>,
    #[serde(borrow, default)]
    class: Loose<'a>,
    #[serde(borrow, default)]
    kind: Loose<'a>,
    #[serde(borrow, default)]
    title: Loose<'a>,
    #[serde(borrow, default)]
    label: Loose<'a>,
    #[serde(borrow, default)]
    date: Loose<'a>,
}

/// An edge as another program writes it: with two ends, and perhaps with a relation of ours under one of four names.
#[derive(Deserialize)]
#[serde(expecting = "an edge")]
pub(super) struct ForeignEdge<'a> {
    #[serde(borrow)]
    source: Loose<'a>,
    #[serde(borrow)]
    target: Loose<'a>,
    #[serde(borrow, default)]
    relation: Loose<'a>,
    #[serde(borrow, default)]
    key: Loose<'a>,
    #[serde(borrow, default)]
    kind: Loose<'a>,
    #[serde(borrow, default, rename = "type")]
    sort: Loose<'a>,
    #[serde(borrow, default)]
    count: Loose<'a>,
}

impl<'a> Reader<'a> {
    pub fn foreign_node(&mut self, row: ForeignNode<'a>) -> Read<()> {
        let word = self.name(row.id, "id")?;
        let id = self.foreign_id(&word)?;
        let class = row.class.0.as_deref().and_then(|name| name.parse::<Class>().ok());
        let mut node = Node::new(id.clone(), class.unwrap_or_else(|| class_of(&id)));
        node.kind = row.kind.0.map_or(node.kind, Cow::into_owned);
        let spaced = (id.as_str() != word.as_str()).then(|| Cow::Owned(word.as_str().to_owned()));
        let title = row.title.0.or(row.label.0).or(spaced);
        if let Some(title) = title.filter(|title| title != id.as_str()) {
            node.titles.insert(Language::En, title.into_owned());
        }
        node.date = row
            .date
            .0
            .and_then(|date| date.parse().ok())
            .map(|day| (Dated::Text, day));
        self.nodes.push(node);
        self.read_ids.push(word);
        Ok(())
    }

    pub fn foreign_edge(&mut self, row: ForeignEdge<'a>) -> Read<()> {
        let (source, target) = (self.name(row.source, "source")?, self.name(row.target, "target")?);
        let (to, from) = (self.end(&target, "target")?, self.end(&source, "source")?);
        if from == to {
            self.head.circular += 1;
            return Ok(());
        }
        let names = [row.relation, row.key, row.kind, row.sort];
        let tie = names.iter().find_map(|name| name.0.as_deref()?.parse::<Tie>().ok());
        self.head.renamed += usize::from(tie.is_none() && names.iter().any(|name| name.0.is_some()));
        let edge = Edge {
            origins: Origin::Text.into(),
            count: row.count.0.and_then(|count| count.parse().ok()).unwrap_or(1),
            evidence: Words::default(),
        };
        self.rows
            .push(from, to, tie.unwrap_or(Tie::Citation(Relation::Cites)), edge);
        Ok(())
    }

    /// The id of a node; a space or an invisible letter in it, which ids of ours do not have, becomes a stroke.
    fn foreign_id(&mut self, word: &Word<'a>) -> Read<NodeId> {
        let name = word.as_str();
        let parts = |c: char| c.is_whitespace() || c.is_control();
        if name.trim().is_empty() || !name.contains(parts) {
            return self.id(word, "id");
        }
        self.head.spaced += 1;
        let pieces = name.split(parts);
        let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
        Ok(NodeId::new(pieces.join("_")))
    }

    fn name(&self, name: Loose<'a>, field: &str) -> Read<Word<'a>> {
        let none = || self.wrong(&Word(Cow::Borrowed("")), field, "expected a string or a number");
        name.0.map(Word).ok_or_else(none)
    }
}
