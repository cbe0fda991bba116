use crate::cite::aliases;
use crate::cite::heads;
use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::lexicon::{Lexicon, Meaning};
use crate::cite::memory::Memory;
use crate::cite::mention::{Cover, Mention};
use crate::cite::protocols;
use crate::model::{Candidates, Class, NodeId, Target};
use crate::registry::{Dating, Registry, Strength};
use crate::text::{ends_with_any, folded_key, starts_with_any};

/// How far an elliptic title may stand from "the Protocols thereto", in bytes.
pub(crate) const ELLIPSIS_REACH: usize = 400;

/// How many words of a title without capitals or an article are no accident.
const UNMISTAKABLE: usize = 8;

/// The instruments that a paragraph names.
pub(crate) fn instruments(lexed: &Lexed<'_>, registry: &Registry, memory: &mut Memory) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut thereto: Option<usize> = None;
    memory.turn();
    for index in lexed.of(Kinds::TITLES) {
        let lexeme = &lexed.lexemes[index];
        let meanings = lexed.meanings(index);
        if is_common_noun(lexed, index) || heads_longer_title(lexed, index) || is_subtitled(lexed, index, registry) {
            continue;
        }
        if meanings.contains(&Meaning::Thereto) {
            thereto = Some(lexeme.end);
            mentions.extend(protocols::thereto(lexed, index, &mentions, registry, memory));
            continue;
        }
        let mention = match named(meanings) {
            Some(Named::Certain(_)) if begins_longer_title(lexed, index) => None,
            Some(Named::Certain(candidates)) => certain(&candidates, lexeme.start, lexeme.end, registry, memory),
            Some(Named::Anaphoric(_)) if is_qualified(lexed, index) => None,
            Some(Named::Anaphoric(candidates)) => anaphoric(&candidates, lexeme.start, lexeme.end, registry, memory)
                .or_else(|| {
                    let known = heads::told_among(lexed, index, |known| candidates.contains(&known))?;
                    let reason = "what the words beside it tell";
                    Some(resolved(known, lexeme.start, lexeme.end, registry, reason))
                })
                .or_else(|| {
                    let known = candidates.iter().copied().find(|&known| is_meant(known, registry))?;
                    stands_for_itself(lexed, index).then(|| {
                        resolved(
                            known,
                            lexeme.start,
                            lexeme.end,
                            registry,
                            "what the word means where nothing was named before",
                        )
                    })
                })
                .or_else(|| heads::head_noun(lexed, index, &mentions, registry, memory)),
            Some(Named::Elliptic(known)) => {
                let near = thereto.is_some_and(|from| lexeme.start - from <= ELLIPSIS_REACH);
                (near || protocols::headed(lexed, index, known, &mentions, registry)).then(|| {
                    let reason = "the head noun stands before";
                    resolved(known, lexeme.start, lexeme.end, registry, reason)
                })
            }
            None => heads::head_noun(lexed, index, &mentions, registry, memory)
                .map(|head| protocols::to_head(lexed, head, registry, memory)),
        };
        if let Some(mut mention) = mention.filter(|mention| !names_body(lexed, registry, mention)) {
            take_marks(lexed, &mut mention);
            mentions.push(mention);
        }
    }
    aliases::aliases(lexed, registry, memory, &mut mentions);
    mentions
}

/// The instruments that a document's title names.
pub(crate) fn in_title(title: Option<&str>, lexicon: &Lexicon) -> Vec<u32> {
    let key = folded_key(title.unwrap_or_default());
    let certain = |meaning: &Meaning| match meaning {
        Meaning::Instrument(known, strength) if *strength != Strength::Anaphor => Some(*known),
        _ => None,
    };
    let words = lexicon.matches(&key).map(|(_, _, word)| lexicon.meanings(word));
    words.flat_map(|meanings| meanings.iter().filter_map(certain)).collect()
}

/// A word that may be a name but has another meaning beside, printed as a common noun: "carta" is a letter.
fn is_common_noun(lexed: &Lexed<'_>, index: usize) -> bool {
    let lexeme = &lexed.lexemes[index];
    let words = &lexed.text[lexeme.start..lexeme.end];
    if !words.starts_with(char::is_lowercase) || words.contains(char::is_uppercase) {
        return false;
    }
    let meanings = lexed.meanings(index);
    let title = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Instrument(..) | Meaning::Ellipsis(_) | Meaning::Uncapitalized | Meaning::Told(_)
        )
    };
    // "el nuevo programa urbano" is that one, "un nuevo programa urbano" is any.
    let long = lexed.pack.script.articles.is_empty() && words.split(' ').count() >= UNMISTAKABLE;
    let vague = meanings.contains(&Meaning::Uncapitalized) && !long && !is_definite(lexed, lexeme.start);
    vague || !meanings.iter().all(title)
}

/// Whether a name ends a longer title that the registry does not know: what comes before it in the title marks says which
/// charter it is. "As amended in 1972" or a year before it does not.
fn heads_longer_title(lexed: &Lexed<'_>, index: usize) -> bool {
    let lexeme = &lexed.lexemes[index];
    if lexed.pack.script.spaced || !lexed.text[lexeme.end..].starts_with('》') {
        return false;
    }
    let head = &lexed.text[..lexeme.start];
    let inside = head.rfind('《').map(|at| &head[at + '《'.len_utf8()..]);
    inside.is_some_and(|words| !words.is_empty() && !words.contains('》') && !words.ends_with(['的', '年', '〈']))
}

/// Whether a quotation opens with a motto and goes on behind a colon: the theme of a session, "The future we want: lamps for
/// all", is not the outcome that has the motto for its title.
fn is_subtitled(lexed: &Lexed<'_>, index: usize, registry: &Registry) -> bool {
    let lexeme = &lexed.lexemes[index];
    let (head, tail) = (&lexed.lower[..lexeme.start], &lexed.text[lexeme.end..]);
    let mut articles = lexed.pack.script.articles.iter();
    let before = articles
        .find_map(|article| head.strip_suffix(article.as_str()))
        .unwrap_or(head);
    let quoted = before.trim_end().ends_with(['"', '《']);
    let motto = || {
        lexed.is(index, |meaning| match meaning {
            Meaning::Instrument(known, _) => registry.instruments()[known as usize].form == "outcome",
            _ => false,
        })
    };
    quoted && tail.trim_start().starts_with(':') && motto()
}

/// Whether an article, or a preposition joined with one, stands before an offset.
fn is_definite(lexed: &Lexed<'_>, start: usize) -> bool {
    let before = lexed.lower[..start].trim_end().rsplit(' ').next().unwrap_or("");
    let articles = &lexed.pack.script.articles;
    articles.iter().any(|article| article.trim_end() == before)
        || lexed.pack.grammar.foreign.iter().any(|of| of == before)
}

/// "Conference of the Parties to the Basel Convention" is a body: it does not cite the convention. Of other treaties the
/// parties meet to review them, and name them; a group of their parties has a name as well.
fn names_body(lexed: &Lexed<'_>, registry: &Registry, mention: &Mention) -> bool {
    let names = &lexed.pack.names;
    let convention = || {
        let known = mention.target.id().and_then(|id| registry.instrument(id.as_str()));
        known.is_some_and(|known| known.form.contains("convention"))
    };
    is_conference(lexed, mention.start, mention.end) && convention()
        || stands_between(
            lexed,
            mention.start,
            mention.end,
            &names.group_before,
            &names.group_after,
        )
}

/// Whether the words around a title make it the name of a conference.
pub(crate) fn is_conference(lexed: &Lexed<'_>, start: usize, end: usize) -> bool {
    let names = &lexed.pack.names;
    stands_between(lexed, start, end, &names.conference_before, &names.conference_after)
}

fn stands_between(lexed: &Lexed<'_>, start: usize, end: usize, before: &[String], after: &[String]) -> bool {
    let head = lexed.lower[..start].trim_end_matches(['"', '《', ' ']);
    let tail = lexed.lower[end..].trim_start_matches(['"', '》', ' ']);
    ends_with_any(head, before) || starts_with_any(tail, after)
}

fn is_meant(known: u32, registry: &Registry) -> bool {
    registry.instruments()[known as usize].meant_by_default
}

/// Whether nothing beside "the Charter" says of what it is the charter, or which.
fn stands_for_itself(lexed: &Lexed<'_>, index: usize) -> bool {
    let script = &lexed.pack.script;
    let (start, end) = (lexed.lexemes[index].start, lexed.lexemes[index].end);
    let (head, tail) = (&lexed.lower[..start], &lexed.text[end..]);
    if !script.spaced {
        let before = head.trim_end_matches('《').len();
        let owned = index > 0 && lexed.lexemes[index - 1].end == before && lexed.has(index - 1, Kinds::BODY);
        return before < head.len() && tail.starts_with('》') && !owned;
    }
    let article = script.articles.is_empty() || script.is_definite(head);
    let Some(next) = tail.strip_prefix(' ') else {
        return article && !tail.starts_with('\'');
    };
    let word = next.split([' ', ',', '.', ';']).next().unwrap_or("");
    let relative = lexed.pack.names.relatives.iter().any(|relative| {
        let behind = lexed.lower[end + 1..].strip_prefix(relative.as_str());
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
    });
    let mut owners = lexed.pack.grammar.of.iter();
    let of = !relative && owners.any(|of| !of.is_empty() && of.split(' ').next() == Some(word));
    let definite = !relative
        && script
            .contractions
            .iter()
            .any(|(definite, _)| word.starts_with(definite.as_str()));
    let attribute = lexed
        .pack
        .names
        .attributes
        .iter()
        .any(|attribute| word.starts_with(attribute.as_str()));
    let subject = is_on_subject(lexed, tail);
    article && !of && !definite && !attribute && !subject && !word.starts_with(char::is_uppercase)
}

/// Whether capitals beside a name that refers back make another one of it: "the Olympic Charter", "the Charter on Lamps".
fn is_qualified(lexed: &Lexed<'_>, index: usize) -> bool {
    let script = &lexed.pack.script;
    let (start, end) = (lexed.lexemes[index].start, lexed.lexemes[index].end);
    if !script.spaced || script.articles.is_empty() {
        return false;
    }
    let head = lexed.text[..start].trim_end_matches('"');
    let Some(word) = head.strip_suffix(' ').map(|head| head.rsplit(' ').next().unwrap_or("")) else {
        return false;
    };
    let article = || {
        script
            .articles
            .iter()
            .any(|article| article.trim().eq_ignore_ascii_case(word))
    };
    let proper = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic) && !article();
    let sentence = head.len() == word.len() + 1;
    proper && !sentence || is_on_subject(lexed, &lexed.text[end..]) || is_another(lexed, end)
}

/// Whether what follows says of whom or for what the thing is: "the Charter of the Keepers' Guild", "the Compact for Safe Lamps".
/// A date after "of" does not.
fn is_another(lexed: &Lexed<'_>, end: usize) -> bool {
    let (text, lower) = (&lexed.text[end..], &lexed.lower[end..]);
    let (grammar, longer) = (&lexed.pack.grammar, &lexed.pack.names.longer);
    let undated = |word: &&String| !grammar.dated.contains(*word);
    let of = grammar.of.iter().filter(undated).filter(|of| {
        let first = of.split([' ', '\'']).next().unwrap_or("");
        longer.iter().any(|longer| longer == first)
    });
    let longer = longer.iter().filter(undated);
    of.chain(longer).any(|word| {
        let rest = lower
            .strip_prefix(' ')
            .and_then(|rest| rest.strip_prefix(word.as_str()));
        let from = rest.map(|rest| lower.len() - rest.trim_start_matches(' ').len());
        from.is_some_and(|from| text[from..].starts_with(char::is_uppercase))
    })
}

/// Whether a name is the beginning of a longer title: "United Nations Charter on the Keeping of Lamps".
fn begins_longer_title(lexed: &Lexed<'_>, index: usize) -> bool {
    let (start, end) = (lexed.lexemes[index].start, lexed.lexemes[index].end);
    let last = lexed.between(start, end).rsplit(' ').next().unwrap_or("");
    let headed = || lexed.pack.names.titled.iter().any(|head| head == last);
    is_on_subject(lexed, &lexed.text[end..]) && headed()
}

/// "on the Keeping of Lamps" behind a head noun, not "on these matters" and not "on 24 December 2014".
fn is_on_subject(lexed: &Lexed<'_>, tail: &str) -> bool {
    let mut words = tail.strip_prefix(' ').unwrap_or("").split(' ');
    let on = words.next().unwrap_or("");
    let day = words.clone().next().is_some_and(is_day);
    lexed.pack.names.subjects.iter().any(|subject| subject == on)
        && !day
        && words.take(2).any(|word| word.starts_with(char::is_uppercase))
}

/// Whether a word behind "on" is the day of a date: the entry into force of the Convention on 3 May.
pub(crate) fn is_day(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Titles in title marks that the registry does not know.
pub(crate) fn unknown_titles(lexed: &Lexed<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let mut unknown = Vec::new();
    if !lexed.text.contains('《') {
        return unknown;
    }
    let known = Cover::of(mentions);
    for (start, _) in lexed.text.match_indices('《') {
        let Some(length) = lexed.text[start..].find('》') else {
            break;
        };
        let (inner, end) = (start + '《'.len_utf8(), start + length + '》'.len_utf8());
        let title = &lexed.text[inner..start + length];
        if known.overlaps(start, end) || length > 400 || title.contains('《') || is_no_title(lexed, title, end) {
            continue;
        }
        let mut mention = Mention::new(
            Class::Instrument,
            Target::Unresolved,
            start,
            end,
            "a title that the registry does not know",
        );
        mention.core = (inner, start + length);
        unknown.push(mention);
    }
    unknown
}

/// Whether what stands in title marks is no instrument's title: a law, a head alone, or part of a conference's name.
fn is_no_title(lexed: &Lexed<'_>, title: &str, end: usize) -> bool {
    let names = &lexed.pack.names;
    names.bare.iter().any(|head| head == title)
        || names.foreign.iter().any(|last| title.ends_with(last.as_str()))
        || names
            .conference_after
            .iter()
            .any(|conference| lexed.text[end..].starts_with(conference.as_str()))
}

enum Named {
    Certain(Vec<u32>),
    Anaphoric(Vec<u32>),
    Elliptic(u32),
}

fn named(meanings: &[Meaning]) -> Option<Named> {
    let of = |wanted: fn(Strength) -> bool| -> Vec<u32> {
        meanings
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::Instrument(known, strength) if wanted(*strength) => Some(*known),
                _ => None,
            })
            .collect()
    };
    let certain = of(|strength| strength != Strength::Anaphor);
    if !certain.is_empty() {
        // A full title is stronger than the same words as somebody's short title.
        let titles = of(|strength| strength == Strength::Title);
        return Some(Named::Certain(if titles.len() == 1 { titles } else { certain }));
    }
    let anaphoric = of(|strength| strength == Strength::Anaphor);
    if !anaphoric.is_empty() {
        return Some(Named::Anaphoric(anaphoric));
    }
    meanings.iter().find_map(|meaning| match meaning {
        Meaning::Ellipsis(known) => Some(Named::Elliptic(*known)),
        _ => None,
    })
}

fn certain(candidates: &[u32], start: usize, end: usize, registry: &Registry, memory: &mut Memory) -> Option<Mention> {
    if candidates.iter().all(|&known| is_younger(known, registry, memory)) {
        let reason = "what the registry knows by this title is younger than the document";
        return Some(Mention::new(Class::Instrument, Target::Unresolved, start, end, reason));
    }
    if let [known] = candidates {
        memory.name_instrument(*known);
        return Some(resolved(*known, start, end, registry, "title in the registry"));
    }
    if let Some(known) = memory.last_instrument_of(candidates) {
        return Some(resolved(
            known,
            start,
            end,
            registry,
            "short title of an instrument named in full before",
        ));
    }
    let ids = candidates.iter().map(|&known| id(known, registry));
    let target = Candidates::new(ids).map_or(Target::Unresolved, Target::Ambiguous);
    Some(Mention::new(
        Class::Instrument,
        target,
        start,
        end,
        "several instruments have this title",
    ))
}

/// Whether an instrument was adopted more than a year after the document: one that is being drafted may have its title.
fn is_younger(known: u32, registry: &Registry, memory: &Memory) -> bool {
    let year = registry.instruments()[known as usize].date.map(Dating::year);
    let own = memory.adopted.map(jiff::civil::Date::year);
    year.zip(own).is_some_and(|(year, own)| year > own + 1)
}

/// "the Covenant": the last instrument that was named in full among those that it may mean.
fn anaphoric(candidates: &[u32], start: usize, end: usize, registry: &Registry, memory: &Memory) -> Option<Mention> {
    if let Some(known) = memory.last_instrument_of(candidates) {
        let reason = "refers back to the instrument last named in full";
        return Some(resolved(known, start, end, registry, reason));
    }
    // "the Geneva Conventions and the Additional Protocols".
    let parent = |known: u32| {
        registry.instruments()[known as usize]
            .parent
            .as_ref()
            .map(|parent| parent.id.as_str())
    };
    let below = |known: &u32| {
        let parent = parent(*known).and_then(|id| registry.instrument_index(id));
        parent.is_some_and(|parent| memory.last_instrument_of(&[parent]).is_some())
    };
    let known = candidates.iter().copied().find(below)?;
    Some(resolved(
        known,
        start,
        end,
        registry,
        "refers back to the protocols of an instrument named in full",
    ))
}

fn resolved(known: u32, start: usize, end: usize, registry: &Registry, reason: &'static str) -> Mention {
    Mention::new(
        Class::Instrument,
        Target::Resolved(id(known, registry)),
        start,
        end,
        reason,
    )
}

fn id(known: u32, registry: &Registry) -> NodeId {
    registry.instruments()[known as usize].id.clone()
}

/// A title's own marks belong to its span.
fn take_marks(lexed: &Lexed<'_>, mention: &mut Mention) {
    for (open, close) in [('《', '》'), ('"', '"')] {
        if lexed.text[..mention.start].ends_with(open) && lexed.text[mention.end..].starts_with(close) {
            mention.start -= open.len_utf8();
            mention.end += close.len_utf8();
            return;
        }
    }
}
