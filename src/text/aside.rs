use crate::text::Span;

/// What a format says beside its words: a second witness, never the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// Links, in the order of the text.
    pub links: Vec<Link>,
    /// Every line is a paragraph: none is broken by the width of a page.
    pub whole_lines: bool,
    /// The document's own symbol, as declared.
    pub symbol: Option<String>,
    /// The code of its language, as declared.
    pub language: Option<String>,
    /// The day of its adoption, as declared: `2022-01-20`.
    pub date: Option<String>,
    /// Keywords of its subject, as declared.
    pub keywords: Vec<String>,
    /// What a reader should know of the reading, such as the encoding that was found.
    pub notices: Vec<String>,
    /// What could not be read of the document, such as a page that is a picture.
    pub losses: Vec<String>,
}

/// A link that the editors of a document have set on its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where it leads, as written.
    pub address: String,
}
