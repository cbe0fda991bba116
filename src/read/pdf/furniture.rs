//! What stands at the head and the foot of every page: running heads, page counters, job numbers, bar codes.

use std::collections::BTreeMap;

use crate::model::Symbol;

use super::line::Line;

/// How much of a page is its head, and how much its foot.
const EDGE: f32 = 0.13;

/// Takes the furniture out of the rows of all pages. The first page keeps its head: there the document names itself.
pub(super) fn take_out(pages: &mut [Vec<Line>]) {
    let repeated = repeated(pages);
    for (nth, rows) in pages.iter_mut().enumerate() {
        let Some((top, bottom)) = extent(rows) else { continue };
        let edge = (top - bottom) * EDGE;
        let body_top = head_ends(rows, top - edge);
        rows.retain(|row| {
            let (head, foot) = (row.base >= top - edge, row.base <= bottom + edge);
            let known = repeated.get(&key(row)).is_some_and(|&times| times >= 3);
            let furniture = row.furniture && (nth > 0 || foot)
                || (head || foot) && (known && nth > 0 || is_counter(&row.text, nth + 1))
                || nth > 0 && row.base > body_top
                || is_bar_code(&row.text);
            // Some programs count the rule above the notes among the feet.
            row.is_rule() || !furniture
        });
    }
}

fn extent(rows: &[Line]) -> Option<(f32, f32)> {
    let top = rows.iter().map(|row| row.base).reduce(f32::max)?;
    let bottom = rows.iter().map(|row| row.base).reduce(f32::min)?;
    Some((top, bottom))
}

/// How often rows stand at the edges of pages, counted by their words without figures.
fn repeated(pages: &[Vec<Line>]) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for rows in pages {
        let Some((top, bottom)) = extent(rows) else { continue };
        let edge = (top - bottom) * EDGE;
        for row in rows
            .iter()
            .filter(|row| row.base >= top - edge || row.base <= bottom + edge)
        {
            *times.entry(key(row)).or_default() += 1;
        }
    }
    times
}

fn key(row: &Line) -> String {
    let words: String = row.text.chars().filter(|c| !c.is_ascii_digit()).collect();
    format!("{} {words}", row.base as i32 / 4)
}

/// The height above which there is nothing but a head with a symbol in it, set apart from what follows.
fn head_ends(rows: &[Line], lowest: f32) -> f32 {
    let mut bases: Vec<&Line> = rows.iter().collect();
    bases.sort_by(|one, other| other.base.total_cmp(&one.base));
    let mut symbol = false;
    for pair in bases.windows(2).take(6) {
        if pair[0].base < lowest {
            break;
        }
        symbol |= is_symbol_row(&pair[0].text);
        if pair[0].base - pair[1].base > 1.6 * pair[0].size.max(pair[1].size) {
            return if symbol {
                (pair[0].base + pair[1].base) / 2.0
            } else {
                f32::MAX
            };
        }
    }
    f32::MAX
}

/// A symbol at the side of a row, alone or with the title at the other side.
fn is_symbol_row(text: &str) -> bool {
    let is_symbol = |piece: &str| {
        let piece = piece.trim().trim_end_matches('*');
        piece.contains('/') && Symbol::prefix_of(piece).is_some_and(|(_, read)| read == piece.len())
    };
    let last = text.rsplit("    ").next();
    text.split("    ").next().is_some_and(is_symbol) || last.is_some_and(is_symbol)
}

/// A row of nothing but the counter of the page (`2/14`, `2`), the job number (`23-25999 (E)`, `GE.23-14561`) and the day of
/// printing (`050124`). Other numbers may end a text or stand in a table.
fn is_counter(text: &str, page: usize) -> bool {
    let digits = |word: &str, most: usize| {
        !word.is_empty() && word.len() <= most && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let counts = |word: &str| digits(word, 4) && word.parse() == Ok(page);
    let (mut told, mut days) = (false, 0);
    let known = text.split_whitespace().all(|word| {
        let job = word.strip_prefix("GE.").unwrap_or(word).split_once('-');
        let number = job.is_some_and(|(year, number)| digits(year, 2) && number.len() >= 5 && digits(number, 6));
        let counter = counts(word)
            || word
                .split_once('/')
                .is_some_and(|(one, all)| counts(one) && digits(all, 4));
        told |= number || counter;
        days += usize::from(digits(word, 6) && word.len() == 6);
        // "(E)" tells the language of the print.
        let mark = word.chars().count() <= 3
            && word
                .chars()
                .all(|c| matches!(c, '(' | ')' | '-' | '–') || c.is_alphabetic());
        number || counter || mark || word.len() == 6 && digits(word, 6)
    });
    known && told && days <= 1
}

/// `*2325999*`.
fn is_bar_code(text: &str) -> bool {
    let code = text.trim().strip_prefix('*').and_then(|rest| rest.strip_suffix('*'));
    code.is_some_and(|code| code.len() >= 5 && code.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_told_from_words() {
        for row in [
            "2/14",
            "23-25999 (E)    050124",
            "GE.23-14561",
            "2",
            "- 2 -",
            "2/14    23-25999",
        ] {
            assert!(is_counter(row, 2), "{row}");
        }
        for row in [
            "A/77/178",
            "1.  Urges",
            "(a)",
            "76/172",
            "14",
            "2 050 124",
            "– –",
            "2022",
        ] {
            assert!(!is_counter(row, 2), "{row}");
        }
        assert!(is_bar_code("*2314561*") && !is_bar_code("* A/77/50."));
    }
}
