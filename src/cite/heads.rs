//! A head noun by itself: "the Convention", after the convention's name or a definition.

use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::lexicon::Meaning;
use crate::cite::memory::Memory;
use crate::cite::mention::Mention;
use crate::cite::names::is_day;
use crate::model::{Candidates, Class, Target};
use crate::registry::{Dating, Registry, Strength};
use crate::text::{starts_with, strip_start};

/// How far a definition may stand behind the title that it shortens, in bytes.
const DEFINITION_REACH: usize = 120;

/// How far the words that tell what a head noun means may stand from it, in bytes: a sentence.
const TELLING_REACH: usize = 700;

/// What a document means by a head noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defined {
    /// The instrument that a definition gave it to: `(hereinafter "the Convention")`.
    As(u32),
    /// One that the registry does not know, by a definition.
    Unknown,
    /// Nothing, but a longer title that the registry does not know began with it: it may mean that one as well.
    Shared,
}

/// What a head noun cites; `before` are the instruments that stand before it in its paragraph.
///
/// It is the instrument that the document defined it as, else the only one of its form in the paragraph, else that of the
/// document's title, else the only one in the document so far. Where several are of its form, which one is meant is left open.
pub(crate) fn head_noun(
    lexed: &Lexed<'_>,
    index: usize,
    before: &[Mention],
    registry: &Registry,
    memory: &mut Memory,
) -> Option<Mention> {
    let heads = || {
        lexed.meanings(index).iter().filter_map(|meaning| match meaning {
            Meaning::Head(head) => Some(*head),
            _ => None,
        })
    };
    let head = heads().next()?;
    let lexeme = &lexed.lexemes[index];
    if lexed.text[lexeme.start..].starts_with(char::is_lowercase) {
        return None;
    }
    if is_definition(lexed, index, before.last()) {
        let form = lexed.pack.names.heads.keys().nth(head as usize)?;
        let known = shortened(lexed, index, before, form, registry);
        memory.define(head, known.map_or(Defined::Unknown, Defined::As));
        return None;
    }
    if let Some((year, start, end)) = year_beside(lexed, index) {
        let form = lexed.pack.names.heads.keys().nth(head as usize)?;
        let before = of_year(form, year, registry, memory)
            .map(|known| (known, "the only instrument of its form and year named before"));
        let found = before.or_else(|| {
            told(lexed, index, form, Some(year), registry).map(|known| (known, "what the words beside it tell"))
        });
        if let Some((known, reason)) = found {
            let target = Target::Resolved(registry.instruments()[known as usize].id.clone());
            return Some(Mention::new(Class::Instrument, target, start, end, reason));
        }
    }
    match standing(lexed, index) {
        Standing::Alone => {}
        Standing::Part => return None,
        Standing::InTitle => {
            // What the document has defined, another title does not take away.
            if !matches!(memory.defined(head), Some(Defined::As(_))) {
                memory.share(head);
            }
            return None;
        }
    }
    let (candidates, reason) = match memory.defined(head) {
        Some(Defined::As(known)) => (vec![known], "as the document defines it"),
        Some(Defined::Unknown) => return None,
        shared => {
            // "Programme d’action" is the noun of two forms.
            let forms = || heads().filter_map(|head| lexed.pack.names.heads.keys().nth(head as usize));
            let here = shared.map(|_| memory.shared_here(head));
            let told = || {
                let known = forms().find_map(|form| told(lexed, index, form, None, registry))?;
                shared.is_none().then(|| (vec![known], "what the words beside it tell"))
            };
            let before = forms().find_map(|form| named(form, registry, memory, here));
            before.or_else(told)?
        }
    };
    let id = |&known: &u32| registry.instruments()[known as usize].id.clone();
    let target = match &candidates[..] {
        [known] => Target::Resolved(id(known)),
        several => Target::Ambiguous(Candidates::new(several.iter().map(id))?),
    };
    Some(Mention::new(
        Class::Instrument,
        target,
        lexeme.start,
        lexeme.end,
        reason,
    ))
}

/// Whether a mention is a bare head noun or another word that refers back, or protocols "thereto": what can only have been named in full before.
pub(crate) fn refers_back(lexed: &Lexed<'_>, mention: &Mention) -> bool {
    let index = lexed.index_at(mention.core.0);
    let whole = lexed
        .lexemes
        .get(index)
        .is_some_and(|lexeme| (lexeme.start, lexeme.end) == mention.core);
    mention.class == Class::Instrument
        && whole
        && lexed.is(index, |meaning| {
            matches!(
                meaning,
                Meaning::Head(_) | Meaning::Thereto | Meaning::Instrument(_, Strength::Anaphor)
            )
        })
}

/// The instruments of a form that a bare head noun may mean, and why. Where the document has named another of the form, which
/// the registry does not know, `shared` says whether the paragraph did: then the nearest context alone decides.
fn named(form: &str, registry: &Registry, memory: &Memory, shared: Option<bool>) -> Option<(Vec<u32>, &'static str)> {
    let of_form = |known: &&u32| is_of_form(&registry.instruments()[**known as usize].form, form);
    let [here, all] = memory.named();
    let here: Vec<u32> = here.iter().filter(of_form).copied().collect();
    if here.len() == 1 && shared != Some(true) {
        return Some((here, "the only instrument of its form in the paragraph"));
    }
    let all: Vec<u32> = all.iter().filter(of_form).copied().collect();
    let titled: Vec<u32> = all
        .iter()
        .filter(|known| memory.titled.contains(known))
        .copied()
        .collect();
    if titled.len() == 1 {
        return Some((titled, "the instrument of the document's title"));
    }
    if shared.is_some() {
        return None;
    }
    match all.len() {
        0 => None,
        1 => Some((all, "the only instrument of its form named before")),
        _ => Some((all, "several instruments of its form were named before")),
    }
}

/// "the 1961 Convention": the year beside a head noun, and where both begin and end.
fn year_beside(lexed: &Lexed<'_>, index: usize) -> Option<(i16, usize, usize)> {
    let (script, names) = (&lexed.pack.script, &lexed.pack.names);
    let (start, end) = (lexed.lexemes[index].start, lexed.lexemes[index].end);
    let before = lexed.lower[..start].strip_suffix(if script.spaced { " " } else { "年" });
    let last = |before: &'_ str| {
        before
            .len()
            .checked_sub(4)
            .filter(|&at| before.get(at..).is_some_and(is_year))
    };
    let ended = |at: usize| {
        let word = lexed.text[at..]
            .strip_prefix(' ')
            .unwrap_or("")
            .split(' ')
            .next()
            .unwrap_or("");
        let longer = names.longer.iter().any(|longer| longer == word);
        !longer && !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    if let Some((head, year)) = before.and_then(|before| Some(before.split_at(last(before)?))) {
        let article = script.is_definite(head);
        let own = if script.spaced {
            article && ended(end)
        } else {
            head.ends_with('《')
        };
        return own.then_some((year.parse().ok()?, head.len(), end));
    }
    names.year.iter().find_map(|words| {
        let rest = lexed.lower[end..].strip_prefix(' ')?.strip_prefix(words.as_str())?;
        let year = rest.trim_start_matches(' ').get(..4).filter(|year| is_year(year))?;
        let stop = lexed.lower.len() - rest.trim_start_matches(' ').len() + 4;
        let own = !lexed.lower[stop..].starts_with(char::is_alphanumeric);
        own.then_some((year.parse().ok()?, start, stop))
    })
}

fn is_year(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && (text.starts_with("19") || text.starts_with("20"))
}

/// The one instrument of a form and a year that the document has named.
fn of_year(form: &str, year: i16, registry: &Registry, memory: &Memory) -> Option<u32> {
    let [_, all] = memory.named();
    let fits = |known: &&u32| {
        let known = &registry.instruments()[**known as usize];
        is_of_form(&known.form, form) && known.date.map(Dating::year) == Some(year)
    };
    let mut fitting = all.iter().filter(fits);
    fitting.next().copied().filter(|_| fitting.next().is_none())
}

/// The one instrument of a form, and of a year where one is given, that words nearby tell.
fn told(lexed: &Lexed<'_>, index: usize, form: &str, year: Option<i16>, registry: &Registry) -> Option<u32> {
    told_among(lexed, index, |known| {
        let known = &registry.instruments()[known as usize];
        let dated = |year| known.date.map(Dating::year) == Some(year);
        is_of_form(&known.form, form) && year.is_none_or(dated)
    })
}

/// The one instrument among some that words nearby tell.
pub(crate) fn told_among(lexed: &Lexed<'_>, index: usize, among: impl Fn(u32) -> bool) -> Option<u32> {
    let at = lexed.lexemes[index].start;
    let held = if lexed.held.contains(Kinds::TOLD) {
        lexed.lexemes.len()
    } else {
        0
    };
    let mut fitting = (lexed.index_at(at.saturating_sub(TELLING_REACH))..held)
        .take_while(|&other| lexed.lexemes[other].start <= at + TELLING_REACH)
        .filter(|&other| lexed.has(other, Kinds::TOLD))
        .flat_map(|other| lexed.meanings(other))
        .filter_map(|meaning| match meaning {
            Meaning::Told(known) => Some(*known),
            _ => None,
        })
        .filter(|&known| among(known));
    let known = fitting.next()?;
    fitting.all(|other| other == known).then_some(known)
}

/// Whether a form is that of a head noun: a framework convention is a convention, a declaration and programme of action is
/// both.
fn is_of_form(form: &str, head: &str) -> bool {
    let ends = form
        .strip_suffix(head)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let begins = form.strip_prefix(head).is_some_and(|rest| rest.starts_with(" and "));
    ends || begins
}

/// `… (hereinafter "the Convention")`: from here on the noun means the instrument before the bracket.
fn is_definition(lexed: &Lexed<'_>, index: usize, before: Option<&Mention>) -> bool {
    let lexeme = &lexed.lexemes[index];
    let tail = lexed.lower[lexeme.end..].trim_start_matches(['"', '\'', '》', '>', ' ']);
    let gap = lexed.between(before.map_or(0, |mention| mention.end), lexeme.start);
    // The gap may be as long as the paragraph: it is looked into only where it is short.
    let opened = || gap.rfind('(').is_some_and(|open| !gap[open..].contains(')'));
    tail.starts_with(')') && gap.len() <= DEFINITION_REACH && opened()
}

/// The instrument that a definition shortens: the nearest of its form ("the Harbour Agreement under the Lamp Convention (the
/// Agreement)"), else the nearest.
fn shortened(lexed: &Lexed<'_>, index: usize, before: &[Mention], form: &str, registry: &Registry) -> Option<u32> {
    let start = lexed.lexemes[index].start;
    let known = |mention: &Mention| registry.instrument_index(mention.target.id()?.as_str());
    let near = before.iter().rev();
    let near = near.take_while(|mention| start.saturating_sub(mention.end) <= DEFINITION_REACH);
    let mut of_form = near.filter_map(known);
    of_form
        .find(|&known| is_of_form(&registry.instruments()[known as usize].form, form))
        .or_else(|| known(before.last()?))
}

/// How a head noun stands in its sentence.
enum Standing {
    /// With its article, and nothing that says which one it is: "the Convention".
    Alone,
    /// In a longer title: "the Convention on …", "the Bamako Convention".
    InTitle,
    /// Before or behind words that make another thing of it: "Convention Secretariat".
    Part,
}

fn standing(lexed: &Lexed<'_>, index: usize) -> Standing {
    let (script, names) = (&lexed.pack.script, &lexed.pack.names);
    let (start, end) = (lexed.lexemes[index].start, lexed.lexemes[index].end);
    let (head, tail) = (&lexed.text[..start], &lexed.text[end..]);
    if !script.spaced {
        return match (head.ends_with('《'), tail.starts_with('》')) {
            (true, true) => Standing::Alone,
            (false, true) => Standing::InTitle,
            _ => Standing::Part,
        };
    }
    let word = tail
        .strip_prefix(' ')
        .unwrap_or("")
        .split([' ', ',', '.', ';', '\''])
        .next()
        .unwrap_or("");
    let lower = lexed.lower.get(end + 1..end + 1 + word.len()).unwrap_or("");
    let attribute = names.attributes.iter().any(|attribute| starts_with(lower, attribute));
    // "the Convention of 3 May" is another one, what the Convention did on 3 May is not.
    let day = || {
        let behind = tail.get(1 + word.len()..).unwrap_or("").trim_start();
        names.subjects.iter().any(|subject| subject == lower) && is_day(behind.split(' ').next().unwrap_or(""))
    };
    let purpose = || {
        let behind = tail.get(1 + word.len()..).unwrap_or("").strip_prefix(' ');
        names.purposes.iter().any(|purpose| purpose == lower)
            && behind.is_some_and(|behind| behind.starts_with(char::is_uppercase))
    };
    let owned = names.gatherings.iter().any(|gathering| {
        let behind = lexed.lower[end..]
            .strip_prefix(' ')
            .and_then(|tail| strip_start(tail, gathering));
        let next = behind.map(|behind| behind.trim_start().split([' ', ',']).next().unwrap_or(""));
        let whole = behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric));
        whole && next.is_some_and(|next| !names.longer.iter().any(|longer| longer == next))
    });
    if owned {
        return Standing::Alone;
    }
    if attribute || purpose() || names.longer.iter().any(|longer| longer == lower) && !day() {
        return Standing::InTitle;
    }
    let other = |c: char| c.is_uppercase() || c.is_ascii_digit();
    if word.starts_with(other) || tail.starts_with(['-', '\'']) {
        return Standing::Part;
    }
    if script.articles.is_empty() || script.is_definite(&lexed.lower[..start]) {
        return Standing::Alone;
    }
    let before = head.trim_end().rsplit(' ').next().unwrap_or("");
    if before.starts_with(other) {
        Standing::InTitle
    } else {
        Standing::Part
    }
}
