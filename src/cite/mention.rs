use std::borrow::Cow;

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

    pub fn holds(&self, start: usize, end: usize) -> bool {
        self.start <= start && end <= self.end
    }
}

/// What some mentions hold between them, asked in logarithmic time.
pub(crate) struct Cover {
    /// Starts in order, each with the furthest end of the mentions up to it.
    reach: Vec<(usize, usize)>,
}

impl Cover {
    pub fn of<'a>(mentions: impl IntoIterator<Item = &'a Mention>) -> Cover {
        let mut reach: Vec<(usize, usize)> = mentions.into_iter().map(|held| (held.start, held.end)).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Cover { reach }
    }

    /// Whether one of the mentions holds a whole span.
    pub fn holds(&self, start: usize, end: usize) -> bool {
        let before = self.reach.partition_point(|&(from, _)| from <= start);
        before > 0 && end <= self.reach[before - 1].1
    }
}
