use std::collections::{BTreeMap, HashMap, HashSet};

use crate::read::allowance::Allowance;
use crate::read::docx::labels;
use crate::read::docx::package::Part;
use crate::read::docx::styles::Styles;
use crate::read::reader::Wrong;
use crate::read::xml::{Element, Node, Xml};

/// How many levels a list has.
const LEVELS: usize = 9;

/// Where a paragraph stands in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The id of the list.
    pub number: String,
    pub level: usize,
}

/// The lists of a document, and how far each has counted: Word's automatic numbers stand nowhere in the text.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<String, Kind>,
    lists: HashMap<String, List>,
    /// By kind of list: how far each level has counted. Lists of one kind count on together.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: HashSet<(String, usize)>,
}

/// A kind of list: what its levels look like.
#[derive(Debug, Default)]
struct Kind {
    levels: BTreeMap<usize, Level>,
    /// The style whose list it stands for.
    style: Option<String>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    form: String,
    /// `%1.%2`, a figure for each level.
    pattern: String,
    /// All levels are written in figures.
    legal: bool,
    /// It goes on counting where the levels above it have moved on.
    goes_on: bool,
}

#[derive(Debug, Default)]
struct List {
    kind: String,
    /// Levels that begin anew with this list, and where.
    starts: BTreeMap<usize, u32>,
    /// Levels that look otherwise in this list.
    levels: BTreeMap<usize, Level>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            form: "decimal".to_owned(),
            pattern: String::new(),
            legal: false,
            goes_on: false,
        }
    }
}

impl Numbering {
    pub fn read(part: &Part, allowance: &Allowance) -> Result<Numbering, Wrong> {
        let mut numbering = Numbering::default();
        let mut kind: Option<(String, Kind)> = None;
        let mut list: Option<(String, List)> = None;
        let mut level: Option<(usize, Level)> = None;
        let mut overridden = 0;
        let mut xml = Xml::in_part(&part.text, &part.name);
        while let Some(node) = xml.next(allowance)? {
            match node {
                Node::Open(element) => match (element.name(), &mut kind, &mut list) {
                    ("abstractNum", ..) => {
                        kind = element.attribute("abstractNumId").map(|id| (id, Kind::default()));
                    }
                    ("num", ..) => list = element.attribute("numId").map(|id| (id, List::default())),
                    ("numStyleLink", Some((_, kind)), _) => kind.style = element.val(),
                    ("abstractNumId", _, Some((_, list))) => list.kind = element.val().unwrap_or_default(),
                    ("lvlOverride", ..) => overridden = index(&element),
                    ("startOverride", _, Some((_, list))) => {
                        list.starts.extend(number(&element).map(|start| (overridden, start)));
                    }
                    ("lvl", ..) => level = Some((index(&element), Level::default())),
                    _ => {
                        if let Some((_, level)) = &mut level {
                            level.take(&element);
                        }
                    }
                },
                Node::Close(name) => match name.as_str() {
                    "lvl" => match (&mut kind, &mut list) {
                        (Some((_, kind)), _) => kind.levels.extend(level.take()),
                        (None, Some((_, list))) => list.levels.extend(level.take()),
                        (None, None) => level = None,
                    },
                    "abstractNum" => numbering.kinds.extend(kind.take()),
                    "num" => numbering.lists.extend(list.take()),
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph and gives its label: `12.`, `(a)`. Nothing where it has a bullet, or its list is unknown.
    pub fn label(&mut self, place: &Place, styles: &Styles) -> Option<String> {
        let list = self.lists.get(&place.number)?;
        let kind_id = kind_of(list, &self.lists, &self.kinds, styles)?;
        let kind = self.kinds.get(kind_id)?;
        let at = place.level.min(LEVELS - 1);
        let look = |level: usize| list.levels.get(&level).or_else(|| kind.levels.get(&level));
        let own = look(at)?;
        let counters = self.counters.entry(kind_id.to_owned()).or_default();
        let anew = list
            .starts
            .get(&at)
            .filter(|_| self.begun.insert((place.number.clone(), at)));
        let number = match (anew, counters[at]) {
            (Some(&start), _) => start,
            (None, Some(number)) => number.saturating_add(1),
            (None, None) => own.start,
        };
        counters[at] = Some(number);
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            if !look(deeper).is_some_and(|level| level.goes_on) {
                *counter = None;
            }
        }
        // A level above that has not been met counts as begun.
        let written = |level: usize| {
            let look = look(level)?;
            let form = if own.legal { "decimal" } else { &look.form };
            labels::written(counters[level].unwrap_or(look.start), form)
        };
        written(at)?;
        let mut label = String::new();
        let mut rest = own.pattern.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            label.push_str(before);
            let level = after
                .chars()
                .next()
                .and_then(|c| c.to_digit(10))
                .filter(|level| *level > 0);
            match level {
                Some(level) => {
                    label.push_str(&written(level as usize - 1).unwrap_or_default());
                    rest = &after[1..];
                }
                None => rest = after,
            }
        }
        label.push_str(rest);
        (!label.trim().is_empty()).then_some(label)
    }
}

/// The kind of a list; one that stands for a style's list has that one's.
fn kind_of<'a>(
    list: &'a List,
    lists: &'a HashMap<String, List>,
    kinds: &HashMap<String, Kind>,
    styles: &Styles,
) -> Option<&'a str> {
    let kind = kinds.get(&list.kind)?;
    let linked = kind.style.as_ref().and_then(|style| {
        let place = styles.numbering(style)?;
        let list = lists.get(&place.number)?;
        kinds.contains_key(&list.kind).then_some(list.kind.as_str())
    });
    Some(linked.unwrap_or(&list.kind))
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "start" => self.start = number(element).unwrap_or(1),
            "numFmt" => self.form = element.val().unwrap_or_default(),
            "lvlText" => self.pattern = element.val().unwrap_or_default(),
            "isLgl" => self.legal = element.is_on(),
            "lvlRestart" => self.goes_on = number(element) == Some(0),
            _ => {}
        }
    }
}

fn number(element: &Element<'_>) -> Option<u32> {
    element.val()?.parse().ok()
}

fn index(element: &Element<'_>) -> usize {
    let level = element.attribute("ilvl").and_then(|level| level.parse().ok());
    level.unwrap_or(0).min(LEVELS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    #[test]
    fn lists_count_on_restart_and_nest() {
        let xml = r#"<numbering><abstractNum abstractNumId="7">
            <lvl ilvl="0"><start val="1"/><numFmt val="decimal"/><lvlText val="%1."/></lvl>
            <lvl ilvl="1"><start val="1"/><numFmt val="lowerLetter"/><lvlText val="(%2)"/></lvl>
            <lvl ilvl="2"><numFmt val="lowerRoman"/><lvlText val="%1.%3"/><isLgl/></lvl></abstractNum>
            <num numId="1"><abstractNumId val="7"/></num>
            <num numId="2"><abstractNumId val="7"/><lvlOverride ilvl="0"><startOverride val="1"/></lvlOverride></num>
            </numbering>"#;
        let allowance = Allowance::new(&Limits::default());
        let mut numbering = Numbering::read(&Part::of_text(xml), &allowance).expect("read");
        let mut label = |number: &str, level| {
            let place = Place {
                number: number.to_owned(),
                level,
            };
            numbering.label(&place, &Styles::default()).unwrap_or_default()
        };
        let steps = [
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 0),
            ("1", 1),
            ("1", 2),
            ("2", 0),
            ("2", 0),
            ("1", 0),
            ("3", 0),
        ];
        let labels = steps.map(|(number, level)| label(number, level));
        assert_eq!(labels, ["1.", "(a)", "(b)", "2.", "(a)", "2.1", "1.", "2.", "3.", ""]);
    }
}
