use std::cell::Cell;

use crate::read::allowance::Allowance;

use super::Refusal;

/// Watches the time that a document may take, from inner loops too: it asks for the hour only now and then.
pub(super) struct Clock<'a> {
    /// What the document may cost.
    pub allowance: &'a Allowance,
    steps: Cell<u32>,
}

impl<'a> Clock<'a> {
    /// A clock that has not been asked yet.
    pub(super) fn new(allowance: &'a Allowance) -> Clock<'a> {
        Clock {
            allowance,
            steps: Cell::new(0),
        }
    }

    /// Fails where the time is over.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let steps = self.steps.get().wrapping_add(1);
        self.steps.set(steps);
        if steps.is_multiple_of(1024) {
            self.ring()
        } else {
            Ok(())
        }
    }

    /// Asks for the hour at once.
    pub(super) fn ring(&self) -> Result<(), Refusal> {
        self.allowance.check_time().map_err(Refusal::Limit)
    }
}
