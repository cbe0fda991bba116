use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::columns::address;
use crate::export::dot_label::label;
use crate::export::exported::Exported;
use crate::model::Class;

/// How the nodes of each class are drawn: the marks around the label, and their colours.
/// The colours are those of the pictures.
fn shape(class: Class) -> (&'static str, &'static str) {
    match class {
        Class::Document => ("[", "]"),
        Class::Instrument => ("[[", "]]"),
        Class::Set => ("{{", "}}"),
        Class::Body => ("([", "])"),
        Class::Event => (">", "]"),
        Class::Session => ("(", ")"),
    }
}

/// A flow chart of Mermaid, which pages such as those of GitHub draw. Nodes have numbers: their names are labels.
pub(in crate::export) fn mermaid(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let graph = exported.graph;
    out.write_all(b"flowchart LR\n")?;
    for (number, node) in graph.nodes().enumerate() {
        let (open, close) = shape(node.class);
        let label = label(node, exported.language);
        writeln!(out, "    n{number}{open}\"{}\"{close}", Label(&label))?;
        if let Some(address) = address(node) {
            writeln!(out, "    click n{number} href \"{}\" _blank", Label(&address))?;
        }
    }
    for bond in exported.bonds() {
        let arrow = if bond.is_citation() { "-->" } else { "-.->" };
        writeln!(
            out,
            "    n{} {arrow}|\"{}\"| n{}",
            bond.from(),
            bond.relation(),
            bond.to()
        )?;
    }
    match graph.unplaced().len() {
        0 => Ok(()),
        unplaced => writeln!(out, "    %% {unplaced} citations not placed"),
    }
}

/// Text between the quotation marks of a label: what is not a letter, a digit or a plain mark is written as its number,
/// and line ends as breaks.
struct Label<'a>(&'a str);

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\n' => f.write_str("<br>")?,
                c if c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '/' | ':' | '(' | ')') => {
                    f.write_char(c)?
                }
                c if c.is_control() || crate::export::safe_json::turns(c) => {}
                c => write!(f, "#{};", u32::from(c))?,
            }
        }
        Ok(())
    }
}
