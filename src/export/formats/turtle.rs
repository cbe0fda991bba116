use std::fmt;
use std::io::{self, Write};

use super::rdf::{Resource, Value, resources};
use super::rdf_terms::PREFIXES;
use crate::export::exported::Exported;
use crate::export::safe_json::turns;

/// RDF in Turtle.
pub(in crate::export) fn turtle(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (prefix, iri) in PREFIXES {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    for resource in resources(exported) {
        match &resource.iri {
            Some(iri) => writeln!(out, "\n<{iri}> {} .", Body(&resource, "\n  "))?,
            None => writeln!(out, "\n[] {} .", Body(&resource, "\n  "))?,
        }
    }
    Ok(())
}

/// What is said of a thing, and what stands before each saying.
struct Body<'r>(&'r Resource, &'static str);

impl fmt::Display for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Body(resource, before) = self;
        write!(f, "a {}", resource.types.join(", "))?;
        for (property, value) in &resource.pairs {
            write!(f, " ;{before}{property} {}", Term(value))?;
        }
        Ok(())
    }
}

struct Term<'r>(&'r Value);

impl fmt::Display for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Iri(iri) => write!(f, "<{iri}>"),
            Value::Name(name) => f.write_str(name),
            Value::Text(text) => write!(f, "\"{}\"", Escaped(text)),
            Value::Tagged(text, language) => write!(f, "\"{}\"@{language}", Escaped(text)),
            Value::Date(date) => write!(f, "\"{}\"^^xsd:date", Escaped(date)),
            Value::Whole(number) => write!(f, "{number}"),
            Value::Truth(truth) => write!(f, "{truth}"),
            Value::Nested(resource) => write!(f, "[ {} ]", Body(resource, " ")),
        }
    }
}

/// Text between the quotation marks of a literal.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                c if c.is_control() || turns(c) => write!(f, "\\u{:04X}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
