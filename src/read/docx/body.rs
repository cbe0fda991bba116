use std::collections::HashMap;

use crate::read::allowance::Allowance;
use crate::read::composer::{Composer, Note};
use crate::read::docx::numbering::{Numbering, Place};
use crate::read::docx::package::Part;
use crate::read::docx::styles::Styles;
use crate::read::reader::{Extract, Wrong};
use crate::read::xml::{Element, Node, Xml};

/// Elements whose words are not shown: what was deleted or moved away, the code of fields, the older twin of a drawing,
/// the reading aid above a character.
const HIDDEN: [&str; 7] = [
    "del",
    "moveFrom",
    "instrText",
    "delInstrText",
    "Fallback",
    "rt",
    "sectPr",
];

/// Notes at the foot of a page, or at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Foot,
    End,
}

impl NoteKind {
    pub const ALL: [NoteKind; 2] = [NoteKind::Foot, NoteKind::End];

    /// The part in which they stand.
    pub fn part(self) -> &'static str {
        match self {
            NoteKind::Foot => "footnotes",
            NoteKind::End => "endnotes",
        }
    }

    /// The element that holds one.
    fn element(self) -> &'static str {
        match self {
            NoteKind::Foot => "footnote",
            NoteKind::End => "endnote",
        }
    }
}

/// The notes of a document, each until its mark is met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    by_id: HashMap<(NoteKind, String), Note>,
    /// How many have been marked by a number. Endnotes count on from the footnotes, so that a number is one note.
    numbered: u32,
}

impl Notes {
    pub fn read(&mut self, kind: NoteKind, part: &Part, styles: &Styles, allowance: &Allowance) -> Result<(), Wrong> {
        let mut xml = Xml::in_part(&part.text, &part.name);
        let mut current: Option<(String, Body<'_>)> = None;
        while let Some(node) = xml.next(allowance)? {
            match (&node, &mut current) {
                // Separators are notes with a type.
                (Node::Open(element), None) if element.name() == kind.element() => {
                    let id = element
                        .attribute("id")
                        .filter(|_| element.attribute("type").is_none_or(|kind| kind == "normal"));
                    current = id.map(|id| (id, Body::new(part, styles, Numbering::default(), Notes::default())));
                }
                (Node::Close(name), Some(_)) if name == kind.element() => {
                    let note = current
                        .take()
                        .map(|(id, body)| ((kind, id), body.composer.finish_note()));
                    self.by_id.extend(note);
                }
                (_, Some((_, body))) => body.node(&node),
                (_, None) => {}
            }
        }
        Ok(())
    }
}

/// Reads the running text of a part.
pub(super) struct Body<'a> {
    part: &'a Part,
    styles: &'a Styles,
    numbering: Numbering,
    notes: Notes,
    composer: Composer,
    /// How many elements that hide their words are open.
    hidden: usize,
    paragraph: Paragraph,
    /// Paragraphs that a text box within them interrupts.
    outer: Vec<Paragraph>,
    run: Run,
    /// The fields that are open: what each is told to do.
    fields: Vec<Field>,
    /// Whether each open hyperlink leads out of the document.
    links: Vec<bool>,
    /// The note whose own mark comes next.
    custom: Option<Note>,
}

/// What is known of a paragraph before its words.
#[derive(Default)]
struct Paragraph {
    in_properties: bool,
    style: Option<String>,
    number: Option<String>,
    level: Option<usize>,
    /// Its end was deleted: it goes on in the next.
    joined: bool,
    labelled: bool,
}

/// How the words of a run are shown.
#[derive(Default)]
struct Run {
    raised: bool,
    vanished: bool,
}

#[derive(Default)]
struct Field {
    code: String,
    linked: bool,
}

impl<'a> Body<'a> {
    pub fn new(part: &'a Part, styles: &'a Styles, numbering: Numbering, notes: Notes) -> Body<'a> {
        Body {
            part,
            styles,
            numbering,
            notes,
            composer: Composer::default(),
            hidden: 0,
            paragraph: Paragraph::default(),
            outer: Vec::new(),
            run: Run::default(),
            fields: Vec::new(),
            links: Vec::new(),
            custom: None,
        }
    }

    pub fn read(mut self, allowance: &Allowance) -> Result<Extract, Wrong> {
        let mut xml = Xml::in_part(&self.part.text, &self.part.name);
        while let Some(node) = xml.next(allowance)? {
            self.node(&node);
        }
        Ok(self.composer.finish())
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(words) => self.words(words),
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        match name {
            "p" => self.paragraph = Paragraph::default(),
            "pPr" => self.paragraph.in_properties = true,
            _ if self.paragraph.in_properties => self.property(element),
            "r" => {
                self.label();
                self.run = Run::default();
            }
            "vertAlign" => self.run.raised = element.val().as_deref() == Some("superscript"),
            "vanish" => self.run.vanished = element.is_on(),
            "instrText" => self.hidden += 1,
            name if HIDDEN.contains(&name) => self.hidden += 1,
            _ if self.hidden > 0 || self.run.vanished => {}
            "t" | "tab" | "br" | "cr" | "ptab" | "noBreakHyphen" => self.sign(name),
            "footnoteReference" => self.reference(NoteKind::Foot, element),
            "endnoteReference" => self.reference(NoteKind::End, element),
            "hyperlink" => {
                let address = element.attribute("id").and_then(|id| self.part.address(&id));
                self.label();
                self.links.push(address.is_some());
                if let Some(address) = address {
                    self.composer.begin_link(address.to_owned());
                }
            }
            "fldChar" => self.field(element.attribute("fldCharType").as_deref()),
            "txbxContent" => self.outer.push(std::mem::take(&mut self.paragraph)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => self.paragraph.in_properties = false,
            _ if self.paragraph.in_properties => {}
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            "p" if self.hidden == 0 && !self.paragraph.joined => self.composer.end_paragraph(),
            "r" => self.run = Run::default(),
            "hyperlink" if self.hidden == 0 => {
                let leads_out = self.links.pop();
                self.end_link(leads_out == Some(true));
            }
            "txbxContent" => {
                self.composer.end_paragraph();
                self.paragraph = self.outer.pop().unwrap_or_default();
            }
            _ => {}
        }
    }

    /// A property of the paragraph.
    fn property(&mut self, element: &Element<'_>) {
        match element.name() {
            "pStyle" => self.paragraph.style = element.val(),
            "numId" => self.paragraph.number = element.val(),
            "ilvl" => self.paragraph.level = element.val().and_then(|level| level.parse().ok()),
            "del" => self.paragraph.joined = true,
            _ => {}
        }
    }

    /// Writes the automatic number of the paragraph before its first run.
    fn label(&mut self) {
        if self.hidden > 0 || std::mem::replace(&mut self.paragraph.labelled, true) {
            return;
        }
        let styled = self
            .paragraph
            .style
            .as_ref()
            .and_then(|style| self.styles.numbering(style));
        let place = match (&self.paragraph.number, styled) {
            (Some(number), styled) => Place {
                number: number.clone(),
                level: self.paragraph.level.unwrap_or(styled.map_or(0, |place| place.level)),
            },
            (None, Some(styled)) => Place {
                level: self.paragraph.level.unwrap_or(styled.level),
                ..styled
            },
            (None, None) => return,
        };
        if let Some(label) = self.numbering.label(&place, self.styles) {
            self.composer.words(&label);
            self.composer.gap();
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.linked && self.hidden > 0) {
            field.code.push_str(words);
        }
        if self.hidden > 0 || self.run.vanished || self.paragraph.in_properties {
            return;
        }
        if let Some(note) = self.custom.take() {
            self.composer.note(words.trim(), note);
            return;
        }
        let figures = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-');
        match self.run.raised && words.chars().all(figures) && !words.trim().is_empty() {
            true => self.composer.mark(words.trim()),
            false => self.composer.words(words),
        }
    }

    fn sign(&mut self, name: &str) {
        match name {
            "t" => {}
            "noBreakHyphen" => self.composer.words("\u{2011}"),
            _ => self.composer.gap(),
        }
    }

    fn reference(&mut self, kind: NoteKind, element: &Element<'_>) {
        let id = element.attribute("id").unwrap_or_default();
        let Some(note) = self.notes.by_id.remove(&(kind, id)) else {
            return;
        };
        if element
            .attribute("customMarkFollows")
            .is_some_and(|on| on != "0" && on != "false")
        {
            self.custom = Some(note);
            return;
        }
        self.notes.numbered += 1;
        self.composer.note(&self.notes.numbered.to_string(), note);
    }

    fn end_link(&mut self, begun: bool) {
        if begun {
            self.composer.end_link();
        }
    }

    /// Follows a field: what it is told to do, then what it shows.
    fn field(&mut self, place: Option<&str>) {
        match place {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                if let Some(address) = address(&field.code) {
                    field.linked = true;
                    self.composer.begin_link(address.to_owned());
                }
            }
            Some("end") => {
                let field = self.fields.pop();
                self.end_link(field.is_some_and(|field| field.linked));
            }
            _ => {}
        }
    }
}

/// The address of a field that is a link: `HYPERLINK "https://…"`.
fn address(code: &str) -> Option<&str> {
    let rest = code.trim_start().strip_prefix("HYPERLINK")?;
    let (_, rest) = rest.split_once('"')?;
    let (address, _) = rest.split_once('"')?;
    address.contains(':').then_some(address)
}
