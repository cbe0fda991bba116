use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::graph::Evidence;

/// Where the words of many edges lie packed until somebody looks.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// The words of the edge of that number, in order and none twice.
    fn words(&self, number: u32) -> Vec<Evidence>;
}

/// The words that make an edge, in the order of the inputs and of their texts, none twice. Those of a large graph that is
/// read from a packed file are unpacked one edge at a time, when they are first looked at.
///
/// One word long where there is none: a graph has one of these for each of a million edges.
#[derive(Clone, Default)]
pub struct Words(Option<Box<Held>>);

#[derive(Clone)]
struct Held {
    packed: Option<(Arc<dyn Shelf>, u32)>,
    unpacked: OnceLock<Vec<Evidence>>,
}

impl Words {
    /// The words that lie on a shelf under that number.
    pub fn packed(shelf: Arc<dyn Shelf>, number: u32) -> Words {
        Words(Some(Box::new(Held {
            packed: Some((shelf, number)),
            unpacked: OnceLock::new(),
        })))
    }

    /// Adds a piece of evidence in its place, if it is not there.
    pub(crate) fn add(&mut self, evidence: Evidence) {
        if let Err(place) = self.binary_search(&evidence) {
            let mut words = std::mem::take(self).into_vec();
            words.insert(place, evidence);
            *self = Words::from(words);
        }
    }

    fn into_vec(self) -> Vec<Evidence> {
        let Some(held) = self.0 else { return Vec::new() };
        match held.packed {
            Some((shelf, number)) => held.unpacked.into_inner().unwrap_or_else(|| shelf.words(number)),
            None => held.unpacked.into_inner().unwrap_or_default(),
        }
    }
}

impl Deref for Words {
    type Target = [Evidence];

    fn deref(&self) -> &[Evidence] {
        let Some(held) = &self.0 else { return &[] };
        let unpack = || {
            let packed = held.packed.as_ref();
            packed.map_or_else(Vec::new, |(shelf, number)| shelf.words(*number))
        };
        held.unpacked.get_or_init(unpack)
    }
}

impl From<Vec<Evidence>> for Words {
    fn from(words: Vec<Evidence>) -> Words {
        Words((!words.is_empty()).then(|| {
            Box::new(Held {
                packed: None,
                unpacked: OnceLock::from(words),
            })
        }))
    }
}

impl FromIterator<Evidence> for Words {
    fn from_iter<I: IntoIterator<Item = Evidence>>(words: I) -> Words {
        Words::from(words.into_iter().collect::<Vec<_>>())
    }
}

impl IntoIterator for Words {
    type Item = Evidence;
    type IntoIter = std::vec::IntoIter<Evidence>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a> IntoIterator for &'a Words {
    type Item = &'a Evidence;
    type IntoIter = std::slice::Iter<'a, Evidence>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Words) -> bool {
        **self == **other
    }
}

impl Eq for Words {}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
