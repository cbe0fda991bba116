use std::io::{self, Write};

use super::columns::{Cell, EDGE, NODE, Sort};
use super::words::words_text;
use super::xml::Xml;
use crate::export::exported::Exported;
use crate::export::json::{SCHEMA, generator, unplaced_json};
use crate::export::safe_json::line;

const HEAD: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">
";

/// GraphML: nodes by their ids; the evidence of an edge is `words`, as JSON.
pub(in crate::export) fn graphml(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    keys(out)?;
    writeln!(out, "<graph id=\"unxref\" edgedefault=\"directed\">")?;
    data("schema", &Cell::from(SCHEMA), out)?;
    data("generator", &Cell::from(generator()), out)?;
    let unplaced = exported.graph.unplaced().iter();
    let unplaced: Vec<_> = unplaced
        .map(|unplaced| unplaced_json(exported.graph, unplaced))
        .collect();
    data("unplaced", &Cell::from(line(&unplaced)), out)?;
    for node in exported.graph.nodes() {
        write!(out, "\n<node id=\"{}\">", Xml(node.id.as_str()))?;
        for column in &NODE {
            data(
                &format!("n-{}", column.name),
                &column.cell(node, exported.language),
                out,
            )?;
        }
        write!(out, "</node>")?;
    }
    for (number, bond) in exported.bonds().enumerate() {
        let (source, target) = (Xml(bond.source().id.as_str()), Xml(bond.target().id.as_str()));
        write!(out, "\n<edge id=\"e{number}\" source=\"{source}\" target=\"{target}\">")?;
        for column in &EDGE {
            data(&format!("e-{}", column.name), &column.cell(&bond), out)?;
        }
        data("e-words", &Cell::from(words_text(&bond)), out)?;
        write!(out, "</edge>")?;
    }
    out.write_all(b"\n</graph>\n</graphml>\n")
}

fn keys(out: &mut dyn Write) -> io::Result<()> {
    for name in ["schema", "generator", "unplaced"] {
        key(name, "graph", name, Sort::Text, out)?;
    }
    for column in &NODE {
        key(&format!("n-{}", column.name), "node", column.name, column.sort, out)?;
    }
    for column in &EDGE {
        key(&format!("e-{}", column.name), "edge", column.name, column.sort, out)?;
    }
    key("e-words", "edge", "words", Sort::Text, out)
}

fn key(id: &str, owner: &str, name: &str, sort: Sort, out: &mut dyn Write) -> io::Result<()> {
    let sort = match sort {
        Sort::Text => "string",
        Sort::Whole => "int",
        Sort::Truth => "boolean",
    };
    writeln!(
        out,
        "<key id=\"{id}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{sort}\"/>"
    )
}

fn data(key: &str, cell: &Cell<'_>, out: &mut dyn Write) -> io::Result<()> {
    match cell {
        Cell::Text(text) => write!(out, "<data key=\"{key}\">{}</data>", Xml(text)),
        Cell::Whole(number) => write!(out, "<data key=\"{key}\">{number}</data>"),
        Cell::Truth(truth) => write!(out, "<data key=\"{key}\">{truth}</data>"),
        Cell::Nothing => Ok(()),
    }
}
