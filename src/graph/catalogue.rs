use jiff::civil::Date;

use crate::model::{Class, FactRelation, Language, NodeId, Symbol};
use crate::registry::{Registry, adopted};

/// What is known of things whoever cites them. The registry is one; [`Bare`] knows nothing.
pub trait Catalogue {
    /// The titles of a thing.
    fn titles(&self, id: &NodeId) -> Vec<(Language, String)>;
    /// Its class, its kind and its form.
    fn kind_and_form(&self, id: &NodeId) -> Option<(Class, String, Option<String>)>;
    /// The day of its adoption.
    fn date(&self, id: &NodeId) -> Option<Date>;
    /// What it is tied to.
    fn facts_of(&self, id: &NodeId) -> Vec<(FactRelation, NodeId)>;
    /// The members of a set.
    fn members(&self, id: &NodeId) -> Vec<NodeId>;
}

/// The catalogue that knows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bare;

impl Catalogue for Bare {
    fn titles(&self, _: &NodeId) -> Vec<(Language, String)> {
        Vec::new()
    }

    fn kind_and_form(&self, _: &NodeId) -> Option<(Class, String, Option<String>)> {
        None
    }

    fn date(&self, _: &NodeId) -> Option<Date> {
        None
    }

    fn facts_of(&self, _: &NodeId) -> Vec<(FactRelation, NodeId)> {
        Vec::new()
    }

    fn members(&self, _: &NodeId) -> Vec<NodeId> {
        Vec::new()
    }
}

impl Catalogue for Registry {
    fn titles(&self, id: &NodeId) -> Vec<(Language, String)> {
        let titles = Registry::titles(self, id);
        titles
            .map(|titles| {
                titles
                    .iter()
                    .map(|(language, title)| (language, title.to_owned()))
                    .collect()
            })
            .unwrap_or_default()
    }

    fn kind_and_form(&self, id: &NodeId) -> Option<(Class, String, Option<String>)> {
        let class = self.class_of(id)?;
        let (kind, form) = match class {
            Class::Instrument => self
                .instrument(id.as_str())
                .map(|known| (known.kind.to_string(), Some(known.form.clone())))?,
            Class::Body => self
                .body(id.as_str())
                .map(|known| (known.kind.to_string(), known.form.clone()))?,
            _ => self.event(id.as_str()).map(|known| (known.kind.to_string(), None))?,
        };
        Some((class, kind, form))
    }

    fn date(&self, id: &NodeId) -> Option<Date> {
        if let Some(instrument) = self.instrument(id.as_str()) {
            return instrument.date.and_then(|dating| dating.day());
        }
        if let Some(event) = self.event(id.as_str()) {
            return event.dates.map(|(first, _)| first);
        }
        id.as_str()
            .parse::<Symbol>()
            .ok()
            .and_then(|symbol| adopted(symbol.as_str()))
    }

    fn facts_of(&self, id: &NodeId) -> Vec<(FactRelation, NodeId)> {
        Registry::facts_of(self, id)
    }

    /// The members of collective titles are instruments, not documents of an open set, so they are no facts of the graph.
    fn members(&self, _: &NodeId) -> Vec<NodeId> {
        Vec::new()
    }
}
