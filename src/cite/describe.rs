use crate::cite::clause::Clauses;
use crate::cite::heads;
use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::mention::Mention;
use crate::lang::NounPlace;
use crate::model::{Class, FactRelation, NodeId};
use crate::text::{ends_with, starts_with, strip_start};

/// The words under a footnote's mark that say a document is meant: "report of the Special Rapporteur".
pub(crate) fn description(
    lexed: &Lexed<'_>,
    clauses: &Clauses,
    mentions: &[Mention],
    marks: &[usize],
    at: usize,
) -> Option<(usize, usize)> {
    let head = lexed.lower[..at].trim_end_matches([' ', ',', ';', '.', '，', '、', '。']);
    let end = head.len();
    // What refers back needs no footnote: "the Convention" is part of the description.
    let named: Vec<&Mention> = mentions
        .iter()
        .filter(|mention| mention.class.is_citable() && !heads::refers_back(lexed, mention))
        .collect();
    if named.iter().any(|mention| mention.end == end) {
        return None;
    }
    let floor = floor(lexed, clauses, &named, marks, at, end);
    let heads = (lexed.index_at(floor)..lexed.lexemes.len()).take_while(|&index| lexed.lexemes[index].end <= end);
    let heads: Vec<usize> = heads.filter(|&index| lexed.has(index, Kinds::REPORT_HEAD)).collect();
    match lexed.pack.script.noun {
        NounPlace::Before => {
            let &first = heads
                .iter()
                .rev()
                .find(|&&index| !has_break(lexed.between(lexed.lexemes[index].end, end)))?;
            Some((lexed.lexemes[first].start, end))
        }
        NounPlace::After => {
            let &last = heads.last()?;
            (lexed.lexemes[last].end == end).then(|| (han_start(lexed, floor, end), end))
        }
    }
}

/// Where the words of a description may begin at the earliest: after the verb, the mention, the mark or the clause before.
fn floor(lexed: &Lexed<'_>, clauses: &Clauses, named: &[&Mention], marks: &[usize], at: usize, end: usize) -> usize {
    let verb = clauses.verb_before(end).map_or(0, |verb| verb.end);
    let mention = named
        .iter()
        .map(|mention| mention.end)
        .filter(|&stop| stop <= end)
        .max()
        .unwrap_or(0);
    let mark = marks.iter().filter(|&&mark| mark < at).max().copied().unwrap_or(0);
    let stop = lexed.lower[..end].rfind([';', '。']).map_or(0, |stop| stop + 1);
    verb.max(mention).max(mark).max(stop)
}

fn has_break(gap: &str) -> bool {
    gap.contains([';', ':']) || gap.contains(". ") || gap.len() > 400
}

/// After the last comma or conjunction of the phrase.
fn han_start(lexed: &Lexed<'_>, floor: usize, end: usize) -> usize {
    let words = lexed.text.get(floor..end).unwrap_or("");
    let comma = words
        .rfind([',', '，', '、', ';', ':'])
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let mut start = floor + comma;
    loop {
        let rest = &lexed.lower[start..end];
        let opener = lexed
            .pack
            .grammar
            .and
            .iter()
            .chain(lexed.pack.sets.including.iter())
            .find_map(|word| strip_start(rest, word));
        match opener {
            Some(shorter) if !shorter.is_empty() => start = end - shorter.len(),
            _ => return after_host(lexed, start),
        }
    }
}

/// 人权高专办组办的…讨论会: the host of a meeting is no part of its name.
fn after_host(lexed: &Lexed<'_>, start: usize) -> usize {
    let at = lexed.index_at(start);
    let Some(body) = lexed.lexemes.get(at).filter(|body| body.start == start) else {
        return start;
    };
    if !lexed.has(at, Kinds::BODY) {
        return start;
    }
    let rest = &lexed.lower[body.end..];
    let hosted = lexed.pack.reports.hosted.iter().find(|word| starts_with(rest, word));
    hosted.map_or(start, |word| body.end + word.len())
}

/// Author and addressee that a description names.
pub(crate) fn parties(lexed: &Lexed<'_>, bodies: &[Mention], start: usize, end: usize) -> Vec<(FactRelation, NodeId)> {
    let mut parties = Vec::new();
    for body in bodies
        .iter()
        .filter(|body| body.class == Class::Body && start <= body.start && body.end <= end)
    {
        let Some(id) = body.target.id() else { continue };
        let before = lexed.lower[start..body.start].trim_end();
        let ends = |words: &[String]| words.iter().any(|word| ends_with(before, word));
        let first = before.is_empty() && lexed.pack.script.noun == NounPlace::After;
        if ends(&lexed.pack.reports.submitted) {
            parties.push((FactRelation::SubmittedTo, id.clone()));
        } else if (first || ends(&lexed.pack.reports.author))
            && !parties
                .iter()
                .any(|(relation, _)| *relation == FactRelation::AuthoredBy)
        {
            parties.push((FactRelation::AuthoredBy, id.clone()));
        }
    }
    parties
}
