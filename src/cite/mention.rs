use std::borrow::Cow;
use std::cmp::Reverse;

use jiff::civil::Date;

use crate::model::{Class, Designation, DocumentKind, Relation, Target};

/// A mention in the making: places are bytes of the paragraph's folded text.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub start: usize,
    pub end: usize,
    pub core: (usize, usize),
    pub class: Class,
    pub kind: Option<DocumentKind>,
    pub target: Target,
    pub date: Option<Date>,
    pub pinpoint: Option<String>,
    pub reason: Cow<'static, str>,
    /// The relation, where it does not come from the clause.
    pub relation: Option<Relation>,
    /// For numbers, what was printed.
    pub designation: Option<Designation>,
}

impl Mention {
    pub fn new(
        class: Class,
        target: Target,
        start: usize,
        end: usize,
        reason: impl Into<Cow<'static, str>>,
    ) -> Mention {
        Mention {
            start,
            end,
            core: (start, end),
            class,
            kind: None,
            target,
            date: None,
            pinpoint: None,
            reason: reason.into(),
            relation: None,
            designation: None,
        }
    }
}

/// The places of some mentions in order, and what they hold between them.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    /// By their starts; of those with one start the longest first.
    places: Vec<(usize, usize)>,
    /// For each place the furthest end up to it.
    reach: Vec<usize>,
}

impl Cover {
    pub fn of<'a>(mentions: impl IntoIterator<Item = &'a Mention>) -> Cover {
        let mut places: Vec<(usize, usize)> = mentions.into_iter().map(|held| (held.start, held.end)).collect();
        if places.is_empty() {
            return Cover::default();
        }
        places.sort_unstable_by_key(|&(start, end)| (start, Reverse(end)));
        let furthest = places.iter().scan(0, |furthest, &(_, end)| {
            *furthest = end.max(*furthest);
            Some(*furthest)
        });
        Cover {
            reach: furthest.collect(),
            places,
        }
    }

    pub fn places(&self) -> &[(usize, usize)] {
        &self.places
    }

    /// Whether one of the mentions holds a whole span.
    pub fn holds(&self, start: usize, end: usize) -> bool {
        let before = self.places.partition_point(|&(from, _)| from <= start);
        before > 0 && end <= self.reach[before - 1]
    }

    /// Whether one of the mentions shares a byte with a span.
    pub fn overlaps(&self, start: usize, end: usize) -> bool {
        let before = self.places.partition_point(|&(from, _)| from < end);
        before > 0 && start < self.reach[before - 1]
    }

    /// The last of the mentions in which a mark stands, or behind which with two bytes between.
    pub fn under_mark(&self, at: usize) -> Option<(usize, usize)> {
        let before = self.places.partition_point(|&(start, _)| start < at);
        (0..before)
            .rev()
            .take_while(|&index| self.reach[index] + 2 >= at)
            .map(|index| self.places[index])
            .find(|&(_, end)| end + 2 >= at)
    }
}
