use schemars::{Schema, SchemaGenerator, json_schema};

use crate::model::{Class, FactRelation, Language, Relation, Section};

// The closed vocabularies, as a JSON Schema tells them.

pub(crate) fn class(_: &mut SchemaGenerator) -> Schema {
    one_of(Class::ALL.iter().map(|class| class.name()))
}

pub(crate) fn relation(_: &mut SchemaGenerator) -> Schema {
    one_of(Relation::ALL.iter().map(|relation| relation.name()))
}

pub(crate) fn fact_relation(_: &mut SchemaGenerator) -> Schema {
    one_of(FactRelation::ALL.iter().map(|relation| relation.name()))
}

pub(crate) fn language(_: &mut SchemaGenerator) -> Schema {
    one_of(Language::ALL.iter().map(|language| language.code()))
}

pub(crate) fn section(_: &mut SchemaGenerator) -> Schema {
    one_of(Section::ALL.iter().map(|section| section.name()))
}

pub(crate) fn status(_: &mut SchemaGenerator) -> Schema {
    one_of(["resolved", "ambiguous", "unresolved"])
}

/// The schema of one of these words.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Schema {
    let words: Vec<&str> = words.into_iter().collect();
    json_schema!({ "type": "string", "enum": words })
}
