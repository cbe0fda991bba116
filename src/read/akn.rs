//! Akoma Ntoso XML as the United Nations issue it: paragraphs, notes where their marks stand, links, and what it declares.

use crate::read::allowance::Allowance;
use crate::read::composer::Composer;
use crate::read::reader::{Extract, Wrong};
use crate::read::xml::{self, Element, Node, Xml};
use crate::text::Aside;

/// Elements within a line; all others are blocks, which begin and end paragraphs.
const INLINE: [&str; 27] = [
    "span",
    "a",
    "ref",
    "i",
    "b",
    "u",
    "em",
    "strong",
    "inline",
    "docNumber",
    "docTitle",
    "docType",
    "docDate",
    "docStatus",
    "docAuthority",
    "docProponent",
    "docketNumber",
    "session",
    "organization",
    "role",
    "location",
    "person",
    "date",
    "term",
    "quantity",
    "img",
    "def",
];

/// Reads Akoma Ntoso XML.
pub(crate) fn read(bytes: &[u8], allowance: &mut Allowance) -> Result<Extract, Wrong> {
    let text = xml::decode(bytes)?;
    let mut reader = Akn::default();
    let mut xml = Xml::new(&text);
    while let Some(node) = xml.next(allowance)? {
        match node {
            Node::Open(element) => reader.open(&element),
            Node::Close(name) => reader.close(&name),
            Node::Text(words) => reader.words(&words),
        }
    }
    let extract = reader.composer.finish();
    if extract.text.trim().is_empty() {
        return Err(Wrong::new("holds no text"));
    }
    Ok(Extract {
        aside: Aside {
            symbol: reader.symbol.filter(|symbol| !symbol.is_empty()),
            language: reader.language,
            date: reader.date,
            keywords: reader.keywords,
            ..extract.aside
        },
        ..extract
    })
}

#[derive(Default)]
struct Akn {
    composer: Composer,
    /// How many elements whose words are no text are open: metadata.
    apart: usize,
    /// How many elements that raise their figures are open.
    raised: usize,
    /// The symbol is being read.
    in_symbol: bool,
    symbol: Option<String>,
    language: Option<String>,
    date: Option<String>,
    keywords: Vec<String>,
}

impl Akn {
    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "meta" => self.apart += 1,
            _ if self.apart > 0 => self.declared(element),
            "authorialNote" => {
                let mark = element.attribute("marker").unwrap_or_default();
                self.composer.begin_note(mark.trim());
            }
            "a" | "ref" => self.composer.begin_link(element.attribute("href").unwrap_or_default()),
            "sup" => self.raised += 1,
            "eol" | "br" => self.composer.end_paragraph(),
            "docNumber" => {
                let is_symbol = element.attribute("refersTo").as_deref() == Some("#symbol");
                self.in_symbol = is_symbol && self.symbol.is_none();
            }
            name if INLINE.contains(&name) => {}
            _ => self.composer.begin_paragraph(),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "meta" => self.apart = self.apart.saturating_sub(1),
            _ if self.apart > 0 => {}
            "authorialNote" => self.composer.end_note(),
            "a" | "ref" => self.composer.end_link(),
            "sup" => self.raised = self.raised.saturating_sub(1),
            "num" => self.composer.end_label(),
            "docNumber" => {
                self.in_symbol = false;
                self.composer.gap();
            }
            "eol" | "br" => {}
            name if INLINE.contains(&name) => {}
            _ => self.composer.end_paragraph(),
        }
    }

    fn words(&mut self, words: &str) {
        if self.apart > 0 {
            return;
        }
        if self.in_symbol {
            self.symbol.get_or_insert_default().push_str(words.trim());
        }
        match self.raised > 0 {
            true => self.composer.mark(words.trim()),
            false => self.composer.words(words),
        }
    }

    /// What the metadata declare.
    fn declared(&mut self, element: &Element<'_>) {
        match element.name() {
            "FRBRlanguage" => self.language = element.attribute("language").and_then(|code| language(&code)),
            "FRBRdate" if element.attribute("name").as_deref() == Some("adoption") => {
                self.date = element.attribute("date")
            }
            "keyword" => {
                let keyword = element.attribute("showAs").or_else(|| element.attribute("value"));
                let keyword = keyword.map(|keyword| keyword.replace('_', " "));
                self.keywords
                    .extend(keyword.filter(|keyword| !self.keywords.contains(keyword)));
            }
            _ => {}
        }
    }
}

/// The two-letter code of a language that is declared with three letters.
fn language(code: &str) -> Option<String> {
    const CODES: [(&str, &str); 7] = [
        ("ara", "ar"),
        ("chi", "zh"),
        ("eng", "en"),
        ("fra", "fr"),
        ("rus", "ru"),
        ("spa", "es"),
        ("zho", "zh"),
    ];
    let known = CODES.iter().find(|(three, two)| *three == code || *two == code)?;
    Some(known.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn read_text(xml: &str) -> Result<Extract, Wrong> {
        read(xml.as_bytes(), &mut Allowance::new(&Limits::default()))
    }

    const LAMPS: &str = r##"<?xml version="1.0"?><akomaNtoso><statement><meta>
        <FRBRdate date="2031-05-06" name="adoption"/><FRBRlanguage language="eng"/><keyword showAs="lamp_oil"/></meta>
        <coverPage><p><docNumber refersTo="#symbol">A/RES/85/9</docNumber></p></coverPage>
        <preface><p><docNumber>85/9.</docNumber><docTitle>Lamps</docTitle></p></preface>
        <mainBody><paragraph><num>	1.</num><content><p>
          <span>Recalls</span> resolution <a href="https://undocs.org/A/RES/84/7">84/7</a>,<authorialNote marker="1"><p> See
          <a href="https://undocs.org/A/84/3">A/84/3</a>.</p><p>Also oil.</p></authorialNote> &amp; lamps;</p></content></paragraph>
        </mainBody></statement></akomaNtoso>"##;

    #[test]
    fn paragraphs_notes_and_links_keep_their_places() {
        let extract = read_text(LAMPS).expect("read");
        assert_eq!(
            extract.text,
            "A/RES/85/9\n85/9. Lamps\n1. Recalls resolution 84/7,¹ & lamps;\n¹ See A/84/3. Also oil.\n"
        );
        let links: Vec<(&str, &str)> = extract
            .aside
            .links
            .iter()
            .map(|link| (&extract.text[link.span.start()..link.span.end()], link.address.as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("84/7", "https://undocs.org/A/RES/84/7"),
                ("A/84/3", "https://undocs.org/A/84/3")
            ]
        );
    }

    #[test]
    fn what_is_declared_stands_aside() {
        let aside = read_text(LAMPS).expect("read").aside;
        assert_eq!(aside.symbol.as_deref(), Some("A/RES/85/9"));
        assert_eq!(aside.language.as_deref(), Some("en"));
        assert_eq!(aside.date.as_deref(), Some("2031-05-06"));
        assert_eq!(aside.keywords, ["lamp oil"]);
    }

    #[test]
    fn broken_files_are_refused_with_their_place() {
        for (xml, words) in [
            ("<akomaNtoso><p>a", "cut off"),
            ("<akomaNtoso><p>a</q></akomaNtoso>", "broken XML"),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><akomaNtoso>&b;</akomaNtoso>", "`&b;`"),
            ("<akomaNtoso/>", "no text"),
        ] {
            let wrong = read_text(xml).expect_err("broken");
            assert!(wrong.problem.contains(words), "{}", wrong.problem);
        }
    }
}
