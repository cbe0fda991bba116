use std::io::{self, Write};

use csv::Writer;

use super::columns::{Cell, EDGE, NODE, Sort};
use super::words::words_text;
use crate::export::exported::{Bond, Exported};
use crate::graph::Node;
use crate::text::one_line;

/// The nodes with the header that `neo4j-admin database import` reads; the label is the class.
pub(in crate::export) fn nodes(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Writer::from_writer(out);
    let head = NODE.iter().map(|column| property(column.name, column.sort));
    table.write_record(
        std::iter::once("id:ID".to_owned())
            .chain(head)
            .chain([":LABEL".to_owned()]),
    )?;
    for node in exported.graph.nodes() {
        let cells = NODE.iter().map(|column| text(&column.cell(node, exported.language)));
        let id = node.id.to_string();
        table.write_record(std::iter::once(id).chain(cells).chain([node_label(node)]))?;
    }
    table.flush()
}

/// The relationships with the header that `neo4j-admin database import` reads; `words` is their evidence, as JSON.
pub(in crate::export) fn relationships(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Writer::from_writer(out);
    let head = EDGE.iter().map(|column| property(column.name, column.sort));
    let ends = [":START_ID", ":END_ID"].map(str::to_owned).into_iter();
    table.write_record(ends.chain(head).chain(["words", ":TYPE"].map(str::to_owned)))?;
    for bond in exported.bonds() {
        let ends = [bond.source(), bond.target()].map(|node| node.id.to_string());
        let cells = EDGE.iter().map(|column| text(&column.cell(&bond)));
        let rest = [words_text(&bond), relationship_type(&bond)];
        table.write_record(ends.into_iter().chain(cells).chain(rest))?;
    }
    table.flush()
}

fn property(name: &str, sort: Sort) -> String {
    match sort {
        Sort::Text => name.to_owned(),
        Sort::Whole => format!("{name}:int"),
        Sort::Truth => format!("{name}:boolean"),
    }
}

/// One line, so that the import needs no option for more.
fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => one_line(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Nothing => String::new(),
    }
}

/// `Document`, `Instrument`.
fn node_label(node: &Node) -> String {
    let mut name = node.class.name().to_owned();
    name[..1].make_ascii_uppercase();
    name
}

/// `TAKES_NOTE`; of several relations `CITATION` or `FACT`.
fn relationship_type(bond: &Bond<'_>) -> String {
    let relation = match bond.links().count() {
        1 => bond.relation(),
        _ if bond.is_citation() => "citation".into(),
        _ => bond.class(),
    };
    relation
        .to_uppercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}
