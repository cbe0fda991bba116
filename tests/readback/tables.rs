//! Readers of the formats that are no text.

#[cfg(feature = "sqlite")]
pub fn sqlite(database: &[u8]) -> super::Found {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), database).expect("written");
    let database = rusqlite::Connection::open(file.path()).expect("a database");
    let ask = |question: &str| -> Vec<Vec<String>> {
        let mut asked = database.prepare(question).expect("SQL");
        let columns = asked.column_count();
        let rows = asked.query_map([], |row| (0..columns).map(|column| row.get(column)).collect());
        rows.expect("an answer").map(|row| row.expect("text")).collect()
    };
    assert_eq!(ask("SELECT integrity_check FROM pragma_integrity_check"), [["ok"]]);
    assert_eq!(
        ask("SELECT \"table\" FROM pragma_foreign_key_check"),
        Vec::<Vec<String>>::new()
    );
    let mut found = super::Found::default();
    for row in ask("SELECT id, label FROM nodes") {
        found.node(&row[0], &row[1]);
    }
    for row in ask("SELECT source, target, relation FROM edges") {
        found.edge(&row[0], &row[1], &row[2]);
    }
    let quotes = ask("SELECT quote FROM evidence JOIN edges USING (edge) JOIN inputs USING (input)");
    found.quotes = quotes.into_iter().flatten().collect();
    found
}

/// How many edges a database holds.
#[cfg(feature = "sqlite")]
pub fn edges_of_sqlite(database: &[u8]) -> usize {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), database).expect("written");
    let database = rusqlite::Connection::open(file.path()).expect("a database");
    let count = database.query_row("SELECT count(*) FROM edges", [], |row| row.get::<_, u32>(0));
    count.expect("a count") as usize
}

/// How many rows a file of Parquet says it holds.
#[cfg(feature = "parquet")]
pub fn rows_of_parquet(file: &[u8]) -> usize {
    use parquet::file::reader::FileReader as _;
    let rows = reader(file).metadata().file_metadata().num_rows();
    usize::try_from(rows).expect("a count")
}

#[cfg(feature = "parquet")]
fn reader(file: &[u8]) -> parquet::file::reader::SerializedFileReader<std::fs::File> {
    use std::io::Write as _;
    let mut held = tempfile::tempfile().expect("a file");
    held.write_all(file).expect("written");
    parquet::file::reader::SerializedFileReader::new(held).expect("Parquet")
}

#[cfg(feature = "parquet")]
pub fn parquet(vertices: &[u8], edges: &[u8]) -> super::Found {
    let mut found = super::Found::default();
    for row in rows(vertices) {
        found.node(&row["id"], &row["label"]);
    }
    for row in rows(edges) {
        found.edge(&row["src"], &row["dst"], &row["relationship"]);
        found.words(&super::parsed(&row["words"]));
    }
    found
}

/// The cells that are text.
#[cfg(feature = "parquet")]
fn rows(file: &[u8]) -> Vec<std::collections::BTreeMap<String, String>> {
    use parquet::file::reader::FileReader as _;
    use parquet::record::Field;
    let reader = reader(file);
    let rows = reader.get_row_iter(None).expect("rows");
    let cells = rows.map(|row| {
        let row = row.expect("a row");
        let cells = row.get_column_iter().filter_map(|(name, cell)| match cell {
            Field::Str(text) => Some((name.clone(), text.clone())),
            _ => None,
        });
        cells.collect()
    });
    cells.collect()
}
