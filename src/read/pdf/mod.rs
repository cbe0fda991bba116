//! PDFs: what their pages draw, read as a text.
//!
//! ```text
//! bytes ─file▶ objects ─operators▶ one stream ─library, glyph▶ characters ─line, order▶ rows
//!       ─furniture, paragraph▶ pages of text and notes ─print▶ text
//! ```
//!
//! The text has a line for each line of a page; a line that begins a paragraph is indented by four blanks. Under the text
//! of a page, below a row of underscores, stand its notes. A form feed ends each page. Raised figures stay raised: `¹`.

mod clock;
mod content;
mod file;
mod font;
mod furniture;
mod glyph;
mod library;
mod line;
mod object;
mod operators;
mod order;
mod paragraph;
mod print;
mod right_to_left;
mod script;
mod unicode_map;

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use crate::read::allowance::Allowance;
use crate::read::reader::{Extract, Wrong};

use clock::Clock;
use file::File;
use glyph::{Page, Sheet};
use operators::Operators;

/// How many pages are interpreted at once: their fonts are read once for all of them.
const RUN: usize = 48;

/// Why a PDF has no text for us.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("is a PDF that is cut off: its end is missing; get the file again")]
    CutOff,
    #[error("is a damaged PDF; get the file again, or repair it (`qpdf in.pdf out.pdf`)")]
    Damaged,
    #[error("is a PDF that is encrypted with a password; save it without one")]
    Locked,
    #[error("is a PDF whose forms or states are nested too deep")]
    Nested,
    #[error("is a PDF with a stream that is packed twice over, as only traps are")]
    Bomb,
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
    let text = text(bytes, allowance).map_err(|refusal| match refusal {
        Refusal::Limit(wrong) => wrong,
        other => Wrong::new(other.to_string()),
    })?;
    Ok(Extract {
        text,
        ..Extract::default()
    })
}

fn text(bytes: &[u8], allowance: &mut Allowance) -> Result<String, Refusal> {
    let mut file = File::open(bytes, allowance)?;
    let pages = file.pages.len();
    allowance.check_pages(pages).map_err(Refusal::Limit)?;
    let drawn = draw(&mut file, &Clock::new(allowance))?;
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
        return Err(Refusal::Empty(pages));
    }
    Ok(text)
}

/// What the pages of a file draw.
struct Drawn {
    pages: Vec<Page>,
    pictures: usize,
    unmapped: usize,
}

fn draw(file: &mut File, clock: &Clock<'_>) -> Result<Drawn, Refusal> {
    let mut drawn = Drawn {
        pages: Vec::with_capacity(file.pages.len()),
        pictures: 0,
        unmapped: 0,
    };
    for (nth, ids) in file.pages.chunks(RUN).enumerate() {
        let mut operators = Operators::new(&file.document, clock);
        for (at, &id) in ids.iter().enumerate() {
            let number = nth * RUN + at + 1;
            library::fenced(|| operators.page(number, id)).ok_or(Refusal::Library(number))??;
        }
        drawn.pictures += operators.pictures;
        let Operators { script, fonts, .. } = operators;
        let mut entries = Dictionary::new();
        for (name, font) in fonts {
            entries.set(name, font);
        }
        put(&mut file.document, script.into_bytes(), entries);
        let mut sheet = Sheet::new(clock);
        let done = library::fenced(|| pdf_extract::output_doc(&file.document, &mut sheet));
        match done {
            Some(Ok(())) => {}
            Some(Err(_)) => {
                clock.ring()?;
                return Err(Refusal::Library(sheet.last_page()));
            }
            None => return Err(Refusal::Library(sheet.last_page())),
        }
        drawn.unmapped += sheet.unmapped;
        drawn.pages.append(&mut sheet.pages);
    }
    Ok(drawn)
}

/// Makes the operators the only page of a document.
fn put(document: &mut Document, content: Vec<u8>, fonts: Dictionary) {
    let id = |nth: u32| -> ObjectId { (u32::MAX - nth, 0) };
    let (catalog, pages, page, stream) = (id(0), id(1), id(2), id(3));
    let dictionary = |entries: Vec<(&str, Object)>| Dictionary::from_iter(entries);
    let objects = &mut document.objects;
    objects.insert(stream, Object::Stream(Stream::new(Dictionary::new(), content)));
    let resources = dictionary(vec![("Font", Object::Dictionary(fonts))]);
    let sides = [0, 0, 612, 792].map(Object::Integer).to_vec();
    let entries = vec![
        ("Type", Object::Name(b"Page".to_vec())),
        ("MediaBox", Object::Array(sides)),
        ("Resources", Object::Dictionary(resources)),
        ("Contents", Object::Reference(stream)),
    ];
    objects.insert(page, Object::Dictionary(dictionary(entries)));
    let entries = vec![
        ("Type", Object::Name(b"Pages".to_vec())),
        ("Kids", Object::Array(vec![Object::Reference(page)])),
        ("Count", Object::Integer(1)),
    ];
    objects.insert(pages, Object::Dictionary(dictionary(entries)));
    let entries = vec![
        ("Type", Object::Name(b"Catalog".to_vec())),
        ("Pages", Object::Reference(pages)),
    ];
    objects.insert(catalog, Object::Dictionary(dictionary(entries)));
    document.trailer.set("Root", Object::Reference(catalog));
}
