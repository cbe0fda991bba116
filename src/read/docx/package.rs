use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::allowance::Allowance;
use crate::read::reader::Wrong;
use crate::read::xml::{self, Node, Xml};

/// The zip archive of a Word file. Parts are read by name into memory; nothing is ever written, whatever the names are.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// A part of the package: an XML file, and what it points to.
pub(super) struct Part {
    pub name: String,
    pub text: String,
    /// By id: what kind of thing, and where.
    relations: BTreeMap<String, Relation>,
}

struct Relation {
    kind: String,
    target: String,
    external: bool,
}

impl Part {
    #[cfg(test)]
    pub fn of_text(text: &str) -> Part {
        Part {
            name: "part.xml".to_owned(),
            text: text.to_owned(),
            relations: BTreeMap::new(),
        }
    }

    /// The parts of a kind that it points to, such as `footnotes`.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        let own = self
            .relations
            .values()
            .filter(move |relation| !relation.external && relation.kind == kind);
        own.map(|relation| relation.target.as_str())
    }

    /// The address outside of the package that an id stands for.
    pub fn address(&self, id: &str) -> Option<&str> {
        let relation = self.relations.get(id).filter(|relation| relation.external)?;
        Some(&relation.target)
    }
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Wrong> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
            ZipError::InvalidArchive(_) | ZipError::Io(_) => {
                Wrong::new("is a broken Word file: its archive is cut off or damaged")
            }
            other => Wrong::new(format!("is a broken Word file: {}", words(&other))),
        })?;
        Ok(Package { archive })
    }

    /// The part that holds the document.
    pub fn main_part(&mut self, allowance: &mut Allowance) -> Result<Part, Wrong> {
        let root = self.relations("", "", allowance)?;
        let main = root.into_values().find(|relation| relation.kind == "officeDocument");
        let name = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        match self.part(&name, allowance)? {
            Some(part) if part.text.contains("wordprocessingml") => Ok(part),
            Some(_) => Err(Wrong::new(format!(
                "is an office file, but no Word document: its main part is `{}`",
                shown(&name)
            ))),
            None => Err(Wrong::new(format!(
                "is no Word file: its archive has no `{}`",
                shown(&name)
            ))),
        }
    }

    /// A part by its name in the package; nothing where there is none.
    pub fn part(&mut self, name: &str, allowance: &mut Allowance) -> Result<Option<Part>, Wrong> {
        let Some(text) = self.text(name, allowance)? else {
            return Ok(None);
        };
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let relations = self.relations(folder, file, allowance)?;
        Ok(Some(Part {
            name: name.to_owned(),
            text,
            relations,
        }))
    }

    fn text(&mut self, name: &str, allowance: &mut Allowance) -> Result<Option<String>, Wrong> {
        let broken = |problem: &str| Wrong::new(format!("is a broken Word file: `{}` {problem}", shown(name)));
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Wrong::new(
                    "is protected with a password; open it with the password and save it without",
                ));
            }
            Err(error) => return Err(broken(&words(&error))),
        };
        // What a bomb says of itself is enough; what it does not say, the reading will find.
        if file.size() > allowance.unpacked() {
            return allowance.unpack(file.size()).map(|()| None);
        }
        let mut bytes = Vec::new();
        let most = allowance.unpacked().saturating_add(1);
        file.take(most)
            .read_to_end(&mut bytes)
            .map_err(|_| broken("is cut off or damaged"))?;
        allowance.unpack(bytes.len() as u64)?;
        allowance.check_time()?;
        xml::decode(&bytes).map(Some).map_err(|wrong| broken(&wrong.problem))
    }

    /// What a part, or the package itself, points to.
    fn relations(
        &mut self,
        folder: &str,
        file: &str,
        allowance: &mut Allowance,
    ) -> Result<BTreeMap<String, Relation>, Wrong> {
        let name = resolve(folder, &format!("_rels/{file}.rels"));
        let mut relations = BTreeMap::new();
        let Some(text) = self.text(&name, allowance)? else {
            return Ok(relations);
        };
        let mut xml = Xml::in_part(&text, &name);
        while let Some(node) = xml.next(allowance)? {
            let Node::Open(element) = node else { continue };
            let (Some(id), Some(kind), Some(target)) = (
                element.attribute("Id"),
                element.attribute("Type"),
                element.attribute("Target"),
            ) else {
                continue;
            };
            let external = element.attribute("TargetMode").as_deref() == Some("External");
            let relation = Relation {
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: if external { target } else { resolve(folder, &target) },
                external,
            };
            relations.insert(id, relation);
        }
        Ok(relations)
    }
}

/// A name relative to a folder of the package. Steps above its root stay at the root.
fn resolve(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let mut steps: Vec<&str> = Vec::new();
    let base = if absolute { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A name as a message may show it.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

/// An error of the archive as one line in lower case.
fn words(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(_) => "is packed in a way that is not read".to_owned(),
        _ => "is damaged".to_owned(),
    }
}
