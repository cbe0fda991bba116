//! Numbers of the Security Council that have lost their year: "Security Council resolution 1325".

use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::chain::{Chain, continues, item_at};
use crate::cite::lex::Lexed;
use crate::cite::lexicon::Noun;
use crate::model::{Designation, Number};
use crate::registry::council_year;
use crate::text::strip_end;

/// "Security Council resolutions 1325 and 1820": a number that has lost its year, of which the Council is named or which the
/// document has printed in full before. The Assembly reached such numbers too, so nothing else will do, but that the Council
/// itself speaks.
pub(super) fn yearless(
    lexed: &Lexed<'_>,
    resolver: &Resolver<'_>,
    (noun, list): (Option<(usize, Noun)>, Option<&Chain>),
    index: usize,
    number: u32,
) -> Option<Designation> {
    let (designation, is_councils) = councils(resolver, number)?;
    let direct = noun.filter(|&(at, word)| {
        let gap = lexed.between(lexed.lexemes[at].end, lexed.lexemes[index].start);
        let mut numero = lexed.pack.grammar.numero.iter();
        let gap = numero.find_map(|word| strip_end(gap.trim_end(), word)).unwrap_or(gap);
        // قرار مجلس الأمن 1325: the Council may stand between the two.
        let council = || {
            let body = &lexed.lexemes[at + 1];
            at + 2 == index && gap == format!(" {} ", lexed.between(body.start, body.end))
        };
        word == Noun::Resolution && (gap == " " || council())
    });
    let known = match direct {
        Some((at, _)) => {
            let left = resolver.left_of_noun(lexed, at, index).evidence;
            let right = || {
                resolver
                    .right_of(lexed, &item_at(lexed, index, designation))
                    .map(|(evidence, _)| evidence)
            };
            let evidence = if left.is_some() {
                left
            } else {
                right().unwrap_or_default()
            };
            let printed = || resolver.memory.number(&designation).is_some();
            is_councils(&evidence) || !evidence.is_some() && printed()
        }
        // In a list a year by itself is a year.
        None if (1900..2100).contains(&number) => false,
        None => list.is_some_and(|list| {
            let Some(last) = list.items.last() else { return false };
            // Behind "1291 (2000)" a bare number counts soldiers: only one that was printed before, or stands behind another
            // bare one, is a resolution's, unless the Council is named.
            let bare = || {
                let gap = lexed.between(last.core.1, lexed.lexemes[index].start);
                let gap = gap.trim().trim_start_matches(',').trim_start();
                let joined = gap.is_empty() || lexed.pack.grammar.and.iter().any(|and| and == gap);
                joined && !lexed.text[last.core.0..last.core.1].contains('(')
            };
            let named = || matches!(list.evidence, Evidence::Named(_));
            let printed = || resolver.memory.number(&designation).is_some();
            is_councils(&list.evidence)
                && list.noun == Some(Noun::Resolution)
                && (named() || bare() || printed())
                && continues(lexed, last, index)
        }),
    };
    let spelled = lexed.text[lexed.lexemes[index].end..].starts_with(['/', '%']);
    // The end of "2,750".
    let thousands = lexed.text[..lexed.lexemes[index].start]
        .strip_suffix(',')
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    (known && !spelled && !thousands).then_some(designation)
}

/// 安全理事会第1325号决议: the same before its noun.
pub(super) fn yearless_han(
    lexed: &Lexed<'_>,
    resolver: &Resolver<'_>,
    index: usize,
    number: u32,
) -> Option<Designation> {
    let (designation, is_councils) = councils(resolver, number)?;
    let item = item_at(lexed, index, designation);
    let marked = lexed.text[..item.core.0].ends_with('第') && lexed.text[item.core.1..].starts_with("号决议");
    (marked && is_councils(&resolver.left_of_han(lexed, item.span.0).evidence)).then_some(designation)
}

/// A number as one of the Security Council's, with its year, and what evidence names the Council.
fn councils(resolver: &Resolver<'_>, number: u32) -> Option<(Designation, impl Fn(&Evidence) -> bool + use<>)> {
    /// Lower numbers count other things as well.
    const FIRST: u32 = 100;
    let year = council_year(number).filter(|_| number >= FIRST)?;
    let council = resolver.registry.body_index("sc");
    let speaks = resolver.speaker.is_some() && resolver.speaker == council;
    let designation = Designation {
        number: Number::Running { number, year },
        part: None,
    };
    Some((designation, move |evidence: &Evidence| match evidence {
        Evidence::Named(body) => Some(*body) == council,
        // "its", "the Council", or nothing at all.
        Evidence::Several(bodies) => council.is_some_and(|council| bodies.contains(&council)),
        Evidence::Short(bodies) => speaks && bodies.iter().any(|body| Some(*body) == council),
        Evidence::Possessive(bodies) => speaks && bodies.first().copied() == council,
        Evidence::None => speaks,
        Evidence::Foreign => false,
    }))
}
