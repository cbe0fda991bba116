use crate::text::WordTrie;

/// The words of ordinals, found wherever they stand.
#[derive(Debug, Default)]
pub(super) struct OrdinalWords {
    words: WordTrie,
    numbers: Vec<u32>,
}

impl OrdinalWords {
    pub(super) fn new<'w>(ordinals: impl Iterator<Item = (&'w str, u32)>) -> OrdinalWords {
        let (words, numbers): (Vec<&str>, _) = ordinals.unzip();
        OrdinalWords {
            words: WordTrie::new(words),
            numbers,
        }
    }

    /// The longest ordinal that a text holds; of several the last.
    pub(super) fn longest_in(&self, lower: &str) -> Option<u32> {
        let bytes = lower.as_bytes();
        let places = (0..bytes.len()).filter(|&at| lower.is_char_boundary(at) && self.words.may_open(bytes, at));
        let found = places.filter_map(|at| Some((at, self.words.longest(bytes, at, bytes.len())?)));
        let (_, (_, word)) = found.max_by_key(|(at, (end, _))| end - at)?;
        self.numbers.get(word as usize).copied()
    }
}
