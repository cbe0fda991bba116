use crate::graph::Node;
use crate::model::{Class, FactRelation, Relation};

/// The vocabularies, and what they are called for short. The last is the program's own.
pub(super) const PREFIXES: [(&str, &str); 8] = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("cito", "http://purl.org/spar/cito/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("schema", "https://schema.org/"),
    ("unxref", "urn:unxref:term:"),
];

/// What a node is. What decides or binds is a legal resource; a report is a work like any other.
pub(super) fn class_terms(node: &Node) -> Vec<&'static str> {
    match (node.class, node.kind.as_str()) {
        (Class::Document, "resolution" | "decision") | (Class::Instrument, _) => {
            vec!["eli:LegalResource", "schema:CreativeWork"]
        }
        (Class::Document, "report") => vec!["schema:Report"],
        (Class::Document, _) => vec!["schema:CreativeWork"],
        (Class::Set, _) => vec!["schema:Collection"],
        (Class::Body, _) => vec!["schema:Organization"],
        (Class::Event | Class::Session, _) => vec!["schema:Event"],
    }
}

/// How CiTO calls a citation of that relation, where it has a word that says no more than the text does. All others are
/// plain `cito:cites`; the relation itself always stands beside it.
/// Source: the definitions of CiTO 2.8.
pub(super) fn characterization(relation: Relation) -> Option<&'static str> {
    match relation {
        Relation::GuidedBy | Relation::InAccordanceWith => Some("cito:citesAsAuthority"),
        Relation::Reaffirms => Some("cito:confirms"),
        Relation::Endorses => Some("cito:agreesWith"),
        Relation::Recalls | Relation::BearsInMind => Some("cito:obtainsBackgroundFrom"),
        Relation::TakesNote => Some("cito:citesForInformation"),
        _ => None,
    }
}

/// What others' vocabularies call a fact.
pub(super) fn fact_terms(relation: FactRelation) -> Option<&'static str> {
    match relation {
        FactRelation::PartOf => Some("dcterms:isPartOf"),
        FactRelation::RevisionOf => Some("dcterms:replaces"),
        FactRelation::CorrigendumTo => Some("eli:corrects"),
        FactRelation::AuthoredBy => Some("dcterms:creator"),
        _ => None,
    }
}
