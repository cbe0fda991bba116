//! The diagram of several documents, or of what lies further away: strips by distance, from what cites on one side to what
//! is cited on the other. What is tied to the same stands in one box, to which one line of each sort leads; what else a
//! card is tied to it tells by numbers, so that no line crosses a card.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::card::{BLACK, Measure};
use crate::draw::levels::Levels;
use crate::draw::middle::Middle;
use crate::draw::page::{MARGIN, Page};
use crate::draw::root::WIDTH;
use crate::draw::sheet::{Anchor, Rect, Sheet};
use crate::draw::strands::{Near, Strand, count, gap, leading, spread};
use crate::draw::strip::{Group, Strip, groups};
use crate::draw::subject::Subject;
use crate::draw::telling::Telling;
use crate::draw::typeset::Type;
use crate::draw::words::phrase;
use crate::model::Language;

const SIDE: Type = Type::bold(14.0);
/// The proportions that a picture should have.
const SHAPE: f64 = 1.5;
/// Between the headings of the sides and what stands below.
const HEAD: f64 = 28.0;

/// The picture.
pub(super) fn layers(subject: &Subject<'_>, language: Language) -> Page {
    let levels = Levels::new(subject);
    let grouped = grouped(&levels);
    let telling = Telling {
        subject,
        levels: &levels,
        marks: marks(&levels, &grouped),
        measure: Measure::of(subject.drawn()),
        language,
    };
    let strips = grouped
        .into_iter()
        .map(|(level, groups)| (level, Strip::new(&telling, groups, level < 0)));
    let strips: BTreeMap<i64, Strip<'_>> = strips.collect();
    let mut page = Page::new(subject, "title.layers", language);
    let plan = Plan::new(&telling, &strips);
    let (sheet, right, foot) = plan.draw(page.top);
    page.place(sheet);
    page.finish(right + MARGIN, foot);
    page
}

/// The groups of each level but that of what was asked for, from the middle outwards.
fn grouped(levels: &Levels<'_>) -> BTreeMap<i64, Vec<Group>> {
    let mut all = BTreeMap::new();
    let (first, last) = levels.ends();
    for sign in [-1, 1] {
        let mut ranks: BTreeMap<usize, usize> = levels.at(0).enumerate().map(|(rank, n)| (n, rank)).collect();
        for distance in 1..=if sign < 0 { -first } else { last } {
            let level = sign * distance;
            let found = groups(levels, level, &ranks);
            let members = found.iter().flat_map(|group| &group.members);
            ranks = members.enumerate().map(|(rank, &n)| (n, rank)).collect();
            if !found.is_empty() {
                all.insert(level, found);
            }
        }
    }
    all
}

/// The numbers of what cards refer to without a line of their own, in the order in which they are read.
fn marks(levels: &Levels<'_>, grouped: &BTreeMap<i64, Vec<Group>>) -> BTreeMap<usize, usize> {
    let beside = levels.beside.values().flatten().map(|tie| tie.other);
    let shared = grouped.values().flatten().filter(|group| group.sources.len() > 1);
    let shared = shared.flat_map(|group| group.sources.iter().copied());
    let referred: BTreeSet<usize> = beside.chain(shared).collect();
    let order = levels.order.iter().filter(|number| referred.contains(number));
    order.enumerate().map(|(nth, &number)| (number, nth + 1)).collect()
}

/// Where the strips of a picture stand.
struct Plan<'a, 'g> {
    telling: &'a Telling<'a, 'g>,
    strips: &'a BTreeMap<i64, Strip<'g>>,
    middle: Middle<'g>,
    /// How many columns each strip has.
    columns: BTreeMap<i64, usize>,
}

impl<'a, 'g> Plan<'a, 'g> {
    /// The strips as tall as makes the picture of the right proportions.
    fn new(telling: &'a Telling<'a, 'g>, strips: &'a BTreeMap<i64, Strip<'g>>) -> Plan<'a, 'g> {
        let mut plan = Plan {
            telling,
            strips,
            middle: Middle::new(telling),
            columns: BTreeMap::new(),
        };
        let mut best = (f64::INFINITY, BTreeMap::new());
        let mut limit = 200.0;
        while limit < 30_000.0 {
            let columns = strips.iter().map(|(&level, strip)| (level, strip.columns(limit)));
            plan.columns = columns.collect();
            let off = (plan.width() / (plan.height() + 130.0) / SHAPE).ln().abs();
            if off < best.0 {
                best = (off, plan.columns.clone());
            }
            limit *= 1.05;
        }
        plan.columns = best.1;
        plan
    }

    fn width(&self) -> f64 {
        let strips = self
            .strips
            .iter()
            .map(|(level, strip)| strip.width(self.columns[level]) + self.gap(*level));
        WIDTH + 2.0 * MARGIN + strips.sum::<f64>()
    }

    fn height(&self) -> f64 {
        let strips = self.strips.iter();
        strips
            .map(|(level, strip)| self.head() + strip.height(self.columns[level]))
            .fold(self.head() + self.middle.height, f64::max)
    }

    /// The room of the headings, where there are any.
    fn head(&self) -> f64 {
        if self.strips.is_empty() { 0.0 } else { HEAD }
    }

    /// The room between a strip and the next one nearer the middle: the more lines run there, the more.
    fn gap(&self, level: i64) -> f64 {
        let panels = self.strips[&level].panels.iter();
        gap(panels.map(|panel| count(self.telling.levels, panel)).sum())
    }

    /// The picture, its right edge and its foot.
    fn draw(&self, top: f64) -> (Sheet, f64, f64) {
        let mut sheet = Sheet::default();
        let y = top + self.head();
        let mut x = MARGIN;
        let mut places: BTreeMap<i64, Vec<Rect>> = BTreeMap::new();
        let mut edges: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
        for (&level, strip) in self.strips.range(..0) {
            let wide = strip.width(self.columns[&level]);
            places.insert(level, strip.draw(&mut sheet, x, y, self.columns[&level]));
            edges.insert(level, (x, x + wide));
            x += wide + self.gap(level);
        }
        self.middle.draw(&mut sheet, x, y);
        edges.insert(0, (x, x + WIDTH));
        let mut right = x + WIDTH;
        for (&level, strip) in self.strips.range(1..) {
            x = right + self.gap(level);
            right = x + strip.width(self.columns[&level]);
            places.insert(level, strip.draw(&mut sheet, x, y, self.columns[&level]));
            edges.insert(level, (x, right));
        }
        self.draw_lines(&mut sheet, &places, &edges);
        self.draw_headings(&mut sheet, &edges, top);
        (sheet, right, top + self.height())
    }

    /// Draws the lines to the boxes from the cards that face them.
    fn draw_lines(&self, sheet: &mut Sheet, places: &BTreeMap<i64, Vec<Rect>>, edges: &BTreeMap<i64, (f64, f64)>) {
        let graph = self.telling.subject.graph;
        let boxes = sheet.boxes.iter();
        let cards: BTreeMap<usize, Rect> = boxes
            .filter_map(|(id, rect)| Some((graph.number(id)?, *rect)))
            .collect();
        for (&level, rects) in places {
            let sign = if level < 0 { -1.0 } else { 1.0 };
            let nearer = level - level.signum();
            let holders: &[Rect] = places.get(&nearer).map_or(&[], Vec::as_slice);
            let near = |number: usize| Some(near(*cards.get(&number)?, holders, sign));
            let strip = self.strips[&level].panels.iter().zip(rects);
            let lines = strip.flat_map(|(panel, &far)| leading(self.telling.levels, panel, far, near));
            let mut lines: Vec<Strand<'_>> = lines.collect();
            spread(&mut lines);
            let edge = edges
                .get(&nearer)
                .map_or(0.0, |&(left, right)| if level < 0 { left } else { right });
            for line in &lines {
                line.draw(sheet, edge, sign);
            }
        }
    }

    fn draw_headings(&self, sheet: &mut Sheet, edges: &BTreeMap<i64, (f64, f64)>, top: f64) {
        let language = self.telling.language;
        if let Some((_, right)) = edges.get(&-1) {
            sheet.anchored(
                *right,
                top + 14.0,
                phrase("side-cited-by", language),
                SIDE,
                BLACK,
                Anchor::End,
            );
        }
        if let Some((left, _)) = edges.get(&1) {
            sheet.words(*left, top + 14.0, phrase("side-cites", language), SIDE, BLACK);
        }
    }
}

/// Where a card stands among the boxes of its strip: lines can leave it where it stands at the outer edge of one.
fn near(card: Rect, holders: &[Rect], sign: f64) -> Near {
    let holds = |holder: &&Rect| {
        let is_across = holder.x <= card.x && card.right() <= holder.right();
        is_across && holder.y <= card.y && card.bottom() <= holder.bottom()
    };
    let Some(holder) = holders.iter().find(holds) else {
        return Near {
            own: Some(card),
            holder: card,
        };
    };
    let inside = match sign > 0.0 {
        true => holder.right() - card.right(),
        false => card.x - holder.x,
    };
    Near {
        own: (inside < card.w).then_some(card),
        holder: *holder,
    }
}
