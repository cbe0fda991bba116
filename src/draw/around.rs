//! The diagram of one document: itself in the middle, what it cites on one side and what cites it on the other, in columns
//! under headings. From the document a line of each sort runs along the columns and branches off to the cards, so that
//! lines never tangle.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::card::{BLACK, Card, GREY, Measure};
use crate::draw::columns::{Column, GAP, HEADING, Pile, columns, even};
use crate::draw::legend::Legend;
use crate::draw::page::{MARGIN, Page};
use crate::draw::root::{Root, WIDTH, body_name};
use crate::draw::sheet::{Anchor, Ink, Rect, Sheet, Step};
use crate::draw::strand::{arrow, strand};
use crate::draw::subject::{Member, Subject};
use crate::draw::typeset::Type;
use crate::draw::words::{filled, phrase};
use crate::export::{Cluster, Manner};
use crate::graph::Link;
use crate::model::{Language, NodeId};
use crate::query::order;

/// Between two lines that run side by side.
const LANE: f64 = 15.0;
const BUS: f64 = 8.0;
/// How far a line's turn reaches.
const TURN: f64 = 6.0;
/// From the last line of a gutter to the cards.
const BRANCH: f64 = 26.0;
const PANEL: f64 = 8.0;
const SIDE: Type = Type::bold(14.0);
const LABEL: Type = Type::plain(10.0);
const HEAD: Type = Type::bold(11.0);

/// The proportions that a picture should have: a little wider than a sheet of paper on its side.
const SHAPE: f64 = 1.5;

/// One side of the picture.
struct Side<'g> {
    /// 1 to the right, -1 to the left.
    sign: f64,
    /// The cards in their piles.
    piles: Vec<Pile<'g>>,
    /// How many lines each sort has, in the order in which they leave the document.
    lanes: Vec<(Manner, usize)>,
    heading: String,
}

/// The picture.
pub(super) fn around(subject: &Subject<'_>, language: Language) -> Page {
    let measure = Measure::of(subject.drawn());
    let own = own_bodies(subject);
    let ahead = Side::new(subject, true, &own, measure, language);
    let behind = Side::new(subject, false, &own, measure, language);
    let legend = Legend::of(&subject.nodes(), &subject.links(), WIDTH, language);
    let root = Root::new(subject, ahead.ports().max(behind.ports()), language);
    let centre = root.height + 16.0 + legend.height;
    let (left, right) = arrange(&behind, &ahead, centre);

    let mut page = Page::new(subject, "title.around", language);
    let root_x = MARGIN + behind.width(&left);
    let top = page.top;
    let mut sheet = Sheet::default();
    for (side, columns) in [(&behind, &left), (&ahead, &right)] {
        let edge = if side.sign > 0.0 { root_x + WIDTH } else { root_x };
        side.draw(&mut sheet, columns, edge, top);
    }
    root.draw(&mut sheet, root_x, top);
    let legend_y = top + root.height + 16.0;
    legend.draw(&mut sheet, root_x, legend_y);
    let tallest = |columns: &[Column], side: &Side<'_>| {
        let tallest = columns.iter().map(|column| column.height).fold(0.0, f64::max);
        side.panels(columns) + tallest
    };
    let height = centre.max(tallest(&left, &behind)).max(tallest(&right, &ahead));
    page.place(sheet);
    let width = root_x + WIDTH + ahead.width(&right) + MARGIN;
    page.finish(width, top + height);
    page
}

/// The bodies of what was asked for: their documents stand apart.
fn own_bodies(subject: &Subject<'_>) -> BTreeSet<NodeId> {
    let asked = subject.asked.iter().flatten();
    asked
        .filter_map(|&number| subject.graph.at(number).body.clone())
        .collect()
}

/// The columns of both sides, as tall as makes the picture of the right proportions.
fn arrange(behind: &Side<'_>, ahead: &Side<'_>, centre: f64) -> (Vec<Column>, Vec<Column>) {
    let mut best = (f64::INFINITY, Vec::new(), Vec::new());
    let mut limit = 240.0;
    while limit < 12_000.0 {
        let (left, right) = (columns(&behind.piles, limit), columns(&ahead.piles, limit));
        let tallest = left
            .iter()
            .chain(&right)
            .map(|column| column.height)
            .fold(centre, f64::max);
        let width = behind.width(&left) + ahead.width(&right) + WIDTH + 2.0 * MARGIN;
        let off = (width / (tallest + 190.0) / SHAPE).ln().abs();
        if off < best.0 {
            best = (off, left, right);
        }
        limit *= 1.03;
    }
    (even(&behind.piles, best.1.len()), even(&ahead.piles, best.2.len()))
}

impl<'g> Side<'g> {
    fn new(
        subject: &Subject<'g>,
        ahead: bool,
        own: &BTreeSet<NodeId>,
        measure: Measure,
        language: Language,
    ) -> Side<'g> {
        let own: Vec<&NodeId> = own.iter().collect();
        let (members, whole, key) = match ahead {
            true => (&subject.cited, subject.whole.0, "side-cites"),
            false => (&subject.citing, subject.whole.1, "side-cited-by"),
        };
        let mut groups: BTreeMap<(Cluster, Option<&NodeId>), Vec<&Member<'g>>> = BTreeMap::new();
        for member in members {
            let sort = match member.links.iter().all(Link::is_fact) {
                true => Cluster::Background,
                false => Cluster::of(member.node, &own),
            };
            // Where there is no own body, each stands for itself.
            let body = member
                .node
                .body
                .as_ref()
                .filter(|_| own.is_empty() && sort == Cluster::OtherBodies);
            groups.entry((sort, body)).or_default().push(member);
        }
        let mut count: BTreeMap<Manner, usize> = BTreeMap::new();
        let mut piles = Vec::new();
        for ((sort, body), mut members) in groups {
            members.sort_by_cached_key(|member| (order(member.node).0.is_none(), order(member.node), member.number));
            let card = |member: &&Member<'g>| Card::new(member.node, &member.links, measure, language);
            let cards: Vec<Card<'g>> = members.iter().map(card).collect();
            for row in cards.iter().flat_map(|card| &card.rows) {
                *count.entry(row.manner).or_default() += 1;
            }
            let name = match body {
                Some(body) => body_name(subject.graph, body, language),
                None => sort.title(language).to_owned(),
            };
            piles.push(Pile {
                heading: name,
                again: phrase("continued", language).to_owned(),
                cards,
            });
        }
        let drawn = members.len();
        let mut heading = format!("{} · {drawn}", phrase(key, language));
        if drawn < whole {
            heading = format!(
                "{} · {}",
                phrase(key, language),
                filled("drawn", language, &drawn.to_string(), &whole.to_string())
            );
        }
        Side {
            sign: if ahead { 1.0 } else { -1.0 },
            piles,
            lanes: count.into_iter().collect(),
            heading,
        }
    }

    /// The words on a line where it leaves the document.
    fn label(&self, nth: usize) -> String {
        self.lanes[nth].1.to_string()
    }

    /// The room between the document and the first gutter.
    fn label_room(&self) -> f64 {
        let widest = (0..self.lanes.len())
            .map(|nth| LABEL.width(&self.label(nth)))
            .fold(0.0, f64::max);
        widest + 26.0
    }

    /// How tall a card must be for all lines to leave it at its side.
    fn ports(&self) -> f64 {
        match self.lanes.len() {
            0 => 0.0,
            count => 26.0 + 18.0 + (count - 1) as f64 * LANE + 12.0,
        }
    }

    /// Where the panels begin, below the top of the document: beneath the lines that run on to further columns.
    fn panels(&self, columns: &[Column]) -> f64 {
        match columns.len() {
            0 | 1 => 26.0,
            _ => 26.0 + 12.0 + self.lanes.len() as f64 * LANE,
        }
    }

    fn used(&self, column: &Column) -> Vec<usize> {
        let manners: BTreeSet<Manner> = self
            .cards(column)
            .flat_map(|card| &card.rows)
            .map(|row| row.manner)
            .collect();
        let used = self
            .lanes
            .iter()
            .enumerate()
            .filter(|(_, (manner, _))| manners.contains(manner));
        used.map(|(nth, _)| nth).collect()
    }

    fn cards<'a>(&'a self, column: &'a Column) -> impl Iterator<Item = &'a Card<'g>> {
        let blocks = column.blocks.iter();
        blocks.flat_map(|block| &self.piles[block.pile].cards[block.cards.clone()])
    }

    fn card_width(&self) -> f64 {
        let cards = self.piles.iter().flat_map(|pile| &pile.cards);
        cards.map(|card| card.width).fold(0.0, f64::max)
    }

    fn gutter(&self, column: &Column) -> f64 {
        16.0 + self.used(column).len() as f64 * BUS + BRANCH
    }

    fn width(&self, columns: &[Column]) -> f64 {
        if columns.is_empty() {
            return 0.0;
        }
        let each = columns
            .iter()
            .map(|column| self.gutter(column) + self.card_width() + 2.0 * PANEL);
        self.label_room() + each.sum::<f64>()
    }

    /// Draws the side of a document whose edge is at `edge` and whose top is at `top`.
    fn draw(&self, sheet: &mut Sheet, columns: &[Column], edge: f64, top: f64) {
        if columns.is_empty() {
            return;
        }
        let out = |distance: f64| edge + self.sign * distance;
        let lane = |nth: usize| top + 26.0 + 18.0 + nth as f64 * LANE;
        let panels = top + self.panels(columns);
        let wide = self.card_width() + 2.0 * PANEL;
        let mut at = self.label_room();
        // Where each line has come to.
        let mut begun: Vec<f64> = vec![0.0; self.lanes.len()];
        let mut branches: Vec<(usize, f64, f64, f64)> = Vec::new();
        let mut trunks: Vec<Vec<(f64, f64)>> = vec![Vec::new(); self.lanes.len()];
        let first_at = at + self.gutter(&columns[0]);
        for column in columns {
            let used = self.used(column);
            let near = at + self.gutter(column);
            let x = if self.sign > 0.0 { out(near) } else { out(near + wide) };
            let rows = self.draw_column(sheet, column, x, panels);
            for (place, &nth) in used.iter().rev().enumerate() {
                let bus = at + 16.0 + place as f64 * BUS;
                let mut last: (f64, f64) = (lane(nth), lane(nth));
                for &(manner, y, _) in rows.iter().filter(|row| row.0 == self.lanes[nth].0) {
                    let _ = manner;
                    branches.push((nth, bus, y, near + PANEL));
                    let turn = if y > lane(nth) { y - TURN } else { y + TURN };
                    last = (last.0.min(turn), last.1.max(turn));
                }
                begun[nth] = bus;
                for y in [last.0, last.1] {
                    if (y - lane(nth)).abs() > 0.1 {
                        trunks[nth].push((bus, y));
                    }
                }
            }
            at = near + wide;
        }
        let heading_x = out(first_at);
        let anchor = if self.sign > 0.0 { Anchor::Start } else { Anchor::End };
        sheet.anchored(heading_x, top + 14.0, self.heading.as_str(), SIDE, BLACK, anchor);
        self.draw_lines(sheet, &trunks, &branches, &out, &lane, &begun);
    }

    fn draw_lines(
        &self,
        sheet: &mut Sheet,
        trunks: &[Vec<(f64, f64)>],
        branches: &[(usize, f64, f64, f64)],
        out: &impl Fn(f64) -> f64,
        lane: &impl Fn(usize) -> f64,
        begun: &[f64],
    ) {
        for (nth, (manner, _)) in self.lanes.iter().enumerate() {
            let (ink, y) = (manner.ink(), lane(nth));
            for &(bus, end) in &trunks[nth] {
                let turn = if end > y { TURN } else { -TURN };
                let down = vec![
                    Step::Move(out(bus - TURN), y),
                    Step::Round(out(bus), y, out(bus), y + turn),
                    Step::Line(out(bus), end),
                ];
                strand(sheet, down, ink);
            }
            let along = vec![Step::Move(out(0.0), y), Step::Line(out(begun[nth] - TURN), y)];
            strand(sheet, along, ink);
        }
        for &(nth, bus, y, card) in branches {
            let ink = self.lanes[nth].0.ink();
            let turn = if y > lane(nth) { -TURN } else { TURN };
            let end = if self.sign > 0.0 { card - 6.0 } else { card };
            let steps = vec![
                Step::Move(out(bus), y + turn),
                Step::Round(out(bus), y, out(bus + TURN), y),
                Step::Line(out(end), y),
            ];
            sheet.path(steps, ink);
            if self.sign > 0.0 {
                arrow(sheet, out(card), y, 1.0, ink.line);
            }
        }
        for (nth, (manner, _)) in self.lanes.iter().enumerate() {
            let y = lane(nth);
            if self.sign < 0.0 {
                arrow(sheet, out(0.0), y, 1.0, manner.colour());
            }
            let anchor = if self.sign > 0.0 { Anchor::Start } else { Anchor::End };
            sheet.anchored(out(8.0), y - 3.5, self.label(nth), LABEL, manner.text(), anchor);
        }
    }

    /// Draws a column, and tells where the rows of its cards are.
    fn draw_column(&self, sheet: &mut Sheet, column: &Column, x: f64, top: f64) -> Vec<(Manner, f64, f64)> {
        let mut rows = Vec::new();
        let mut y = top;
        for block in &column.blocks {
            let pile = &self.piles[block.pile];
            let cards = &pile.cards[block.cards.clone()];
            let rect = Rect {
                x,
                y,
                w: self.card_width() + 2.0 * PANEL,
                h: block.height,
            };
            sheet.rect(rect, Ink::filled("#f5f5f3").rounded(6.0));
            let words = pile.title(block.cards.start == 0, HEAD, rect.w - 2.0 * PANEL);
            let (at, anchor) = if self.sign > 0.0 {
                (x + PANEL, Anchor::Start)
            } else {
                (rect.right() - PANEL, Anchor::End)
            };
            sheet.anchored(at, y + 17.0, words, HEAD, GREY, anchor);
            let mut card_y = y + HEADING;
            for card in cards {
                card.draw(sheet, x + PANEL, card_y, self.sign < 0.0);
                for (nth, row) in card.rows.iter().enumerate() {
                    rows.push((row.manner, card_y + card.row(nth), card_y));
                }
                card_y += card.height + GAP;
            }
            y += block.height + super::columns::BETWEEN;
        }
        rows
    }
}
