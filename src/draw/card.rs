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
    pub words: String,
    /// What is said after the words however little room there is.
    pub tail: String,
}

/// The rows of relations, no more than `most`: what does not fit is told by its number.
pub(super) fn rows(links: &[Link<'_>], most: usize, language: Language) -> Vec<Row> {
    let mut rows: Vec<Row> = links.iter().take(most).map(|link| row(link, language)).collect();
    if let Some(last) = rows.last_mut().filter(|_| links.len() > most) {
        last.tail = format!(" +{}", links.len() - most);
    }
    rows
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
    /// The number by which other cards refer to it, at the end of its first line.
    mark: String,
    /// The day, beside the last row; of a set the document at which it ends, in a row of its own.
    date: String,
    is_apart: bool,
    frame: Frame,
    tale: String,
    name: String,
}

impl<'g> Card<'g> {
    pub fn new(node: &'g Node, links: &[Link<'g>], measure: Measure, language: Language) -> Card<'g> {
        let rows = rows(links, measure.rows, language);
        Card::marked(node, String::new(), rows, links, measure, language)
    }

    /// A card with the number by which others refer to it, and with rows of one's own.
    pub fn marked(
        node: &'g Node,
        mark: String,
        rows: Vec<Row>,
        links: &[Link<'g>],
        measure: Measure,
        language: Language,
    ) -> Card<'g> {
        let frame = Frame::of(node);
        let whole = measure.width - 2.0 * PAD - frame.end();
        let inner = whole
            - if mark.is_empty() {
                0.0
            } else {
                HEAD.width(&mark) + 6.0 + frame.corner()
            };
        let name = node.title(language).map(one_line).filter(|title| !title.is_empty());
        let (head, title) = match (node.class, name) {
            (Class::Document, name) => {
                let title = name.map_or(Vec::new(), |name| TITLE.lines(&name, whole, measure.lines));
                (vec![HEAD.cut(&shown_id(node), inner)], title)
            }
            (_, Some(name)) => (HEAD.lines(&name, inner, measure.lines.max(2)), Vec::new()),
            (Class::Session, None) => (
                vec![format!("{} {}", phrase("session", language), shown_id(node))],
                Vec::new(),
            ),
            (_, None) => (HEAD.lines(&shown_id(node), inner, measure.lines), Vec::new()),
        };
        let (newest, day) = (newest(node), node.day());
        let is_apart = newest.is_some() && !rows.is_empty();
        let date = match (day, newest) {
            (_, Some(newest)) => format!("… {newest}"),
            (day, None) => day.map_or(String::new(), |day| day.to_string()),
        };
        let below = rows.len().max(usize::from(!date.is_empty())) + usize::from(is_apart);
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
            mark,
            is_apart,
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
        let right = rect.right() - PAD - self.frame.end();
        if !self.mark.is_empty() {
            let at = base + LEADING - 3.5;
            let corner = right - self.frame.corner();
            sheet.anchored(corner, at, self.mark.as_str(), HEAD, GREY, Anchor::End);
        }
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
            let beside = if nth == last && !self.is_apart {
                ROW.width(&self.date) + 8.0
            } else {
                0.0
            };
            let room = right - left - beside - ROW.width(&row.tail);
            let words = ROW.cut(&row.words, room) + &row.tail;
            let at = y + self.row(nth) + 3.5;
            sheet.anchored(rows_at, at, words, ROW, row.manner.text(), rows_anchor);
        }
        if !self.date.is_empty() {
            let at = y + self.row(last + usize::from(self.is_apart)) + 3.5;
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

/// The document at which a set ends, by which two sets of the same name are told apart.
fn newest(node: &Node) -> Option<String> {
    let (body, number) = node.id.as_str().strip_prefix("set:")?.split_once('@')?;
    Some(format!("{body}/{number}"))
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
        tail: String::new(),
    }
}

/// Where the United Nations keep a document; of a part, the whole.
pub(super) fn address(node: &Node) -> Option<String> {
    let symbol = node.symbol()?;
    let whole = symbol.as_str().split('[').next()?;
    Some(format!("https://undocs.org/{whole}"))
}
