//! Short titles that a document defines for itself: `the Doha Document for Peace in Darfur (DDPD)`, `(the "Peace Agreement")`.

use memchr::memmem;

use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::memory::Memory;
use crate::cite::mention::{Cover, Mention};
use crate::model::{Class, Target};
use crate::registry::Registry;

/// How many short titles one document may define: each is looked for in every paragraph that follows.
const MOST: usize = 32;

/// The longest short title, in bytes.
const LONGEST: usize = 60;

/// The fewest letters of an abbreviation.
const SHORTEST: usize = 3;

/// A short title, and the instrument that it stands for.
#[derive(Debug)]
pub(crate) struct Alias {
    words: String,
    known: u32,
}

/// Adds to the instruments of a paragraph those that it cites by short titles of the document's own, and learns the short
/// titles that it defines itself.
pub(super) fn aliases(lexed: &Lexed<'_>, registry: &Registry, memory: &mut Memory, mentions: &mut Vec<Mention>) {
    let known_before = memory.aliases.len();
    let mut defined: Vec<usize> = vec![0; known_before];
    for mention in mentions.iter() {
        let Some((words, end)) = definition(lexed, mention) else {
            continue;
        };
        let known = mention
            .target
            .id()
            .and_then(|id| registry.instrument_index(id.as_str()));
        let Some(known) = known.filter(|_| memory.aliases.len() < MOST) else {
            continue;
        };
        if memory.aliases.iter().all(|alias| alias.words != words) {
            let words = words.to_owned();
            memory.aliases.push(Alias { words, known });
            defined.push(end);
        }
    }
    if memory.aliases.is_empty() {
        return;
    }
    let cover = Cover::of(mentions.iter());
    let mut cited = Vec::new();
    for (alias, &from) in memory.aliases.iter().zip(&defined) {
        for at in memmem::find_iter(&lexed.text.as_bytes()[from..], alias.words.as_bytes()) {
            let (start, end) = (from + at, from + at + alias.words.len());
            if is_whole(lexed.text, start, end) && !is_longer(lexed, start, &alias.words) && !cover.overlaps(start, end)
            {
                let target = Target::Resolved(registry.instruments()[alias.known as usize].id.clone());
                let reason = "short title that the document defines";
                cited.push(Mention::new(Class::Instrument, target, start, end, reason));
            }
        }
    }
    mentions.extend(cited);
    mentions.sort_by_key(|mention| mention.start);
}

/// Whether a paragraph may have one of the document's short titles.
pub(super) fn any(lexed: &Lexed<'_>, memory: &Memory) -> bool {
    let mut aliases = memory.aliases.iter();
    aliases.any(|alias| memmem::find(lexed.text.as_bytes(), alias.words.as_bytes()).is_some())
}

/// Whether no word goes on before or behind.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/');
    !text[..start].ends_with(inner) && !text[end..].starts_with(inner)
}

/// Whether the word before makes a longer title of it: "the Comprehensive Peace Agreement".
fn is_longer(lexed: &Lexed<'_>, start: usize, words: &str) -> bool {
    let head = lexed.text[..start].trim_end();
    let before = head.rsplit(' ').next().unwrap_or_default();
    let lower = before.to_lowercase();
    let article = lexed
        .pack
        .script
        .articles
        .iter()
        .any(|article| article.trim_end() == lower);
    words.contains(' ') && before.starts_with(char::is_uppercase) && !article
}

/// The short title in the brackets right behind a title, and where the brackets end.
fn definition<'t>(lexed: &Lexed<'t>, mention: &Mention) -> Option<(&'t str, usize)> {
    if mention.class != Class::Instrument {
        return None;
    }
    let title = &lexed.text[mention.start..mention.end];
    let rest = &lexed.text[mention.end..];
    // A footnote's mark may stand between.
    let opened = rest
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start()
        .strip_prefix('(')?;
    let close = opened.find(')').filter(|&close| close <= LONGEST)?;
    let inside = &opened[..close];
    let words = match inside.split_once('"') {
        Some((_, quoted)) => quoted.split_once('"')?.0,
        None => inside,
    };
    let bare = lexed
        .pack
        .script
        .articles
        .iter()
        .find_map(|article| words.strip_prefix(article.as_str()));
    let words = bare.unwrap_or(words).trim();
    let fits = is_abbreviation(words, title) || words.len() < inside.len() && is_short_title(words, title);
    let end = mention.end + (rest.len() - opened.len()) + close + 1;
    (fits && !names_body(lexed, end - close - 1, end)).then_some((words, end))
}

/// `DDPD`: capitals that stand in the title in this order, the first as its own first letter: a statute's `ICTR` is the court.
fn is_abbreviation(words: &str, title: &str) -> bool {
    let capitals = words.chars().all(|c| c.is_uppercase() || c == '-');
    let mut letters = words.chars().filter(|c| c.is_uppercase());
    if !capitals || words.chars().count() < SHORTEST {
        return false;
    }
    let title = title.trim_start_matches('"');
    let mut title = title.chars().flat_map(char::to_uppercase);
    letters.next() == title.next() && letters.all(|letter| title.any(|c| c == letter))
}

/// `Peace Agreement`: two words or more, each with a capital, one of them the title's.
fn is_short_title(words: &str, title: &str) -> bool {
    let parts = || words.split(' ');
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    parts().count() >= 2
        && parts().all(|word| capital(word) || word.len() <= 3)
        && capital(words)
        && parts().any(|word| word.len() >= 4 && title.split(' ').any(|other| other == word))
}

/// Whether a body is named between two offsets: the Court behind its statute, not the statute.
fn names_body(lexed: &Lexed<'_>, start: usize, end: usize) -> bool {
    let from = lexed.index_at(start);
    let inside = (from..lexed.lexemes.len()).take_while(|&at| lexed.lexemes[at].start < end);
    inside.into_iter().any(|at| lexed.has(at, Kinds::BODY))
}
