use std::collections::{BTreeMap, BTreeSet};

use crate::check::known::Known;
use crate::check::paper::Paper;
use crate::check::{Finding, Kind, Level};
use crate::model::{Citation, Class, Label, NodeId, Section};
use crate::text::folded_key;

/// So many treaties of a paragraph must have their note for one without to stand out.
const PEERS: usize = 2;

/// A mark stands so near the end of what it explains, a date or a short description between them.
const NEAR: usize = 80;

/// Treaties whose first mention lacks the note that the others of the paragraph carry.
///
/// A document without any note has lost them on its way, or has none on purpose.
pub(super) fn find(paper: &Paper<'_>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    if paper.reading.facts.footnotes == 0 {
        return;
    }
    let marks = marks(paper);
    let mut seen: BTreeSet<&NodeId> = BTreeSet::new();
    let mut lists: BTreeMap<&Label, Vec<&Citation>> = BTreeMap::new();
    for (citation, target) in paper.resolved() {
        let running = matches!(citation.section, Section::Preamble | Section::Operative);
        if citation.class != Class::Instrument || !running || !seen.insert(target) {
            continue;
        }
        if is_published(known, citation, target) {
            lists.entry(&citation.paragraph).or_default().push(citation);
        }
    }
    for list in lists.values() {
        let noted = |place: usize| {
            let end = list[place].span.end();
            let next = list.get(place + 1).map_or(usize::MAX, |next| next.span.start());
            let mark = marks.iter().copied().find(|mark| *mark >= end);
            mark.is_some_and(|mark| mark < next && mark <= end + NEAR) || figure_follows(paper.source.text(), end)
        };
        let (with, without): (Vec<usize>, Vec<usize>) = (0..list.len()).partition(|&place| noted(place));
        if with.len() < PEERS || without.len() * PEERS > with.len() {
            continue;
        }
        for place in without {
            let why = format!(
                "the {} other treaties of the paragraph have one at their first mention",
                with.len()
            );
            let expected = Some("a footnote".to_owned());
            findings.push(paper.finding(Kind::FootnoteMissing, Level::Warning, list[place], expected, why));
        }
    }
}

/// Whether a figure stands behind a title, its short form and its comma: a mark that a blank or a bracket parts from it.
fn figure_follows(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start();
    let rest = match rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((short, behind)) if short.len() <= NEAR => behind,
        _ => rest,
    };
    let rest = rest.trim_start_matches([',', ';', ' ', '”', '"']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether its full title stands there, and it has a place in the Treaty Series for a note to tell.
fn is_published(known: &Known<'_>, citation: &Citation, target: &NodeId) -> bool {
    let Some(instrument) = known.registry.instrument(target.as_str()) else {
        return false;
    };
    let title = instrument.names.titles.get(citation.language);
    instrument.unts.is_some() && title.is_some_and(|title| folded_key(&citation.quote).contains(&folded_key(title)))
}

/// Where in the source the marks of notes stand.
fn marks(paper: &Paper<'_>) -> Vec<usize> {
    let mut marks = Vec::new();
    for paragraph in &paper.document.paragraphs {
        for mark in &paragraph.marks {
            // The mark is cut out of the folded text: it follows the byte before it.
            let before = mark.at.saturating_sub(1);
            marks.push(paragraph.text.span(paper.source.text(), before, mark.at).end());
        }
    }
    marks
}
