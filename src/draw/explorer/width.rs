use std::collections::BTreeMap;

use crate::draw::explorer::dot::Dot;
use crate::draw::explorer::lane::Lane;
use crate::draw::explorer::map::{BETWEEN, Cells, SHAPE};

/// How many columns each year gets, so that the whole has about the right proportions.
pub(super) fn columns(cells: &Cells, dots: &[Dot]) -> BTreeMap<i16, usize> {
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
