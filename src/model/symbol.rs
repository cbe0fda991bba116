use std::fmt;
use std::str::FromStr;

use crate::model::designation::{from_roman, roman};
use crate::model::{Designation, DocumentKind, Number, Part, SessionMark};

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

/// The first components that open a symbol. Source: the series of the United Nations and of the treaty bodies
/// as they are met in resolutions (domain notes, section 1.1).
pub(super) const ORGANS: &[&str] = &[
    "A", "S", "E", "ST", "T", "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI", "DP", "TD", "UNEP",
    "HSP", "FCCC", "CBD", "CTOC", "NPT", "CD", "WT", "ECE", "ESCAP", "LC", "ICC-ASP", "IDB", "ICCD", "CAC", "UNW",
    "DP", "SPLOS", "ISBA", "BWC", "CCW", "APLC", "CLCS", "PCNICC", "JIU", "ID", "UNITAR", "WFP", "UNFF", "APCICT",
    "CCM", "TPNW", "GC.18", "GC.19", "GC.20", "GC.17", "CEB", "CTBT", "UNODC", "LEG", "WHO", "MTC", "ACC",
];

impl Symbol {
    /// The symbol at the very start of `text`, and how many bytes of it were read.
    ///
    /// Reads as far as the grammar goes; what follows is left: `A/77/53), chap. V` gives `A/77/53`.
    ///
    /// # Errors
    /// Says what was expected where the text does not open with a symbol.
    pub fn prefix_of(text: &str) -> Result<(Symbol, usize), SymbolError> {
        Reader { text, at: 0 }.symbol()
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
        let (symbol, read) = Symbol::prefix_of(&plain)?;
        let rest = plain[read..].trim_start_matches('*');
        if rest.trim().is_empty() {
            Ok(symbol)
        } else {
            Err(Reader { text: &plain, at: read }.expected("the end of the symbol"))
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

/// Reads a symbol from the left, component by component.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn symbol(mut self) -> Result<(Symbol, usize), SymbolError> {
        let organ = self.organ()?;
        let mut canonical = String::from(organ);
        let mut components = 0;
        loop {
            if components > 0 {
                self.qualifier(&mut canonical);
            }
            if self.peek() != Some(b'/') {
                break;
            }
            let slash = self.at;
            self.at += 1;
            match self.component(&canonical) {
                Ok(component) => {
                    canonical.push('/');
                    canonical.push_str(&component);
                    components += 1;
                }
                Err(error) if components == 0 || is_number_series(&canonical) => return Err(error),
                Err(_) => {
                    self.at = slash;
                    break;
                }
            }
        }
        let numbered = canonical.bytes().any(|byte| byte.is_ascii_digit());
        if components == 0 || !numbered {
            return Err(self.expected("a number"));
        }
        Ok((Symbol(canonical.into()), self.at))
    }

    fn organ(&mut self) -> Result<&'static str, SymbolError> {
        let end = self.word_end();
        let word = &self.text[self.at..end];
        let organ = ORGANS
            .iter()
            .copied()
            .find(|organ| organ.eq_ignore_ascii_case(word))
            .ok_or_else(|| self.expected("an organ such as `A`, `S`, `E` or `CRC`"))?;
        self.at = end;
        if self.peek() == Some(b'/') {
            Ok(organ)
        } else {
            Err(self.expected("`/`"))
        }
    }

    /// One component after a slash, in canonical spelling.
    fn component(&mut self, before: &str) -> Result<String, SymbolError> {
        if is_number_series(before) {
            return self.designation(runs_on(before));
        }
        let end = self.word_end();
        let word = self.text[self.at..end].trim_end_matches(['.', '-']);
        if word.is_empty() {
            return Err(self.expected("a component"));
        }
        let (canonical, read) = component_word(word).ok_or_else(|| self.expected("a component of a symbol"))?;
        self.at += read;
        Ok(canonical)
    }

    /// The number after `RES/`, `DEC/` or `PRST/`.
    fn designation(&mut self, runs_on: bool) -> Result<String, SymbolError> {
        let rest = &self.text[self.at..];
        if let Some((designation, read)) = read_designation(rest) {
            self.at += read;
            return Ok(designation.to_string());
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if runs_on && digits > 0 {
            self.at += digits;
            return Ok(rest[..digits].to_owned());
        }
        Err(self.expected("a session or a number"))
    }

    /// `(Part I)`, `(Vol. II)`, `(SUPP)`, `(Sect. 3)`, `(Introduction)` after a component; `COP(13)` in one.
    fn qualifier(&mut self, canonical: &mut String) {
        let rest = &self.text[self.at..];
        let open = rest.trim_start_matches(' ');
        let skipped = rest.len() - open.len();
        let Some(inner) = open.strip_prefix('(').filter(|_| skipped <= 1) else {
            return;
        };
        let Some(close) = inner.bytes().take(24).position(|byte| byte == b')') else {
            return;
        };
        let words = &inner[..close];
        let goes_on = inner[close + 1..].starts_with('/');
        let session =
            skipped == 0 && goes_on && (words.bytes().all(|b| b.is_ascii_digit()) || from_roman(words).is_some());
        let marked = if session { Some(words.to_owned()) } else { volume(words) };
        if let Some(marked) = marked {
            canonical.push_str(&format!("({marked})"));
            self.at += skipped + close + 2;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The end of the run of letters, digits, dots and inner hyphens that starts here.
    fn word_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        while end < bytes.len() {
            let inner = bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
            match bytes[end] {
                byte if byte.is_ascii_alphanumeric() => end += 1,
                b'.' | b'-' if inner && end > self.at => end += 1,
                _ => break,
            }
        }
        end
    }

    fn expected(&self, expected: &'static str) -> SymbolError {
        let found = self.text[self.at..]
            .chars()
            .next()
            .map_or("nothing".to_owned(), |c| format!("`{c}`"));
        SymbolError {
            expected,
            before: self.text[..self.at].to_owned(),
            found,
            offset: self.at,
        }
    }
}

/// Whether a single number names a resolution of the series: the Security Council's numbers run on from year to year,
/// and some bodies have the session in the series (`HSP/HA.2/RES/1`).
fn runs_on(series: &str) -> bool {
    ![
        "A/RES",
        "A/DEC",
        "A/HRC/RES",
        "A/HRC/DEC",
        "A/HRC/PRST",
        "E/RES",
        "E/DEC",
    ]
    .contains(&series)
}

/// Whether what was read so far asks for a session and a number next.
fn is_number_series(canonical: &str) -> bool {
    canonical.ends_with("/RES") || canonical.ends_with("/DEC") || canonical.ends_with("/PRST")
}

/// A component other than a number after `RES/`, in the United Nations' own spelling, and the bytes read of it.
fn component_word(word: &str) -> Option<(String, usize)> {
    // The second half of a joint symbol begins after a hyphen: A/56/1026-S/2002/932.
    let word = match word.find('-') {
        Some(hyphen) if word[..hyphen].bytes().all(|b| b.is_ascii_digit()) => &word[..hyphen],
        _ => word,
    };
    let (head, tail) = word
        .split_once('.')
        .map_or((word, None), |(head, tail)| (head, Some(tail)));
    let upper = head.to_ascii_uppercase();
    let canonical = match (upper.as_str(), tail) {
        ("RES", Some(number)) => format!("RES/{number}"),
        ("ADD", Some(n)) => format!("Add.{n}"),
        ("CORR", Some(n)) => format!("Corr.{n}"),
        ("REV", Some(n)) => format!("Rev.{n}"),
        ("AMEND", Some(n)) => format!("Amend.{n}"),
        ("SUB", Some(n)) => format!("Sub.{n}"),
        (_, Some(n)) => format!("{upper}.{n}"),
        (_, None) => upper,
    };
    let named = tail.map_or_else(
        || is_component_name(word, &canonical),
        |tail| from_roman(tail).is_some(),
    );
    let plausible = canonical.len() <= 24 && (named || canonical.bytes().any(|byte| byte.is_ascii_digit()));
    plausible.then_some((canonical, word.len()))
}

/// The words of a qualifier without their blanks; `None` for words in parentheses that belong to no symbol.
fn volume(words: &str) -> Option<String> {
    const WHOLE: [(&str, &str); 4] = [
        ("supp", "SUPP"),
        ("suppl", "SUPPL"),
        ("introduction", "Introduction"),
        ("planoutline", "Planoutline"),
    ];
    const NUMBERED: [(&str, &str); 7] = [
        ("parts", "Parts"),
        ("part", "Part"),
        ("vol", "Vol."),
        ("incomesect", "Incomesect."),
        ("sects", "Sects."),
        ("sect", "Sect."),
        ("resumption", "Resumption"),
    ];
    let joined: String = words.split(' ').collect();
    let lower = joined.to_ascii_lowercase();
    if let Some((_, whole)) = WHOLE.iter().find(|(name, _)| *name == lower) {
        return Some((*whole).to_owned());
    }
    let (name, head) = NUMBERED.into_iter().find(|(name, _)| lower.starts_with(name))?;
    let number = joined[name.len()..].trim_start_matches('.');
    let numbers = |piece: &str| {
        // "29A": a section with its letter.
        let digits = piece.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(piece);
        from_roman(piece).is_some() || !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    number
        .split("and")
        .flat_map(|piece| piece.split('-'))
        .all(numbers)
        .then(|| format!("{head}{number}"))
}

/// Components that stand without a number: capitals (`HRC`, `BMS`, `C`), and the few that are printed otherwise.
fn is_component_name(printed: &str, canonical: &str) -> bool {
    const NAMES: &[&str] = &[
        "HRC", "RES", "DEC", "PRST", "CONF", "C", "PC", "GC", "INF", "NGO", "CP", "D", "GEN", "COP",
    ];
    let capitals = printed.len() <= 10 && printed.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    capitals || NAMES.contains(&canonical) || printed == "Hg" || printed == "Res"
}

/// The number of a resolution at the start of a text, and the bytes read.
fn read_designation(text: &str) -> Option<(Designation, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let end = (from..bytes.len())
            .find(|&at| !bytes[at].is_ascii_digit())
            .unwrap_or(bytes.len());
        text[from..end].parse::<u32>().ok().map(|value| (value, end))
    };
    let mark_length = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    let (mark, start) = if mark_length("ES-") {
        (SessionMark::Emergency, 3)
    } else if mark_length("S-") {
        (SessionMark::Special, 2)
    } else if mark_length("OS/") {
        (SessionMark::Organizational, 3)
    } else {
        (SessionMark::Regular, 0)
    };
    let (first, mut at) = digits(start)?;
    if bytes.get(at) == Some(&b'/') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        let (number, end) = digits(at + 1)?;
        let number = if first >= 1900 && mark == SessionMark::Regular {
            Number::Year { year: first, number }
        } else {
            Number::Session {
                mark,
                session: first,
                number,
            }
        };
        let (part, end) = read_part(text, end);
        return Some((Designation { number, part }, end));
    }
    if mark != SessionMark::Regular {
        return None;
    }
    let (mut part, after_part) = read_part(text, at);
    at = after_part;
    let rest = text[at..].trim_start_matches(' ');
    let open = at + (text.len() - at - rest.len());
    if let Some(inner) = rest.strip_prefix('(')
        && let Some(close) = inner.bytes().take(12).position(|byte| byte == b')')
    {
        let words = inner[..close].trim().to_owned();
        let number = if words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit()) {
            Some(Number::Running {
                number: first,
                year: words.parse().ok()?,
            })
        } else {
            roman_session(&words).map(|(mark, session)| Number::Roman {
                number: first,
                mark,
                session,
            })
        };
        if let Some(number) = number {
            let mut end = open + close + 2;
            if part.is_none() {
                (part, end) = read_part(text, end);
            }
            return Some((Designation { number, part }, end));
        }
    }
    None
}

/// `III`, `S-VI` or `ES-I`.
pub(crate) fn roman_session(words: &str) -> Option<(SessionMark, u32)> {
    let (mark, numeral) = match (words.strip_prefix("ES-"), words.strip_prefix("S-")) {
        (Some(numeral), _) => (SessionMark::Emergency, numeral),
        (_, Some(numeral)) => (SessionMark::Special, numeral),
        _ => (SessionMark::Regular, words),
    };
    let session = from_roman(numeral)?;
    debug_assert_eq!(roman(session), numeral);
    Some((mark, session))
}

/// A part letter after a number: ` A`, `A`, `[A]`; not the first letter of a word.
fn read_part(text: &str, at: usize) -> (Option<Part>, usize) {
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix('[')
        && let Some(close) = inner.find(']')
        && let Some(part) = Part::new(&inner[..close].to_ascii_uppercase())
    {
        return (Some(part), at + close + 2);
    }
    let spaces = usize::from(rest.starts_with(' '));
    let letters = rest[spaces..].bytes().take_while(u8::is_ascii_uppercase).count();
    let followed = rest[spaces + letters..].chars().next();
    let ends = !followed.is_some_and(|c| c.is_alphanumeric() || c == '/' || c == '.' || c == '-');
    match Part::new(&rest[spaces..spaces + letters]) {
        Some(part) if ends && letters == 1 => (Some(part), at + spaces + letters),
        _ => (None, at),
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
