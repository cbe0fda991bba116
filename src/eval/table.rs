use std::collections::BTreeMap;

use serde::Deserialize;

/// What one line of a table says: a source cites a target.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The document that cites.
    pub source: String,
    /// What it cites.
    pub target: String,
    /// The relation, where the table has one.
    pub relation: Option<String>,
    /// The paragraph, where the table has one.
    pub paragraph: Option<String>,
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {problem}")]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// What was expected, and what was found.
    pub problem: String,
}

/// A citation of `cite -f jsonl`, as far as it counts here.
#[derive(Deserialize)]
struct Line {
    source: String,
    target: Option<String>,
    relation: Option<String>,
    paragraph: Option<String>,
}

/// Reads a table: tab-separated with a header that names at least `source` and `target`, or JSON Lines as `cite` prints them.
/// Lines without a target are left out.
///
/// # Errors
/// Names the line: a column that is missing, a line that is too short, broken JSON.
pub fn read_table(text: &str) -> Result<Vec<Row>, TableError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, first)) = lines.clone().next() else {
        return Err(wrong(0, "expected a header or a line of JSON, found nothing"));
    };
    if first.trim_start().starts_with('{') {
        return lines
            .map(|(at, line)| json_row(at, line))
            .filter_map(Result::transpose)
            .collect();
    }
    let columns: BTreeMap<&str, usize> = first
        .split('\t')
        .enumerate()
        .map(|(at, name)| (name.trim(), at))
        .collect();
    let column = |name: &str| {
        let missing = || wrong(0, format!("expected a header with the column `{name}`, parted by tabs"));
        columns.get(name).copied().ok_or_else(missing)
    };
    let (source, target) = (column("source")?, column("target")?);
    let (relation, paragraph) = (columns.get("relation").copied(), columns.get("paragraph").copied());
    let mut rows = Vec::new();
    for (at, line) in lines.skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| cells.get(column).copied().map(str::trim);
        let (Some(source), Some(target)) = (cell(source), cell(target)) else {
            return Err(wrong(
                at,
                format!("expected {} columns, found {}", columns.len(), cells.len()),
            ));
        };
        let told = |column: Option<usize>| column.and_then(cell).filter(|cell| !cell.is_empty()).map(str::to_owned);
        if !target.is_empty() {
            rows.push(Row {
                source: source.to_owned(),
                target: target.to_owned(),
                relation: told(relation),
                paragraph: told(paragraph),
            });
        }
    }
    Ok(rows)
}

fn json_row(at: usize, line: &str) -> Result<Option<Row>, TableError> {
    let line: Line =
        serde_json::from_str(line).map_err(|error| wrong(at, format!("column {}: {error}", error.column())))?;
    Ok(line.target.map(|target| Row {
        source: line.source,
        target,
        relation: line.relation,
        paragraph: line.paragraph,
    }))
}

fn wrong(at: usize, problem: impl Into<String>) -> TableError {
    TableError {
        line: at + 1,
        problem: problem.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_by_their_header() {
        let rows = read_table("target\tsource\tnote\nA/RES/1/1\tA/RES/2/2\tx\n\tA/RES/2/2\ty\n").expect("a table");
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].source.as_str(), rows[0].target.as_str()),
            ("A/RES/2/2", "A/RES/1/1")
        );
        let error = read_table("from\tto\n").expect_err("no column");
        assert_eq!(
            error.to_string(),
            "1: expected a header with the column `source`, parted by tabs"
        );
        let error = read_table("source\ttarget\nA/RES/2/2\n").expect_err("too short");
        assert_eq!(error.line, 2);
        let error = read_table("{\"source\": \"x\", \"target\": null}\n{\"source\"").expect_err("broken");
        assert_eq!(error.line, 2);
    }
}
