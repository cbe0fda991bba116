use std::sync::LazyLock;

/// The number of the last resolution that the Security Council adopted in each year. Source: the Council's yearly lists;
/// held against every number and year that the documents of the corpus print.
const TABLE: &str = include_str!("council-years.tsv");

static YEARS: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let row = |line: &str| {
        line.split_once('\t')
            .and_then(|(year, last)| Some((year.parse().ok()?, last.parse().ok()?)))
    };
    TABLE.lines().filter_map(row).collect()
});

/// The most resolutions that a year beyond the table may bring.
const YEARLY: u32 = 70;

/// The year of a Security Council resolution, by its running number; `None` beyond the last year of the table.
pub fn council_year(number: u32) -> Option<u32> {
    let at = YEARS.partition_point(|&(_, last)| last < number);
    YEARS.get(at).filter(|_| number > 0).map(|&(year, _)| year)
}

/// Whether a running number and the year printed with it can be the Council's. Slips of some years are many, and years that
/// lie in no past ("2312 (2106)") are slips of digits; a number decades away from its year is something else.
pub fn council_reached(number: u32, year: u32) -> bool {
    const SLIP: u32 = 12;
    const LATEST: u32 = 2060;
    let &(last_year, last) = YEARS.last().unwrap_or(&(0, 0));
    match council_year(number) {
        Some(of_number) => year > LATEST || of_number.abs_diff(year) <= SLIP,
        None => number > last && number <= last + YEARLY * year.saturating_sub(last_year).min(100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_year() {
        for (number, year) in [
            (242, 1967),
            (1325, 2000),
            (1540, 2004),
            (1989, 2011),
            (2140, 2014),
            (2767, 2024),
        ] {
            assert_eq!(council_year(number), Some(year), "{number}");
        }
        assert_eq!(council_year(0), None);
        assert_eq!(council_year(2803), None);
        for (number, year) in [(2803, 2025), (2140, 2015), (2312, 2106), (1989, 2001)] {
            assert!(council_reached(number, year), "{number} ({year})");
        }
        for (number, year) in [(18246, 2007), (29, 2013), (777, 2014), (10, 2005)] {
            assert!(!council_reached(number, year), "{number} ({year})");
        }
    }
}
