use std::sync::LazyLock;

use toml::Spanned;

use crate::model::NodeId;
use crate::registry::Registry;
use crate::registry::body::Body;
use crate::registry::entry::{Entry, RegistryError};
use crate::registry::event::Event;
use crate::registry::index::Index;
use crate::registry::instrument::Instrument;
use crate::registry::phrase::{Example, Phrase, Proof};
use crate::registry::raw::RawFile;

/// The embedded files, by the names that errors give them.
const FILES: [(&str, &str); 6] = [
    ("treaties.toml", include_str!("treaties.toml")),
    ("declarations.toml", include_str!("declarations.toml")),
    ("programmes.toml", include_str!("programmes.toml")),
    ("principles.toml", include_str!("principles.toml")),
    ("bodies.toml", include_str!("bodies.toml")),
    ("events.toml", include_str!("events.toml")),
];

static BUILTIN: LazyLock<Registry> =
    LazyLock::new(|| read_all(&FILES).unwrap_or_else(|error| panic!("the embedded registry is valid: {error}")));

pub(super) fn builtin() -> &'static Registry {
    &BUILTIN
}

fn read_all(files: &[(&str, &str)]) -> Result<Registry, RegistryError> {
    let mut registry = Registry::default();
    let raws = files
        .iter()
        .map(|(name, text)| parse(name, text).map(|raw| (*name, *text, raw)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut places = Vec::new();
    for (name, text, raw) in raws {
        places.extend(registry.merge(name, text, raw)?);
    }
    registry.index = Index::of(&registry);
    registry.check_references(&places)?;
    Ok(registry)
}

fn parse(name: &str, text: &str) -> Result<RawFile, RegistryError> {
    toml::from_str(text).map_err(|error| RegistryError::syntax(name, text, &error))
}

impl Registry {
    /// Adds the entries of a file, and checks what they refer to.
    pub(super) fn add_file(&mut self, name: &str, text: &str) -> Result<(), RegistryError> {
        let places = self.merge(name, text, parse(name, text)?)?;
        self.index = Index::of(self);
        self.check_references(&places)
    }

    /// Adds the entries of a file; gives back where each stands.
    fn merge<'a>(&mut self, file: &'a str, text: &'a str, raw: RawFile) -> Result<Vec<Entry<'a>>, RegistryError> {
        let at = |table, id: &Spanned<String>| Entry::new(file, text, table, id);
        let mut places = Vec::new();
        for raw in raw.instrument {
            let entry = at("instrument", &raw.id);
            self.note_examples(&entry, &raw.examples)?;
            match place(&self.instruments, raw.id.get_ref(), |known| &known.id) {
                Ok(known) => self.instruments[known].extend(&entry, raw)?,
                Err(new) => self.instruments.insert(new, Instrument::read(&entry, raw)?),
            }
            places.push(entry);
        }
        for raw in raw.body {
            let entry = at("body", &raw.id);
            self.note_examples(&entry, &raw.examples)?;
            match place(&self.bodies, raw.id.get_ref(), |known| &known.id) {
                Ok(known) => self.bodies[known].extend(&entry, raw)?,
                Err(new) => self.bodies.insert(new, Body::read(&entry, raw)?),
            }
            places.push(entry);
        }
        self.forms = (0u32..)
            .zip(&self.bodies)
            .flat_map(|(at, body)| (0..body.forms.len()).map(move |form| (at, form)))
            .collect();
        for raw in raw.event {
            let entry = at("event", &raw.id);
            self.note_examples(&entry, &raw.examples)?;
            match place(&self.events, raw.id.get_ref(), |known| &known.id) {
                Ok(known) => self.events[known].extend(&entry, raw)?,
                Err(new) => self.events.insert(new, Event::read(&entry, raw)?),
            }
            places.push(entry);
        }
        for raw in raw.phrase {
            let entry = at("phrase", &raw.relation);
            let phrase = Phrase::read(&entry, &raw)?;
            let proof = || Proof::Relation(phrase.language, phrase.relation);
            let examples = raw.examples.iter().map(|text| Example::new(&entry, text, proof()));
            self.examples.extend(examples);
            self.phrases.push(phrase);
        }
        Ok(places)
    }

    /// Each example of a thing must mention it.
    fn note_examples(&mut self, entry: &Entry<'_>, examples: &[String]) -> Result<(), RegistryError> {
        let id = entry.node()?;
        let examples = examples
            .iter()
            .map(|text| Example::new(entry, text, Proof::Mention(id.clone())));
        self.examples.extend(examples);
        Ok(())
    }

    /// Refuses an id that nothing has, and one that two classes have.
    fn check_references(&self, places: &[Entry<'_>]) -> Result<(), RegistryError> {
        for entry in places {
            let id = entry.node()?;
            let holders = [
                self.instrument(id.as_str()).is_some(),
                self.body(id.as_str()).is_some(),
                self.event(id.as_str()).is_some(),
            ];
            if holders.iter().filter(|&&held| held).count() > 1 {
                return Err(entry.error("expected an id of its own, found one of another class"));
            }
            self.check_instrument(entry, &id)?;
            let parent = self.body(id.as_str()).and_then(|body| body.parent.as_ref());
            let host = self.event(id.as_str()).and_then(|event| event.body.as_ref());
            for body in parent.into_iter().chain(host) {
                if self.body(body.as_str()).is_none() {
                    return Err(entry.error(format!("expected the id of a body, found `{body}`")));
                }
            }
        }
        Ok(())
    }

    fn check_instrument(&self, entry: &Entry<'_>, id: &NodeId) -> Result<(), RegistryError> {
        let Some(instrument) = self.instrument(id.as_str()) else {
            return Ok(());
        };
        let [instruments, bodies, events] = instrument.references();
        let unknown =
            |expected: &str, id: &NodeId| Err(entry.error(format!("expected the id of {expected}, found `{id}`")));
        if let Some(id) = instruments
            .into_iter()
            .find(|id| self.instrument(id.as_str()).is_none())
        {
            return unknown("an instrument", id);
        }
        if let Some(id) = bodies.into_iter().find(|id| self.body(id.as_str()).is_none()) {
            return unknown("a body", id);
        }
        match events.into_iter().find(|id| self.event(id.as_str()).is_none()) {
            Some(id) => unknown("an event", id),
            None => Ok(()),
        }
    }
}

/// Where an id stands in a sorted list, or where it belongs.
fn place<T>(sorted: &[T], id: &str, id_of: impl Fn(&T) -> &NodeId) -> Result<usize, usize> {
    sorted.binary_search_by(|known| id_of(known).as_str().cmp(id))
}
