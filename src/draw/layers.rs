//! The diagram of several documents, or of what lies further away: columns by distance, from what cites on one side to
//! what is cited on the other, each column in the order in which its lines cross least.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::card::{Card, Measure};
use crate::draw::legend::Legend;
use crate::draw::page::{MARGIN, Page};
use crate::draw::places::{Wish, places};
use crate::draw::root;
use crate::draw::sheet::{Group, Sheet, Step};
use crate::draw::strand::{arrow, strand};
use crate::draw::subject::Subject;
use crate::draw::typeset::Type;
use crate::export::{Cluster, Manner, link_tale};
use crate::graph::Link;
use crate::model::{Language, NodeId};
use crate::query::order;

/// Between two cards of a column.
const GAP: f64 = 9.0;
/// The room of a line that passes a column.
const PASSING: f64 = 10.0;
/// How often the columns are put in order, there and back.
const SWEEPS: usize = 12;
const NOTE: Type = Type::plain(10.5);

/// What stands in a column: a card, or a line on its way to a further column.
struct Place {
    card: Option<usize>,
    /// The places in the neighbouring columns that it is tied to.
    ties: Vec<usize>,
    column: usize,
    height: f64,
    y: f64,
}

/// A line with the places that it passes, from left to right.
struct Course<'g> {
    link: Link<'g>,
    along: Vec<usize>,
    /// Whether it is read from left to right.
    forward: bool,
}

struct Plan<'g> {
    cards: Vec<Card<'g>>,
    places: Vec<Place>,
    /// The places of each column, from top to bottom.
    columns: Vec<Vec<usize>>,
    courses: Vec<Course<'g>>,
}

/// The picture.
pub(super) fn layers(subject: &Subject<'_>, language: Language) -> Page {
    let mut plan = Plan::new(subject, language);
    plan.put_in_order();
    plan.settle();
    let mut page = Page::new(subject, "title.layers", language);
    let mut sheet = Sheet::default();
    let (width, height) = plan.draw(&mut sheet, MARGIN, page.top);
    let mut y = page.top + height + 20.0;
    let wide = width.max(560.0);
    for note in root::notes(subject, language) {
        for line in NOTE.lines(&note, wide, 3) {
            y += 14.0;
            sheet.words(MARGIN, y, line, NOTE, crate::draw::card::GREY);
        }
    }
    let legend = Legend::of(&subject.nodes(), &subject.links(), wide, language);
    legend.draw(&mut sheet, MARGIN, y + 14.0);
    page.place(sheet);
    page.finish(MARGIN + wide + MARGIN, y + 14.0 + legend.height);
    page
}

impl<'g> Plan<'g> {
    fn new(subject: &Subject<'g>, language: Language) -> Plan<'g> {
        let mut distance: BTreeMap<usize, i64> = BTreeMap::new();
        let sides = [(&subject.citing, -1), (&subject.cited, 1)];
        for (members, sign) in sides {
            for member in members {
                let depth = sign * i64::try_from(member.depth).unwrap_or(i64::MAX);
                let held = distance.entry(member.number).or_insert(depth);
                if depth.abs() <= held.abs() {
                    *held = depth;
                }
            }
        }
        for numbers in &subject.asked {
            distance.insert(numbers[0], 0);
        }
        // The parts of what was asked for are drawn as the whole.
        let whole: BTreeMap<usize, usize> = subject
            .asked
            .iter()
            .flat_map(|numbers| numbers.iter().map(|&part| (part, numbers[0])))
            .collect();
        let first = distance.values().copied().min().unwrap_or(0);
        let last = distance.values().copied().max().unwrap_or(0);
        let count = usize::try_from(last - first + 1).unwrap_or(1);
        let measure = Measure::of(distance.len());
        let mut plan = Plan {
            cards: Vec::new(),
            places: Vec::new(),
            columns: vec![Vec::new(); count],
            courses: Vec::new(),
        };
        let own: BTreeSet<&NodeId> = whole
            .keys()
            .filter_map(|&n| subject.graph.at(n).body.as_ref())
            .collect();
        let own: Vec<&NodeId> = own.into_iter().collect();
        let mut numbers: Vec<usize> = distance.keys().copied().collect();
        numbers.sort_by_cached_key(|&number| {
            let node = subject.graph.at(number);
            (Cluster::of(node, &own), order(node), number)
        });
        let mut at: BTreeMap<usize, usize> = BTreeMap::new();
        for number in numbers {
            let mut card = Card::new(subject.graph.at(number), &[], measure, language);
            if distance[&number] == 0 {
                card.line = 2.6;
            }
            let column = usize::try_from(distance[&number] - first).unwrap_or(0);
            at.insert(number, plan.places.len());
            plan.add(Some(plan.cards.len()), column, card.height + GAP);
            plan.cards.push(card);
        }
        let place = |number: usize| at.get(whole.get(&number).unwrap_or(&number)).copied();
        let mut seen = BTreeSet::new();
        for link in subject.links() {
            if let (Some(from), Some(to)) = (place(link.from), place(link.to))
                && from != to
                && seen.insert((from, to, link.tie))
            {
                plan.lead(link, from, to);
            }
        }
        plan
    }

    fn add(&mut self, card: Option<usize>, column: usize, height: f64) -> usize {
        let place = self.places.len();
        self.columns[column].push(place);
        self.places.push(Place {
            card,
            ties: Vec::new(),
            column,
            height,
            y: 0.0,
        });
        place
    }

    /// Leads a line from one place to another, through a place of its own in every column between.
    fn lead(&mut self, link: Link<'g>, from: usize, to: usize) {
        let forward = self.places[from].column <= self.places[to].column;
        let (left, right) = if forward { (from, to) } else { (to, from) };
        let mut along = vec![left];
        for column in self.places[left].column + 1..self.places[right].column {
            along.push(self.add(None, column, PASSING));
        }
        along.push(right);
        for pair in along.windows(2) {
            if self.places[pair[0]].column != self.places[pair[1]].column {
                self.places[pair[0]].ties.push(pair[1]);
                self.places[pair[1]].ties.push(pair[0]);
            }
        }
        self.courses.push(Course { link, along, forward });
    }

    /// Puts each column in the order of the middles of what its places are tied to, there and back.
    fn put_in_order(&mut self) {
        for sweep in 0..SWEEPS {
            let count = self.columns.len();
            for nth in 0..count {
                let column = if sweep % 2 == 0 { nth } else { count - 1 - nth };
                let ranks = self.ranks();
                let near = |tie: &usize| match sweep % 2 {
                    0 => self.places[*tie].column < column,
                    _ => self.places[*tie].column > column,
                };
                let mut keyed: Vec<(f64, usize)> = self.columns[column]
                    .iter()
                    .enumerate()
                    .map(|(rank, &place)| {
                        let ties = &self.places[place].ties;
                        let own = rank as f64 / self.columns[column].len() as f64;
                        let near: Vec<f64> = ties.iter().filter(|tie| near(tie)).map(|&tie| ranks[tie]).collect();
                        let mean = near.iter().sum::<f64>() / near.len().max(1) as f64;
                        (if near.is_empty() { own } else { mean }, place)
                    })
                    .collect();
                // Of equals each keeps its place.
                keyed.sort_by(|one, next| one.0.total_cmp(&next.0));
                self.columns[column] = keyed.into_iter().map(|(_, place)| place).collect();
            }
        }
    }

    /// How far down its column each place stands, from 0 to 1.
    fn ranks(&self) -> Vec<f64> {
        let mut ranks = vec![0.0; self.places.len()];
        for column in &self.columns {
            for (rank, &place) in column.iter().enumerate() {
                ranks[place] = (rank as f64 + 0.5) / column.len() as f64;
            }
        }
        ranks
    }

    /// Moves every place as near as its column allows to the middle of what it is tied to.
    fn settle(&mut self) {
        for column in &self.columns {
            let total: f64 = column.iter().map(|&place| self.places[place].height).sum();
            let mut y = -total / 2.0;
            for &place in column {
                self.places[place].y = y + self.places[place].height / 2.0;
                y += self.places[place].height;
            }
        }
        for sweep in 0..SWEEPS {
            let count = self.columns.len();
            for nth in 0..count {
                let column = if sweep % 2 == 0 { nth } else { count - 1 - nth };
                let wishes: Vec<Wish> = self.columns[column].iter().map(|&place| self.wish(place)).collect();
                for (&place, y) in self.columns[column].iter().zip(places(&wishes)) {
                    self.places[place].y = y;
                }
            }
        }
    }

    fn wish(&self, place: usize) -> Wish {
        let held = &self.places[place];
        let ties = held.ties.iter().map(|&tie| self.places[tie].y);
        let sum: f64 = ties.sum();
        let middle = if held.ties.is_empty() {
            held.y
        } else {
            sum / held.ties.len() as f64
        };
        Wish {
            middle,
            room: held.height,
        }
    }

    /// Draws the plan, and tells how large it is.
    fn draw(&self, sheet: &mut Sheet, x: f64, y: f64) -> (f64, f64) {
        let wide = self.cards.iter().map(|card| card.width).fold(0.0, f64::max);
        let top = |place: &Place| place.y - place.height / 2.0;
        let highest = self.places.iter().map(top).fold(f64::INFINITY, f64::min);
        let lowest = self.places.iter().map(|place| top(place) + place.height - GAP);
        let lowest = lowest.fold(f64::NEG_INFINITY, f64::max);
        // The more lines run between two columns, the more room they need.
        let busy = |column: usize| {
            let runs = |course: &&Course<'_>| {
                let (first, last) = (course.along[0], course.along[course.along.len() - 1]);
                (self.places[first].column..=self.places[last].column).contains(&column)
            };
            70.0 + (self.courses.iter().filter(runs).count() as f64).sqrt() * 9.0
        };
        let mut lefts = vec![x];
        for column in 0..self.columns.len() - 1 {
            lefts.push(lefts[column] + wide + busy(column));
        }
        let shift = y - highest;
        for course in &self.courses {
            self.draw_course(sheet, course, &lefts, wide, shift);
        }
        for place in &self.places {
            if let Some(card) = place.card {
                self.cards[card].draw(sheet, lefts[place.column], top(place) + shift, false);
            }
        }
        (lefts[lefts.len() - 1] + wide - x, lowest - highest)
    }

    fn draw_course(&self, sheet: &mut Sheet, course: &Course<'_>, lefts: &[f64], wide: f64, shift: f64) {
        let ink = Manner::of(&course.link).ink();
        let height = |place: usize| {
            self.places[place].y + shift
                - if self.places[place].card.is_some() {
                    GAP / 2.0
                } else {
                    0.0
                }
        };
        let (first, last) = (course.along[0], course.along[course.along.len() - 1]);
        sheet.begin(Group {
            class: "link",
            title: link_tale(&course.link),
            ..Group::default()
        });
        let left = lefts[self.places[first].column] + wide;
        if self.places[first].column == self.places[last].column {
            // Within a column the line bows out on its far side.
            let (from, to) = (height(first), height(last));
            let bow = left + 14.0 + (to - from).abs().sqrt() * 2.2;
            let steps = vec![Step::Move(left, from), Step::Curve(bow, from, bow, to, left + 6.0, to)];
            strand(sheet, steps, ink);
            arrow(sheet, left, to, -1.0, ink.line);
            sheet.end();
            return;
        }
        let begin = if course.forward { 0.0 } else { 6.0 };
        let mut steps = vec![Step::Move(left + begin, height(first))];
        let mut at = left;
        for pair in course.along.windows(2) {
            let next = lefts[self.places[pair[1]].column];
            let is_last = self.places[pair[1]].card.is_some();
            let end = if is_last && course.forward { next - 6.0 } else { next };
            let (from, to) = (height(pair[0]), height(pair[1]));
            let half = (next - at) / 2.0;
            steps.push(Step::Curve(at + half, from, next - half, to, end, to));
            if !is_last {
                steps.push(Step::Line(next + wide, to));
            }
            at = next + wide;
        }
        strand(sheet, steps, ink);
        match course.forward {
            true => arrow(sheet, lefts[self.places[last].column], height(last), 1.0, ink.line),
            false => arrow(sheet, left, height(first), -1.0, ink.line),
        }
        sheet.end();
    }
}
