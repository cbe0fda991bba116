use std::collections::BTreeMap;

/// Words that stand many times, each written once: a column holds their numbers.
#[derive(Default)]
pub(super) struct Table<'g> {
    numbers: BTreeMap<&'g str, u32>,
    pub words: Vec<&'g str>,
}

impl<'g> Table<'g> {
    /// The number of these words.
    pub fn number(&mut self, words: &'g str) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(words).or_insert(next);
        if number == next {
            self.words.push(words);
        }
        number
    }
}

/// What only some rows of a column have: their numbers, and what they have.
#[derive(serde::Serialize)]
pub(super) struct Sparse<T> {
    pub at: Vec<u32>,
    pub is: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Sparse<T> {
        Sparse {
            at: Vec::new(),
            is: Vec::new(),
        }
    }
}

impl<T> Sparse<T> {
    pub fn push(&mut self, row: usize, value: Option<T>) {
        if let Some(value) = value {
            self.at.push(row as u32);
            self.is.push(value);
        }
    }
}
