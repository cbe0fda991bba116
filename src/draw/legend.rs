use std::collections::{BTreeMap, BTreeSet};

use crate::draw::card::GREY;
use crate::draw::frame::Frame;
use crate::draw::sheet::{Ink, Rect, Sheet, Step};
use crate::draw::strand::arrow;
use crate::draw::typeset::Type;
use crate::draw::words::{comma, phrase};
use crate::export::Manner;
use crate::graph::{Link, Node};
use crate::model::Language;

const WORDS: Type = Type::plain(10.0);
const LEADING: f64 = 14.0;
const SAMPLE: f64 = 42.0;
const PAD: f64 = 12.0;
const BETWEEN: f64 = 5.0;
/// An entry is no narrower.
const CELL: f64 = 240.0;

/// What the forms and lines of a picture mean: those that it has, and no others.
pub(super) struct Legend<'g> {
    frames: Vec<(Frame, &'g Node, Vec<String>)>,
    manners: Vec<(Manner, Vec<String>)>,
    cell: f64,
    columns: usize,
    pub width: f64,
    pub height: f64,
}

impl<'g> Legend<'g> {
    pub fn of(nodes: &[&'g Node], links: &[Link<'_>], width: f64, language: Language) -> Legend<'g> {
        let columns = ((width / CELL) as usize).max(1);
        let cell = (width - 2.0 * PAD) / columns as f64;
        let room = cell - SAMPLE - 18.0;
        let mut examples: BTreeMap<Frame, &'g Node> = BTreeMap::new();
        for node in nodes {
            examples.entry(Frame::of(node)).or_insert(node);
        }
        let mut names: BTreeMap<Manner, BTreeSet<&'static str>> = BTreeMap::new();
        for link in links {
            let manner = Manner::of(link);
            // Facts are many, and every card tells which it is.
            let name = if manner == Manner::Fact {
                "fact"
            } else {
                link.tie.name()
            };
            names.entry(manner).or_default().insert(phrase(name, language));
        }
        let frames: Vec<_> = examples
            .into_iter()
            .map(|(frame, node)| (frame, node, WORDS.lines(phrase(frame.phrase(), language), room, 2)))
            .collect();
        let manners: Vec<_> = names
            .into_iter()
            .map(|(manner, names)| {
                let names: Vec<&str> = names.into_iter().collect();
                (manner, WORDS.lines(&names.join(comma(language)), room, 4))
            })
            .collect();
        let mut legend = Legend {
            frames,
            manners,
            cell,
            columns,
            width,
            height: 0.0,
        };
        legend.height = legend.places().1 + 2.0 * PAD;
        legend
    }

    /// Where each entry stands, row by row, and how far down they reach.
    fn places(&self) -> (Vec<(f64, f64)>, f64) {
        let frames = self.frames.iter().map(|(_, _, lines)| lines.len());
        let lines: Vec<usize> = frames
            .chain(self.manners.iter().map(|(_, lines)| lines.len()))
            .collect();
        let mut places = Vec::new();
        let mut y = 0.0;
        for row in lines.chunks(self.columns) {
            places.extend((0..row.len()).map(|nth| (nth as f64 * self.cell, y)));
            y += row.iter().copied().max().unwrap_or(0) as f64 * LEADING + BETWEEN;
        }
        (places, y)
    }

    pub fn draw(&self, sheet: &mut Sheet, x: f64, y: f64) {
        let rect = Rect {
            x,
            y,
            w: self.width,
            h: self.height,
        };
        sheet.rect(rect, Ink::line("#cccccc", 1.0).on("#ffffff").rounded(6.0));
        let words = |sheet: &mut Sheet, lines: &[String], x: f64, y: f64| {
            for (nth, line) in lines.iter().enumerate() {
                let base = y + nth as f64 * LEADING + 11.0;
                sheet.words(x + SAMPLE + 10.0, base, line.as_str(), WORDS, GREY);
            }
        };
        let places = self.places().0;
        let mut places = places.iter().map(|(across, down)| (x + PAD + across, y + PAD + down));
        for ((frame, node, lines), (x, y)) in self.frames.iter().zip(places.by_ref()) {
            let sample = Rect {
                x: x + 8.0,
                y: y + 0.5,
                w: 26.0,
                h: 14.0,
            };
            frame.draw(sheet, node, sample, 1.0);
            words(sheet, lines, x, y);
        }
        for ((manner, lines), (x, y)) in self.manners.iter().zip(places) {
            let (ink, middle) = (manner.ink(), y + 7.5);
            let line = vec![Step::Move(x, middle), Step::Line(x + SAMPLE - 6.0, middle)];
            sheet.path(line, ink);
            arrow(sheet, x + SAMPLE, middle, 1.0, ink.line);
            words(sheet, lines, x, y);
        }
    }
}
