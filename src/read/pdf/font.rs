//! Fonts: what their codes mean, and how wide they are.

use std::collections::HashMap;
use std::rc::Rc;

use pdf_extract::{Dictionary, Document};

use super::composite::Composite;
use super::{object, simple};

/// A font as far as texts need it.
pub(super) enum Font {
    /// Every byte is a code.
    Simple(Vec<Letter>),
    /// Codes have several bytes.
    Composite(Composite),
    /// Nobody can make out what it is.
    Broken,
}

/// What a code draws.
#[derive(Clone)]
pub(super) struct Letter {
    /// What it means, without control characters and with all blanks alike; none where the font does not tell.
    pub text: Option<Rc<str>>,
    /// Its width in heights of the font.
    pub width: f64,
    /// Whether it is the code of one byte which is the blank: that one is set wider to fill a line.
    pub stretches: bool,
}

/// What is drawn of a text that a font or its map tells.
pub(super) fn cleaned(text: &str) -> Option<Rc<str>> {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let cleaned = |text: &str| text.chars().filter(|c| !c.is_control()).map(plain).collect::<String>();
    (!text.is_empty()).then(|| cleaned(text).into())
}

impl Font {
    fn of(document: &Document, dictionary: &Dictionary) -> Option<Font> {
        let kind = object::resolve(document, dictionary.get(b"Subtype").ok()?);
        match kind.as_name().ok()? {
            b"Type0" => Composite::of(document, dictionary).map(Font::Composite),
            _ => simple::letters(document, dictionary),
        }
    }

    /// Gives each letter of a text to whoever draws it.
    pub(super) fn each(&self, mut text: &[u8], mut draw: impl FnMut(&Letter)) {
        match self {
            Font::Simple(letters) => text
                .iter()
                .filter_map(|&code| letters.get(usize::from(code)))
                .for_each(draw),
            Font::Composite(composite) => {
                while let Some(letter) = composite.next(&mut text) {
                    draw(&letter);
                }
            }
            Font::Broken => {}
        }
    }
}

/// The fonts of a document, each made out once.
pub(super) struct Fonts<'a> {
    document: &'a Document,
    /// By the places of their dictionaries, which stay where they are.
    known: HashMap<*const Dictionary, Option<Rc<Font>>>,
}

impl<'a> Fonts<'a> {
    /// None made out yet.
    pub(super) fn new(document: &'a Document) -> Fonts<'a> {
        Fonts {
            document,
            known: HashMap::new(),
        }
    }

    /// The font of a dictionary; none where it lacks what a font needs.
    pub(super) fn font(&mut self, dictionary: &'a Dictionary) -> Option<Rc<Font>> {
        let known = self.known.entry(std::ptr::from_ref(dictionary));
        known
            .or_insert_with(|| Font::of(self.document, dictionary).map(Rc::new))
            .clone()
    }
}
