//! The door: what a table says is checked here once, and an error names the place.

use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Date;
use toml::Spanned;

use crate::model::{Language, NodeId, Symbol};
use crate::registry::names::Names;
use crate::registry::raw::RawWords;

/// What is wrong with a file of the registry, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{} {problem}", entry.as_ref().map_or(String::new(), |entry| format!(" {entry}:")))]
pub struct RegistryError {
    /// The file, by the name that was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The table and the id of the entry ("instrument `iccpr`"), where it is known.
    pub entry: Option<String>,
    /// What was expected, and what was found.
    pub problem: String,
}

impl RegistryError {
    /// An error of the TOML itself or of its fields' names.
    pub(super) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> RegistryError {
        RegistryError {
            file: file.to_owned(),
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            entry: None,
            problem: error.message().to_owned(),
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

/// One table of a file, and where it stands.
pub(super) struct Entry<'a> {
    file: &'a str,
    text: &'a str,
    table: &'static str,
    id: String,
    offset: usize,
}

impl<'a> Entry<'a> {
    /// The entry whose `id` this is.
    pub fn new(file: &'a str, text: &'a str, table: &'static str, id: &Spanned<String>) -> Self {
        Entry {
            file,
            text,
            table,
            id: id.get_ref().clone(),
            offset: id.span().start,
        }
    }

    /// An error at this entry.
    pub fn error(&self, problem: impl Into<String>) -> RegistryError {
        RegistryError {
            file: self.file.to_owned(),
            line: line_of(self.text, self.offset),
            entry: Some(format!("{} `{}`", self.table, self.id)),
            problem: problem.into(),
        }
    }

    /// The id as a node.
    pub fn node(&self) -> Result<NodeId, RegistryError> {
        self.slug("id", &self.id)
    }

    /// The id of another entry.
    pub fn slug(&self, field: &str, text: &str) -> Result<NodeId, RegistryError> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || !text.bytes().all(plain) {
            return Err(self.error(format!(
                "expected `{field}` in small letters, digits and hyphens, found `{text}`"
            )));
        }
        Ok(NodeId::new(text))
    }

    /// The ids of other entries.
    pub fn slugs(&self, field: &str, texts: &[String]) -> Result<Vec<NodeId>, RegistryError> {
        texts.iter().map(|text| self.slug(field, text)).collect()
    }

    /// A value that must stand there.
    pub fn required<T>(&self, field: &str, value: Option<T>) -> Result<T, RegistryError> {
        value.ok_or_else(|| self.error(format!("expected a field `{field}`, found none")))
    }

    /// A value out of a closed list.
    pub fn parse<T: FromStr<Err: Display>>(&self, field: &str, text: &str) -> Result<T, RegistryError> {
        text.parse()
            .map_err(|error| self.error(format!("in `{field}`: {error}")))
    }

    /// A day.
    pub fn date(&self, field: &str, text: &str) -> Result<Date, RegistryError> {
        let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
        day.ok_or_else(|| {
            self.error(format!(
                "expected a day such as 1966-12-16 in `{field}`, found `{text}`"
            ))
        })
    }

    /// A day, where there is one.
    pub fn maybe_date(&self, field: &str, text: Option<&str>) -> Result<Option<Date>, RegistryError> {
        text.map(|text| self.date(field, text)).transpose()
    }

    /// A symbol in canonical spelling.
    pub fn symbol(&self, field: &str, text: &str) -> Result<Symbol, RegistryError> {
        let symbol: Symbol = self.parse(field, text)?;
        if symbol.as_str() == text {
            Ok(symbol)
        } else {
            Err(self.error(format!("in `{field}`: expected `{symbol}`, found `{text}`")))
        }
    }

    /// The id of a document: a symbol, or `ext:…` for a document of another organization.
    pub fn document(&self, field: &str, text: &str) -> Result<NodeId, RegistryError> {
        let outside = text.strip_prefix("ext:").is_some_and(|rest| !rest.is_empty());
        if outside && !text.contains(char::is_whitespace) {
            return Ok(NodeId::new(text));
        }
        self.symbol(field, text).map(|symbol| NodeId::new(symbol.as_str()))
    }

    /// The ids of documents.
    pub fn documents(&self, field: &str, texts: &[String]) -> Result<Vec<NodeId>, RegistryError> {
        texts.iter().map(|text| self.document(field, text)).collect()
    }

    /// The words of an entry; none of them is empty.
    pub fn names(
        &self,
        titles: RawWords<String>,
        also: RawWords<Vec<String>>,
        anaphors: RawWords<Vec<String>>,
        unverified: &[String],
        examples: Vec<String>,
    ) -> Result<Names, RegistryError> {
        let mut names = Names::new(titles.into_array(), also.into_array(), anaphors.into_array());
        if let Some((key, language)) = names.blemish() {
            return Err(self.error(format!(
                "expected words without white space around them in `{key}.{language}`"
            )));
        }
        names.unverified = unverified
            .iter()
            .map(|code| self.parse::<Language>("unverified", code))
            .collect::<Result<_, _>>()?;
        names.examples = examples;
        Ok(names)
    }

    /// Refuses an entry without any title.
    pub fn titled(&self, key: &str, names: &Names) -> Result<(), RegistryError> {
        if names.has_title() {
            Ok(())
        } else {
            Err(self.error(format!("expected `{key}` in at least one language, found none")))
        }
    }

    /// Refuses facts about what the registry knows already.
    pub fn words_only(&self, facts: &[(&str, bool)]) -> Result<(), RegistryError> {
        match facts.iter().find(|(_, given)| *given) {
            Some((field, _)) => Err(self.error(format!(
                "expected only words and examples for an id that is known already, found `{field}`"
            ))),
            None => Ok(()),
        }
    }
}
