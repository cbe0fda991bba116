use std::collections::BTreeMap;
use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};
use serde::Deserialize;

use crate::lang::ordinal_words::OrdinalWords;
use crate::lang::sections::{
    Expressing, Footnotes, Grammar, Nouns, OneList, Pinpoints, Reports, Script, Sets, Structure, Words,
};
use crate::lang::{Inflection, NameWords, Numerals};
use crate::model::{Language, Relation};
use crate::text::{folded_key, starts_with, strip_end, strip_start};

macro_rules! source {
    ($language:literal) => {
        (
            $language,
            concat!(
                include_str!(concat!($language, ".words.toml")),
                "\n",
                include_str!(concat!($language, ".grammar.toml"))
            ),
        )
    };
}

/// Everything that the engine knows of a language. Every word is folded as texts are, so that it can be compared with them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pack {
    language: String,
    /// How the script works.
    pub script: Script,
    /// Verbs by the relation that they express.
    #[serde(rename = "verbs")]
    verb_names: BTreeMap<String, Words>,
    /// Verbs that govern only where they open the paragraph.
    #[serde(rename = "openers", default)]
    opener_names: BTreeMap<String, Words>,
    /// Verbs whose relation the feeling tells that follows.
    pub expressing: Expressing,
    #[serde(rename = "feelings")]
    feeling_names: BTreeMap<String, Words>,
    adverbs: OneList,
    #[serde(rename = "cues")]
    cue_names: BTreeMap<String, Words>,
    report: OneList,
    /// Words of open sets.
    pub sets: Sets,
    /// Heads of phrases that state a fact.
    pub facts: BTreeMap<String, Words>,
    months: BTreeMap<String, Words>,
    ordinals: BTreeMap<String, Words>,
    /// The nouns that numbers belong to.
    pub nouns: Nouns,
    /// Small words between numbers.
    pub grammar: Grammar,
    /// Words of pinpoints.
    pub pinpoints: Pinpoints,
    /// Words for documents that a footnote names.
    pub reports: Reports,
    /// Words of mastheads and closings.
    pub structure: Structure,
    /// Words of footnotes.
    pub footnotes: Footnotes,
    /// Letters and sessions of numbers in another script.
    #[serde(default)]
    pub numerals: Numerals,
    /// Words around names that change what they mean.
    #[serde(default)]
    pub names: NameWords,
    /// How names are declined.
    #[serde(default)]
    pub inflection: Vec<Inflection>,
    /// The adverbs again, by their last words, or characters where words are not spaced: to look up what stands before a verb.
    #[serde(skip)]
    adverbs_by_end: HashMap<String, Vec<String>>,
    /// The subjects of clauses, by the letters in which they end.
    #[serde(skip)]
    subjects_by_end: HashMap<String, Vec<String>>,
    /// Adverbs and articles: what may stand between a verb and its object.
    #[serde(skip)]
    small: HashSet<String>,
    /// Every ordinal with its number, ready to be searched for.
    #[serde(skip)]
    ordinal_words: OrdinalWords,
    /// Every spelling of a month with its number, by its first two characters, the longest first.
    #[serde(skip)]
    month_list: HashMap<[char; 2], Vec<(String, u32)>>,
    /// What opens a paragraph, by its first character: the verbs, and the adverbs before them.
    #[serde(skip)]
    opening_verbs: HashMap<char, Vec<String>>,
    #[serde(skip)]
    opening_adverbs: HashMap<char, Vec<String>>,
}

/// Why a language's data cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("language pack `{name}`: {problem}")]
pub struct PackError {
    /// The pack.
    pub name: String,
    /// What is wrong, in words.
    pub problem: String,
}

impl Pack {
    /// The built-in pack of a language.
    pub fn of(language: Language) -> &'static Pack {
        static PACKS: [OnceLock<Pack>; 6] = [const { OnceLock::new() }; 6];
        PACKS[language as usize].get_or_init(|| {
            let known = SOURCES.iter().find(|(name, _)| *name == language.code());
            let (name, text) = known.unwrap_or(&SOURCES[0]);
            Pack::parse(name, text).unwrap_or_else(|error| panic!("{error}"))
        })
    }

    /// A pack from the text of its file.
    ///
    /// # Errors
    /// Says what is not TOML, or which relation, month or ordinal is unknown.
    pub fn parse(name: &str, text: &str) -> Result<Pack, PackError> {
        let fail = |problem: String| PackError {
            name: name.to_owned(),
            problem,
        };
        let mut pack: Pack = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        pack.language.parse::<Language>().map_err(&fail)?;
        for relation in pack
            .verb_names
            .keys()
            .chain(pack.opener_names.keys())
            .chain(pack.feeling_names.keys())
            .chain(pack.cue_names.keys())
        {
            if !["cue_open", "cue_close", "cue_frame", "cue_act"].contains(&relation.as_str()) {
                relation.parse::<Relation>().map_err(&fail)?;
            }
        }
        for number in pack.months.keys().chain(pack.ordinals.keys()) {
            number
                .parse::<u32>()
                .map_err(|_| fail(format!("expected a number, found `{number}`")))?;
        }
        pack.fold();
        pack.adverbs_by_end = by_key(&pack.adverbs.words, |adverb| pack.script.last_word(adverb));
        pack.subjects_by_end = by_key(&pack.grammar.subjects, |subject| pack.script.last_letters(subject));
        let articles = pack.script.articles.iter().map(|article| article.trim().to_owned());
        pack.small = pack.adverbs.words.iter().cloned().chain(articles).collect();
        pack.ordinal_words = OrdinalWords::new(pack.ordinals());
        let mut months: Vec<(String, u32)> = pack.months().map(|(name, number)| (name.to_owned(), number)).collect();
        months.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        for (name, number) in months {
            if let Some(head) = first_two(&name) {
                pack.month_list.entry(head).or_default().push((name, number));
            }
        }
        let verbs = pack.verbs().map(|(verb, _)| verb);
        let verbs = verbs.chain(pack.expressing.verbs.iter().map(String::as_str));
        pack.opening_verbs = by_start(verbs);
        pack.opening_adverbs = by_start(pack.adverbs().iter().map(String::as_str));
        Ok(pack)
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language.parse().unwrap_or(Language::En)
    }

    /// Every verb with its relation.
    pub fn verbs(&self) -> impl Iterator<Item = (&str, Relation)> {
        relations(&self.verb_names)
    }

    /// Every verb that governs only where it opens the paragraph, with its relation.
    pub fn openers(&self) -> impl Iterator<Item = (&str, Relation)> {
        relations(&self.opener_names)
    }

    /// Every feeling with the relation that it gives.
    pub fn feelings(&self) -> impl Iterator<Item = (&str, Relation)> {
        relations(&self.feeling_names)
    }

    /// Every inline cue with its relation.
    pub fn cues(&self) -> impl Iterator<Item = (&str, Relation)> {
        relations(&self.cue_names)
    }

    /// The two halves of a cue that stands around what it governs: 如…所述.
    pub fn cue_halves(&self) -> Option<(&[String], &[String])> {
        Some((self.cue_names.get("cue_open")?, self.cue_names.get("cue_close")?))
    }

    /// Second halves of a cue whose first half is a single 在: 框架内.
    pub fn cue_frames(&self) -> &[String] {
        self.cue_names.get("cue_frame").map_or(&[], Vec::as_slice)
    }

    /// Second halves that make what opens the paragraph a guide: 根据…采取行动.
    pub fn cue_acts(&self) -> &[String] {
        self.cue_names.get("cue_act").map_or(&[], Vec::as_slice)
    }

    /// Words that may stand beside a verb and change nothing.
    pub fn adverbs(&self) -> &[String] {
        &self.adverbs.words
    }

    /// Whether a word is an adverb that changes nothing, or an article.
    pub fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// The subjects of clauses that end in the same letters as a text.
    pub fn subjects_at_end(&self, text: &str) -> &[String] {
        let subjects = self.subjects_by_end.get(self.script.last_letters(text));
        subjects.map_or(&[], Vec::as_slice)
    }

    /// A text without the adverb that ends it, the longest that fits; `None` where none does.
    pub fn strip_adverb<'a>(&self, text: &'a str) -> Option<&'a str> {
        let adverbs = self.adverbs_by_end.get(self.script.last_word(text))?.iter();
        let heads = adverbs.filter_map(|adverb| strip_end(text, adverb));
        heads
            .filter(|head| !self.script.spaced || head.is_empty() || head.ends_with(' '))
            .min_by_key(|head| head.len())
    }

    /// The ordinal that a lower-cased text writes out, the longest that it holds.
    pub fn ordinal_in(&self, lower: &str) -> Option<u32> {
        self.ordinal_words.longest_in(lower)
    }

    /// The month whose name opens a text, and the length of the name.
    pub fn month_at(&self, text: &str) -> Option<(u32, usize)> {
        let named = self
            .month_list
            .get(&first_two(text)?)?
            .iter()
            .find(|(name, _)| text.starts_with(name));
        named.map(|(name, number)| (*number, name.len()))
    }

    /// Words that ask for a report.
    pub fn report_requests(&self) -> &[String] {
        &self.report.words
    }

    /// Every spelling of every month, with its number.
    pub fn months(&self) -> impl Iterator<Item = (&str, u32)> {
        numbered(&self.months)
    }

    /// Every ordinal with its number.
    pub fn ordinals(&self) -> impl Iterator<Item = (&str, u32)> {
        numbered(&self.ordinals)
    }

    /// Whether a line opens with a verb, adverbs and opening marks before it left out.
    pub fn opens_with_verb(&self, line: &str) -> bool {
        self.opening_verb(line, |_| true)
    }

    /// Whether a line opens with a verb in the form that operative paragraphs have: "requests", not "requesting". Never where
    /// the language does not tell the two apart.
    pub fn opens_with_finite_verb(&self, line: &str) -> bool {
        let forms = &self.structure.finite;
        let any = |affixes: &[String], fits: &dyn Fn(&str) -> bool| affixes.iter().any(|affix| fits(affix));
        self.opening_verb(line, |rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-');
            let word = &rest[..end.unwrap_or(rest.len())];
            let shaped =
                any(&forms.starts, &|start| word.starts_with(start)) || any(&forms.ends, &|end| word.ends_with(end));
            shaped && !any(&forms.but, &|end| word.ends_with(end))
        })
    }

    /// Whether what follows the adverbs and opening marks of a line is a verb that `fits`.
    fn opening_verb(&self, line: &str, fits: impl Fn(&str) -> bool) -> bool {
        /// How much of a line is looked at, in bytes: more than adverbs and a verb have.
        const REACH: usize = 160;
        const MARKS: [char; 5] = ['"', '\'', ' ', '(', '['];
        let line = line.trim_start_matches(MARKS);
        // Most lines are told by their first letter, before anything is lower-cased.
        let first = line.chars().next().and_then(|first| first.to_lowercase().next());
        if !first.is_some_and(|c| self.opening_verbs.contains_key(&c) || self.opening_adverbs.contains_key(&c)) {
            return false;
        }
        let lower = line[..line.floor_char_boundary(REACH)].to_lowercase();
        let mut rest = lower.as_str();
        while let Some(shorter) = starting(&self.opening_adverbs, rest)
            .filter_map(|adverb| strip_start(rest, adverb))
            // "a" is no part of "also".
            .find(|shorter| !self.script.spaced || !shorter.starts_with(char::is_alphanumeric))
        {
            rest = shorter.trim_start_matches([' ', ',']);
        }
        starting(&self.opening_verbs, rest).any(|verb| starts_with(rest, verb)) && fits(rest)
    }

    fn fold(&mut self) {
        self.numerals.fold();
        self.names.fold();
        let maps = [
            &mut self.verb_names,
            &mut self.opener_names,
            &mut self.feeling_names,
            &mut self.cue_names,
            &mut self.facts,
            &mut self.months,
            &mut self.ordinals,
        ];
        let lists = [
            &mut self.expressing.verbs,
            &mut self.adverbs.words,
            &mut self.report.words,
            &mut self.sets.all,
            &mut self.sets.after,
            &mut self.sets.latest,
            &mut self.sets.including,
            &mut self.script.date_joins,
            &mut self.script.date_ends,
            &mut self.script.prefixes,
            &mut self.nouns.resolution,
            &mut self.nouns.decision,
            &mut self.nouns.statement,
            &mut self.nouns.plural,
            &mut self.nouns.comment,
            &mut self.nouns.convention,
            &mut self.nouns.recommendation,
            &mut self.grammar.subjects,
            &mut self.grammar.meeting,
            &mut self.sets.stops,
            &mut self.grammar.possessives,
            &mut self.grammar.numero,
            &mut self.grammar.and,
            &mut self.grammar.range,
            &mut self.grammar.of,
            &mut self.grammar.foreign,
            &mut self.grammar.dated,
            &mut self.grammar.locative,
            &mut self.grammar.enacting,
            &mut self.grammar.addressing,
            &mut self.grammar.present,
            &mut self.grammar.thereto,
            &mut self.grammar.protocols_to,
            &mut self.grammar.others,
            &mut self.grammar.ibid,
            &mut self.pinpoints.before,
            &mut self.pinpoints.after,
            &mut self.reports.heads,
            &mut self.reports.work,
            &mut self.reports.hosted,
            &mut self.reports.author,
            &mut self.reports.submitted,
            &mut self.structure.enacting,
            &mut self.structure.session,
            &mut self.structure.agenda,
            &mut self.structure.adopted,
            &mut self.structure.resolution_heading,
            &mut self.structure.on_report,
            &mut self.structure.meeting,
            &mut self.structure.without_vote,
            &mut self.structure.recorded_vote,
            &mut self.structure.annex,
            &mut self.footnotes.openers,
            &mut self.footnotes.inline,
            &mut self.footnotes.treaty_series,
            &mut self.footnotes.official_records,
            &mut self.footnotes.volume,
        ];
        let words = maps.into_iter().flat_map(BTreeMap::values_mut).chain(lists).flatten();
        for word in words {
            *word = folded_key(word);
        }
    }
}

fn relations(words: &BTreeMap<String, Words>) -> impl Iterator<Item = (&str, Relation)> {
    words
        .iter()
        .filter_map(|(name, words)| Some((name.parse::<Relation>().ok()?, words)))
        .flat_map(|(relation, words)| words.iter().map(move |word| (word.as_str(), relation)))
}

fn first_two(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

/// Words by a part of them, in their order.
fn by_key<'w>(words: &'w [String], key: impl Fn(&'w str) -> &'w str) -> HashMap<String, Vec<String>> {
    let mut lists: HashMap<String, Vec<String>> = HashMap::new();
    for word in words {
        lists.entry(key(word).to_owned()).or_default().push(word.clone());
    }
    lists
}

/// Words by their first character, in their order.
fn by_start<'w>(words: impl Iterator<Item = &'w str>) -> HashMap<char, Vec<String>> {
    let mut lists: HashMap<char, Vec<String>> = HashMap::new();
    for word in words {
        if let Some(start) = word.chars().next() {
            lists.entry(start).or_default().push(word.to_owned());
        }
    }
    lists
}

/// The words that begin as a text does.
fn starting<'w>(lists: &'w HashMap<char, Vec<String>>, text: &str) -> impl Iterator<Item = &'w String> {
    let start = text.chars().next();
    start.and_then(|start| lists.get(&start)).into_iter().flatten()
}

fn numbered(words: &BTreeMap<String, Words>) -> impl Iterator<Item = (&str, u32)> {
    words
        .iter()
        .filter_map(|(number, words)| Some((number.parse::<u32>().ok()?, words)))
        .flat_map(|(number, words)| words.iter().map(move |word| (word.as_str(), number)))
}

const SOURCES: &[(&str, &str)] = &[
    source!("ar"),
    source!("en"),
    source!("es"),
    source!("fr"),
    source!("ru"),
    source!("zh"),
];
