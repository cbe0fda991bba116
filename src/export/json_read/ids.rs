use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// The ids of the nodes in their order, each found by its letters. They lie side by side and the table holds numbers only, so
/// that two million look-ups stay in the near memory.
#[derive(Default)]
pub(super) struct Ids {
    letters: String,
    /// Where each ends.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Ids {
    /// Of ids that stand in order, none twice.
    pub fn new<'i>(ids: impl ExactSizeIterator<Item = &'i str>) -> Ids {
        let mut held = Ids {
            ends: Vec::with_capacity(ids.len()),
            numbers: HashTable::with_capacity(ids.len()),
            ..Ids::default()
        };
        let Ids {
            letters,
            ends,
            numbers,
            hasher,
        } = &mut held;
        for (number, id) in (0..).zip(ids) {
            letters.push_str(id);
            ends.push(letters.len());
            let hash_of = |number: &u32| hasher.hash_one(letters_of(letters, ends, *number));
            numbers.insert_unique(hasher.hash_one(id), number, hash_of);
        }
        held
    }

    /// The number of the node of that id.
    pub fn number(&self, id: &str) -> Option<usize> {
        let is_it = |number: &u32| letters_of(&self.letters, &self.ends, *number) == id;
        let found = self.numbers.find(self.hasher.hash_one(id), is_it);
        found.map(|number| *number as usize)
    }
}

fn letters_of<'l>(letters: &'l str, ends: &[usize], number: u32) -> &'l str {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    &letters[start..ends[number]]
}
