use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Node};
use crate::model::Language;
use crate::query::words::{fold, is_han};

/// What titles speak of: how rare each of their words is. "Migrants" tells a subject, "human rights" hardly any.
pub(super) struct Subjects {
    titles: usize,
    held: BTreeMap<Language, BTreeMap<String, usize>>,
}

impl Subjects {
    /// Counts the words of all titles of documents.
    pub fn new(graph: &CitationGraph, of: impl Fn(&Node) -> bool) -> Subjects {
        let mut subjects = Subjects {
            titles: 0,
            held: BTreeMap::new(),
        };
        for node in graph.nodes().filter(|node| of(node)) {
            subjects.titles += usize::from(!node.titles.is_empty());
            for (&language, title) in &node.titles {
                let held = subjects.held.entry(language).or_default();
                for word in words(title) {
                    *held.entry(word).or_default() += 1;
                }
            }
        }
        subjects
    }

    /// How alike two things are in the language in which their titles are most alike, from 0 to 1; `None` where no language
    /// has both. What follows a colon narrows a subject and may change from year to year.
    pub fn alike(&self, one: &Node, other: &Node) -> Option<f64> {
        let both = one.titles.iter().filter_map(|(language, title)| {
            let other = other.titles.get(language)?;
            Some(self.likeness(*language, title, other))
        });
        both.reduce(f64::max)
    }

    /// How alike two titles in one language are.
    pub fn likeness(&self, language: Language, one: &str, other: &str) -> f64 {
        let whole = self.overlap(language, &words(one), &words(other));
        let (one, other) = (words(head(one)), words(head(other)));
        let heads = if one.len().min(other.len()) >= 2 {
            0.95 * self.overlap(language, &one, &other)
        } else {
            0.0
        };
        whole.max(heads)
    }

    /// The share of a title's subject that other words speak of.
    pub fn covered(&self, language: Language, title: &str, by: &str) -> f64 {
        let (title, by) = (words(head(title)), words(by));
        let all = self.weight(language, &title);
        if all == 0.0 {
            return 0.0;
        }
        let shared: BTreeSet<String> = title.intersection(&by).cloned().collect();
        self.weight(language, &shared) / all
    }

    /// Twice what both weigh together, by what each weighs.
    fn overlap(&self, language: Language, one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
        let all = self.weight(language, one) + self.weight(language, other);
        if all == 0.0 {
            return 0.0;
        }
        let shared: BTreeSet<String> = one.intersection(other).cloned().collect();
        2.0 * self.weight(language, &shared) / all
    }

    fn weight(&self, language: Language, words: &BTreeSet<String>) -> f64 {
        let held = self.held.get(&language);
        let weight = |word: &String| {
            let count = held.and_then(|held| held.get(word)).copied().unwrap_or(0);
            (1.0 + self.titles as f64 / (1.0 + count as f64)).ln()
        };
        words.iter().map(weight).sum()
    }
}

/// What stands before the colon.
fn head(title: &str) -> &str {
    title.split([':', '：']).next().unwrap_or(title)
}

/// The words of a title; of Chinese, which has no spaces, every two characters that stand together.
fn words(title: &str) -> BTreeSet<String> {
    let folded = fold(title);
    let mut words = BTreeSet::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !is_han(word) {
            // A plural is the same subject.
            words.insert(
                word.strip_suffix('s')
                    .filter(|stem| stem.len() > 3)
                    .unwrap_or(word)
                    .to_owned(),
            );
            continue;
        }
        let letters: Vec<char> = word.chars().collect();
        words.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    words
}
