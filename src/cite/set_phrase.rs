//! The words around a type word that make a set of it: "all its previous resolutions on lamps".

use crate::cite::bodies::Resolver;
use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::text::{strip_end, strip_start};

/// How many words of the lexicon a phrase such as "all its previous resolutions" may have before its noun.
const LONGEST_PHRASE: usize = 24;

/// How far what the resolutions are about may reach, in bytes.
const LONGEST_SUBJECT: usize = 2000;

/// The "all", "previous" or "relevant" that opens the phrase of a type word.
pub(super) fn phrase_opener(lexed: &Lexed<'_>, noun: usize) -> Option<usize> {
    let mut start = lexed.lexemes[noun].start;
    let mut found = lexed.has(noun, Kinds::SET_ALL).then_some(noun);
    for at in (noun.saturating_sub(LONGEST_PHRASE)..noun).rev() {
        let lexeme = &lexed.lexemes[at];
        let gap = lexed.between(lexeme.end, start);
        let plain = gap
            .chars()
            .all(|c| c.is_alphabetic() || c == ' ' || c == '-' || c == '\'')
            && gap.split_whitespace().count() <= 2;
        if !plain {
            break;
        }
        if lexed.has(at, Kinds::SET_ALL) {
            found = Some(at);
        } else if !lexed.has(at, Kinds::BODY | Kinds::POSSESSIVE | Kinds::NOUN) {
            break;
        }
        start = lexeme.start;
    }
    found
}

/// The "pertinentes" or "السابقة" behind a type word, its body and what is joined to it.
pub(super) fn phrase_closer(lexed: &Lexed<'_>, noun: usize) -> Option<usize> {
    let mut end = lexed.lexemes[noun].end;
    for at in noun + 1..(noun + LONGEST_PHRASE).min(lexed.lexemes.len()) {
        let lexeme = &lexed.lexemes[at];
        let gap = lexed.between(end, lexeme.start);
        let joined = lexed
            .pack
            .grammar
            .and
            .iter()
            .any(|and| gap.trim_start().starts_with(and));
        let words = gap.split_whitespace().count();
        let plain = gap.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''));
        if !plain || words > if joined { 3 } else { 2 } {
            return None;
        }
        if lexed.has(at, Kinds::SET_AFTER) {
            let next = lexed.lexemes.get(at + 1);
            let numbered = next.is_some_and(|next| {
                matches!(next.sense, Sense::Number(..) | Sense::Integer(_))
                    && lexed.between(lexeme.end, next.start).trim().is_empty()
            });
            return (!numbered && (words == 0 || joined)).then_some(at);
        }
        if !lexed.has(at, Kinds::BODY | Kinds::POSSESSIVE | Kinds::NOUN) {
            return None;
        }
        end = lexeme.end;
    }
    None
}

/// "the General Assembly, the Security Council and the Human Rights Council" behind a type word: the bodies of a list of two or
/// more, and the last of them.
pub(super) fn body_list(lexed: &Lexed<'_>, resolver: &Resolver<'_>, noun: usize) -> Option<(Vec<u32>, usize)> {
    let (first, _) = resolver.right_of_noun(lexed, noun)?;
    let mut bodies = resolver.bodies_of(&first);
    let mut last = noun + 1;
    while last + 1 < lexed.lexemes.len() && lexed.has(last + 1, Kinds::BODY) {
        let gap = lexed.between(lexed.lexemes[last].end, lexed.lexemes[last + 1].start);
        let comma = gap.starts_with([',', '،']);
        let gap = gap.trim_start_matches([',', '،']).trim();
        let tail = lexed.pack.grammar.and.iter().find_map(|and| strip_start(gap, and));
        let tail = tail.or(comma.then_some(gap)).map(str::trim);
        let articles = &lexed.pack.script.articles;
        let small = |tail: &str| {
            tail.is_empty()
                || articles.iter().any(|article| article.trim() == tail)
                || lexed.pack.grammar.of.iter().any(|of| of == tail)
        };
        if !tail.is_some_and(small) {
            break;
        }
        last += 1;
        bodies.extend(resolver.bodies_of(&resolver.evidence(lexed, last)));
    }
    (last > noun + 1 && bodies.len() == last - noun).then_some((bodies, last))
}

/// "its resolutions on lamps", "the resolutions of the Council concerning lamps": without an adjective, a body's resolutions on
/// a subject are a set as well. Where the body's name ends, or the type word.
pub(super) fn owned(lexed: &Lexed<'_>, resolver: &Resolver<'_>, noun: usize) -> Option<usize> {
    let behind = resolver
        .right_of_noun(lexed, noun)
        .filter(|(evidence, _)| evidence.is_some())
        .map(|_| noun + 1);
    let last = behind.or_else(|| possessive_before(lexed, noun).map(|_| noun))?;
    let rest = lexed.lower[lexed.lexemes[last].end..].strip_prefix(' ')?;
    let about = lexed.pack.sets.about.iter();
    let tail = about
        .filter_map(|about| strip_start(rest, about))
        .min_by_key(|tail| tail.len())?;
    let is_named = |tail: &str| !tail.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (tail.starts_with(' ') && is_named(tail)).then_some(last)
}

/// "its" of "its previous resolutions".
pub(super) fn possessive_before(lexed: &Lexed<'_>, opener: usize) -> Option<usize> {
    let at = opener.checked_sub(1)?;
    let gap = lexed.between(lexed.lexemes[at].end, lexed.lexemes[opener].start);
    (lexed.has(at, Kinds::POSSESSIVE | Kinds::BODY) && gap.trim().is_empty()).then_some(at)
}

/// Where the phrase after a type word ends: at a comma, a cue, a verb or another conjunction with a number.
pub(super) fn phrase_end(lexed: &Lexed<'_>, index: usize) -> usize {
    let from = lexed.lexemes[index].end;
    let rest = &lexed.lower[from..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST_SUBJECT)];
    let mut end = from + rest.find([',', '،', ';', '؛', ':', '(']).unwrap_or(rest.len());
    if let Some(stop) = rest.find(". ") {
        end = end.min(from + stop);
    }
    for at in index + 1..lexed.lexemes.len() {
        let lexeme = &lexed.lexemes[at];
        if lexeme.start >= end {
            break;
        }
        let cue = lexed.has(at, Kinds::SET_LATEST | Kinds::SET_INCLUDING)
            || lexed.noun(at).is_some()
            || matches!(lexeme.sense, Sense::Number(..));
        if cue {
            // "and relevant resolutions": the next phrase begins with its adjective.
            let opener = phrase_opener(lexed, at).filter(|&opener| opener > index);
            end = opener.map_or(lexeme.start, |opener| lexed.lexemes[opener].start);
            break;
        }
        // "… on lamps and underlining that …"
        if lexed.has(at, Kinds::VERB) && is_joined(lexed, from, lexeme.start) {
            end = lexeme.start;
            break;
        }
    }
    for stop in &lexed.pack.sets.stops {
        let mut found = lexed.lower[from..end]
            .match_indices(stop.as_str())
            .map(|(at, _)| from + at);
        let whole = |at: &usize| {
            let (head, tail) = (&lexed.lower[..*at], &lexed.lower[at + stop.len()..]);
            let dated = head.trim_end().ends_with(|c: char| c.is_ascii_digit());
            head.ends_with(' ') && tail.starts_with(' ') && !dated
        };
        end = found.find(whole).unwrap_or(end);
    }
    let mut words = lexed.lower[from..end].trim_end_matches([' ', '.']);
    let small = |word: &str| {
        let mut articles = lexed.pack.script.articles.iter();
        lexed.pack.grammar.and.iter().any(|and| and == word) || articles.any(|article| article.trim() == word)
    };
    while let Some((head, last)) = words.rsplit_once(' ')
        && small(last)
    {
        words = head.trim_end();
    }
    from + words.len()
}

/// Whether "and" stands before an offset, behind other words.
fn is_joined(lexed: &Lexed<'_>, from: usize, at: usize) -> bool {
    let head = lexed.lower[from..at].trim_end();
    let mut ands = lexed.pack.grammar.and.iter();
    ands.any(|and| strip_end(head, and).is_some_and(|rest| rest.ends_with(' ')))
}
