use std::fs::File;
use std::io::{self, Write};

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};
use tempfile::NamedTempFile;

use super::columns::{Cell, Column, EDGE, EVIDENCE, NODE, Sort, UNPLACED};
use crate::export::exported::Exported;
use crate::export::json::{SCHEMA, generator};

/// What is asked most: who cites it, what it cites, with which words; and the citations by themselves.
const INDEXES: &str = "
CREATE INDEX edges_from ON edges (source, relation);
CREATE INDEX edges_to ON edges (target, relation);
CREATE INDEX nodes_of ON nodes (class, kind);
CREATE INDEX evidence_of ON evidence (edge);
CREATE INDEX unplaced_of ON unplaced (source);
CREATE VIEW citations AS
    SELECT edges.source, s.label AS source_label, edges.relation, edges.target, t.label AS target_label,
        edges.count, edges.paragraphs, edges.edge
    FROM edges JOIN nodes AS s ON s.id = edges.source JOIN nodes AS t ON t.id = edges.target
    WHERE edges.class <> 'fact' AND t.class IN ('document', 'instrument', 'set');
";

/// A database of SQLite. It is made beside the stream, for it is written here and there, and no file of its own.
pub(in crate::export) fn sqlite(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let made = NamedTempFile::new()?;
    let mut database = Connection::open(made.path()).map_err(io::Error::other)?;
    fill(&mut database, exported).map_err(io::Error::other)?;
    database.close().map_err(|(_, error)| io::Error::other(error))?;
    io::copy(&mut File::open(made.path())?, out)?;
    Ok(())
}

fn fill(database: &mut Connection, exported: &Exported<'_>) -> rusqlite::Result<()> {
    // Nobody else sees the file until it is whole.
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?;
    let graph = exported.graph;
    let whole = database.transaction()?;
    whole.execute_batch(&tables())?;

    let mut about = whole.prepare("INSERT OR IGNORE INTO about VALUES (?, ?)")?;
    about.execute(["schema", SCHEMA])?;
    about.execute(["generator", &generator()])?;
    for (key, words) in graph.manifest() {
        about.execute([key, words])?;
    }
    let mut inputs = whole.prepare("INSERT INTO inputs VALUES (?, ?, ?, ?, ?)")?;
    for (number, input) in graph.inputs().iter().enumerate() {
        let words = [&input.file, &input.sha256, input.symbol.as_str(), input.language.code()];
        inputs.execute(row([number.into()].into_iter().chain(words.map(Cell::from))))?;
    }
    let input_number = |input| Cell::from(graph.input_number(input));

    let mut nodes = whole.prepare(&insert("nodes", 1 + NODE.len()))?;
    for node in graph.nodes() {
        let cells = NODE.iter().map(|column| column.cell(node, exported.language));
        nodes.execute(row(std::iter::once(node.id.as_str().into()).chain(cells)))?;
    }
    let mut edges = whole.prepare(&insert("edges", 3 + EDGE.len()))?;
    let mut evidence = whole.prepare(&insert("evidence", 2 + EVIDENCE.len()))?;
    for (number, bond) in exported.bonds().enumerate() {
        let ends = [bond.source(), bond.target()].map(|node| node.id.as_str().into());
        let cells = EDGE.iter().map(|column| column.cell(&bond));
        edges.execute(row(std::iter::once(number.into()).chain(ends).chain(cells)))?;
        for words in bond.evidence() {
            let cells = EVIDENCE.iter().map(|column| column.cell(words));
            let head = [number.into(), input_number(&words.input)];
            evidence.execute(row(head.into_iter().chain(cells)))?;
        }
    }
    let mut unplaced = whole.prepare(&insert("unplaced", 1 + UNPLACED.len()))?;
    for doubt in graph.unplaced() {
        let cells = UNPLACED.iter().map(|column| column.cell(doubt));
        unplaced.execute(row(std::iter::once(input_number(&doubt.input)).chain(cells)))?;
    }
    drop((about, inputs, nodes, edges, evidence, unplaced));
    // An index is made faster of what is there than along with it.
    whole.execute_batch(INDEXES)?;
    whole.commit()
}

fn tables() -> String {
    let (node, edge, evidence, unplaced) = (
        declared(&NODE),
        declared(&EDGE),
        declared(&EVIDENCE),
        declared(&UNPLACED),
    );
    format!(
        "CREATE TABLE about (\"key\" TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
         CREATE TABLE inputs (input INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, symbol TEXT NOT NULL,
             language TEXT NOT NULL) STRICT;
         CREATE TABLE nodes (id TEXT PRIMARY KEY NOT NULL, {node}) STRICT;
         CREATE TABLE edges (edge INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES nodes (id),
             target TEXT NOT NULL REFERENCES nodes (id), {edge}) STRICT;
         CREATE TABLE evidence (edge INTEGER NOT NULL REFERENCES edges (edge), input INTEGER REFERENCES inputs (input),
             {evidence}) STRICT;
         CREATE TABLE unplaced (input INTEGER REFERENCES inputs (input), {unplaced}) STRICT;"
    )
}

/// `"label" TEXT, "read" INTEGER`
fn declared<F>(columns: &[Column<F>]) -> String {
    let one = |column: &Column<F>| match column.sort {
        Sort::Text => format!("\"{}\" TEXT", column.name),
        Sort::Whole | Sort::Truth => format!("\"{}\" INTEGER", column.name),
    };
    columns.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn insert(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", "))
}

fn row<'a>(cells: impl IntoIterator<Item = Cell<'a>>) -> impl rusqlite::Params {
    params_from_iter(cells)
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Whole(number) => i64::try_from(*number).unwrap_or(i64::MAX).into(),
            Cell::Truth(truth) => (*truth).into(),
            Cell::Nothing => ToSqlOutput::Borrowed(ValueRef::Null),
        })
    }
}
