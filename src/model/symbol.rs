use std::fmt;
use std::str::FromStr;

use crate::model::symbol_reader::{ORGANS, Reader, read_designation};
use crate::model::{Designation, DocumentKind, Number};

/// The canonical symbol of a document: `A/HRC/RES/53/24`, `A/RES/217(III)[A]`, `E/CN.4/2001/2/Add.1`.
///
/// It has no space; a Roman session or a year stands in parentheses, the letter of a part in brackets.
/// [`FromStr`] takes every common spelling (`A/RES/217 A (III)`, `a/hrc/res/53/24`), [`fmt::Display`] gives the canonical one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(Box<str>);

/// How a symbol is tied to the one that it is derived from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolTie {
    /// `[A]` to the whole.
    Part,
    /// `Add.1` to its base.
    Addendum,
    /// `Corr.1` to its base.
    Corrigendum,
    /// `Rev.1` to its base.
    Revision,
}

/// Why a text is not a symbol. The offset is in bytes of the text given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} after `{before}`, found {found}")]
pub struct SymbolError {
    /// What should have stood there.
    pub expected: &'static str,
    /// What was read before.
    pub before: String,
    /// What stands there.
    pub found: String,
    /// Where.
    pub offset: usize,
}

impl Symbol {
    /// The symbol at the very start of `text`, and how many bytes of it were read.
    ///
    /// Reads as far as the grammar goes; what follows is left: `A/77/53), chap. V` gives `A/77/53`.
    ///
    /// `None` where the text does not open with a symbol; parsing the whole of it says what was expected.
    pub fn prefix_of(text: &str) -> Option<(Symbol, usize)> {
        let reader = Reader { text, at: 0 };
        reader.may_open().then(|| reader.symbol().ok()).flatten()
    }

    /// The symbol that a body's series gives to a number: `A/HRC`, `RES`, 53/24.
    pub fn numbered(series: &str, kind: &str, designation: &Designation) -> Symbol {
        Symbol(format!("{series}/{kind}/{designation}").into())
    }

    /// The letters that open symbols: `A`, `S`, `CRC`.
    pub fn organs() -> impl Iterator<Item = &'static str> {
        ORGANS.iter().copied()
    }

    /// The number that a heading gives: `53/24`, `S-9/1`, `1535 (2004)`.
    pub fn designation_of(text: &str) -> Option<Designation> {
        let (designation, read) = read_designation(text)?;
        text[read..]
            .trim_matches(['.', '*', ' '])
            .is_empty()
            .then_some(designation)
    }

    /// The number of a resolution at the very start of a text, and how many bytes of it were read: `217 A (III)`, `S-24/2`.
    pub fn read_number(text: &str) -> Option<(Designation, usize)> {
        read_designation(text)
    }

    /// A symbol put together from parts that are canonical already.
    pub fn from_canonical(text: impl Into<Box<str>>) -> Symbol {
        Symbol(text.into())
    }

    /// The symbol as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of document it names.
    pub fn kind(&self) -> DocumentKind {
        let components = || self.0.split('/');
        if components().any(|c| c == "RES") {
            DocumentKind::Resolution
        } else if components().any(|c| c == "DEC") {
            DocumentKind::Decision
        } else if components().any(|c| c == "PRST") {
            DocumentKind::Statement
        } else if components().any(|c| c.starts_with("L.")) {
            DocumentKind::Draft
        } else if components().any(|c| {
            ["PV.", "SR.", "INF", "NGO", "CRP.", "WP."]
                .iter()
                .any(|p| c.starts_with(p))
        }) {
            DocumentKind::Other
        } else {
            DocumentKind::Report
        }
    }

    /// The number of a resolution, a decision or a statement: 53/24 of `A/HRC/RES/53/24`; of other documents none.
    pub fn number(&self) -> Option<Number> {
        let behind = |kind: &&str| self.0.split_once(*kind).map(|(_, number)| number);
        let number = ["RES/", "DEC/", "PRST/"].iter().find_map(behind)?;
        Some(read_designation(number)?.0.number)
    }

    /// The document that this one belongs to, and how: the whole of a part, the base of an addendum.
    pub fn base(&self) -> Option<(SymbolTie, Symbol)> {
        if let Some(open) = self.0.rfind('[') {
            return Some((SymbolTie::Part, Symbol(self.0[..open].into())));
        }
        let (base, last) = self.0.rsplit_once('/')?;
        let tie = match last.split('.').next()? {
            "Add" => SymbolTie::Addendum,
            "Corr" => SymbolTie::Corrigendum,
            "Rev" => SymbolTie::Revision,
            _ => return None,
        };
        Some((tie, Symbol(base.into())))
    }

    /// The symbol with a suffix appended: `Add.2`, `Corr.1`.
    pub fn with_suffix(&self, suffix: &str) -> Symbol {
        Symbol(format!("{}/{suffix}", self.0).into())
    }

    /// The spelling under which two symbols are compared: upper case, no spaces.
    pub fn fold(text: &str) -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_uppercase)
            .collect()
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Symbol, SymbolError> {
        let trimmed = text.trim();
        let plain: String = trimmed.chars().map(plain_dash).collect();
        let reader = Reader { text: &plain, at: 0 };
        let (symbol, read) = reader.symbol().map_err(|expected| expected.in_text(&plain))?;
        let rest = plain[read..].trim_start_matches('*');
        if rest.trim().is_empty() {
            Ok(symbol)
        } else {
            let reader = Reader { text: &plain, at: read };
            Err(reader.expected("the end of the symbol").in_text(&plain))
        }
    }
}

fn plain_dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spelling: &str, canonical: &str) {
        let symbol: Symbol = spelling.parse().unwrap_or_else(|error| panic!("{spelling}: {error}"));
        assert_eq!(symbol.as_str(), canonical);
        assert_eq!(canonical.parse::<Symbol>().expect("a canonical symbol parses"), symbol);
    }

    #[test]
    fn every_spelling_leads_to_the_canonical_one() {
        check("A/HRC/RES/53/24", "A/HRC/RES/53/24");
        check("a/hrc/res/53/24", "A/HRC/RES/53/24");
        for spelling in [
            "A/RES/217 A (III)",
            "A/RES/217(III)A",
            "A/RES/217A(III)",
            "A/RES/217(III)[A]",
        ] {
            check(spelling, "A/RES/217(III)[A]");
        }
        check("A/RES/217(III)", "A/RES/217(III)");
        check("A/RES/3201 (S-VI)", "A/RES/3201(S-VI)");
        check("A/RES/ES-10/13", "A/RES/ES-10/13");
        check("A/RES/S\u{2011}24/2", "A/RES/S-24/2");
        check("A/RES/57/283 B", "A/RES/57/283[B]");
        check("S/RES/1325 (2000)", "S/RES/1325(2000)");
        check("S/PRST/2006/28", "S/PRST/2006/28");
        check("A/HRC/PRST/OS/12/1", "A/HRC/PRST/OS/12/1");
        check("E/CN.4/SUB.2/2000/46", "E/CN.4/Sub.2/2000/46");
        check("A/CONF.157/24 (Part I)", "A/CONF.157/24(PartI)");
        check("A/74/6 (Sect. 3)/Add.6", "A/74/6(Sect.3)/Add.6");
        check("A/77/6 (Plan outline)", "A/77/6(Planoutline)");
        check("ICCD/COP(13)/21/Add.1", "ICCD/COP(13)/21/Add.1");
        check("ISBA/17/A/9", "ISBA/17/A/9");
        check("A/CONF.192/BMS/2022/1", "A/CONF.192/BMS/2022/1");
        check("ST/SG/AC.10/48/Add.1", "ST/SG/AC.10/48/Add.1");
        check("A/55/602/ADD.2/CORR.1", "A/55/602/Add.2/Corr.1");
        check("HSP/HA.2/Res.1", "HSP/HA.2/RES/1");
        check("CRC/C/GC/25", "CRC/C/GC/25");
        check("A/C.3/78/L.41/Rev.1", "A/C.3/78/L.41/Rev.1");
        check("FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10/Add.1");
    }

    #[test]
    fn what_follows_a_symbol_is_left() {
        for (text, canonical) in [
            ("A/77/53), chap. VIII", "A/77/53"),
            ("A/56/1026-S/2002/932", "A/56/1026"),
            ("A/HRC/31/35。", "A/HRC/31/35"),
            ("S/2004/124) and", "S/2004/124"),
            ("A/RES/70/1 and", "A/RES/70/1"),
            ("A/77/178.", "A/77/178"),
        ] {
            assert_eq!(Symbol::prefix_of(text).expect(text).0.as_str(), canonical);
        }
    }

    #[test]
    fn resolutions_have_numbers_and_reports_have_none() {
        let number = |text: &str| {
            text.parse::<Symbol>()
                .expect(text)
                .number()
                .map(|number| number.to_string())
        };
        assert_eq!(number("A/HRC/RES/53/24").as_deref(), Some("53/24"));
        assert_eq!(number("S/PRST/2006/28").as_deref(), Some("2006/28"));
        assert_eq!(number("A/HRC/31/35"), None);
    }

    #[test]
    fn errors_say_what_was_expected() {
        let error = "A/RES/x".parse::<Symbol>().expect_err("no number");
        assert_eq!(
            error.to_string(),
            "expected a session or a number after `A/RES/`, found `x`"
        );
        assert_eq!("B/7".parse::<Symbol>().expect_err("no organ").offset, 0);
        assert!("A/B".parse::<Symbol>().is_err());
    }

    #[test]
    fn a_part_and_a_suffix_know_their_base() {
        let of = |text: &str| {
            text.parse::<Symbol>()
                .expect(text)
                .base()
                .map(|(tie, base)| (tie, base.to_string()))
        };
        assert_eq!(
            of("A/RES/217(III)[A]"),
            Some((SymbolTie::Part, "A/RES/217(III)".to_owned()))
        );
        assert_eq!(
            of("A/55/602/Add.2/Corr.1"),
            Some((SymbolTie::Corrigendum, "A/55/602/Add.2".to_owned()))
        );
        assert_eq!(of("A/HRC/RES/53/24"), None);
    }
}
