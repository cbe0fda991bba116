use std::cmp::Reverse;

use crate::graph::{CitationGraph, Node};
use crate::model::{NodeId, Symbol};

/// An id that the graph does not hold, and the nearest that it does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an id of the graph, found `{asked}`{}", suggestion(.nearest))]
pub struct Unknown {
    /// What was asked for.
    pub asked: String,
    /// The nearest ids, nearest first.
    pub nearest: Vec<NodeId>,
}

fn suggestion(nearest: &[NodeId]) -> String {
    if nearest.is_empty() {
        return String::new();
    }
    let quoted: Vec<_> = nearest.iter().map(|id| format!("`{id}`")).collect();
    format!("; the nearest are {}", quoted.join(", "))
}

impl CitationGraph {
    /// The node that any spelling of its id or of one of its aliases names.
    ///
    /// # Errors
    /// Names the nearest ids where there is none.
    pub fn node(&self, spelling: &str) -> Result<&Node, Unknown> {
        self.find_number(spelling).map(|number| self.at(number))
    }

    /// The number of the node that a spelling names.
    ///
    /// # Errors
    /// Names the nearest ids where there is none.
    pub fn find_number(&self, spelling: &str) -> Result<usize, Unknown> {
        self.lookup(spelling).ok_or_else(|| self.unknown(spelling))
    }

    /// The numbers of what a spelling names: the node and, of a document with parts, its parts.
    /// Where only parts of a resolution are held, asking for the whole gives these.
    ///
    /// # Errors
    /// Names the nearest ids where there is none.
    pub fn select(&self, spelling: &str) -> Result<Vec<usize>, Unknown> {
        let whole = self.lookup(spelling);
        let id = match whole {
            Some(number) => self.at(number).id.to_string(),
            None => canonical(spelling),
        };
        let numbers = whole.into_iter().chain(self.parts_of(&id));
        let found: Vec<usize> = numbers.collect();
        if found.is_empty() {
            Err(self.unknown(spelling))
        } else {
            Ok(found)
        }
    }

    fn parts_of(&self, whole: &str) -> Vec<usize> {
        let is_part = |node: &Node| {
            let letter = node.id.as_str().strip_prefix(whole);
            letter.is_some_and(|letter| letter.starts_with('[') && letter.ends_with(']'))
        };
        let nodes = self.nodes().enumerate();
        nodes
            .filter(|(_, node)| is_part(node))
            .map(|(number, _)| number)
            .collect()
    }

    fn lookup(&self, spelling: &str) -> Option<usize> {
        let exact = |text: &str| self.number(&NodeId::new(text));
        exact(spelling.trim())
            .or_else(|| exact(&canonical(spelling)))
            .or_else(|| {
                let folded = Symbol::fold(&canonical(spelling));
                self.nodes().position(|node| {
                    let mut names = std::iter::once(node.id.as_str()).chain(node.aliases.iter().map(String::as_str));
                    names.any(|name| Symbol::fold(name) == folded)
                })
            })
            .or_else(|| self.of_any_year(&canonical(spelling)))
    }

    /// `S/RES/1325` for `S/RES/1325(2000)`: the numbers of the Security Council run on, so the year may be left out.
    fn of_any_year(&self, spelling: &str) -> Option<usize> {
        let number = spelling.strip_prefix("S/RES/")?;
        if !number.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let with_year = format!("{spelling}(");
        self.nodes().position(|node| node.id.as_str().starts_with(&with_year))
    }

    fn unknown(&self, spelling: &str) -> Unknown {
        let asked = Symbol::fold(&canonical(spelling));
        let mut scored: Vec<_> = self
            .nodes()
            .filter_map(|node| Some((likeness(&asked, &Symbol::fold(node.id.as_str()))?, &node.id)))
            .collect();
        scored.sort();
        Unknown {
            asked: spelling.to_owned(),
            nearest: scored.into_iter().take(5).map(|(_, id)| id.clone()).collect(),
        }
    }
}

/// The canonical spelling, where the text is a symbol.
fn canonical(spelling: &str) -> String {
    let symbol = spelling.parse::<Symbol>();
    symbol.map_or_else(|_| spelling.trim().to_owned(), |symbol| symbol.to_string())
}

/// How near two ids are, nearest least: few edits, then the same number in another series, then a common beginning.
fn likeness(asked: &str, held: &str) -> Option<(usize, Reverse<usize>)> {
    let distance = edit_distance(asked, held);
    let prefix = asked.chars().zip(held.chars()).take_while(|(a, b)| a == b).count();
    let length = asked.chars().count();
    let same_number = last_numbers(asked).is_some_and(|number| Some(number) == last_numbers(held));
    let near = distance <= 2.max(length / 4);
    if near && !same_number {
        Some((distance, Reverse(prefix)))
    } else if same_number {
        Some((distance.min(2), Reverse(prefix)))
    } else if prefix >= 4 && prefix * 2 >= length {
        Some((100 + distance, Reverse(prefix)))
    } else {
        None
    }
}

/// The last session and number of a symbol: `53/24` of `A/HRC/RES/53/24`.
fn last_numbers(symbol: &str) -> Option<&str> {
    let start = symbol.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    let last = &symbol[start..];
    last.starts_with(|c: char| c.is_ascii_digit()).then_some(last)
}

/// How many characters must be added, dropped or changed to make one word of the other.
pub fn edit_distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (column, b) in other.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if a == *b {
                corner
            } else {
                1 + corner.min(above).min(row[column])
            };
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
}
