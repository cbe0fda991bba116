use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Symbol;

/// The report of a conference, known by the number under which it is sold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConferenceReport {
    /// The sales number without the letter of its language: `95.XIII.18`.
    pub sales: String,
    symbol: String,
    /// The title in English.
    pub title: String,
}

impl ConferenceReport {
    /// The symbol of the report.
    pub fn symbol(&self) -> Option<Symbol> {
        self.symbol.parse().ok()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    report: Vec<ConferenceReport>,
}

static REPORTS: LazyLock<Vec<ConferenceReport>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("conference-reports.toml"))
        .map(|file| file.report)
        .unwrap_or_else(|error| panic!("conference-reports.toml: {error}"))
});

/// The report that is sold under a number, whatever the letter of its language: `E.95.XIII.18`.
pub fn sold_as(number: &str) -> Option<&'static ConferenceReport> {
    let (letter, rest) = number.split_once('.')?;
    if letter.len() != 1 || !letter.starts_with(['A', 'C', 'E', 'F', 'R', 'S']) {
        return None;
    }
    REPORTS.iter().find(|report| report.sales == rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_has_a_symbol_and_a_number_of_its_own() {
        for report in REPORTS.iter() {
            assert_eq!(
                report.symbol().map(|symbol| symbol.to_string()).as_deref(),
                Some(&*report.symbol)
            );
            assert_eq!(sold_as(&format!("E.{}", report.sales)), Some(report));
        }
    }

    #[test]
    fn the_letter_tells_the_language_alone() {
        for letter in ["A", "C", "E", "F", "R", "S"] {
            let found = sold_as(&format!("{letter}.95.XIII.18")).and_then(ConferenceReport::symbol);
            assert_eq!(
                found.map(|symbol| symbol.to_string()).as_deref(),
                Some("A/CONF.171/13/Rev.1")
            );
        }
        assert_eq!(sold_as("X.95.XIII.18"), None);
    }
}
