//! The map of a graph too large for cards: years from left to right, a band for each sort of thing, what is cited most is
//! largest and in the middle of its band.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::draw::explorer::Explored;
use crate::draw::explorer::dot::{Dot, NAMED, dots};
use crate::draw::explorer::lane::Lane;
use crate::draw::explorer::slots::{Item, pack};
use crate::draw::explorer::width::columns;

/// The grid on which dots stand, in pixels.
pub(super) const UNIT: f64 = 4.0;
/// Between two bands, and between two years, in units.
pub(super) const BETWEEN: i64 = 6;
/// The proportions that a map should have: about those of the window beside the names of the bands.
pub(super) const SHAPE: f64 = 1.0;
/// A band is at least as high as the map is wide, divided by this.
const LEAST: i64 = 50;

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

/// The things of one band and one year, by their places on the page, the largest first.
pub(super) type Cells = BTreeMap<(Lane, i16), Vec<usize>>;

/// The columns of each year: the first, and how many.
type Years = BTreeMap<i16, (i64, usize)>;

impl Map {
    /// The map of a page; `known` are the years that its nodes tell.
    pub fn of(explored: &Explored<'_>, known: &[Option<i16>]) -> Map {
        let dots = dots(explored, known);
        let cells = cells(&dots);
        let mut years = Years::new();
        let mut at = 0;
        for (year, wide) in columns(&cells, &dots) {
            years.insert(year, (at, wide));
            at += wide as i64 + BETWEEN;
        }
        let width = (at - BETWEEN).max(1);
        let mut map = Map {
            x: vec![0; dots.len()],
            r: dots.iter().map(|dot| (dot.radius * 10.0).round() as i32).collect(),
            years: years.iter().map(|(&year, &(at, _))| (year, pixels(at))).collect(),
            ..Map::default()
        };
        let (mut top, mut middles) = (0, vec![0.0; dots.len()]);
        for lane in Lane::ALL {
            top += map.band(lane, &cells, &dots, (&years, width), top, &mut middles);
        }
        map.size = (pixels(width), pixels((top - BETWEEN).max(1)));
        map.stretch(&middles);
        map
    }

    /// Sets a band below `top`, and tells how much room it takes.
    fn band(
        &mut self,
        lane: Lane,
        cells: &Cells,
        dots: &[Dot],
        (years, width): (&Years, i64),
        top: i64,
        middles: &mut [f64],
    ) -> i64 {
        let own = cells.range((lane, i16::MIN)..=(lane, i16::MAX));
        let packed = own.map(|((_, year), places)| {
            let items: Vec<Item> = places.iter().map(|&place| dots[place].item).collect();
            let (start, wide) = match lane {
                Lane::Bodies => (0, width as usize),
                _ => years[year],
            };
            (start, places, pack(&items, wide))
        });
        let packed: Vec<_> = packed.collect();
        if packed.is_empty() {
            return 0;
        }
        let above = packed.iter().map(|(.., packed)| packed.above).max().unwrap_or(0);
        let below = packed.iter().map(|(.., packed)| packed.below).max().unwrap_or(0);
        // Every band is high enough for its name.
        let lacking = (width / LEAST - above - below).max(0);
        let above = above + lacking / 2;
        let high = above + below + (lacking + 1) / 2;
        for (start, places, packed) in &packed {
            for (&place, &(column, row)) in places.iter().zip(&packed.places) {
                let dot = &dots[place];
                let left = (start + column as i64) as f64;
                // Where names stand beside, the dot stands at the left of its room.
                let middle = match dots.len() <= NAMED {
                    true => left * UNIT + dot.radius + 2.0,
                    false => (left + dot.item.wide as f64 / 2.0) * UNIT,
                };
                self.x[place] = middle.round() as i32;
                middles[place] = (top + above + row) as f64 + dot.item.high as f64 / 2.0;
            }
        }
        self.lanes.push((lane.phrase(), pixels(top), pixels(top + high)));
        high + BETWEEN
    }

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

/// What stands in each band and year.
fn cells(dots: &[Dot]) -> Cells {
    let mut cells = Cells::new();
    for (place, dot) in dots.iter().enumerate() {
        cells.entry((dot.lane, dot.year)).or_default().push(place);
    }
    for places in cells.values_mut() {
        // Equals come scattered: in order they would lean to one side.
        places.sort_by_cached_key(|&place| (Reverse(dots[place].radius.to_bits()), scattered(place)));
    }
    cells
}

/// A number that has no order, and is always the same for the same place.
fn scattered(place: usize) -> u64 {
    (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn pixels(units: i64) -> i32 {
    (units as f64 * UNIT) as i32
}
