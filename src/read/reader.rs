use crate::read::allowance::Allowance;
use crate::read::{Format, akn, doc, docx, html, pdf, text};
use crate::text::Aside;

/// What a reader makes of bytes.
#[derive(Debug, Default)]
pub(crate) struct Extract {
    /// The text that spans mean.
    pub text: String,
    /// What the format says beside it.
    pub aside: Aside,
}

/// What is wrong with bytes.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// `:LINE:COLUMN`, or nothing where the whole is meant.
    pub place: String,
    /// The words.
    pub problem: String,
}

impl Wrong {
    /// What is wrong with the whole.
    pub fn new(problem: impl Into<String>) -> Wrong {
        Wrong {
            place: String::new(),
            problem: problem.into(),
        }
    }
}

/// A reader of one format.
pub(crate) type Reader = fn(&[u8], &mut Allowance) -> Result<Extract, Wrong>;

/// The reader of each format.
pub(crate) fn of(format: Format) -> Reader {
    match format {
        Format::Plain => text::read,
        Format::Pdf => pdf::read,
        Format::Docx => docx::read,
        Format::AkomaNtoso => akn::read,
        Format::Html => html::read,
        Format::Doc => doc::read,
    }
}
