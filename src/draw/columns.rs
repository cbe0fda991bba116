//! Cards under headings, flowing from column to column as in a newspaper.

use std::ops::Range;

use crate::draw::card::Card;
use crate::draw::typeset::Type;

/// The height of a heading.
pub(super) const HEADING: f64 = 26.0;
/// Between two cards.
pub(super) const GAP: f64 = 7.0;
/// Between two piles.
pub(super) const BETWEEN: f64 = 12.0;
/// Below the last card of a pile.
const FOOT: f64 = 2.0;

/// Cards of one sort under their heading.
pub(super) struct Pile<'g> {
    /// Nothing where the cards need none.
    pub heading: String,
    /// What is added to the heading where the pile goes on in another column.
    pub again: String,
    pub cards: Vec<Card<'g>>,
}

impl Pile<'_> {
    /// The height of its heading.
    pub fn head(&self) -> f64 {
        if self.heading.is_empty() { 0.0 } else { HEADING }
    }

    /// Its heading, no wider than the room: how many cards it has is said whatever room there is.
    pub fn title(&self, begins: bool, kind: Type, room: f64) -> String {
        let tail = match begins {
            true => format!(" · {}", self.cards.len()),
            false => format!(" ({})", self.again),
        };
        kind.cut(&self.heading, room - kind.width(&tail)) + &tail
    }
}

/// The cards of a pile that stand in one column.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub pile: usize,
    pub cards: Range<usize>,
    pub height: f64,
}

/// A column of blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub blocks: Vec<Block>,
    pub height: f64,
}

/// The piles in columns that are no taller than `limit`, but for a card that is taller by itself. A heading never stands
/// without a card.
pub(super) fn columns(piles: &[Pile<'_>], limit: f64) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (number, pile) in piles.iter().enumerate() {
        let mut from = 0;
        while from < pile.cards.len() {
            let used = columns.last().map_or(f64::INFINITY, |column| column.height + BETWEEN);
            let (taken, height) = fitting(pile, from, limit - used);
            // A lone card at a column's foot, with its pile going on elsewhere, is better begun there.
            let lonely = taken == 1 && pile.cards.len() - from > 1;
            if taken == 0 || (lonely && used > 0.0) {
                let (taken, height) = fitting(pile, from, limit);
                let taken = taken.max(1);
                let height = if taken == 1 {
                    pile.head() + pile.cards[from].height + GAP + FOOT
                } else {
                    height
                };
                columns.push(Column::default());
                from += push(&mut columns, number, from, taken, height);
            } else {
                from += push(&mut columns, number, from, taken, height);
            }
        }
    }
    columns
}

/// The piles in no more than so many columns, which are as even as they can be.
pub(super) fn even(piles: &[Pile<'_>], most: usize) -> Vec<Column> {
    let cards = piles.iter().flat_map(|pile| &pile.cards);
    let all: f64 = cards.map(|card| card.height + GAP).sum();
    let mut limit = (all / most.max(1) as f64).max(60.0);
    loop {
        let tried = columns(piles, limit);
        if tried.len() <= most.max(1) {
            return tried;
        }
        limit *= 1.02;
    }
}

fn push(columns: &mut [Column], pile: usize, from: usize, taken: usize, height: f64) -> usize {
    if let Some(column) = columns.last_mut() {
        if !column.blocks.is_empty() {
            column.height += BETWEEN;
        }
        column.height += height;
        column.blocks.push(Block {
            pile,
            cards: from..from + taken,
            height,
        });
    }
    taken
}

/// How many cards from one on fit, and how tall they are with their heading.
fn fitting(pile: &Pile<'_>, from: usize, room: f64) -> (usize, f64) {
    let mut height = pile.head() + FOOT;
    let mut taken = 0;
    for card in &pile.cards[from..] {
        if height + card.height + GAP > room {
            break;
        }
        height += card.height + GAP;
        taken += 1;
    }
    (taken, height)
}
