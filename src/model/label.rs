use std::fmt;
use std::sync::Arc;

/// Where in a document a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Organ, session, agenda item, title.
    Masthead,
    /// The preambular paragraphs.
    Preamble,
    /// The operative paragraphs.
    Operative,
    /// An annex.
    Annex,
    /// A footnote.
    Footnote,
    /// Meeting, date, vote.
    Closing,
    /// The text of what is not a resolution.
    Body,
}

impl Section {
    /// Every section, in the order of a document.
    pub const ALL: [Section; 7] = [
        Section::Masthead,
        Section::Preamble,
        Section::Operative,
        Section::Annex,
        Section::Footnote,
        Section::Closing,
        Section::Body,
    ];

    /// The word that the JSON and the tables use.
    pub fn name(self) -> &'static str {
        match self {
            Section::Masthead => "masthead",
            Section::Preamble => "preamble",
            Section::Operative => "operative",
            Section::Annex => "annex",
            Section::Footnote => "footnote",
            Section::Closing => "closing",
            Section::Body => "body",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Section {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Section::ALL
            .into_iter()
            .find(|section| section.name() == name)
            .ok_or_else(|| {
                format!("expected masthead, preamble, operative, annex, footnote, closing or body, found `{name}`")
            })
    }
}

/// The label of a paragraph as drafters write it: `PP3`, `OP19(c)`, `fn2`, `B.PP3`, `annex-I.para12`.
///
/// Clones share their text: every citation of a paragraph has its label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(Arc<str>);

impl Label {
    /// A label as it is to be printed.
    pub fn new(text: impl Into<Arc<str>>) -> Label {
        Label(text.into())
    }

    /// The label of footnote `number`.
    pub fn footnote(number: u32) -> Label {
        Label(format!("fn{number}").into())
    }

    /// The label as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
