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
    fn key(&self) -> (&str, SessionMark, u32) {
        (&self.body, self.mark, self.number)
    }

    /// Whether a day lies in one of its ranges, or so many days beside it.
    fn holds(&self, day: Date, slack: i32) -> bool {
        let within = |first: Date, last: Option<Date>| first <= day && last.is_none_or(|last| day <= last);
        self.ranges.iter().any(|&(first, last)| {
            within(first, last)
                || slack > 0
                    && within(
                        first.saturating_sub(slack.days()),
                        last.map(|last| last.saturating_add(slack.days())),
                    )
        })
    }
}

static SESSIONS: LazyLock<Vec<Session>> = LazyLock::new(|| {
    let raw: RawSessions = toml::from_str(include_str!("sessions.toml"))
        .unwrap_or_else(|error| panic!("the embedded sessions are valid: {error}"));
    let mut sessions: Vec<Session> = raw
        .session
        .into_iter()
        .map(|raw| read(&raw).unwrap_or_else(|| panic!("the embedded session {} {} is valid", raw.body, raw.number)))
        .collect();
    sessions.sort_by(|one, other| one.key().cmp(&other.key()));
    sessions
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

/// The session of a body with this mark and number.
fn session(body: &str, mark: SessionMark, number: u32) -> Option<&'static Session> {
    let at = SESSIONS
        .binary_search_by(|session| session.key().cmp(&(body, mark, number)))
        .ok()?;
    SESSIONS.get(at)
}

/// The first day of a body's session; `None` where it is not known.
pub fn session_opening(body: &str, mark: SessionMark, number: u32) -> Option<Date> {
    session(body, mark, number)?.ranges.first().map(|&(first, _)| first)
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
    match session(body, mark, number) {
        Some(session) => Some(session.holds(day, SLACK)),
        None if body == "ga" && mark == SessionMark::Regular && number > 80 => {
            Some(ga_session_of(day).is_some_and(|session| session == number))
        }
        None => None,
    }
}

/// Whether the General Assembly's running number can be of a session with a Roman numeral. The bounds have room to spare;
/// source: the lowest and highest numbers that documents cite with each session.
pub(super) fn running_in(session: u32, number: u32) -> bool {
    const LAST: [u32; 30] = [
        115, 195, 300, 380, 510, 620, 720, 820, 910, 1000, 1160, 1250, 1350, 1500, 1640, 1760, 1870, 2000, 2010, 2140,
        2250, 2390, 2500, 2630, 2760, 2910, 3060, 3200, 3360, 3550,
    ];
    let Some(index) = session
        .checked_sub(1)
        .map(|index| index as usize)
        .filter(|&index| index < LAST.len())
    else {
        return false;
    };
    let first = index.checked_sub(1).map_or(1, |before| LAST[before].saturating_sub(30));
    (first..=LAST[index]).contains(&number)
}

/// The same of the Economic and Social Council, whose sessions had Roman numerals until the sixty-third. Between resolutions
/// whose numbers are well known the others are estimated, with room to spare; source: the numbers that documents of the Council
/// and of the Assembly cite with each session.
pub(super) fn council_running_in(session: u32, number: u32) -> bool {
    const KNOWN: [(u32, u32); 20] = [
        (1, 5),
        (4, 57),
        (5, 99),
        (7, 165),
        (8, 217),
        (10, 288),
        (13, 414),
        (14, 456),
        (15, 481),
        (24, 663),
        (28, 728),
        (37, 1020),
        (40, 1099),
        (42, 1235),
        (44, 1296),
        (48, 1503),
        (50, 1576),
        (54, 1756),
        (58, 1949),
        (63, 2120),
    ];
    const ROOM: u32 = 60;
    let above = KNOWN.partition_point(|&(known, _)| known < session);
    let Some(&(upper, most)) = KNOWN.get(above) else {
        return false;
    };
    let (lower, least) = above.checked_sub(1).map_or((0, 0), |below| KNOWN[below]);
    let estimate = least + (most - least) * (session - lower) / (upper - lower);
    number.abs_diff(estimate) <= ROOM
}

fn is_year(day: Date, year: u32) -> bool {
    u32::try_from(day.year()).is_ok_and(|of_day| of_day == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Symbol;

    fn fits_printed(body: &str, number: &str, day: Date) -> Option<bool> {
        fits(body, &Symbol::designation_of(number).expect("a number"), day)
    }

    #[test]
    fn sessions_tell_which_body_a_date_fits() {
        let ga = "76/172";
        assert_eq!(fits_printed("ga", ga, date(2021, 12, 16)), Some(true));
        assert_eq!(fits_printed("ga", ga, date(2023, 7, 14)), Some(false));
        let hrc = "53/24";
        assert_eq!(fits_printed("hrc", hrc, date(2023, 7, 14)), Some(true));
        assert_eq!(fits_printed("ga", hrc, date(2023, 7, 14)), Some(false));
        let resumed = "43/1";
        assert_eq!(fits_printed("hrc", resumed, date(2020, 6, 19)), Some(true));
        assert_eq!(fits_printed("hrc", resumed, date(2020, 5, 1)), Some(false));
        assert_eq!(fits_printed("hrc", "S-17/1", date(2011, 8, 23)), Some(true));
        assert_eq!(fits_printed("ga", "S-24/2", date(2000, 7, 1)), Some(true));
        assert_eq!(fits_printed("ga", "ES-10/13", date(2003, 10, 21)), Some(true));
        assert_eq!(fits_printed("csw", "60/2", date(2016, 3, 24)), None);
        assert_eq!(fits_printed("chr", "2005/47", date(2005, 4, 19)), Some(true));
        assert_eq!(fits_printed("chr", "2005/47", date(2004, 12, 19)), Some(false));
        assert_eq!(fits_printed("ga", "83/1", date(2028, 12, 1)), Some(true));
        assert_eq!(ga_session_of(date(1948, 12, 10)), Some(3));
        assert_eq!(ga_session_of(date(2020, 9, 11)), Some(74));
        assert_eq!(ga_session_of(date(2020, 9, 16)), Some(75));
        assert_eq!(ga_session_of(date(1944, 1, 1)), None);
        assert_eq!(session_of("hrc", date(2023, 7, 14)), Some(53));
    }
}
