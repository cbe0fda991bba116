use std::collections::HashMap;

use crate::read::allowance::Allowance;
use crate::read::docx::numbering::Place;
use crate::read::docx::package::Part;
use crate::read::reader::Wrong;
use crate::read::xml::{Node, Xml};

/// What the styles of a document say of numbering.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    number: Option<String>,
    level: Option<usize>,
}

/// How far styles may be based on one another: a circle ends there.
const DEEPEST: usize = 16;

impl Styles {
    pub fn read(part: &Part, allowance: &Allowance) -> Result<Styles, Wrong> {
        let mut by_id: HashMap<String, Style> = HashMap::new();
        let mut current: Option<(String, Style)> = None;
        let mut xml = Xml::in_part(&part.text, &part.name);
        while let Some(node) = xml.next(allowance)? {
            match node {
                Node::Open(element) if element.name() == "style" => {
                    current = element.attribute("styleId").map(|id| (id, Style::default()));
                }
                Node::Open(element) => {
                    let Some((_, style)) = &mut current else { continue };
                    match element.name() {
                        "basedOn" => style.based_on = element.val(),
                        "numId" => style.number = element.val(),
                        "ilvl" => style.level = element.val().and_then(|level| level.parse().ok()),
                        _ => {}
                    }
                }
                Node::Close(name) if name == "style" => by_id.extend(current.take()),
                Node::Close(_) | Node::Text(_) => {}
            }
        }
        Ok(Styles { by_id })
    }

    /// The list and the level that a paragraph of this style has.
    pub fn numbering(&self, style: &str) -> Option<Place> {
        let (mut number, mut level) = (None, None);
        let mut next = Some(style);
        for _ in 0..DEEPEST {
            let Some(style) = next.and_then(|id| self.by_id.get(id)) else {
                break;
            };
            number = number.or(style.number.as_deref());
            level = level.or(style.level);
            next = style.based_on.as_deref();
        }
        Some(Place {
            number: number?.to_owned(),
            level: level.unwrap_or(0),
        })
    }
}
