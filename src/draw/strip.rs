//! The boxes of one level, one below the other in a strip that is as many columns wide as it has to be.

use std::collections::BTreeMap;

use crate::draw::levels::Levels;
use crate::draw::panel::Panel;
use crate::draw::sheet::{Rect, Sheet};
use crate::draw::telling::Telling;

/// Between two boxes.
const BETWEEN: f64 = 14.0;
/// So many that are tied to the same stand in a box of their own.
const TOGETHER: usize = 3;
/// Up to so many boxes may be smaller.
const FEW: usize = 4;
/// What is tied to more than these stands with others, and tells by numbers to which.
const NAMED: usize = 3;

/// What stands in one box: the things, and what all or each of them are tied to.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub sources: Vec<usize>,
    pub members: Vec<usize>,
}

/// The groups of a level, in the order of what they are tied to.
pub(super) fn groups(levels: &Levels<'_>, level: i64, ranks: &BTreeMap<usize, usize>) -> Vec<Group> {
    let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for number in levels.at(level) {
        alike.entry(levels.sources(number)).or_default().push(number);
    }
    let few = alike.len() <= FEW;
    let (own, mut others): (Vec<_>, Vec<_>) = alike
        .into_iter()
        .partition(|(sources, members)| sources.len() <= NAMED && (few || members.len() >= TOGETHER));
    let mut groups: Vec<Group> = own
        .into_iter()
        .map(|(sources, members)| Group { sources, members })
        .collect();
    if others.len() == 1 {
        groups.extend(others.drain(..).map(|(sources, members)| Group { sources, members }));
    }
    if !others.is_empty() {
        groups.push(joined(levels, level, others));
    }
    groups.sort_by_cached_key(|group| {
        let ranked = group.sources.iter().filter_map(|source| ranks.get(source));
        let (sum, count) = ranked.fold((0, 0), |(sum, count), rank| (sum + rank, count + 1));
        (sum * 1000 / count.max(1), group.sources.clone())
    });
    groups
}

fn joined(levels: &Levels<'_>, level: i64, others: Vec<(Vec<usize>, Vec<usize>)>) -> Group {
    let (mut sources, mut members) = (Vec::new(), Vec::new());
    for (its, held) in others {
        sources.extend(its);
        members.extend(held);
    }
    sources.sort_by_key(|&source| levels.order.iter().position(|&one| one == source));
    sources.dedup();
    let members = levels.at(level).filter(|number| members.contains(number)).collect();
    Group { sources, members }
}

/// The boxes of a level.
pub(super) struct Strip<'g> {
    pub panels: Vec<Panel<'g>>,
    is_left: bool,
}

impl<'g> Strip<'g> {
    pub fn new(telling: &Telling<'_, 'g>, groups: Vec<Group>, is_left: bool) -> Strip<'g> {
        let panels = groups
            .into_iter()
            .map(|group| Panel::new(telling, group, is_left))
            .collect();
        Strip { panels, is_left }
    }

    /// How many columns it needs to be no taller than that.
    pub fn columns(&self, limit: f64) -> usize {
        let most = self.panels.iter().map(|panel| panel.members.len()).max().unwrap_or(1);
        (1..=most).find(|&count| self.height(count) <= limit).unwrap_or(most)
    }

    pub fn height(&self, columns: usize) -> f64 {
        let heights = self.panels.iter().map(|panel| panel.height(columns) + BETWEEN);
        heights.sum::<f64>() - BETWEEN
    }

    pub fn width(&self, columns: usize) -> f64 {
        let widths = self.panels.iter().map(|panel| panel.width(columns));
        widths.fold(0.0, f64::max)
    }

    /// Draws the boxes at that side of the strip which faces the middle, and tells where they stand.
    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64, columns: usize) -> Vec<Rect> {
        let (mut top, wide) = (y, self.width(columns));
        let mut places = Vec::new();
        for panel in &self.panels {
            let (w, h) = (panel.width(columns), panel.height(columns));
            let left = if self.is_left { x + wide - w } else { x };
            panel.draw(sheet, left, top, columns);
            places.push(Rect { x: left, y: top, w, h });
            top += h + BETWEEN;
        }
        places
    }
}
