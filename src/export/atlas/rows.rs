use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many edges have their words in one piece.
pub(super) const EDGES_A_PIECE: usize = 256;

/// The pieces before the words.
pub(super) const CORE: usize = 0;
pub(super) const QUOTES: usize = 1;
pub(super) const WORDS: usize = 2;

/// A number in a table of names; where there may be none, one more than that, and zero for none.
pub(super) type Name = u32;

/// All but the words. Ids and titles stand in their rows; what is said again and again stands in tables.
#[derive(Serialize, Deserialize)]
pub(super) struct Core<'a> {
    #[serde(borrow)]
    pub manifest: BTreeMap<&'a str, &'a str>,
    pub classes: Vec<&'a str>,
    pub kinds: Vec<&'a str>,
    pub ties: Vec<&'a str>,
    pub origins: Vec<Vec<&'a str>>,
    pub sections: Vec<&'a str>,
    pub languages: Vec<&'a str>,
    pub labels: Vec<&'a str>,
    pub pinpoints: Vec<&'a str>,
    pub reasons: Vec<&'a str>,
    pub places: Vec<PlaceRow>,
    pub nodes: Vec<NodeRow<'a>>,
    pub inputs: Vec<InputRow<'a>>,
    pub edges: EdgeColumns,
    pub unplaced: Vec<UnplacedRow<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct NodeRow<'a> {
    pub id: &'a str,
    pub class: Name,
    pub kind: Name,
    pub form: Name,
    #[serde(borrow)]
    pub titles: Vec<(Name, &'a str)>,
    pub date: Option<(u8, i16, i8, i8)>,
    pub body: Option<&'a str>,
    pub aliases: Vec<&'a str>,
    pub read: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct InputRow<'a> {
    pub file: &'a str,
    /// The hash in bytes, or as it is where it is none.
    pub sha256: Hash<'a>,
    pub symbol: &'a str,
    pub language: Name,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Hash<'a> {
    Bytes([u8; 32]),
    Other(&'a str),
}

/// The edges, sorted by source, target and relation. Like numbers stand side by side, which packs well.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct EdgeColumns {
    /// How many edges leave each node.
    pub degrees: Vec<u32>,
    pub targets: Vec<u32>,
    pub ties: Vec<Name>,
    pub origins: Vec<Name>,
    pub counts: Vec<u32>,
}

/// Where in a document something stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct PlaceRow {
    pub paragraph: Name,
    pub section: Name,
    pub anchor: Name,
    pub language: Name,
}

/// One piece of evidence. The span is said against the quote, which is mostly as long as it is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct EvidenceRow {
    pub input: u32,
    pub start: u32,
    pub longer: i64,
    pub place: u32,
    pub quote: u32,
    pub pinpoint: Name,
}

#[derive(Serialize, Deserialize)]
pub(super) struct UnplacedRow<'a> {
    pub source: u32,
    pub input: u32,
    pub span: (u32, u32),
    pub paragraph: Name,
    pub quote: &'a str,
    pub class: Name,
    pub status: Name,
    #[serde(borrow)]
    pub candidates: Vec<&'a str>,
    pub reason: Name,
}

/// All quotes in one text, each with its end.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Quotes {
    ends: Vec<u32>,
    text: String,
}

impl Quotes {
    pub(super) fn from(quotes: &[&str]) -> Quotes {
        let mut all = Quotes::default();
        for quote in quotes {
            all.text.push_str(quote);
            all.ends.push(u32::try_from(all.text.len()).unwrap_or(u32::MAX));
        }
        all
    }

    pub(super) fn get(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start as usize..*self.ends.get(number)? as usize)
    }
}
