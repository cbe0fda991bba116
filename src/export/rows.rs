use unicode_width::UnicodeWidthStr;

use crate::text::one_line;

/// A longer cell of a table is cut.
const WIDEST: usize = 60;

/// An answer as lines of cells.
pub(super) struct Rows {
    pub head: Vec<&'static str>,
    pub body: Vec<Vec<String>>,
}

impl Rows {
    /// Columns side by side, as wide as their widest cell; Chinese characters take two places.
    pub fn table(&self) -> String {
        let head: Vec<String> = self.head.iter().map(|&cell| cell.to_owned()).collect();
        let cut: Vec<Vec<String>> = std::iter::once(&head)
            .chain(&self.body)
            .map(|row| row.iter().map(|cell| cut(cell)).collect())
            .collect();
        let widths: Vec<usize> = (0..head.len())
            .map(|column| cut.iter().map(|row| row[column].width()).max().unwrap_or(0))
            .collect();
        cut.iter().map(|row| line(row, &widths)).collect()
    }

    /// One line a row, cells parted by tabs, with a header line.
    pub fn tsv(&self) -> String {
        let mut text = self.head.join("\t");
        text.push('\n');
        for row in &self.body {
            let cells: Vec<String> = row.iter().map(|cell| one_line(cell)).collect();
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        text
    }
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
    }
    format!("{}\n", line.trim_end())
}

fn cut(cell: &str) -> String {
    let cell = one_line(cell);
    if cell.width() <= WIDEST {
        return cell;
    }
    let mut short = String::new();
    for c in cell.chars() {
        short.push(c);
        if short.width() >= WIDEST - 1 {
            break;
        }
    }
    short.push('…');
    short
}
