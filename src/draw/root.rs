use crate::draw::card::{BLACK, GREY, address};
use crate::draw::frame::Frame;
use crate::draw::sheet::{Anchor, Group, Rect, Sheet};
use crate::draw::subject::Subject;
use crate::draw::typeset::Type;
use crate::draw::words::{filled, phrase};
use crate::export::{node_tale, shown_id};
use crate::graph::{CitationGraph, Node};
use crate::model::{Class, Language, NodeId};

/// The width of the middle.
pub(super) const WIDTH: f64 = 268.0;

const PAD: f64 = 14.0;
const NAME: Type = Type::bold(16.0);
const TITLE: Type = Type::plain(12.0);
const FACT: Type = Type::plain(11.0);
const NOTE: Type = Type::plain(10.5);

/// The document that the picture is of, and what must be said of the whole.
pub(super) struct Root<'g> {
    node: Option<&'g Node>,
    lines: Vec<(String, Type, &'static str)>,
    notes: Vec<String>,
    /// The number by which cards refer to it, if they do.
    pub mark: String,
    card: f64,
    pub height: f64,
    name: String,
}

impl<'g> Root<'g> {
    /// The card is no lower than `least`, so that every line finds its place at its edge.
    pub fn new(subject: &Subject<'g>, least: f64, language: Language) -> Root<'g> {
        let node = subject.first();
        let lines = node.map_or(Vec::new(), |node| lines(subject.graph, node, language));
        let top = node.map_or(0.0, |node| Frame::of(node).top());
        let words: f64 = lines.iter().map(|(_, kind, _)| leading(*kind)).sum();
        let notes: Vec<String> = notes(subject, language)
            .iter()
            .flat_map(|note| NOTE.lines(note, WIDTH, 4))
            .collect();
        let card = (words + top + 2.0 * PAD - 2.0).max(least);
        let below = if notes.is_empty() {
            0.0
        } else {
            8.0 + notes.len() as f64 * leading(NOTE)
        };
        Root {
            node,
            card,
            height: card + below,
            lines,
            notes,
            mark: String::new(),
            name: node.map_or(String::new(), |node| node_tale(node, language)),
        }
    }

    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64) {
        let Some(node) = self.node else { return };
        let rect = Rect {
            x,
            y,
            w: WIDTH,
            h: self.card,
        };
        sheet.begin(Group {
            class: "node subject",
            title: self.name.clone(),
            tale: String::new(),
            address: address(node),
        });
        let frame = Frame::of(node);
        frame.draw(sheet, node, rect, 2.6);
        let mut base = y + PAD - 3.0 + frame.top();
        if !self.mark.is_empty() {
            let (right, at) = (rect.right() - PAD, base + leading(NAME) - 2.0);
            sheet.anchored(right, at, self.mark.as_str(), NAME, GREY, Anchor::End);
        }
        for (words, kind, colour) in &self.lines {
            base += leading(*kind);
            sheet.words(x + PAD, base - 2.0, words.as_str(), *kind, colour);
        }
        sheet.end();
        sheet.boxes.push((node.id.clone(), rect));
        let mut base = rect.bottom() + 8.0;
        for note in &self.notes {
            base += leading(NOTE);
            sheet.words(x, base - 3.0, note.as_str(), NOTE, GREY);
        }
    }
}

fn leading(kind: Type) -> f64 {
    (kind.size * 1.36).round()
}

/// Its name, its date, the body that adopted it.
fn lines(graph: &CitationGraph, node: &Node, language: Language) -> Vec<(String, Type, &'static str)> {
    let room = WIDTH - 2.0 * PAD;
    let mut lines = Vec::new();
    let title = node.title(language).unwrap_or_default();
    match (node.class, title) {
        (Class::Document, title) => {
            lines.push((NAME.cut(&shown_id(node), room), NAME, BLACK));
            lines.extend(TITLE.lines(title, room, 8).into_iter().map(|line| (line, TITLE, BLACK)));
        }
        (_, "") => lines.push((NAME.cut(&shown_id(node), room), NAME, BLACK)),
        (_, title) => {
            lines.extend(NAME.lines(title, room, 8).into_iter().map(|line| (line, NAME, BLACK)));
        }
    }
    let body = node.body.as_ref().map(|body| body_name(graph, body, language));
    if let Some(body) = body {
        lines.extend(FACT.lines(&body, room, 2).into_iter().map(|line| (line, FACT, GREY)));
    }
    if let Some(day) = node.day() {
        lines.push((day.to_string(), FACT, GREY));
    }
    lines
}

/// What a body is called.
pub(super) fn body_name(graph: &CitationGraph, body: &NodeId, language: Language) -> String {
    let node = graph.number(body).map(|number| graph.at(number));
    let name = node.and_then(|node| node.title(language));
    name.unwrap_or(body.as_str()).to_owned()
}

/// What was left out and how to see it, and why a side may be empty.
pub(super) fn notes(subject: &Subject<'_>, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    let left_out = subject.left_out();
    if left_out > 0 {
        // The marks keep the words from left to right in a line from right to left.
        let how = format!("\u{200e}--max-nodes {}\u{200e}", subject.total());
        notes.push(filled("left-out", language, &left_out.to_string(), &how));
    }
    if subject.whole.0 == 0 {
        let read = subject.first().is_some_and(|node| node.read);
        let is_document = subject.first().is_some_and(|node| node.class == Class::Document);
        if is_document {
            let key = if read { "cites-nothing" } else { "not-read" };
            notes.push(phrase(key, language).to_owned());
        }
    }
    if subject.whole.1 == 0 {
        notes.push(phrase("nothing-cites", language).to_owned());
    }
    notes
}
