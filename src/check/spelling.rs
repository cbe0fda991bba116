use crate::check::known::{Known, shape};
use crate::check::paper::Paper;
use crate::check::{Finding, Kind, Level};
use crate::graph::edit_distance;
use crate::model::Symbol;
use crate::text::Span;

/// A shape that so few documents have may be a slip of a common one.
const RARE: usize = 2;

/// A shape that so many documents have is right.
const COMMON: usize = 25;

/// Symbols that are written as no symbol is, but nearly as some are: `A/HCR/31/35`, `A/RES/7O/1`.
pub(super) fn find(paper: &Paper<'_>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    let common: Vec<(&str, usize)> = known.shapes(COMMON).collect();
    for paragraph in &paper.document.paragraphs {
        let words = paragraph.text.text();
        for (start, end) in tokens(words) {
            let token = &words[start..end];
            let Some(expected) = nearly(token, known, &common) else {
                continue;
            };
            let span = paragraph.text.span(paper.source.text(), start, end);
            // "PRST OS/12/1": the rest of a symbol whose beginning stands apart.
            let mut cited = paper.resolved();
            if cited
                .any(|(citation, target)| citation.span.holds(span) && target.as_str().contains(&format!("/{token}")))
            {
                continue;
            }
            let why = format!("no document has a symbol of this form, many have one such as {expected}");
            findings.retain(|finding| finding.span != span || finding.kind == Kind::MisspeltSymbol);
            let place = (&paragraph.label, Span::new(span.start(), span.end()));
            findings.push(paper.at(Kind::MisspeltSymbol, Level::Error, place, Some(expected), why));
        }
    }
}

/// What looks like a symbol: letters, digits, dots and hyphens with two slashes or more and a digit, a capital first.
fn tokens(words: &str) -> impl Iterator<Item = (usize, usize)> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-');
    words.split(move |c| !inner(c)).filter_map(move |piece| {
        let start = piece.as_ptr() as usize - words.as_ptr() as usize;
        let token = piece.trim_end_matches(['.', '-', '/']);
        let symbolic = token.starts_with(char::is_uppercase)
            && token.matches('/').count() >= 2
            && token.contains(|c: char| c.is_ascii_digit())
            && token.len() <= 40
            && !token.contains("//")
            // The number of an organizational meeting, whose symbol begins before it.
            && !token.starts_with("OS/");
        symbolic.then_some((start, start + token.len()))
    })
}

/// The symbol that was meant, where the token is one slip away from it and is none itself.
fn nearly(token: &str, known: &Known<'_>, common: &[(&str, usize)]) -> Option<String> {
    let canonical = token
        .parse::<Symbol>()
        .map_or_else(|_| token.to_owned(), |symbol| symbol.to_string());
    let own = shape(&canonical);
    // What a base has, its addenda and corrigenda may have.
    let base = own.trim_end_matches(['#', '.']);
    let base = ["/Add", "/Corr", "/Rev"]
        .iter()
        .find_map(|suffix| base.strip_suffix(suffix))
        .unwrap_or(&own);
    if known.with_shape(&own).max(known.with_shape(base)) > RARE {
        return None;
    }
    let organ = |shape: &str| shape.split('/').next().map(str::to_owned);
    if let Some(meant) = with_digits(token).filter(|meant| known.with_shape(&shape(meant)) >= COMMON) {
        return Some(meant);
    }
    let mut near: Vec<(usize, &str)> = common
        .iter()
        .filter(|(shape, _)| shape.len().abs_diff(own.len()) <= 2)
        // One organ's symbol is no slip of another's, nor is a letter that is an organ's whole name elsewhere, as in "I/2021/2".
        .filter(|(shape, _)| {
            organ(shape) == organ(&own)
                || !organ(&own).is_some_and(|organ| {
                    (organ.len() == 1 && organ.is_ascii()) || Symbol::organs().any(|known| known == organ)
                })
        })
        .map(|(shape, _)| (slips(&own, shape), *shape))
        .filter(|(slips, _)| *slips <= 1)
        .collect();
    near.sort_unstable();
    let (_, shape) = near.first()?;
    let digits: Vec<&str> = token
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let mut digits = digits.into_iter();
    let filled: String = shape
        .chars()
        .map(|c| {
            if c == '#' {
                digits.next().unwrap_or("…").to_owned()
            } else {
                c.to_string()
            }
        })
        .collect();
    // Where a letter stands for a digit the numbers themselves are in doubt.
    Some(if own.matches('#').count() == shape.matches('#').count() {
        filled
    } else {
        (*shape).replace('#', "…")
    })
}

/// The symbol that stands there if letters beside digits are taken for the digits that look like them.
fn with_digits(token: &str) -> Option<String> {
    let letters: Vec<char> = token.chars().collect();
    let beside = |at: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        digit(at.checked_sub(1)) || digit(Some(at + 1))
    };
    let plain: String = letters
        .iter()
        .enumerate()
        .map(|(at, &c)| match c {
            'O' | 'o' | 'О' | 'о' if beside(at) => '0',
            'l' | 'I' if beside(at) => '1',
            c => c,
        })
        .collect();
    let symbol: Symbol = plain.parse().ok().filter(|_| plain != token)?;
    Some(symbol.to_string())
}

/// How many slips of the pen make one of the other: letters added, dropped, changed, or two of them swapped.
fn slips(one: &str, other: &str) -> usize {
    let distance = edit_distance(one, other);
    if distance != 2 || one.len() != other.len() {
        return distance;
    }
    let differ: Vec<usize> = one
        .bytes()
        .zip(other.bytes())
        .enumerate()
        .filter(|(_, (a, b))| a != b)
        .map(|(at, _)| at)
        .collect();
    let (one, other) = (one.as_bytes(), other.as_bytes());
    match differ[..] {
        [a, b] if b == a + 1 && one[a] == other[b] && one[b] == other[a] => 1,
        _ => distance,
    }
}
