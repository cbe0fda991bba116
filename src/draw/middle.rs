//! What was asked for, between what cites it and what it cites, with what must be said of the whole.

use crate::draw::card::{Card, GREY};
use crate::draw::columns::GAP;
use crate::draw::legend::Legend;
use crate::draw::root::{self, Root, WIDTH};
use crate::draw::sheet::Sheet;
use crate::draw::telling::Telling;
use crate::draw::typeset::Type;
use crate::draw::words::filled;

const NOTE: Type = Type::plain(10.5);
const LEADING: f64 = 14.0;
/// Between what was asked for, the notes and the legend.
const BETWEEN: f64 = 16.0;
/// What is asked for alone is no lower, so that all lines find their place at its edge.
const LEAST: f64 = 84.0;

/// One thing large, or several as cards.
enum Asked<'g> {
    One(Box<Root<'g>>),
    Several(Vec<Card<'g>>),
}

/// The middle of a picture.
pub(super) struct Middle<'g> {
    asked: Asked<'g>,
    notes: Vec<String>,
    legend: Legend<'g>,
    pub height: f64,
}

impl<'g> Middle<'g> {
    pub fn new(telling: &Telling<'_, 'g>) -> Middle<'g> {
        let (subject, language) = (telling.subject, telling.language);
        let numbers: Vec<usize> = subject.asked.iter().map(|numbers| numbers[0]).collect();
        let mut notes = Vec::new();
        let asked = match numbers[..] {
            [only] => {
                let mut root = Root::new(subject, LEAST, language);
                root.mark = telling.mark(only);
                Asked::One(Box::new(root))
            }
            _ => {
                notes = root::notes(subject, language);
                Asked::Several(numbers.iter().map(|&number| telling.card(number, false)).collect())
            }
        };
        if !telling.marks.is_empty() {
            notes.push(filled("numbered", language, "[1]", ""));
        }
        let notes = notes.iter().flat_map(|note| NOTE.lines(note, WIDTH, 4)).collect();
        let legend = Legend::of(&subject.nodes(), &subject.links(), WIDTH, language);
        let mut middle = Middle {
            asked,
            notes,
            legend,
            height: 0.0,
        };
        middle.height = middle.above() + middle.legend.height;
        middle
    }

    /// The height of what stands above the legend.
    fn above(&self) -> f64 {
        let asked = match &self.asked {
            Asked::One(root) => root.height,
            Asked::Several(cards) => cards.iter().map(|card| card.height + GAP).sum(),
        };
        asked + self.notes.len() as f64 * LEADING + BETWEEN
    }

    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64) {
        let mut at = y;
        match &self.asked {
            Asked::One(root) => {
                root.draw(sheet, x, y);
                at += root.height;
            }
            Asked::Several(cards) => {
                for card in cards {
                    card.draw(sheet, x, at, false);
                    at += card.height + GAP;
                }
            }
        }
        for note in &self.notes {
            at += LEADING;
            sheet.words(x, at, note.as_str(), NOTE, GREY);
        }
        self.legend.draw(sheet, x, y + self.above());
    }
}
