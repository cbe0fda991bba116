use std::borrow::Cow;

use jiff::civil::Date;

use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::{Meaning, Noun};
use crate::cite::memory::Memory;
use crate::cite::mention::Mention;
use crate::cite::names::body_candidates;
use crate::cite::numbers::{Item, document_kind};
use crate::model::{Candidates, Class, Designation, Number, SessionMark, Symbol, Target};
use crate::registry::{Body, Registry, adopted, council_reached, fits, ga_session_of, sessions};

/// What the words beside a number say of its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Nothing.
    #[default]
    None,
    /// Named in full.
    Named(u32),
    /// A word that may stand for several bodies: "Council resolution".
    Short(Vec<u32>),
    /// "its": the bodies that may be meant, the likeliest first.
    Possessive(Vec<u32>),
    /// A body that the registry does not know: nothing may be guessed.
    Foreign,
}

impl Evidence {
    pub fn is_some(&self) -> bool {
        *self != Evidence::None
    }

    /// The stronger of what the list says and what the item says itself.
    pub fn or(self, item: &Evidence) -> Evidence {
        if item.is_some() { item.clone() } else { self }
    }
}

/// Evidence and where the phrase that gives it begins.
pub(crate) struct Left {
    pub evidence: Evidence,
    pub start: usize,
}

/// Decides the bodies of numbers in one paragraph.
pub(crate) struct Resolver<'a> {
    pub registry: &'a Registry,
    pub memory: &'a mut Memory,
    pub speaker: Option<u32>,
}

impl Resolver<'_> {
    /// Notes a body that is named in full.
    pub fn hear(&mut self, lexed: &Lexed<'_>, index: usize) {
        if let Some(&known) = body_candidates(lexed.meanings(index)).0.first() {
            self.memory.name_body(known);
        }
    }

    /// What stands before a type word: "General Assembly resolution", "its resolutions"; or between it and the number:
    /// "resolutions of the General Assembly 1/1 and 1/2".
    pub fn left_of_noun(&self, lexed: &Lexed<'_>, noun: usize, number: usize) -> Left {
        let start = lexed.lexemes[noun].start;
        let inner = (noun + 1..number).rev().map(|at| self.body_of(lexed, at));
        if let Some(evidence) = inner
            .max_by_key(|(evidence, adopts)| (*adopts, evidence.is_some()))
            .map(|(evidence, _)| evidence)
            .filter(Evidence::is_some)
        {
            return Left { evidence, start };
        }
        if lexed.is(noun, |m| m == Meaning::Possessive) {
            // قرارها is noun and "its" in one word.
            let evidence = self.evidence_of(lexed, noun);
            if evidence.is_some() {
                return Left {
                    start: self.phrase_start(lexed, noun),
                    evidence,
                };
            }
        }
        let Some(previous) = noun.checked_sub(1) else {
            return Left {
                evidence: Evidence::None,
                start,
            };
        };
        self.beside(lexed, previous, start, 3)
    }

    /// What a word between a type word and its number says of a body, and whether that body adopts resolutions.
    fn body_of(&self, lexed: &Lexed<'_>, at: usize) -> (Evidence, bool) {
        if !lexed.is(at, |m| matches!(m, Meaning::Body(..))) {
            return (Evidence::None, false);
        }
        let evidence = self.evidence_of(lexed, at);
        let adopts = match &evidence {
            Evidence::Named(body) => self.registry.bodies()[*body as usize].numbering.is_some(),
            other => other.is_some(),
        };
        (evidence, adopts)
    }

    /// A body right before a number: "Human Rights Council 46/14".
    pub fn left_of_number(&self, lexed: &Lexed<'_>, index: usize) -> Left {
        let start = lexed.lexemes[index].start;
        let Some(previous) = index.checked_sub(1) else {
            return Left {
                evidence: Evidence::None,
                start,
            };
        };
        self.beside(lexed, previous, start, 0)
    }

    /// Chinese: a body or 其 right before the date or the 第 of a number, a title between them let be.
    pub fn left_of_han(&self, lexed: &Lexed<'_>, start: usize) -> Left {
        let none = Left {
            evidence: Evidence::None,
            start,
        };
        let at = lexed.index_at(start);
        let Some(previous) = at.checked_sub(1) else { return none };
        for index in (previous.saturating_sub(2)..=previous).rev() {
            let lexeme = &lexed.lexemes[index];
            let gap = lexed.between(lexeme.end, start);
            if !is_han_link(gap) {
                return none;
            }
            if lexed.is(index, |m| matches!(m, Meaning::Body(..) | Meaning::Possessive)) {
                return Left {
                    evidence: self.evidence_of(lexed, index),
                    start: lexeme.start,
                };
            }
            if matches!(lexeme.sense, Sense::Number(..) | Sense::Symbol(_)) {
                return none;
            }
        }
        none
    }

    /// "of the General Assembly" after a number and its date; where the phrase ends.
    pub fn right_of(&self, lexed: &Lexed<'_>, item: &Item) -> Option<(Evidence, usize)> {
        let from = item.span.1.max(item.core.1);
        let at = lexed.index_at(from);
        let rest = &lexed.lower[from..];
        let link = of_phrase(lexed, rest)?;
        // Small words of the link may be lexemes themselves.
        let mut near = (at..lexed.lexemes.len()).take_while(|&at| lexed.lexemes[at].start <= from + link + 1);
        if let Some(body) = near.find(|&at| lexed.is(at, |m| matches!(m, Meaning::Body(..)))) {
            return Some((self.evidence_of(lexed, body), lexed.lexemes[body].end));
        }
        // A name with capitals that the registry does not know: some other body.
        let name = &lexed.text[from + link..];
        let words = lexed.lower[from..from + link].trim_matches([' ', ',']);
        let capital =
            name.starts_with(char::is_uppercase) && lexed.pack.grammar.foreign.iter().any(|foreign| foreign == words);
        capital.then_some((Evidence::Foreign, from))
    }

    /// What a word says of a body.
    pub fn evidence(&self, lexed: &Lexed<'_>, index: usize) -> Evidence {
        self.evidence_of(lexed, index)
    }

    /// "resolutions of the General Assembly on …": the body after a type word.
    pub fn right_of_noun(&self, lexed: &Lexed<'_>, noun: usize) -> Option<(Evidence, usize)> {
        let from = lexed.lexemes[noun].end;
        let link = of_phrase(lexed, &lexed.lower[from..])?;
        let next = lexed.lexemes.get(noun + 1)?;
        (lexed.is(noun + 1, |m| matches!(m, Meaning::Body(..))) && next.start <= from + link + 1)
            .then(|| (self.evidence_of(lexed, noun + 1), next.end))
    }

    /// The bodies that evidence allows: those that are certain alone, where there are such.
    pub fn bodies_of(&self, evidence: &Evidence) -> Vec<u32> {
        match evidence {
            Evidence::Named(body) => vec![*body],
            Evidence::Short(bodies) => self
                .memory
                .last_body_of(bodies)
                .map_or_else(|| bodies.clone(), |body| vec![body]),
            Evidence::Possessive(bodies) => bodies.first().map(|&body| vec![body]).unwrap_or_default(),
            Evidence::None | Evidence::Foreign => Vec::new(),
        }
    }

    fn beside(&self, lexed: &Lexed<'_>, previous: usize, start: usize, words: usize) -> Left {
        let lexeme = &lexed.lexemes[previous];
        let gap = lexed.between(lexeme.end, start);
        let gap = gap.strip_prefix("'s").or(gap.strip_prefix('\'')).unwrap_or(gap);
        let plain = gap.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
        let few = gap.split_whitespace().count() <= words;
        let known = lexed.is(previous, |m| {
            matches!(m, Meaning::Body(..) | Meaning::Possessive | Meaning::SetAll)
        });
        if !known || !plain || !few {
            return Left {
                evidence: Evidence::None,
                start,
            };
        }
        if lexed.is(previous, |m| matches!(m, Meaning::SetAll))
            && !lexed.is(previous, |m| matches!(m, Meaning::Possessive))
        {
            // "its previous resolutions 1/1": the word before counts.
            return match previous.checked_sub(1) {
                Some(earlier)
                    if lexed
                        .between(lexed.lexemes[earlier].end, lexeme.start)
                        .trim()
                        .is_empty() =>
                {
                    self.beside(lexed, earlier, lexeme.start, 0)
                }
                _ => Left {
                    evidence: Evidence::None,
                    start,
                },
            };
        }
        let evidence = self.evidence_of(lexed, previous);
        Left {
            start: self.phrase_start(lexed, previous),
            evidence,
        }
    }

    /// "General Assembly in its resolution": the phrase begins with the body that "its" means.
    fn phrase_start(&self, lexed: &Lexed<'_>, index: usize) -> usize {
        let start = lexed.lexemes[index].start;
        match index.checked_sub(1) {
            Some(at)
                if lexed.is(index, |m| m == Meaning::Possessive)
                    && lexed.is(at, |m| matches!(m, Meaning::Body(..))) =>
            {
                let gap = lexed.between(lexed.lexemes[at].end, start);
                if lexed
                    .pack
                    .grammar
                    .locative
                    .iter()
                    .any(|word| gap.trim() == word.as_str())
                {
                    lexed.lexemes[at].start
                } else {
                    start
                }
            }
            _ => start,
        }
    }

    fn evidence_of(&self, lexed: &Lexed<'_>, index: usize) -> Evidence {
        let meanings = lexed.meanings(index);
        let (full, short) = body_candidates(meanings);
        if let Some(&known) = full.first() {
            return Evidence::Named(known);
        }
        if !short.is_empty() {
            return Evidence::Short(short);
        }
        if meanings.contains(&Meaning::Possessive) {
            // A sentence out of context may name nobody: then the number must speak for itself.
            let subjects = self.subjects(lexed, index);
            return if subjects.is_empty() {
                Evidence::None
            } else {
                Evidence::Possessive(subjects)
            };
        }
        Evidence::None
    }

    /// Whom "its" may mean: the body right before "in its", else the speaker, else a body named in the clause.
    fn subjects(&self, lexed: &Lexed<'_>, index: usize) -> Vec<u32> {
        let start = lexed.lexemes[index].start;
        let mut subjects = Vec::new();
        for at in (0..index).rev() {
            let lexeme = &lexed.lexemes[at];
            let gap = lexed.between(lexeme.end, start);
            if gap.len() > 300 || gap.contains([';', '。']) || lexed.is(at, |m| matches!(m, Meaning::Verb(_))) {
                break;
            }
            let (full, short) = body_candidates(lexed.meanings(at));
            subjects.extend(
                full.first()
                    .copied()
                    .or_else(|| self.memory.last_body_of(&short))
                    .or_else(|| short.iter().copied().find(|&b| Some(b) == self.speaker)),
            );
        }
        let head = lexed.lower[..start].trim_end();
        let located = lexed
            .pack
            .grammar
            .locative
            .iter()
            .any(|word| head.ends_with(word.as_str()))
            && !subjects.is_empty();
        match self.speaker {
            Some(speaker) if located => subjects.push(speaker),
            Some(speaker) => subjects.insert(0, speaker),
            None => {}
        }
        subjects
    }

    /// Decides a number.
    pub fn number(
        &mut self,
        item: &Item,
        noun: Option<Noun>,
        evidence: &Evidence,
        carried: &Evidence,
        day: Option<Date>,
    ) -> Option<Mention> {
        let verdict = self.decide(&item.designation, noun, evidence, carried, day);
        let noun = verdict.noun;
        let mut mention = Mention::new(
            Class::Document,
            verdict.target,
            item.span.0,
            item.span.1,
            verdict.reason,
        );
        mention.core = item.core;
        mention.kind = Some(document_kind(noun));
        mention.date = day;
        mention.designation = Some(item.designation);
        if let Target::Resolved(id) = &mention.target {
            if self.memory.own.as_ref().is_some_and(|own| own.as_str() == id.as_str()) {
                return None;
            }
            if evidence.is_some() {
                self.memory.resolve_number(item.designation, id);
            }
        }
        Some(mention)
    }

    fn decide(
        &self,
        designation: &Designation,
        noun: Option<Noun>,
        evidence: &Evidence,
        carried: &Evidence,
        day: Option<Date>,
    ) -> Verdict {
        if *evidence == Evidence::Foreign {
            return Verdict::unresolved(noun, "its body is not in the registry");
        }
        let known = self.candidates(evidence, carried);
        let mut misfit = None;
        for &(body, ref reason) in &known {
            match self.judge(body, designation, day) {
                Fit::No => misfit = misfit.or(Some(body)),
                Fit::Wrong => {}
                Fit::Yes | Fit::Unknown => return self.verdict(body, designation, noun, reason.clone()),
            }
        }
        if !evidence.is_some()
            && let Some(id) = self.memory.number(designation)
        {
            return Verdict {
                target: Target::Resolved(id.clone()),
                noun: noun.unwrap_or(Noun::Resolution),
                reason: "the same number as before".into(),
            };
        }
        self.by_shape_and_date(designation, noun, evidence, misfit, day)
    }

    /// The bodies that the evidence allows, strongest first, each with its reason.
    fn candidates(&self, evidence: &Evidence, carried: &Evidence) -> Vec<(u32, Cow<'static, str>)> {
        let mut candidates: Vec<(u32, Cow<'static, str>)> = Vec::new();
        let mut add = |body: u32, reason: &'static str| {
            if !candidates.iter().any(|(known, _)| *known == body) {
                candidates.push((body, reason.into()));
            }
        };
        match evidence {
            Evidence::Named(body) => add(*body, "body named beside the number"),
            Evidence::Short(bodies) => {
                if let Some(body) = self.memory.last_body_of(bodies) {
                    add(body, "short name of a body named in full before");
                }
                if let Some(speaker) = self.speaker.filter(|speaker| bodies.contains(speaker)) {
                    add(speaker, "short name of the adopting body");
                }
                bodies
                    .iter()
                    .for_each(|&body| add(body, "short name; the number's shape tells the body"));
            }
            Evidence::Possessive(bodies) => bodies
                .iter()
                .for_each(|&body| add(body, "possessive: the body that speaks")),
            Evidence::None => {
                match carried {
                    Evidence::Named(body) => add(*body, "carried over from the number before"),
                    Evidence::Short(bodies) => {
                        if let Some(body) = self.memory.last_body_of(bodies) {
                            add(body, "carried over from the number before");
                        }
                    }
                    _ => {}
                }
                if let Some(speaker) = self.speaker {
                    add(speaker, "no body named: the adopting body");
                }
            }
            Evidence::Foreign => {}
        }
        candidates
    }

    /// Whether a body can have adopted a number: by its shape, by the date, by the document's own date.
    fn judge(&self, body: u32, designation: &Designation, day: Option<Date>) -> Fit {
        let known = &self.registry.bodies()[body as usize];
        if known.numbers_so(designation) == Some(false) || known.numbering.is_none() {
            return Fit::Wrong;
        }
        if let Number::Running { number, year } = designation.number
            && !council_reached(number, year)
        {
            return Fit::Wrong;
        }
        match day {
            Some(day) => match (
                fits(known.id.as_str(), designation, day),
                self.has_date(known, designation, day),
            ) {
                (_, Some(true)) | (Some(true), _) => Fit::Yes,
                (Some(false), _) => Fit::No,
                (None, _) => Fit::Unknown,
            },
            None => match self.memory.adopted {
                Some(adopted) if is_later(known.id.as_str(), designation, adopted) => Fit::No,
                _ => Fit::Unknown,
            },
        }
    }

    fn has_date(&self, body: &Body, designation: &Designation, day: Date) -> Option<bool> {
        let id = body.symbol("RES", designation)?;
        let symbol: Symbol = id.as_str().parse().ok()?;
        adopted(&symbol).map(|known| known == day)
    }

    /// Where the words do not settle it: the only organ whose numbers have this shape and whose sessions hold the date.
    fn by_shape_and_date(
        &self,
        designation: &Designation,
        noun: Option<Noun>,
        evidence: &Evidence,
        misfit: Option<u32>,
        day: Option<Date>,
    ) -> Verdict {
        let organs = ["ga", "hrc", "sc", "ecosoc"];
        let indices = organs
            .iter()
            .filter_map(|id| self.registry.bodies().iter().position(|body| body.id.as_str() == *id));
        let judged: Vec<(u32, Fit)> = indices
            .map(|index| (index as u32, self.judge(index as u32, designation, day)))
            .collect();
        let fitting: Vec<u32> = judged
            .iter()
            .filter(|(_, fit)| *fit == Fit::Yes)
            .map(|(body, _)| *body)
            .collect();
        if let [body] = fitting[..] {
            let reason = if misfit.is_some() {
                "the date fits another body than the words name"
            } else {
                "the date fits this body alone"
            };
            return self.verdict(body, designation, noun, reason.into());
        }
        if let (Some(body), Evidence::Named(_)) = (misfit, evidence) {
            return self.verdict(
                body,
                designation,
                noun,
                "body named beside the number, though the date does not fit".into(),
            );
        }
        let possible: Vec<u32> = judged
            .iter()
            .filter(|(_, fit)| *fit == Fit::Unknown)
            .map(|(body, _)| *body)
            .collect();
        if let ([body], false) = (&possible[..], evidence.is_some()) {
            return self.verdict(*body, designation, noun, "the number's shape tells the body".into());
        }
        let ids = possible.iter().filter_map(|&body| {
            self.registry.bodies()[body as usize].symbol(noun.unwrap_or(Noun::Resolution).code(), designation)
        });
        match Candidates::new(ids) {
            Some(candidates) if !evidence.is_some() => Verdict {
                target: Target::Ambiguous(candidates),
                noun: noun.unwrap_or(Noun::Resolution),
                reason: "no body named, and the number fits several".into(),
            },
            _ if misfit.is_some() => Verdict::unresolved(noun, "the date fits none of the bodies that the words allow"),
            _ => Verdict::unresolved(noun, "nothing tells the body"),
        }
    }

    fn verdict(&self, body: u32, designation: &Designation, noun: Option<Noun>, reason: Cow<'static, str>) -> Verdict {
        let known = &self.registry.bodies()[body as usize];
        let noun = noun_of(known, designation, noun);
        match known.symbol(noun.code(), designation) {
            Some(id) => Verdict {
                target: Target::Resolved(id),
                noun,
                reason,
            },
            None => Verdict::unresolved(Some(noun), "the body's symbols have no such number"),
        }
    }
}

struct Verdict {
    target: Target,
    noun: Noun,
    reason: Cow<'static, str>,
}

impl Verdict {
    fn unresolved(noun: Option<Noun>, reason: &'static str) -> Verdict {
        Verdict {
            target: Target::Unresolved,
            noun: noun.unwrap_or(Noun::Resolution),
            reason: reason.into(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// The date proves it.
    Yes,
    /// Nothing speaks against it.
    Unknown,
    /// The shape is right, the date is not.
    No,
    /// The body has no numbers of this shape.
    Wrong,
}

/// The Human Rights Council and its forerunners number decisions from 101; the type word decides for the others.
fn noun_of(body: &Body, designation: &Designation, noun: Option<Noun>) -> Noun {
    match noun {
        Some(noun) => noun,
        None if body.kind_of_number(designation) == "DEC" => Noun::Decision,
        None => Noun::Resolution,
    }
}

/// Whether a session lies after a day: nothing cites the future.
fn is_later(body: &str, designation: &Designation, day: Date) -> bool {
    let next = day.saturating_add(jiff::Span::new().days(30));
    match (body, designation.number) {
        (
            "ga",
            Number::Session {
                mark: SessionMark::Regular,
                session,
                ..
            },
        ) => ga_session_of(next).is_some_and(|now| session > now),
        (
            "hrc",
            Number::Session {
                mark: SessionMark::Regular,
                session,
                ..
            },
        ) => {
            let held = sessions()
                .iter()
                .find(|known| known.body == "hrc" && known.mark == SessionMark::Regular && known.number == session);
            match held.and_then(|known| known.ranges.first()) {
                Some(&(first, _)) => first > next,
                None => true,
            }
        }
        (_, Number::Year { year, .. } | Number::Running { year, .. }) => {
            i32::try_from(year).is_ok_and(|year| year > i32::from(next.year()))
        }
        _ => false,
    }
}

/// "of the", "adopted by the" at the start of a text: its length up to the name.
fn of_phrase(lexed: &Lexed<'_>, rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', ',']);
    let skipped = rest.len() - trimmed.len();
    let word = lexed
        .pack
        .grammar
        .of
        .iter()
        .filter(|word| {
            trimmed.strip_prefix(word.as_str()).is_some_and(|after| {
                after.starts_with(' ')
                    || word.ends_with('\'')
                    || word.is_empty() && skipped == 1 && rest.starts_with(' ')
            })
        })
        .max_by_key(|word| word.len())?;
    let after = &trimmed[word.len()..];
    Some(skipped + word.len() + (after.len() - after.trim_start().len()))
}

/// What may stand between a Han body name and the date of its resolution.
fn is_han_link(gap: &str) -> bool {
    gap.is_empty()
        || gap == "的"
        || gap == "关于"
        || gap == "在"
        || gap == "在其"
        || (gap.starts_with("题为\"") && gap.ends_with("\"的"))
}
