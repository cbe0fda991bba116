//! Cards under headings, flowing from column to column as in a newspaper.

use std::ops::Range;

use crate::draw::card::Card;

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
    pub heading: String,
    /// The heading where the pile goes on in another column.
    pub again: String,
    pub cards: Vec<Card<'g>>,
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
            let (taken, height) = fitting(&pile.cards[from..], limit - used);
            // A lone card at a column's foot, with its pile going on elsewhere, is better begun there.
            let lonely = taken == 1 && pile.cards.len() - from > 1;
            if taken == 0 || (lonely && used > 0.0) {
                let (taken, height) = fitting(&pile.cards[from..], limit);
                let taken = taken.max(1);
                let height = if taken == 1 {
                    HEADING + pile.cards[from].height + GAP + FOOT
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

/// How many cards fit, and how tall they are with their heading.
fn fitting(cards: &[Card<'_>], room: f64) -> (usize, f64) {
    let mut height = HEADING + FOOT;
    let mut taken = 0;
    for card in cards {
        if height + card.height + GAP > room {
            break;
        }
        height += card.height + GAP;
        taken += 1;
    }
    (taken, height)
}
