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
    places: Vec<Covered>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Covered {
    pub start: usize,
    pub end: usize,
    /// The furthest end up to here.
    reach: usize,
}

impl Cover {
    pub fn of<'a>(mentions: impl IntoIterator<Item = &'a Mention>) -> Cover {
        let covered = |mention: &Mention| Covered {
            start: mention.start,
            end: mention.end,
            reach: mention.end,
        };
        let mut places: Vec<Covered> = mentions.into_iter().map(covered).collect();
        let in_order =
            |one: &Covered, other: &Covered| (one.start, Reverse(one.end)) <= (other.start, Reverse(other.end));
        if !places.is_sorted_by(in_order) {
            places.sort_unstable_by_key(|place| (place.start, Reverse(place.end)));
        }
        let mut furthest = 0;
        for place in &mut places {
            furthest = furthest.max(place.end);
            place.reach = furthest;
        }
        Cover { places }
    }

    pub fn places(&self) -> &[Covered] {
        &self.places
    }

    /// Whether one of the mentions holds a whole span.
    pub fn holds(&self, start: usize, end: usize) -> bool {
        let before = self.places.partition_point(|place| place.start <= start);
        before > 0 && end <= self.places[before - 1].reach
    }

    /// Whether one of the mentions shares a byte with a span.
    pub fn overlaps(&self, start: usize, end: usize) -> bool {
        let before = self.places.partition_point(|place| place.start < end);
        before > 0 && start < self.places[before - 1].reach
    }

    /// The last of the mentions in which a mark stands, or behind which with two bytes between: its start.
    pub fn under_mark(&self, at: usize) -> Option<usize> {
        let before = self.places.partition_point(|place| place.start < at);
        let near = self.places[..before].iter().rev();
        near.take_while(|place| place.reach + 2 >= at)
            .find(|place| place.end + 2 >= at)
            .map(|place| place.start)
    }
}
