//! General comments and general recommendations of the treaty bodies: "general comment No. 25 (2021)".

use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Meaning;
use crate::cite::mention::Mention;
use crate::cite::named_bodies::full_names;
use crate::model::{Class, DocumentKind, Number, Target};
use crate::registry::{Body, Registry};

/// How far behind its number the committee may be named, and the next number of a list, in bytes.
const REACH: usize = 260;

/// The general comments that a paragraph names. Whose one is, only the committee's name beside it says.
pub(crate) fn comments(lexed: &Lexed<'_>, registry: &Registry) -> Vec<Mention> {
    let mut comments = Vec::new();
    for noun in lexed.of(Kinds::COMMENT) {
        if lexed.pack.script.spaced {
            listed(lexed, registry, noun, &mut comments);
        } else {
            comments.extend(before_noun(lexed, registry, noun));
        }
    }
    comments
}

/// A number of a list, and whose it is with the end of the committee's name.
struct Item<'r> {
    number: u32,
    core: (usize, usize),
    committee: Option<(&'r Body, usize)>,
}

/// The numbers behind a noun: "general comments No. 21 (1992) on … and No. 13 (2011)".
fn listed(lexed: &Lexed<'_>, registry: &Registry, noun: usize, comments: &mut Vec<Mention>) {
    let (start, mut from) = (lexed.lexemes[noun].start, lexed.lexemes[noun].end);
    let mut items: Vec<Item<'_>> = Vec::new();
    for at in noun + 1..lexed.lexemes.len() {
        if lexed.has(at, Kinds::COMMENT | Kinds::NOUN) {
            break;
        }
        let Some((number, core)) = number(lexed, at) else {
            continue;
        };
        let gap = lexed.between(from, core.0).trim();
        let mut numero = lexed.pack.grammar.numero.iter();
        let head = numero.find_map(|word| gap.strip_suffix(word.as_str()));
        let leads = match items.is_empty() {
            true => gap.is_empty() || head.is_some_and(|head| head.trim().is_empty()),
            false => head.is_some() && gap.len() <= REACH && !gap.contains([';', '؛']),
        };
        if !leads {
            if items.is_empty() {
                break;
            }
            continue;
        }
        let committee = committee_before(lexed, registry, noun).or_else(|| committee_behind(lexed, registry, at));
        items.push(Item {
            number,
            core,
            committee,
        });
        from = core.1;
    }
    // "No. 1 on …, No. 6 on … and No. 7 on …, adopted by the Committee": the last says whose all are.
    let mut whose = None;
    for item in items.iter_mut().rev() {
        whose = item.committee.map(|(body, _)| (body, 0)).or(whose);
        item.committee = item.committee.or(whose);
    }
    for (place, item) in items.iter().enumerate() {
        let start = if place == 0 { start } else { item.core.0 };
        comments.push(comment(item.number, item.committee, start, item.core, item.core.1));
    }
}

/// 儿童权利委员会第25号一般性意见: the number stands before its noun, the committee before both.
fn before_noun(lexed: &Lexed<'_>, registry: &Registry, noun: usize) -> Option<Mention> {
    let at = noun.checked_sub(1)?;
    let (number, core) = number(lexed, at)?;
    if !matches!(lexed.between(core.1, lexed.lexemes[noun].start), "" | "号") {
        return None;
    }
    let start = core.0
        - if lexed.text[..core.0].ends_with('第') {
            '第'.len_utf8()
        } else {
            0
        };
    let committee = at.checked_sub(1).and_then(|before| {
        let plain = matches!(lexed.between(lexed.lexemes[before].end, start), "" | "的" | "关于");
        body(lexed, registry, before).filter(|_| plain)
    });
    let start = committee.map_or(start, |_| lexed.lexemes[at - 1].start);
    Some(comment(
        number,
        committee.map(|body| (body, core.1)),
        start,
        core,
        lexed.lexemes[noun].end,
    ))
}

/// The number at a lexeme, `25` of `25 (2021)` or by itself, and its place.
fn number(lexed: &Lexed<'_>, at: usize) -> Option<(u32, (usize, usize))> {
    let lexeme = &lexed.lexemes[at];
    let number = match &lexeme.sense {
        Sense::Integer(number) => *number,
        Sense::Number(designation, _) => match designation.number {
            Number::Running { number, .. } => number,
            _ => return None,
        },
        _ => return None,
    };
    Some((number, (lexeme.start, lexeme.end)))
}

/// "of the Committee on …", or "…, adopted by the Committee on …", behind a number; and where its name ends, if it follows
/// right away.
fn committee_behind<'r>(lexed: &Lexed<'_>, registry: &'r Registry, at: usize) -> Option<(&'r Body, usize)> {
    let end = lexed.lexemes[at].end;
    if let Some(body) = by_letters(lexed, registry, at + 1) {
        let next = &lexed.lexemes[at + 1];
        if lexed.between(end, next.start) == " " {
            return Some((body, next.end));
        }
    }
    for next in at + 1..lexed.lexemes.len() {
        let lexeme = &lexed.lexemes[next];
        let gap = lexed.between(end, lexeme.start);
        if gap.len() > REACH || gap.contains([';', '؛']) || lexed.has(next, Kinds::COMMENT) {
            return None;
        }
        let Some(body) = body(lexed, registry, next) else {
            continue;
        };
        let words = gap.trim();
        let mut of = lexed
            .pack
            .grammar
            .of
            .iter()
            .filter(|of| !of.is_empty() || words.is_empty());
        let attached = lexed.pack.script.ends_in_prefix(gap.trim_end());
        let owned = attached
            || of.any(|of| {
                words
                    .strip_suffix(of.as_str())
                    .is_some_and(|head| head.is_empty() || head.ends_with(' '))
            });
        if owned {
            let beside = lexed.pack.grammar.of.iter().any(|of| of == words);
            return Some((body, if beside { lexeme.end } else { end }));
        }
    }
    None
}

/// "the Human Rights Committee's general comment", "the adoption by the Human Rights Committee of its general comment".
fn committee_before<'r>(lexed: &Lexed<'_>, registry: &'r Registry, noun: usize) -> Option<(&'r Body, usize)> {
    let mut before = noun.checked_sub(1)?;
    let mut end = lexed.lexemes[noun].start;
    let possessive = lexed.has(before, Kinds::POSSESSIVE);
    if possessive {
        (before, end) = (before.checked_sub(1)?, lexed.lexemes[before].start);
    }
    let gap = lexed.between(lexed.lexemes[before].end, end);
    let beside = matches!(gap, " " | "'s " | "' ") || possessive && !gap.contains([',', ';', '.']) && gap.len() <= 40;
    let body = body(lexed, registry, before).or_else(|| by_letters(lexed, registry, before));
    body.filter(|_| beside).map(|body| (body, 0))
}

/// The committee whose treaty a lexeme names by its letters alone, if it numbers its comments: "CEDAW general recommendation".
fn by_letters<'r>(lexed: &Lexed<'_>, registry: &'r Registry, at: usize) -> Option<&'r Body> {
    let lexeme = lexed.lexemes.get(at)?;
    let words = &lexed.text[lexeme.start..lexeme.end];
    if !words.chars().all(char::is_uppercase) {
        return None;
    }
    let mut known = lexed.meanings(at).iter().filter_map(|meaning| match meaning {
        Meaning::Instrument(known, _) => registry.instruments()[*known as usize].monitored_by.as_ref(),
        _ => None,
    });
    let body = registry.body(known.next()?.as_str())?;
    body.comments_from.is_some().then_some(body)
}

/// The committee that a lexeme names in full, if it numbers its comments.
fn body<'r>(lexed: &Lexed<'_>, registry: &'r Registry, at: usize) -> Option<&'r Body> {
    let mut bodies = full_names(lexed.meanings(at)).map(|known| &registry.bodies()[known as usize]);
    bodies.find(|body| body.comments_from.is_some())
}

fn comment(number: u32, committee: Option<(&Body, usize)>, start: usize, core: (usize, usize), end: usize) -> Mention {
    let (target, reason) = match committee {
        None => (Target::Unresolved, "no committee is named beside the general comment"),
        Some((body, _)) => match body.comment(number) {
            Some(id) => (Target::Resolved(id), "general comment of the committee that is named"),
            None => (
                Target::Unresolved,
                "a general comment from before the committee gave them symbols of their own",
            ),
        },
    };
    Mention {
        core,
        kind: Some(DocumentKind::Other),
        ..Mention::new(
            Class::Document,
            target,
            start,
            committee.map_or(end, |(_, named)| named.max(end)),
            reason,
        )
    }
}
