use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::graph::Node;
use crate::model::{Class, Label, Language};
use crate::query::{Cited, Kept, MembersDiff};
use crate::text::one_line;

/// What changed from one member of a series to another, as a reference editor would note it.
pub(super) fn table(text: &mut String, diff: &MembersDiff<'_>, language: Language) {
    let turned = diff.kept.iter().filter(|kept| kept.turned());
    let moved = diff.kept.iter().filter(|kept| !kept.turned() && kept.moved());
    let same = diff.kept.iter().filter(|kept| !kept.turned() && !kept.moved());
    put(text, format_args!("{}", named(diff.after, language)));
    put(text, format_args!("against {}", named(diff.before, language)));
    let counts = [
        (diff.kept.len(), "kept"),
        (turned.clone().count(), "of these with another verb"),
        (diff.renewed.len(), "replaced by newer"),
        (diff.dropped.len(), "dropped"),
        (diff.added.len(), "added"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| format!("{count} {what}")).collect();
    put(text, format_args!("\n{}", told.join(", ")));
    let renewed = diff.renewed.iter().map(|kept| {
        let (before, after) = (called(&kept.before, language), called(&kept.after, language));
        format!("{before} by {after}: {}", change(kept))
    });
    section(text, "Replaced by a newer one of the same series", renewed);
    let cited = |cited: &Cited<'_>| format!("{}: {}", called(cited, language), passage(cited));
    section(text, "Dropped", diff.dropped.iter().map(cited));
    section(text, "Added", diff.added.iter().map(cited));
    let kept = |kept: &Kept<'_>| format!("{}: {}", called(&kept.after, language), change(kept));
    section(text, "Kept with another verb", turned.map(kept));
    section(text, "Kept in another paragraph", moved.map(kept));
    section(text, "Kept as they were", same.map(kept));
}

/// A line; writing to a string cannot fail.
fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    let written = text.write_fmt(words);
    debug_assert!(written.is_ok());
    text.push('\n');
}

fn section(text: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    for (number, line) in lines.enumerate() {
        if number == 0 {
            put(text, format_args!("\n{heading}"));
        }
        put(text, format_args!("  {line}"));
    }
}

/// `A/HRC/RES/53/24 of 2023-07-13, Human rights of migrants`.
fn named(node: &Node, language: Language) -> String {
    let day = node.day().map_or(String::new(), |day| format!(" of {day}"));
    let title = node.title(language).map(|title| format!(", {}", one_line(title)));
    format!("{}{day}{}", node.id, title.unwrap_or_default())
}

/// `A/RES/76/172 of 2021-12-16 (Protection of migrants)`; a set by its words; what has neither day nor title, such as a report,
/// by the words that cite it.
fn called(cited: &Cited<'_>, language: Language) -> String {
    let node = cited.node;
    let title = node.title(language).map(one_line);
    if let (Class::Set, Some(words)) = (node.class, &title) {
        return format!("“{words}” ({})", node.id);
    }
    let day = node.day().filter(|_| node.class == Class::Document);
    let words = title.or_else(|| match day {
        Some(_) => None,
        None => cited.words().map(|words| format!("“{}”", one_line(words))),
    });
    let day = day.map_or(String::new(), |day| format!(" of {day}"));
    let words = words.map_or(String::new(), |words| format!(" ({words})"));
    format!("{}{day}{words}", node.id)
}

/// `PP2 recalls, OP3 in accordance with`.
fn passage(cited: &Cited<'_>) -> String {
    let passages = cited.passages().into_iter().map(|(label, relations)| {
        let relations: Vec<&str> = relations.into_iter().collect();
        format!("{label} {}", relations.join(" and ").replace('-', " "))
    });
    passages.collect::<Vec<_>>().join(", ")
}

/// How the earlier one cites it, and how the later one does where that is not the same.
fn change(kept: &Kept<'_>) -> String {
    let (before, after) = (passage(&kept.before), passage(&kept.after));
    match before == after {
        true => after,
        false => format!("{before}, now {after}"),
    }
}

/// What two members of a series cite differently.
#[derive(Serialize, JsonSchema)]
pub(super) struct MembersJson<'a> {
    before: MemberJson<'a>,
    after: MemberJson<'a>,
    replaced: Vec<PairJson<'a>>,
    dropped: Vec<CitedJson<'a>>,
    added: Vec<CitedJson<'a>>,
    kept: Vec<PairJson<'a>>,
}

/// One of two members.
#[derive(Serialize, JsonSchema)]
struct MemberJson<'a> {
    id: &'a str,
    date: Option<String>,
    title: Option<&'a str>,
}

/// `turned` where the verbs are of different classes, `moved` where the paragraphs differ.
#[derive(Serialize, JsonSchema)]
struct PairJson<'a> {
    turned: bool,
    moved: bool,
    before: CitedJson<'a>,
    after: CitedJson<'a>,
}

/// A thing that a member cites, and how.
#[derive(Serialize, JsonSchema)]
struct CitedJson<'a> {
    id: &'a str,
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    class: &'static str,
    kind: &'a str,
    title: Option<&'a str>,
    relations: Vec<&'static str>,
    paragraphs: Vec<&'a str>,
    quote: Option<&'a str>,
}

impl<'a> MembersJson<'a> {
    pub fn new(diff: &'a MembersDiff<'a>, language: Language) -> MembersJson<'a> {
        let member = |node: &'a Node| MemberJson {
            id: node.id.as_str(),
            date: node.day().map(|day| day.to_string()),
            title: node.title(language),
        };
        let cited = |cited: &'a Cited<'a>| CitedJson {
            id: cited.node.id.as_str(),
            class: cited.node.class.name(),
            kind: &cited.node.kind,
            title: cited.node.title(language),
            relations: cited.relations().into_iter().collect(),
            paragraphs: cited.paragraphs().into_iter().map(Label::as_str).collect(),
            quote: cited.quote(),
        };
        let pair = |kept: &'a Kept<'a>| PairJson {
            turned: kept.turned(),
            moved: kept.moved(),
            before: cited(&kept.before),
            after: cited(&kept.after),
        };
        MembersJson {
            before: member(diff.before),
            after: member(diff.after),
            replaced: diff.renewed.iter().map(pair).collect(),
            dropped: diff.dropped.iter().map(cited).collect(),
            added: diff.added.iter().map(cited).collect(),
            kept: diff.kept.iter().map(pair).collect(),
        }
    }
}
