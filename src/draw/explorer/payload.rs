//! What a page holds, as columns: numbers and tables of words, which pack well and open fast.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::draw::explorer::Explored;
use crate::draw::explorer::explored::CARDS;
use crate::draw::explorer::map::Map;
use crate::draw::explorer::table::{Sparse, Table};
use crate::draw::explorer::when::years;
use crate::draw::frame::Frame;
use crate::draw::sheet::Rect;
use crate::draw::words;
use crate::export::{Manner, SCHEMA, generator};
use crate::graph::{Origin, Tie};
use crate::model::Language;

/// The graph of a page. What its evidence is, another block tells.
#[derive(Serialize)]
pub(super) struct Payload<'g> {
    /// The schema of the graphs that the page saves.
    schema: &'static str,
    generator: String,
    manifest: &'g BTreeMap<String, String>,
    /// How many texts were read for the whole graph.
    texts: usize,
    /// The language in which it opens.
    language: &'static str,
    /// What was asked for, by its place; and whether all the rest stands around it, on cards.
    asked: Vec<u32>,
    around: bool,
    /// What the page says, in six languages.
    words: BTreeMap<&'static str, [&'static str; 6]>,
    /// Every relation: its name, its class, and the manner of its line.
    ties: Vec<(&'static str, &'static str, &'static str)>,
    /// The sorts of things, by their phrases.
    sorts: Vec<&'static str>,
    classes: Vec<&'g str>,
    kinds: Vec<&'g str>,
    forms: Vec<&'g str>,
    bodies: Vec<&'g str>,
    nodes: Nodes<'g>,
    edges: Edges,
    cards: Option<Cards>,
    map: Option<Map>,
}

#[derive(Default, Serialize)]
struct Nodes<'g> {
    id: Vec<&'g str>,
    sort: Vec<u8>,
    class: Vec<u32>,
    kind: Vec<u32>,
    form: Sparse<u32>,
    body: Sparse<u32>,
    date: Sparse<String>,
    dated: Sparse<&'static str>,
    /// The year that the day, the symbol or the session tells; 0 where nothing does.
    year: Vec<i16>,
    /// 1 where its text was read, 2 where the United Nations have a page for it, 3 where both.
    flags: Vec<u8>,
    aliases: Sparse<Vec<&'g str>>,
    titles: BTreeMap<&'static str, Sparse<&'g str>>,
}

#[derive(Default, Serialize)]
struct Edges {
    from: Vec<u32>,
    to: Vec<u32>,
    tie: Vec<u32>,
    count: Vec<u32>,
    /// 1 text, 2 registry, 4 link, added up.
    origin: Vec<u8>,
}

/// The cards of a picture.
#[derive(Default, Serialize)]
struct Cards {
    x: Vec<i32>,
    y: Vec<i32>,
    w: Vec<i32>,
    h: Vec<i32>,
}

impl<'g> Payload<'g> {
    pub fn of(explored: &Explored<'g>, language: Language) -> Payload<'g> {
        let ties: Vec<Tie> = Tie::all().collect();
        let (mut classes, mut kinds, mut forms, mut bodies) =
            (Table::default(), Table::default(), Table::default(), Table::default());
        let years = years(explored);
        let mut nodes = Nodes {
            year: years.iter().map(|year| year.unwrap_or(0)).collect(),
            ..Nodes::default()
        };
        for (row, node) in explored.nodes().enumerate() {
            nodes.id.push(node.id.as_str());
            nodes.sort.push(Frame::of(node) as u8);
            nodes.class.push(classes.number(node.class.name()));
            nodes.kind.push(kinds.number(&node.kind));
            nodes
                .form
                .push(row, node.form.as_deref().map(|form| forms.number(form)));
            nodes
                .body
                .push(row, node.body.as_ref().map(|body| bodies.number(body.as_str())));
            nodes.date.push(row, node.day().map(|day| day.to_string()));
            nodes.dated.push(row, node.date.map(|(dated, _)| dated.name()));
            nodes
                .flags
                .push(u8::from(node.read) | u8::from(node.symbol().is_some()) << 1);
            let aliases: Vec<&str> = node.aliases.iter().map(String::as_str).collect();
            nodes.aliases.push(row, (!aliases.is_empty()).then_some(aliases));
            for (language, title) in &node.titles {
                let titles = nodes.titles.entry(language.code()).or_default();
                titles.push(row, Some(title.as_str()));
            }
        }
        let mut edges = Edges::default();
        for link in &explored.links {
            let (Some(from), Some(to)) = (explored.place(link.from), explored.place(link.to)) else {
                continue;
            };
            let tie = ties.iter().position(|tie| *tie == link.tie);
            edges.from.push(from);
            edges.to.push(to);
            edges.tie.push(tie.unwrap_or(0) as u32);
            edges.count.push(link.edge.count);
            edges.origin.push(
                link.edge
                    .origins
                    .iter()
                    .map(|origin| match origin {
                        Origin::Text => 1,
                        Origin::Registry => 2,
                        Origin::Link => 4,
                    })
                    .sum(),
            );
        }
        let around = explored.around && explored.numbers.len() <= CARDS;
        let cards = (!explored.boxes.is_empty()).then(|| cards(explored));
        Payload {
            schema: SCHEMA,
            generator: generator(),
            manifest: explored.graph.manifest(),
            texts: explored.graph.inputs().len(),
            language: language.code(),
            asked: explored
                .asked
                .iter()
                .filter_map(|&number| explored.place(number))
                .collect(),
            around,
            words: words::all().collect(),
            ties: ties
                .iter()
                .map(|&tie| (tie.name(), tie.class().name(), Manner::of_tie(tie).name()))
                .collect(),
            sorts: Frame::ALL.iter().map(|frame| frame.phrase()).collect(),
            classes: classes.words,
            kinds: kinds.words,
            forms: forms.words,
            bodies: bodies.words,
            nodes,
            edges,
            map: (cards.is_none() && !around).then(|| Map::of(explored, &years)),
            cards,
        }
    }
}

fn cards(explored: &Explored<'_>) -> Cards {
    let mut cards = Cards::default();
    for node in explored.nodes() {
        let rect = explored.boxes.get(&node.id);
        let place = |of: fn(&Rect) -> f64| rect.map_or(0, |rect| of(rect).round() as i32);
        cards.x.push(place(|rect| rect.x));
        cards.y.push(place(|rect| rect.y));
        cards.w.push(place(|rect| rect.w));
        cards.h.push(place(|rect| rect.h));
    }
    cards
}
