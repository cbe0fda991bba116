//! A set of words as a double array: what begins at a place of a text is found in one walk over its bytes.

use crate::text::word_heads::WordHeads;
use crate::text::word_starts::eight_bytes;

/// A state without a word.
const NONE: u32 = u32::MAX;

/// No state's: such a cell of the array is free.
const FREE: u32 = u32::MAX;

/// The parent of the root and of states behind chains: no walk comes to them by a byte.
const APART: u32 = u32::MAX - 1;

/// Set in `State::next` where all words go on with the same bytes: the rest names a chain.
const CHAIN: u32 = 1 << 29;

/// Set in `State::next` where a word ends here and others go on.
const ENDS: u32 = 1 << 30;

/// Set in `State::next` where one word alone goes on: the rest names its tail.
const TAIL: u32 = 1 << 31;

/// The children of a state lie in one block of the array.
const BLOCK: usize = 256;

/// How many blocks that have room are tried before a new one is made.
const TRIED: usize = 8;

/// Words, each with its number, so that those with which a text goes on at a byte are found without looking at others.
///
/// States that only one word passes are no states: what is left of the word is compared as a whole. So is what many words have
/// in common, eight bytes at a time. This keeps the array of ten thousand titles small enough for a processor's nearest memory,
/// and the walks through it short.
#[derive(Debug)]
pub struct WordTrie {
    heads: WordHeads,
    states: Vec<State>,
    /// The word that ends at a state, `NONE` without `ENDS`.
    ends: Vec<u32>,
    chains: Vec<Chain>,
    tails: Vec<Tail>,
    letters: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// The child by byte `b` is `next ^ b`.
    next: u32,
    parent: u32,
}

/// Bytes that all words have behind a state, eight at most, and the state behind them.
#[derive(Debug)]
struct Chain {
    bytes: u64,
    /// Ones where there are bytes.
    mask: u64,
    length: usize,
    place: usize,
}

#[derive(Debug)]
struct Tail {
    from: u32,
    to: u32,
    word: u32,
}

impl Default for WordTrie {
    fn default() -> WordTrie {
        WordTrie::new([])
    }
}

impl WordTrie {
    /// The trie of some words; each is known by its place among them. Of equal words one is kept.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> WordTrie {
        let mut sorted: Vec<(&[u8], u32)> = (0..).zip(words).map(|(place, word)| (word.as_bytes(), place)).collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|(word, _)| *word);
        let mut planter = Planter::default();
        planter.plant(&sorted);
        planter.trie.heads = WordHeads::of(sorted.iter().map(|(word, _)| *word));
        planter.trie
    }

    /// Whether a word may begin at a byte of a text: most places are told at once to begin none.
    #[inline(always)]
    pub fn may_open(&self, text: &[u8], from: usize) -> bool {
        self.heads.may_open(text, from)
    }

    /// The longest word with which a text goes on at a byte, and where it ends: before `limit`.
    pub fn longest(&self, text: &[u8], from: usize, limit: usize) -> Option<(usize, u32)> {
        let text = &text[..limit.min(text.len())];
        let mut found = None;
        let (mut at, mut place) = (from, 0);
        loop {
            let next = self.states[place].next;
            if next >= CHAIN {
                if next >= TAIL {
                    return self.tail(text, at, next).or(found);
                }
                if next & ENDS != 0 {
                    found = Some((at, self.ends[place]));
                }
                if next & CHAIN != 0 {
                    let chain = &self.chains[(next & !(CHAIN | ENDS)) as usize];
                    let rest = text.get(at..).unwrap_or_default();
                    if eight_bytes(rest) & chain.mask != chain.bytes || rest.len() < chain.length {
                        return found;
                    }
                    at += chain.length;
                    place = chain.place;
                    continue;
                }
            }
            let Some(&byte) = text.get(at) else { return found };
            let child = (next & !ENDS) as usize ^ usize::from(byte);
            match self.states.get(child) {
                Some(state) if state.parent == place as u32 => place = child,
                _ => return found,
            }
            at += 1;
        }
    }

    /// The end of the one word that is left, where the text goes on with it.
    #[inline]
    fn tail(&self, text: &[u8], at: usize, next: u32) -> Option<(usize, u32)> {
        let tail = &self.tails[(next & !TAIL) as usize];
        let letters = &self.letters[tail.from as usize..tail.to as usize];
        text[at..]
            .starts_with(letters)
            .then_some((at + letters.len(), tail.word))
    }
}

/// Makes the array.
struct Planter {
    trie: WordTrie,
    /// For each block, how many of its cells are free, and before which none is.
    room: Vec<u16>,
    free_from: Vec<usize>,
    /// The first block that may have room.
    open: usize,
}

impl Default for Planter {
    fn default() -> Planter {
        let mut planter = Planter {
            trie: WordTrie {
                heads: WordHeads::of(std::iter::empty()),
                states: Vec::new(),
                ends: Vec::new(),
                chains: Vec::new(),
                tails: Vec::new(),
                letters: Vec::new(),
            },
            room: Vec::new(),
            free_from: Vec::new(),
            open: 0,
        };
        planter.add_block();
        planter.take(0, APART);
        planter
    }
}

impl Planter {
    /// Plants the words, which are sorted, below the root.
    fn plant(&mut self, words: &[(&[u8], u32)]) {
        // A state, the words that pass it, and how many of their bytes lie above.
        let mut open = vec![(0, words, 0)];
        let mut bytes = Vec::new();
        while let Some((place, mut words, depth)) = open.pop() {
            let ends = words
                .first()
                .filter(|(word, _)| word.len() == depth)
                .map(|(_, word)| *word);
            match (ends, words) {
                (None, [(word, number)]) if place != 0 => {
                    self.trie.states[place].next = TAIL | self.add_tail(&word[depth..], *number);
                    continue;
                }
                (Some(_), _) => words = &words[1..],
                _ => {}
            }
            self.trie.ends[place] = ends.unwrap_or(NONE);
            let ends = if ends.is_some() { ENDS } else { 0 };
            let shared = shared(words, depth);
            if shared.len() > 1 && place != 0 {
                let behind = self.room_for(&[0]);
                self.take(behind, APART);
                self.trie.states[place].next = CHAIN | ends | self.add_chain(shared, behind);
                open.push((behind, words, depth + shared.len()));
                continue;
            }
            let children = || words.chunk_by(|(one, _), (other, _)| one[depth] == other[depth]);
            bytes.clear();
            bytes.extend(children().map(|words| words[0].0[depth]));
            let next = if bytes.is_empty() { 0 } else { self.room_for(&bytes) };
            self.trie.states[place].next = next as u32 | ends;
            for (words, &byte) in children().zip(&bytes) {
                let child = next ^ usize::from(byte);
                self.take(child, place as u32);
                open.push((child, words, depth + 1));
            }
        }
    }

    fn add_chain(&mut self, bytes: &[u8], place: usize) -> u32 {
        self.trie.chains.push(Chain {
            bytes: eight_bytes(bytes),
            mask: u64::MAX >> (64 - 8 * bytes.len()),
            length: bytes.len(),
            place,
        });
        self.trie.chains.len() as u32 - 1
    }

    fn add_tail(&mut self, letters: &[u8], word: u32) -> u32 {
        let from = self.trie.letters.len() as u32;
        self.trie.letters.extend_from_slice(letters);
        let to = self.trie.letters.len() as u32;
        self.trie.tails.push(Tail { from, to, word });
        self.trie.tails.len() as u32 - 1
    }

    /// A `next` under which the cells of all these bytes are free.
    fn room_for(&mut self, bytes: &[u8]) -> usize {
        while self.room[self.open] == 0 && self.open + 1 < self.room.len() {
            self.open += 1;
        }
        let mut tried = 0;
        for block in self.open..self.room.len() {
            if usize::from(self.room[block]) < bytes.len() {
                continue;
            }
            if let Some(next) = self.room_in(block, bytes) {
                return next;
            }
            tried += 1;
            if tried == TRIED {
                break;
            }
        }
        self.add_block()
    }

    fn room_in(&mut self, block: usize, bytes: &[u8]) -> Option<usize> {
        let free = |cell: usize| self.trie.states[cell].parent == FREE;
        let end = (block + 1) * BLOCK;
        self.free_from[block] = (self.free_from[block]..end).find(|&cell| free(cell))?;
        let cells = self.free_from[block]..end;
        let mut nexts = cells
            .filter(|&cell| free(cell))
            .map(|cell| cell ^ usize::from(bytes[0]));
        nexts.find(|next| bytes[1..].iter().all(|&byte| free(next ^ usize::from(byte))))
    }

    fn add_block(&mut self) -> usize {
        let start = self.trie.states.len();
        let free = State { next: 0, parent: FREE };
        self.trie.states.resize(start + BLOCK, free);
        self.trie.ends.resize(start + BLOCK, NONE);
        self.room.push(BLOCK as u16);
        self.free_from.push(start);
        start
    }

    fn take(&mut self, cell: usize, parent: u32) {
        self.trie.states[cell].parent = parent;
        self.room[cell / BLOCK] -= 1;
    }
}

/// What sorted words have in common behind `depth` bytes, eight bytes at most.
fn shared<'w>(words: &[(&'w [u8], u32)], depth: usize) -> &'w [u8] {
    let (Some((first, _)), Some((last, _))) = (words.first(), words.last()) else {
        return &[];
    };
    let pairs = first[depth..].iter().zip(&last[depth..]).take(8);
    let length = pairs.take_while(|(one, other)| one == other).count();
    &first[depth..depth + length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_a_place_is_found() {
        let words = ["lamp", "lamp keeper", "lamps", "keeper", "", "stairs of stone", "лампа"];
        let trie = WordTrie::new(words);
        let text = "lamp keepers of lamps and stairs of stones, лампа";
        let longest = |at: usize| {
            let (end, word) = trie.longest(text.as_bytes(), at, text.len()).expect("the empty word");
            (&text[at..end], words[word as usize])
        };
        assert_eq!(longest(0), ("lamp keeper", "lamp keeper"));
        assert_eq!(longest(16), ("lamps", "lamps"));
        assert_eq!(longest(26), ("stairs of stone", "stairs of stone"));
        assert_eq!(longest(44), ("лампа", "лампа"));
        assert_eq!(longest(22), ("", ""));
        assert_eq!(trie.longest(text.as_bytes(), 0, 10), Some((4, 0)));
    }

    #[test]
    fn what_words_have_in_common_is_passed_at_once() {
        let words = [
            "the keepers of lamps",
            "the keepers of stairs",
            "the keep",
            "the keepers of lamps alone",
        ];
        let trie = WordTrie::new(words);
        let longest = |text: &str, limit: usize| trie.longest(text.as_bytes(), 0, limit).map(|(end, _)| end);
        for word in words {
            assert_eq!(longest(word, word.len()), Some(word.len()), "{word}");
        }
        let text = "the keepers of lamps alone";
        for limit in 0..text.len() {
            let expected = words
                .iter()
                .filter(|word| text[..limit].starts_with(**word))
                .map(|word| word.len())
                .max();
            assert_eq!(longest(text, limit), expected, "{limit}");
        }
        assert_eq!(longest("the keepers or lamps", 20), Some("the keep".len()));
    }

    #[test]
    fn every_word_of_many_finds_itself() {
        let words: Vec<String> = (0..5000_u32)
            .map(|n| {
                format!(
                    "{}{:x}",
                    ["a", "be", "c d", "é"][n as usize % 4],
                    n.wrapping_mul(2_654_435_761)
                )
            })
            .collect();
        let trie = WordTrie::new(words.iter().map(String::as_str));
        for (place, word) in (0..).zip(&words) {
            assert_eq!(trie.longest(word.as_bytes(), 0, word.len()), Some((word.len(), place)));
            let other = format!("{word}~");
            assert_eq!(
                trie.longest(other.as_bytes(), 0, other.len()),
                Some((word.len(), place))
            );
        }
        assert_eq!(trie.longest("zebra".as_bytes(), 0, 5), None);
        assert_eq!(WordTrie::new([]).longest("a".as_bytes(), 0, 1), None);
    }
}
