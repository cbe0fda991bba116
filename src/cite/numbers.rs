use jiff::civil::Date;

use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::chain::{Chain, Item, chains};
use crate::cite::decide::Question;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Noun;
use crate::cite::mention::Mention;
use crate::cite::sets::OpenSet;
use crate::model::{Class, Designation, DocumentKind, Target};

/// The resolutions, decisions and statements that a paragraph cites by number.
///
/// A list that names the members of an open set is of the set's body.
pub(crate) fn numbers(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>, sets: &[OpenSet]) -> Vec<Mention> {
    let mut chains = chains(lexed, resolver);
    for chain in chains.iter_mut().filter(|chain| !chain.attached) {
        if let Some(evidence) = set_above(chain, sets) {
            chain.evidence = evidence;
            chain.attached = true;
        }
    }
    let mut mentions = Vec::new();
    let mut carried = &Evidence::None;
    for chain in &chains {
        let shared = shared_date(chain);
        let proven = resolver.proven(chain, shared);
        for (at, own) in chain.items.iter().enumerate() {
            for item in between(lexed, chain, at).iter().chain([own]) {
                let question = Question {
                    item,
                    noun: item.noun.or(chain.noun),
                    evidence: chain.evidence.or(&item.evidence),
                    carried,
                    day: item.date.or(shared),
                    proven,
                };
                mentions.extend(resolver.number(&question));
                further_parts(lexed, item, &mut mentions);
            }
        }
        if chain.attached {
            carried = &chain.evidence;
        }
    }
    mentions
}

/// The body of the set of which a list names members: its cue leads to the list.
fn set_above(chain: &Chain, sets: &[OpenSet]) -> Option<Evidence> {
    let first = chain.items.first()?;
    // The sets stand in order and apart: their ends ascend.
    let before = sets.partition_point(|set| set.end <= first.core.0);
    let set = &sets[before.checked_sub(1)?];
    let (cue, _) = set.cue?;
    (set.evidence.is_some() && first.core.0.saturating_sub(cue) <= 80).then(|| set.evidence.clone())
}

/// `1/2` to `1/4` of "1/1 to 1/5": mentions of their own, at the place of the last.
fn between(lexed: &Lexed<'_>, chain: &Chain, at: usize) -> Vec<Item> {
    let Some(first) = at.checked_sub(1).and_then(|before| chain.items.get(before)) else {
        return Vec::new();
    };
    let last = &chain.items[at];
    let gap = lexed.between(first.core.1, last.core.0).trim_matches([' ', '第', '号']);
    let ranged = gap == "-" || lexed.pack.grammar.range.iter().any(|word| word == gap);
    if !ranged || first.designation.part.is_some() || last.designation.part.is_some() {
        return Vec::new();
    }
    let numbers = first.designation.number.up_to(last.designation.number);
    numbers
        .into_iter()
        .map(|number| Item {
            designation: Designation { number, part: None },
            ..last.clone()
        })
        .collect()
}

/// A date after the last item of a list and before none is that of all.
fn shared_date(chain: &Chain) -> Option<Date> {
    let (last, before) = chain.items.split_last()?;
    before
        .iter()
        .all(|item| item.date.is_none())
        .then_some(last.date)
        .flatten()
}

/// `B` of "53/243 A and B": a mention of its own.
fn further_parts(lexed: &Lexed<'_>, item: &Item, mentions: &mut Vec<Mention>) {
    let Sense::Number(_, more) = &lexed.lexemes[item.index].sense else {
        return;
    };
    let Some(first) = mentions.last().cloned() else { return };
    if first.core != item.core {
        return;
    }
    for &(part, start, end) in more {
        let mut mention = Mention::new(
            Class::Document,
            Target::Unresolved,
            start,
            end,
            "a further part of the number before it",
        );
        mention.kind = first.kind;
        mention.date = first.date;
        mention.designation = Some(Designation {
            part: Some(part),
            ..item.designation
        });
        mention.target = match &first.target {
            Target::Resolved(id) => {
                let whole = id.as_str().rfind('[').map_or(id.as_str(), |at| &id.as_str()[..at]);
                Target::Resolved(crate::model::NodeId::new(format!("{whole}[{part}]")))
            }
            other => other.clone(),
        };
        mentions.push(mention);
    }
}

/// The kind of document that a type word means.
pub(crate) fn document_kind(noun: Noun) -> DocumentKind {
    match noun {
        Noun::Resolution => DocumentKind::Resolution,
        Noun::Decision => DocumentKind::Decision,
        Noun::Statement => DocumentKind::Statement,
    }
}
