use std::collections::HashMap;

use crate::lang::Pack;
use crate::model::{Label, NodeId, Section, Symbol};
use crate::parse::Mark;
use crate::parse::blocks::{is_closing, operative_number};
use crate::registry::Registry;
use crate::text::{Folded, folded_key};

/// The names of the bodies in one language, to know a masthead and the enacting words by.
pub(crate) struct BodyNames {
    ids: HashMap<String, NodeId>,
    articles: Vec<String>,
}

impl BodyNames {
    pub fn new(registry: &Registry, pack: &Pack) -> BodyNames {
        let mut ids = HashMap::new();
        for body in registry.bodies().iter().filter(|body| body.numbering.is_some()) {
            for name in body
                .names
                .titles
                .get(pack.language())
                .into_iter()
                .chain(body.names.also.get(pack.language()).iter().map(String::as_str))
            {
                ids.entry(folded_key(name)).or_insert_with(|| body.id.clone());
            }
        }
        BodyNames {
            ids,
            articles: pack
                .script
                .articles
                .iter()
                .cloned()
                .chain(pack.structure.enacting.iter().map(|word| format!("{word} ")))
                .collect(),
        }
    }

    /// The body that a line names and nothing else: "General Assembly".
    pub fn named(&self, line: &str) -> Option<&NodeId> {
        (line.len() <= 160)
            .then(|| self.ids.get(&folded_key(line.trim_end_matches('*'))))
            .flatten()
    }

    /// The body of enacting words: "The General Assembly,". What follows a comma in them is let be.
    pub fn enacting(&self, line: &str) -> Option<&NodeId> {
        // Most lines are told by their ends alone, before anything is folded.
        let open = line.trim_end().ends_with([',', ':', '，', '：', '،', '"', '”', '»']);
        if line.len() > 160 || line.len() < 6 || !open && line.len() > 60 {
            return None;
        }
        let key = folded_key(line.trim_start_matches(['“', '"', '«', '‘', ' ']));
        let name = key.trim_end_matches([',', ':', ' ', '،', '"']);
        let comma = name.len() < key.len();
        let bare = self
            .articles
            .iter()
            .find_map(|article| name.strip_prefix(article.as_str()));
        match bare {
            Some(bare) => self.ids.get(bare),
            None if comma => self.ids.get(name),
            None => None,
        }
    }
}

impl BodyNames {
    /// Whether a line is a head of the document: a symbol or the number of a title.
    pub fn heads(&self, line: &str) -> bool {
        line.len() <= 40 && (Symbol::prefix_of(line).is_ok() || heading(line).is_some())
    }
}

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
    let enacting: Vec<usize> = (0..blocks.len()).filter(|&at| speakers[at].is_some()).collect();
    let mut places = Vec::with_capacity(blocks.len());
    for (at, (text, _)) in blocks.iter().enumerate() {
        let next = enacting.get(enacting.partition_point(|&other| other < at));
        // The title of a part is short: its enacting words follow soon.
        labeller.part_ahead = next.is_some_and(|&next| next - at <= 6);
        places.push(labeller.place(text, speakers[at]));
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
    sub: Vec<String>,
    titled: bool,
    /// Whether enacting words follow within a few paragraphs.
    part_ahead: bool,
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
            sub: Vec::new(),
            titled: false,
            part_ahead: false,
        }
    }

    /// Labels the next paragraph; `enacts` is the body of which it is the enacting words.
    fn place(&mut self, text: &Folded, enacts: Option<&NodeId>) -> Place {
        let words = text.text();
        let (label, section) = self.label(words, enacts);
        Place {
            label: Label::new(label),
            section,
            speaker: self.speaker.clone(),
        }
    }

    fn label(&mut self, words: &str, enacts: Option<&NodeId>) -> (String, Section) {
        if let Some(body) = enacts {
            self.speaker = Some(body.clone());
            self.state = State::Preamble;
            (self.preambular, self.operative) = (0, 0);
            self.sub.clear();
            self.section.clear();
            return ("masthead".to_owned(), Section::Masthead);
        }
        if let Some(annex) = self.annex_heading(words) {
            self.annex = annex;
            self.state = State::Annex;
            self.sub.clear();
            return (self.annex.clone(), Section::Annex);
        }
        match self.state {
            State::Masthead => self.masthead(words),
            State::Preamble => self.preamble(words),
            State::Operative => self.operative(words),
            State::Closing => self.closing(words),
            State::Annex => (
                self.numbered(words)
                    .map_or(self.annex.clone(), |n| format!("{}.para{n}", self.annex)),
                Section::Annex,
            ),
            State::Running => self.running(words),
        }
    }

    fn masthead(&mut self, words: &str) -> (String, Section) {
        if let Some(letter) = part_letter(words) {
            self.part = format!("{letter}.");
        }
        if heading(words).is_some() {
            self.titled = true;
            return ("title".to_owned(), Section::Masthead);
        }
        let label = if self.titled { "title" } else { "masthead" };
        (label.to_owned(), Section::Masthead)
    }

    fn preamble(&mut self, words: &str) -> (String, Section) {
        if let Some(number) = operative_number(words) {
            self.state = State::Operative;
            return self.open_operative(number, words);
        }
        if is_closing(words, self.pack) {
            self.state = State::Closing;
            return self.closing(words);
        }
        // A single operative paragraph has no number, but it ends the sentence that the preamble keeps open.
        let ends = words.trim_end_matches(['"', '\'', ' ']).ends_with(['.', '。']);
        if ends && self.preambular > 0 || self.preambular == 0 && ends && words.len() > 40 {
            self.state = State::Operative;
            self.operative = 1;
            return (format!("{}{}OP1", self.part, self.section), Section::Operative);
        }
        match self.sub_item(words) {
            Some(_) if self.preambular > 0 => {}
            _ => {
                self.preambular += 1;
                self.sub.clear();
            }
        }
        (
            format!("{}PP{}{}", self.part, self.preambular, self.sub.concat()),
            Section::Preamble,
        )
    }

    fn operative(&mut self, words: &str) -> (String, Section) {
        if let Some(letter) = part_letter(words).filter(|_| self.part_ahead) {
            self.part = format!("{letter}.");
            self.state = State::Masthead;
            return ("title".to_owned(), Section::Masthead);
        }
        if let Some(numeral) = roman_section(words) {
            self.section = format!("{numeral}.");
            return (format!("{}{}", self.part, numeral), Section::Operative);
        }
        if let Some(number) = operative_number(words) {
            return self.open_operative(number, words);
        }
        if is_closing(words, self.pack) || self.is_date(words) {
            self.state = State::Closing;
            return self.closing(words);
        }
        self.sub_item(words);
        (
            format!("{}{}OP{}{}", self.part, self.section, self.operative, self.sub.concat()),
            Section::Operative,
        )
    }

    fn open_operative(&mut self, number: u32, words: &str) -> (String, Section) {
        self.operative = number;
        self.sub.clear();
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-'));
        self.sub_item(rest);
        (
            format!("{}{}OP{}{}", self.part, self.section, number, self.sub.concat()),
            Section::Operative,
        )
    }

    fn closing(&mut self, words: &str) -> (String, Section) {
        if let Some(letter) = part_letter(words).filter(|_| self.part_ahead) {
            self.part = format!("{letter}.");
            self.state = State::Masthead;
            self.titled = true;
            return ("title".to_owned(), Section::Masthead);
        }
        ("closing".to_owned(), Section::Closing)
    }

    fn running(&mut self, words: &str) -> (String, Section) {
        match self.numbered(words) {
            Some(number) => (format!("para{number}"), Section::Body),
            None => ("text".to_owned(), Section::Body),
        }
    }

    fn numbered(&self, words: &str) -> Option<u32> {
        operative_number(words)
    }

    /// Follows `(a)`, `(i)`, `a)` at the head of a paragraph: a letter stands below the number, a numeral below a letter.
    fn sub_item(&mut self, words: &str) -> Option<()> {
        let inner = words.strip_prefix('(').unwrap_or(words);
        let close = inner.find(')')?;
        let item = &inner[..close];
        if item.is_empty()
            || item.len() > 5
            || !item.chars().all(char::is_alphanumeric)
            || item.bytes().any(|b| b.is_ascii_digit())
        {
            return None;
        }
        let item = self.latin(item);
        let numeral = item.bytes().all(|b| b"ivx".contains(&b));
        let deeper = numeral && !self.sub.is_empty() && !self.follows_letter(item);
        self.sub.truncate(usize::from(deeper));
        self.sub.push(format!("({item})"));
        Some(())
    }

    /// The letter of a sub-paragraph as every language labels it: أ is `a`.
    fn latin<'w>(&self, item: &'w str) -> &'w str
    where
        'a: 'w,
    {
        let bare = item.trim_end_matches('\u{640}');
        let letters = &self.pack.structure.letters;
        let known = letters.iter().find(|(letter, _)| letter == bare);
        known.map_or(item, |(_, latin)| latin.as_str())
    }

    /// Whether `i` is the letter after `h` rather than the numeral one.
    fn follows_letter(&self, item: &str) -> bool {
        let before = match item {
            "i" => "(h)",
            "v" => "(u)",
            "x" => "(w)",
            _ => return false,
        };
        self.sub.len() == 1 && self.sub[0] == before
    }

    fn annex_heading(&self, words: &str) -> Option<String> {
        if words.len() > 24 || self.state == State::Masthead {
            return None;
        }
        let key = folded_key(words);
        let rest = self
            .pack
            .structure
            .annex
            .iter()
            .find_map(|word| key.strip_prefix(word.as_str()))?;
        let rest = rest.trim().to_uppercase();
        match rest.as_str() {
            "" => Some("annex".to_owned()),
            number if number.len() <= 6 && number.chars().all(|c| "IVXABCDEFGH一二三四五六七八九十".contains(c)) => {
                Some(format!("annex-{number}"))
            }
            _ => None,
        }
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

/// `A` alone on its line: a part of a resolution.
fn part_letter(words: &str) -> Option<char> {
    let letter = words.trim().trim_end_matches('.');
    let mut chars = letter.chars();
    let first = chars.next()?;
    (chars.next().is_none() && first.is_ascii_uppercase() && !"IVX".contains(first)).then_some(first)
}

/// `II` alone on its line: a section of an operative part.
fn roman_section(words: &str) -> Option<&str> {
    let numeral = words.trim().trim_end_matches('.');
    (!numeral.is_empty() && numeral.len() <= 5 && numeral.bytes().all(|b| b"IVX".contains(&b))).then_some(numeral)
}

/// The number of a heading such as `53/24. Title` or `S-9/1. Title`, and where the title begins.
pub(crate) fn heading(words: &str) -> Option<(&str, usize)> {
    let end = words.find(['.', ' ']).unwrap_or(words.len());
    let number = &words[..end];
    let (session, rest) = number.split_once('/')?;
    let session = session.trim_start_matches("ES-").trim_start_matches("S-");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let dotted = words[end..].starts_with('.')
        || words[end..]
            .trim_start()
            .starts_with(|c: char| c.is_ascii_uppercase() && words[end..].contains('.'));
    (digits(session) && digits(rest) && dotted).then(|| {
        let body = words[end..].find('.').map_or(end, |dot| end + dot + 1);
        (number, body)
    })
}
