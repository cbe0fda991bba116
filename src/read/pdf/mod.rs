//! PDFs: what their pages draw, read as a text.
//!
//! ```text
//! bytes ─file▶ objects ─content, painter, font▶ characters ─line, order▶ rows
//!       ─furniture, paragraph▶ pages of text and notes ─print▶ text
//! ```
//!
//! The text has a line for each line of a page; a line that begins a paragraph is indented by four blanks. Under the text
//! of a page, below a row of underscores, stand its notes. A form feed ends each page. Raised figures stay raised: `¹`.

mod clock;
mod codes;
mod composite;
mod content;
mod file;
mod font;
mod furniture;
mod glyph;
mod library;
mod line;
mod object;
mod order;
mod painter;
mod paragraph;
mod print;
mod right_to_left;
mod simple;
mod state;
mod stream;
mod unicode_map;

use crate::read::allowance::Allowance;
use crate::read::fence::fenced;
use crate::read::reader::{Extract, Wrong};
use crate::text::Aside;

use clock::Clock;
use file::File;
use glyph::Page;
use painter::Painter;
use stream::Loss;

/// Why a PDF has no text for us.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("is a PDF that is cut off: its end is missing; get the file again")]
    CutOff,
    #[error("is a damaged PDF; get the file again, or repair it (`qpdf in.pdf out.pdf`)")]
    Damaged,
    #[error("is a PDF that is protected with a password; open it with the password and save it without")]
    Locked,
    #[error("is a PDF that is encrypted for certain readers only; have one of them save it unencrypted")]
    Sealed,
    #[error("is a PDF whose forms or states are nested too deep")]
    Nested,
    #[error("is a PDF with a stream that is packed twice over, as only traps are")]
    Bomb,
    #[error(
        "is a PDF that is packed in a way that is not read; save it anew (`qpdf --stream-data=uncompress in.pdf out.pdf`)"
    )]
    Packed,
    #[error("{}", .0.problem)]
    Limit(Wrong),
    #[error("is a PDF that cannot be read: the library gave up at page {0}")]
    Library(usize),
    #[error("no text layer: {}; read it with an OCR program first (`ocrmypdf in.pdf out.pdf`)", count(*.0, "page of images", "pages of images"))]
    Pictures(usize),
    #[error("is a PDF without text: {}", count(*.0, "empty page", "empty pages"))]
    Empty(usize),
    #[error(
        "is a PDF whose fonts do not tell what their characters mean (no Unicode map); read it with an OCR program"
    )]
    Unmapped,
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], allowance: &mut Allowance) -> Result<Extract, Wrong> {
    extract(bytes, allowance).map_err(|refusal| match refusal {
        Refusal::Limit(wrong) => wrong,
        other => Wrong::new(other.to_string()),
    })
}

fn extract(bytes: &[u8], allowance: &mut Allowance) -> Result<Extract, Refusal> {
    let file = File::open(bytes, allowance)?;
    let pages = file.pages.len();
    allowance.check_pages(pages).map_err(Refusal::Limit)?;
    let drawn = draw(&file, &Clock::new(allowance))?;
    let glyphs: usize = drawn.pages.iter().map(|page| page.glyphs.len()).sum();
    if drawn.unmapped > glyphs {
        return Err(Refusal::Unmapped);
    }
    // A stamp or a page number over pictures is no text layer.
    if drawn.pictures >= pages && glyphs < 12 * pages {
        return Err(Refusal::Pictures(pages));
    }
    let text = print::text(&drawn.pages);
    if text.trim().is_empty() {
        return Err(match drawn.losses.first() {
            None => Refusal::Empty(pages),
            Some((_, Loss::Packed)) => Refusal::Packed,
            Some((_, Loss::Damaged)) => Refusal::Damaged,
            Some((_, Loss::Picture)) => Refusal::Pictures(pages),
            Some((_, Loss::Unmapped)) => Refusal::Unmapped,
        });
    }
    let notice = |(page, loss): &(usize, Loss)| format!("page {page} {}: words of it are missing", loss.words());
    let aside = Aside {
        losses: drawn.losses.iter().map(notice).collect(),
        ..Aside::default()
    };
    Ok(Extract { text, aside })
}

/// What the pages of a file draw.
struct Drawn {
    pages: Vec<Page>,
    losses: Vec<(usize, Loss)>,
    pictures: usize,
    unmapped: usize,
}

fn draw(file: &File, clock: &Clock<'_>) -> Result<Drawn, Refusal> {
    let mut painter = Painter::new(&file.document, clock);
    let mut pages = Vec::with_capacity(file.pages.len());
    for (number, &id) in (1..).zip(&file.pages) {
        let (pictures, unmapped) = (painter.pictures, painter.unmapped);
        let page = fenced(|| painter.page(number, id)).map_err(|_| Refusal::Library(number))??;
        // A page without a word may be blank; one that draws something else is told of.
        if page.glyphs.is_empty() && painter.unmapped > unmapped {
            painter.losses.push((number, Loss::Unmapped));
        } else if page.glyphs.is_empty() && painter.pictures > pictures {
            painter.losses.push((number, Loss::Picture));
        }
        pages.push(page);
    }
    Ok(Drawn {
        pages,
        losses: painter.losses,
        pictures: painter.pictures,
        unmapped: painter.unmapped,
    })
}
