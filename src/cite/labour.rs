//! Conventions and recommendations that their organization counts: "ILO Conventions Nos. 87 and 98".

use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::mention::{Cover, Mention};
use crate::cite::named_bodies::full_names;
use crate::model::{Class, Target};
use crate::registry::{Body, Registry};
use crate::text::strip_start;

/// How far before its organization the noun of a number may stand, in bytes.
const REACH: usize = 80;

/// A number behind a noun, and its place.
type Item = (u32, (usize, usize));

/// The noun beside an organization's name: whether it is a recommendation, and its place.
#[derive(Clone, Copy)]
struct Noun {
    recommendation: bool,
    start: usize,
    end: usize,
}

/// The instruments of a paragraph with those that it cites by their numbers. A title that holds the number is the stronger, a
/// head noun beside it the weaker.
pub(crate) fn with_numbered(lexed: &Lexed<'_>, registry: &Registry, mut named: Vec<Mention>) -> Vec<Mention> {
    let mut counted = numbered(lexed, registry);
    if counted.is_empty() {
        return named;
    }
    let titles = Cover::of(&named);
    counted.retain(|mention| !titles.holds(mention.core.0, mention.core.1));
    let numbers = Cover::of(&counted);
    named.retain(|mention| !numbers.overlaps(mention.start, mention.end));
    named.extend(counted);
    named.sort_by_key(|mention| mention.start);
    named
}

/// What a paragraph cites by its number. Whose it is, only the organization's name beside it says.
fn numbered(lexed: &Lexed<'_>, registry: &Registry) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for at in lexed.of(Kinds::BODIES) {
        let lexeme = &lexed.lexemes[at];
        let mut bodies = full_names(lexed.meanings(at)).map(|known| &registry.bodies()[known as usize]);
        let Some(body) = bodies.find(|body| body.counts.is_some()) else {
            continue;
        };
        let found = behind(lexed, lexeme.start, lexeme.end).or_else(|| before(lexed, lexeme.start, lexeme.end));
        if let Some((noun, items, end)) = found
            && mentions.iter().all(|mention| mention.end <= items[0].1.0)
        {
            let start = noun.start.min(lexeme.start);
            mentions.extend(cited(body, registry, noun, &items, start, end));
        }
    }
    mentions
}

/// The mentions of a list: what all share stands in the span of the first, or of the last where it follows.
fn cited(body: &Body, registry: &Registry, noun: Noun, items: &[Item], start: usize, end: usize) -> Vec<Mention> {
    let last = items.len() - 1;
    let one = |(place, &(number, core)): (usize, &Item)| {
        let id = body.counted(number, noun.recommendation);
        let known = id.and_then(|id| Some(registry.instrument(&id)?.id.clone()));
        let (target, reason) = match known {
            Some(id) => (Target::Resolved(id), "number of the organization that is named"),
            None => (
                Target::Unresolved,
                "a number of the organization that the registry does not know",
            ),
        };
        let start = if place == 0 { start.min(core.0) } else { core.0 };
        let end = if place == last { end.max(core.1) } else { core.1 };
        Mention {
            core,
            ..Mention::new(Class::Instrument, target, start, end, reason)
        }
    };
    items.iter().enumerate().map(one).collect()
}

/// "ILO Convention No. 182", Конвенция МОТ № 182, 劳工组织第182号公约: the numbers follow the organization.
fn behind(lexed: &Lexed<'_>, start: usize, end: usize) -> Option<(Noun, Vec<Item>, usize)> {
    if !lexed.pack.script.spaced {
        let items = items(lexed, skip(lexed, end, &["的"]))?;
        let from = items.last()?.1.1;
        let noun = noun_at(lexed, skip(lexed, from, &["号"]))?;
        return Some((noun, items, noun.end));
    }
    let own = noun_at(lexed, skip(lexed, end, &["'s", "'"]));
    let noun = own.or_else(|| noun_before(lexed, start))?;
    let items = items(lexed, noun.end.max(end))?;
    let end = items.last()?.1.1;
    Some((noun, items, end))
}

/// "Convention No. 182 of the ILO", Convenio 169 de la OIT: they stand before it.
fn before(lexed: &Lexed<'_>, start: usize, end: usize) -> Option<(Noun, Vec<Item>, usize)> {
    let from = lexed.lower.floor_char_boundary(start.saturating_sub(REACH));
    let head = lexed.between(from, start);
    let nouns = &lexed.pack.nouns;
    let words = nouns.convention.iter().chain(&nouns.recommendation);
    let last = words.filter_map(|word| head.rfind(word.as_str())).max()?;
    let noun = noun_at(lexed, from + last)?;
    let items = items(lexed, noun.end)?;
    let behind = items.last()?.1.1;
    let gap = lexed.between(behind, start).trim_start_matches(')').trim();
    let of = lexed.pack.grammar.of.iter().any(|of| of == gap);
    let written = lexed.pack.script.ends_in_prefix(gap) && !gap.contains(' ');
    (of || written || gap.is_empty()).then_some((noun, items, end))
}

/// The noun at an offset, a blank let be.
fn noun_at(lexed: &Lexed<'_>, at: usize) -> Option<Noun> {
    let rest = &lexed.lower[at..];
    let start = at + rest.len() - rest.trim_start_matches(' ').len();
    let rest = &lexed.lower[start..];
    let glued = |tail: &str| lexed.pack.script.spaced && tail.starts_with(char::is_alphabetic);
    let of = |words: &[String], recommendation| {
        let fits = words
            .iter()
            .filter(|word| strip_start(rest, word).is_some_and(|tail| !glued(tail)));
        let end = start + fits.max_by_key(|word| word.len())?.len();
        Some(Noun {
            recommendation,
            start,
            end,
        })
    };
    let nouns = &lexed.pack.nouns;
    of(&nouns.convention, false).or_else(|| of(&nouns.recommendation, true))
}

/// The noun right before an offset.
fn noun_before(lexed: &Lexed<'_>, end: usize) -> Option<Noun> {
    let head = lexed.lower[..end].strip_suffix(' ')?;
    noun_at(lexed, head.rfind(' ').map_or(0, |blank| blank + 1)).filter(|noun| noun.end == head.len())
}

/// The numbers from an offset on, with the "No." and the commas between them; none where something else stands there.
fn items(lexed: &Lexed<'_>, from: usize) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let (mut at, mut numbered) = (from, false);
    loop {
        let (next, numero, joined) = links(lexed, at);
        if items.is_empty() && joined || !items.is_empty() && !joined && !numero {
            break;
        }
        numbered |= numero;
        let Some((number, end)) = digits(&lexed.lower[next..]).map(|(number, length)| (number, next + length)) else {
            break;
        };
        // "Convention 169 and 12 States" has one number, "Conventions Nos. 87 and 98" two.
        if !items.is_empty() && !numbered {
            break;
        }
        items.push((number, (next, end)));
        at = end;
    }
    (!items.is_empty()).then_some(items)
}

/// What parts numbers at an offset: where it ends, and whether a "No." and a comma or an "and" are among it.
fn links(lexed: &Lexed<'_>, mut at: usize) -> (usize, bool, bool) {
    let (mut numero, mut joined) = (false, false);
    loop {
        let rest = &lexed.lower[at..];
        let whole = |word: &&String| {
            let tail = strip_start(rest, word);
            tail.is_some_and(|tail| {
                !lexed.pack.script.spaced
                    || tail.starts_with([' ', '.'])
                    || tail.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let grammar = &lexed.pack.grammar;
        if let Some(word) = grammar.numero.iter().filter(whole).max_by_key(|word| word.len()) {
            (numero, at) = (true, at + word.len());
        } else if let Some(word) = grammar.and.iter().filter(whole).max_by_key(|word| word.len()) {
            (joined, at) = (true, at + word.len());
        } else if let Some(mark) = rest
            .chars()
            .next()
            .filter(|mark| matches!(mark, ' ' | '(' | ',' | '、' | '،' | '号'))
        {
            joined |= matches!(mark, ',' | '、' | '،');
            at += mark.len_utf8();
        } else if let Some(tail) = rest
            .strip_prefix('و')
            .filter(|tail| tail.starts_with(char::is_alphanumeric))
        {
            (joined, at) = (true, lexed.lower.len() - tail.len());
        } else {
            return (at, numero, joined);
        }
    }
}

/// A number of three digits at most, by itself, and its length.
fn digits(rest: &str) -> Option<(u32, usize)> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &rest[length..];
    let more = tail.starts_with(['/', '-', '%'])
        || tail
            .strip_prefix('.')
            .is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
    let number = rest[..length].parse().ok()?;
    (length <= 3 && !more).then_some((number, length))
}

/// The offset behind the first of some words, where one stands there.
fn skip(lexed: &Lexed<'_>, at: usize, words: &[&str]) -> usize {
    let found = words.iter().find(|word| lexed.lower[at..].starts_with(**word));
    found.map_or(at, |word| at + word.len())
}
