//! Protocols that are named by what they are protocols to: "the Optional Protocol thereto", "the Protocols to the Convention".

use crate::cite::lex::Lexed;
use crate::cite::lexicon::Meaning;
use crate::cite::memory::Memory;
use crate::cite::mention::Mention;
use crate::cite::names::ELLIPSIS_REACH;
use crate::lang::Pack;
use crate::model::{Candidates, Class, NodeId, Target};
use crate::registry::{Instrument, Registry};
use crate::text::folded_key;

/// "the Optional Protocol thereto": the protocol to the instrument named before, where that has one; open where it has several.
pub(crate) fn thereto(
    lexed: &Lexed<'_>,
    index: usize,
    before: &[Mention],
    registry: &Registry,
    memory: &Memory,
) -> Option<Mention> {
    let lexeme = &lexed.lexemes[index];
    let words = &lexed.lower[lexeme.start..lexeme.end];
    if !lexed
        .pack
        .names
        .heads
        .get("protocol")?
        .iter()
        .any(|noun| words.contains(noun.as_str()))
    {
        return None;
    }
    let parent = before
        .iter()
        .rev()
        .find(|mention| mention.end <= lexeme.start)?
        .target
        .id()?;
    if named_one_by_one(lexed, index, parent, registry) {
        return None;
    }
    let target = target(parent, words, lexed, registry, memory)?;
    Some(Mention::new(
        Class::Instrument,
        target,
        lexeme.start,
        lexeme.end,
        REASON,
    ))
}

/// Whether the protocols' titles or subjects follow: "the Protocols thereto against the Smuggling of Migrants …".
fn named_one_by_one(lexed: &Lexed<'_>, index: usize, parent: &NodeId, registry: &Registry) -> bool {
    let end = lexed.lexemes[index].end;
    let next = (index + 1..lexed.lexemes.len()).take_while(|&next| lexed.lexemes[next].start <= end + ELLIPSIS_REACH);
    let is_child = |meaning| match meaning {
        Meaning::Ellipsis(known) | Meaning::Instrument(known, _) => {
            let known = &registry.instruments()[known as usize];
            known.parent.as_ref().is_some_and(|known| known.id == *parent)
        }
        _ => false,
    };
    next.into_iter().any(|next| lexed.is(next, is_child))
}

/// "the Convention on … and its Optional Protocol on …": whether a title's tail stands behind its head noun, and its parent
/// before that.
pub(crate) fn headed(lexed: &Lexed<'_>, index: usize, known: u32, before: &[Mention], registry: &Registry) -> bool {
    let start = lexed.lexemes[index].start;
    let head = lexed.lower[..start].trim_end();
    let nouns = lexed.pack.names.heads.get("protocol").into_iter().flatten();
    let is_headed = nouns.into_iter().any(|noun| {
        let at = head.rfind(noun.as_str());
        at.is_some_and(|at| head[at + noun.len()..].chars().count() <= PLURAL)
    });
    let parent = |id: &NodeId| Some(&registry.instrument(id.as_str())?.parent.as_ref()?.id);
    let own = &registry.instruments()[known as usize].id;
    let is_parent = |mention: &Mention| mention.target.id().is_some_and(|id| parent(own) == Some(id));
    // "… on the involvement of children and on the sale of children": the tail before this one had its head.
    let goes_on = before.last().is_some_and(|last| {
        let gap = lexed.between(last.end, start).trim_matches([',', ' ']);
        let joined = gap.is_empty() || lexed.pack.grammar.and.iter().any(|and| and == gap);
        joined
            && last
                .target
                .id()
                .is_some_and(|id| parent(id).is_some() && parent(id) == parent(own))
    });
    goes_on || is_headed && before.iter().rev().take(2).any(is_parent)
}

/// The most letters that an ending adds to a noun.
const PLURAL: usize = 2;

/// "the Optional Protocols to the Convention": what the head noun cites becomes a citation of its protocols.
pub(crate) fn to_head(lexed: &Lexed<'_>, head: Mention, registry: &Registry, memory: &Memory) -> Mention {
    let before = lexed.lower[..head.start].trim_end();
    let articles = &lexed.pack.script.articles;
    let bare = articles
        .iter()
        .find_map(|article| before.strip_suffix(article.trim_end()));
    let before = bare.unwrap_or(before).trim_end();
    let start = lexed.pack.grammar.protocols_to.iter().find_map(|words| {
        let start = before.strip_suffix(words.as_str())?.len();
        (start == 0 || before[..start].ends_with(' ')).then_some((start, words))
    });
    let protocols = start.and_then(|(start, words)| {
        let target = target(head.target.id()?, words, lexed, registry, memory)?;
        Some((start, target))
    });
    match protocols {
        Some((start, target)) => Mention::new(Class::Instrument, target, start, head.end, REASON),
        None => head,
    }
}

const REASON: &str = "the protocols to the instrument named before";

/// The protocols to an instrument that a document of that day can mean; none where there is none, or the words speak of
/// several and only one is known.
fn target(parent: &NodeId, words: &str, lexed: &Lexed<'_>, registry: &Registry, memory: &Memory) -> Option<Target> {
    let is_protocol = |known: &&Instrument| {
        let dated = known.date.as_ref().zip(memory.adopted);
        let to_it = known
            .parent
            .as_ref()
            .is_some_and(|known| known.protocol && known.id == *parent);
        to_it && !dated.is_some_and(|(date, adopted)| date.is_after(adopted))
    };
    let mut protocols = registry
        .instruments()
        .iter()
        .filter(is_protocol)
        .map(|known| known.id.clone());
    let first = protocols.next()?;
    match protocols.next() {
        None => is_singular(words, lexed).then_some(Target::Resolved(first)),
        Some(second) => Candidates::new([first, second].into_iter().chain(protocols)).map(Target::Ambiguous),
    }
}

/// Whether "protocol" stands among the words as the dictionary has it.
fn is_singular(words: &str, lexed: &Lexed<'_>) -> bool {
    let nouns = lexed.pack.names.heads.get("protocol").into_iter().flatten();
    let whole = |noun: &String| {
        let tail = words.find(noun.as_str()).map(|at| &words[at + noun.len()..]);
        tail.is_some_and(|tail| !tail.starts_with(char::is_alphabetic))
    };
    nouns.into_iter().any(whole)
}

/// The title of a protocol from its first preposition on: "against the Smuggling of Migrants by Land, Sea and Air".
pub(super) fn elliptic<'k>(key: &'k str, parents: impl Iterator<Item = String>, pack: &Pack) -> Option<&'k str> {
    /// Shorter tails tell too little.
    const SHORTEST: usize = 20;
    let nouns = pack.names.heads.get("protocol").into_iter().flatten();
    let tails = nouns.filter_map(|noun| key.strip_prefix(folded_key(noun).as_str())?.strip_prefix(' '));
    let tail = tails.min_by_key(|tail| tail.len())?;
    let behind_parent = parents.filter_map(|parent| {
        let at = tail.find(parent.as_str())?;
        Some(tail[at + parent.len()..].trim_start_matches([' ', ',']))
    });
    let tail = behind_parent.min_by_key(|tail| tail.len()).unwrap_or(tail);
    let names_parent = tail.starts_with("to the ") || tail.starts_with("additional");
    (!names_parent && tail.len() > SHORTEST).then_some(tail)
}
