use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};

use crate::export::diff_members;
use crate::graph::Link;
use crate::model::{Citation, Language, NodeId, Reading, Target};
use crate::query::{
    Carried, Difference, EdgeDifference, GraphDiff, MembersDiff, NodeDifference, Side, VersionDiff, Why,
};

/// Two things compared, to be printed.
#[derive(Clone, Debug)]
pub enum Comparison<'a> {
    /// Two versions of a document.
    Versions(VersionDiff<'a>),
    /// Two graphs, each with its name.
    Graphs([String; 2], GraphDiff<'a>),
    /// Two members of a series, with the language of titles.
    Members(MembersDiff<'a>, Language),
}

impl Comparison<'_> {
    /// Whether nothing differs. What is not certain cannot be compared, and does not count.
    pub fn is_empty(&self) -> bool {
        match self {
            Comparison::Versions(diff) => diff.differences.is_empty(),
            Comparison::Graphs(_, diff) => diff.nodes.is_empty() && diff.edges.is_empty(),
            Comparison::Members(diff, _) => diff.is_empty(),
        }
    }

    /// Lines for people. Each wording has a line of its own, so that no script turns another one around.
    pub fn table(&self) -> String {
        let mut text = String::new();
        match self {
            Comparison::Versions(diff) => versions(&mut text, diff),
            Comparison::Graphs(names, diff) => graphs(&mut text, names, diff),
            Comparison::Members(diff, language) => diff_members::table(&mut text, diff, *language),
        }
        text
    }
}

/// `A` or `B`.
pub(super) fn letter(side: Side) -> char {
    match side {
        Side::A => 'A',
        Side::B => 'B',
    }
}

/// A line of the table; writing to a string cannot fail.
fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    let written = text.write_fmt(words);
    debug_assert!(written.is_ok());
    text.push('\n');
}

fn versions(text: &mut String, diff: &VersionDiff<'_>) {
    for (side, reading) in [(Side::A, diff.a), (Side::B, diff.b)] {
        let Reading {
            id, input, language, ..
        } = reading;
        put(
            text,
            format_args!("{}  {} ({language})  {id}", letter(side), input.name),
        );
    }
    let count = told(diff.differences.len(), "difference");
    put(
        text,
        format_args!("{} in both, {count}", told(diff.shared, "reference")),
    );
    for warning in warnings(diff.a, diff.b) {
        put(text, format_args!("note: {warning}"));
    }
    for difference in &diff.differences {
        text.push('\n');
        one(text, difference);
    }
    if !diff.unplaced.is_empty() {
        put(text, format_args!("\nnot placed, and so not compared"));
    }
    for (side, citation) in &diff.unplaced {
        let Citation {
            paragraph,
            quote,
            reason,
            ..
        } = citation;
        let status = doubt(citation);
        put(
            text,
            format_args!("  {}  {paragraph}  {status}  {quote}  ({reason})", letter(*side)),
        );
    }
}

/// Why an alignment by labels may not be what it seems.
pub(super) fn warnings(a: &Reading, b: &Reading) -> Vec<String> {
    let mut warnings = Vec::new();
    let told_by_text = |reading: &Reading| !reading.id.as_str().starts_with("file:");
    if a.id != b.id && (told_by_text(a) || told_by_text(b)) {
        warnings.push(format!("A is {} and B is {}", a.id, b.id));
    }
    let counts = |reading: &Reading| {
        let facts = &reading.facts;
        [facts.preambular_paragraphs, facts.operative_paragraphs, facts.footnotes]
    };
    let names = ["preambular paragraph", "operative paragraph", "note"];
    for ((in_a, in_b), name) in counts(a).into_iter().zip(counts(b)).zip(names) {
        if in_a != in_b {
            let in_a = told(in_a as usize, name);
            warnings.push(format!(
                "A has {in_a}, B has {in_b}: the same label may not be the same place"
            ));
        }
    }
    warnings
}

fn told(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

fn one(text: &mut String, difference: &Difference<'_>) {
    match difference {
        Difference::Only {
            side,
            carried,
            beside,
            why,
        } => {
            let (here, there) = (letter(*side), letter(side.other()));
            let Carried { target, paragraph, .. } = carried;
            put(text, format_args!("{paragraph}  only in {here}  {target}"));
            wording(text, here, carried);
            put(text, format_args!("  {}", reason(there, why)));
            if !beside.is_empty() {
                put(text, format_args!("  {there} has there: {}", beside.join(" · ")));
            }
        }
        Difference::Moved { from, to, references } => {
            let count = told(references.len(), "reference");
            put(text, format_args!("{from}  moved to {to} in B  {count}"));
            for (a, b) in references {
                put(text, format_args!("  {}{}", a.target, turned(a, b)));
                put(text, format_args!("    A: {}", a.quotes.join(" · ")));
                put(text, format_args!("    B: {}", b.quotes.join(" · ")));
            }
        }
        Difference::Relation { a, b } => {
            let (in_a, in_b) = (joined(a.attitudes()), joined(b.attitudes()));
            let Carried { target, paragraph, .. } = a;
            put(text, format_args!("{paragraph}  {in_a} in A, {in_b} in B  {target}"));
            wording(text, 'A', a);
            wording(text, 'B', b);
        }
    }
}

fn wording(text: &mut String, letter: char, carried: &Carried<'_>) {
    let relations = joined(&carried.relations);
    put(
        text,
        format_args!("  {letter} {relations}: {}", carried.quotes.join(" · ")),
    );
}

fn turned(a: &Carried<'_>, b: &Carried<'_>) -> String {
    let (in_a, in_b) = (a.attitudes(), b.attitudes());
    match in_a == in_b {
        true => String::new(),
        false => format!("  {} in A, {} in B", joined(in_a), joined(in_b)),
    }
}

fn joined(words: impl IntoIterator<Item = impl Display>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    words.join(" and ")
}

fn doubt(citation: &Citation) -> String {
    match &citation.target {
        Target::Ambiguous(candidates) => {
            let ids: Vec<&str> = candidates.iter().map(NodeId::as_str).collect();
            ids.join(" or ")
        }
        Target::Resolved(_) | Target::Unresolved => citation.target.status().to_owned(),
    }
}

/// What the version that lacks a reference has instead, in words.
pub(super) fn reason(letter: char, why: &Why<'_>) -> String {
    match why {
        Why::Nowhere => format!("{letter} cites it nowhere"),
        Why::Elsewhere(paragraphs) => format!("{letter} cites it, but only in {}", joined(paragraphs)),
        Why::Kin(id) => format!("{letter} names only {id} there"),
        Why::Doubtful(citation) => {
            let Citation { quote, target, .. } = citation;
            format!("{letter} may mean it by `{quote}`, which is {}", target.status())
        }
    }
}

fn graphs(text: &mut String, names: &[String; 2], diff: &GraphDiff<'_>) {
    let [a, b] = names;
    put(text, format_args!("A  {a}\nB  {b}"));
    let (nodes, edges) = (told(diff.shared_nodes, "node"), told(diff.shared_edges, "edge"));
    let count = told(diff.nodes.len() + diff.edges.len(), "difference");
    put(text, format_args!("{nodes} and {edges} in both, {count}"));
    for node in &diff.nodes {
        match node {
            NodeDifference::Only(side, node) => {
                let letter = letter(*side);
                put(
                    text,
                    format_args!("node only in {letter}  {}  {} · {}", node.id, node.class, node.kind),
                );
            }
            NodeDifference::Changed { a, fields, .. } => {
                put(text, format_args!("node differs  {}  {}", a.id, fields.join(", ")));
            }
        }
    }
    for edge in &diff.edges {
        match edge {
            EdgeDifference::Only(side, link) => {
                put(text, format_args!("edge only in {}  {}", letter(*side), arrow(link)));
                if let Some(evidence) = link.edge.evidence.first() {
                    put(text, format_args!("  {}: {}", evidence.paragraph, evidence.quote));
                }
            }
            EdgeDifference::Counted { a, b } => {
                let (in_a, in_b) = (a.edge.count, b.edge.count);
                put(
                    text,
                    format_args!("edge counted {in_a} in A, {in_b} in B  {}", arrow(a)),
                );
                put(text, format_args!("  A: {}\n  B: {}", places(a), places(b)));
            }
        }
    }
}

fn arrow(link: &Link<'_>) -> String {
    format!("{} {} {}", link.source.id, link.tie, link.target.id)
}

fn places(link: &Link<'_>) -> String {
    let evidence = link.edge.evidence.iter();
    joined(evidence.map(|evidence| &evidence.paragraph).collect::<BTreeSet<_>>())
}
