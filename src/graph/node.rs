use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::model::{Class, DocumentKind, Language, NodeId, Symbol};

/// Where the date of a node is known from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dated {
    /// The document itself was read.
    Document,
    /// The registry.
    Registry,
    /// The words of a document that cites it.
    Text,
}

impl Dated {
    /// The word that the JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Dated::Document => "document",
            Dated::Registry => "registry",
            Dated::Text => "text",
        }
    }
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Dated {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        [Dated::Document, Dated::Registry, Dated::Text]
            .into_iter()
            .find(|dated| dated.name() == name)
            .ok_or_else(|| format!("expected document, registry or text, found `{name}`"))
    }
}

/// A thing that documents cite or mention, or a document that cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id: the same whatever it was read from.
    pub id: NodeId,
    /// What sort of thing it is.
    pub class: Class,
    /// The finer sort: `resolution`, `treaty`, `mandate`.
    pub kind: String,
    /// The finest sort of an instrument: `covenant`, `protocol`.
    pub form: Option<String>,
    /// Its titles; the label of a set is the words that name it.
    pub titles: BTreeMap<Language, String>,
    /// The day of its adoption, and where that is known from.
    pub date: Option<(Dated, Date)>,
    /// The body that adopted it.
    pub body: Option<NodeId>,
    /// Other ids, such as the second half of a joint symbol.
    pub aliases: BTreeSet<String>,
    /// Whether it was read, so that its citations are known.
    pub read: bool,
}

impl Node {
    /// A node of which nothing is known but what its id tells.
    pub fn new(id: NodeId, class: Class) -> Node {
        let symbol = symbol_of(&id).filter(|_| class == Class::Document);
        let kind = match (class, &symbol) {
            (Class::Set | Class::Event | Class::Session, _) => class.name(),
            (_, Some(symbol)) => symbol.kind().name(),
            (_, None) => DocumentKind::Other.name(),
        };
        Node {
            class,
            kind: kind.to_owned(),
            form: None,
            titles: BTreeMap::new(),
            date: None,
            body: symbol.as_ref().and_then(body_of),
            aliases: BTreeSet::new(),
            read: false,
            id,
        }
    }

    /// The day of its adoption.
    pub fn day(&self) -> Option<Date> {
        self.date.map(|(_, date)| date)
    }

    /// The symbol, of a document that has one.
    pub fn symbol(&self) -> Option<Symbol> {
        (self.class == Class::Document).then(|| symbol_of(&self.id)).flatten()
    }

    /// The title in `language`, else in English, else in any.
    pub fn title(&self, language: Language) -> Option<&str> {
        let titles = &self.titles;
        titles
            .get(&language)
            .or_else(|| titles.get(&Language::En))
            .or_else(|| titles.values().next())
            .map(String::as_str)
    }

    /// Adds what another graph knows of the same thing. The order of joining does not matter:
    /// of two words for one thing a rule that looks at nothing else takes one.
    pub(crate) fn join(&mut self, other: Node) {
        // A guess by the id alone says document or instrument; words that say body, set or event know better.
        self.class = self.class.max(other.class);
        self.kind = kinder(std::mem::take(&mut self.kind), other.kind);
        self.form = least(self.form.take(), other.form);
        self.date = least(self.date, other.date);
        self.body = least(self.body.take(), other.body);
        self.aliases.extend(other.aliases);
        self.read |= other.read;
        for (language, title) in other.titles {
            self.entitle(language, title);
        }
    }

    /// Adds a title; of two in one language the longer stays.
    pub(crate) fn entitle(&mut self, language: Language, title: String) {
        let measure = |title: &str| (title.chars().count(), title.to_owned());
        let held = self.titles.entry(language).or_default();
        if measure(&title) > measure(held) {
            *held = title;
        }
    }
}

/// The smaller of two, where there are two.
fn least<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The kind that says more: anything rather than `other`.
fn kinder(one: String, other: String) -> String {
    let measure = |kind: &String| (kind == DocumentKind::Other.name(), kind.clone());
    std::cmp::min_by_key(one, other, measure)
}

/// The id read as a symbol, where it is one in canonical spelling.
pub(crate) fn symbol_of(id: &NodeId) -> Option<Symbol> {
    let symbol: Symbol = id.as_str().parse().ok()?;
    (symbol.as_str() == id.as_str()).then_some(symbol)
}

/// The class of an id of which nothing else is known, by its form.
pub fn class_of(id: &NodeId) -> Class {
    match id.as_str().split_once(':') {
        Some(("session", _)) => Class::Session,
        Some(("set", _)) => Class::Set,
        Some(("file", _)) => Class::Document,
        _ if symbol_of(id).is_some() || id.as_str().contains('/') => Class::Document,
        _ => Class::Instrument,
    }
}

/// The body whose series a resolution, decision or statement belongs to.
/// Source: the series of `domain/domain.md`, section 1.2.
fn body_of(symbol: &Symbol) -> Option<NodeId> {
    const SERIES: [(&str, &str); 11] = [
        ("A/HRC/RES/", "hrc"),
        ("A/HRC/DEC/", "hrc"),
        ("A/HRC/PRST/", "hrc"),
        ("A/RES/", "ga"),
        ("A/DEC/", "ga"),
        ("S/RES/", "sc"),
        ("S/PRST/", "sc"),
        ("E/CN.4/RES/", "chr"),
        ("E/CN.4/DEC/", "chr"),
        ("E/RES/", "ecosoc"),
        ("E/DEC/", "ecosoc"),
    ];
    let body = SERIES.iter().find(|(series, _)| symbol.as_str().starts_with(series));
    body.map(|(_, body)| NodeId::new(body))
}
