use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use super::rdf::{Resource, Value, resources};
use super::rdf_terms::PREFIXES;
use crate::export::exported::Exported;
use crate::export::safe_json::{line, write_lines};

/// RDF in JSON-LD: the same sayings as in Turtle.
pub(in crate::export) fn jsonld(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let context: BTreeMap<_, _> = PREFIXES.into_iter().collect();
    write!(out, "{{\"@context\": {},\n\"@graph\": ", line(&context))?;
    write_lines(resources(exported), out)?;
    out.write_all(b"}\n")
}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        if let Some(iri) = &self.iri {
            map.serialize_entry("@id", iri)?;
        }
        map.serialize_entry("@type", &self.types)?;
        // A member stands once: the values of a property that is said again are a list.
        let mut values: Vec<(&str, Vec<&Value>)> = Vec::new();
        for (property, value) in &self.pairs {
            match values.iter_mut().find(|(known, _)| known == property) {
                Some((_, held)) => held.push(value),
                None => values.push((property, vec![value])),
            }
        }
        for (property, held) in values {
            match held.as_slice() {
                [value] => map.serialize_entry(property, value)?,
                _ => map.serialize_entry(property, &held)?,
            }
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Iri(iri) => json!({ "@id": iri }).serialize(out),
            Value::Name(name) => json!({ "@id": name }).serialize(out),
            Value::Text(text) => text.serialize(out),
            Value::Tagged(text, language) => json!({ "@value": text, "@language": language.code() }).serialize(out),
            Value::Date(date) => json!({ "@value": date, "@type": "xsd:date" }).serialize(out),
            Value::Whole(number) => number.serialize(out),
            Value::Truth(truth) => truth.serialize(out),
            Value::Nested(resource) => resource.serialize(out),
        }
    }
}
