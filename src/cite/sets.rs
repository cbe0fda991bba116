use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Noun;
use crate::cite::mention::Mention;
use crate::cite::set_phrase::{body_list, owned, phrase_closer, phrase_end, phrase_opener, possessive_before};
use crate::lang::NounPlace;
use crate::model::{Class, FactRelation, NodeId, Target};

/// An open set of resolutions: "all previous resolutions of the Council on …", with the members that it names.
#[derive(Debug)]
pub(crate) struct OpenSet {
    pub start: usize,
    pub end: usize,
    pub evidence: Evidence,
    /// Of what it is a set.
    pub noun: Noun,
    /// Where "including" or "the most recent of which is" ends, and which of the two it is.
    pub cue: Option<(usize, FactRelation)>,
    /// Whether no adjective marks it as a set: what its subject names is cited as well.
    pub bare: bool,
}

/// The open sets that a paragraph names.
pub(crate) fn sets(lexed: &Lexed<'_>, resolver: &mut Resolver<'_>) -> Vec<OpenSet> {
    let mut sets: Vec<OpenSet> = Vec::new();
    for index in lexed.of(Kinds::BODIES | Kinds::NOUN) {
        resolver.hear(lexed, index);
        let Some(noun) = lexed.noun(index) else { continue };
        if sets.last().is_some_and(|last| lexed.lexemes[index].start < last.end) {
            continue;
        }
        let set = match lexed.pack.script.noun {
            NounPlace::Before => set_before(lexed, resolver, index, noun),
            NounPlace::After => set_after(lexed, resolver, index, noun),
        };
        let Some(set) = set else { continue };
        // "all resolutions and decisions" is one set.
        if sets
            .last()
            .is_some_and(|last| set.start <= last.start && last.end <= set.end)
        {
            sets.pop();
        }
        let set = cross(lexed, set, sets.last_mut());
        sets.push(set);
    }
    sets
}

/// "its previous resolutions on lamps and statements of its President, including resolutions 1/1 and 1/2": the members are those
/// of the set whose noun they have.
fn cross(lexed: &Lexed<'_>, mut set: OpenSet, before: Option<&mut OpenSet>) -> OpenSet {
    let named = set.cue.and_then(|(cue, _)| {
        let next = lexed.index_at(cue);
        let close = lexed.lexemes.get(next).is_some_and(|next| next.start <= cue + 6);
        lexed.lexemes.get(next).filter(|_| close).and_then(|_| lexed.noun(next))
    });
    if let (Some(before), Some(named)) = (before, named)
        && before.cue.is_none()
        && named != set.noun
        && named == before.noun
        && lexed.between(before.end, set.start).len() <= 12
    {
        before.cue = set.cue.take();
    }
    set
}

/// "all previous Human Rights Council resolutions on the human rights of migrants, including resolutions …"
fn set_before(lexed: &Lexed<'_>, resolver: &Resolver<'_>, index: usize, noun: Noun) -> Option<OpenSet> {
    let lexeme = &lexed.lexemes[index];
    let next = lexed.lexemes.get(index + 1);
    let numbered = next.is_some_and(|next| {
        matches!(next.sense, Sense::Number(..) | Sense::Integer(_))
            && lexed
                .between(lexeme.end, next.start)
                .trim_matches([' ', ','])
                .is_empty()
    });
    let word = lexed.between(lexeme.start, lexeme.end);
    // The phrase and its noun may be one entry of the lexicon: جميع القرارات.
    let script = &lexed.pack.script;
    let plural = lexed.pack.nouns.plural.iter().any(|plural| {
        let head = word.strip_suffix(plural.as_str());
        head.is_some_and(|head| head.is_empty() || head.ends_with(' ') || script.ends_in_prefix(head))
    });
    if numbered || !plural {
        return None;
    }
    let opener = phrase_opener(lexed, index);
    // Where the adjective stands after its noun, the phrase opens with the noun and goes on behind the adjective.
    let closer = match opener {
        Some(_) => Some(index),
        None => phrase_closer(lexed, index),
    };
    let bare = closer.is_none();
    let last = closer.or_else(|| owned(lexed, resolver, index))?;
    let opener = opener.unwrap_or(index);
    let left = resolver.left_of_noun(lexed, index, index);
    let start = lexed.lexemes[opener].start.min(left.start);
    let start = possessive_before(lexed, opener).map_or(start, |at| lexed.lexemes[at].start);
    let mut evidence = left.evidence;
    if !evidence.is_some()
        && let Some(at) =
            possessive_before(lexed, opener).or_else(|| (opener..=index).find(|&at| lexed.has(at, Kinds::POSSESSIVE)))
    {
        evidence = resolver.evidence(lexed, at);
    }
    let behind = [Some(index), Some(last), phrase_closer(lexed, index)];
    let mut nouns = behind.into_iter().flatten().filter(|_| !evidence.is_some());
    let list = nouns.find_map(|at| body_list(lexed, resolver, at));
    let end = phrase_end(lexed, list.as_ref().map_or(last, |(_, listed)| last.max(*listed)));
    let cue = cue_after(lexed, end);
    if let Some((bodies, _)) = list {
        evidence = Evidence::Several(bodies);
    } else if !evidence.is_some() {
        let named = [index, last]
            .into_iter()
            .find_map(|at| resolver.right_of_noun(lexed, at));
        evidence = named.map_or(evidence, |(found, _)| found);
    }
    Some(OpenSet {
        start,
        end,
        evidence,
        noun,
        cue,
        bare,
    })
}

/// 人权理事会以往所有关于移民人权的决议，包括…
fn set_after(lexed: &Lexed<'_>, resolver: &Resolver<'_>, index: usize, noun: Noun) -> Option<OpenSet> {
    let lexeme = &lexed.lexemes[index];
    let before = &lexed.text[..lexeme.start];
    let one = before.strip_suffix('项').is_some_and(|before| {
        before.ends_with(['一', '该', '本', '此', '这', '上', '前']) || before.ends_with(|c: char| c.is_ascii_digit())
    });
    if one || before.ends_with(['号', '该', '本', '此']) {
        return None;
    }
    let opener = (0..index).rev().take_while(|&at| {
        let gap = lexed.between(lexed.lexemes[at].end, lexeme.start);
        gap.len() <= 240 && !gap.contains(['，', ',', ';', '。', ':'])
    });
    let opener = opener.filter(|&at| lexed.has(at, Kinds::SET_ALL) && opens_phrase(lexed, at, index));
    let opener = opener.last()?;
    if (opener..index).any(|at| matches!(lexed.lexemes[at].sense, Sense::Number(..))) {
        return None;
    }
    let start = lexed.lexemes[opener].start;
    // 大会关于灯塔的各项决议: the subject may stand before the opener.
    let mut clauses = before[..start].rsplit([',', '、', ';', '。', ':', '"']);
    let clause = start - clauses.next().map_or(0, str::len);
    let start = match lexed.text.get(clause..start).and_then(|head| head.rfind("关于")) {
        Some(about) if before[..start].ends_with('的') => clause + about,
        _ => start,
    };
    let opener = lexed.index_at(start);
    let owner = opener.checked_sub(1).filter(|&at| {
        lexed.has(at, Kinds::BODY | Kinds::POSSESSIVE)
            && lexed.between(lexed.lexemes[at].end, start).chars().count() <= 2
    });
    let (start, evidence) = match owner {
        Some(at) => (lexed.lexemes[at].start, resolver.evidence(lexed, at)),
        None => (start, Evidence::None),
    };
    let cue = cue_after(lexed, lexeme.end);
    Some(OpenSet {
        start,
        end: lexeme.end,
        evidence,
        noun,
        cue,
        bare: false,
    })
}

/// Whether 有关 or 各项 belongs to its noun and not to another word between: no verb, and one 的 at most.
fn opens_phrase(lexed: &Lexed<'_>, opener: usize, noun: usize) -> bool {
    let (word, end) = (&lexed.lexemes[opener], lexed.lexemes[noun].start);
    let phrase = lexed.between(word.end, end);
    let about = phrase.starts_with("关于") || lexed.between(word.start, word.end).ends_with("关于");
    let verb = (opener + 1..noun).any(|at| lexed.has(at, Kinds::VERB));
    let close = phrase.chars().count() <= 12 || phrase.ends_with(['的', '项']);
    about || !verb && close && phrase.matches('的').count() <= 1
}

fn cue_after(lexed: &Lexed<'_>, end: usize) -> Option<(usize, FactRelation)> {
    let at = lexed.index_at(end);
    let lexeme = lexed.lexemes.get(at)?;
    if !lexed
        .between(end, lexeme.start)
        .trim_matches([' ', ',', '،', '，'])
        .is_empty()
    {
        return None;
    }
    let latest = lexed.has(at, Kinds::SET_LATEST);
    let including = lexed.has(at, Kinds::SET_INCLUDING);
    match (latest, including) {
        (true, _) => Some((lexeme.end, FactRelation::LatestMemberOf)),
        (_, true) => {
            // "including, most recently, resolution": the second cue is the nearer.
            let second = lexed.lexemes.get(at + 1).filter(|next| {
                lexed
                    .between(lexeme.end, next.start)
                    .trim_matches([' ', ','])
                    .is_empty()
            });
            match second {
                Some(next) if lexed.has(at + 1, Kinds::SET_LATEST) => Some((next.end, FactRelation::LatestMemberOf)),
                _ => Some((lexeme.end, FactRelation::MemberOf)),
            }
        }
        _ => None,
    }
}

/// A set with its id and the members that the text names for it.
pub(crate) struct PlacedSet {
    pub mention: Mention,
    /// As in [`OpenSet`].
    pub bare: bool,
    pub members: Vec<(NodeId, FactRelation)>,
}

/// Names the sets after their latest member, or after their place where they name none; `place` gives `SOURCE#PP3`.
pub(crate) fn place(
    sets: Vec<OpenSet>,
    numbers: &[Mention],
    resolver: &Resolver<'_>,
    place: &dyn Fn() -> String,
) -> Vec<PlacedSet> {
    if sets.is_empty() {
        return Vec::new();
    }
    let mut unnamed = 0;
    let starts: Vec<usize> = sets.iter().map(|set| set.start).collect();
    let until = |set: &OpenSet| {
        let from = set.cue.map_or(set.start, |(cue, _)| cue);
        starts
            .get(starts.partition_point(|&start| start <= from))
            .copied()
            .unwrap_or(usize::MAX)
    };
    let ends: Vec<usize> = sets.iter().map(until).collect();
    sets.into_iter()
        .zip(ends)
        .map(|(set, until)| {
            let members = members(&set, numbers, until, resolver);
            let id = match latest(&set, &members) {
                Some(id) => id,
                None => {
                    unnamed += 1;
                    NodeId::new(format!("set:{}.{unnamed}", place()))
                }
            };
            let relation = set.cue.map_or(FactRelation::MemberOf, |(_, relation)| relation);
            let members = members
                .iter()
                .filter_map(|member| Some((member.target.id()?.clone(), relation)))
                .collect();
            let reason = if set.evidence.is_some() {
                "open set of a named body"
            } else {
                "open set"
            };
            PlacedSet {
                mention: Mention::new(Class::Set, Target::Resolved(id), set.start, set.end, reason),
                bare: set.bare,
                members,
            }
        })
        .collect()
}

/// The id of a set after its latest member: by the dates where all have one, else by the numbers; those of several bodies
/// cannot be compared, so that of the first body counts.
fn latest(set: &OpenSet, members: &[&Mention]) -> Option<NodeId> {
    let named = |member: &&&Mention| named_after(member.target.id()?, &member.designation?.to_string());
    let numbered = || members.iter().filter(|member| member.designation.is_some());
    if numbered().all(|member| member.date.is_some()) {
        return named(&numbered().max_by_key(|member| (member.date, member.designation.map(|one| one.number)))?);
    }
    let series = |id: NodeId| id.as_str().split('@').next().map(str::to_owned);
    let first = numbered().next().as_ref().and_then(named).and_then(series);
    let several = matches!(set.evidence, Evidence::Several(_));
    let own = |member: &&&Mention| !several || named(member).and_then(series) == first;
    named(
        &numbered()
            .filter(own)
            .max_by_key(|member| member.designation.map(|one| one.number))?,
    )
}

/// The numbers that follow a set's cue, as long as they are of the set's body and no new list begins.
fn members<'a>(set: &OpenSet, numbers: &'a [Mention], until: usize, resolver: &Resolver<'_>) -> Vec<&'a Mention> {
    let Some((from, relation)) = set.cue else {
        return Vec::new();
    };
    let mut members: Vec<&Mention> = Vec::new();
    let mut end = from;
    for number in numbers
        .iter()
        .filter(|number| number.core.0 >= from && number.core.0 < until)
    {
        let distant = match members.is_empty() && end == from {
            true => number.start > from + 60,
            false => number.start > end + 12 || relation == FactRelation::LatestMemberOf,
        };
        // Of several bodies' numbers one may be open; the list goes on behind it.
        let is_open = matches!(number.target, Target::Ambiguous(_)) && matches!(set.evidence, Evidence::Several(_));
        if distant || !is_open && !same_body(set, number, resolver) {
            break;
        }
        end = number.end;
        if !is_open {
            members.push(number);
        }
    }
    members
}

fn same_body(set: &OpenSet, number: &Mention, resolver: &Resolver<'_>) -> bool {
    let (Some(id), Some(designation)) = (number.target.id(), number.designation) else {
        return false;
    };
    let bodies = resolver.bodies_of(&set.evidence);
    bodies.is_empty()
        || bodies.iter().any(|&body| {
            let known = &resolver.registry.bodies()[body as usize];
            known.symbol("RES", &designation).as_ref() == Some(id)
                || known.symbol("DEC", &designation).as_ref() == Some(id)
        })
}

/// `set:A/HRC/RES@47/12` of `A/HRC/RES/47/12`.
fn named_after(id: &NodeId, number: &str) -> Option<NodeId> {
    let series = id.as_str().strip_suffix(number)?.strip_suffix('/')?;
    Some(NodeId::new(format!("set:{series}@{number}")))
}
