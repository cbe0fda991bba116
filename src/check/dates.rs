use jiff::civil::Date;

use crate::check::known::Known;
use crate::check::paper::{Numbered, Paper};
use crate::check::{Finding, Kind, Level};
use crate::model::{Citation, Class, NodeId, Number};
use crate::registry::fits;

/// Dates that do not fit what they are printed with.
pub(super) fn find(paper: &Paper<'_>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    for cited in paper.numbered() {
        let told = findings.iter().any(|finding| finding.span == cited.citation.span);
        if told {
            continue;
        }
        findings.extend(year(paper, &cited).or_else(|| day(paper, known, &cited)));
    }
    for (citation, target) in paper.resolved() {
        findings.extend(instrument(paper, known, citation, target));
    }
}

/// The day printed with a resolution or a decision.
fn day(paper: &Paper<'_>, known: &Known<'_>, cited: &Numbered<'_>) -> Option<Finding> {
    // A date that stands beside another number of a list may not be meant for this one.
    let printed = cited
        .citation
        .date
        .filter(|day| cited.citation.quote.contains(&day.year().to_string()))?;
    let mismatch = |level, expected: Option<Date>, why| {
        let expected = expected.map(|day| day.to_string());
        Some(paper.finding(Kind::DateMismatch, level, cited.citation, expected, why))
    };
    if let Some((day, source)) = known.day(cited.target) {
        let other = known.registry_day(cited.target);
        if printed == day || other == Some(printed) {
            return None;
        }
        let why = format!("{} was adopted on {day} {source}, not on {printed}", cited.target);
        return mismatch(Level::Error, Some(day), why);
    }
    // "resolution 2254 (2015), on 29 January 2016": of a running number only the year is known, which stands there.
    if matches!(cited.designation.number, Number::Running { .. }) {
        return None;
    }
    let body = known.registry.body_of(&cited.symbol)?;
    if fits(body.id.as_str(), &cited.designation, printed) == Some(false) {
        let why = format!("{printed} is no day of the session of {}", cited.target);
        return mismatch(Level::Error, None, why);
    }
    None
}

/// The year in parentheses after a running number: `1325 (2001)`.
fn year(paper: &Paper<'_>, cited: &Numbered<'_>) -> Option<Finding> {
    let Number::Running { number, year } = cited.designation.number else {
        return None;
    };
    let core = paper.source.slice(cited.citation.core);
    let printed: String = core.chars().filter(char::is_ascii_digit).collect();
    let printed: u32 = printed.strip_prefix(&number.to_string())?.parse().ok()?;
    if printed == year {
        return None;
    }
    let why = format!("resolution {number} is of {year}, not of {printed}");
    let expected = Some(format!("{number} ({year})"));
    Some(paper.finding(Kind::DateMismatch, Level::Error, cited.citation, expected, why))
}

/// The day printed with a treaty or a declaration.
fn instrument(paper: &Paper<'_>, known: &Known<'_>, citation: &Citation, target: &NodeId) -> Option<Finding> {
    if citation.class != Class::Instrument {
        return None;
    }
    let printed = citation.date?;
    let instrument = known.registry.instrument(target.as_str())?;
    let adopted = instrument.date.and_then(crate::registry::Dating::day)?;
    let opened = instrument.opened.as_ref().map(|opening| opening.date);
    let mut days: Vec<Date> = [Some(adopted), instrument.cited_date, opened, instrument.in_force]
        .into_iter()
        .flatten()
        .collect();
    let texts = instrument
        .adopted_by
        .iter()
        .chain(&instrument.endorsed_by)
        .chain(&instrument.annexed_to)
        .chain(&instrument.noted_by);
    days.extend(texts.filter_map(|text| known.any_day(text)));
    if days.contains(&printed) {
        return None;
    }
    let why = format!("it was adopted on {adopted}, not on {printed}");
    Some(paper.finding(
        Kind::DateMismatch,
        Level::Warning,
        citation,
        Some(adopted.to_string()),
        why,
    ))
}
