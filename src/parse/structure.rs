use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::lang::Pack;
use crate::model::{Label, NodeId, Section};
use crate::parse::Mark;
use crate::parse::blocks::{is_closing, operative_number};
use crate::parse::body_names::BodyNames;
use crate::parse::headings::{
    annex_label, follows_section, heading, is_numbered_head, own_heading, part_letter, roman_section, titled_section,
};
use crate::parse::items::Items;
use crate::text::{Folded, folded_key};

/// Where a paragraph stands, and who speaks in it.
#[derive(Debug)]
pub(crate) struct Place {
    pub label: Label,
    pub section: Section,
    pub speaker: Option<NodeId>,
}

/// How much text may stand before the enacting words of a resolution, in bytes: committees' reports open some with long notes.
const LONGEST_MASTHEAD: usize = 8000;

/// Labels the paragraphs of a document in one pass.
pub(crate) fn label(blocks: &[(Folded, Vec<Mark>)], names: &BodyNames, pack: &Pack) -> Vec<Place> {
    let speakers = blocks.iter().map(|(text, _)| names.enacting(text.text()));
    let speakers: Vec<Option<&NodeId>> = speakers.collect();
    // Enacting words far down are quoted by a report, not spoken by a resolution.
    let mut before = 0;
    let enacted = blocks.iter().zip(&speakers).any(|((text, _), speaker)| {
        before += text.text().len();
        before <= LONGEST_MASTHEAD && speaker.is_some()
    });
    let mut labeller = Labeller {
        state: if enacted { State::Masthead } else { State::Running },
        ..Labeller::new(pack)
    };
    let listed = if enacted {
        Vec::new()
    } else {
        labeller.listed_annexes(blocks)
    };
    let enacting: Vec<usize> = (0..blocks.len()).filter(|&at| speakers[at].is_some()).collect();
    let titled = if enacted { None } else { own_heading(blocks) };
    let ahead = labeller.numbers_ahead(blocks, &speakers);
    let mut places = Vec::with_capacity(blocks.len());
    for (at, (text, _)) in blocks.iter().enumerate() {
        let next = enacting.get(enacting.partition_point(|&other| other < at));
        // The title of a part is short: its enacting words follow soon.
        labeller.part_ahead = next.is_some_and(|&next| next - at <= 6);
        labeller.ahead = ahead[at];
        labeller.is_listed = listed.contains(&at);
        let mut place = if titled.is_some_and(|titled| at <= titled) {
            labeller.head(text)
        } else {
            labeller.place(text, speakers[at])
        };
        // "Resolution 67/1" on a line of its own is of the body whose enacting words follow.
        if let Some(next) = next.filter(|&&next| next > at && next - at <= 4 && is_numbered_head(text.lower(), pack)) {
            place.speaker = speakers[*next].cloned();
        }
        places.push(place);
    }
    places
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Masthead,
    Preamble,
    Operative,
    Closing,
    Annex,
    /// No enacting words: a decision, a statement, a report, a letter.
    Running,
}

/// The next number that is printed below a paragraph.
#[derive(Clone, Copy, Default)]
struct Ahead {
    /// Before other enacting words or an annex.
    in_text: Option<u32>,
    /// And before the next section.
    in_section: Option<u32>,
}

struct Labeller<'a> {
    pack: &'a Pack,
    state: State,
    speaker: Option<NodeId>,
    /// `B.` for part B, `II.` for a section.
    part: String,
    section: String,
    annex: String,
    preambular: u32,
    operative: u32,
    items: Items,
    /// Whether the operative paragraphs are counted, since no number is printed.
    unnumbered: bool,
    /// The next number that is printed.
    ahead: Ahead,
    /// Whether the paragraph above was the numeral of a section: its title follows.
    sectioned: bool,
    titled: bool,
    /// Whether enacting words follow within a few paragraphs.
    part_ahead: bool,
    /// Whether the next heading of an annex stands in the contents.
    is_listed: bool,
    /// The label of the paragraph before.
    last: Option<Label>,
}

impl<'a> Labeller<'a> {
    fn new(pack: &'a Pack) -> Labeller<'a> {
        Labeller {
            pack,
            state: State::Masthead,
            speaker: None,
            part: String::new(),
            section: String::new(),
            annex: String::new(),
            preambular: 0,
            operative: 0,
            items: Items::default(),
            unnumbered: false,
            ahead: Ahead::default(),
            sectioned: false,
            titled: false,
            part_ahead: false,
            is_listed: false,
            last: None,
        }
    }

    /// For each paragraph the next printed number below it, up to other enacting words or an annex.
    fn numbers_ahead(&self, blocks: &[(Folded, Vec<Mark>)], speakers: &[Option<&NodeId>]) -> Vec<Ahead> {
        let mut next = Ahead::default();
        let mut ahead: Vec<Ahead> = Vec::with_capacity(blocks.len());
        for ((text, _), speaker) in blocks.iter().zip(speakers).rev() {
            ahead.push(next);
            let words = text.text();
            if let Some(number) = operative_number(words) {
                next = Ahead {
                    in_text: Some(number),
                    in_section: Some(number),
                };
            } else if speaker.is_some() || annex_label(words, self.pack).is_some() {
                next = Ahead::default();
            } else if roman_section(words).or_else(|| titled_section(words)).is_some() {
                next.in_section = None;
            }
        }
        ahead.reverse();
        ahead
    }

    /// `B.PP3`, `II.OP2(a)`: the label of the paragraph of a number, or of the sub-paragraph that was come to.
    fn counted(&self, kind: &str, number: u32) -> String {
        const LENGTH: usize = 24;
        let mut label = String::with_capacity(LENGTH);
        for piece in [self.part.as_str(), &self.section, kind] {
            label.push_str(piece);
        }
        let _ = write!(label, "{number}");
        self.items.steps().for_each(|step| label.push_str(step));
        label
    }

    /// Labels the next paragraph; `enacts` is the body of which it is the enacting words.
    fn place(&mut self, text: &Folded, enacts: Option<&NodeId>) -> Place {
        let words = text.text();
        let (label, section) = self.label(words, enacts);
        Place {
            label: self.shared(&label),
            section,
            speaker: self.speaker.clone(),
        }
    }

    /// A label, shared with the paragraph before where it has the same.
    fn shared(&mut self, label: &str) -> Label {
        if self.last.as_ref().is_none_or(|last| last.as_str() != label) {
            self.last = Some(Label::new(label));
        }
        self.last.clone().unwrap_or_else(|| Label::new(label))
    }

    /// A paragraph above the text of what is enacted by nobody.
    fn head(&mut self, text: &Folded) -> Place {
        let (label, section) = self.masthead(text.text());
        Place {
            label: self.shared(&label),
            section,
            speaker: None,
        }
    }

    fn label(&mut self, words: &str, enacts: Option<&NodeId>) -> (Cow<'static, str>, Section) {
        if let Some(body) = enacts {
            self.speaker = Some(body.clone());
            // A text that is annexed may have been enacted by itself.
            if self.state == State::Annex {
                return (self.annex.clone().into(), Section::Annex);
            }
            self.state = State::Preamble;
            (self.preambular, self.operative, self.unnumbered) = (0, 0, false);
            self.items.clear();
            self.section.clear();
            self.sectioned = false;
            return ("masthead".into(), Section::Masthead);
        }
        if !self.is_listed
            && let Some(annex) = self.annex_heading(words)
        {
            self.annex = annex;
            self.state = State::Annex;
            self.items.clear();
            return (self.annex.clone().into(), Section::Annex);
        }
        if matches!(self.state, State::Preamble | State::Operative) && self.opens_section(words) {
            return self.section_head();
        }
        match self.state {
            State::Masthead => self.masthead(words),
            State::Preamble => self.preamble(words),
            State::Operative => self.operative(words),
            State::Closing => self.closing(words),
            State::Annex => self.annexed(words),
            State::Running => self.running(words),
        }
    }

    fn masthead(&mut self, words: &str) -> (Cow<'static, str>, Section) {
        if let Some(letter) = part_letter(words) {
            self.part = format!("{letter}.");
        }
        if heading(words).is_some() {
            self.titled = true;
            return ("title".into(), Section::Masthead);
        }
        let label = if self.titled { "title" } else { "masthead" };
        (label.into(), Section::Masthead)
    }

    /// Whether a paragraph heads a section: its numeral, or the title behind that.
    fn opens_section(&mut self, words: &str) -> bool {
        let Some(numeral) = self.section_numeral(words) else {
            return std::mem::take(&mut self.sectioned)
                && operative_number(words).is_none()
                && !words.ends_with([',', ';', '.', ':', '，', '；', '。', '：', '،', '؛']);
        };
        self.sectioned = numeral.len() == words.trim().len();
        self.section = format!("{numeral}.");
        // A section whose numbers begin anew may begin with a preamble of its own.
        if self.ahead.in_section.is_none_or(|number| number == 1) {
            self.state = State::Preamble;
            (self.preambular, self.operative, self.unnumbered) = (0, 0, false);
        }
        self.items.clear();
        true
    }

    /// The numeral by itself, or the next one with a title.
    fn section_numeral<'w>(&self, words: &'w str) -> Option<&'w str> {
        let titled = || titled_section(words).filter(|next| follows_section(next, self.section.trim_end_matches('.')));
        roman_section(words).or_else(titled)
    }

    fn section_head(&self) -> (Cow<'static, str>, Section) {
        let section = match self.state {
            State::Preamble => Section::Preamble,
            _ => Section::Operative,
        };
        (
            format!("{}{}", self.part, self.section.trim_end_matches('.')).into(),
            section,
        )
    }

    /// The next number that is printed in the section, or in the text where it has no sections yet.
    fn number_ahead(&self) -> Option<u32> {
        match self.section.is_empty() {
            true => self.ahead.in_text,
            false => self.ahead.in_section,
        }
    }

    fn preamble(&mut self, words: &str) -> (Cow<'static, str>, Section) {
        if let Some(number) = self.operative_number(words) {
            self.state = State::Operative;
            return self.open_operative(number, words);
        }
        if is_closing(words, self.pack) {
            self.state = State::Closing;
            return self.closing(words);
        }
        // Where the numbers begin with 1 further down, this is a preambular paragraph in the form of an operative one.
        if self.number_ahead() != Some(1) && self.opens_operative(words) {
            self.state = State::Operative;
            return self.count_operative();
        }
        // A single operative paragraph has no number, but it ends the sentence that the preamble keeps open.
        let ends = self.number_ahead() != Some(1) && words.trim_end_matches(['"', '\'', ' ']).ends_with(['.', '。']);
        if ends && self.preambular > 0 || self.preambular == 0 && ends && words.len() > 40 {
            self.state = State::Operative;
            self.operative = 1;
            return (format!("{}{}OP1", self.part, self.section).into(), Section::Operative);
        }
        match self.items.follow(words, self.pack) {
            Some(_) if self.preambular > 0 => {}
            _ => {
                self.preambular += 1;
                self.items.clear();
            }
        }
        (self.counted("PP", self.preambular).into(), Section::Preamble)
    }

    fn operative(&mut self, words: &str) -> (Cow<'static, str>, Section) {
        if let Some(letter) = part_letter(words).filter(|_| self.part_ahead) {
            self.part = format!("{letter}.");
            self.state = State::Masthead;
            return ("title".into(), Section::Masthead);
        }
        if let Some(number) = self.operative_number(words) {
            return self.open_operative(number, words);
        }
        if is_closing(words, self.pack) || self.is_date(words) {
            self.state = State::Closing;
            return self.closing(words);
        }
        if self.unnumbered && self.opens_operative(words) {
            return self.count_operative();
        }
        self.items.follow(words, self.pack);
        (self.counted("OP", self.operative).into(), Section::Operative)
    }

    /// The number of an operative paragraph: `12.`, or `12` before the verb of the next one.
    fn operative_number(&self, words: &str) -> Option<u32> {
        operative_number(words).or_else(|| {
            let (number, rest) = words.split_once(' ')?;
            let number = number.parse().ok().filter(|&number| number == self.operative + 1)?;
            self.opens_operative(rest).then_some(number)
        })
    }

    /// Whether a paragraph without a number opens with a verb as operative paragraphs do.
    fn opens_operative(&self, words: &str) -> bool {
        let first = words.trim_start_matches(['"', ' ']);
        first.starts_with(char::is_alphabetic)
            && (self.pack.structure.finite.small || !first.starts_with(char::is_lowercase))
            && self.pack.opens_with_finite_verb(words)
    }

    /// Counts an operative paragraph whose number is not printed.
    fn count_operative(&mut self) -> (Cow<'static, str>, Section) {
        self.operative += 1;
        self.unnumbered = true;
        self.items.clear();
        (self.counted("OP", self.operative).into(), Section::Operative)
    }

    fn open_operative(&mut self, number: u32, words: &str) -> (Cow<'static, str>, Section) {
        self.operative = number;
        self.unnumbered = false;
        self.items.clear();
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-'));
        self.items.follow(rest, self.pack);
        (self.counted("OP", number).into(), Section::Operative)
    }

    fn closing(&mut self, words: &str) -> (Cow<'static, str>, Section) {
        if let Some(letter) = part_letter(words).filter(|_| self.part_ahead) {
            self.part = format!("{letter}.");
            self.state = State::Masthead;
            self.titled = true;
            return ("title".into(), Section::Masthead);
        }
        ("closing".into(), Section::Closing)
    }

    fn annexed(&mut self, words: &str) -> (Cow<'static, str>, Section) {
        if let Some(letter) = part_letter(words).filter(|_| self.part_ahead) {
            self.part = format!("{letter}.");
            self.state = State::Masthead;
            return ("title".into(), Section::Masthead);
        }
        let number = self.numbered(words);
        let label = number.map_or(self.annex.clone(), |number| format!("{}.para{number}", self.annex));
        (label.into(), Section::Annex)
    }

    fn running(&mut self, words: &str) -> (Cow<'static, str>, Section) {
        match self.numbered(words) {
            Some(number) => (format!("para{number}").into(), Section::Body),
            None => ("text".into(), Section::Body),
        }
    }

    fn numbered(&self, words: &str) -> Option<u32> {
        operative_number(words)
    }

    /// The headings of annexes that only stand in the contents of a report: the first numbered paragraph comes later, and
    /// behind it the same heading again.
    fn listed_annexes(&self, blocks: &[(Folded, Vec<Mark>)]) -> Vec<usize> {
        let first = blocks.iter().position(|(text, _)| self.numbered(text.text()).is_some());
        let (before, behind) = blocks.split_at(first.unwrap_or(0));
        let heading = |(text, _): &(Folded, Vec<Mark>)| self.annex_heading(text.text());
        let again: BTreeSet<String> = behind.iter().filter_map(heading).collect();
        let headings = before.iter().map(heading).enumerate();
        let listed = headings.filter(|(_, heading)| heading.as_ref().is_some_and(|heading| again.contains(heading)));
        listed.map(|(at, _)| at).collect()
    }

    fn annex_heading(&self, words: &str) -> Option<String> {
        if self.state == State::Masthead {
            return None;
        }
        annex_label(words, self.pack)
    }

    /// A line that is a date and nothing else.
    fn is_date(&self, words: &str) -> bool {
        let months = || self.pack.months().map(|(month, _)| month);
        words.chars().count() <= 24
            && words.bytes().any(|b| b.is_ascii_digit())
            && (words.starts_with(|c: char| c.is_ascii_digit()))
            && months().any(|month| folded_key(words).contains(month))
            && !words.ends_with([',', ';', '.'])
    }
}
