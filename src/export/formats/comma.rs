use std::borrow::Cow;
use std::io::{self, Write};

use csv::Writer;

use super::columns::{Cell, EDGE, EVIDENCE, NODE, UNPLACED};
use crate::export::exported::Exported;
use crate::text::one_line;

/// The table of nodes.
pub(in crate::export) fn nodes(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    table.row(
        std::iter::once("id")
            .chain(NODE.iter().map(|column| column.name))
            .map(Cell::from),
    )?;
    for node in exported.graph.nodes() {
        let cells = NODE.iter().map(|column| column.cell(node, exported.language));
        table.row(std::iter::once(Cell::from(node.id.as_str())).chain(cells))?;
    }
    table.end()
}

/// The table of edges: their numbers, their ends, and what is told of them.
pub(in crate::export) fn edges(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    let head = ["edge", "source", "target"]
        .into_iter()
        .chain(EDGE.iter().map(|column| column.name));
    table.row(head.map(Cell::from))?;
    for (number, bond) in exported.bonds().enumerate() {
        let ends = [bond.source(), bond.target()].map(|node| Cell::from(node.id.as_str()));
        let cells = EDGE.iter().map(|column| column.cell(&bond));
        table.row(std::iter::once(Cell::from(number)).chain(ends).chain(cells))?;
    }
    table.end()
}

/// The table of evidence; `edge` is the number of the edge.
pub(in crate::export) fn evidence(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    let head = EVIDENCE.iter().map(|column| column.name);
    table.row(std::iter::once("edge").chain(head).chain(["file"]).map(Cell::from))?;
    for (number, bond) in exported.bonds().enumerate() {
        for evidence in bond.evidence() {
            let cells = EVIDENCE.iter().map(|column| column.cell(evidence));
            let file = Cell::from(evidence.input.file.as_str());
            table.row(std::iter::once(number.into()).chain(cells).chain([file]))?;
        }
    }
    table.end()
}

/// The table of citations whose target is not certain.
pub(in crate::export) fn unplaced(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    table.row(
        UNPLACED
            .iter()
            .map(|column| column.name)
            .chain(["file"])
            .map(Cell::from),
    )?;
    for unplaced in exported.graph.unplaced() {
        let cells = UNPLACED.iter().map(|column| column.cell(unplaced));
        table.row(cells.chain([unplaced.input.file.as_str().into()]))?;
    }
    table.end()
}

/// A table for spreadsheets: a cell is one line, and none is a formula.
struct Table<'w> {
    out: Writer<&'w mut dyn Write>,
}

impl<'w> Table<'w> {
    fn new(out: &'w mut dyn Write) -> Table<'w> {
        Table {
            out: Writer::from_writer(out),
        }
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        for cell in cells {
            let field = match cell {
                Cell::Text(text) => Cow::Owned(no_formula(one_line(&text))),
                Cell::Whole(number) => Cow::Owned(number.to_string()),
                Cell::Truth(truth) => Cow::Borrowed(if truth { "true" } else { "false" }),
                Cell::Nothing => Cow::Borrowed(""),
            };
            self.out.write_field(field.as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text as no spreadsheet takes it for a formula: one that begins as a formula does, or with an apostrophe, has an
/// apostrophe before it, which a reader takes away again.
fn no_formula(text: String) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\'' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text,
    }
}
