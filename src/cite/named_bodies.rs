//! The bodies, events and sessions that a paragraph names.

use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::lexicon::Meaning;
use crate::cite::memory::Memory;
use crate::cite::mention::Mention;
use crate::model::{Class, NodeId, Target};
use crate::registry::{Registry, Strength};

/// The bodies and events that a paragraph names, with what "the Council" and "the Special Rapporteur" refer to.
pub(crate) fn bodies(
    lexed: &Lexed<'_>,
    registry: &Registry,
    memory: &mut Memory,
    speaker: Option<&NodeId>,
) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for index in lexed.of(Kinds::BODIES) {
        let lexeme = &lexed.lexemes[index];
        let meanings = lexed.meanings(index);
        let event = meanings.iter().find_map(|meaning| match meaning {
            Meaning::Event(known) => Some(*known),
            _ => None,
        });
        if let Some(known) = event {
            let target = Target::Resolved(registry.events()[known as usize].id.clone());
            mentions.push(Mention::new(
                Class::Event,
                target,
                lexeme.start,
                lexeme.end,
                "name in the registry",
            ));
            continue;
        }
        if let Some((known, reason)) = body_of(meanings, registry, memory, speaker) {
            let target = Target::Resolved(registry.bodies()[known as usize].id.clone());
            mentions.push(Mention::new(Class::Body, target, lexeme.start, lexeme.end, reason));
        }
    }
    mentions
}

/// The body that a word means, and why; notes a full name in the memory.
pub(crate) fn body_of(
    meanings: &[Meaning],
    registry: &Registry,
    memory: &mut Memory,
    speaker: Option<&NodeId>,
) -> Option<(u32, &'static str)> {
    if let Some(known) = named_in_full(meanings) {
        memory.name_body(known);
        return Some((known, "name in the registry"));
    }
    let (_, short) = body_candidates(meanings);
    if short.is_empty() {
        return None;
    }
    if let Some(known) = memory.last_body_of(&short) {
        return Some((known, "refers back to the body last named in full"));
    }
    let own = short
        .iter()
        .copied()
        .find(|&known| Some(&registry.bodies()[known as usize].id) == speaker);
    own.map(|known| (known, "the adopting body"))
}

/// The first of the bodies of which a word is the full name.
pub(crate) fn named_in_full(meanings: &[Meaning]) -> Option<u32> {
    full_names(meanings).next()
}

/// The bodies of which a word is the full name.
pub(crate) fn full_names(meanings: &[Meaning]) -> impl Iterator<Item = u32> {
    meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Body(_, Strength::Anaphor) => None,
        Meaning::Body(known, _) => Some(*known),
        _ => None,
    })
}

/// The bodies that a word may mean, by their full names and by words that refer back.
pub(crate) fn body_candidates(meanings: &[Meaning]) -> (Vec<u32>, Vec<u32>) {
    let (mut full, mut short) = (Vec::new(), Vec::new());
    for meaning in meanings {
        match meaning {
            Meaning::Body(known, Strength::Anaphor) => short.push(*known),
            Meaning::Body(known, _) => full.push(*known),
            _ => {}
        }
    }
    (full, short)
}

/// "Human Rights Council at its fifty-seventh session", 大会第七十九届会议.
pub(crate) fn sessions(lexed: &Lexed<'_>, registry: &Registry, bodies: &[Mention]) -> Vec<Mention> {
    let mut sessions = Vec::new();
    for index in lexed.of(Kinds::ORDINAL) {
        let lexeme = &lexed.lexemes[index];
        let Some(number) = ordinal(lexed.meanings(index)) else {
            continue;
        };
        let Some(noun) = lexed.lexemes.get(index + 1) else {
            continue;
        };
        let gap = lexed.between(lexeme.end, noun.start);
        if !lexed.has(index + 1, Kinds::SESSION) || !(gap.trim().is_empty() || gap == "届") {
            continue;
        }
        let body = bodies
            .iter()
            .rev()
            .find(|body| body.class == Class::Body && body.end <= lexeme.start);
        let Some(body) = body else { continue };
        let between = lexed.between(body.end, lexeme.start);
        let plain = between.len() <= 40 && !between.contains([';', '.', '。', ',', '，', '(']);
        let series = body
            .target
            .id()
            .and_then(|id| registry.body(id.as_str()))
            .and_then(|body| series(body));
        if let (true, Some(series)) = (plain, series) {
            let target = Target::Resolved(NodeId::new(format!("session:{series}/{number}")));
            sessions.push(Mention::new(
                Class::Session,
                target,
                body.start,
                noun.end,
                "body and ordinal of the session",
            ));
        }
    }
    sessions
}

fn ordinal(meanings: &[Meaning]) -> Option<u32> {
    meanings.iter().find_map(|meaning| match meaning {
        Meaning::Ordinal(number) => Some(*number),
        _ => None,
    })
}

/// `A/HRC` of `A/HRC/{kind}/{designation}`, for bodies that number their sessions.
fn series(body: &crate::registry::Body) -> Option<&str> {
    body.numbering.as_ref()?.pattern.strip_suffix("/{kind}/{designation}")
}
