use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::lexicon::Meaning;
use crate::cite::mention::Mention;
use crate::lang::NounPlace;
use crate::model::{Class, DocumentKind, FactRelation, NodeId};

/// How far the two ends of a stated fact may lie apart, in bytes.
const REACH: usize = 260;

/// A fact as a paragraph states it; its place, in bytes of the folded text, is that of its cue and its object: "endorsed by
/// the General Assembly in its resolution 73/195".
pub(crate) struct StatedFact {
    pub from: NodeId,
    pub relation: FactRelation,
    pub to: NodeId,
    pub start: usize,
    pub end: usize,
}

/// "the Compact, endorsed by the Assembly in its resolution 73/195": facts between instruments, resolutions and events.
pub(crate) fn stated(lexed: &Lexed<'_>, mentions: &[Mention]) -> Vec<StatedFact> {
    let mut facts = Vec::new();
    for index in lexed.of(Kinds::FACT) {
        let lexeme = &lexed.lexemes[index];
        for meaning in lexed.meanings(index) {
            let Meaning::Fact(relation) = *meaning else { continue };
            let found = match lexed.pack.script.noun {
                NounPlace::Before => after_instrument(lexed, mentions, lexeme.start, lexeme.end, relation),
                NounPlace::After => before_instrument(lexed, mentions, lexeme.start, lexeme.end, relation),
            };
            facts.extend(found);
        }
    }
    facts.dedup_by(|a, b| (&a.from, a.relation, &a.to) == (&b.from, b.relation, &b.to));
    facts
}

/// Instrument, cue, resolution or event. A second cue may stand between: ", adopted at …, and endorsed by …".
fn after_instrument(
    lexed: &Lexed<'_>,
    mentions: &[Mention],
    start: usize,
    end: usize,
    relation: FactRelation,
) -> Option<StatedFact> {
    let instrument = mentions
        .iter()
        .rev()
        .find(|mention| mention.class == Class::Instrument && mention.end <= start)?;
    let gap = lexed.between(instrument.end, start);
    if gap.len() > REACH || gap.contains([';', '。']) || verb_between(lexed, instrument.end, start) {
        return None;
    }
    let to = mentions.iter().find(|mention| {
        mention.start >= end && is_end(mention, relation)
            || mention.start < end && mention.core.0 >= end && is_end(mention, relation)
    })?;
    let near = to.core.0 - end <= 120 && !lexed.between(end, to.core.0).contains([';', '。']);
    let first = !mentions
        .iter()
        .any(|other| other.class == Class::Instrument && other.start >= end && other.start < to.start);
    (near && first)
        .then(|| fact(instrument, relation, to, start, to.end))
        .flatten()
}

/// Resolution or event, cue, instrument: 大会第73/195号决议核可的《…》.
fn before_instrument(
    lexed: &Lexed<'_>,
    mentions: &[Mention],
    start: usize,
    end: usize,
    relation: FactRelation,
) -> Option<StatedFact> {
    let to = mentions
        .iter()
        .rev()
        .find(|mention| mention.end <= start && is_end(mention, relation))?;
    let instrument = mentions
        .iter()
        .find(|mention| mention.class == Class::Instrument && mention.start >= end)?;
    let (left, right) = (lexed.between(to.end, start), lexed.between(end, instrument.start));
    let near =
        left.len() <= 36 && right.len() <= REACH && !left.contains(['，', ';', '。']) && !right.contains([';', '。']);
    let direct = relation != FactRelation::EndorsedBy || right.len() <= 12;
    (near && direct && !verb_between(lexed, end, instrument.start))
        .then(|| fact(instrument, relation, to, to.start, end))
        .flatten()
}

fn is_end(mention: &Mention, relation: FactRelation) -> bool {
    match relation {
        FactRelation::AdoptedAt => mention.class == Class::Event,
        _ => {
            mention.class == Class::Document
                && matches!(mention.kind, Some(DocumentKind::Resolution | DocumentKind::Decision))
        }
    }
}

fn fact(from: &Mention, relation: FactRelation, to: &Mention, start: usize, end: usize) -> Option<StatedFact> {
    Some(StatedFact {
        from: from.target.id()?.clone(),
        relation,
        to: to.target.id()?.clone(),
        start,
        end,
    })
}

fn verb_between(lexed: &Lexed<'_>, from: usize, to: usize) -> bool {
    (lexed.index_at(from)..lexed.index_at(to)).any(|at| {
        let comma = lexed.lower[..lexed.lexemes[at].start].trim_end().ends_with(['，', ',']);
        comma && lexed.has(at, Kinds::VERB) && !lexed.has(at, Kinds::FACT)
    })
}
