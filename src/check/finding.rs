use std::fmt;
use std::str::FromStr;

use crate::model::Label;
use crate::text::Span;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth a look.
    Notice,
    /// Most likely to be mended.
    Warning,
    /// Wrong.
    Error,
}

impl Level {
    /// Every level, the mildest first.
    pub const ALL: [Level; 3] = [Level::Notice, Level::Warning, Level::Error];

    /// The word that is printed.
    pub fn name(self) -> &'static str {
        match self {
            Level::Notice => "notice",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Level, String> {
        let known = Level::ALL.into_iter().find(|level| level.name() == name);
        known.ok_or_else(|| format!("expected notice, warning or error, found `{name}`"))
    }
}

/// What can be wrong with a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The date printed is not that of the thing cited.
    DateMismatch,
    /// The session has no such number.
    UnknownSymbol,
    /// The number is another body's.
    WrongBody,
    /// What is cited is later than the document.
    FutureCitation,
    /// A newer member of its series is not cited.
    Superseded,
    /// What is called the most recent is not.
    NotLatest,
    /// The title is not the official one.
    TitleMismatch,
    /// The first mention lacks the footnote that its peers carry.
    FootnoteMissing,
    /// A symbol is written as no symbol is.
    MisspeltSymbol,
    /// The words may mean several things.
    Ambiguous,
    /// What the words mean is not known.
    Unresolved,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 11] = [
        Kind::DateMismatch,
        Kind::UnknownSymbol,
        Kind::WrongBody,
        Kind::FutureCitation,
        Kind::Superseded,
        Kind::NotLatest,
        Kind::TitleMismatch,
        Kind::FootnoteMissing,
        Kind::MisspeltSymbol,
        Kind::Ambiguous,
        Kind::Unresolved,
    ];

    /// The word that is printed.
    pub fn name(self) -> &'static str {
        match self {
            Kind::DateMismatch => "date-mismatch",
            Kind::UnknownSymbol => "unknown-symbol",
            Kind::WrongBody => "wrong-body",
            Kind::FutureCitation => "future-citation",
            Kind::Superseded => "superseded",
            Kind::NotLatest => "not-latest",
            Kind::TitleMismatch => "title-mismatch",
            Kind::FootnoteMissing => "footnote-missing",
            Kind::MisspeltSymbol => "misspelt-symbol",
            Kind::Ambiguous => "ambiguous",
            Kind::Unresolved => "unresolved",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Kind, String> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            format!("expected one of {}, found `{name}`", names.join(", "))
        })
    }
}

/// One thing that is wrong or doubtful, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What sort of fault it is.
    pub kind: Kind,
    /// How sure it is.
    pub level: Level,
    /// The paragraph.
    pub paragraph: Label,
    /// Bytes of the source.
    pub span: Span,
    /// What stands there, with white space folded.
    pub stands: String,
    /// What should stand there, where that is known.
    pub expected: Option<String>,
    /// Why.
    pub why: String,
}
