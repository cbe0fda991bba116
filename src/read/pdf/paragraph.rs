//! Rows joined to paragraphs, and the notes parted from the text of their page.

use crate::text::raised;

use super::line::Line;

/// A page set anew.
#[derive(Debug, Default)]
pub(super) struct Set {
    /// The rows of its text.
    pub text: Vec<Row>,
    /// The rows of its notes.
    pub notes: Vec<Row>,
}

/// A row, and whether a paragraph begins with it.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it stands.
    pub line: Line,
    /// Whether it begins a paragraph.
    pub begins: bool,
}

/// How much further in a row must stand to be indented, in heights of its font.
const INDENT: f32 = 0.8;

/// Sets a page: what stands under the rule of the notes, or small and numbered at the foot, are notes.
pub(super) fn set(rows: Vec<Line>, rules: &[f32], before: Option<&Line>) -> Set {
    let (text, notes) = part_notes(rows, rules);
    let mut set = Set {
        text: begin(text, begins),
        notes: begin(notes, |rows, at, _| at > 0 && begins_note(&rows[at].text)),
    };
    if let Some(first) = set.notes.first_mut() {
        first.begins = begins_note(&first.line.text);
    }
    if let Some(begins) = begins_page(&set.text, before)
        && let Some(first) = set.text.first_mut()
    {
        first.begins = begins;
    }
    set
}

fn begin(lines: Vec<Line>, begins: impl Fn(&[Line], usize, &Measure) -> bool) -> Vec<Row> {
    let measure = Measure::of(&lines);
    let mut flags: Vec<bool> = Vec::with_capacity(lines.len());
    for at in 0..lines.len() {
        flags.push(begins(&lines, at, &measure.after(flags.last().copied())));
    }
    lines
        .into_iter()
        .zip(flags)
        .map(|(line, begins)| Row { line, begins })
        .collect()
}

/// What is usual on a page.
#[derive(Clone, Copy, Debug)]
struct Measure {
    /// From base line to base line.
    pitch: f32,
    /// The edge at which most rows begin.
    margin: f32,
    /// The edge at which full rows end.
    edge: f32,
    /// Whether the row before begins a paragraph.
    follows_first: bool,
}

impl Measure {
    fn of(lines: &[Line]) -> Measure {
        let steps = lines.windows(2).map(|pair| pair[0].base - pair[1].base);
        let sizes = lines.iter().map(|line| line.size).collect();
        let size = middle(sizes).unwrap_or(10.0);
        let steps = steps.filter(|step| (0.8 * size..2.5 * size).contains(step));
        Measure {
            pitch: mode(steps.map(|step| (step, 1.0))).unwrap_or(1.2 * size),
            margin: mode(lines.iter().map(|line| (start(line), line.right - line.left))).unwrap_or(0.0),
            edge: mode(lines.iter().map(|line| (end(line), line.right - line.left))).unwrap_or(0.0),
            follows_first: true,
        }
    }

    fn after(self, begins: Option<bool>) -> Measure {
        Measure {
            follows_first: begins.unwrap_or(true),
            ..self
        }
    }
}

/// Where a row begins: on the left, or on the right (counted to the left) where it is read from there.
fn start(line: &Line) -> f32 {
    if line.rtl { -line.right } else { line.left }
}

/// Where a row ends.
fn end(line: &Line) -> f32 {
    if line.rtl { -line.left } else { line.right }
}

/// The value that most of the weight is near to.
fn mode(values: impl Iterator<Item = (f32, f32)>) -> Option<f32> {
    let mut heaps = std::collections::BTreeMap::<i32, (f32, f32)>::new();
    for (value, weight) in values {
        let heap = heaps.entry((value * 1.0).round() as i32).or_insert((0.0, value));
        heap.0 += weight;
    }
    let heaviest = heaps.into_values().max_by(|one, other| one.0.total_cmp(&other.0))?;
    Some(heaviest.1)
}

fn middle(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Whether a paragraph begins with the row `at`.
fn begins(lines: &[Line], at: usize, measure: &Measure) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &lines[at]) else {
        return true;
    };
    let line = &lines[at];
    let size = line.size.max(before.size);
    let step = before.base - line.base;
    let apart = step <= 0.3 * size || step > (measure.pitch * 1.25).max(size * 1.3);
    if apart || (line.size - before.size).abs() > 0.09 * size {
        return true;
    }
    let inward = start(line) - start(before);
    let next = lines.get(at + 1).map(|next| start(line) - start(next));
    if inward > INDENT * size {
        // A first line stands further in than the line before and the line after; a hanging paragraph does not come back.
        let comes_back = next.is_none_or(|next| next > INDENT * size);
        return (comes_back || ends_sentence(&before.text)) && !is_labelled(&before.text) || is_labelled(&line.text);
    }
    if inward < -INDENT * size {
        return !measure.follows_first || is_short(before, line, measure) && ends_clause(&before.text);
    }
    is_labelled(&line.text) && ends_clause(&before.text)
        || is_short(before, line, measure) && ends_clause(&before.text)
        || is_half(before, lines, at) && !line.text.starts_with(char::is_lowercase)
        || measure.follows_first && ends_clause(&before.text) && start(line) > measure.margin + INDENT * size
}

/// The edge of the rows about the row `at` that follow one another closely: those of a heading end before those of the text.
fn edge_of_block(lines: &[Line], at: usize) -> f32 {
    let close = |pair: &[Line]| {
        let step = pair[0].base - pair[1].base;
        (0.3 * pair[0].size..1.35 * pair[0].size).contains(&step) && (pair[0].size - pair[1].size).abs() < 0.5
    };
    let nearest = 6;
    let above = lines[at.saturating_sub(nearest)..=at]
        .windows(2)
        .rev()
        .take_while(|pair| close(pair))
        .count();
    let below = lines[at..lines.len().min(at + nearest)]
        .windows(2)
        .take_while(|pair| close(pair))
        .count();
    lines[at - above..=at + below].iter().map(end).fold(f32::MIN, f32::max)
}

/// Whether a row is not half as long as the longest about it: so short a row has not been broken by the width of the page.
fn is_half(before: &Line, lines: &[Line], at: usize) -> bool {
    (end(before) - start(before)) * 2.0 < edge_of_block(lines, at) - start(before)
}

/// Whether the first row of a page begins a paragraph, or goes on with the one of the page before.
fn begins_page(rows: &[Row], before: Option<&Line>) -> Option<bool> {
    let (first, before) = (rows.first()?, before?);
    let lines: Vec<&Line> = rows.iter().map(|row| &row.line).collect();
    let line = &first.line;
    let margin = mode(lines.iter().map(|line| (start(line), line.right - line.left)))?;
    let indented = start(line) > margin + INDENT * line.size && start(line) > start(before) + INDENT * line.size
        || start(line) > margin + INDENT * line.size
            && lines
                .get(1)
                .is_some_and(|next| start(line) > start(next) + INDENT * line.size);
    let lower = line.text.starts_with(char::is_lowercase);
    let sized = (line.size - before.size).abs() > 0.09 * line.size;
    Some(
        sized
            || indented && !lower
            || is_labelled(&line.text) && ends_clause(&before.text)
            || ends_sentence(&before.text)
                && end(before) + 3.0 * line.size < mode(lines.iter().map(|line| (end(line), line.right - line.left)))?
                && !lower,
    )
}

/// Whether the first word of a row would have found room in the row before.
fn is_short(before: &Line, line: &Line, measure: &Measure) -> bool {
    end(before) + line.first_word + 1.5 * line.size < measure.edge
}

fn ends_clause(text: &str) -> bool {
    bare_end(text).ends_with([
        ',', ';', ':', '.', '，', '；', '：', '。', '،', '؛', ']', '”', '"', '»', ')', '!', '?', '؟',
    ])
}

fn ends_sentence(text: &str) -> bool {
    bare_end(text).ends_with([';', ':', '.', '；', '：', '。', '؛', ']', '!', '?', '؟'])
}

/// A text without the marks of notes at its end.
fn bare_end(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || raised::is_figure(c))
}

/// `12.`, `(a)`, `(iv)`, `a)`, `•`, `–` at the head of a row.
fn is_labelled(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    let more = word.len() < text.trim_end().len();
    let inner = word.trim_start_matches('(').trim_end_matches(['.', ')', '．']);
    let ended = word.ends_with(['.', ')', '．']);
    let number = inner.len() <= 3 && !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
    let letter =
        inner.chars().count() <= 4 && !inner.is_empty() && inner.chars().all(|c| c.is_lowercase() || "IVX".contains(c));
    matches!(word, "•" | "–" | "—" | "-" | "\u{f0b7}" | "○" | "▪") && more
        || ended && more && (number || word.ends_with(')') && letter)
}

/// `¹ See`, `* Reissued`, `(1) A/HRC`: a raised figure first of all.
fn begins_note(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits) && text[digits..].starts_with([' ', '/']);
    let parenthesized = text.strip_prefix('(').is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits) && rest[digits..].starts_with(')')
    });
    text.starts_with(raised::is_figure) || text.starts_with(['*', '†', '‡']) || numbered || parenthesized
}

/// Parts the notes of a page from its text.
fn part_notes(rows: Vec<Line>, rules: &[f32]) -> (Vec<Line>, Vec<Line>) {
    let Some(height) = notes_begin(&rows, rules) else {
        return (rows, Vec::new());
    };
    let rows = rows
        .into_iter()
        .filter(|row| !(row.is_rule() && row.base <= height + 1.0));
    rows.partition(|row| row.base > height)
}

/// The height under which the notes stand.
fn notes_begin(rows: &[Line], rules: &[f32]) -> Option<f32> {
    let size = mode(rows.iter().map(|row| (row.size * 4.0, row.right - row.left)))? / 4.0;
    let marked = |row: &Line| row.text.starts_with(raised::is_figure) || row.text.starts_with('*');
    let opens = |height: f32, drawn: bool| {
        let below = || rows.iter().filter(|row| row.base < height && !row.is_rule());
        let highest = below().max_by(|one, other| one.base.total_cmp(&other.base));
        let near = highest.is_some_and(|row| height - row.base < 3.0 * size);
        // Tables have drawn rules too: below one of them a mark must open the notes.
        let opened = if drawn {
            highest.is_some_and(marked)
        } else {
            below().any(|row| begins_note(&row.text))
        };
        near && opened && below().all(|row| row.size <= size * 1.02)
    };
    let written = rows.iter().filter(|row| row.is_rule()).map(|row| row.base);
    let written = written.filter(|&height| opens(height, false));
    let drawn = rules.iter().copied().filter(|&height| opens(height, true));
    written.chain(drawn).reduce(f32::max).or_else(|| {
        // Without a rule: from the lowest row up, as long as the rows are small.
        let mut ordered: Vec<&Line> = rows.iter().collect();
        ordered.sort_by(|one, other| one.base.total_cmp(&other.base));
        let small = ordered.iter().take_while(|row| row.size < size * 0.93);
        let first = small.filter(|row| row.text.starts_with(raised::is_figure)).last()?;
        Some(first.base + 0.5 * first.size)
    })
}
