//! What a verb opens: a paragraph, a sentence behind its subject, or a clause.

use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::text::{starts_with, strip_end};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    Paragraph,
    /// The paragraph, behind its subject.
    Subject,
    /// A sentence, behind its subject.
    Sentence,
    Clause,
}

/// What a verb opens: nothing but adverbs, labels and opening marks may stand before it in its clause.
pub(super) fn opens_clause(lexed: &Lexed<'_>, index: usize) -> Option<Opens> {
    let label = opening_end(lexed);
    let mut start = lexed.lexemes[index].start;
    let mut before = index;
    let mut found = opened_at(lexed, start, label);
    // The paragraph's own opening is the stronger, so look on past a clause's boundary; 原则 ends in what may be an adverb.
    while start > label && found != Some(Opens::Paragraph) {
        let head = lexed.lower[..start].trim_end_matches([' ', ',']);
        if let Some(subject) = subject_before(lexed, head) {
            return sentence_at(lexed, subject, label).or(found);
        }
        if let Some(shorter) = lexed.pack.strip_adverb(head) {
            start = shorter.len();
        } else {
            while before > 0 && lexed.lexemes[before - 1].end > head.len() {
                before -= 1;
            }
            let felt =
                before > 0 && lexed.lexemes[before - 1].end == head.len() && lexed.has(before - 1, Kinds::FEELING);
            if !felt {
                break;
            }
            start = lexed.lexemes[before - 1].start;
        }
        found = opened_at(lexed, start, label).or(found);
    }
    found
}

/// Where the subject begins that a text ends with: "the Council".
fn subject_before(lexed: &Lexed<'_>, head: &str) -> Option<usize> {
    lexed.pack.subjects_at_end(head).iter().find_map(|subject| {
        let rest = strip_end(head, subject)?;
        (!rest.ends_with(char::is_alphanumeric)).then_some(rest.len())
    })
}

/// Whether a subject follows the verb at an offset: يشير مجلس الأمن.
fn is_before_subject(lexed: &Lexed<'_>, start: usize) -> bool {
    let behind = lexed.lower[start..].split_once(' ').map_or("", |(_, behind)| behind);
    let mut subjects = lexed.pack.grammar.subjects.iter();
    subjects.any(|subject| {
        behind
            .strip_prefix(subject.as_str())
            .is_some_and(|rest| rest.starts_with([' ', '،']))
    })
}

/// What the subject at an offset opens: the paragraph, a sentence, or the clause in which a meeting is told of.
fn sentence_at(lexed: &Lexed<'_>, start: usize, label: usize) -> Option<Opens> {
    if start <= label {
        return Some(Opens::Subject);
    }
    if lexed.lower[..start].ends_with('"') {
        return Some(Opens::Sentence);
    }
    let head = lexed.lower[..start].trim_end();
    let told = || {
        lexed
            .pack
            .grammar
            .meeting
            .iter()
            .any(|words| starts_with(&lexed.lower[label..], words))
    };
    match head.chars().next_back()? {
        '.' | ';' | ':' => Some(Opens::Sentence),
        ',' if told() => Some(Opens::Paragraph),
        _ => None,
    }
}

/// What begins at an offset.
fn opened_at(lexed: &Lexed<'_>, start: usize, label: usize) -> Option<Opens> {
    if start <= label {
        return Some(Opens::Paragraph);
    }
    let head = lexed.lower[..start].trim_end();
    let last = head.chars().next_back()?;
    if matches!(last, ',' | ';' | ':' | '，' | '；' | '。' | '،' | '؛' | '.' | '"')
        || matches!(last, '、' | '并' | '且')
    {
        return Some(Opens::Clause);
    }
    let mut ands = lexed.pack.grammar.and.iter();
    ands.find_map(|and| {
        let rest = strip_end(head, and)?;
        let ours = lexed.pack.grammar.first_person.as_ref();
        let ours = || ours.is_some_and(|ours| starts_with(&lexed.lower[start..], ours));
        if rest.len() <= label && (ours() || is_before_subject(lexed, start)) {
            // ونهيب, ويشير مجلس الأمن: the paragraph opens with "and"; ويؤكد would narrate what another says.
            return Some(Opens::Paragraph);
        }
        (!lexed.pack.script.spaced || rest.ends_with(' ')).then_some(Opens::Clause)
    })
}

/// The end of a paragraph's label: `1. `, `(a) `, `"`.
fn opening_end(lexed: &Lexed<'_>) -> usize {
    let label = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '"' | '\'' | '(' | '[' | '-' | '．');
    let mut at = lexed.lower.len() - lexed.lower.trim_start_matches(label).len();
    // "a." is a letter as "(a)" and "(iv)" are, in parentheses.
    let mut rest = &lexed.lower[at..];
    if rest.is_char_boundary(1) && rest[1..].starts_with(". ") {
        at += 1 + ". ".len();
        rest = &lexed.lower[at..];
    }
    if let Some(close) = rest.bytes().take(6).position(|byte| byte == b')')
        && lexed.lower[..at].ends_with('(')
    {
        at += close + 1;
        at += lexed.lower[at..].len() - lexed.lower[at..].trim_start_matches(label).len();
    }
    at
}
