//! The map of a graph too large for cards: years from left to right, a band for each sort of thing, what is cited most is
//! largest and in the middle of its band.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::draw::explorer::Explored;
use crate::draw::explorer::lane::Lane;
use crate::draw::explorer::slots::{Item, pack};
use crate::draw::explorer::when::or_cited;
use crate::graph::Link;

/// The grid on which dots stand, in pixels.
const UNIT: f64 = 4.0;
/// Between two bands, and between two years, in units.
const BETWEEN: i64 = 6;
/// The proportions that a map should have.
const SHAPE: f64 = 1.0;
/// Up to so many things, each has room for its name beside it: in units.
const NAMED: usize = 1200;
const NAME: usize = 24;
const LINE: usize = 4;
/// A band is at least as high as the map is wide, divided by this.
const LEAST: i64 = 50;
/// The largest dot, in pixels.
const LARGEST: f64 = 32.0;

/// Where everything stands, in pixels.
#[derive(Debug, Default, serde::Serialize)]
pub(super) struct Map {
    /// The middle of each node, and its half width in tenths.
    pub x: Vec<i32>,
    pub y: Vec<i32>,
    pub r: Vec<i32>,
    /// The years with the left edge of each; 0 stands for what has none.
    pub years: Vec<(i16, i32)>,
    /// The phrase of each band, its top and its foot.
    pub lanes: Vec<(&'static str, i32, i32)>,
    /// The width and the height.
    pub size: (i32, i32),
}

/// What is to be put on the map.
struct Dot {
    lane: Lane,
    /// Its year; 0 where it has none, and for what stands in no year.
    year: i16,
    radius: f64,
    item: Item,
}

/// The things of one band and one year, by their places on the page, the largest first.
type Cells = BTreeMap<(Lane, i16), Vec<usize>>;

impl Map {
    /// The map of a page; `known` are the years that its nodes tell.
    pub fn of(explored: &Explored<'_>, known: &[Option<i16>]) -> Map {
        let dots = dots(explored, known);
        let mut cells = Cells::new();
        for (place, dot) in dots.iter().enumerate() {
            cells.entry((dot.lane, dot.year)).or_default().push(place);
        }
        for places in cells.values_mut() {
            // Equals come scattered: in order they would lean to one side.
            places.sort_by_cached_key(|&place| (Reverse(dots[place].radius.to_bits()), scattered(place)));
        }
        let columns = columns(&cells, &dots);
        let mut map = Map {
            x: vec![0; dots.len()],
            r: dots.iter().map(|dot| (dot.radius * 10.0).round() as i32).collect(),
            ..Map::default()
        };
        let mut starts = BTreeMap::new();
        let mut at = 0_i64;
        for (&year, &wide) in &columns {
            map.years.push((year, pixels(at)));
            starts.insert(year, at);
            at += wide as i64 + BETWEEN;
        }
        let width = (at - BETWEEN).max(1);
        let (mut top, mut middles) = (0_i64, vec![0.0; dots.len()]);
        for lane in Lane::ALL {
            let own: Vec<(i16, &Vec<usize>)> = cells
                .range((lane, i16::MIN)..=(lane, i16::MAX))
                .map(|(&(_, year), places)| (year, places))
                .collect();
            if own.is_empty() {
                continue;
            }
            let packed = own.iter().map(|(year, places)| {
                let items: Vec<Item> = places.iter().map(|&place| dots[place].item).collect();
                let (start, wide) = match lane {
                    Lane::Bodies => (0, width as usize),
                    _ => (starts[year], columns[year]),
                };
                (start, *places, pack(&items, wide))
            });
            let packed: Vec<_> = packed.collect();
            let above = packed.iter().map(|(.., packed)| packed.above).max().unwrap_or(0);
            let below = packed.iter().map(|(.., packed)| packed.below).max().unwrap_or(0);
            // Every band is high enough for its name.
            let least = width / LEAST;
            let (above, below) = match above + below < least {
                true => (
                    above + (least - above - below) / 2,
                    below + (least - above - below + 1) / 2,
                ),
                false => (above, below),
            };
            for (start, places, packed) in &packed {
                for (&place, &(column, row)) in places.iter().zip(&packed.places) {
                    let dot = &dots[place];
                    let high = (top + above + row) as f64 + dot.item.high as f64 / 2.0;
                    let left = (start + column as i64) as f64;
                    // Where names stand beside, the dot stands at the left of its room.
                    let middle = match dots.len() <= NAMED {
                        true => left * UNIT + dot.radius + 2.0,
                        false => (left + dot.item.wide as f64 / 2.0) * UNIT,
                    };
                    map.x[place] = middle.round() as i32;
                    middles[place] = high;
                }
            }
            map.lanes
                .push((lane.phrase(), pixels(top), pixels(top + above + below)));
            top += above + below + BETWEEN;
        }
        map.size = (pixels(width), pixels((top - BETWEEN).max(1)));
        map.stretch(&middles);
        map
    }
}

impl Map {
    /// Where names stand beside the dots the years are wide: the lines get as much room as makes the whole of its proportions.
    fn stretch(&mut self, middles: &[f64]) {
        let (width, height) = self.size;
        let by = match middles.len() <= NAMED {
            true => (f64::from(width) / SHAPE / f64::from(height)).clamp(1.0, 4.0),
            false => 1.0,
        };
        let stretched = |at: i32| (f64::from(at) * by) as i32;
        self.y = middles.iter().map(|high| (high * UNIT * by).round() as i32).collect();
        for (_, top, foot) in &mut self.lanes {
            (*top, *foot) = (stretched(*top), stretched(*foot));
        }
        self.size.1 = stretched(height);
    }
}

/// A number that has no order, and is always the same for the same place.
fn scattered(place: usize) -> u64 {
    (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn pixels(units: i64) -> i32 {
    (units as f64 * UNIT) as i32
}

/// What stands on the map, in the order of the page.
fn dots(explored: &Explored<'_>, known: &[Option<i16>]) -> Vec<Dot> {
    let named = explored.numbers.len() <= NAMED;
    let mut cited = vec![BTreeSet::new(); explored.numbers.len()];
    for link in explored.links.iter().filter(|link| !Link::is_fact(link)) {
        if let Some(place) = explored.place(link.to) {
            cited[place as usize].insert(link.from);
        }
    }
    let years = or_cited(explored, known);
    let mut dots: Vec<Dot> = Vec::with_capacity(cited.len());
    for ((node, citing), year) in explored.nodes().zip(&cited).zip(years) {
        let lane = Lane::of(node);
        let least = if named { 4.0 } else { 2.5 };
        let radius = (least + 0.55 * (citing.len() as f64).sqrt()).min(LARGEST);
        let across = ((2.0 * radius + 1.0) / UNIT).ceil() as usize;
        let (wide, high) = match named {
            true => (across + NAME, across.max(LINE)),
            false => (across, across),
        };
        dots.push(Dot {
            lane,
            year: year.filter(|_| lane != Lane::Bodies).unwrap_or(0),
            radius,
            item: Item { wide, high, wish: 0.5 },
        });
    }
    wish(explored, &mut dots);
    dots
}

/// Within its year each thing wants to stand by its day; bodies, that have none, all along the map.
fn wish(explored: &Explored<'_>, dots: &mut [Dot]) {
    let mut orders: Vec<(Lane, i16, _, usize)> = Vec::with_capacity(dots.len());
    for (place, (node, dot)) in explored.nodes().zip(&*dots).enumerate() {
        orders.push((dot.lane, dot.year, node.day(), place));
    }
    orders.sort();
    let mut from = 0;
    for cell in orders.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
        let count = cell.len() as f64;
        for (rank, (lane, .., place)) in cell.iter().enumerate() {
            dots[*place].item.wish = match lane {
                // The golden section spreads any number of things evenly.
                Lane::Bodies => (rank as f64 * 0.618_034).fract(),
                _ => (rank as f64 + 0.5) / count,
            };
        }
        from += cell.len();
    }
    debug_assert_eq!(from, dots.len());
}

/// How many columns each year gets, so that the whole has about the right proportions.
fn columns(cells: &Cells, dots: &[Dot]) -> BTreeMap<i16, usize> {
    let mut areas: BTreeMap<(Lane, i16), usize> = BTreeMap::new();
    let mut widest: BTreeMap<i16, usize> = BTreeMap::new();
    for (&(lane, year), places) in cells.iter().filter(|((lane, _), _)| *lane != Lane::Bodies) {
        let items = places.iter().map(|&place| dots[place].item);
        areas.insert((lane, year), items.clone().map(|item| item.wide * item.high).sum());
        let wide = items.map(|item| item.wide).max().unwrap_or(1);
        let held = widest.entry(year).or_insert(2);
        *held = (*held).max(wide);
    }
    let mut fullest: BTreeMap<i16, usize> = BTreeMap::new();
    for (&(_, year), &area) in &areas {
        let held = fullest.entry(year).or_insert(0);
        *held = (*held).max(area);
    }
    let tried = (0..60).map(|step| {
        let flat = 0.02 * 1.18_f64.powi(step);
        let columns: BTreeMap<i16, usize> = fullest
            .iter()
            .map(|(&year, &area)| (year, ((area as f64 * flat).sqrt().ceil() as usize).max(widest[&year])))
            .collect();
        let mut heights: BTreeMap<Lane, f64> = BTreeMap::new();
        for (&(lane, year), &area) in &areas {
            let high = area as f64 / columns[&year] as f64;
            let held = heights.entry(lane).or_insert(0.0);
            *held = held.max(high);
        }
        let wide: f64 = columns.values().map(|&wide| (wide as i64 + BETWEEN) as f64).sum();
        let high: f64 = heights.values().map(|high| high + BETWEEN as f64).sum();
        ((wide / high.max(1.0) / SHAPE).ln().abs(), columns)
    });
    let best = tried.min_by(|one, next| one.0.total_cmp(&next.0));
    best.map_or_else(BTreeMap::new, |(_, columns)| columns)
}
