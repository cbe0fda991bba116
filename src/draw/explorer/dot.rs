use std::collections::BTreeSet;

use crate::draw::explorer::Explored;
use crate::draw::explorer::lane::Lane;
use crate::draw::explorer::map::UNIT;
use crate::draw::explorer::slots::Item;
use crate::draw::explorer::when::or_cited;
use crate::graph::Link;

/// Up to so many things, each has room for its name beside it: in units.
pub(super) const NAMED: usize = 1200;
const NAME: usize = 24;
const LINE: usize = 4;
/// The largest dot, in pixels.
const LARGEST: f64 = 32.0;

/// What is to be put on the map.
pub(super) struct Dot {
    pub lane: Lane,
    /// Its year; 0 where it has none, and for what stands in no year.
    pub year: i16,
    pub radius: f64,
    pub item: Item,
}

/// What stands on the map, in the order of the page.
pub(super) fn dots(explored: &Explored<'_>, known: &[Option<i16>]) -> Vec<Dot> {
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
    for cell in orders.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
        let count = cell.len() as f64;
        for (rank, (lane, .., place)) in cell.iter().enumerate() {
            dots[*place].item.wish = match lane {
                // The golden section spreads any number of things evenly.
                Lane::Bodies => (rank as f64 * 0.618_034).fract(),
                _ => (rank as f64 + 0.5) / count,
            };
        }
    }
}
