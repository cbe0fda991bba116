use crate::lang::Pack;
use crate::model::Symbol;

/// A line of the source without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// First byte of its text.
    pub start: usize,
    /// Byte after the last of its text.
    pub end: usize,
    /// Columns between the margin of its page and its text.
    pub indent: usize,
    /// Columns of its text.
    pub columns: usize,
    /// Whether a form feed stands before it: it is the first of a page.
    pub opens_page: bool,
    /// What it is.
    pub kind: LineKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Text,
    /// Page counters, job numbers, running heads.
    Noise,
    /// The rule above footnotes.
    Rule,
    /// Nothing but white space.
    Blank,
}

/// How the lines of a text make paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A line is a paragraph.
    Whole,
    /// Lines are broken by width; indented lines begin paragraphs.
    Indented,
    /// Lines are broken by width; only the words tell where paragraphs begin.
    Flush,
    /// The reader of a PDF has set the lines: those that begin a paragraph are indented, notes stand below a rule, and there
    /// are no running heads.
    Set,
}

/// Columns by which the reader of PDFs indents the lines that begin paragraphs.
const SET_INDENT: usize = 4;

/// Columns by which the lines of a page may miss their margin: a text laid out from a PDF is ragged.
const RAGGED: usize = 2;

/// The lines of a text, noise recognized.
pub(crate) fn split(text: &str) -> Vec<Line> {
    /// How many bytes a line of a paragraph has, as a rule.
    const USUAL: usize = 200;
    let mut lines: Vec<Line> = Vec::with_capacity(8 + text.len() / USUAL);
    let (mut at, mut page) = (0, 0);
    for newline in memchr::memchr2_iter(b'\n', b'\x0c', text.as_bytes()).chain([text.len()]) {
        let raw = &text[at..newline];
        let trimmed = raw.trim();
        let lead = raw.len() - raw.trim_start().len();
        let kind = match trimmed {
            "" => LineKind::Blank,
            rule if rule.len() >= 5 && rule.bytes().all(|byte| byte == b'_') => LineKind::Rule,
            counter if is_counter(counter) => LineKind::Noise,
            _ => LineKind::Text,
        };
        lines.push(Line {
            start: at + lead,
            end: at + lead + trimmed.len(),
            indent: raw[..lead].chars().count(),
            columns: columns(trimmed),
            opens_page: page == lines.len() && page > 0,
            kind,
        });
        if text.as_bytes().get(newline) == Some(&b'\x0c') {
            page = lines.len();
        }
        at = newline + 1;
    }
    if is_set(&lines) {
        // No more furniture is left: `76/172` alone on a line is a number, not the counter of a page.
        for line in lines.iter_mut().filter(|line| line.kind == LineKind::Noise) {
            line.kind = LineKind::Text;
        }
    } else {
        for page in lines.chunk_by_mut(|_, next| !next.opens_page) {
            take_margin(page);
        }
    }
    lines
}

/// Whether the reader of PDFs has set the lines: they end in a form feed, and are indented alike or not at all.
fn is_set(lines: &[Line]) -> bool {
    let paged = lines.last().is_some_and(|line| line.opens_page);
    let mut filled = lines.iter().filter(|line| line.kind != LineKind::Blank);
    paged
        && filled.next().is_some_and(|line| line.indent == SET_INDENT)
        && filled.all(|line| matches!(line.indent, 0 | SET_INDENT))
}

/// Parts lines in two where `head` gives the length of what stands apart.
pub(crate) fn part(lines: &mut Vec<Line>, head: impl Fn(&Line) -> Option<usize>) {
    let cut = |line: &Line| if line.kind == LineKind::Text { head(line) } else { None };
    // In most documents nothing is parted.
    let Some(first) = lines.iter().position(|line| cut(line).is_some()) else {
        return;
    };
    let rest = lines.split_off(first);
    lines.extend(rest.into_iter().flat_map(|line| {
        let cut = cut(&line);
        let end = cut.map_or(line.end, |length| line.start + length);
        let rest = cut.map(|_| Line { start: end, ..line });
        std::iter::once(Line { end, ..line }).chain(rest)
    }));
}

/// Counts the indents of a page from its margin: the column at which most of its long lines begin.
fn take_margin(page: &mut [Line]) {
    if page.iter().all(|line| line.indent <= RAGGED) {
        return;
    }
    let long = page
        .iter()
        .filter(|line| line.kind == LineKind::Text && line.columns >= 40);
    let mut indents: Vec<usize> = long.map(|line| line.indent).collect();
    indents.sort_unstable();
    let margin = indents
        .chunk_by(|one, other| one == other)
        .max_by_key(|lines| lines.len())
        .map_or(0, |lines| lines[0]);
    if margin <= RAGGED {
        return;
    }
    for line in page {
        let indent = line.indent.saturating_sub(margin);
        line.indent = if indent > RAGGED { indent } else { 0 };
    }
}

/// How the lines make paragraphs, judged by the longest of them and by their indents.
pub(crate) fn layout(text: &str, lines: &[Line]) -> Layout {
    if is_set(lines) {
        return Layout::Set;
    }
    let body: Vec<&Line> = lines.iter().filter(|line| line.kind == LineKind::Text).collect();
    let longest = body.iter().map(|line| line.columns).max().unwrap_or(0);
    if longest > 170 {
        return Layout::Whole;
    }
    // A gap in a line belongs to two columns or to a running head, which are wider than the text.
    let solid = body.iter().filter(|line| !text[line.start..line.end].contains("     "));
    let longest = solid.map(|line| line.columns).max().unwrap_or(0);
    let wide: Vec<&&Line> = body.iter().filter(|line| line.columns * 10 > longest * 6).collect();
    let indented = wide.iter().filter(|line| line.indent > 0).count();
    if indented * 20 > wide.len() && indented * 4 < wide.len() * 3 {
        Layout::Indented
    } else {
        Layout::Flush
    }
}

/// Marks as noise the running heads of a text with broken lines: a symbol alone on its line, and what page after page repeats.
///
/// The first symbol is the document's `own` where nothing else says which document this is.
pub(crate) fn drop_running_heads(text: &str, lines: &mut [Line], from: usize, mut own: bool, pack: &Pack) {
    /// How many lines may stand above a document's own symbol.
    const MASTHEAD: usize = 8;

    let mut seen = std::collections::BTreeMap::<&str, usize>::new();
    for line in lines[from..].iter().filter(|line| line.kind == LineKind::Text) {
        *seen.entry(&text[line.start..line.end]).or_default() += 1;
    }
    let furniture: Vec<bool> = lines.iter().map(|line| line.kind == LineKind::Noise).collect();
    let filled: Vec<usize> = (from..lines.len())
        .filter(|&at| lines[at].kind != LineKind::Blank)
        .collect();
    for (nth, &at) in filled.iter().enumerate() {
        let line = lines[at];
        let words = &text[line.start..line.end];
        // Beside a page counter two are enough to know a running head by; elsewhere three.
        let above = nth.checked_sub(1).is_some_and(|nth| furniture[filled[nth]]);
        let beside = above || filled.get(nth + 1).is_some_and(|&next| furniture[next]);
        let times = seen.get(words).copied().unwrap_or(0);
        let repeated = line.columns <= 70 && (times >= 3 || beside && times >= 2) && !is_label(words);
        let symbol = line.end - line.start <= 40
            && Symbol::prefix_of(words).is_some_and(|(_, read)| words[read..].trim_matches(['*', ' ']).is_empty());
        let symbol = symbol || is_wide_head(words);
        if symbol && own && nth <= MASTHEAD {
            // A document that nobody enacts: its masthead is not told from its text, and this is its own symbol.
            own = false;
            continue;
        }
        if line.kind == LineKind::Text && (repeated || symbol) && !pack.opens_with_verb(words) {
            lines[at].kind = LineKind::Noise;
        }
    }
    drop_page_heads(text, lines, from);
}

/// Marks as noise the running head of each page: its first lines, up to a blank one, where the symbol stands in one of them.
fn drop_page_heads(text: &str, lines: &mut [Line], from: usize) {
    for at in from..lines.len() {
        if !lines[at].opens_page {
            continue;
        }
        let head = || {
            lines[at..]
                .iter()
                .enumerate()
                .skip_while(|(_, line)| line.kind == LineKind::Blank)
        };
        let first = at + head().next().map_or(0, |(nth, _)| nth);
        let length = head()
            .take_while(|(_, line)| line.kind != LineKind::Blank)
            .take(4)
            .count();
        let symbol = lines[first..first + length]
            .iter()
            .any(|line| is_wide_head(&text[line.start..line.end]));
        if length <= 3 && symbol {
            for line in &mut lines[first..first + length] {
                line.kind = LineKind::Noise;
            }
        }
    }
}

/// A symbol at one side of the page and a title at the other.
fn is_wide_head(words: &str) -> bool {
    let is_symbol = |piece: &str| Symbol::prefix_of(piece).is_some_and(|(_, read)| read == piece.len());
    let (Some((left, _)), Some((_, right))) = (words.split_once("    "), words.rsplit_once("    ")) else {
        return false;
    };
    is_symbol(left.trim()) || is_symbol(right.trim())
}

/// Display columns: a Han character takes two, but for radicals and signs that no text prints.
fn columns(text: &str) -> usize {
    /// So many that a byte counts them.
    const STRIDE: usize = 128;
    let wide = |first: u8, next: u8| {
        (0xe3..=0xe9).contains(&first)
            | ((first == 0xef) & ((0xa4..=0xab).contains(&next) | (0xbc..=0xbe).contains(&next)))
            | ((first == 0xf0) & (next >= 0xa0))
    };
    let bytes = text.as_bytes();
    if text.is_ascii() {
        return bytes.len();
    }
    // Without a way out of the loop, many bytes are looked at together.
    let strides = bytes.chunks(STRIDE).zip(bytes[1.min(bytes.len())..].chunks(STRIDE));
    let wide: usize = strides
        .map(|(stride, next)| {
            let pairs = stride.iter().zip(next);
            usize::from(pairs.fold(0_u8, |count, (&first, &next)| count + u8::from(wide(first, next))))
        })
        .sum();
    text.chars().count() + wide
}

/// Page counters (`2/14`), job numbers (`23-25999 (E)`, `GE.23-14561`), bar codes (`*2314561*`).
fn is_counter(line: &str) -> bool {
    if line.len() > 100 || !line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '*' | 'G')) {
        return false;
    }
    // A page's foot may have its counter at one side and the job number at the other, or the days of printing after it.
    let job = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let line = if line.len() - job.len() == 6 && job.ends_with("   ") {
        job.trim_end()
    } else {
        line
    };
    line.split("  ")
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .all(is_one_counter)
}

fn is_one_counter(line: &str) -> bool {
    if line.len() > 24 {
        return false;
    }
    let digits =
        |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if let Some((page, pages)) = line.split_once('/')
        && digits(page.trim(), 3)
        && digits(pages.trim(), 3)
    {
        return true;
    }
    if let Some(code) = line.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')) {
        return digits(code, 12);
    }
    let job = line.strip_prefix("GE.").unwrap_or(line);
    let (number, tail) = job.split_once(' ').unwrap_or((job, ""));
    let tail_ok = tail.is_empty() || (tail.starts_with('(') && tail.ends_with(')'));
    match number.split_once('-') {
        Some((year, rest)) => tail_ok && year.len() == 2 && digits(year, 2) && rest.len() >= 5 && digits(rest, 6),
        None => false,
    }
}

/// `12.`, `(c)`, `(iv)` and bullets: a paragraph's label alone on its line.
pub(crate) fn is_label(line: &str) -> bool {
    let line = line.trim();
    let inner = line.trim_start_matches('(').trim_end_matches(['.', ')', '．']);
    line.len() <= 8
        && !inner.is_empty()
        && line != inner
        // "(2000)" is the year of a number, not a label.
        && (inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit())
            || (inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_furniture_is_noise() {
        for line in [
            "2/14",
            "23-25999 (E)",
            "2/3       23-12345",
            "23-12345 (E)     050124",
            "GE.23-14561",
            "*2314561*",
            "GE.26-00000",
        ] {
            assert!(is_counter(line), "{line}");
        }
        for line in ["A/77/178", "54/2 and", "2015/16/17", "1-2"] {
            assert!(!is_counter(line), "{line}");
        }
    }

    #[test]
    fn han_characters_take_two_columns() {
        assert_eq!(columns(""), 0);
        assert_eq!(columns("lamps"), 5);
        assert_eq!(columns("été"), 3);
        assert_eq!(columns("第７号，"), 8);
        assert_eq!(columns(&"灯x".repeat(100)), 300);
    }

    #[test]
    fn labels_are_told_from_words() {
        for line in ["1.", "12. ", "(c)", "(iv)"] {
            assert!(is_label(line), "{line}");
        }
        assert!(!is_label("2030"));
        assert!(!is_label("(2000)"));
        assert!(!is_label("and"));
    }
}
