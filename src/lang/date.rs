use jiff::civil::Date;

use crate::lang::{DateOrder, Pack};
use crate::text::starts_with;

/// A date found in a folded text: where it stands, and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The day.
    pub date: Date,
}

impl Pack {
    /// The dates of a folded, lower-cased text, in order. Slow but plain; for short texts such as mastheads.
    pub fn dates(&self, lower: &str) -> Vec<FoundDate> {
        let mut dates = Vec::new();
        let mut at = 0;
        while at < lower.len() {
            if lower.as_bytes()[at].is_ascii_digit() {
                if let Some(found) = self.date_at(lower, at) {
                    at = found.end;
                    dates.push(found);
                    continue;
                }
                at += lower[at..].bytes().take_while(u8::is_ascii_digit).count();
            } else {
                at += 1;
            }
        }
        dates
    }

    /// The date whose first digit is at byte `at`, as this language writes dates.
    pub fn date_at(&self, lower: &str, at: usize) -> Option<FoundDate> {
        match self.script.date {
            DateOrder::Dmy => self.day_first(lower, at),
            DateOrder::Ymd => year_first(lower, at),
        }
    }

    fn day_first(&self, lower: &str, at: usize) -> Option<FoundDate> {
        let (day, after) = number(lower, at, 2)?;
        // Most figures are those of numbers and labels.
        if let None | Some(b'/' | b')' | b';' | b'-') = lower.as_bytes().get(after) {
            return None;
        }
        let after = lower[after..]
            .strip_prefix("er")
            .or(lower[after..].strip_prefix('o'))
            .map_or(after, |rest| lower.len() - rest.len());
        let after = self.skip_joins(lower, after);
        let (month, after) = self.month_from(lower, after)?;
        let after = self.skip_joins(lower, after);
        let (year, end) = number(lower, after, 4)?;
        let date = civil(year, month, day)?;
        let end = self.skip_end(lower, end);
        Some(FoundDate { start: at, end, date })
    }

    /// The end of the word that closes a date: "2002 года".
    fn skip_end(&self, lower: &str, end: usize) -> usize {
        let rest = lower[end..].trim_start();
        let word = self.script.date_ends.iter().filter(|word| starts_with(rest, word));
        word.max_by_key(|word| word.len())
            .map_or(end, |word| lower.len() - rest.len() + word.len())
    }

    /// The first and last day of a range such as "19 June-14 July 2023" or 2023年6月19日至7月14日: the parts that the first
    /// date leaves out (year, month) are those of the second, or the other way round.
    pub fn date_range(&self, lower: &str) -> Option<(Date, Date)> {
        match self.script.date {
            DateOrder::Dmy => self.range_day_first(lower),
            DateOrder::Ymd => range_year_first(lower),
        }
    }

    fn range_day_first(&self, lower: &str) -> Option<(Date, Date)> {
        let last = self.dates(lower).into_iter().next()?;
        let head = lower[..last.start].trim_end_matches(|c: char| !c.is_ascii_digit() && !c.is_alphabetic());
        let from = head
            .char_indices()
            .rfind(|(_, c)| !c.is_alphanumeric() && *c != ' ')
            .map_or(0, |(at, c)| at + c.len_utf8());
        let head = head[from..].trim();
        let digits = head.find(|c: char| c.is_ascii_digit())?;
        let (day, after) = number(head, digits, 2)?;
        let after = self.skip_joins(head, after);
        let month = self
            .month_from(head, after)
            .map_or(last.date.month() as u32, |(month, _)| month);
        let first = civil(last.date.year() as u32, month, day)?;
        (first < last.date).then_some((first, last.date))
    }

    fn month_from(&self, lower: &str, at: usize) -> Option<(u32, usize)> {
        self.month_at(&lower[at..]).map(|(month, length)| (month, at + length))
    }

    fn skip_joins(&self, lower: &str, mut at: usize) -> usize {
        loop {
            let rest = &lower[at..];
            if rest.starts_with(' ') {
                at += 1;
            } else if let Some(join) = self.script.date_joins.iter().find(|join| starts_with(rest, join)) {
                at += join.len();
            } else {
                return at;
            }
        }
    }
}

fn year_first(lower: &str, at: usize) -> Option<FoundDate> {
    let (year, after) = number(lower, at, 4)?;
    let after = after + lower[after..].strip_prefix('年').map(|_| '年'.len_utf8())?;
    let (month, after) = number(lower, after, 2)?;
    let after = after + lower[after..].strip_prefix('月').map(|_| '月'.len_utf8())?;
    let (day, after) = number(lower, after, 2)?;
    let end = after + lower[after..].strip_prefix('日').map(|_| '日'.len_utf8())?;
    Some(FoundDate {
        start: at,
        end,
        date: civil(year, month, day)?,
    })
}

fn range_year_first(lower: &str) -> Option<(Date, Date)> {
    let at = lower.find(|c: char| c.is_ascii_digit())?;
    let first = year_first(lower, at)?;
    let rest = lower[first.end..].strip_prefix(['至', '-', '到'])?;
    let at = lower.len() - rest.len();
    let last = year_first(lower, at).map(|found| found.date).or_else(|| {
        let (one, after) = number(lower, at, 2)?;
        match lower[after..].strip_prefix('月') {
            Some(_) => {
                let (day, _) = number(lower, after + '月'.len_utf8(), 2)?;
                civil(first.date.year() as u32, one, day)
            }
            None => civil(first.date.year() as u32, first.date.month() as u32, one),
        }
    })?;
    (first.date < last).then_some((first.date, last))
}

fn number(text: &str, at: usize, most: usize) -> Option<(u32, usize)> {
    let digits = text
        .as_bytes()
        .get(at..)?
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits == 0 || digits > most {
        return None;
    }
    Some((text[at..at + digits].parse().ok()?, at + digits))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1900..2200).contains(&year) {
        return None;
    }
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}
