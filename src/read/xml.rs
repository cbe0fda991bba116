use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::allowance::Allowance;
use crate::read::encoding;
use crate::read::reader::Wrong;

/// The text of an XML file, by its byte order mark or by the encoding that it declares.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Wrong> {
    encoding::decode_declared(bytes, declared(bytes))
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(200)];
    let head = std::str::from_utf8(head).or_else(|error| std::str::from_utf8(&head[..error.valid_up_to()]));
    let rest = head.ok()?.split_once("<?xml")?.1.split_once("encoding")?.1;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = rest[1..].split(quote).next()?;
    let start = name.as_ptr() as usize - bytes.as_ptr() as usize;
    std::str::from_utf8(&bytes[start..start + name.len()]).ok()
}

/// A piece of an XML file, in the order of the file. An empty element is opened and closed.
pub(crate) enum Node<'a> {
    Open(Element<'a>),
    /// The name of the element that ends.
    Close(String),
    Text(Cow<'a, str>),
}

/// An element, by its name without the prefix.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    pub fn name(&self) -> &str {
        self.0.name().0.rsplit(':').next().unwrap_or_default()
    }

    /// An attribute's value, by its name without the prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut named = attributes
            .with_checks(false)
            .flatten()
            .filter(|attribute| attribute.key.0.rsplit(':').next() == Some(name));
        let value = named.next()?.value;
        Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.clone().into_owned(), Cow::into_owned))
    }

    /// The `val` of an element of Word's.
    pub fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a switch of Word's is on: one that says nothing is.
    pub fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// Walks through an XML file from its beginning to its end. Entities of its own are neither expanded nor fetched.
pub(crate) struct Xml<'a> {
    text: &'a str,
    /// The part of a package that the text is; empty where it is the whole file.
    part: String,
    reader: Reader<&'a [u8]>,
    /// How many elements are open.
    depth: usize,
    /// How many pieces were read.
    read: u32,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Xml<'a> {
        Xml::in_part(text, "")
    }

    /// The XML of a part of a package, by which faults are told.
    pub fn in_part(text: &'a str, part: &str) -> Xml<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            text,
            part: part.to_owned(),
            reader,
            depth: 0,
            read: 0,
        }
    }

    /// The next piece; nothing at the end.
    pub fn next(&mut self, allowance: &Allowance) -> Result<Option<Node<'a>>, Wrong> {
        loop {
            self.read = self.read.wrapping_add(1);
            if self.read.is_multiple_of(4096) {
                allowance.check_time()?;
            }
            let event = self.reader.read_event();
            return match event {
                Err(error) => Err(self.wrong(&format!("is broken XML: {}", plain(&error.to_string())))),
                Ok(Event::Eof) if self.depth > 0 => Err(self.wrong("is cut off: an element is not closed")),
                Ok(Event::Eof) => Ok(None),
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    Ok(Some(Node::Open(Element(start))))
                }
                Ok(Event::End(end)) => {
                    self.depth -= 1;
                    let name = end.name().0.rsplit(':').next().unwrap_or_default();
                    Ok(Some(Node::Close(name.to_owned())))
                }
                Ok(Event::Text(text)) => Ok(Some(Node::Text(text.into_inner()))),
                Ok(Event::CData(text)) => Ok(Some(Node::Text(text.into_inner()))),
                Ok(Event::GeneralRef(reference)) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        Ok(None) => quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned),
                        Err(_) => None,
                    };
                    match known {
                        Some(text) => Ok(Some(Node::Text(Cow::Owned(text)))),
                        None => {
                            let name: String = reference.chars().take(40).collect();
                            Err(self.wrong(&format!(
                                "uses the entity `&{name};`; entities of a file's own are not expanded"
                            )))
                        }
                    }
                }
                Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => continue,
            };
        }
    }

    fn wrong(&self, problem: &str) -> Wrong {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let place = encoding::place(&self.text[..self.text.floor_char_boundary(at)]);
        match self.part.is_empty() {
            true => Wrong {
                place,
                problem: problem.to_owned(),
            },
            false => Wrong::new(format!("{}{place} {problem}", self.part)),
        }
    }
}

/// An error of the parser as one line in lower case.
fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words
        .strip_prefix("syntax error: ")
        .or(words.strip_prefix("ill-formed document: "))
        .unwrap_or(&words);
    words.trim_end_matches('.').to_owned()
}
