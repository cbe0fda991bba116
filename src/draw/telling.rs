//! What the cards of several levels say: each why it stands there, and by numbers what else it is tied to.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::card::{Card, Measure, Row, rows};
use crate::draw::levels::{Levels, Tie};
use crate::draw::subject::Subject;
use crate::draw::words::phrase;
use crate::export::{Manner, shown_id};
use crate::graph::Link;
use crate::model::{Class, Language};

/// What the cards of a picture are made from.
pub(super) struct Telling<'a, 'g> {
    pub subject: &'a Subject<'g>,
    pub levels: &'a Levels<'g>,
    /// The numbers by which cards refer to each other.
    pub marks: BTreeMap<usize, usize>,
    pub measure: Measure,
    pub language: Language,
}

impl<'g> Telling<'_, 'g> {
    /// The card of a node. Where all around it is tied to one thing alone, its rows say how; else they say to which.
    pub fn card(&self, number: usize, alone: bool) -> Card<'g> {
        let ties = |of: &BTreeMap<usize, Vec<Tie<'g>>>| of.get(&number).cloned().unwrap_or_default();
        let (inward, beside) = (ties(&self.levels.inward), ties(&self.levels.beside));
        let links: Vec<Link<'g>> = inward.iter().chain(&beside).map(|tie| tie.link).collect();
        let (level, most) = (self.levels.level[&number], self.measure.rows);
        let mut told = match alone {
            true => rows(&links[..inward.len()], most, self.language),
            false => self.numbered(&inward, level, most),
        };
        told.extend(self.numbered(&beside, level, most.div_ceil(2)));
        let node = self.subject.graph.at(number);
        let mut card = Card::marked(node, self.mark(number), told, &links, self.measure, self.language);
        if level == 0 {
            card.line = 2.6;
        }
        card
    }

    /// The number by which others refer to a card.
    pub fn mark(&self, number: usize) -> String {
        self.marks
            .get(&number)
            .map_or(String::new(), |mark| format!("[{mark}]"))
    }

    /// What a node is called in a heading: by its number too, where it has one.
    pub fn name(&self, number: usize) -> String {
        let (node, mark) = (self.subject.graph.at(number), self.mark(number));
        let name = match node.class {
            Class::Document => shown_id(node),
            _ => node.title(self.language).unwrap_or(node.id.as_str()).to_owned(),
        };
        format!("{mark} {name}").trim_start().to_owned()
    }

    /// Rows of relations with the numbers of what they tie to; one row of numbers alone where there are too many relations.
    fn numbered(&self, ties: &[Tie<'g>], level: i64, most: usize) -> Vec<Row> {
        let mut sorts: BTreeMap<(bool, &'static str), Vec<&Tie<'g>>> = BTreeMap::new();
        for tie in ties {
            // On the right a card is cited, on the left it cites: what is the other way about is told by an arrow.
            let turned = tie.outward == (level >= 0);
            sorts.entry((turned, tie.link.tie.name())).or_default().push(tie);
        }
        let row = |ties: &[&Tie<'g>], words: String| Row {
            manner: ties.first().map_or(Manner::Noting, |tie| Manner::of(&tie.link)),
            words,
            tail: String::new(),
        };
        let others = |ties: &[&Tie<'g>]| ties.iter().map(|tie| tie.other).collect::<Vec<_>>().into_iter();
        if sorts.len() > most {
            let all: Vec<&Tie<'g>> = ties.iter().collect();
            return vec![row(&all, self.numbers(others(&all)))];
        }
        let mut rows = Vec::new();
        for ((turned, name), ties) in sorts {
            let sign = match (turned, (level >= 0) == (self.language != Language::Ar)) {
                (false, _) => "·",
                (true, true) => "→",
                (true, false) => "←",
            };
            let words = format!("{} {sign} {}", phrase(name, self.language), self.numbers(others(&ties)));
            rows.push(row(&ties, words));
        }
        rows
    }

    /// The numbers of nodes in their order; of more than two in a row the first and the last.
    pub fn numbers(&self, nodes: impl Iterator<Item = usize>) -> String {
        let numbers: BTreeSet<usize> = nodes.filter_map(|node| self.marks.get(&node).copied()).collect();
        let numbers: Vec<usize> = numbers.into_iter().collect();
        let runs = numbers.chunk_by(|one, next| one + 1 == *next);
        let words = runs.map(|run| match run {
            [first, _, .., last] => format!("[{first}]–[{last}]"),
            _ => run
                .iter()
                .map(|number| format!("[{number}]"))
                .collect::<Vec<_>>()
                .join(" "),
        });
        words.collect::<Vec<_>>().join(" ")
    }
}
