use std::collections::BTreeMap;

use jiff::civil::Date;

/// What a year without anything takes, and what a stretch of such years takes at the most.
const EMPTY: f64 = 7.0;
const STRETCH: f64 = 56.0;
/// What a year with one thing takes; more take more, but less each.
const YEAR: f64 = 54.0;

/// An axis of years: those with much to show are wide, long stretches with nothing are narrow.
pub(super) struct Years {
    /// Each year with something: where it begins, and how wide it is.
    years: BTreeMap<i16, (f64, f64)>,
    pub width: f64,
}

impl Years {
    /// The axis for these days.
    pub fn of(days: impl IntoIterator<Item = Date>) -> Years {
        let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
        for day in days {
            *counts.entry(day.year()).or_default() += 1;
        }
        let mut years = BTreeMap::new();
        let mut at = 0.0;
        let mut before: Option<i16> = None;
        for (year, count) in counts {
            let empty = before.map_or(0.0, |before| f64::from(year - before - 1));
            at += (empty * EMPTY).min(STRETCH);
            let wide = YEAR * (count as f64).sqrt();
            years.insert(year, (at, wide));
            at += wide;
            before = Some(year);
        }
        Years { years, width: at }
    }

    /// Where a day stands.
    pub fn place(&self, day: Date) -> f64 {
        let (at, wide) = self.years.get(&day.year()).copied().unwrap_or((0.0, 0.0));
        let share = f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year());
        at + wide * share
    }

    /// Each year with where it begins, and whether the axis skips years before it.
    pub fn marks(&self) -> impl Iterator<Item = (i16, f64, bool)> {
        let mut before: Option<i16> = None;
        self.years.iter().map(move |(&year, &(at, _))| {
            let skipped = before.is_some_and(|before| f64::from(year - before - 1) * EMPTY > STRETCH);
            before = Some(year);
            (year, at, skipped)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn later_days_stand_further_on() {
        let days = [
            date(1945, 6, 26),
            date(2018, 12, 19),
            date(2018, 12, 31),
            date(2020, 2, 29),
        ];
        let years = Years::of(days);
        let places: Vec<f64> = days.iter().map(|&day| years.place(day)).collect();
        assert!(places.is_sorted() && places[3] <= years.width, "{places:?}");
        let skips: Vec<bool> = years.marks().map(|(_, _, skipped)| skipped).collect();
        assert_eq!(skips, [false, true, false]);
    }
}
