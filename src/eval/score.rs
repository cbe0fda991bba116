use std::collections::{BTreeMap, BTreeSet};

use crate::eval::Row;
use crate::model::Symbol;

/// How what was found compares with what is right.
///
/// The unit is one distinct pair of source and target. Precision is taken on the sources that the truth knows: of others
/// nothing is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// The pairs that are right.
    pub right: usize,
    /// Right pairs that were not found.
    pub missing: Vec<(String, String)>,
    /// Pairs that were found and are not among the right ones.
    pub extra: Vec<(String, String)>,
    /// Of the pairs found, how many have a relation in both tables, and in how many of these it is the same.
    pub relations: (usize, usize),
    /// The same of paragraphs.
    pub paragraphs: (usize, usize),
    /// Sources of the truth of which nothing at all was found.
    pub silent: usize,
}

impl Score {
    /// The pairs that were found and are right.
    pub fn found(&self) -> usize {
        self.right - self.missing.len()
    }

    /// The share of the right pairs that was found; none where there are no pairs.
    pub fn recall(&self) -> Option<f64> {
        share(self.found(), self.right)
    }

    /// The share of the pairs found that is right; none where there are no pairs.
    pub fn precision(&self) -> Option<f64> {
        share(self.found(), self.found() + self.extra.len())
    }
}

/// A part of a whole, if there is a whole.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// What the rows of one pair say beside it.
#[derive(Default)]
struct Said<'a> {
    relations: BTreeSet<&'a str>,
    paragraphs: BTreeSet<&'a str>,
}

/// Compares what was found with the truth. Symbols are compared in their canonical spelling, without regard to capitals.
pub fn score(truth: &[Row], found: &[Row]) -> Score {
    let (right, got) = (pairs(truth), pairs(found));
    let sources: BTreeSet<&str> = right.keys().map(|(source, _)| source.as_str()).collect();
    let heard: BTreeSet<&str> = got.keys().map(|(source, _)| source.as_str()).collect();
    let mut score = Score {
        right: right.len(),
        silent: sources.difference(&heard).count(),
        ..Score::default()
    };
    for (pair, said) in &right {
        match got.get(pair) {
            None => score.missing.push(pair.clone()),
            Some(other) => {
                count(&mut score.relations, &said.relations, &other.relations);
                count(&mut score.paragraphs, &said.paragraphs, &other.paragraphs);
            }
        }
    }
    let extra = got
        .keys()
        .filter(|pair| sources.contains(pair.0.as_str()) && !right.contains_key(*pair));
    score.extra = extra.cloned().collect();
    score
}

/// Counts a pair of which both tables say something, and whether they share it.
fn count((both, same): &mut (usize, usize), one: &BTreeSet<&str>, other: &BTreeSet<&str>) {
    if !one.is_empty() && !other.is_empty() {
        *both += 1;
        *same += usize::from(!one.is_disjoint(other));
    }
}

fn pairs(rows: &[Row]) -> BTreeMap<(String, String), Said<'_>> {
    let mut pairs: BTreeMap<(String, String), Said<'_>> = BTreeMap::new();
    for row in rows {
        let said = pairs.entry((spelled(&row.source), spelled(&row.target))).or_default();
        said.relations.extend(row.relation.as_deref());
        said.paragraphs.extend(row.paragraph.as_deref());
    }
    pairs
}

fn spelled(id: &str) -> String {
    match id.parse::<Symbol>() {
        Ok(symbol) => symbol.as_str().to_uppercase(),
        Err(_) => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: &str, target: &str, relation: Option<&str>) -> Row {
        Row {
            source: source.to_owned(),
            target: target.to_owned(),
            relation: relation.map(str::to_owned),
            paragraph: None,
        }
    }

    #[test]
    fn pairs_are_counted_once_and_by_their_canonical_spelling() {
        let truth = [
            row("A/RES/2/2", "A/HRC/RES/5/1", Some("recalls")),
            row("A/RES/2/2", "crc", Some("recalls")),
            row("A/RES/3/3", "crc", None),
        ];
        let found = [
            row("A/RES/2/2", "A/HRC/Res/5/1", Some("recalls")),
            row("A/RES/2/2", "A/HRC/RES/5/1", Some("cites")),
            row("A/RES/2/2", "cedaw", None),
            row("A/RES/9/9", "cedaw", None),
        ];
        let score = score(&truth, &found);
        assert_eq!(
            (score.right, score.found(), score.extra.len(), score.silent),
            (3, 1, 1, 1)
        );
        assert_eq!(score.relations, (1, 1));
        assert_eq!(score.recall().map(|recall| (recall * 100.0).round()), Some(33.0));
        assert_eq!(score.precision(), Some(0.5));
    }
}
