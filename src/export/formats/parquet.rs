use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::columns::{Cell, EDGE, NODE, Sort};
use super::words::words_text;
use crate::export::exported::Exported;
use crate::export::json::generator;

/// So many rows are held until they are written.
const GROUP: usize = 1 << 15;

/// The nodes in the form that GraphFrames asks for: `id`, and what is told of it.
pub(in crate::export) fn vertices(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let told = NODE.iter().map(|column| Values::new(column.name, column.sort, false));
    let mut table = Table::new(std::iter::once(Values::new("id", Sort::Text, true)).chain(told), out)?;
    for node in exported.graph.nodes() {
        let cells = NODE.iter().map(|column| column.cell(node, exported.language));
        table.row(std::iter::once(node.id.as_str().into()).chain(cells))?;
    }
    table.end()
}

/// The edges in that form: `src`, `dst`, `relationship`, what is told of them, and their evidence as JSON in `words`.
pub(in crate::export) fn edges(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ends = ["src", "dst"].map(|name| Values::new(name, Sort::Text, true));
    let told = EDGE.iter().map(|column| match column.name {
        "relation" => Values::new("relationship", Sort::Text, true),
        name => Values::new(name, column.sort, false),
    });
    let words = Values::new("words", Sort::Text, true);
    let mut table = Table::new(ends.into_iter().chain(told).chain([words]), out)?;
    for bond in exported.bonds() {
        let ends = [bond.source(), bond.target()].map(|node| node.id.as_str().into());
        let cells = EDGE.iter().map(|column| column.cell(&bond));
        let words = words_text(&bond);
        table.row(ends.into_iter().chain(cells).chain([words.into()]))?;
    }
    table.end()
}

/// The cells of a column that are held.
struct Values {
    name: &'static str,
    /// Whether every row has one.
    required: bool,
    held: Held,
    /// For each row 1, or 0 where it has none.
    known: Vec<i16>,
}

enum Held {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Truth(Vec<bool>),
}

impl Values {
    fn new(name: &'static str, sort: Sort, required: bool) -> Values {
        let held = match sort {
            Sort::Text => Held::Text(Vec::new()),
            Sort::Whole => Held::Whole(Vec::new()),
            Sort::Truth => Held::Truth(Vec::new()),
        };
        Values {
            name,
            required,
            held,
            known: Vec::new(),
        }
    }

    fn field(&self) -> io::Result<TypePtr> {
        let (physical, logical) = match self.held {
            Held::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Held::Whole(_) => (Physical::INT64, None),
            Held::Truth(_) => (Physical::BOOLEAN, None),
        };
        let repetition = match self.required {
            true => Repetition::REQUIRED,
            false => Repetition::OPTIONAL,
        };
        let field = Type::primitive_type_builder(self.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build();
        field.map(Arc::new).map_err(io::Error::other)
    }

    fn push(&mut self, cell: Cell<'_>) {
        self.known.push((cell != Cell::Nothing).into());
        match (&mut self.held, cell) {
            (Held::Text(held), Cell::Text(text)) => held.push(text.into_owned().into_bytes().into()),
            (Held::Whole(held), Cell::Whole(number)) => held.push(i64::try_from(number).unwrap_or(i64::MAX)),
            (Held::Truth(held), Cell::Truth(truth)) => held.push(truth),
            (_, cell) => debug_assert_eq!(cell, Cell::Nothing, "in the column {}", self.name),
        }
    }

    fn clear(&mut self) {
        self.known.clear();
        match &mut self.held {
            Held::Text(held) => held.clear(),
            Held::Whole(held) => held.clear(),
            Held::Truth(held) => held.clear(),
        }
    }
}

/// A file of Parquet, written a group of rows at a time.
struct Table<'w> {
    columns: Vec<Values>,
    rows: usize,
    file: SerializedFileWriter<Vec<u8>>,
    out: &'w mut dyn Write,
}

impl<'w> Table<'w> {
    fn new(columns: impl Iterator<Item = Values>, out: &'w mut dyn Write) -> io::Result<Table<'w>> {
        let columns: Vec<Values> = columns.collect();
        let fields = columns.iter().map(Values::field).collect::<io::Result<_>>()?;
        let schema = Type::group_type_builder("unxref").with_fields(fields).build();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(generator())
            .build();
        let schema = Arc::new(schema.map_err(io::Error::other)?);
        let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).map_err(io::Error::other)?;
        Ok(Table {
            columns,
            rows: 0,
            file,
            out,
        })
    }

    fn row<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
        if self.rows < GROUP {
            return Ok(());
        }
        self.group()
    }

    /// Writes the rows that are held, and what has been written of the file so far.
    fn group(&mut self) -> io::Result<()> {
        if self.rows > 0 {
            let mut group = self.file.next_row_group().map_err(io::Error::other)?;
            for column in &mut self.columns {
                let writer = group.next_column().map_err(io::Error::other)?;
                let mut writer = writer.ok_or_else(|| io::Error::other("expected a field for each column"))?;
                let levels = (!column.required).then_some(column.known.as_slice());
                let written = match &column.held {
                    Held::Text(held) => writer.typed::<ByteArrayType>().write_batch(held, levels, None),
                    Held::Whole(held) => writer.typed::<Int64Type>().write_batch(held, levels, None),
                    Held::Truth(held) => writer.typed::<BoolType>().write_batch(held, levels, None),
                };
                written.and_then(|_| writer.close()).map_err(io::Error::other)?;
                column.clear();
            }
            group.close().map_err(io::Error::other)?;
            self.rows = 0;
        }
        self.file.flush()?;
        let made = self.file.inner_mut();
        self.out.write_all(made)?;
        made.clear();
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        self.group()?;
        let rest = self.file.into_inner().map_err(io::Error::other)?;
        self.out.write_all(&rest)
    }
}
