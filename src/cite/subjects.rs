//! The bodies that a sentence names away from a number: its subject, the adopter, the author of a report.

use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::chain::Item;
use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::named_bodies::body_candidates;
use crate::text::{ends_with, strip_end};

impl Resolver<'_> {
    /// "resolution 4/6 on marine litter, adopted by the Environment Assembly": the body further on in the clause.
    pub fn adopter(&self, lexed: &Lexed<'_>, item: &Item) -> Option<Evidence> {
        let from = item.span.1.max(item.core.1);
        for index in lexed.index_at(from)..lexed.lexemes.len() {
            let lexeme = &lexed.lexemes[index];
            let gap = lexed.between(from, lexeme.start);
            let ended = gap.len() > 260
                || gap.contains(';')
                || matches!(lexeme.sense, Sense::Number(..))
                || lexed.noun(index).is_some();
            if ended {
                return None;
            }
            if lexed.has(index, Kinds::BODY) {
                let head = Self::before_article(lexed, lexeme.start);
                let adopts = lexed.pack.structure.adopted.iter().any(|word| ends_with(head, word));
                return adopts.then(|| self.evidence(lexed, index));
            }
        }
        None
    }

    /// "In its resolution 1/1, the Council decided": the subject behind the phrase that opens a sentence at byte `start`.
    pub fn announcer(&self, lexed: &Lexed<'_>, start: usize, index: usize) -> Option<u32> {
        let head = lexed.lower[..start].trim_end();
        let head = lexed
            .pack
            .grammar
            .locative
            .iter()
            .find_map(|word| strip_end(head, word))?;
        let opens = head.is_empty() || head.ends_with(['.', ' ']) && head.trim_end().ends_with(['.', ':']);
        if !opens && !Self::tells_meeting(lexed, head) {
            return None;
        }
        let mut phrase = lexed.lexemes[index..]
            .iter()
            .enumerate()
            .map(|(offset, lexeme)| (index + offset, lexeme));
        let (at, lexeme) = phrase.find(|&(at, lexeme)| {
            let named = lexed.has(at, Kinds::BODY);
            named && Self::before_article(lexed, lexeme.start).ends_with([',', '،'])
        })?;
        let gap = lexed.between(start, lexeme.start);
        if gap.len() > 260 || gap.contains(';') || gap.contains(". ") {
            return None;
        }
        let (full, short) = body_candidates(lexed.meanings(at));
        let own = || short.iter().copied().find(|&body| Some(body) == self.speaker);
        let named = full
            .first()
            .copied()
            .or_else(|| self.own_programmes(&short))
            .or_else(|| self.last_named(&short))
            .or_else(own);
        let first = || short.iter().copied().find(|&body| self.programme_of(body).is_none());
        named.or_else(first)
    }

    /// "the Economic and Social Council adopted resolution 1/1", "the Council, in resolution 1/1,": whether the words behind a body
    /// make what follows its own. What is said "to the Council in resolution 1/1" is another's.
    pub(super) fn enacts(&self, lexed: &Lexed<'_>, body: usize, gap: &str) -> bool {
        let grammar = &lexed.pack.grammar;
        let gap = gap.trim_start_matches(',').trim();
        let head = || Self::before_article(lexed, lexed.lexemes[body].start);
        let addressed = |head: &str| {
            let word = head.rsplit(' ').next().unwrap_or_default();
            grammar.addressing.iter().any(|known| known == word)
        };
        lexed.has(body, Kinds::BODY) && grammar.enacting.iter().any(|word| word == gap) && !addressed(head())
    }

    /// Whether the sentence so far tells the meeting and nothing else: "At its thirtieth session, in resolution 1/1, the Council".
    fn tells_meeting(lexed: &Lexed<'_>, head: &str) -> bool {
        const LONGEST: usize = 60;
        let sentence = head.trim_end().rsplit(". ").next().unwrap_or_default();
        let mut meetings = lexed.pack.grammar.meeting.iter();
        sentence.len() <= LONGEST
            && sentence.ends_with(',')
            && meetings.any(|meeting| sentence.trim_start().starts_with(meeting.as_str()))
    }

    /// What stands before an offset and before the article there.
    fn before_article<'t>(lexed: &Lexed<'t>, at: usize) -> &'t str {
        let head = lexed.lower[..at].trim_end();
        let mut articles = lexed.pack.script.articles.iter();
        articles
            .find_map(|article| head.strip_suffix(article.trim()))
            .unwrap_or(head)
            .trim_end()
    }

    /// In a note, "(E/2015/27), chap. I, sect. C, resolution 59/1": the number is of the body whose report it is.
    pub fn report_before(&self, lexed: &Lexed<'_>, noun: usize) -> Option<Evidence> {
        if !lexed.note {
            return None;
        }
        let start = lexed.lexemes[noun].start;
        let (at, symbol) = lexed.lexemes[..noun]
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, lexeme)| match &lexeme.sense {
                Sense::Symbol(symbol) => Some((at, symbol)),
                _ => None,
            })?;
        let gap = lexed.between(lexed.lexemes[at].end, start);
        let pinpointed = (at + 1..noun).any(|index| lexed.has(index, Kinds::PINPOINT));
        if !pinpointed || gap.len() > 160 || gap.contains(';') || !gap.trim_end().ends_with(',') {
            return None;
        }
        let body = self
            .registry
            .bodies()
            .iter()
            .position(|body| body.reported_in(symbol.as_str()));
        Some(body.map_or(Evidence::Foreign, |body| Evidence::Named(body as u32)))
    }

    /// Whom "its" may mean: the body right before "in its", else the speaker, else a body named in the clause.
    pub(super) fn subjects(&self, lexed: &Lexed<'_>, index: usize) -> Vec<u32> {
        let start = lexed.lexemes[index].start;
        let (mut subjects, mut nearest) = (Vec::new(), None);
        for at in (0..index).rev() {
            let lexeme = &lexed.lexemes[at];
            let gap = lexed.between(lexeme.end, start);
            if gap.len() > 300 || gap.contains([';', '。']) || lexed.has(at, Kinds::VERB) {
                break;
            }
            let (full, short) = body_candidates(lexed.meanings(at));
            if nearest.is_none() && !(full.is_empty() && short.is_empty()) {
                nearest = Some(at);
            }
            subjects.extend(
                full.first()
                    .copied()
                    .or_else(|| self.own_programmes(&short))
                    .or_else(|| self.last_named(&short))
                    .or_else(|| short.iter().copied().find(|&b| Some(b) == self.speaker)),
            );
        }
        if subjects.is_empty() {
            subjects.extend(self.announcer(lexed, start, index));
        }
        let head = lexed.lower[..start].trim_end();
        // "the adoption by the Commission of its resolution": the agent owns what was adopted.
        let agent = head.ends_with(" of")
            && nearest.is_some_and(|at| Self::before_article(lexed, lexed.lexemes[at].start).ends_with(" by"));
        let located =
            agent || lexed.pack.grammar.locative.iter().any(|word| ends_with(head, word)) && !subjects.is_empty();
        match self.speaker {
            Some(speaker) if located => subjects.push(speaker),
            Some(speaker) => subjects.insert(0, speaker),
            None => {}
        }
        subjects
    }
}
