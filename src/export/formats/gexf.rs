use std::io::{self, Write};

use super::columns::{Cell, EDGE, NODE, Sort, label};
use super::words::words_text;
use super::xml::Xml;
use crate::export::exported::Exported;
use crate::export::json::{SCHEMA, generator};

const HEAD: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\">
";

/// GEXF 1.3, the format of Gephi. The relation is the `kind` of an edge, which keeps parallel edges apart, and an attribute,
/// for readers that pass the kind over; the count is its weight.
pub(in crate::export) fn gexf(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let unplaced = exported.graph.unplaced().len();
    out.write_all(HEAD.as_bytes())?;
    writeln!(
        out,
        "<meta><creator>{}</creator><description>{SCHEMA}; {unplaced} citations not placed</description></meta>",
        generator()
    )?;
    writeln!(
        out,
        "<graph defaultedgetype=\"directed\" idtype=\"string\" mode=\"static\">"
    )?;
    attributes("node", NODE.iter().map(|column| (column.name, column.sort)), out)?;
    let words = [("words", Sort::Text)];
    attributes(
        "edge",
        EDGE.iter().map(|column| (column.name, column.sort)).chain(words),
        out,
    )?;
    writeln!(out, "<nodes>")?;
    for node in exported.graph.nodes() {
        let label = label(node, exported.language);
        write!(
            out,
            "<node id=\"{}\" label=\"{}\"><attvalues>",
            Xml(node.id.as_str()),
            Xml(label)
        )?;
        for (number, column) in NODE.iter().enumerate() {
            value(number, &column.cell(node, exported.language), out)?;
        }
        writeln!(out, "</attvalues></node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (number, bond) in exported.bonds().enumerate() {
        let (source, target) = (Xml(bond.source().id.as_str()), Xml(bond.target().id.as_str()));
        let relation = bond.relation();
        // Gephi takes no weight below one half for a line; a fact that only the registry knows counts nothing.
        let weight = bond.count().max(1);
        write!(
            out,
            "<edge id=\"{number}\" source=\"{source}\" target=\"{target}\" kind=\"{relation}\" label=\"{relation}\" \
             weight=\"{weight}\"><attvalues>"
        )?;
        for (number, column) in EDGE.iter().enumerate() {
            value(number, &column.cell(&bond), out)?;
        }
        value(EDGE.len(), &Cell::from(words_text(&bond)), out)?;
        writeln!(out, "</attvalues></edge>")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

fn attributes(class: &str, columns: impl Iterator<Item = (&'static str, Sort)>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\">")?;
    for (number, (name, sort)) in columns.enumerate() {
        let sort = match sort {
            Sort::Text => "string",
            Sort::Whole => "integer",
            Sort::Truth => "boolean",
        };
        writeln!(out, "<attribute id=\"{number}\" title=\"{name}\" type=\"{sort}\"/>")?;
    }
    writeln!(out, "</attributes>")
}

fn value(number: usize, cell: &Cell<'_>, out: &mut dyn Write) -> io::Result<()> {
    match cell {
        Cell::Text(text) => write!(out, "<attvalue for=\"{number}\" value=\"{}\"/>", Xml(text)),
        Cell::Whole(whole) => write!(out, "<attvalue for=\"{number}\" value=\"{whole}\"/>"),
        Cell::Truth(truth) => write!(out, "<attvalue for=\"{number}\" value=\"{truth}\"/>"),
        Cell::Nothing => Ok(()),
    }
}
