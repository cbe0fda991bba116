use jiff::civil::Date;

use crate::model::{Class, FactRelation, Language, NodeId};

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
