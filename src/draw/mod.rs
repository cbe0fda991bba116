//! Pictures of who cites what, drawn without any other program: a sheet is laid out, then written as SVG.

mod around;
mod card;
mod columns;
mod explorer;
#[cfg(feature = "pictures")]
mod fonts;
mod frame;
mod layers;
mod legend;
mod levels;
mod middle;
mod page;
mod panel;
#[cfg(feature = "pictures")]
mod pieces;
#[cfg(feature = "pictures")]
mod pixels;
mod root;
mod series;
mod sheet;
mod strand;
mod strands;
mod strip;
mod subject;
mod svg;
mod telling;
mod time;
mod typeset;
#[cfg(feature = "pictures")]
mod visual;
mod words;
mod years;

pub use explorer::Explored;
pub use page::Picture;
#[cfg(feature = "pictures")]
pub use pixels::{PictureError, Pixels};
pub use sheet::Rect;
pub use subject::{Member, Subject};

use crate::model::Language;

/// More nodes than these make no picture that anybody could read.
pub const MOST: usize = 2000;

/// How a picture is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One document, what it cites on one side and what cites it on the other.
    Around,
    /// By distance from what was asked for.
    Layers,
    /// By year.
    Time,
    /// The chain of predecessors and successors, of [`Subject::series`].
    Series,
}

/// The picture of a subject, its words in `language` where there are any.
pub fn draw(subject: &Subject<'_>, layout: Layout, language: Language) -> Picture {
    let page = match layout {
        Layout::Around => around::around(subject, language),
        Layout::Layers => layers::layers(subject, language),
        Layout::Time => time::time(subject, language),
        Layout::Series => series::series(subject, language),
    };
    page.picture()
}
