use crate::cite::lexicon::Meaning;
use crate::cite::mention::Mention;
use crate::cite::reader::Read;
use crate::model::{Class, Relation};

/// What governs the words under a mark: the mention that ends there, or the clause.
pub(super) fn under_mark_relation(read: &Read<'_>, at: usize) -> Relation {
    let citable = read.citable.as_slice();
    let under = citable
        .iter()
        .rev()
        .find(|mention| mention.end <= at && at - mention.end <= 2 || mention.start < at && at <= mention.end);
    match under {
        Some(mention) => relation(read, mention),
        None => read.clauses.governing(&read.lexed, citable, at),
    }
}

pub(super) fn relation(read: &Read<'_>, mention: &Mention) -> Relation {
    let citable = read.citable.as_slice();
    match mention.class {
        Class::Body | Class::Event => body_relation(read, mention, citable),
        Class::Session => match read.clauses.governing(&read.lexed, citable, mention.start) {
            Relation::Requests | Relation::Invites if asks_report(read, mention.start) => Relation::RequestsReport,
            _ => Relation::Mentions,
        },
        _ => read.clauses.governing(&read.lexed, citable, mention.start),
    }
}

/// A body takes the verb that it is the object of: "Requests the Office", "Welcomes the work of the Network".
fn body_relation(read: &Read<'_>, mention: &Mention, citable: &[Mention]) -> Relation {
    let lexed = &read.lexed;
    if citable.iter().any(|other| other.holds(mention.start, mention.end)) {
        return Relation::Mentions;
    }
    let Some(verb) = read.clauses.verb_before(mention.start) else {
        return Relation::Mentions;
    };
    let gap = lexed.between(verb.end, mention.start);
    let words = gap
        .split_whitespace()
        .filter(|word| !lexed.pack.adverbs().iter().any(|adverb| adverb == word));
    let words: Vec<&str> = words
        .filter(|word| !lexed.pack.script.articles.iter().any(|article| article.trim() == *word))
        .collect();
    let plain = !gap.contains([',', ';', '，', '《', '(']) && gap.len() <= 80;
    let work = lexed
        .pack
        .reports
        .work
        .iter()
        .any(|work| words.contains(&work.as_str()));
    let next = citable.iter().find(|other| other.start >= mention.end);
    let attribute = next.is_some_and(|other| {
        let gap = lexed.between(mention.end, other.start);
        !gap.contains([',', ';', '，']) && read.clauses.governing(lexed, citable, other.start) == verb.relation
    });
    if attribute && !lexed.pack.script.spaced {
        // 注意到…办事处出版的《…》: the verb governs the book, not its publisher.
        return Relation::Mentions;
    }
    let object = words.is_empty() || words == ["of"] || (plain && work && words.len() <= 6);
    match verb.relation {
        _ if !object => Relation::Mentions,
        Relation::Requests | Relation::Invites if asks_report(read, mention.end) => Relation::RequestsReport,
        relation => relation,
    }
}

/// Whether a report is asked for in the clause that goes on at an offset.
fn asks_report(read: &Read<'_>, offset: usize) -> bool {
    let lexed = &read.lexed;
    let from = read.clauses.verb_before(offset).map_or(0, |verb| verb.end);
    let to = read
        .clauses
        .verb_after(offset)
        .map_or(lexed.lower.len(), |verb| verb.start);
    (lexed.index_at(from)..lexed.index_at(to)).any(|at| lexed.is(at, |m| m == Meaning::ReportRequest))
}
