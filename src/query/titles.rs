use std::collections::BTreeSet;

/// A title taken apart once, to be compared with many: the numbers of its words, and its names.
pub(super) struct Title {
    pub whole: Words,
    /// What stands before the colon.
    pub head: Words,
    pub names: Option<BTreeSet<String>>,
}

/// The numbers of the words of a title, in order, and what they weigh together.
pub(super) struct Words {
    pub numbers: Vec<u32>,
    pub weight: f64,
}

impl Title {
    /// How alike two titles are, by what each word weighs: what both have of all that each has. Heads of two words or more count
    /// nearly as much as the whole.
    pub fn alike(&self, other: &Title, weights: &[f64]) -> f64 {
        let whole = self.whole.overlap(&other.whole, weights);
        let shorter = self.head.numbers.len().min(other.head.numbers.len());
        match shorter >= 2 {
            true => whole.max(0.95 * self.head.overlap(&other.head, weights)),
            false => whole,
        }
    }

    /// Whether each has a name that the other lacks.
    pub fn is_of_another_name(&self, other: &Title) -> bool {
        let both = self.names.as_ref().zip(other.names.as_ref());
        both.is_some_and(|(one, other)| differ(one, other))
    }
}

/// Whether each of two sets of names has one that the other lacks.
pub(super) fn differ(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    !one.is_subset(other) && !other.is_subset(one)
}

impl Words {
    /// Twice what both weigh together, by what each weighs.
    fn overlap(&self, other: &Words, weights: &[f64]) -> f64 {
        let all = self.weight + other.weight;
        if all == 0.0 {
            return 0.0;
        }
        let mut rest = other.numbers.as_slice();
        let mut shared = 0.0;
        for &number in &self.numbers {
            rest = &rest[rest.partition_point(|&next| next < number)..];
            if rest.first() == Some(&number) {
                shared += weights[number as usize];
            }
        }
        2.0 * shared / all
    }
}
