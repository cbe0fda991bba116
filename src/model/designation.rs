use std::fmt;

/// Whether a session is a regular one, a special one or an emergency special one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionMark {
    /// `76/…`, `(III)`.
    Regular,
    /// `S-24/…`, `(S-VI)`.
    Special,
    /// `ES-10/…`, `(ES-I)`.
    Emergency,
    /// `OS/12/1`: the Human Rights Council's organizational meetings.
    Organizational,
}

impl SessionMark {
    fn prefix(self) -> &'static str {
        match self {
            SessionMark::Regular => "",
            SessionMark::Special => "S-",
            SessionMark::Emergency => "ES-",
            SessionMark::Organizational => "OS/",
        }
    }
}

/// The number of a resolution, a decision or a statement, in one of the four shapes that the United Nations uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// Session and number: `76/172`, `S-24/2`, `ES-10/13`.
    Session {
        /// Regular, special or emergency special.
        mark: SessionMark,
        /// The session.
        session: u32,
        /// The number in it.
        number: u32,
    },
    /// Year and number: `2005/47`.
    Year {
        /// The year.
        year: u32,
        /// The number in it.
        number: u32,
    },
    /// Running number and Roman session: `217 (III)`, `3201 (S-VI)`.
    Roman {
        /// The running number.
        number: u32,
        /// Regular, special or emergency special.
        mark: SessionMark,
        /// The session.
        session: u32,
    },
    /// Running number and year: `1325 (2000)`.
    Running {
        /// The running number.
        number: u32,
        /// The year.
        year: u32,
    },
}

impl Number {
    /// The numbers between this one and a later one of the same session or year, both left out; none where they are more
    /// than fifty or of another shape.
    pub fn up_to(self, last: Number) -> Vec<Number> {
        const LONGEST: u32 = 50;
        let between = |from: u32, to: u32| {
            if to > from && to - from <= LONGEST {
                from + 1..to
            } else {
                0..0
            }
        };
        match (self, last) {
            (
                Number::Session { mark, session, number },
                Number::Session {
                    mark: other,
                    session: of,
                    number: to,
                },
            ) if (mark, session) == (other, of) => between(number, to)
                .map(|number| Number::Session { mark, session, number })
                .collect(),
            (Number::Year { year, number }, Number::Year { year: of, number: to }) if year == of => between(number, to)
                .map(|number| Number::Year { year, number })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether its shape alone says that it is a resolution's: `217 (III)`, `1325 (2000)`, `ES-10/13`.
    pub fn is_telling(self) -> bool {
        !matches!(
            self,
            Number::Session {
                mark: SessionMark::Regular,
                ..
            } | Number::Year { .. }
        )
    }
}

/// The letter of a part: `A` in `217 A (III)`; a few sessions ran past `Z` to `AA`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    letters: [u8; 2],
}

impl Part {
    /// One or two Latin capitals.
    pub fn new(text: &str) -> Option<Part> {
        match text.as_bytes() {
            [one] if one.is_ascii_uppercase() => Some(Part { letters: [*one, 0] }),
            [one, two] if one.is_ascii_uppercase() && two.is_ascii_uppercase() => Some(Part { letters: [*one, *two] }),
            _ => None,
        }
    }

    /// The parts from `self` to `last`, both included; empty where they do not ascend.
    pub fn up_to(self, last: Part) -> Vec<Part> {
        if self.letters[1] != 0 || last.letters[1] != 0 {
            return Vec::new();
        }
        (self.letters[0]..=last.letters[0])
            .map(|letter| Part { letters: [letter, 0] })
            .collect()
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.letters {
            if letter != 0 {
                write!(f, "{}", char::from(letter))?;
            }
        }
        Ok(())
    }
}

/// A number with the letter of its part, where it has one. `Display` gives the form that symbols use:
/// `76/172`, `217(III)[A]`, `1325(2000)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Designation {
    /// The number.
    pub number: Number,
    /// The part.
    pub part: Option<Part>,
}

impl Designation {
    /// The same number without its part.
    pub fn whole(self) -> Designation {
        Designation { part: None, ..self }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Session { mark, session, number } => write!(f, "{}{session}/{number}", mark.prefix()),
            Number::Year { year, number } => write!(f, "{year}/{number}"),
            Number::Roman { number, mark, session } => {
                write!(f, "{number}({}{})", mark.prefix(), roman(*session))
            }
            Number::Running { number, year } => write!(f, "{number}({year})"),
        }
    }
}

impl fmt::Display for Designation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        match self.part {
            Some(part) => write!(f, "[{part}]"),
            None => Ok(()),
        }
    }
}

const NUMERALS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A number in Roman numerals.
pub(crate) fn roman(mut value: u32) -> String {
    let mut text = String::new();
    for (worth, letters) in NUMERALS {
        while value >= worth {
            text.push_str(letters);
            value -= worth;
        }
    }
    text
}

/// The value of a Roman numeral written the one right way; `None` for anything else.
pub(crate) fn from_roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let mut rest = text;
    let mut value = 0;
    for (worth, letters) in NUMERALS {
        while let Some(shorter) = rest.strip_prefix(letters) {
            value += worth;
            rest = shorter;
        }
    }
    (rest.is_empty() && roman(value) == text).then_some(value)
}
