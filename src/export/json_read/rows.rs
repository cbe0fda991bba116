use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::export::json_read::word::Word;
use crate::graph::{Origin, Origins};

/// What `graph` holds.
#[derive(Deserialize)]
#[serde(expecting = "what stands at the head of a graph")]
pub(super) struct HeadRow<'a> {
    #[serde(default)]
    pub manifest: BTreeMap<String, String>,
    #[serde(default)]
    pub counts: CountsRow,
    #[serde(borrow, default)]
    pub inputs: Vec<InputRow<'a>>,
    #[serde(borrow, default)]
    pub unplaced: Vec<UnplacedRow<'a>>,
}

/// How much there is to come, to make room for it.
#[derive(Default, Deserialize)]
#[serde(default, expecting = "counts")]
pub(super) struct CountsRow {
    pub nodes: usize,
    pub edges: usize,
}

#[derive(Deserialize)]
#[serde(expecting = "an input")]
pub(super) struct InputRow<'a> {
    #[serde(borrow)]
    pub file: Word<'a>,
    #[serde(borrow)]
    pub sha256: Word<'a>,
    #[serde(borrow)]
    pub symbol: Word<'a>,
    #[serde(borrow)]
    pub language: Word<'a>,
}

#[derive(Deserialize)]
#[serde(expecting = "a citation without a target")]
pub(super) struct UnplacedRow<'a> {
    #[serde(borrow)]
    pub source: Word<'a>,
    #[serde(borrow)]
    pub quote: Word<'a>,
    #[serde(borrow)]
    pub status: Word<'a>,
    #[serde(borrow, default)]
    pub candidates: Vec<Word<'a>>,
    #[serde(borrow)]
    pub class: Word<'a>,
    #[serde(borrow)]
    pub paragraph: Word<'a>,
    #[serde(borrow)]
    pub reason: Word<'a>,
    pub span: [usize; 2],
    pub input: usize,
}

#[derive(Deserialize)]
#[serde(expecting = "a node")]
pub(super) struct NodeRow<'a> {
    #[serde(borrow)]
    pub id: Word<'a>,
    #[serde(borrow)]
    pub class: Word<'a>,
    #[serde(borrow)]
    pub kind: Word<'a>,
    #[serde(borrow)]
    pub form: Option<Word<'a>>,
    #[serde(borrow, default)]
    pub titles: Titles<'a>,
    #[serde(borrow)]
    pub date: Option<Word<'a>>,
    #[serde(borrow)]
    pub date_origin: Option<Word<'a>>,
    #[serde(borrow)]
    pub body: Option<Word<'a>>,
    #[serde(borrow, default)]
    pub aliases: Vec<Word<'a>>,
    #[serde(default)]
    pub read: bool,
}

/// The names of origins as what they mean: a million lists need no room of their own.
pub(super) struct OriginsRow(pub Origins);

impl<'de> Deserialize<'de> for OriginsRow {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<OriginsRow, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = OriginsRow;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of text, registry and link")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut names: S) -> Result<OriginsRow, S::Error> {
                let mut origins = Origins::default();
                while let Some(name) = names.next_element::<Word<'de>>()? {
                    let origin: Origin = name.as_str().parse().map_err(S::Error::custom)?;
                    origins.extend([origin]);
                }
                Ok(OriginsRow(origins))
            }
        }
        from.deserialize_seq(Names)
    }
}

/// Titles under the codes of their languages.
#[derive(Default)]
pub(super) struct Titles<'a>(pub Vec<(Word<'a>, Word<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Titles<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Titles<'a>, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Titles<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("titles under the codes of their languages")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Titles<'de>, A::Error> {
                let mut titles = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    titles.push(entry);
                }
                Ok(Titles(titles))
            }
        }
        from.deserialize_map(Entries)
    }
}

#[derive(Deserialize)]
#[serde(expecting = "an edge")]
pub(super) struct EdgeRow<'a> {
    #[serde(borrow)]
    pub source: Word<'a>,
    #[serde(borrow)]
    pub target: Word<'a>,
    #[serde(borrow)]
    pub key: Word<'a>,
    #[serde(borrow)]
    pub class: Word<'a>,
    #[serde(borrow)]
    pub relation: Word<'a>,
    pub origin: OriginsRow,
    pub count: u32,
    #[serde(borrow, default)]
    pub evidence: Vec<EvidenceRow<'a>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a piece of evidence")]
pub(super) struct EvidenceRow<'a> {
    #[serde(borrow)]
    pub paragraph: Word<'a>,
    #[serde(borrow)]
    pub section: Word<'a>,
    #[serde(borrow)]
    pub quote: Word<'a>,
    pub span: [usize; 2],
    #[serde(borrow)]
    pub language: Word<'a>,
    pub input: usize,
    #[serde(borrow)]
    pub anchor: Option<Word<'a>>,
    #[serde(borrow)]
    pub pinpoint: Option<Word<'a>>,
}
