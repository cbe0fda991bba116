use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::memory::Memory;
use crate::cite::mention::Mention;
use crate::model::{Class, NodeId, Symbol, Target};
use crate::text::strip_start;

/// The longest range that is spelled out.
const LONGEST_RANGE: u32 = 50;

/// The documents that a paragraph cites by symbol, with the continuations "and Add.1", "and Corr.1 and 2".
pub(crate) fn symbols(lexed: &Lexed<'_>, memory: &Memory) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut joint_until = 0;
    for lexeme in lexed.of(Kinds::SYMBOL).map(|index| &lexed.lexemes[index]) {
        let Sense::Symbol(symbol) = &lexeme.sense else { continue };
        if lexeme.start < joint_until || is_broken(lexed, symbol, lexeme.end) {
            continue;
        }
        joint_until = joint_end(lexed, lexeme.end);
        if !is_own(symbol, memory) {
            let reason = if joint_until > lexeme.end {
                "joint symbol: the first half is the id"
            } else {
                "symbol"
            };
            mentions.push(mention(symbol, lexeme.start, joint_until, reason));
        }
        continuations(lexed, symbol, joint_until.max(lexeme.end), &mut mentions);
    }
    mentions
}

/// Whether a line's end cut the symbol short: `S/PRST/2017/ 21`, `S/RES/22 71 (2015)`; or that of a paragraph, after which the
/// rest of the number stands by itself.
fn is_broken(lexed: &Lexed<'_>, symbol: &Symbol, end: usize) -> bool {
    let (rest, id) = (&lexed.text[end..], symbol.as_str());
    let digit = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let yearless = id.strip_prefix("S/RES/").is_some_and(|number| number.len() <= 2);
    rest.strip_prefix('/').is_some_and(digit) || yearless && (rest.is_empty() || rest.starts_with(' ') && digit(rest))
}

fn is_own(symbol: &Symbol, memory: &Memory) -> bool {
    memory
        .own
        .as_ref()
        .is_some_and(|own| own.as_str().eq_ignore_ascii_case(symbol.as_str()))
}

fn mention(symbol: &Symbol, start: usize, end: usize, reason: &'static str) -> Mention {
    let target = Target::Resolved(NodeId::new(symbol.as_str()));
    Mention {
        kind: Some(symbol.kind()),
        ..Mention::new(Class::Document, target, start, end, reason)
    }
}

/// The end of the second half of a joint symbol: `A/56/1026-S/2002/932` is one document.
fn joint_end(lexed: &Lexed<'_>, end: usize) -> usize {
    let Some(rest) = lexed.text[end..].strip_prefix('-') else {
        return end;
    };
    Symbol::prefix_of(rest).map_or(end, |(_, read)| end + 1 + read)
}

/// Reads "and Add.1", ", Corr.1 and 2" after a symbol: each is a document of its own.
fn continuations(lexed: &Lexed<'_>, base: &Symbol, from: usize, mentions: &mut Vec<Mention>) {
    let mut at = from;
    let mut series: Option<&str> = None;
    let mut first_of_range: Option<(u32, usize)> = None;
    while let Some(start) = after_separator(lexed, at) {
        let rest = &lexed.text[start..];
        let head = ["Add", "Corr", "Rev"]
            .into_iter()
            .find(|head| rest.starts_with(&format!("{head}.")));
        let (name, digits_from) = match (head, series) {
            (Some(head), _) => (head, start + head.len() + 1),
            (None, Some(head)) => (head, start),
            (None, None) => return,
        };
        let digits = lexed.text[digits_from..].bytes().take_while(u8::is_ascii_digit).count();
        let end = digits_from + digits;
        let goes_on = lexed.text[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/' || c == '(');
        let dated = head.is_none() && lexed.index_at(start) < lexed.lexemes.len() && {
            let lexeme = &lexed.lexemes[lexed.index_at(start)];
            lexeme.start == start && !matches!(lexeme.sense, Sense::Integer(_))
        };
        if digits == 0 || digits > 2 || goes_on || dated {
            return;
        }
        let number = &lexed.text[digits_from..end];
        // "Add.1-3": the addenda between are cited with the last.
        if let (Some((from, last)), Ok(number)) = (first_of_range, number.parse::<u32>())
            && from < number
            && number - from <= LONGEST_RANGE
        {
            mentions.truncate(last);
            for between in from + 1..number {
                let symbol = base.with_suffix(&format!("{name}.{between}"));
                mentions.push(mention(&symbol, start, end, "within the range of addenda"));
            }
        }
        let symbol = base.with_suffix(&format!("{name}.{number}"));
        mentions.push(mention(&symbol, start, end, "continues the symbol before it"));
        first_of_range = number
            .parse()
            .ok()
            .filter(|_| lexed.text[end..].starts_with('-'))
            .map(|number| (number, mentions.len()));
        series = Some(name);
        at = end;
    }
}

/// Where the next item begins after " and ", ", " or a Han conjunction.
fn after_separator(lexed: &Lexed<'_>, at: usize) -> Option<usize> {
    let rest = &lexed.lower[at..];
    if rest
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(at + 1);
    }
    let trimmed = rest.trim_start_matches([' ', ',']);
    let skipped = rest.len() - trimmed.len();
    for and in &lexed.pack.grammar.and {
        if let Some(after) = strip_start(trimmed, and) {
            let after = after.trim_start();
            return Some(lexed.lower.len() - after.len());
        }
    }
    (skipped > 0 && rest.starts_with(',')).then_some(at + skipped)
}
