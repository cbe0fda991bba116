use crate::model::designation::{from_roman, roman};
use crate::model::{Designation, Number, Part, SessionMark, Symbol, SymbolError};

/// The first components that open a symbol. Source: the series of the United Nations and of the treaty bodies
/// as they are met in resolutions (domain notes, section 1.1).
pub(super) const ORGANS: &[&str] = &[
    "A", "S", "E", "ST", "T", "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI", "DP", "TD", "UNEP",
    "HSP", "FCCC", "CBD", "CTOC", "NPT", "CD", "WT", "ECE", "ESCAP", "LC", "ICC-ASP", "IDB", "ICCD", "CAC", "UNW",
    "DP", "SPLOS", "ISBA", "BWC", "CCW", "APLC", "CLCS", "PCNICC", "JIU", "ID", "UNITAR", "WFP", "UNFF", "APCICT",
    "CCM", "TPNW", "GC.18", "GC.19", "GC.20", "GC.17", "CEB", "CTBT", "SSC", "UNODC", "LEG", "WHO", "MTC", "ACC",
];

/// Reads a symbol from the left, component by component.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    /// The symbol at the very start of the text. What would not read as itself in its canonical spelling is none: `A/RES.1`
    /// names no session.
    pub(super) fn symbol(mut self) -> Result<(Symbol, usize), Expected> {
        let (symbol, read) = self.spelled()?;
        let mut canonical = Reader {
            text: symbol.as_str(),
            at: 0,
        };
        let as_printed = self.text[..read] == *symbol.as_str();
        if as_printed
            || canonical
                .spelled()
                .is_ok_and(|(again, length)| again == symbol && length == symbol.as_str().len())
        {
            Ok((symbol, read))
        } else {
            Err(self.expected("a number that the series can have"))
        }
    }

    fn spelled(&mut self) -> Result<(Symbol, usize), Expected> {
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
        Ok((Symbol::from_canonical(canonical), self.at))
    }

    fn organ(&mut self) -> Result<&'static str, Expected> {
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
    fn component(&mut self, before: &str) -> Result<String, Expected> {
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
    fn designation(&mut self, runs_on: bool) -> Result<String, Expected> {
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

    /// The letters and the stroke that open a symbol, so far as most words are told by them to be none.
    pub(super) fn may_open(&self) -> bool {
        self.text.as_bytes().get(self.word_end()) == Some(&b'/')
    }

    pub(super) fn expected(&self, expected: &'static str) -> Expected {
        Expected { expected, at: self.at }
    }
}

/// What should have stood at a byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    expected: &'static str,
    at: usize,
}

impl Expected {
    /// The error that tells a reader of the text.
    pub(super) fn in_text(self, text: &str) -> SymbolError {
        let found = text[self.at..].chars().next();
        SymbolError {
            expected: self.expected,
            before: text[..self.at].to_owned(),
            found: found.map_or("nothing".to_owned(), |c| format!("`{c}`")),
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
        "S/PRST",
    ]
    .contains(&series)
}

/// Whether what was read so far asks for a session and a number next.
fn is_number_series(canonical: &str) -> bool {
    canonical.ends_with("/RES") || canonical.ends_with("/DEC") || canonical.ends_with("/PRST")
}

/// A component other than a number after `RES/`, in the United Nations' own spelling, and the bytes read of it.
fn component_word(word: &str) -> Option<(String, usize)> {
    // The second half of a joint symbol begins after a hyphen: A/56/1026-S/2002/932, A/73/49/Add.1-E/2018/7/Add.1.
    let word = match word.find('-') {
        Some(hyphen) if word[..hyphen].bytes().all(|b| b.is_ascii_digit()) => &word[..hyphen],
        Some(hyphen) if matches!(&word[hyphen + 1..], "A" | "E" | "S") && word.contains('.') => &word[..hyphen],
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
        |tail| from_roman(tail).is_some() || is_named_body(head, tail),
    );
    let plausible = canonical.len() <= 24 && (named || canonical.bytes().any(|byte| byte.is_ascii_digit()));
    plausible.then_some((canonical, word.len()))
}

/// `MP.WAT`, `EB.AIR`, `CP.TEIA`, `BATUMI.CONF`: what a body of the regional commissions deals with stands behind its dot.
fn is_named_body(head: &str, tail: &str) -> bool {
    let capitals =
        |word: &str, longest| (2..=longest).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    capitals(head, 12) && capitals(tail, 6)
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
pub(super) fn read_designation(text: &str) -> Option<(Designation, usize)> {
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
fn roman_session(words: &str) -> Option<(SessionMark, u32)> {
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
