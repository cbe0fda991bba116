//! What is known beforehand: instruments, bodies, events, sessions and dates of adoption. Data beside code.
//!
//! ```
//! use unxref::registry::Registry;
//!
//! let registry = Registry::builtin();
//! let covenant = registry.instrument("iccpr").expect("it is in the data");
//! assert_eq!(covenant.names.titles.get(unxref::model::Language::Fr).map(|title| &title[..5]), Some("Pacte"));
//! ```

mod instrument;

mod body;
mod conference_reports;
mod council;
mod dates;
mod entry;
mod event;
mod form;
mod index;
mod kind;
mod load;
mod names;
mod phrase;
mod raw;
mod sessions;

pub use body::{Body, Numbering};
pub use conference_reports::{ConferenceReport, sold_as};
pub use council::{council_reached, council_year};
pub use dates::{adopted, adoptions};
pub use entry::RegistryError;
pub use event::Event;
pub use form::{Form, Formed};
pub use instrument::{Dating, Instrument, Opening, Parent, Unts};
pub use kind::{BodyKind, EventKind, InstrumentKind, Shape};
pub use names::{Names, Phrases, Strength, Titles, Wording};
pub use phrase::{Example, Phrase, PhraseKind, Proof};
pub use sessions::{Session, fits, ga_session_of, session_of, session_opening, sessions};

use crate::model::{Class, FactRelation, NodeId, Symbol};
use crate::registry::index::Index;

/// The instruments, bodies and events known by name, each list sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    instruments: Vec<Instrument>,
    bodies: Vec<Body>,
    /// The body and the place among its forms.
    forms: Vec<(u32, usize)>,
    events: Vec<Event>,
    phrases: Vec<Phrase>,
    examples: Vec<Example>,
    index: Index,
}

impl Registry {
    /// The registry that is built in; read once.
    pub fn builtin() -> &'static Registry {
        load::builtin()
    }

    /// The built-in registry and a user's file of `[[instrument]]`, `[[body]]`, `[[event]]` and `[[phrase]]` tables.
    ///
    /// An entry whose id is known adds words and examples to it, and nothing else; `name` is what errors call the file.
    ///
    /// # Errors
    /// Names the file, the line and the entry, and says what was expected: broken TOML, an unknown field or kind,
    /// a symbol that is not canonical, an id that nothing has.
    pub fn with_user_file(text: &str, name: &str) -> Result<Registry, RegistryError> {
        let mut registry = Registry::builtin().clone();
        registry.add_file(name, text)?;
        Ok(registry)
    }

    /// Every instrument, sorted by id.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// Every body, sorted by id.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The forms of numbers that bodies print, each with the place of its body.
    pub fn forms(&self) -> impl Iterator<Item = (u32, &Form)> {
        let forms = |&(body, form): &(u32, usize)| (body, &self.bodies[body as usize].forms[form]);
        self.forms.iter().map(forms)
    }

    /// Every event, sorted by id.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The phrases of a user's file, in its order; those of the languages themselves are in their packs.
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// The examples of a user's file, in its order: [`crate::cite::Engine::try_examples`] tries them.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.get(self.instrument_index(id)? as usize)
    }

    /// The body with this id.
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.get(self.body_index(id)? as usize)
    }

    /// The event with this id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        let at = self.events.binary_search_by(|known| known.id.as_str().cmp(id)).ok()?;
        self.events.get(at)
    }

    /// The class of a known id.
    pub fn class_of(&self, id: &NodeId) -> Option<Class> {
        let id = id.as_str();
        let instrument = self.instrument(id).map(|_| Class::Instrument);
        let body = || self.body(id).map(|_| Class::Body);
        let event = || self.event(id).map(|_| Class::Event);
        instrument.or_else(body).or_else(event)
    }

    /// What is known of an instrument, each tied to another node; nothing for any other id.
    pub fn facts_of(&self, id: &NodeId) -> Vec<(FactRelation, NodeId)> {
        self.instrument(id.as_str()).map(Instrument::facts).unwrap_or_default()
    }

    /// The titles of an instrument, a body or an event.
    pub fn titles(&self, id: &NodeId) -> Option<&Titles> {
        self.names(id).map(|names| &names.titles)
    }

    /// All the words for an instrument, a body or an event.
    pub fn names(&self, id: &NodeId) -> Option<&Names> {
        let id = id.as_str();
        let instrument = self.instrument(id).map(|known| &known.names);
        let body = || self.body(id).map(|known| &known.names);
        let event = || self.event(id).map(|known| &known.names);
        instrument.or_else(body).or_else(event)
    }

    /// The place of a body in [`Registry::bodies`].
    pub fn body_index(&self, id: &str) -> Option<u32> {
        self.index.bodies.get(id).copied()
    }

    /// The place of an instrument in [`Registry::instruments`].
    pub fn instrument_index(&self, id: &str) -> Option<u32> {
        self.index.instruments.get(id).copied()
    }

    /// The body whose resolutions, decisions or statements have this symbol.
    pub fn body_of(&self, symbol: &Symbol) -> Option<&Body> {
        let of = |body: &&Body| {
            let series = body
                .numbering
                .as_ref()
                .and_then(|numbering| numbering.pattern.split("/{kind}/").next());
            series.is_some_and(|series| {
                let rest = symbol
                    .as_str()
                    .strip_prefix(series)
                    .and_then(|rest| rest.strip_prefix('/'));
                rest.is_some_and(|rest| ["RES/", "DEC/", "PRST/"].iter().any(|kind| rest.starts_with(kind)))
            })
        };
        self.bodies.iter().find(of)
    }

    /// The body in whose own series a document was issued, where that body numbers what it adopts: `HSP/GC/24/2`. The series of a
    /// whole organ (`E/`, `A/`) hold the papers of many others.
    pub fn issuer(&self, symbol: &Symbol) -> Option<&Body> {
        let series = |body: &Body| {
            let own = body.series.iter().filter(|series| series.len() > 2);
            own.filter(|series| symbol.as_str().starts_with(series.as_str()))
                .map(String::len)
                .max()
        };
        let issuers = self.bodies.iter().filter(|body| body.numbering.is_some());
        issuers
            .filter_map(|body| Some((series(body)?, body)))
            .max_by_key(|&(length, _)| length)
            .map(|(_, body)| body)
    }

    /// The instruments under a registration number of the United Nations *Treaty Series*, oldest first.
    /// A number may name a family: a covenant and its protocols.
    pub fn by_treaty_number(&self, number: &str) -> Vec<&Instrument> {
        let family = self.index.treaty_numbers.get(number).into_iter().flatten();
        family.map(|&place| &self.instruments[place as usize]).collect()
    }

    /// Every wording of the registry, instruments first.
    pub fn wordings(&self) -> impl Iterator<Item = Wording<'_>> {
        let instruments = self.instruments.iter().map(|i| (Class::Instrument, &i.id, &i.names));
        let bodies = self.bodies.iter().map(|b| (Class::Body, &b.id, &b.names));
        let events = self.events.iter().map(|e| (Class::Event, &e.id, &e.names));
        let all = instruments.chain(bodies).chain(events);
        all.flat_map(|(class, id, names)| {
            names.iter().map(move |(strength, language, text)| Wording {
                text,
                language,
                strength,
                class,
                id,
            })
        })
    }
}
