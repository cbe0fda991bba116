use std::collections::HashMap;

use crate::cite::kinds::Kinds;
use crate::cite::lex::STATEMENT;
use crate::cite::protocols;
use crate::cite::wording::{bare, open_ended, unaccented, unprefixed};
use crate::lang::Pack;
use crate::model::{FactRelation, Language, NodeId, Relation, Symbol};
use crate::registry::{BodyKind, PhraseKind, Registry, Strength};
use crate::text::{Prefixes, WordStarts, WordTrie, folded_key};

/// What a word of the lexicon can mean. One wording may have several meanings; the context decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// An instrument by its index in the registry.
    Instrument(u32, Strength),
    /// The title of a protocol without its head noun: it counts only after "the Protocols thereto".
    Ellipsis(u32),
    /// A body by its index.
    Body(u32, Strength),
    /// An event by its index.
    Event(u32),
    /// "resolution", "decision", "statement by its President".
    Noun(Noun),
    /// "general comment".
    Comment,
    /// "its".
    Possessive,
    /// A verb that opens a clause.
    Verb(Relation),
    /// A verb that governs only where it opens the paragraph.
    Opener(Relation),
    /// A verb whose relation a feeling tells.
    Expressing,
    /// A feeling, and the relation that it gives.
    Feeling(Relation),
    /// An inline cue.
    Cue(Relation),
    /// 如 of 如…所述.
    CueOpen,
    /// 所述 of 如…所述.
    CueClose,
    /// 框架内 of 在…框架内.
    CueFrame,
    /// 采取行动 of 根据…采取行动.
    CueAct,
    /// "all previous".
    SetAll,
    /// "pertinentes" of "resoluciones pertinentes".
    SetAfter,
    /// "the most recent of which is".
    SetLatest,
    /// "including".
    SetIncluding,
    /// "endorsed by", "adopted at".
    Fact(FactRelation),
    /// "the Protocols thereto".
    Thereto,
    /// "Ibid."
    Ibid,
    /// "Treaty Series".
    TreatySeries,
    /// "article", "paragraph".
    Pinpoint,
    /// "report", "note".
    ReportHead,
    /// "to submit", "to report".
    ReportRequest,
    /// "session".
    Session,
    /// "fifty-seventh".
    Ordinal(u32),
    /// "Basel", where several conventions share their head: "the Basel and Rotterdam conventions".
    Sharer(u32),
    /// "conventions".
    SharedHead,
    /// "the Convention", as the place of its form among the heads of the pack.
    Head(u8),
    /// Beside it a bare head noun means an instrument: "the Convention" beside the committee that monitors one.
    Told(u32),
    /// A name that is printed without capitals: "nuevo programa urbano".
    Uncapitalized,
    /// Words that hold a title and do not cite it.
    Mask,
    /// The start of a symbol: `A/`.
    SymbolStart,
}

/// The type word of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    Resolution,
    Decision,
    Statement,
}

impl Noun {
    /// The word that stands in a symbol.
    pub fn code(self) -> &'static str {
        match self {
            Noun::Resolution => "RES",
            Noun::Decision => "DEC",
            Noun::Statement => "PRST",
        }
    }
}

/// Every wording of one language that the engine looks for.
pub struct Lexicon {
    words: WordTrie,
    meanings: Vec<Box<[Meaning]>>,
    kinds: Vec<Kinds>,
    prefixes: Prefixes,
    language: Language,
}

impl Lexicon {
    /// The lexicon of a language over a registry.
    pub fn new(registry: &Registry, language: Language) -> Lexicon {
        let mut words = WordList::default();
        words.add_pack(Pack::of(language));
        words.add_phrases(registry, language);
        words.add_registry(registry, language);
        words.add_held(Pack::of(language));
        words.build(language)
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How many words of the lexicon a folded, lower-cased text holds: the bare scan, for benchmarks.
    pub fn count(&self, lower: &str) -> usize {
        self.matches(lower).count()
    }

    /// The longest wordings in such a text, one behind the other: start, end and number.
    pub(crate) fn matches<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = (usize, usize, u32)> + 'a {
        let mut starts = self.starts(lower);
        std::iter::from_fn(move || {
            loop {
                let start = starts.next()?;
                if self.may_open(lower, start)
                    && let Some((end, word)) = self.longest(lower, start, lower.len())
                {
                    starts.seek(end);
                    return Some((start, end, word));
                }
            }
        })
    }

    /// Where words may begin in a folded, lower-cased text.
    pub(crate) fn starts<'t>(&'t self, lower: &'t str) -> WordStarts<'t> {
        let script = &Pack::of(self.language).script;
        match script.spaced {
            true => WordStarts::spaced(lower, &self.prefixes),
            false => WordStarts::unspaced(lower),
        }
    }

    /// Whether a wording may begin at a place of such a text.
    #[inline(always)]
    pub(crate) fn may_open(&self, lower: &str, start: usize) -> bool {
        self.words.may_open(lower.as_bytes(), start)
    }

    /// The longest wording at a place of such a text that ends by `limit`: its end and its number.
    #[inline]
    pub(crate) fn longest(&self, lower: &str, start: usize, limit: usize) -> Option<(usize, u32)> {
        self.words.longest(lower.as_bytes(), start, limit)
    }

    /// The kinds of a match.
    #[inline]
    pub(crate) fn kinds(&self, word: u32) -> Kinds {
        self.kinds[word as usize]
    }

    /// The meanings of a match.
    pub(crate) fn meanings(&self, word: u32) -> &[Meaning] {
        &self.meanings[word as usize]
    }
}

#[derive(Default)]
struct WordList {
    index: HashMap<String, usize>,
    words: Vec<(String, Vec<Meaning>)>,
}

impl WordList {
    fn add(&mut self, word: &str, meaning: Meaning) {
        if word.is_empty() {
            return;
        }
        let at = *self.index.entry(word.to_owned()).or_insert_with(|| {
            self.words.push((word.to_owned(), Vec::new()));
            self.words.len() - 1
        });
        let meanings = &mut self.words[at].1;
        if !meanings.contains(&meaning) {
            meanings.push(meaning);
        }
    }

    fn add_all(&mut self, words: &[String], meaning: Meaning) {
        for word in words {
            self.add(word, meaning);
        }
    }

    fn add_pack(&mut self, pack: &Pack) {
        for (word, relation) in pack.verbs() {
            self.add(open_ended(word, pack), Meaning::Verb(relation));
        }
        for (word, relation) in pack.openers() {
            self.add(open_ended(word, pack), Meaning::Opener(relation));
        }
        for (word, relation) in pack.feelings() {
            self.add(open_ended(word, pack), Meaning::Feeling(relation));
        }
        for (word, relation) in pack.cues() {
            self.add(open_ended(word, pack), Meaning::Cue(relation));
        }
        if let Some((open, close)) = pack.cue_halves() {
            self.add_all(open, Meaning::CueOpen);
            self.add_all(close, Meaning::CueClose);
        }
        self.add_all(pack.cue_frames(), Meaning::CueFrame);
        self.add_all(pack.cue_acts(), Meaning::CueAct);
        for (word, number) in pack.ordinals() {
            self.add(word, Meaning::Ordinal(number));
        }
        for (relation, words) in &pack.facts {
            if let Ok(relation) = relation.parse() {
                // Without its article, so that a title that begins with the same words is the longer.
                for word in words {
                    self.add(bare(word, pack), Meaning::Fact(relation));
                }
            }
        }
        self.add_all(&pack.expressing.verbs, Meaning::Expressing);
        self.add_all(&pack.nouns.resolution, Meaning::Noun(Noun::Resolution));
        self.add_all(&pack.nouns.decision, Meaning::Noun(Noun::Decision));
        self.add_all(&pack.nouns.statement, Meaning::Noun(Noun::Statement));
        self.add_all(&pack.nouns.comment, Meaning::Comment);
        self.add_all(&pack.grammar.possessives, Meaning::Possessive);
        self.add_all(&pack.grammar.thereto, Meaning::Thereto);
        self.add_all(&pack.grammar.ibid, Meaning::Ibid);
        self.add_all(&pack.sets.all, Meaning::SetAll);
        self.add_all(&pack.sets.after, Meaning::SetAfter);
        self.add_all(&pack.sets.latest, Meaning::SetLatest);
        self.add_all(&pack.sets.including, Meaning::SetIncluding);
        self.add_all(&pack.pinpoints.before, Meaning::Pinpoint);
        self.add_all(&pack.reports.heads, Meaning::ReportHead);
        self.add_all(pack.report_requests(), Meaning::ReportRequest);
        self.add_all(&pack.structure.session, Meaning::Session);
        self.add_all(&pack.footnotes.treaty_series, Meaning::TreatySeries);
        for mask in &pack.names.masks {
            self.add_forms(mask, pack, Meaning::Mask);
        }
        for (place, words) in pack.names.heads.values().enumerate() {
            for word in words {
                self.add_forms(word, pack, Meaning::Head(place as u8));
            }
        }
        for (_, many) in &pack.names.shared {
            self.add(many, Meaning::SharedHead);
        }
        for organ in Symbol::organs() {
            self.add(&format!("{}/", organ.to_ascii_lowercase()), Meaning::SymbolStart);
        }
        self.add(&STATEMENT.to_ascii_lowercase(), Meaning::SymbolStart);
    }

    /// The phrases of a user's own.
    fn add_phrases(&mut self, registry: &Registry, language: Language) {
        let pack = Pack::of(language);
        for phrase in registry.phrases().iter().filter(|phrase| phrase.language == language) {
            let meaning = match phrase.kind {
                PhraseKind::Verb => Meaning::Verb(phrase.relation),
                PhraseKind::Cue => Meaning::Cue(phrase.relation),
            };
            for word in &phrase.words {
                self.add(open_ended(&folded_key(word), pack), meaning);
            }
        }
    }

    /// A phrase that holds a type word or "its" means that as well: "su resolución", جميع قراراتها.
    fn add_held(&mut self, pack: &Pack) {
        let nouns = [
            (&pack.nouns.resolution, Noun::Resolution),
            (&pack.nouns.decision, Noun::Decision),
        ];
        let possessives = &pack.grammar.possessives;
        for (phrase, meanings) in self.words.iter_mut().filter(|(phrase, _)| phrase.contains(' ')) {
            let held =
                |meaning: &Meaning| matches!(meaning, Meaning::Feeling(_) | Meaning::SetAll | Meaning::SetLatest);
            if !meanings.iter().any(held) {
                continue;
            }
            let mut tokens = phrase.split(' ').map(|token| unprefixed(token, pack));
            if tokens.clone().any(|token| possessives.iter().any(|word| word == token)) {
                meanings.push(Meaning::Possessive);
            }
            let Some(last) = tokens.next_back() else { continue };
            let noun = nouns.iter().find(|(words, _)| words.iter().any(|word| word == last));
            meanings.extend(noun.map(|&(_, noun)| Meaning::Noun(noun)));
        }
    }

    fn add_registry(&mut self, registry: &Registry, language: Language) {
        let pack = Pack::of(language);
        for (index, instrument) in registry.instruments().iter().enumerate() {
            for (strength, _, title) in instrument.names.iter().filter(|(_, l, _)| *l == language) {
                let key = self.add_name(title, pack, Meaning::Instrument(index as u32, strength));
                // Beside the Kyoto Protocol "the Convention" is the one to which it belongs.
                if let Some(parent) = instrument.parent.as_ref().filter(|_| strength != Strength::Anaphor)
                    && let Some(parent) = registry.instrument_index(parent.id.as_str())
                {
                    self.add_name(title, pack, Meaning::Told(parent));
                }
                let Some(parent) = instrument.parent.as_ref().filter(|parent| parent.protocol) else {
                    continue;
                };
                let parent = registry.instrument_index(parent.id.as_str());
                let parent = parent.map(|parent| &registry.instruments()[parent as usize]);
                let names = parent.iter().flat_map(|parent| parent.names.iter());
                let names = names
                    .filter(|(_, l, _)| *l == language)
                    .map(|(_, _, name)| folded_key(name));
                if let Some(tail) = protocols::elliptic(&key, names, pack) {
                    self.add(tail, Meaning::Ellipsis(index as u32));
                }
            }
            for words in instrument.told_by.get(language) {
                self.add_forms(&folded_key(words), pack, Meaning::Told(index as u32));
            }
            // An agency minds other business as well: only a committee of the treaty's own tells it.
            let body = |id: &NodeId| registry.body(id.as_str());
            let monitors = instrument.monitored_by.iter().filter_map(body);
            let committees = monitors.filter(|body| body.kind == BodyKind::TreatyBody);
            for body in committees.chain(instrument.bodies.iter().filter_map(body)) {
                for (strength, _, name) in body.names.iter().filter(|(_, l, _)| *l == language) {
                    if strength != Strength::Anaphor {
                        self.add_name(name, pack, Meaning::Told(index as u32));
                    }
                }
            }
        }
        for (index, body) in registry.bodies().iter().enumerate() {
            for (strength, _, name) in body.names.iter().filter(|(_, l, _)| *l == language) {
                self.add_name(name, pack, Meaning::Body(index as u32, strength));
            }
        }
        for (index, event) in registry.events().iter().enumerate() {
            for (_, _, name) in event.names.iter().filter(|(_, l, _)| *l == language) {
                self.add_name(name, pack, Meaning::Event(index as u32));
            }
        }
    }

    /// Adds a name in all its forms, without its article, so that the span never holds one.
    fn add_name(&mut self, name: &str, pack: &Pack, meaning: Meaning) -> String {
        let key = folded_key(name);
        let bare = bare(&key, pack).to_owned();
        self.add_forms(&bare, pack, meaning);
        if !name.contains(char::is_uppercase) {
            self.add_forms(&bare, pack, Meaning::Uncapitalized);
        }
        if pack.script.spaced && bare.contains('-') {
            // Bad conversions lose hyphens: "NonProliferation".
            self.add_forms(&bare.replace('-', ""), pack, meaning);
        }
        let plain = unaccented(&bare);
        if plain != bare {
            // So do capitals lose accents.
            self.add(&plain, meaning);
        }
        if let Meaning::Instrument(known, _) = meaning {
            self.add_sharer(&bare, pack, known);
        }
        for (plain, contracted) in &pack.script.contractions {
            if let Some(rest) = bare.strip_prefix(plain.as_str()) {
                self.add(&format!("{contracted}{rest}"), meaning);
            }
        }
        bare
    }

    /// A name in all its forms.
    fn add_forms(&mut self, name: &str, pack: &Pack, meaning: Meaning) {
        self.add(name, meaning);
        for pattern in &pack.inflection {
            self.add_all(&pattern.forms(name, &pack.grammar.and, &pack.inflection), meaning);
        }
    }

    /// "Basel" of "Basel Convention".
    fn add_sharer(&mut self, name: &str, pack: &Pack, known: u32) {
        for (one, many) in &pack.names.shared {
            let place = name
                .strip_prefix(one.as_str())
                .or_else(|| name.strip_suffix(one.as_str()));
            if let Some(place) = place
                .map(str::trim)
                .filter(|place| place.len() > 2 && !place.contains([' ', '(', '"']))
                // "1951 Convention": a year by itself is a number of the Security Council.
                .filter(|place| place.contains(char::is_alphabetic))
            {
                self.add_forms(place, pack, Meaning::Sharer(known));
                if name.starts_with(place) {
                    let last = format!("{place} {many}");
                    self.add(&last, Meaning::Sharer(known));
                    self.add(&last, Meaning::SharedHead);
                }
                for pattern in &pack.inflection {
                    // The attribute alone takes the endings that it has before its noun.
                    self.add_all(&pattern.attribute(place), Meaning::Sharer(known));
                }
            }
        }
    }

    fn build(self, language: Language) -> Lexicon {
        let words = WordTrie::new(self.words.iter().map(|(word, _)| word.as_str()));
        let kinds = self.words.iter().map(|(_, meanings)| Kinds::of(meanings)).collect();
        let meanings = self
            .words
            .into_iter()
            .map(|(_, meanings)| meanings.into_boxed_slice())
            .collect();
        Lexicon {
            words,
            meanings,
            kinds,
            prefixes: Prefixes::new(Pack::of(language).script.prefixes.iter().map(String::as_str)),
            language,
        }
    }
}
