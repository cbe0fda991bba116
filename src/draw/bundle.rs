use crate::draw::card::{Card, GREY};
use crate::draw::columns::{GAP, HEADING};
use crate::draw::sheet::{Ink, Rect, Sheet};
use crate::draw::typeset::Type;
use crate::draw::words::phrase;
use crate::export::shown_id;
use crate::graph::Node;
use crate::model::{Class, Language};

const PAD: f64 = 8.0;
const HEAD: Type = Type::bold(11.0);
/// The proportions that a bundle should have.
const SHAPE: f64 = 0.8;

/// Cards that are all tied to the same things, in a box under a heading that names these.
pub(super) struct Bundle<'g> {
    heading: String,
    /// The cards of each column.
    columns: Vec<Vec<Card<'g>>>,
    to_the_right: bool,
    pub width: f64,
    pub height: f64,
}

impl<'g> Bundle<'g> {
    /// The cards that are cited by all of `tied`, or that cite all of them.
    pub fn new(cards: Vec<Card<'g>>, tied: &[&Node], cited: bool, language: Language) -> Bundle<'g> {
        let count = cards.len();
        let wide = cards.iter().map(|card| card.width).fold(0.0, f64::max);
        let tall: f64 = cards.iter().map(|card| card.height + GAP).sum();
        let columns = (tall * SHAPE / (wide + GAP)).sqrt().round().max(1.0) as usize;
        let each = count.div_ceil(columns);
        let mut left = cards.into_iter();
        let columns: Vec<Vec<Card<'g>>> = (0..count.div_ceil(each))
            .map(|_| left.by_ref().take(each).collect())
            .collect();
        let heights = columns
            .iter()
            .map(|cards| cards.iter().map(|card| card.height + GAP).sum::<f64>());
        let height = heights.fold(0.0, f64::max) + HEADING + 2.0;
        let width = columns.len() as f64 * (wide + GAP) - GAP + 2.0 * PAD;
        let names: Vec<String> = tied.iter().map(|node| name(node, language)).collect();
        let key = if cited { "side-cited-by" } else { "side-cites" };
        let count = format!(" · {count}");
        let words = format!("{}: {}", phrase(key, language), names.join(" + "));
        let heading = HEAD.cut(&words, width - 2.0 * PAD - HEAD.width(&count)) + &count;
        Bundle {
            heading,
            columns,
            to_the_right: !cited,
            width,
            height,
        }
    }

    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64) {
        let rect = Rect {
            x,
            y,
            w: self.width,
            h: self.height,
        };
        sheet.rect(rect, Ink::line("#bbbbbb", 1.0).on("#f5f5f3").rounded(6.0));
        sheet.words(x + PAD, y + 17.0, self.heading.as_str(), HEAD, GREY);
        let mut left = x + PAD;
        for cards in &self.columns {
            let mut top = y + HEADING;
            for card in cards {
                card.draw(sheet, left, top, self.to_the_right);
                top += card.height + GAP;
            }
            left += cards.iter().map(|card| card.width).fold(0.0, f64::max) + GAP;
        }
    }
}

fn name(node: &Node, language: Language) -> String {
    match node.class {
        Class::Document => shown_id(node),
        _ => node.title(language).unwrap_or(node.id.as_str()).to_owned(),
    }
}
