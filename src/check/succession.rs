use std::collections::BTreeSet;

use jiff::ToSpan as _;

use crate::check::known::{Known, Later};
use crate::check::paper::{Numbered, Paper};
use crate::check::{Finding, Kind, Level};
use crate::graph::Tie;
use crate::lang::Pack;
use crate::model::{FactRelation, NodeId, Relation, Section};
use crate::text::folded_key;

/// A text is settled some time before it is adopted: what is younger could not be cited.
const SETTLED: i32 = 45;

/// Citations of a member of a series that a newer one follows.
pub(super) fn find(paper: &Paper<'_>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    let cited: BTreeSet<&NodeId> = paper.resolved().map(|(_, target)| target).collect();
    let mut told: BTreeSet<NodeId> = BTreeSet::new();
    for numbered in paper.numbered() {
        let recalls = matches!(numbered.citation.relation, Relation::Recalls | Relation::Reaffirms);
        let latest = is_called_latest(paper, &numbered);
        let preamble = numbered.citation.section == Section::Preamble;
        if !(latest || recalls && preamble) || numbered.citation.pinpoint.is_some() || !renews(&numbered) {
            continue;
        }
        if carries_a_text(known, numbered.target) {
            continue;
        }
        let Some(newest) = newest(paper, known, &numbered, &cited) else {
            continue;
        };
        if !told.insert(numbered.target.clone()) {
            continue;
        }
        let expected = Some(format!("{} of {}", newest.id, newest.day));
        let (kind, level, why) = if latest {
            (
                Kind::NotLatest,
                Level::Error,
                format!(
                    "{} is followed by {} ({}), so it is not the most recent",
                    numbered.target, newest.id, newest.reasons
                ),
            )
        } else {
            (
                Kind::Superseded,
                level(paper, known, &numbered),
                format!(
                    "{} is followed by {} of {} ({}), which is not cited",
                    numbered.target, newest.id, newest.day, newest.reasons
                ),
            )
        };
        findings.push(paper.finding(kind, level, numbered.citation, expected, why));
    }
}

/// A body mostly means the newest of its own; of another body's it may mean the very one.
fn level(paper: &Paper<'_>, known: &Known<'_>, numbered: &Numbered<'_>) -> Level {
    let of = known.registry.body_of(&numbered.symbol).map(|body| &body.id);
    let speaker = paper.reading.facts.body.as_ref();
    match speaker.is_some() && of != speaker {
        true => Level::Notice,
        false => Level::Warning,
    }
}

/// Whether a resolution is cited for what it adopted or prints.
fn carries_a_text(known: &Known<'_>, id: &NodeId) -> bool {
    use FactRelation::{AdoptedBy, AnnexedTo, EndorsedBy};
    let Some(number) = known.graph.number(id) else {
        return false;
    };
    let mut links = known.graph.links_to(number);
    links.any(|link| [AdoptedBy, AnnexedTo, EndorsedBy].map(Tie::Fact).contains(&link.tie))
}

/// Whether the body comes back to a subject with a text that takes the place of the one before. The Security Council's
/// resolutions stand beside each other.
fn renews(numbered: &Numbered<'_>) -> bool {
    let series = ["A/RES/", "A/HRC/RES/", "E/RES/"].contains(&numbered.series.as_str());
    series && numbered.designation.part.is_none()
}

/// The newest later member of the series, where none of those later is cited. What even the newest one still cites, past those
/// between, is the foundation of the series and not superseded by it.
fn newest(paper: &Paper<'_>, known: &Known<'_>, numbered: &Numbered<'_>, cited: &BTreeSet<&NodeId>) -> Option<Later> {
    let settled = paper.as_of.saturating_sub(SETTLED.days());
    let later = known.later(numbered.target);
    if later
        .iter()
        .any(|one| cited.contains(&one.id) || one.id == paper.reading.id)
    {
        return None;
    }
    let newest = later.iter().rfind(|one| one.day <= settled)?;
    let is_next = later.first().is_some_and(|first| first.id == newest.id);
    (is_next || !known.cites(&newest.id, numbered.target)).then(|| newest.clone())
}

/// Whether "the most recent of which is" stands just before it, or opens its own words.
fn is_called_latest(paper: &Paper<'_>, numbered: &Numbered<'_>) -> bool {
    let citation = numbered.citation;
    let cues = &Pack::of(citation.language).sets.latest;
    let near = |end: usize, most: usize| {
        let text = paper.source.text();
        let start = text.floor_char_boundary(end.saturating_sub(160));
        let before = folded_key(text.get(start..end).unwrap_or_default());
        cues.iter().any(|cue| {
            let after = before.rfind(cue.as_str()).map(|at| &before[at + cue.len()..]);
            after.is_some_and(|after| after.len() <= most && !after.contains([';', '.', '；', '。']))
        })
    };
    near(citation.span.start(), 24) || near(citation.core.start(), 48)
}
