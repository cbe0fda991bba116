use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::model::{Designation, Number, SessionMark};
use crate::registry::raw::{RawSession, RawSessions};

/// How many days a date may lie outside of its session: texts give the day of adoption, of the vote's record or of printing.
const SLACK: i32 = 7;

/// A session of a body that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The body's id.
    pub body: String,
    /// Regular, special or emergency special.
    pub mark: SessionMark,
    /// Its number.
    pub number: u32,
    /// The first and the last day, several times where it was resumed; no last day where it goes on.
    pub ranges: Vec<(Date, Option<Date>)>,
}

impl Session {
    /// Whether the day lies in the session or within `slack` days of it.
    fn holds(&self, day: Date, slack: i32) -> bool {
        self.ranges.iter().any(|&(first, last)| {
            first.saturating_sub(slack.days()) <= day
                && last.is_none_or(|last| day <= last.saturating_add(slack.days()))
        })
    }
}

static SESSIONS: LazyLock<Vec<Session>> = LazyLock::new(|| {
    let raw: RawSessions = toml::from_str(include_str!("sessions.toml"))
        .unwrap_or_else(|error| panic!("the embedded sessions are valid: {error}"));
    raw.session
        .into_iter()
        .map(|raw| read(&raw).unwrap_or_else(|| panic!("the embedded session {} {} is valid", raw.body, raw.number)))
        .collect()
});

fn read(raw: &RawSession) -> Option<Session> {
    let mark = match raw.mark.as_str() {
        "regular" => SessionMark::Regular,
        "special" => SessionMark::Special,
        "emergency" => SessionMark::Emergency,
        _ => return None,
    };
    let range = |text: &String| {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let last = match last {
            "" => None,
            last => Some(last.parse().ok()?),
        };
        Some((first.parse().ok()?, last))
    };
    Some(Session {
        body: raw.body.clone(),
        mark,
        number: raw.number,
        ranges: raw.dates.iter().map(range).collect::<Option<_>>()?,
    })
}

/// Every session that is known, sorted by body, mark and number.
pub fn sessions() -> &'static [Session] {
    &SESSIONS
}

/// The General Assembly's regular session that a day lies in.
///
/// The table gives the sessions up to the eightieth; for later ones, the rule: the second week of September.
pub fn ga_session_of(day: Date) -> Option<u32> {
    if let Some(session) = session_of("ga", day) {
        return Some(session);
    }
    let opening = date(day.year(), 9, 8);
    let year = if day >= opening { day.year() } else { day.year() - 1 };
    u32::try_from(year - 1945).ok().filter(|&session| session > 80)
}

/// The regular session of a body that a day lies in.
pub fn session_of(body: &str, day: Date) -> Option<u32> {
    SESSIONS
        .iter()
        .find(|session| session.body == body && session.mark == SessionMark::Regular && session.holds(day, 0))
        .map(|session| session.number)
}

/// Whether a body can have adopted something of this number on this day; `None` where nothing is known.
///
/// A few days beside the session still fit. What the year alone tells is compared with the year alone, but the Economic and
/// Social Council's session has begun in the July before since 2014.
pub fn fits(body: &str, designation: &Designation, day: Date) -> Option<bool> {
    let (mark, number) = match designation.number {
        Number::Session { mark, session, .. } | Number::Roman { mark, session, .. } => (mark, session),
        Number::Running { year, .. } => return Some(is_year(day, year)),
        Number::Year { year, .. } => {
            let early = body == "ecosoc" && year >= 2014 && day.month() >= 7 && is_year(day, year - 1);
            return Some(is_year(day, year) || early);
        }
    };
    let held = SESSIONS
        .iter()
        .find(|session| session.body == body && session.mark == mark && session.number == number);
    match held {
        Some(session) => Some(session.holds(day, SLACK)),
        None if body == "ga" && mark == SessionMark::Regular && number > 80 => {
            Some(ga_session_of(day).is_some_and(|session| session == number))
        }
        None => None,
    }
}

fn is_year(day: Date, year: u32) -> bool {
    u32::try_from(day.year()).is_ok_and(|of_day| of_day == year)
}
