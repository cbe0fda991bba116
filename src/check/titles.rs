use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::check::known::Known;
use crate::check::paper::Paper;
use crate::check::{Finding, Kind, Level};
use crate::graph::edit_distance;
use crate::model::{Citation, Class, FactRelation, Language, NodeId, Section};
use crate::parse::Paragraph;
use crate::registry::Strength;
use crate::text::{Span, folded_key};

/// A shorter title is too easily another one with a word changed.
const SHORTEST: usize = 5;

/// A plural among so many first words names several instruments.
const PLURAL: usize = 3;

/// What a list may leave out.
const AND: [&str; 3] = ["and", "et", "y"];

/// The words that introduce a title, as they stand between a citation and its quotation marks.
const CUES: [(Language, &[&str]); 6] = [
    (Language::Ar, &["المعنون", "بعنوان"]),
    (Language::En, &["entitled", "titled"]),
    (Language::Es, &["titulad"]),
    (Language::Fr, &["intitulé"]),
    (Language::Ru, &["озаглавлен", "под названием"]),
    (Language::Zh, &["题为"]),
];

/// The quotation marks that open and close titles.
const QUOTES: [(char, char); 4] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')];

/// Titles that are not the official ones.
pub(super) fn find(paper: &Paper<'_>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    for (citation, target) in paper.resolved() {
        findings.extend(quoted(paper, known, citation, target));
    }
    let wordings = Wordings::new(known, paper.reading.language);
    for paragraph in &paper.document.paragraphs {
        if !matches!(paragraph.section, Section::Masthead | Section::Closing) {
            wordings.find(paper, paragraph, findings);
        }
    }
}

/// `resolution 70/1, entitled “…”`.
fn quoted(paper: &Paper<'_>, known: &Known<'_>, citation: &Citation, target: &NodeId) -> Option<Finding> {
    const FAR: usize = 24;
    let text = paper.source.text();
    let from = citation.span.end();
    let until = text.floor_char_boundary((from + 600).min(text.len()));
    let after = text.get(from..until)?;
    let (at, open, close) = QUOTES
        .iter()
        .filter_map(|&(open, close)| after.find(open).map(|at| (at, open, close)))
        .min_by_key(|(at, ..)| *at)?;
    let between = after[..at].to_lowercase();
    let cues = CUES.iter().find(|(language, _)| *language == citation.language)?.1;
    let introduced = cues.iter().any(|cue| between.contains(cue));
    if !introduced || between.chars().count() > FAR || between.contains([';', '.']) {
        return None;
    }
    let start = at + open.len_utf8();
    let title = &after[start..start + after[start..].find(close)?];
    let titles = titles_of(known, target, citation.language);
    let own = key(title);
    if titles.is_empty() || own.is_empty() || titles.iter().any(|title| nests(&own, &key(title))) {
        return None;
    }
    let best = titles
        .iter()
        .max_by(|a, b| overlap(&own, &key(a)).total_cmp(&overlap(&own, &key(b))))?;
    let alike = overlap(&own, &key(best));
    // An altogether different title may be that of a part, or of what the resolution speaks of.
    let level = if alike >= 0.5 { Level::Error } else { Level::Notice };
    let why = format!("the title of {target} is another one");
    let span = Span::new(from + start, from + start + title.len());
    let place = (&citation.paragraph, span);
    Some(paper.at(Kind::TitleMismatch, level, place, Some(best.clone()), why))
}

/// The titles by which a thing is known in a language: its own, and those of what it adopted or prints.
fn titles_of(known: &Known<'_>, target: &NodeId, language: Language) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    let graph = known.graph;
    if let Some(number) = graph.number(target) {
        let node = graph.at(number);
        titles.extend(node.titles.get(&language).cloned());
        let adopted = graph.links_to(number).filter(|link| {
            use FactRelation::{AdoptedBy, AnnexedTo, EndorsedBy};
            [AdoptedBy, AnnexedTo, EndorsedBy]
                .map(crate::graph::Tie::Fact)
                .contains(&link.tie)
        });
        titles.extend(adopted.filter_map(|link| link.source.titles.get(&language).cloned()));
    }
    if let Some(names) = known.registry.names(target) {
        titles.extend(
            names
                .iter()
                .filter(|(_, of, _)| *of == language)
                .map(|(_, _, name)| name.to_owned()),
        );
    }
    titles
}

/// The letters and digits of a title in small letters, a blank between words.
fn key(title: &str) -> String {
    let folded = folded_key(title);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Whether one is the other or a part of it, wherever words are parted by blanks or hyphens.
fn nests(one: &str, other: &str) -> bool {
    let (one, other) = (one.replace(' ', ""), other.replace(' ', ""));
    one.contains(&other) || other.contains(&one)
}

/// The share of words that two titles have in common.
fn overlap(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let shared = one.iter().filter(|word| other.contains(word)).count();
    2.0 * shared as f64 / (one.len() + other.len()).max(1) as f64
}

/// The wordings of instruments in one language, by their first word.
struct Wordings {
    /// The official titles.
    titles: BTreeMap<String, Vec<(Vec<String>, String)>>,
    /// Everything by which an instrument is called.
    names: BTreeMap<String, Vec<Vec<String>>>,
}

impl Wordings {
    fn new(known: &Known<'_>, language: Language) -> Wordings {
        let mut wordings = Wordings {
            titles: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        // Where titles are declined or have no spaces, nearly the same words may be quite right.
        if !matches!(language, Language::En | Language::Fr | Language::Es) {
            return wordings;
        }
        for wording in known.registry.wordings().filter(|wording| wording.language == language) {
            if wording.class != Class::Instrument {
                continue;
            }
            let words: Vec<String> = key(wording.text).split(' ').map(str::to_owned).collect();
            let Some(first) = words.first().cloned() else { continue };
            // "A Geneva Convention" is one of the Geneva Conventions.
            let instrument = known.registry.instrument(wording.id.as_str());
            let verified = instrument
                .is_some_and(|known| !known.names.unverified.contains(&language) && known.form != "collective");
            if wording.strength == Strength::Title && verified && words.len() >= SHORTEST {
                let titles = wordings.titles.entry(first.clone()).or_default();
                titles.push((words.clone(), wording.text.to_owned()));
            }
            let names = wordings.names.entry(first).or_default();
            // What stands in brackets may be left out: "… of Goods by Road (CMR) …".
            names.extend(without_brackets(wording.text).map(|text| key(&text).split(' ').map(str::to_owned).collect()));
            names.push(words);
        }
        wordings
    }

    /// Titles that are nearly those of an instrument.
    fn find(&self, paper: &Paper<'_>, paragraph: &Paragraph, findings: &mut Vec<Finding>) {
        let text = paragraph.text.text();
        let places = words_of(text);
        let words: Vec<String> = places.iter().map(|&(start, end)| key(&text[start..end])).collect();
        let mut at = 0;
        while at < words.len() {
            let capital = text[places[at].0..].starts_with(char::is_uppercase);
            let found = capital.then(|| self.nearly(&words[at..])).flatten();
            // "the World Health Organization (WHO) Framework Convention", "the Rules, or “Lamp Rules”": an abbreviation in
            // brackets and a name in quotation marks are no slips.
            let has_aside = |length: usize| {
                let (from, to) = (places[at].0, places[at + length - 1].1);
                let opens = |c: char| c == '(' || QUOTES.iter().any(|(open, _)| *open == c);
                text[from..to].contains(opens) || text[to..].starts_with(" (")
            };
            let Some((length, title)) = found.filter(|&(length, _)| !has_aside(length)) else {
                at += 1;
                continue;
            };
            let span = paragraph
                .text
                .span(paper.source.text(), places[at].0, places[at + length - 1].1);
            let from = at;
            at += length;
            if findings
                .iter()
                .any(|told| told.kind == Kind::TitleMismatch && told.span.overlaps(span))
            {
                continue;
            }
            let why = match strange_letter(&text[places[from].0..places[at - 1].1]) {
                Some(strange) => format!("it is the official title but for {strange}"),
                None => "it is nearly, but not quite, the official title".to_owned(),
            };
            let place = (&paragraph.label, span);
            findings.push(paper.at(Kind::TitleMismatch, Level::Error, place, Some(title.to_owned()), why));
        }
    }

    /// The official title that these words begin with but for a slip, and how many of them it takes.
    fn nearly(&self, words: &[String]) -> Option<(usize, &str)> {
        let first = words.first()?;
        let named = self.names.get(first).map(Vec::as_slice).unwrap_or_default();
        let exact = named.iter().filter(|name| words.starts_with(name)).map(Vec::len).max();
        for (title, printed) in self.titles.get(first)? {
            let Some(length) = slipped(title, words) else { continue };
            if exact.is_none_or(|exact| exact + 2 < length) {
                return Some((length, printed));
            }
        }
        None
    }
}

/// A title without what stands in brackets in it; nothing where there is none.
fn without_brackets(title: &str) -> Option<String> {
    let (before, rest) = title.split_once('(')?;
    let (_, after) = rest.split_once(')')?;
    Some(format!("{before}{after}"))
}

/// A letter of another script in a word of Latin letters, which looks right and is none: "the Cyrillic letter `а` in `Abаba`".
fn strange_letter(text: &str) -> Option<String> {
    let is_latin = |c: char| c.is_ascii_alphabetic();
    let script_of = |c: char| {
        SCRIPTS
            .iter()
            .find(|(_, letters)| letters.contains(&c))
            .map(|(script, _)| script)
    };
    words_of(text).into_iter().find_map(|(start, end)| {
        let word = &text[start..end];
        let (strange, script) = word.chars().find_map(|c| Some((c, script_of(c)?)))?;
        word.contains(is_latin)
            .then(|| format!("the {script} letter `{strange}` in `{word}`"))
    })
}

/// The scripts that have letters which look like Latin ones.
const SCRIPTS: [(&str, RangeInclusive<char>); 2] =
    [("Greek", '\u{370}'..='\u{3ff}'), ("Cyrillic", '\u{400}'..='\u{52f}')];

/// The words of a text with their places.
fn words_of(text: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                places.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    places
}

/// How many words a title takes in a text where exactly one slip was made in it: a word misspelt, a small word changed, left
/// out or added, or two words swapped. The last word must be the title's own.
fn slipped(title: &[String], words: &[String]) -> Option<usize> {
    let same = title.iter().zip(words).take_while(|(a, b)| a == b).count();
    if same == 0 || same == title.len() {
        return None;
    }
    let (rest, text) = (&title[same..], words.get(same..)?);
    let (wanted, found) = (&rest[0], text.first()?);
    // "the Optional Protocols to the Convention on …": two of them in one breath; and a list drops its "and".
    if same < PLURAL && *found == format!("{wanted}s") || AND.contains(&wanted.as_str()) {
        return None;
    }
    let small = |word: &str| word.chars().count() <= 3 && !word.contains(|c: char| c.is_ascii_digit());
    let starts = |text: &[String], rest: &[String]| text.starts_with(rest);
    let ends_alike = !rest[1..].is_empty();
    if ends_alike && (small(wanted) && small(found) || is_misspelt(wanted, found)) && starts(&text[1..], &rest[1..]) {
        return Some(title.len());
    }
    if ends_alike && small(wanted) && starts(text, &rest[1..]) {
        return Some(title.len() - 1);
    }
    if small(found) && starts(&text[1..], rest) {
        return Some(title.len() + 1);
    }
    // "Political and Civil": the same words in another order.
    let swapped = rest.len() >= 3
        && text.len() >= rest.len()
        && rest[0] == text[2]
        && rest[2] == text[0]
        && rest[1] == text[1]
        && starts(&text[3..], &rest[3..]);
    swapped.then_some(title.len())
}

/// Whether one word is the other with a slip or another ending: `civic` for `civil`, `child` for `children`.
fn is_misspelt(wanted: &str, found: &str) -> bool {
    let length = wanted.chars().count().max(found.chars().count());
    let stem = wanted.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    length >= 4 && (edit_distance(wanted, found) * 4 <= length || stem >= 4 && stem * 2 >= length)
}
