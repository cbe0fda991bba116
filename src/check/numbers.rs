use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::check::known::{self, Known};
use crate::check::paper::{Numbered, Paper};
use crate::check::{Finding, Kind, Level};
use crate::model::{Citation, NodeId, Number, SessionMark};
use crate::registry::{Body, Session, fits, ga_session_of, sessions};
use crate::text::folded_key;

/// A number beyond the last one known is no number of its session where the odds for it are less than these.
const ODDS: f64 = 0.001;

/// Texts that are adopted together cite each other, and the editors fill in the numbers: so many days are no future.
const TOGETHER: i32 = 60;

/// Numbers that no session has, those of another body, and those of the future.
pub(super) fn find(paper: &Paper<'_>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    for cited in paper.numbered() {
        if let Some(finding) = wrong_body(paper, known, &cited)
            .or_else(|| future(paper, known, &cited))
            .or_else(|| unknown(paper, known, &cited))
        {
            findings.push(finding);
        }
    }
    for (citation, target) in paper.resolved() {
        findings.extend(future_report(paper, citation, target));
    }
}

/// The words name one body, and the date is that of another body's text with the number.
fn wrong_body(paper: &Paper<'_>, known: &Known<'_>, cited: &Numbered<'_>) -> Option<Finding> {
    let named = named_body(paper, known, cited)?;
    let meant = known.registry.body_of(&cited.symbol)?;
    let name = |body: &Body| {
        body.names
            .titles
            .get(paper.reading.language)
            .unwrap_or(body.id.as_str())
            .to_owned()
    };
    if named != meant.id {
        let printed = cited.citation.date?;
        let why = format!(
            "on {printed} it was {}, {}, that adopted {}",
            name(meant),
            cited.target,
            cited.designation
        );
        return Some(paper.finding(
            Kind::WrongBody,
            Level::Error,
            cited.citation,
            Some(cited.target.to_string()),
            why,
        ));
    }
    // The body has held no such session, and another one has.
    if cited.citation.date.is_some() || known.exists(cited.target, &paper.reading.id) || !was_never_held(known, cited) {
        return None;
    }
    let others = ["ga", "hrc", "ecosoc"].into_iter().filter(|id| *id != named.as_str());
    let held = others.filter_map(|id| {
        let body = known.registry.body(id)?;
        let symbol = body.symbol("RES", &cited.designation)?;
        known.exists(&symbol, &paper.reading.id).then_some((body, symbol))
    });
    let (body, symbol) = held.into_iter().next()?;
    let why = format!(
        "{} has no such number, {} has",
        name(known.registry.body(named.as_str())?),
        name(body)
    );
    Some(paper.finding(
        Kind::WrongBody,
        Level::Error,
        cited.citation,
        Some(symbol.to_string()),
        why,
    ))
}

/// The body that the words of the citation name in full or in short.
fn named_body(paper: &Paper<'_>, known: &Known<'_>, cited: &Numbered<'_>) -> Option<NodeId> {
    const ORGANS: [&str; 4] = ["ga", "hrc", "sc", "ecosoc"];
    let words = folded_key(&cited.citation.quote);
    let named = ORGANS.iter().filter_map(|id| known.registry.body(id)).filter(|body| {
        let names = body.names.titles.get(paper.reading.language).into_iter();
        let names = names.chain(body.names.also.get(paper.reading.language).iter().map(String::as_str));
        names.into_iter().any(|name| words.contains(&folded_key(name)))
    });
    let mut named = named.map(|body| body.id.clone());
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// Whether the session is none that the Human Rights Council has held.
fn was_never_held(known: &Known<'_>, cited: &Numbered<'_>) -> bool {
    let Number::Session {
        mark: SessionMark::Regular,
        session,
        ..
    } = cited.designation.number
    else {
        return false;
    };
    let of = |held: &Session| held.body == "hrc" && held.mark == SessionMark::Regular && held.number == session;
    let body = known.registry.body_of(&cited.symbol);
    body.is_some_and(|body| body.id.as_str() == "hrc") && !sessions().iter().any(of)
}

/// Whether a session that is well known ends before this number.
fn is_beyond(known: &Known<'_>, cited: &Numbered<'_>) -> bool {
    let (Number::Session { number, .. } | Number::Year { number, .. }) = cited.designation.number else {
        return false;
    };
    let stock = known.session(&cited.symbol);
    let odds = stock.and_then(|stock| stock.likelihood_beyond(number));
    odds.is_some_and(|odds| odds < ODDS)
}

fn future(paper: &Paper<'_>, known: &Known<'_>, cited: &Numbered<'_>) -> Option<Finding> {
    let soon = paper.as_of.saturating_add(TOGETHER.days());
    if let Some((day, source)) = known.day(cited.target).filter(|(day, _)| *day > soon) {
        let why = format!("{} was adopted on {day} {source}, after {}", cited.target, paper.as_of);
        return Some(paper.finding(Kind::FutureCitation, Level::Error, cited.citation, None, why));
    }
    let began = begin(known, cited)?;
    if began <= soon {
        return printed_future(paper, cited, soon);
    }
    let why = format!("its session began on {began}, after {}", paper.as_of);
    Some(paper.finding(Kind::FutureCitation, Level::Error, cited.citation, None, why))
}

/// A date that has not come, printed with a session that has: a slip of the date, or a text that is none yet.
fn printed_future(paper: &Paper<'_>, cited: &Numbered<'_>, soon: Date) -> Option<Finding> {
    let printed = cited.citation.date.filter(|day| *day > soon)?;
    let body = body_name(&cited.series)?;
    if fits(body, &cited.designation, printed) != Some(true) {
        return None;
    }
    let why = format!("{printed} is after {}", paper.as_of);
    Some(paper.finding(Kind::FutureCitation, Level::Error, cited.citation, None, why))
}

fn body_name(series: &str) -> Option<&'static str> {
    match series {
        "A/RES/" | "A/DEC/" => Some("ga"),
        "A/HRC/RES/" | "A/HRC/DEC/" => Some("hrc"),
        "S/RES/" => Some("sc"),
        "E/RES/" | "E/DEC/" => Some("ecosoc"),
        _ => None,
    }
}

/// The first day on which a session or a year can have adopted anything.
fn begin(known: &Known<'_>, cited: &Numbered<'_>) -> Option<Date> {
    let body = known.registry.body_of(&cited.symbol)?;
    match cited.designation.number {
        Number::Session { mark, session, .. } => {
            let of = |held: &&Session| held.body == body.id.as_str() && held.mark == mark && held.number == session;
            let held = sessions()
                .iter()
                .find(of)
                .and_then(|held| held.ranges.first())
                .map(|&(first, _)| first);
            let assembly = body.id.as_str() == "ga" && mark == SessionMark::Regular;
            held.or_else(|| assembly.then(|| opening(session)).flatten())
        }
        Number::Year { year, .. } | Number::Running { year, .. } => {
            // The Economic and Social Council's session begins in the July before.
            let first = i16::try_from(year).ok()?;
            Date::new(
                first - i16::from(body.id.as_str() == "ecosoc"),
                if body.id.as_str() == "ecosoc" { 7 } else { 1 },
                1,
            )
            .ok()
        }
        Number::Roman { .. } => None,
    }
}

/// The second week of the September in which a session of the General Assembly begins.
fn opening(session: u32) -> Option<Date> {
    Date::new(i16::try_from(1945 + session).ok()?, 9, 8).ok()
}

/// What is above is one of those numbers that ran on, as in `A/520/Rev.2`.
const LAST_SESSION: u32 = 150;

/// `A/99/12` before the ninety-ninth session.
fn future_report(paper: &Paper<'_>, citation: &Citation, target: &NodeId) -> Option<Finding> {
    let rest = target.as_str().strip_prefix("A/")?;
    // Before 1976 the Assembly's documents ran on without a session: `A/2170`.
    let session: u32 = rest.split_once('/')?.0.parse().ok()?;
    if session > LAST_SESSION {
        return None;
    }
    // Reports come out in the summer before their session.
    let soon = paper.as_of.saturating_add(270.days());
    let now = ga_session_of(soon)?;
    if session <= now {
        return None;
    }
    let why = format!(
        "documents of the session come out from {} on",
        opening(session)?.saturating_sub(270.days())
    );
    Some(paper.finding(Kind::FutureCitation, Level::Error, citation, None, why))
}

fn unknown(paper: &Paper<'_>, known: &Known<'_>, cited: &Numbered<'_>) -> Option<Finding> {
    let none = is_beyond(known, cited) || was_never_held(known, cited);
    if known.exists(cited.target, &paper.reading.id) || !none {
        return None;
    }
    let last = known.session(&cited.symbol).and_then(known::Session::last);
    let why = match last {
        Some(last) => format!("the last number of that session that anything is known of is {last}"),
        None => "the body has held no such session".to_owned(),
    };
    Some(paper.finding(Kind::UnknownSymbol, Level::Error, cited.citation, None, why))
}
