/// The first bytes of the words of a set: most places of a text are told by them to begin none.
///
/// Words are kept apart by their lengths, so that of long ones, which are the most, many bytes count.
#[derive(Debug)]
pub(super) struct WordHeads {
    /// Of words of two bytes, or of one with any other behind it.
    two: Sieve,
    three: Sieve,
    /// Of words of four and five bytes, and so on.
    four: Sieve,
    six: Sieve,
    eight: Sieve,
    twelve: Sieve,
}

/// How many bytes of a text are looked at.
const REACH: usize = 12;

impl WordHeads {
    /// The heads of some words.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w [u8]>) -> WordHeads {
        let mut heads = WordHeads {
            two: Sieve::new(12),
            three: Sieve::new(13),
            four: Sieve::new(14),
            six: Sieve::new(14),
            eight: Sieve::new(16),
            twelve: Sieve::new(17),
        };
        for word in words {
            heads.add(word);
        }
        heads
    }

    fn add(&mut self, word: &[u8]) {
        let mut head = [0; REACH];
        let length = word.len().min(REACH);
        head[..length].copy_from_slice(&word[..length]);
        let key = Key::of(head);
        match length {
            0 => self.two.bits.fill(u64::MAX),
            1 => (0..=255).for_each(|next| {
                self.two
                    .add(Key::of([word[0], next, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).first(2))
            }),
            2 => self.two.add(key.first(2)),
            3 => self.three.add(key.first(3)),
            4 | 5 => self.four.add(key.first(4)),
            6 | 7 => self.six.add(key.first(6)),
            8..REACH => self.eight.add(key.first(8)),
            _ => self.twelve.add(key.all()),
        }
    }

    /// Whether a word may begin at a byte. Near the end of a text every place may be one.
    #[inline(always)]
    pub(super) fn may_open(&self, text: &[u8], from: usize) -> bool {
        let Some(&head) = text.get(from..).and_then(|rest| rest.first_chunk()) else {
            return true;
        };
        let key = Key::of(head);
        // All are asked, for an early way out would cost more than it saves.
        let found = self.two.bit(key.first(2))
            | self.three.bit(key.first(3))
            | self.four.bit(key.first(4))
            | self.six.bit(key.first(6))
            | self.eight.bit(key.first(8))
            | self.twelve.bit(key.all());
        found & 1 == 1
    }
}

/// The bytes that are looked at, as numbers.
#[derive(Clone, Copy)]
struct Key {
    low: u64,
    high: u32,
}

impl Key {
    #[inline(always)]
    fn of(head: [u8; REACH]) -> Key {
        let [a, b, c, d, e, f, g, h, high @ ..] = head;
        Key {
            low: u64::from_le_bytes([a, b, c, d, e, f, g, h]),
            high: u32::from_le_bytes(high),
        }
    }

    #[inline(always)]
    fn first(self, bytes: u32) -> u64 {
        self.low & (u64::MAX >> (64 - 8 * bytes))
    }

    #[inline(always)]
    fn all(self) -> u64 {
        self.low ^ u64::from(self.high).wrapping_mul(MIXER)
    }
}

/// A bit for what each key is mixed to.
#[derive(Debug)]
struct Sieve {
    bits: Box<[u64]>,
    shift: u32,
}

/// The odd number nearest to the golden section of 2^64: multiplied by it, keys are spread evenly over the highest bits.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

impl Sieve {
    /// A sieve of two to the power of `log` bits, none of them set.
    fn new(log: u32) -> Sieve {
        Sieve {
            bits: vec![0; (1 << log) / 64].into(),
            shift: 64 - log,
        }
    }

    fn add(&mut self, key: u64) {
        let place = self.place(key);
        self.bits[place / 64] |= 1 << (place % 64);
    }

    /// The bit of a key, and others above it.
    #[inline(always)]
    fn bit(&self, key: u64) -> u64 {
        let place = self.place(key);
        self.bits.get(place / 64).map_or(0, |word| word >> (place % 64))
    }

    #[inline(always)]
    fn place(&self, key: u64) -> usize {
        (key.wrapping_mul(MIXER) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::WordHeads;

    #[test]
    fn every_word_may_open_and_most_other_places_may_not() {
        let words = [
            "a",
            "a/",
            "its",
            "core",
            "annex",
            "report",
            "council",
            "assembly",
            "the resolution of lamps",
        ];
        let heads = WordHeads::of(words.iter().map(|word| word.as_bytes()));
        for word in words {
            let text = format!("{word} and what stands behind it");
            assert!(heads.may_open(text.as_bytes(), 0), "{word}");
        }
        let text = "beside the keepers of other lamps, for which nobody is responsible";
        let open = (0..text.len() - 12).filter(|&at| heads.may_open(text.as_bytes(), at));
        let first = |at: &usize| text[*at..].starts_with('a');
        assert!(open.filter(|at| !first(at)).count() <= 2);
        assert!(heads.may_open(b"lamp", 0), "too near the end to tell");
    }
}
