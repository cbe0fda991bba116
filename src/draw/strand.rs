//! How the lines of each sort look: dash and width tell them apart without colour.

use crate::draw::sheet::{Ink, Sheet, Step};
use crate::export::Manner;

impl Manner {
    /// The line of this sort.
    pub(super) fn ink(self) -> Ink {
        let (width, dash) = match self {
            Manner::Reaffirming => (2.8, ""),
            Manner::Recalling => (1.6, ""),
            Manner::Welcoming => (1.8, "10 3"),
            Manner::Asking => (1.8, "9 3 2 3"),
            Manner::According => (1.8, "5 3"),
            Manner::Troubled => (3.0, "2 2"),
            Manner::Noting => (1.0, ""),
            Manner::Mentioning => (1.4, "1.5 3"),
            Manner::Fact => (1.2, "3 4"),
        };
        Ink::line(self.colour(), width).dashed(dash)
    }
}

/// Draws a line, and below it a wider white one, so that lines that cross are told apart.
pub(super) fn strand(sheet: &mut Sheet, steps: Vec<Step>, ink: Ink) {
    sheet.path(steps.clone(), Ink::line("#ffffff", ink.width + 2.4));
    sheet.path(steps, ink);
}

/// The head of an arrow whose point is there; `direction` is 1 to the right, -1 to the left.
pub(super) fn arrow(sheet: &mut Sheet, x: f64, y: f64, direction: f64, colour: &'static str) {
    let back = x - direction * 7.0;
    let steps = vec![
        Step::Move(x, y),
        Step::Line(back, y - 3.6),
        Step::Line(back, y + 3.6),
        Step::Close,
    ];
    sheet.path(steps, Ink::filled(colour));
}
