use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::lexicon::Meaning;
use crate::cite::mention::Mention;
use crate::cite::names::is_conference;
use crate::model::{Class, Target};
use crate::registry::Registry;

/// How far the names of a list may stand from one another, in bytes.
const REACH: usize = 24;

/// "the Basel, Rotterdam and Stockholm conventions": short titles that share their head.
pub(crate) fn shared_titles(lexed: &Lexed<'_>, registry: &Registry) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for head in lexed.of(Kinds::SHARED_HEAD) {
        let before = series(lexed, head, (0..head).rev());
        let after = series(lexed, head, head + 1..lexed.lexemes.len());
        // The last may be a title by itself, and is a mention already.
        let own = sharer(lexed, head).map(|_| head);
        let names: Vec<usize> = before.into_iter().chain(own).chain(after).collect();
        let span = names.iter().chain([&head]).map(|&at| &lexed.lexemes[at]);
        let (start, end) = span.fold((usize::MAX, 0), |(start, end), lexeme| {
            (start.min(lexeme.start), end.max(lexeme.end))
        });
        if names.len() < 2 || is_conference(lexed, start, end) {
            continue;
        }
        for at in names {
            if lexed.has(at, Kinds::INSTRUMENT) {
                continue;
            }
            let Some(known) = sharer(lexed, at) else { continue };
            let id = registry.instruments()[known as usize].id.clone();
            let lexeme = &lexed.lexemes[at];
            mentions.push(Mention::new(
                Class::Instrument,
                Target::Resolved(id),
                lexeme.start,
                lexeme.end,
                "short titles that share their head",
            ));
        }
    }
    mentions
}

/// The one instrument whose short title a word gives.
fn sharer(lexed: &Lexed<'_>, index: usize) -> Option<u32> {
    let mut known = lexed.meanings(index).iter().filter_map(|meaning| match meaning {
        Meaning::Sharer(known) => Some(*known),
        _ => None,
    });
    let first = known.next()?;
    known.all(|other| other == first).then_some(first)
}

/// The names that follow one another from a head on, with nothing but small words between.
fn series(lexed: &Lexed<'_>, head: usize, along: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut names = Vec::new();
    let mut last = head;
    for at in along {
        let (from, to) = if at < last { (at, last) } else { (last, at) };
        let gap = lexed.between(lexed.lexemes[from].end, lexed.lexemes[to].start);
        if gap.len() > REACH || gap.contains(['.', ';', '(', ')']) {
            break;
        }
        if sharer(lexed, at).is_some() {
            if !gap.split([' ', ',', '、', '\u{60c}']).all(|word| is_small(lexed, word)) {
                break;
            }
            names.push(at);
            last = at;
        }
    }
    names
}

fn is_small(lexed: &Lexed<'_>, word: &str) -> bool {
    let grammar = &lexed.pack.grammar;
    word.is_empty()
        || grammar.and.iter().chain(&grammar.of).any(|small| small == word)
        || lexed
            .pack
            .script
            .articles
            .iter()
            .any(|article| article.trim_end() == word)
}
