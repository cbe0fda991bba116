use std::sync::LazyLock;

use jiff::civil::Date;

/// Symbol and day of adoption, sorted by symbol. Source: the headers and, for the rest, the agreeing citations of
/// 3,064 official documents. Left out: dates that contradict the session of the symbol, and those on which fewer than
/// ten citations in eleven agree and no header decides.
const TABLE: &str = include_str!("adoption-dates.tsv");

static ROWS: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| TABLE.lines().filter_map(|line| line.split_once('\t')).collect());

/// The day on which a resolution or a decision was adopted, by its canonical symbol, where the table has it.
pub fn adopted(symbol: &str) -> Option<Date> {
    let row = ROWS.binary_search_by_key(&symbol, |&(known, _)| known).ok()?;
    ROWS[row].1.parse().ok()
}

/// Every symbol of the table with its date as printed, sorted by symbol.
pub fn adoptions() -> &'static [(&'static str, &'static str)] {
    &ROWS
}
