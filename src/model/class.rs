use std::fmt;
use std::str::FromStr;

/// What sort of thing a node is. The first three can be cited; the others are mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A document with a symbol: a resolution, a report, a letter.
    Document,
    /// A text known by name: a treaty, a declaration, a programme.
    Instrument,
    /// An open set of documents ("all previous resolutions on …").
    Set,
    /// A body, an office or a mandate-holder.
    Body,
    /// A conference or a summit.
    Event,
    /// A session of a body.
    Session,
}

impl Class {
    /// Every class, citable ones first.
    pub const ALL: [Class; 6] = [
        Class::Document,
        Class::Instrument,
        Class::Set,
        Class::Body,
        Class::Event,
        Class::Session,
    ];

    /// The word that the JSON and the tables use.
    pub fn name(self) -> &'static str {
        match self {
            Class::Document => "document",
            Class::Instrument => "instrument",
            Class::Set => "set",
            Class::Body => "body",
            Class::Event => "event",
            Class::Session => "session",
        }
    }

    /// Whether a mention of it is a citation.
    pub fn is_citable(self) -> bool {
        matches!(self, Class::Document | Class::Instrument | Class::Set)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Class {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Class::ALL
            .into_iter()
            .find(|class| class.name() == name)
            .ok_or_else(|| format!("expected document, instrument, set, body, event or session, found `{name}`"))
    }
}

/// The kinds of documents that a symbol can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A resolution.
    Resolution,
    /// A decision.
    Decision,
    /// A statement by a President.
    Statement,
    /// A report, a note or a letter: what a number in a session's series names.
    Report,
    /// A draft (`L.`).
    Draft,
    /// Anything else.
    Other,
}

impl DocumentKind {
    /// The word that the JSON and the tables use.
    pub fn name(self) -> &'static str {
        match self {
            DocumentKind::Resolution => "resolution",
            DocumentKind::Decision => "decision",
            DocumentKind::Statement => "statement",
            DocumentKind::Report => "report",
            DocumentKind::Draft => "draft",
            DocumentKind::Other => "other",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
