use std::borrow::Cow;
use std::io::{self, Write};

use csv::Writer;

use super::columns::{Cell, EDGE, NODE};
use crate::export::exported::{BETWEEN, Exported};
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
        table.row(std::iter::once(Cell::Whole(number as u64)).chain(ends).chain(cells))?;
    }
    table.end()
}

/// The table of evidence; `edge` is the number of the edge.
pub(in crate::export) fn evidence(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    let head = [
        "edge",
        "paragraph",
        "section",
        "anchor",
        "quote",
        "start",
        "end",
        "language",
        "pinpoint",
        "file",
    ];
    table.row(head.map(Cell::from))?;
    for (number, bond) in exported.bonds().enumerate() {
        for evidence in bond.evidence() {
            table.row([
                Cell::Whole(number as u64),
                evidence.paragraph.as_str().into(),
                evidence.section.name().into(),
                evidence.anchor.as_ref().map(|anchor| anchor.as_str()).into(),
                evidence.quote.as_str().into(),
                Cell::Whole(evidence.span.start() as u64),
                Cell::Whole(evidence.span.end() as u64),
                evidence.language.code().into(),
                evidence.pinpoint.as_deref().into(),
                evidence.input.file.as_str().into(),
            ])?;
        }
    }
    table.end()
}

/// The table of citations whose target is not certain.
pub(in crate::export) fn unplaced(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    let head = [
        "source",
        "status",
        "class",
        "candidates",
        "reason",
        "paragraph",
        "quote",
        "start",
        "end",
        "file",
    ];
    table.row(head.map(Cell::from))?;
    for unplaced in exported.graph.unplaced() {
        let candidates: Vec<_> = unplaced.candidates.iter().map(|id| id.as_str()).collect();
        table.row([
            unplaced.source.as_str().into(),
            unplaced.status.as_str().into(),
            unplaced.class.name().into(),
            candidates.join(BETWEEN).into(),
            unplaced.reason.as_str().into(),
            unplaced.paragraph.as_str().into(),
            unplaced.quote.as_str().into(),
            Cell::Whole(unplaced.span.start() as u64),
            Cell::Whole(unplaced.span.end() as u64),
            unplaced.input.file.as_str().into(),
        ])?;
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
