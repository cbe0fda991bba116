use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{CitationGraph, Node};
use crate::model::Language;
use crate::query::titles::{Title, Words, differ};
use crate::query::words::{fold, is_han};

/// Titles at least this alike are the same title.
pub(super) const SAME: f64 = 0.9;

/// What titles speak of: how rare each of their words is. "Migrants" tells a subject, "human rights" hardly any.
pub(super) struct Subjects {
    titles: usize,
    held: BTreeMap<Language, Vocabulary>,
    /// The titles of each node, taken apart.
    taken: BTreeMap<usize, BTreeMap<Language, Title>>,
}

/// The words of all titles in one language.
#[derive(Default)]
struct Vocabulary {
    numbers: BTreeMap<String, u32>,
    /// How many titles have each.
    counts: Vec<usize>,
    /// How much each tells.
    weights: Vec<f64>,
}

impl Vocabulary {
    fn add(&mut self, title: &str) {
        for word in plain_words(title) {
            let next = self.counts.len() as u32;
            let number = *self.numbers.entry(word).or_insert(next);
            if number == next {
                self.counts.push(0);
            }
            self.counts[number as usize] += 1;
        }
    }

    fn weigh(&mut self, titles: usize) {
        self.weights = self.counts.iter().map(|&count| weight(titles, count)).collect();
    }

    fn taken(&self, title: &str) -> Title {
        Title {
            whole: self.words(title),
            head: self.words(head(title)),
            names: names(head(title)),
        }
    }

    fn words(&self, title: &str) -> Words {
        let known = plain_words(title).into_iter();
        let mut numbers: Vec<u32> = known.filter_map(|word| self.numbers.get(&word).copied()).collect();
        numbers.sort_unstable();
        let weight = numbers.iter().map(|&number| self.weights[number as usize]).sum();
        Words { numbers, weight }
    }
}

/// How much a word tells that so many of all titles have.
fn weight(titles: usize, count: usize) -> f64 {
    (1.0 + titles as f64 / (1.0 + count as f64)).ln()
}

impl Subjects {
    /// Counts the words of all titles of documents.
    pub fn new(graph: &CitationGraph, of: impl Fn(&Node) -> bool) -> Subjects {
        let mut subjects = Subjects {
            titles: 0,
            held: BTreeMap::new(),
            taken: BTreeMap::new(),
        };
        let titled = || {
            let nodes = graph.nodes().enumerate();
            nodes.filter(|(_, node)| !node.titles.is_empty() && of(node))
        };
        for (_, node) in titled() {
            subjects.titles += 1;
            for (&language, title) in &node.titles {
                subjects.held.entry(language).or_default().add(title);
            }
        }
        for vocabulary in subjects.held.values_mut() {
            vocabulary.weigh(subjects.titles);
        }
        for (number, node) in titled() {
            let titles = node.titles.iter();
            let titles =
                titles.filter_map(|(language, title)| Some((*language, subjects.held.get(language)?.taken(title))));
            let titles = titles.collect();
            subjects.taken.insert(number, titles);
        }
        subjects
    }

    /// How alike the nodes of these numbers are in the language in which their titles are most alike, from 0 to 1; `None` where
    /// no language has both. What follows a colon narrows a subject and may change from year to year; the same words on two
    /// countries or two missions are two subjects.
    pub fn alike(&self, one: usize, other: usize) -> Option<f64> {
        let (one, other) = (self.taken.get(&one)?, self.taken.get(&other)?);
        let mut most: Option<f64> = None;
        for (language, title) in one {
            let Some(other) = other.get(language) else { continue };
            if title.is_of_another_name(other) {
                return Some(0.0);
            }
            let alike = title.alike(other, &self.held.get(language)?.weights);
            most = Some(most.unwrap_or(0.0).max(alike));
        }
        most
    }

    /// How alike two things are by their words in the language in which these are most alike.
    pub fn alike_in_words(&self, one: &Node, other: &Node) -> Option<f64> {
        let both = one.titles.iter().filter_map(|(language, title)| {
            let other = other.titles.get(language)?;
            Some(self.overlap(*language, &words(title), &words(other)))
        });
        both.reduce(f64::max)
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
    pub fn overlap(&self, language: Language, one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
        let all = self.weight(language, one) + self.weight(language, other);
        if all == 0.0 {
            return 0.0;
        }
        let shared: BTreeSet<String> = one.intersection(other).cloned().collect();
        2.0 * self.weight(language, &shared) / all
    }

    /// The numbers of the nodes that have titles.
    pub fn titled(&self) -> impl Iterator<Item = usize> + use<'_> {
        self.taken.keys().copied()
    }

    /// How many things have titles.
    pub fn titles(&self) -> usize {
        self.titles
    }

    /// How many titles have the word.
    pub fn count(&self, language: Language, word: &str) -> usize {
        let held = self.held.get(&language);
        let count = held.and_then(|held| held.counts.get(*held.numbers.get(word)? as usize));
        count.copied().unwrap_or(0)
    }

    fn weight(&self, language: Language, words: &BTreeSet<String>) -> f64 {
        let weight = |word: &String| weight(self.titles, self.count(language, word));
        words.iter().map(weight).sum()
    }
}

/// Whether each of two titles has a name that the other lacks: a word in capitals after the first, as "Mali" and "Haiti".
/// Titles are printed like sentences; one that is all in capitals has no names to tell apart. "Second" and "Third" tell two
/// decades of one series, and a letter two parts of one resolution.
pub(super) fn names_differ(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (names(one), names(other)) else {
        return false;
    };
    differ(&one, &other)
}

/// The names in a title; nothing where it is not printed like a sentence.
fn names(title: &str) -> Option<BTreeSet<String>> {
    let is_name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let later = || title.split_whitespace().skip(1);
    let plain = later().any(|word| word.chars().next().is_some_and(char::is_lowercase));
    let tells = |name: &String| name.chars().count() > 1 && !ORDINALS.contains(&name.as_str());
    plain.then(|| later().filter(is_name).flat_map(words).filter(tells).collect())
}

const ORDINALS: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// What stands before the colon.
fn head(title: &str) -> &str {
    title.split([':', '：']).next().unwrap_or(title)
}

/// The words of a title without what stands in brackets: an abbreviation says again what stands before it.
fn plain_words(title: &str) -> BTreeSet<String> {
    let mut plain = String::with_capacity(title.len());
    let mut rest = title;
    while let Some((before, after)) = rest.split_once(['(', '（']) {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once([')', '）']).map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    words(&plain)
}

/// The words of a title; of Chinese, which has no spaces, every two characters that stand together.
pub(super) fn words(title: &str) -> BTreeSet<String> {
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
