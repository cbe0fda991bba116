use std::cmp::Reverse;

use crate::graph::{CitationGraph, Node, spellings};
use crate::model::{NodeId, Symbol};
use crate::text::one_line;

/// Of a longer spelling no nearest ids are looked for beyond this many characters.
const LONGEST: usize = 100;

/// Why a spelling names no node of the graph.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// The graph does not hold it.
    #[error("expected an id of the graph, found `{}`{}", one_line(.asked), suggestion(.nearest))]
    Absent {
        /// What was asked for.
        asked: String,
        /// The nearest ids that the graph holds, nearest first.
        nearest: Vec<NodeId>,
    },
    /// It may mean several things that the graph holds.
    #[error("expected one thing, found `{}`, which may be {}", one_line(.asked), quoted(.candidates).join(" or "))]
    Ambiguous {
        /// What was asked for.
        asked: String,
        /// What it may mean.
        candidates: Vec<NodeId>,
    },
}

fn suggestion(nearest: &[NodeId]) -> String {
    match nearest {
        [] => String::new(),
        nearest => format!("; the nearest are {}", quoted(nearest).join(", ")),
    }
}

fn quoted(ids: &[NodeId]) -> Vec<String> {
    ids.iter().map(|id| format!("`{}`", one_line(id.as_str()))).collect()
}

impl CitationGraph {
    /// The node that any spelling of its id or of one of its aliases names.
    ///
    /// # Errors
    /// Names the nearest ids where there is none, and the candidates where there are several.
    pub fn node(&self, spelling: &str) -> Result<&Node, Unknown> {
        self.find_number(spelling).map(|number| self.at(number))
    }

    /// The number of the node that a spelling names.
    ///
    /// # Errors
    /// Names the nearest ids where there is none, and the candidates where there are several.
    pub fn find_number(&self, spelling: &str) -> Result<usize, Unknown> {
        self.meant(spelling, |id| self.held(id).into_iter().collect())
            .map(|numbers| numbers[0])
    }

    /// The numbers of what a spelling names: the node and, of a document with parts, its parts.
    /// Where only parts of a resolution are held, asking for the whole gives these.
    ///
    /// # Errors
    /// Names the nearest ids where there is none, and the candidates where there are several.
    pub fn select(&self, spelling: &str) -> Result<Vec<usize>, Unknown> {
        self.meant(spelling, |id| {
            let whole = self.held(id);
            let id = whole.map_or(id, |number| &self.at(number).id);
            whole.into_iter().chain(self.parts_of(id.as_str())).collect()
        })
    }

    /// What the likeliest reading of a spelling means of which the graph holds anything; never empty.
    fn meant(&self, spelling: &str, held: impl Fn(&NodeId) -> Vec<usize>) -> Result<Vec<usize>, Unknown> {
        let exact = held(&NodeId::new(spelling.trim()));
        if !exact.is_empty() {
            return Ok(exact);
        }
        for row in spellings(spelling) {
            let mut known: Vec<(&NodeId, Vec<usize>)> = row.iter().map(|id| (id, held(id))).collect();
            known.retain(|(_, numbers)| !numbers.is_empty());
            match known.len() {
                0 => {}
                1 => return Ok(known.remove(0).1),
                _ => {
                    return Err(Unknown::Ambiguous {
                        asked: spelling.to_owned(),
                        candidates: known.into_iter().map(|(id, _)| id.clone()).collect(),
                    });
                }
            }
        }
        Err(self.absent(spelling))
    }

    /// The parts of a document, `ID[A]` and so on, which stand together in the order of the ids.
    fn parts_of(&self, whole: &str) -> Vec<usize> {
        let opened = format!("{whole}[");
        let first = self.nodes.partition_point(|node| node.id.as_str() < opened.as_str());
        let after = self.nodes[first..].iter().zip(first..);
        let parts = after.take_while(|(node, _)| node.id.as_str().starts_with(&opened));
        parts
            .filter(|(node, _)| node.id.as_str().ends_with(']'))
            .map(|(_, number)| number)
            .collect()
    }

    /// The node of that id or alias, whatever the case.
    fn held(&self, id: &NodeId) -> Option<usize> {
        let any_case = || {
            let folded = Symbol::fold(id.as_str());
            self.nodes().position(|node| {
                let mut names = std::iter::once(node.id.as_str()).chain(node.aliases.iter().map(String::as_str));
                names.any(|name| name.eq_ignore_ascii_case(id.as_str()) || Symbol::fold(name) == folded)
            })
        };
        self.number(id)
            .or_else(any_case)
            .or_else(|| self.of_any_year(id.as_str()))
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

    fn absent(&self, spelling: &str) -> Unknown {
        let rows = spellings(spelling);
        let likeliest = rows.iter().flatten().find(|id| id.as_str().parse::<Symbol>().is_ok());
        let asked = likeliest.map_or(spelling, NodeId::as_str).chars().take(LONGEST);
        let asked = Symbol::fold(&asked.collect::<String>());
        let mut scored: Vec<_> = self
            .nodes()
            .filter_map(|node| Some((likeness(&asked, &Symbol::fold(node.id.as_str()))?, &node.id)))
            .collect();
        scored.sort();
        Unknown::Absent {
            asked: spelling.to_owned(),
            nearest: scored.into_iter().take(5).map(|(_, id)| id.clone()).collect(),
        }
    }
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
