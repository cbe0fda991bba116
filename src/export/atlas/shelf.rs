use std::sync::{Arc, OnceLock};

use crate::export::atlas::pieces::{AtlasError, Pieces, decode};
use crate::export::atlas::rows::{EDGES_A_PIECE, EvidenceRow, QUOTES, Quotes, WORDS};
use crate::graph::{Evidence, Input, Shelf};
use crate::model::{Label, Language, Section};
use crate::text::Span;

/// Where in a document something stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub paragraph: Label,
    pub section: Section,
    pub anchor: Option<Label>,
    pub language: Language,
}

/// The words of an atlas. A piece is unpacked when the words of one of its edges are first looked at.
#[derive(Debug)]
pub(super) struct Packed {
    pub pieces: Pieces<'static>,
    pub inputs: Vec<Arc<Input>>,
    pub places: Vec<Place>,
    pub pinpoints: Vec<String>,
    pub quotes: OnceLock<Quotes>,
    pub words: Vec<OnceLock<Vec<Vec<EvidenceRow>>>>,
}

impl Packed {
    pub(super) fn new(
        pieces: Pieces<'static>,
        inputs: Vec<Arc<Input>>,
        places: Vec<Place>,
        pinpoints: Vec<String>,
    ) -> Packed {
        let words = (WORDS..pieces.count()).map(|_| OnceLock::new()).collect();
        let quotes = OnceLock::new();
        Packed {
            pieces,
            inputs,
            places,
            pinpoints,
            quotes,
            words,
        }
    }

    /// Looks at all that is packed, as one must before trusting a file.
    pub(super) fn check(&self, edges: usize) -> Result<(), AtlasError> {
        let quotes = self.read_quotes()?;
        let mut found = 0;
        for piece in 0..self.words.len() {
            let rows = self.read_words(piece)?;
            found += rows.len();
            if !rows.iter().flatten().all(|row| self.evidence(row, &quotes).is_some()) {
                return Err(AtlasError::new(
                    "expected words that stand in an atlas, found a number that does not",
                ));
            }
        }
        if found != edges {
            return Err(AtlasError::new(format!(
                "expected the words of {edges} edges in an atlas, found those of {found}"
            )));
        }
        Ok(())
    }

    fn read_quotes(&self) -> Result<Quotes, AtlasError> {
        decode(&self.pieces.get(QUOTES)?, "the quotes")
    }

    fn read_words(&self, piece: usize) -> Result<Vec<Vec<EvidenceRow>>, AtlasError> {
        decode(&self.pieces.get(WORDS + piece)?, "the words")
    }

    fn evidence(&self, row: &EvidenceRow, quotes: &Quotes) -> Option<Evidence> {
        let place = self.places.get(row.place as usize)?.clone();
        let quote = quotes.get(row.quote)?.to_owned();
        let start = row.start as usize;
        let length = row.longer.checked_add(i64::try_from(quote.len()).ok()?)?;
        Some(Evidence {
            input: Arc::clone(self.inputs.get(row.input as usize)?),
            span: Span::new(start, start.checked_add(usize::try_from(length).ok()?)?),
            paragraph: place.paragraph,
            section: place.section,
            anchor: place.anchor,
            quote,
            language: place.language,
            pinpoint: optional(&self.pinpoints, row.pinpoint)?.cloned(),
        })
    }
}

impl Shelf for Packed {
    /// What cannot be unpacked has no words: [`Packed::check`] has told of it where the file is not our own.
    fn words(&self, number: u32) -> Vec<Evidence> {
        let (piece, edge) = (number as usize / EDGES_A_PIECE, number as usize % EDGES_A_PIECE);
        let Some(held) = self.words.get(piece) else {
            return Vec::new();
        };
        let quotes = self.quotes.get_or_init(|| self.read_quotes().unwrap_or_default());
        let rows = held.get_or_init(|| self.read_words(piece).unwrap_or_default());
        let rows = rows.get(edge).into_iter().flatten();
        rows.filter_map(|row| self.evidence(row, quotes)).collect()
    }
}

/// The entry of a table under one less than a number, none under zero; nothing where the table has no such entry.
pub(super) fn optional<T>(table: &[T], name: u32) -> Option<Option<&T>> {
    match name {
        0 => Some(None),
        name => table.get(name as usize - 1).map(Some),
    }
}
