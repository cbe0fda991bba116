use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::mention::Mention;
use crate::cite::pinpoint;
use crate::cite::reader::Read;
use crate::model::{Class, Relation};

/// How many words, small ones left out, may stand between a verb and a body whose work it governs.
const LONGEST_OBJECT: usize = 6;

/// What governs the words under a mark: the mention that ends there, or the clause.
pub(super) fn under_mark_relation(read: &Read<'_>, at: usize) -> Relation {
    let under = read.cited.under_mark(at);
    let start = under.unwrap_or(at);
    read.clauses.governing(&read.lexed, &read.cited, start)
}

pub(super) fn relation(read: &Read<'_>, mention: &Mention) -> Relation {
    match mention.class {
        Class::Body | Class::Event => body_relation(read, mention),
        Class::Session => match read.clauses.governing(&read.lexed, &read.cited, mention.start) {
            Relation::Requests | Relation::Invites if asks_report(read, mention.start) => Relation::RequestsReport,
            _ => Relation::Mentions,
        },
        _ => {
            // "as set forth in article 101, paragraph 3, of the Charter": the commas are those of the pinpoint.
            let start = pinpoint::start(&read.lexed, mention);
            read.clauses.governing(&read.lexed, &read.cited, start)
        }
    }
}

/// A body takes the verb that it is the object of: "Requests the Office", "Welcomes the work of the Network".
fn body_relation(read: &Read<'_>, mention: &Mention) -> Relation {
    let lexed = &read.lexed;
    let Some(verb) = read.clauses.verb_before(mention.start) else {
        return Relation::Mentions;
    };
    let part_of_citation = || read.cited.holds(mention.start, mention.end);
    if !is_object(lexed, lexed.between(verb.end, mention.start)) || part_of_citation() {
        return Relation::Mentions;
    }
    if !lexed.pack.script.spaced && is_attribute(read, mention, verb.relation) {
        return Relation::Mentions;
    }
    match verb.relation {
        Relation::Requests | Relation::Invites if asks_report(read, mention.end) => Relation::RequestsReport,
        relation => relation,
    }
}

/// Whether what stands between a verb and a body makes the body the verb's object: nothing but adverbs, articles and "of",
/// or the body's work.
fn is_object(lexed: &Lexed<'_>, gap: &str) -> bool {
    /// How many bytes an object and the small words before it may take.
    const LONGEST: usize = 80;
    if gap.len() > LONGEST {
        return false;
    }
    let pack = lexed.pack;
    let words = gap.split_whitespace().filter(|word| !pack.is_small(word));
    // One word more than an object may have tells as much as all that follow it.
    let words: Vec<&str> = words.take(LONGEST_OBJECT + 1).collect();
    if words.is_empty() || words == ["of"] {
        return true;
    }
    let work = || pack.reports.work.iter().any(|work| words.contains(&work.as_str()));
    words.len() <= LONGEST_OBJECT && !gap.contains([',', ';', '，', '《', '(']) && work()
}

/// 注意到…办事处出版的《…》: the verb governs the book, not its publisher.
fn is_attribute(read: &Read<'_>, mention: &Mention, verb: Relation) -> bool {
    let places = read.cited.places();
    let next = places.get(places.partition_point(|place| place.start < mention.end));
    next.is_some_and(|next| {
        let gap = read.lexed.between(mention.end, next.start);
        !gap.contains([',', ';', '，']) && read.clauses.governing(&read.lexed, &read.cited, next.start) == verb
    })
}

/// Whether a report is asked for in the clause that goes on at an offset.
fn asks_report(read: &Read<'_>, offset: usize) -> bool {
    let lexed = &read.lexed;
    let from = read.clauses.verb_before(offset).map_or(0, |verb| verb.end);
    let to = read
        .clauses
        .verb_after(offset)
        .map_or(lexed.lower.len(), |verb| verb.start);
    (lexed.index_at(from)..lexed.index_at(to)).any(|at| lexed.has(at, Kinds::REPORT_REQUEST))
}
