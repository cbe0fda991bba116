use crate::cite::chain::Item;
use crate::cite::gender::agrees;
use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Meaning;
use crate::cite::memory::Memory;
use crate::cite::named_bodies::{body_candidates, named_in_full};
use crate::registry::Registry;
use crate::text::strip_start;

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
    /// Several bodies by name, whose resolutions one list holds: each number is of one of them.
    Several(Vec<u32>),
    /// A body that the registry does not know: nothing may be guessed.
    Foreign,
}

impl Evidence {
    pub fn is_some(&self) -> bool {
        *self != Evidence::None
    }

    /// Whether it leaves room for that body.
    pub fn allows(&self, body: u32) -> bool {
        match self {
            Evidence::None => true,
            Evidence::Foreign => false,
            Evidence::Named(named) => *named == body,
            Evidence::Short(bodies) | Evidence::Possessive(bodies) | Evidence::Several(bodies) => {
                bodies.contains(&body)
            }
        }
    }

    /// The stronger of what the list says and what the item says itself.
    pub fn or<'a>(&'a self, item: &'a Evidence) -> &'a Evidence {
        if item.is_some() { item } else { self }
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
    /// The bodies that the paragraph has named so far, latest last.
    pub near: Vec<u32>,
}

impl Resolver<'_> {
    /// Notes a body that is named in full.
    pub fn hear(&mut self, lexed: &Lexed<'_>, index: usize) {
        if !lexed.has(index, Kinds::BODY) {
            return;
        }
        if let Some(known) = named_in_full(lexed.meanings(index)) {
            self.memory.name_body(known);
            self.near.retain(|&near| near != known);
            self.near.push(known);
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
        if lexed.has(noun, Kinds::POSSESSIVE) {
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
        // "adopted" may be a word of the lexicon itself.
        for body in [Some(previous), previous.checked_sub(1)].into_iter().flatten() {
            let gap = lexed.between(lexed.lexemes[body].end, start);
            if self.enacts(lexed, body, gap) {
                let located = lexed.pack.grammar.locative.iter().any(|word| word == gap.trim());
                return Left {
                    evidence: self.evidence_of(lexed, body),
                    start: if located { lexed.lexemes[body].start } else { start },
                };
            }
        }
        self.beside(lexed, previous, start, 3)
    }

    /// What a word between a type word and its number says of a body, and whether that body adopts resolutions.
    fn body_of(&self, lexed: &Lexed<'_>, at: usize) -> (Evidence, bool) {
        if !lexed.has(at, Kinds::BODY) {
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
            if lexed.has(index, Kinds::BODY | Kinds::POSSESSIVE) {
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
        if let Some(body) = near.find(|&at| lexed.has(at, Kinds::BODY)) {
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
        (lexed.has(noun + 1, Kinds::BODY) && next.start <= from + link + 1)
            .then(|| (self.evidence_of(lexed, noun + 1), next.end))
    }

    /// The bodies that evidence allows: those that are certain alone, where there are such.
    pub fn bodies_of(&self, evidence: &Evidence) -> Vec<u32> {
        match evidence {
            Evidence::Named(body) => vec![*body],
            Evidence::Short(bodies) => self
                .own_of(bodies)
                .or_else(|| self.last_named(bodies))
                .map_or_else(|| bodies.clone(), |body| vec![body]),
            Evidence::Several(bodies) => bodies.clone(),
            Evidence::Possessive(bodies) => bodies.first().map(|&body| vec![body]).unwrap_or_default(),
            Evidence::None | Evidence::Foreign => Vec::new(),
        }
    }

    fn beside(&self, lexed: &Lexed<'_>, previous: usize, start: usize, words: usize) -> Left {
        let lexeme = &lexed.lexemes[previous];
        let gap = lexed.between(lexeme.end, start);
        let gap = gap.strip_prefix("'s").or(gap.strip_prefix('\'')).unwrap_or(gap);
        let plain = gap.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
        // Between a body and its resolution no word may stand ("the League to implement resolution"), after "its" adjectives may.
        let possessive = lexed.has(previous, Kinds::POSSESSIVE);
        let few = gap.split_whitespace().count() <= if possessive { words } else { 0 };
        let known = lexed.has(previous, Kinds::BODY | Kinds::POSSESSIVE | Kinds::SET_ALL);
        if !known || !plain || !few {
            return Left {
                evidence: Evidence::None,
                start,
            };
        }
        if lexed.has(previous, Kinds::SET_ALL) && !lexed.has(previous, Kinds::POSSESSIVE) {
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
        if let Some(joined) = self.joined(lexed, previous) {
            return joined;
        }
        let evidence = self.evidence_of(lexed, previous);
        Left {
            start: self.phrase_start(lexed, previous),
            evidence,
        }
    }

    /// "General Assembly and Security Council resolutions": each number is of the one that its shape tells.
    fn joined(&self, lexed: &Lexed<'_>, second: usize) -> Option<Left> {
        let body = |at: usize| lexed.has(at, Kinds::BODY);
        let first = (second.saturating_sub(2)..second).rev().find(|&at| body(at))?;
        let gap = lexed
            .between(lexed.lexemes[first].end, lexed.lexemes[second].start)
            .trim();
        let gap = gap.trim_end_matches("the").trim();
        if !body(first) || !body(second) || !lexed.pack.grammar.and.iter().any(|and| and == gap) {
            return None;
        }
        let mut bodies = self.bodies_of(&self.evidence_of(lexed, first));
        bodies.extend(self.bodies_of(&self.evidence_of(lexed, second)));
        Some(Left {
            evidence: Evidence::Short(bodies),
            start: lexed.lexemes[first].start,
        })
    }

    /// "General Assembly in its resolution": the phrase begins with the body that "its" means.
    fn phrase_start(&self, lexed: &Lexed<'_>, index: usize) -> usize {
        let start = lexed.lexemes[index].start;
        match index.checked_sub(1) {
            Some(at) if lexed.has(index, Kinds::POSSESSIVE) && lexed.has(at, Kinds::BODY) => {
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
            // "of the Commission on the Keeping of Lamps" is a body that the registry does not know.
            return match begins_longer_name(lexed, lexed.lexemes[index].end) {
                true => Evidence::Foreign,
                false => Evidence::Short(short),
            };
        }
        if meanings.contains(&Meaning::Possessive) {
            // A sentence out of context may name nobody: then the number must speak for itself.
            let mut subjects = self.subjects(lexed, index);
            subjects.retain(|&body| agrees(lexed, index, &self.registry.bodies()[body as usize]));
            return if subjects.is_empty() {
                Evidence::None
            } else {
                Evidence::Possessive(subjects)
            };
        }
        Evidence::None
    }
}

/// Whether a preposition, an article at most and a capital stand at an offset.
fn begins_longer_name(lexed: &Lexed<'_>, end: usize) -> bool {
    let mut words = lexed.text[end..].strip_prefix(' ').unwrap_or("").split(' ');
    let preposition = words.next().unwrap_or("");
    let mut words = words.skip_while(|word| lexed.pack.script.articles.iter().any(|article| article.trim() == *word));
    lexed.pack.names.longer.iter().any(|longer| longer == preposition)
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
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
            strip_start(trimmed, word).is_some_and(|after| {
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
