//! A head noun by itself: "the Convention", after the convention's name or a definition.

use crate::cite::lex::Lexed;
use crate::cite::lexicon::Meaning;
use crate::cite::memory::Memory;
use crate::cite::mention::Mention;
use crate::model::{Candidates, Class, Target};
use crate::registry::Registry;

/// How far a definition may stand behind the title that it shortens, in bytes.
const DEFINITION_REACH: usize = 120;

/// What a document means by a head noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defined {
    /// The instrument that a definition gave it to: `(hereinafter "the Convention")`.
    As(u32),
    /// One that the registry does not know, by a definition or because a longer title began with the noun.
    Unknown,
}

/// What a head noun cites; `before` is the instrument that stands before it in its paragraph.
///
/// It is the instrument that the document defined it as, else the only one of its form in the paragraph, else that of the
/// document's title, else the only one in the document so far. Where several are of its form, which one is meant is left open.
pub(crate) fn head_noun(
    lexed: &Lexed<'_>,
    index: usize,
    before: Option<&Mention>,
    registry: &Registry,
    memory: &mut Memory,
) -> Option<Mention> {
    let head = lexed.meanings(index).iter().find_map(|meaning| match meaning {
        Meaning::Head(head) => Some(*head),
        _ => None,
    })?;
    let lexeme = &lexed.lexemes[index];
    if lexed.text[lexeme.start..].starts_with(char::is_lowercase) {
        return None;
    }
    if is_definition(lexed, index, before) {
        let known = before.and_then(|mention| registry.instrument_index(mention.target.id()?.as_str()));
        memory.define(head, known.map_or(Defined::Unknown, Defined::As));
        return None;
    }
    match standing(lexed, index) {
        Standing::Alone => {}
        Standing::Part => return None,
        Standing::InTitle => {
            memory.define(head, Defined::Unknown);
            return None;
        }
    }
    let (candidates, reason) = match memory.defined(head) {
        Some(Defined::As(known)) => (vec![known], "as the document defines it"),
        Some(Defined::Unknown) => return None,
        None => named(lexed.pack.names.heads.keys().nth(head as usize)?, registry, memory)?,
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

/// Whether a mention is a bare head noun, or protocols "thereto": what can only have been named in full before.
pub(crate) fn refers_back(lexed: &Lexed<'_>, mention: &Mention) -> bool {
    let index = lexed.index_at(mention.core.0);
    let whole = lexed
        .lexemes
        .get(index)
        .is_some_and(|lexeme| (lexeme.start, lexeme.end) == mention.core);
    mention.class == Class::Instrument
        && whole
        && lexed.is(index, |meaning| matches!(meaning, Meaning::Head(_) | Meaning::Thereto))
}

/// The instruments of a form that a bare head noun may mean, and why.
fn named(form: &str, registry: &Registry, memory: &Memory) -> Option<(Vec<u32>, &'static str)> {
    let of_form = |known: &&u32| is_of_form(&registry.instruments()[**known as usize].form, form);
    let [here, all] = memory.named();
    let here: Vec<u32> = here.iter().filter(of_form).copied().collect();
    if here.len() == 1 {
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
    match all.len() {
        0 => None,
        1 => Some((all, "the only instrument of its form named before")),
        _ => Some((all, "several instruments of its form were named before")),
    }
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
    let opened = gap.rfind('(').is_some_and(|open| !gap[open..].contains(')'));
    tail.starts_with(')') && opened && gap.len() <= DEFINITION_REACH
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
    let attribute = names
        .attributes
        .iter()
        .any(|attribute| lower.starts_with(attribute.as_str()));
    if attribute || names.longer.iter().any(|longer| longer == lower) {
        return Standing::InTitle;
    }
    let other = |c: char| c.is_uppercase() || c.is_ascii_digit();
    if word.starts_with(other) || tail.starts_with(['-', '\'']) {
        return Standing::Part;
    }
    let article = |article: &String| lexed.lower[..start].ends_with(article.as_str());
    if script.articles.is_empty() || script.articles.iter().any(article) {
        return Standing::Alone;
    }
    let before = head.trim_end().rsplit(' ').next().unwrap_or("");
    if before.starts_with(other) {
        Standing::InTitle
    } else {
        Standing::Part
    }
}
