//! Lines from cards to the boxes of what they are tied to: side by side where they leave and where they arrive, in the order
//! of their other ends.

use std::collections::BTreeMap;

use crate::draw::levels::{Levels, Tie};
use crate::draw::panel::Panel;
use crate::draw::sheet::{Group, Rect, Sheet, Step};
use crate::draw::strand::{arrow, strand};
use crate::export::{Manner, link_tale};

/// Between two lines side by side.
const APART: f64 = 7.0;
/// Above the first and below the last line at an edge.
const EDGE: f64 = 7.0;
/// Before the first and after the last line that runs up or down a gap: the last needs room for the arrows.
const BEFORE: f64 = 12.0;
const AFTER: f64 = 22.0;
/// How far a line's turn reaches.
const TURN: f64 = 6.0;
/// More lines stand closer.
const MOST: f64 = 190.0;

/// A line between a card and a box further out.
pub(super) struct Strand<'g> {
    tie: Tie<'g>,
    manner: Manner,
    /// The box of the card, and of what is further out.
    near: Rect,
    far: Rect,
    /// Where the heights are at which it leaves and arrives.
    from: f64,
    to: f64,
    /// How far into the gap it turns.
    turn: f64,
}

/// The room for lines between two strips, of which so many lead to the further one.
pub(super) fn gap(lines: usize) -> f64 {
    BEFORE + AFTER + 12.0 + (lines as f64 * APART).min(MOST)
}

/// Where a card stands: its own place, if lines can leave it for the next strip, and that of its box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub own: Option<Rect>,
    pub holder: Rect,
}

/// The lines that lead to a box: of each thing that its cards are tied to, one of each sort. Where such a thing stands
/// behind others they lead from the boxes, and the cards tell by numbers from what.
pub(super) fn leading<'g>(
    levels: &Levels<'g>,
    panel: &Panel<'_>,
    far: Rect,
    near: impl Fn(usize) -> Option<Near>,
) -> Vec<Strand<'g>> {
    let lines = sorts(levels, panel);
    let all = lines
        .keys()
        .all(|&(other, _, _)| near(other).is_some_and(|near| near.own.is_some()));
    let mut drawn: Vec<(Rect, Manner, bool)> = Vec::new();
    let lines = lines.into_iter().filter_map(|((other, manner, outward), tie)| {
        let near = near(other)?;
        let near = near.own.filter(|_| all).unwrap_or(near.holder);
        if drawn.contains(&(near, manner, outward)) {
            return None;
        }
        drawn.push((near, manner, outward));
        Some(Strand {
            tie,
            manner,
            near,
            far,
            from: near.middle(),
            to: far.middle(),
            turn: 0.0,
        })
    });
    lines.collect()
}

/// What leads to a box, one for each thing, sort and direction.
fn sorts<'g>(levels: &Levels<'g>, panel: &Panel<'_>) -> BTreeMap<(usize, Manner, bool), Tie<'g>> {
    let members = panel.members.iter();
    let mut lines = BTreeMap::new();
    for tie in members.filter_map(|member| levels.inward.get(member)).flatten() {
        let key = (tie.other, Manner::of(&tie.link), tie.outward);
        lines.entry(key).or_insert(*tie);
    }
    lines
}

/// How many lines lead to a box.
pub(super) fn count(levels: &Levels<'_>, panel: &Panel<'_>) -> usize {
    sorts(levels, panel).len()
}

/// Spreads lines along the edges at which they leave and arrive.
pub(super) fn spread(lines: &mut [Strand<'_>]) {
    let order = |lines: &mut [Strand<'_>], key: &dyn Fn(&Strand<'_>) -> (f64, f64)| {
        lines.sort_by(|one, next| {
            let (one_key, next_key) = (key(one), key(next));
            let places = one_key.0.total_cmp(&next_key.0).then(one_key.1.total_cmp(&next_key.1));
            places.then(one.manner.cmp(&next.manner))
        });
    };
    order(lines, &|line| (line.near.y, line.far.y));
    for side in lines.chunk_by_mut(|one, next| one.near == next.near) {
        let (near, middle) = (side[0].near, side[0].near.middle());
        for (nth, y) in ports(near, middle, side.len()).into_iter().enumerate() {
            side[nth].from = y;
        }
    }
    order(lines, &|line| (line.far.y, line.near.y));
    for side in lines.chunk_by_mut(|one, next| one.far == next.far) {
        let middle = side.iter().map(|line| line.from).sum::<f64>() / side.len() as f64;
        for (nth, y) in ports(side[0].far, middle, side.len()).into_iter().enumerate() {
            side[nth].to = y;
        }
    }
    turn(lines);
}

/// Gives each line its place in the gap: so that none crosses another more than it must, those that run down turn the later
/// the higher they begin, those that run up the sooner.
fn turn(lines: &mut [Strand<'_>]) {
    lines.sort_by(|one, next| one.from.total_cmp(&next.from));
    let is_turning = |line: &Strand<'_>| (line.from - line.to).abs() > 0.5;
    let count = lines.iter().filter(|line| is_turning(line)).count();
    let apart = APART.min(MOST / count.max(1) as f64);
    let (up, down): (Vec<usize>, Vec<usize>) = (0..lines.len())
        .filter(|&nth| is_turning(&lines[nth]))
        .partition(|&nth| lines[nth].to < lines[nth].from);
    for (place, nth) in up.into_iter().chain(down.into_iter().rev()).enumerate() {
        lines[nth].turn = BEFORE + place as f64 * apart;
    }
}

/// The heights of so many lines at the edge of a box, as near to a middle as the edge is long.
fn ports(rect: Rect, middle: f64, count: usize) -> Vec<f64> {
    let room = (rect.h - 2.0 * EDGE).max(0.0);
    let apart = APART.min(room / (count.max(2) - 1) as f64);
    let half = apart * (count - 1) as f64 / 2.0;
    let (first, last) = (rect.y + EDGE + half, rect.bottom() - EDGE - half);
    let middle = middle.min(last).max(first);
    (0..count).map(|nth| middle - half + nth as f64 * apart).collect()
}

impl Strand<'_> {
    /// Draws the line: past the edge of the strip of its card, up or down the gap, and on to the box.
    pub fn draw(&self, sheet: &mut Sheet, edge: f64, sign: f64) {
        let ink = self.manner.ink();
        let (start, end) = match sign > 0.0 {
            true => (self.near.right(), self.far.x),
            false => (self.near.x, self.far.right()),
        };
        // The head of the arrow is where the line ends.
        let (tail, head) = match self.tie.outward {
            true => (start + sign * 6.0, end),
            false => (start, end - sign * 6.0),
        };
        let steps = self.steps(tail, edge + sign * self.turn, head, sign);
        sheet.begin(Group {
            class: "link",
            title: link_tale(&self.tie.link),
            ..Group::default()
        });
        strand(sheet, steps, ink);
        match self.tie.outward {
            true => arrow(sheet, start, self.from, -sign, ink.line),
            false => arrow(sheet, end, self.to, sign, ink.line),
        }
        sheet.end();
    }

    fn steps(&self, tail: f64, trunk: f64, head: f64, sign: f64) -> Vec<Step> {
        let (from, to) = (self.from, self.to);
        let drop = to - from;
        if drop.abs() <= 0.5 {
            return vec![Step::Move(tail, from), Step::Line(head, from)];
        }
        let turn = TURN.min(drop.abs() / 2.0);
        let (across, down) = (sign * turn, drop.signum() * turn);
        vec![
            Step::Move(tail, from),
            Step::Line(trunk - across, from),
            Step::Round(trunk, from, trunk, from + down),
            Step::Line(trunk, to - down),
            Step::Round(trunk, to, trunk + across, to),
            Step::Line(head, to),
        ]
    }
}
