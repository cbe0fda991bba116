//! Numbers in the forms of other bodies: "decision 1/CP.21", "resolution WHA61.21", "resolutions A.1029(26) and A.1074(28)".

use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::chain::{Item, date_after};
use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::lexicon::Noun;
use crate::cite::mention::Mention;
use crate::cite::numbers::document_kind;
use crate::lang::NounPlace;
use crate::model::{Class, Designation, NodeId, Number, Target};
use crate::registry::{Body, Form, Formed};

/// A number in such a form, and the body whose form it is.
struct Found<'a> {
    body: u32,
    form: &'a Form,
    formed: Formed,
}

/// The mentions of such numbers in a paragraph. A form tells its body; one that several bodies have does so only beside a name.
pub(crate) fn formed(lexed: &Lexed<'_>, resolver: &Resolver<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for noun in lexed.of(Kinds::NOUN) {
        let Some(word) = lexed.noun(noun).filter(|word| *word != Noun::Statement) else {
            continue;
        };
        match lexed.pack.script.noun {
            NounPlace::Before => after_noun(lexed, resolver, noun, word, &mut mentions),
            NounPlace::After => before_noun(lexed, resolver, noun, word, &mut mentions),
        }
    }
    mentions
}

/// "decisions 1/CP.16, 2/CP.17 and 3/CMA.1".
fn after_noun(lexed: &Lexed<'_>, resolver: &Resolver<'_>, noun: usize, word: Noun, mentions: &mut Vec<Mention>) {
    let mut at = lexed.lexemes[noun].end;
    let mut carried = None;
    while let Some(start) = next_number(lexed, at, carried.is_none()) {
        let found = found_at(resolver, &lexed.text[start..]);
        let Some(end) = found.iter().map(|found| start + found.formed.end).max() else {
            return;
        };
        let mut left = resolver.left_of_noun(lexed, noun, noun + 1);
        if !left.evidence.is_some() {
            left.evidence = resolver.report_before(lexed, noun).unwrap_or_default();
        }
        let mut item = item(lexed, start, end);
        if carried.is_none() {
            item.span.0 = left.start;
        }
        let evidence = carried.get_or_insert(left.evidence).clone();
        at = end;
        mentions.extend(mention(lexed, resolver, word, item, &evidence, &found, &mut at));
    }
}

/// 第1/CP.21号决定.
fn before_noun(lexed: &Lexed<'_>, resolver: &Resolver<'_>, noun: usize, word: Noun, mentions: &mut Vec<Mention>) {
    const LONGEST: usize = 40;
    let head = &lexed.text[..lexed.lexemes[noun].start];
    let Some(numbered) = head.trim_end().strip_suffix('号') else {
        return;
    };
    let from = numbered.floor_char_boundary(numbered.len().saturating_sub(LONGEST));
    let Some(start) = numbered[from..].rfind('第').map(|at| from + at + '第'.len_utf8()) else {
        return;
    };
    let mut found = found_at(resolver, &lexed.text[start..]);
    found.retain(|found| start + found.formed.end == numbered.len());
    if found.is_empty() {
        return;
    }
    let mut item = item(lexed, start, numbered.len());
    let left = resolver.left_of_han(lexed, start - '第'.len_utf8());
    item.span = (left.start, lexed.lexemes[noun].end);
    let mut at = item.span.1;
    mentions.extend(mention(lexed, resolver, word, item, &left.evidence, &found, &mut at));
}

/// Where the first number behind a type word begins, or the next of the list.
fn next_number(lexed: &Lexed<'_>, at: usize, first: bool) -> Option<usize> {
    let rest = &lexed.lower[at..];
    let mut trimmed = rest.trim_start_matches(if first { [' ', ' '] } else { [' ', ','] });
    let grammar = &lexed.pack.grammar;
    let words = if first { &grammar.numero } else { &grammar.and };
    let word = words
        .iter()
        .filter_map(|word| trimmed.strip_prefix(word.as_str()))
        .find(|after| after.starts_with(' '));
    if let Some(after) = word {
        trimmed = after.trim_start_matches(' ');
    } else if !first && !rest.starts_with(',') {
        return None;
    }
    let start = lexed.lower.len() - trimmed.len();
    let opens = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    (start > at && lexed.text[start..].starts_with(opens)).then_some(start)
}

/// The forms that a text begins with, those of the longest number alone.
fn found_at<'a>(resolver: &Resolver<'a>, text: &str) -> Vec<Found<'a>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let forms = resolver
        .registry
        .forms()
        .filter(|(_, form)| form.may_open(text, digits));
    let read = forms.filter_map(|(body, form)| form.at(text).map(|formed| Found { body, form, formed }));
    let mut found: Vec<Found<'a>> = read.collect();
    for found in &mut found {
        // 1/CP.2124 is 1/CP.21 and the mark of note 24.
        if !has_met(
            resolver,
            &resolver.registry.bodies()[found.body as usize],
            &found.formed,
        ) {
            found.formed.cut_mark();
        }
    }
    let longest = found.iter().map(|found| found.formed.end).max();
    found.retain(|found| Some(found.formed.end) == longest);
    found
}

fn item(lexed: &Lexed<'_>, start: usize, end: usize) -> Item {
    Item {
        index: lexed.index_at(end).saturating_sub(1),
        // What is printed is no number of the plain shapes.
        designation: Designation {
            number: Number::Running { number: 0, year: 0 },
            part: None,
        },
        core: (start, end),
        span: (start, end),
        date: None,
        noun: None,
        evidence: Evidence::default(),
    }
}

/// The mention of a number whose forms are known; `at` is put behind its date and its body.
fn mention(
    lexed: &Lexed<'_>,
    resolver: &Resolver<'_>,
    word: Noun,
    mut item: Item,
    evidence: &Evidence,
    found: &[Found<'_>],
    at: &mut usize,
) -> Option<Mention> {
    date_after(lexed, &mut item);
    let right = resolver
        .right_of(lexed, &item)
        .filter(|(evidence, _)| *evidence != Evidence::Foreign);
    if let Some((_, end)) = &right {
        item.span.1 = item.span.1.max(*end);
    }
    *at = (*at).max(item.span.1);
    let telling = found.iter().find(|found| !found.form.named);
    let roman = found.iter().any(|found| found.formed.is_roman());
    let (target, reason) = match telling.or_else(|| named(lexed, resolver, &item, evidence, right, found)) {
        Some(found) => match id(resolver, found, word) {
            Some(id) => (Target::Resolved(id), "the form of the number tells the body"),
            None => (Target::Unresolved, "the body cannot have such a number"),
        },
        None if roman => (
            Target::Unresolved,
            "several bodies have numbers of this form, and none is named",
        ),
        None => return None,
    };
    if resolver
        .memory
        .own
        .as_ref()
        .is_some_and(|own| target.id().is_some_and(|id| id.as_str() == own.as_str()))
    {
        return None;
    }
    let mut mention = Mention::new(Class::Document, target, item.span.0, item.span.1, reason);
    mention.core = item.core;
    mention.date = item.date;
    mention.kind = Some(document_kind(word));
    Some(mention)
}

/// Which of several bodies is named beside the number, or alone in the paragraph.
fn named<'f, 'a>(
    lexed: &Lexed<'_>,
    resolver: &Resolver<'_>,
    item: &Item,
    evidence: &Evidence,
    right: Option<(Evidence, usize)>,
    found: &'f [Found<'a>],
) -> Option<&'f Found<'a>> {
    let right = right.map(|(evidence, _)| evidence);
    let beside = match evidence {
        Evidence::None | Evidence::Foreign => right.or_else(|| resolver.adopter(lexed, item)).unwrap_or_default(),
        _ => evidence.clone(),
    };
    let only = |bodies: &[u32]| {
        let mut possible = found.iter().filter(|found| bodies.contains(&found.body));
        possible.next().filter(|_| possible.next().is_none())
    };
    match beside {
        Evidence::Named(body) => only(&[body]),
        // "The Conference" may be that of an agency which the paragraph names.
        _ => only(&resolver.bodies_of(&beside)).or_else(|| only(&resolver.near)),
    }
}

fn id(resolver: &Resolver<'_>, found: &Found<'_>, word: Noun) -> Option<NodeId> {
    let body = &resolver.registry.bodies()[found.body as usize];
    has_met(resolver, body, &found.formed)
        .then(|| found.form.id(body, word.code(), &found.formed))
        .flatten()
}

/// Whether the session that a number tells can have been held.
fn has_met(resolver: &Resolver<'_>, body: &Body, formed: &Formed) -> bool {
    let year = resolver.memory.latest_year(None);
    formed.session().is_none_or(|session| body.has_met(session, year))
}
