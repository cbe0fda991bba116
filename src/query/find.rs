use crate::graph::{CitationGraph, Link, Node, edit_distance};
use crate::model::{Language, Symbol};
use crate::query::Filter;
use crate::query::words::{contained, fold, is_han};

/// A node that answers to the words.
#[derive(Clone, Debug)]
pub struct Found<'g> {
    /// The node.
    pub node: &'g Node,
    /// The name that answers best: its id, an alias or a title.
    pub name: &'g str,
    /// The language of that name, where it is a title.
    pub language: Option<Language>,
    /// From 0 to 1; 1 is the very name.
    pub score: f64,
}

/// Two names that answer so nearly alike are told apart by their language rather than by their length.
const NEARLY: f64 = 0.15;

/// Nodes by the words of their titles, by alias or by symbol, in any language, best first; `limit` 0 gives all.
/// Case, accents and a misprint or two do not matter. Every word must be found. Where names in several languages answer
/// nearly alike, as "torture" does in English and in French, the one in `language` is shown.
pub fn find<'g>(
    graph: &'g CitationGraph,
    words: &str,
    language: Language,
    limit: usize,
    filter: &Filter,
) -> Vec<Found<'g>> {
    let asked = Asked::new(words, language);
    let admitted = graph.nodes().enumerate().filter(|(_, node)| filter.admits(node));
    let scored = admitted.filter_map(|(number, node)| {
        let mut found = best(node, &asked)?;
        if found.score < 1.0 {
            found.score = 0.9 * found.score + 0.1 * fame(graph, number);
        }
        Some(found)
    });
    let mut found: Vec<Found<'g>> = scored.collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.id.cmp(&b.node.id)));
    if limit > 0 {
        found.truncate(limit);
    }
    found
}

/// How widely it is cited, from 0 to 1: of two alike in name the better known is meant.
fn fame(graph: &CitationGraph, number: usize) -> f64 {
    const HALF: f64 = 10.0;
    let citing = graph.links_to(number).filter(Link::is_citation).count() as f64;
    citing / (citing + HALF)
}

struct Asked {
    /// As a symbol.
    symbol: String,
    /// As words.
    text: String,
    /// The language of the one who asks.
    language: Language,
}

impl Asked {
    fn new(words: &str, language: Language) -> Asked {
        let symbol = words.parse::<Symbol>();
        Asked {
            symbol: Symbol::fold(symbol.as_ref().map_or(words, Symbol::as_str)),
            text: fold(words),
            language,
        }
    }
}

fn best<'g>(node: &'g Node, asked: &Asked) -> Option<Found<'g>> {
    let ids = std::iter::once(node.id.as_str()).chain(node.aliases.iter().map(String::as_str));
    let ids = ids.map(|id| (id, None, by_id(id, asked)));
    let titles = node.titles.iter();
    let titles = titles.map(|(language, title)| (title.as_str(), Some(*language), by_words(title, &asked.text)));
    let scored: Vec<_> = ids.chain(titles).filter(|(_, _, score)| *score > 0.0).collect();
    let best = scored
        .iter()
        .copied()
        .reduce(|held, new| if new.2 > held.2 { new } else { held })?;
    let own = scored
        .iter()
        .find(|(_, language, score)| *language == Some(asked.language) && score + NEARLY >= best.2);
    let score = best.2;
    let (name, language, _) = *own.filter(|_| best.1.is_some()).unwrap_or(&best);
    Some(Found {
        node,
        name,
        language,
        score,
    })
}

fn by_id(id: &str, asked: &Asked) -> f64 {
    let folded = Symbol::fold(id);
    if asked.symbol.is_empty() {
        0.0
    } else if folded == asked.symbol {
        1.0
    } else if folded
        .strip_suffix(&asked.symbol)
        .is_some_and(|head| head.ends_with('/'))
    {
        // The session and number alone, as drafters say them: `76/172`.
        0.96
    } else if asked.symbol.len() >= 3 && folded.contains(&asked.symbol) {
        0.5 + 0.4 * asked.symbol.len() as f64 / folded.len() as f64
    } else {
        0.9 * by_words(id, &asked.text)
    }
}

/// How well a name answers to folded words: the mean of the words, and a little for how much of the name they are.
fn by_words(name: &str, asked: &str) -> f64 {
    let name = fold(name);
    if asked.is_empty() || name.is_empty() {
        return 0.0;
    }
    if name == asked {
        return 1.0;
    }
    let words: Vec<f64> = asked.split(' ').map(|word| by_word(&name, word)).collect();
    if words.contains(&0.0) {
        return 0.0;
    }
    let mean = words.iter().sum::<f64>() / words.len() as f64;
    let share = (asked.chars().count() as f64 / name.chars().count() as f64).min(1.0);
    0.8 * mean + 0.15 * share
}

fn by_word(name: &str, asked: &str) -> f64 {
    if is_han(asked) {
        // Chinese has no spaces: the words asked may stand apart in the title.
        let share = contained(asked, name);
        return if name.contains(asked) {
            1.0
        } else if share >= 0.6 {
            0.7 * share
        } else {
            0.0
        };
    }
    name.split(' ').map(|word| between(word, asked)).fold(0.0, f64::max)
}

/// Whether the word asked is another with a misprint or two: one in five letters, or two that have changed places. A word of four
/// letters must begin as the other does, for there are too many.
fn is_misprint(word: &str, asked: &str, length: usize) -> bool {
    let begins_alike = word.chars().next() == asked.chars().next();
    match length {
        0..=3 => false,
        4 => begins_alike && edit_distance(word, asked) <= 1 || has_swapped(word, asked),
        _ => edit_distance(word, asked) <= length.div_ceil(5).min(2) || has_swapped(word, asked),
    }
}

/// Whether two words differ by two neighbouring letters that have changed places: `chlid`.
fn has_swapped(one: &str, other: &str) -> bool {
    let pairs: Vec<(char, char)> = one.chars().zip(other.chars()).collect();
    let differing: Vec<usize> = (0..pairs.len()).filter(|&at| pairs[at].0 != pairs[at].1).collect();
    let [first, second] = differing[..] else { return false };
    one.len() == other.len() && second == first + 1 && pairs[first] == (pairs[second].1, pairs[second].0)
}

fn between(word: &str, asked: &str) -> f64 {
    let length = asked.chars().count();
    if word == asked {
        1.0
    } else if length >= 2 && word.starts_with(asked) {
        0.8
    } else if is_misprint(word, asked, length) {
        0.6
    } else if length >= 4 && word.contains(asked) {
        0.5
    } else {
        0.0
    }
}
