//! Fonts whose codes have several bytes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use pdf_extract::{Dictionary, Document, Object};

use super::codes::{Code, Codes};
use super::font::{Letter, cleaned};
use super::object::resolve;
use super::unicode_map::{self, Map};

/// A font whose codes have several bytes.
pub(super) struct Composite {
    codes: Codes,
    /// What the font itself tells.
    told: Map,
    /// What the codes met so far mean.
    met: RefCell<HashMap<u32, Option<Rc<str>>>>,
    /// By the numbers of the glyphs.
    widths: HashMap<u32, f64>,
    width: f64,
}

impl Composite {
    /// Reads a font; none where it lacks the font that draws its glyphs.
    pub(super) fn of(document: &Document, font: &Dictionary) -> Option<Composite> {
        let entry =
            |dictionary: &'_ Dictionary, key: &[u8]| dictionary.get(key).ok().map(|it| resolve(document, it).clone());
        let Object::Array(descendants) = entry(font, b"DescendantFonts")? else {
            return None;
        };
        let descendant = resolve(document, descendants.first()?).as_dict().ok()?;
        Some(Composite {
            codes: Codes::of(entry(font, b"Encoding").as_ref()),
            told: unicode_map::of(document, font).unwrap_or_default(),
            met: RefCell::default(),
            widths: match entry(descendant, b"W") {
                Some(Object::Array(widths)) => spread(document, &widths),
                _ => HashMap::new(),
            },
            width: entry(descendant, b"DW")
                .and_then(|width| width.as_float().ok())
                .map_or(1000.0, f64::from)
                / 1000.0,
        })
    }

    /// Reads the letter that a text begins with.
    pub(super) fn next(&self, text: &mut &[u8]) -> Option<Letter> {
        let code = self.codes.next(text)?;
        let width = code.glyph.and_then(|glyph| self.widths.get(&glyph)).copied();
        // The Latin letters of an old Chinese font are half as wide as its characters.
        let is_half = matches!(self.codes, Codes::Encoded(..)) && code.bytes.len() == 1;
        Some(Letter {
            text: self.meaning(&code),
            width: width.unwrap_or(if is_half { 0.5 } else { self.width }),
            stretches: code.number == 32 && code.bytes.len() == 1,
        })
    }

    fn meaning(&self, code: &Code<'_>) -> Option<Rc<str>> {
        let meaning = || self.told.get(code.number).or_else(|| self.codes.meaning(code));
        let mut met = self.met.borrow_mut();
        let met = met.entry(code.number);
        met.or_insert_with(|| meaning().as_deref().and_then(cleaned)).clone()
    }
}

/// Widths by the numbers of the glyphs: `first [width …]` and `first last width`.
fn spread(document: &Document, widths: &[Object]) -> HashMap<u32, f64> {
    const LAST: i64 = 0xffff;
    let mut spread = HashMap::new();
    let mut enter = |glyph: i64, width: &Object| {
        if let (Ok(glyph), Ok(width)) = (u32::try_from(glyph), width.as_float()) {
            spread.insert(glyph, f64::from(width) / 1000.0);
        }
    };
    let mut rest = widths.iter().map(|object| resolve(document, object));
    while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
        let Ok(first) = first.as_i64() else { break };
        match second {
            Object::Array(list) => {
                for (glyph, width) in (first..=LAST).zip(list) {
                    enter(glyph, resolve(document, width));
                }
            }
            last => {
                let (Ok(last), Some(width)) = (last.as_i64(), rest.next()) else {
                    break;
                };
                for glyph in first.max(0)..=last.min(LAST) {
                    enter(glyph, width);
                }
            }
        }
    }
    spread
}
