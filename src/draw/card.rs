use crate::draw::frame::Frame;
use crate::draw::sheet::{Anchor, Group, Rect, Sheet};
use crate::draw::typeset::Type;
use crate::draw::words::phrase;
use crate::export::{Manner, link_tale, node_tale, shown_id};
use crate::graph::{Link, Node};
use crate::model::{Class, Language};
use crate::text::one_line;

const HEAD: Type = Type::bold(11.5);
const TITLE: Type = Type::plain(10.5);
const ROW: Type = Type::plain(9.5);
const PAD: f64 = 9.0;
const LEADING: f64 = 14.0;
const ROW_LEADING: f64 = 13.5;

/// The colours of words.
pub(super) const BLACK: &str = "#1a1a1a";
pub(super) const GREY: &str = "#555555";

/// How much a card says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub width: f64,
    /// The lines of a title.
    pub lines: usize,
    /// The rows of relations.
    pub rows: usize,
}

impl Measure {
    /// Of so many cards: the more there are, the less each says.
    pub fn of(cards: usize) -> Measure {
        let (width, lines, rows) = match cards {
            0..=30 => (248.0, 4, 4),
            31..=80 => (232.0, 3, 3),
            81..=160 => (212.0, 2, 2),
            _ => (196.0, 1, 1),
        };
        Measure { width, lines, rows }
    }
}

/// A relation on a card, and the sort of its line.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub manner: Manner,
    words: String,
}

/// A node with its symbol or title, its date, and how it is tied to the subject.
#[derive(Clone, Debug)]
pub(super) struct Card<'g> {
    pub node: &'g Node,
    pub rows: Vec<Row>,
    pub width: f64,
    pub height: f64,
    /// The width of its frame.
    pub line: f64,
    head: Vec<String>,
    title: Vec<String>,
    /// How many relations are told of in the last row only by their number.
    more: usize,
    date: String,
    frame: Frame,
    tale: String,
    name: String,
}

impl<'g> Card<'g> {
    pub fn new(node: &'g Node, links: &[Link<'g>], measure: Measure, language: Language) -> Card<'g> {
        let frame = Frame::of(node);
        let inner = measure.width - 2.0 * PAD - if frame == Frame::Set { 5.0 } else { 0.0 };
        let name = node.title(language).map(one_line).filter(|title| !title.is_empty());
        let (head, title) = match (node.class, name) {
            (Class::Document, name) => {
                let title = name.map_or(Vec::new(), |name| TITLE.lines(&name, inner, measure.lines));
                (vec![HEAD.cut(&shown_id(node), inner)], title)
            }
            (_, Some(name)) => (HEAD.lines(&name, inner, measure.lines.max(2)), Vec::new()),
            (Class::Session, None) => (
                vec![format!("{} {}", phrase("session", language), shown_id(node))],
                Vec::new(),
            ),
            (_, None) => (HEAD.lines(&shown_id(node), inner, measure.lines), Vec::new()),
        };
        let date = node.day().map_or(String::new(), |day| day.to_string());
        let mut rows: Vec<Row> = links.iter().map(|link| row(link, language)).collect();
        let more = rows.len().saturating_sub(measure.rows);
        rows.truncate(measure.rows);
        let below = rows.len().max(usize::from(!date.is_empty()));
        let lines = (head.len() + title.len()) as f64;
        let tales: Vec<String> = links.iter().take(20).map(link_tale).collect();
        Card {
            node,
            width: measure.width,
            height: frame.top() + 7.0 + lines * LEADING + below as f64 * ROW_LEADING + 5.0,
            line: if node.read { 1.6 } else { 1.0 },
            rows,
            head,
            title,
            more,
            date,
            frame,
            tale: tales.join("\n"),
            name: node_tale(node, language),
        }
    }

    /// The height of the middle of a row above the foot of words, from the top of the card.
    pub fn row(&self, nth: usize) -> f64 {
        let above = (self.head.len() + self.title.len()) as f64 * LEADING;
        self.frame.top() + 7.0 + above + (nth as f64 + 0.5) * ROW_LEADING + 0.5
    }

    /// Draws the card, its rows at the right where its lines leave it there.
    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64, to_the_right: bool) {
        let rect = Rect {
            x,
            y,
            w: self.width,
            h: self.height,
        };
        self.begin(sheet);
        self.frame.draw(sheet, self.node, rect, self.line);
        let (left, mut base) = (x + PAD, y + self.frame.top() + 7.0);
        let right = rect.right() - PAD - if self.frame == Frame::Set { 5.0 } else { 0.0 };
        for (words, kind) in self
            .head
            .iter()
            .map(|words| (words, HEAD))
            .chain(self.title.iter().map(|words| (words, TITLE)))
        {
            sheet.words(left, base + LEADING - 3.5, words.as_str(), kind, BLACK);
            base += LEADING;
        }
        let (rows_at, rows_anchor, date_at, date_anchor) = if to_the_right {
            (right, Anchor::End, left, Anchor::Start)
        } else {
            (left, Anchor::Start, right, Anchor::End)
        };
        let last = self.rows.len().saturating_sub(1);
        for (nth, row) in self.rows.iter().enumerate() {
            let beside = if nth == last { ROW.width(&self.date) + 8.0 } else { 0.0 };
            let mut room = right - left - beside;
            let more = if nth == last && self.more > 0 {
                format!(" +{}", self.more)
            } else {
                String::new()
            };
            room -= ROW.width(&more);
            let words = format!("{}{more}", ROW.cut(&row.words, room));
            let at = y + self.row(nth) + 3.5;
            sheet.anchored(rows_at, at, words, ROW, row.manner.text(), rows_anchor);
        }
        if !self.date.is_empty() {
            let at = y + self.row(last) + 3.5;
            sheet.anchored(date_at, at, self.date.as_str(), ROW, GREY, date_anchor);
        }
        sheet.end();
        sheet.boxes.push((self.node.id.clone(), rect));
    }

    fn begin(&self, sheet: &mut Sheet) {
        sheet.begin(Group {
            class: "node",
            title: self.name.clone(),
            tale: self.tale.clone(),
            address: address(self.node),
        });
    }
}

/// What a link says: the relation, and the paragraphs where it stands.
fn row(link: &Link<'_>, language: Language) -> Row {
    let mut words = phrase(link.tie.name(), language).to_owned();
    let mut labels: Vec<&str> = Vec::new();
    for evidence in &link.edge.evidence {
        if !labels.contains(&evidence.paragraph.as_str()) {
            labels.push(evidence.paragraph.as_str());
        }
    }
    if !labels.is_empty() {
        words.push_str(" · ");
        words.push_str(&labels.join(" "));
    }
    Row {
        manner: Manner::of(link),
        words,
    }
}

/// Where the United Nations keep a document; of a part, the whole.
pub(super) fn address(node: &Node) -> Option<String> {
    let symbol = node.symbol()?;
    let whole = symbol.as_str().split('[').next()?;
    Some(format!("https://undocs.org/{whole}"))
}
