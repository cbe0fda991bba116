//! Columns by distance: what stands in each, in the order in which lines cross least, and how high.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::bundle::Bundle;
use crate::draw::card::{Card, Measure};
use crate::draw::places::{Wish, places};
use crate::draw::subject::Subject;
use crate::export::{Cluster, Manner};
use crate::graph::Link;
use crate::model::{Language, NodeId};
use crate::query::order;

/// Between two cards of a column.
pub(super) const GAP: f64 = 9.0;
/// The room of a line that passes a column.
const PASSING: f64 = 10.0;
/// How often the columns are put in order, there and back.
const SWEEPS: usize = 12;
/// So many that are tied to the same stand together in a bundle.
const TOGETHER: usize = 3;

/// What stands at a place.
pub(super) enum Content<'g> {
    Card(Box<Card<'g>>),
    /// Cards that are all tied to the same.
    Bundle(Bundle<'g>),
    /// A line on its way to a further column.
    Passing,
}

impl Content<'_> {
    /// The width and the height.
    pub fn size(&self) -> (f64, f64) {
        match self {
            Content::Card(card) => (card.width, card.height),
            Content::Bundle(bundle) => (bundle.width, bundle.height),
            Content::Passing => (0.0, PASSING - GAP),
        }
    }
}

pub(super) struct Place<'g> {
    pub content: Content<'g>,
    pub column: usize,
    /// Where its middle stands.
    pub y: f64,
    /// The places in other columns that it is tied to.
    ties: Vec<usize>,
}

impl Place<'_> {
    pub fn is_passing(&self) -> bool {
        matches!(self.content, Content::Passing)
    }

    /// The height with the gap below.
    fn room(&self) -> f64 {
        self.content.size().1 + GAP
    }
}

/// A line with the places that it passes, from left to right.
pub(super) struct Course<'g> {
    pub link: Link<'g>,
    pub manner: Manner,
    pub along: Vec<usize>,
    /// Whether it is read from left to right.
    pub forward: bool,
    /// How far it stands off from the others between the same two places.
    pub off: f64,
}

/// The plan of a picture in columns.
pub(super) struct Plan<'g> {
    pub places: Vec<Place<'g>>,
    /// The places of each column, from top to bottom.
    pub columns: Vec<Vec<usize>>,
    /// The column of what was asked for.
    pub middle: usize,
    pub courses: Vec<Course<'g>>,
}

impl<'g> Plan<'g> {
    pub fn new(subject: &Subject<'g>, language: Language) -> Plan<'g> {
        let mut plan = Plan::laid_out(subject, language);
        plan.put_in_order();
        plan.settle();
        plan
    }

    fn laid_out(subject: &Subject<'g>, language: Language) -> Plan<'g> {
        let distance = distances(subject);
        // The parts of what was asked for are drawn as the whole.
        let asked = subject.asked.iter();
        let whole: BTreeMap<usize, usize> = asked
            .flat_map(|numbers| numbers.iter().map(|&part| (part, numbers[0])))
            .collect();
        let whole_of = |number: usize| whole.get(&number).copied().unwrap_or(number);
        let mut links = subject.links();
        links.retain(|link| {
            let (from, to) = (whole_of(link.from), whole_of(link.to));
            from != to && distance.contains_key(&from) && distance.contains_key(&to)
        });
        let mut ties: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for link in &links {
            let (from, to) = (whole_of(link.from), whole_of(link.to));
            ties.entry(from).or_default().insert(to);
            ties.entry(to).or_default().insert(from);
        }
        let first = distance.values().copied().min().unwrap_or(0);
        let last = distance.values().copied().max().unwrap_or(0);
        let column_of = |number: usize| usize::try_from(distance[&number] - first).unwrap_or(0);
        let mut plan = Plan {
            places: Vec::new(),
            columns: vec![Vec::new(); usize::try_from(last - first + 1).unwrap_or(1)],
            middle: usize::try_from(-first).unwrap_or(0),
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
        let mut alike: BTreeMap<(usize, Vec<usize>), Vec<usize>> = BTreeMap::new();
        for &number in &numbers {
            let tied: Vec<usize> = ties.get(&number).into_iter().flatten().copied().collect();
            let beside = tied.iter().any(|&tie| distance[&tie] == distance[&number]);
            // What was asked for, and what is tied within its column, stands alone.
            let alone = beside || tied.is_empty() || distance[&number] == 0;
            let key = if alone { vec![number, number] } else { tied };
            alike.entry((column_of(number), key)).or_default().push(number);
        }
        let measure = Measure::of(distance.len());
        let mut at: BTreeMap<usize, usize> = BTreeMap::new();
        for ((column, tied), members) in alike {
            let card = |number: usize, links: &[Link<'g>]| {
                let mut card = Card::new(subject.graph.at(number), links, measure, language);
                if distance[&number] == 0 {
                    card.line = 2.6;
                }
                card
            };
            if members.len() < TOGETHER {
                for number in members {
                    at.insert(number, plan.places.len());
                    plan.add(Content::Card(Box::new(card(number, &[]))), column);
                }
                continue;
            }
            let cards = members.iter().map(|&number| {
                let of_it = |link: &&Link<'g>| link.from == number || link.to == number;
                // To several, it would not be told which.
                let links: Vec<Link<'g>> = match tied.len() {
                    1 => links.iter().filter(of_it).copied().collect(),
                    _ => Vec::new(),
                };
                card(number, &links)
            });
            let tied: Vec<_> = tied.iter().map(|&tie| subject.graph.at(tie)).collect();
            let bundle = Bundle::new(cards.collect(), &tied, column > plan.middle, language);
            at.extend(members.iter().map(|&number| (number, plan.places.len())));
            plan.add(Content::Bundle(bundle), column);
        }
        plan.lead_all(&links, |number| at.get(&whole_of(number)).copied());
        plan
    }

    fn add(&mut self, content: Content<'g>, column: usize) -> usize {
        let place = self.places.len();
        self.columns[column].push(place);
        self.places.push(Place {
            content,
            ties: Vec::new(),
            column,
            y: 0.0,
        });
        place
    }

    /// Leads a line for each sort of links between two places.
    fn lead_all(&mut self, links: &[Link<'g>], place: impl Fn(usize) -> Option<usize>) {
        let mut between: BTreeMap<(usize, usize), BTreeMap<Manner, Link<'g>>> = BTreeMap::new();
        for link in links {
            if let (Some(from), Some(to)) = (place(link.from), place(link.to)) {
                let lines = between.entry((from, to)).or_default();
                lines.entry(Manner::of(link)).or_insert(*link);
            }
        }
        for ((from, to), lines) in between {
            let count = lines.len() as f64;
            for (nth, (manner, link)) in lines.into_iter().enumerate() {
                let off = (nth as f64 - (count - 1.0) / 2.0) * 7.0;
                self.lead(link, manner, (from, to), off);
            }
        }
    }

    /// Leads a line from one place to another, through a place of its own in every column between.
    fn lead(&mut self, link: Link<'g>, manner: Manner, (from, to): (usize, usize), off: f64) {
        let forward = self.places[from].column <= self.places[to].column;
        let (left, right) = if forward { (from, to) } else { (to, from) };
        let mut along = vec![left];
        for column in self.places[left].column + 1..self.places[right].column {
            along.push(self.add(Content::Passing, column));
        }
        along.push(right);
        for pair in along.windows(2) {
            if self.places[pair[0]].column != self.places[pair[1]].column {
                self.places[pair[0]].ties.push(pair[1]);
                self.places[pair[1]].ties.push(pair[0]);
            }
        }
        self.courses.push(Course {
            link,
            manner,
            along,
            forward,
            off,
        });
    }

    /// Puts each column in the order of the middles of what its places are tied to, there and back.
    fn put_in_order(&mut self) {
        let count = self.columns.len();
        for sweep in 0..SWEEPS {
            for nth in 0..count {
                let column = if sweep % 2 == 0 { nth } else { count - 1 - nth };
                let ranks = self.ranks();
                let near = |tie: &usize| match sweep % 2 {
                    0 => self.places[*tie].column < column,
                    _ => self.places[*tie].column > column,
                };
                let key = |place: usize| {
                    let near = self.places[place].ties.iter().filter(|tie| near(tie));
                    let near: Vec<f64> = near.map(|&tie| ranks[tie]).collect();
                    match near.len() {
                        0 => ranks[place],
                        count => near.iter().sum::<f64>() / count as f64,
                    }
                };
                let mut keyed: Vec<(f64, usize)> =
                    self.columns[column].iter().map(|&place| (key(place), place)).collect();
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
            let total: f64 = column.iter().map(|&place| self.places[place].room()).sum();
            let mut y = -total / 2.0;
            for &place in column {
                let room = self.places[place].room();
                self.places[place].y = y + room / 2.0;
                y += room;
            }
        }
        let count = self.columns.len();
        for sweep in 0..SWEEPS {
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
        let sum: f64 = held.ties.iter().map(|&tie| self.places[tie].y).sum();
        let middle = match held.ties.len() {
            0 => held.y,
            count => sum / count as f64,
        };
        Wish {
            middle,
            room: held.room(),
        }
    }
}

/// How far each node lies from what was asked for: what cites it to the left, what it cites to the right.
fn distances(subject: &Subject<'_>) -> BTreeMap<usize, i64> {
    let mut distance: BTreeMap<usize, i64> = BTreeMap::new();
    for (members, sign) in [(&subject.citing, -1), (&subject.cited, 1)] {
        for member in members {
            let depth = sign * i64::try_from(member.depth).unwrap_or(i64::MAX);
            let held = distance.entry(member.number).or_insert(depth);
            if depth.abs() <= held.abs() {
                *held = depth;
            }
        }
    }
    distance.extend(subject.asked.iter().map(|numbers| (numbers[0], 0)));
    distance
}
