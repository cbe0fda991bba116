/// The last resolution of the Security Council in some years, from its own lists.
const REACHED: &[(u32, u32)] = &[
    (1946, 15),
    (1950, 89),
    (1956, 121),
    (1960, 160),
    (1965, 219),
    (1970, 291),
    (1975, 384),
    (1980, 484),
    (1985, 580),
    (1990, 683),
    (1993, 892),
    (1995, 1035),
    (2000, 1334),
    (2005, 1651),
    (2010, 1966),
    (2015, 2259),
    (2020, 2560),
    (2024, 2767),
];

/// By how much a number may lie beside what the table says: misprints of a year are many, of a century none.
const SLACK: u32 = 130;

/// Whether the running number of a Security Council resolution and its year can belong together.
pub fn council_reached(number: u32, year: u32) -> bool {
    let after = REACHED.partition_point(|&(known, _)| known < year);
    let lower = after.checked_sub(1).map_or(0, |before| REACHED[before].1);
    // Beyond the table some seventy a year.
    let upper = REACHED.get(after).map_or_else(
        || REACHED.last().map_or(0, |&(known, last)| last + 70 * (year - known)),
        |&(_, last)| last,
    );
    number + SLACK >= lower && number <= upper + SLACK
}

#[cfg(test)]
mod tests {
    use super::council_reached;

    #[test]
    fn numbers_and_years_belong_together() {
        for (number, year) in [(242, 1967), (1325, 2000), (1540, 2004), (2166, 2014), (2803, 2025)] {
            assert!(council_reached(number, year), "{number} ({year})");
        }
        for (number, year) in [(29, 2013), (777, 2014), (18246, 2007), (10, 2005)] {
            assert!(!council_reached(number, year), "{number} ({year})");
        }
    }
}
