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
