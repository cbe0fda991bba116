use jiff::civil::Date;

use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Noun;
use crate::cite::yearless::{yearless, yearless_han};
use crate::lang::NounPlace;
use crate::model::{Designation, Number};
use crate::text::{ends_with, strip_end};

/// What tells of numbers: the numbers, their type words, and the bodies.
const HEARD: Kinds = Kinds::NUMBER
    .union(Kinds::INTEGER)
    .union(Kinds::NOUN)
    .union(Kinds::BODIES);

/// A number with what stands around it, before anything is decided.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The lexeme.
    pub index: usize,
    pub designation: Designation,
    /// The number itself.
    pub core: (usize, usize),
    /// The longest phrase that names it: body, date, type word and number.
    pub span: (usize, usize),
    pub date: Option<Date>,
    pub noun: Option<Noun>,
    pub evidence: Evidence,
}

/// Numbers that share a type word and a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    pub items: Vec<Item>,
    pub noun: Option<Noun>,
    pub evidence: Evidence,
    /// Whether the body was named with this chain itself.
    pub attached: bool,
    /// Whether it was named behind a number of the chain.
    behind: bool,
}

/// The numbers of a paragraph, each in the list that it belongs to.
pub(crate) fn chains(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>) -> Vec<Chain> {
    if !lexed.held.intersects(Kinds::NUMBER | Kinds::INTEGER) {
        return Vec::new();
    }
    match lexed.pack.script.noun {
        NounPlace::Before => chains_before(lexed, resolver),
        NounPlace::After => chains_after(lexed, resolver),
    }
}

/// English, French, Spanish, Russian, Arabic: "General Assembly resolutions 1/1 of … and 1/2".
fn chains_before(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut noun: Option<(usize, Noun)> = None;
    for index in lexed.of(HEARD) {
        resolver.hear(lexed, index);
        if let Some(word) = lexed.noun(index) {
            noun = Some((index, word));
        }
        let designation = match lexed.lexemes[index].sense {
            Sense::Number(designation, _) => designation,
            Sense::Integer(number) => match yearless(lexed, resolver, (noun, chains.last()), index, number) {
                Some(designation) => designation,
                None => continue,
            },
            _ => continue,
        };
        let mut item = item_at(lexed, index, designation);
        date_after(lexed, &mut item);
        let opener = noun.filter(|&(at, _)| leads_to(lexed, at, index));
        if let Some((at, word)) = opener {
            let left = resolver.left_of_noun(lexed, at, index);
            let mut chain = Chain {
                noun: Some(word),
                ..Chain::default()
            };
            item.span.0 = left.start;
            chain.evidence = left.evidence;
            if !chain.evidence.is_some() {
                chain.evidence = resolver.report_before(lexed, at).unwrap_or_default();
            }
            chain.attached = chain.evidence.is_some();
            finish_right(lexed, resolver, &mut item, &mut chain);
            chain.items.push(item);
            chains.push(chain);
            noun = None;
            continue;
        }
        let follows = chains
            .last()
            .is_some_and(|chain| chain.items.last().is_some_and(|last| continues(lexed, last, index)));
        let beside = resolver.left_of_number(lexed, index);
        if beside.evidence.is_some() {
            item.span.0 = beside.start;
            let word = follows
                .then(|| chains.last().and_then(|chain| chain.noun))
                .flatten()
                .or_else(|| noun_after(lexed, &mut item));
            if word.is_some() {
                let mut chain = Chain {
                    noun: word,
                    evidence: beside.evidence,
                    attached: true,
                    ..Chain::default()
                };
                finish_right(lexed, resolver, &mut item, &mut chain);
                chain.items.push(item);
                chains.push(chain);
            }
            continue;
        }
        if follows {
            if let Some(chain) = chains.last_mut() {
                finish_right(lexed, resolver, &mut item, chain);
                chain.items.push(item);
            }
            continue;
        }
        if let Some(chain) = alone(lexed, resolver, item) {
            chains.push(chain);
        }
    }
    chains
}

/// A number without a type word before it: one may follow, or its own shape says enough.
fn alone(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>, mut item: Item) -> Option<Chain> {
    let noun = noun_after(lexed, &mut item);
    let mut chain = Chain {
        noun,
        ..Chain::default()
    };
    finish_right(lexed, resolver, &mut item, &mut chain);
    // "general comment No. 26 (2023)" has the shape of a Security Council number, but its own noun.
    let numero = lexed
        .pack
        .grammar
        .numero
        .iter()
        .any(|word| ends_with(lexed.lower[..item.core.0].trim_end(), word));
    let shape = item.designation.number.is_telling()
        && !(numero && lexed.pack.script.spaced)
        && !counts_otherwise(lexed, &item);
    let telling = shape || item.date.is_some() && stands_free(lexed, item.core.0);
    let named = noun.is_some() || chain.attached;
    if !named && !telling {
        return None;
    }
    chain.items.push(item);
    Some(chain)
}

/// Whether the word before a number says that it counts something else: "recommendation 1 (IV)", "para. 7 (III)", "vol. 382 (1960)".
fn counts_otherwise(lexed: &Lexed<'_>, item: &Item) -> bool {
    let head = lexed.lower[..item.core.0].trim_end();
    let word = head.rsplit([' ', '(', ';', '[']).next().unwrap_or("");
    let pack = lexed.pack;
    let known = |words: &[String]| words.iter().any(|known| known == word);
    // No paragraph has a number of the Security Council's: "paragraph 2147 (2014)" is a slip.
    let roman = matches!(item.designation.number, Number::Roman { .. });
    known(&pack.footnotes.volume) || roman && (known(&pack.nouns.recommendation) || known(&pack.pinpoints.before))
}

/// Whether no noun of another sort stands right before a number: "agreed conclusions 1997/2" is no resolution.
fn stands_free(lexed: &Lexed<'_>, start: usize) -> bool {
    let head = lexed.lower[..start].trim_end();
    let word = head.rsplit([' ', ',', '(', ';']).next().unwrap_or("");
    let grammar = &lexed.pack.grammar;
    let small = grammar
        .of
        .iter()
        .chain(&grammar.and)
        .chain(&grammar.locative)
        .chain(&grammar.numero)
        .chain(&lexed.pack.footnotes.openers);
    word.is_empty() || small.into_iter().any(|known| known == word)
}

/// Chinese: 大会2021年12月16日第76/172和76/173号决议.
fn chains_after(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut open = 0;
    for index in lexed.of(HEARD) {
        resolver.hear(lexed, index);
        if let Some(noun) = lexed.noun(index) {
            close(lexed, index, noun, &mut chains, open);
            continue;
        }
        let designation = match lexed.lexemes[index].sense {
            Sense::Number(designation, _) => designation,
            Sense::Integer(number) => match yearless_han(lexed, resolver, index, number) {
                Some(designation) => designation,
                None => continue,
            },
            _ => continue,
        };
        let mut item = item_at(lexed, index, designation);
        date_before(lexed, &mut item);
        let left = resolver.left_of_han(lexed, item.span.0);
        let follows = chains
            .get(open..)
            .and_then(<[Chain]>::last)
            .and_then(|chain| chain.items.last())
            .is_some_and(|last| continues(lexed, last, index));
        if left.evidence.is_some() {
            item.span.0 = left.start;
        }
        if !follows {
            // What had no type word is no list of resolutions.
            open = chains.len();
        }
        if left.evidence.is_some() || !follows {
            let attached = left.evidence.is_some();
            chains.push(Chain {
                items: vec![item],
                noun: None,
                evidence: left.evidence,
                attached,
                ..Chain::default()
            });
        } else if let Some(chain) = chains.last_mut() {
            chain.items.push(item);
        }
    }
    chains.retain(|chain| chain.noun.is_some() || chain.items.iter().any(|item| item.designation.number.is_telling()));
    chains
}

/// Gives a type word to the numbers before it.
fn close(lexed: &Lexed<'_>, noun_index: usize, noun: Noun, chains: &mut [Chain], open: usize) {
    let Some(last) = chains
        .get(open..)
        .and_then(<[Chain]>::last)
        .and_then(|chain| chain.items.last())
    else {
        return;
    };
    let lexeme = &lexed.lexemes[noun_index];
    let gap = lexed.between(lexed.lexemes[last.index].end, lexeme.start);
    let gap = gap.trim_start_matches(['号', ' ', ')']);
    let plain = gap.is_empty() || gap.len() <= 12 && !gap.contains(['，', '。', ';', '、', ',']);
    if !plain {
        return;
    }
    for chain in chains[open..].iter_mut().filter(|chain| chain.noun.is_none()) {
        chain.noun = Some(noun);
    }
    if let Some(item) = chains.last_mut().and_then(|chain| chain.items.last_mut()) {
        item.span.1 = lexeme.end;
    }
}

pub(super) fn item_at(lexed: &Lexed<'_>, index: usize, designation: Designation) -> Item {
    let lexeme = &lexed.lexemes[index];
    let mut end = lexeme.end;
    let mut start = lexeme.start;
    if !lexed.pack.script.spaced {
        // 第 and 号 belong to the number's phrase, not to the number.
        end += if lexed.text[end..].starts_with('号') {
            '号'.len_utf8()
        } else {
            0
        };
        start -= if lexed.text[..start].ends_with('第') {
            '第'.len_utf8()
        } else {
            0
        };
    }
    Item {
        index,
        designation,
        core: (lexeme.start, lexeme.end),
        span: (start, end),
        date: None,
        noun: None,
        evidence: Evidence::default(),
    }
}

/// Whether words between a number and a date say that the date is the number's: "of", "adopted on".
fn is_dating(lexed: &Lexed<'_>, words: &str) -> bool {
    lexed.pack.grammar.dated.iter().any(|word| word == words)
}

/// "76/172 of 16 December 2021": the date belongs to the span.
pub(super) fn date_after(lexed: &Lexed<'_>, item: &mut Item) {
    // "adopted on" between the two is a word of the lexicon itself.
    let mut near = lexed.lexemes[item.index + 1..].iter().take(2);
    let Some((next, date)) = near.find_map(|next| match next.sense {
        Sense::Date(date) => Some((next, date)),
        _ => None,
    }) else {
        return;
    };
    let gap = lexed.between(item.span.1, next.start);
    if is_dating(lexed, gap.trim_matches([' ', ',', '('])) || gap.trim_matches([' ', ',', '،']).is_empty() {
        item.date = Some(date);
        item.span.1 = next.end;
    }
}

/// 2021年12月16日第76/172号: the date belongs to the span.
fn date_before(lexed: &Lexed<'_>, item: &mut Item) {
    let Some(previous) = item.index.checked_sub(1).map(|at| &lexed.lexemes[at]) else {
        return;
    };
    let Sense::Date(date) = previous.sense else { return };
    let gap = lexed.between(previous.end, item.span.0);
    if gap.is_empty() || gap == "的" || gap == "," {
        item.date = Some(date);
        item.span.0 = previous.start;
    }
}

/// What follows a number on the right: "of the General Assembly", and a date after that.
fn finish_right(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>, item: &mut Item, chain: &mut Chain) {
    let Some((evidence, end)) = resolver.right_of(lexed, item) else {
        if !chain.attached {
            let announcer = || resolver.announcer(lexed, item.span.0, item.index).map(Evidence::Named);
            if let Some(evidence) = resolver.adopter(lexed, item).or_else(announcer) {
                item.evidence = evidence;
            }
        }
        return;
    };
    item.span.1 = item.span.1.max(end);
    if item.date.is_none() {
        let at = lexed.index_at(end);
        if let Some(next) = lexed.lexemes.get(at)
            && let Sense::Date(date) = next.sense
        {
            let gap = lexed.between(end, next.start);
            if is_dating(lexed, gap.trim_matches([' ', ','])) {
                item.date = Some(date);
                item.span.1 = next.end;
            }
        }
    }
    if evidence == Evidence::Foreign {
        // Capitals after "of the" may also go on the subject of the resolution, so this is the weakest evidence; but where a body
        // was named so behind an earlier number, another is named here.
        if !chain.attached || chain.behind {
            item.evidence = evidence;
        }
    } else if chain.attached {
        item.evidence = evidence;
    } else {
        chain.evidence = evidence;
        (chain.attached, chain.behind) = (true, true);
    }
}

/// "46/14 resolution of": the type word after the number.
fn noun_after(lexed: &Lexed<'_>, item: &mut Item) -> Option<Noun> {
    let next = item.index + 1;
    let lexeme = lexed.lexemes.get(next)?;
    let noun = lexed.noun(next)?;
    lexed.between(item.core.1, lexeme.start).trim().is_empty().then(|| {
        item.span.1 = lexeme.end;
        noun
    })
}

/// Whether a type word leads to a number: nothing but "No.", a body or a quoted title stands between.
fn leads_to(lexed: &Lexed<'_>, noun: usize, number: usize) -> bool {
    let gap = lexed.between(lexed.lexemes[noun].end, lexed.lexemes[number].start);
    let inner = &lexed.lexemes[noun + 1..number];
    let has_body = (noun + 1..number).any(|at| lexed.has(at, Kinds::BODY));
    let words = gap.trim_matches([' ', ',', ':', '(', '"']);
    if words.is_empty() || lexed.pack.grammar.numero.iter().any(|word| words == word.as_str()) {
        return true;
    }
    if inner
        .iter()
        .any(|lexeme| matches!(lexeme.sense, Sense::Number(..) | Sense::Symbol(_)))
    {
        return false;
    }
    let has_verb = (noun + 1..number).any(|at| lexed.has(at, Kinds::VERB));
    has_body && !has_verb && gap.len() <= 160 && !gap.contains([';', '؛', '.'])
}

/// Whether a number goes on the list that the item before it stands in.
pub(super) fn continues(lexed: &Lexed<'_>, last: &Item, index: usize) -> bool {
    let from = last.span.1.max(lexed.lexemes[last.index].end);
    let start = lexed.lexemes[index].start;
    let gap = lexed.between(from, start);
    // In a note, semicolons part the items; in a sentence they end it.
    let tail = gap.trim_end();
    let tail = lexed
        .pack
        .grammar
        .and
        .iter()
        .find_map(|and| strip_end(tail, and))
        .unwrap_or(tail);
    let parted = tail.trim_end().ends_with(';') && lexed.note;
    if gap.len() > 700 || gap.contains([';', '؛']) && !parted {
        return false;
    }
    let mut between = last.index + 1..index;
    if between.clone().any(|at| lexed.noun(at).is_some())
        || between.any(|at| matches!(lexed.lexemes[at].sense, Sense::Symbol(_)))
    {
        return false;
    }
    if has_stop(lexed, gap) {
        return false;
    }
    let head = lexed.lower[..start].trim_end_matches([' ', '第', '"', '(']);
    let grammar = &lexed.pack.grammar;
    let ends_with = |words: &[String]| words.iter().any(|word| ends_with(head, word));
    let date = index.checked_sub(1).is_some_and(|at| {
        matches!(lexed.lexemes[at].sense, Sense::Date(_)) && lexed.pack.script.noun == NounPlace::After
    });
    // The comma may be missing: "25/2 of 27 March 2014 34/18 of 24 March 2017".
    let bare = lexed.pack.script.noun == NounPlace::Before && last.date.is_some() && gap == " ";
    parted
        || bare
        || head.ends_with([',', '،', '、', '，', '-', '&'])
        || ends_with(&grammar.and)
        || ends_with(&grammar.range)
        || ends_with(&grammar.numero)
        || date
}

/// A full stop that ends a sentence, not one of an abbreviation ("para. 4").
fn has_stop(lexed: &Lexed<'_>, gap: &str) -> bool {
    let pinpoints = &lexed.pack.pinpoints;
    let abbreviated = |head: &str| {
        let words = pinpoints
            .before
            .iter()
            .chain(&pinpoints.after)
            .chain(&lexed.pack.grammar.numero);
        words
            .filter(|word| word.ends_with('.'))
            .any(|word| ends_with(head, word))
    };
    gap.contains('。') || gap.match_indices(". ").any(|(at, _)| !abbreviated(&gap[..=at]))
}
