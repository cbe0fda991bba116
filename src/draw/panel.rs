//! Cards that are tied to the same, in columns in a box under a heading that names what they are tied to.

use std::collections::BTreeMap;

use crate::draw::card::{Card, GREY};
use crate::draw::columns::{BETWEEN, Column, GAP, HEADING, Pile, columns, even};
use crate::draw::sheet::{Ink, Rect, Sheet};
use crate::draw::strip::Group;
use crate::draw::telling::Telling;
use crate::draw::typeset::Type;
use crate::draw::words::{colon, phrase};
use crate::export::Cluster;
use crate::model::Language;

/// Around the cards of a box.
const PAD: f64 = 8.0;
const HEAD: Type = Type::bold(11.0);
/// Fewer cards need no headings for their sorts.
const MANY: usize = 12;
/// A box has no more columns.
const MOST: usize = 40;

/// A box of cards.
pub(super) struct Panel<'g> {
    /// The nodes of its cards.
    pub members: Vec<usize>,
    heading: String,
    /// How many cards it has, after the heading.
    count: String,
    /// The cards by their sorts, and those that lead on in a pile of their own: the last, at the left the first.
    piles: Vec<Pile<'g>>,
    /// Where the last pile leads on.
    is_right: bool,
    card: f64,
    /// The columns for each number of columns, from one on.
    fits: Vec<Fit>,
}

/// The columns of a box. What leads on stands in the outermost.
struct Fit {
    columns: Vec<Column>,
    height: f64,
}

impl<'g> Panel<'g> {
    /// The cards of some nodes, which are in order.
    pub fn new(telling: &Telling<'_, 'g>, group: Group, is_left: bool) -> Panel<'g> {
        let Group { sources, members } = group;
        let alone = sources.len() == 1;
        let mut groups: BTreeMap<(bool, Cluster), Vec<Card<'g>>> = BTreeMap::new();
        for &number in &members {
            let leads = telling.levels.leading.contains(&number);
            let sort = match leads || members.len() < MANY {
                true => Cluster::Instruments,
                false => telling.levels.sort[&number],
            };
            let card = telling.card(number, alone);
            // What leads on comes last, or first at the left.
            groups.entry((leads != is_left, sort)).or_default().push(card);
        }
        let single = groups.len() == 1;
        let is_right = !is_left && groups.keys().any(|(leads, _)| *leads);
        let piles = groups.into_iter().map(|((outer, sort), cards)| {
            let leads = outer != is_left;
            let name = match (leads, is_left) {
                (true, true) => phrase("cited-in-turn", telling.language),
                (true, false) => phrase("citing-in-turn", telling.language),
                (false, _) => sort.title(telling.language),
            };
            let bare = single || (!leads && members.len() < MANY);
            Pile {
                heading: if bare { String::new() } else { name.to_owned() },
                again: phrase("continued", telling.language).to_owned(),
                cards,
            }
        });
        let mut panel = Panel {
            heading: heading(telling, &sources, is_left),
            // A mark keeps the number apart from a symbol in a line that reads from the right.
            count: match telling.language {
                Language::Ar => format!("\u{200f} · {}", members.len()),
                _ => format!(" · {}", members.len()),
            },
            piles: piles.collect(),
            is_right,
            card: telling.measure.width,
            fits: Vec::new(),
            members,
        };
        let most = panel.members.len().min(MOST);
        panel.fits = (1..=most).map(|count| panel.fit(count)).collect();
        panel
    }

    /// Its cards in so many columns.
    fn fit(&self, count: usize) -> Fit {
        match self.piles.split_last() {
            Some((leading, leaves)) if self.is_right && !leaves.is_empty() => {
                Fit::of(outermost(leaves, std::slice::from_ref(leading), count))
            }
            _ => Fit::of(even(&self.piles, count)),
        }
    }

    fn of(&self, count: usize) -> &Fit {
        &self.fits[count.clamp(1, self.fits.len()) - 1]
    }

    /// How tall it is in so many columns.
    pub fn height(&self, count: usize) -> f64 {
        HEADING + self.of(count).height + PAD
    }

    /// How wide it is in so many columns.
    pub fn width(&self, count: usize) -> f64 {
        let columns = self.of(count).columns.len() as f64;
        columns * (self.card + GAP) - GAP + 2.0 * PAD
    }

    /// Draws it.
    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64, count: usize) {
        let (w, h) = (self.width(count), self.height(count));
        sheet.rect(
            Rect { x, y, w, h },
            Ink::line("#c9c9c4", 1.0).on("#f5f5f3").rounded(6.0),
        );
        let room = w - 2.0 * PAD - HEAD.width(&self.count);
        let heading = HEAD.cut(&self.heading, room) + &self.count;
        sheet.words(x + PAD, y + 17.0, heading, HEAD, GREY);
        for (nth, column) in self.of(count).columns.iter().enumerate() {
            let left = x + PAD + nth as f64 * (self.card + GAP);
            self.draw_column(sheet, column, left, y + HEADING);
        }
    }

    fn draw_column(&self, sheet: &mut Sheet, column: &Column, x: f64, top: f64) {
        let mut y = top;
        for block in &column.blocks {
            let pile = &self.piles[block.pile];
            if pile.head() > 0.0 {
                let words = pile.title(block.cards.start == 0, HEAD, self.card);
                sheet.words(x + 1.0, y + 15.0, words, HEAD, GREY);
            }
            let mut at = y + pile.head();
            for card in &pile.cards[block.cards.clone()] {
                card.draw(sheet, x, at, false);
                at += card.height + GAP;
            }
            y += block.height + BETWEEN;
        }
    }
}

impl Fit {
    fn of(columns: Vec<Column>) -> Fit {
        let height = columns.iter().map(|column| column.height).fold(0.0, f64::max);
        Fit { columns, height }
    }
}

/// Leaves in columns, and what leads on in the last of them: above the last leaves, where these leave room.
fn outermost(leaves: &[Pile<'_>], leading: &[Pile<'_>], most: usize) -> Vec<Column> {
    let cards = leaves.iter().chain(leading).flat_map(|pile| &pile.cards);
    let all: f64 = cards.map(|card| card.height + GAP).sum();
    let mut limit = (all / most as f64).max(60.0);
    loop {
        let (mut found, mut last) = (columns(leaves, limit), columns(leading, limit));
        for column in &mut last {
            for block in &mut column.blocks {
                block.pile += leaves.len();
            }
        }
        let height = |columns: &[Column]| columns.last().map_or(0.0, |column| column.height);
        let joined = height(&last) + BETWEEN + height(&found);
        let fits = found.len() + last.len() <= most;
        if let (false, true, Some(head)) = (fits, joined <= limit, last.last_mut()) {
            head.blocks.extend(found.pop().map_or(Vec::new(), |foot| foot.blocks));
            head.height = joined;
        }
        if found.len() + last.len() <= most {
            found.extend(last);
            return found;
        }
        limit *= 1.02;
    }
}

/// What a box is of: what its cards cite, or what cites them.
fn heading(telling: &Telling<'_, '_>, sources: &[usize], is_left: bool) -> String {
    let key = if is_left { "side-cites" } else { "side-cited-by" };
    let names = match sources {
        [only] => telling.name(*only),
        _ => telling.numbers(sources.iter().copied()),
    };
    let colon = colon(telling.language);
    format!("{}{colon}{names}", phrase(key, telling.language))
}
