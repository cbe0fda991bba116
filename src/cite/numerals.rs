use crate::cite::latin_view::LatinView;
use crate::lang::Pack;
use crate::model::{Designation, Number, Part, SessionMark, Symbol};
use crate::text::{is_han, strip_start};

/// A number of a resolution in a text.
#[derive(Debug)]
pub(crate) struct FoundNumber {
    /// Its first byte, with the `S-` before it.
    pub start: usize,
    /// The byte after it and its own part letter.
    pub end: usize,
    /// The byte after all the parts it names.
    pub stop: usize,
    pub designation: Designation,
    /// Further parts (`A and B`, `A to E`), each with its place.
    pub more: Vec<(Part, usize, usize)>,
}

/// The number whose first digit is at byte `at`; nothing before `floor` is looked at.
///
/// Numbers are `76/172`, `S-24/2`, `ES-10/13`, `2005/47`, `217 A (III)`, `1325 (2000)`; part letters may follow. Other
/// scripts write the letters and sessions in their own way: 217 ألف (د-3).
pub(crate) fn designation_at(text: &str, lower: &str, at: usize, floor: usize, pack: &Pack) -> Option<FoundNumber> {
    match LatinView::at(text, lower, at, floor, pack) {
        Some(view) => {
            let found = read(&view.text, view.digits, 0, pack)?;
            let place = |at: usize| view.source(at);
            Some(FoundNumber {
                start: place(found.start),
                end: place(found.end),
                stop: place(found.stop),
                designation: found.designation,
                more: found
                    .more
                    .into_iter()
                    .map(|(part, from, to)| (part, place(from), place(to)))
                    .collect(),
            })
        }
        None => read(text, at, floor, pack),
    }
}

fn read(text: &str, at: usize, floor: usize, pack: &Pack) -> Option<FoundNumber> {
    if !is_gone_on_with(&text.as_bytes()[at..]) {
        return None;
    }
    let head = &text[floor.min(at)..at];
    let before = head.chars().next_back();
    let (mark, start) = session_mark(text, at, floor);
    let joined = mark == SessionMark::Regular
        && before.is_some_and(|c| !is_han(c) && (c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+')));
    // 1,234/5 is a grouped figure; in 2013,29/11 a footnote's mark stood between the two.
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let run_before = head
        .strip_suffix(',')
        .map_or(0, |head| head.bytes().rev().take_while(u8::is_ascii_digit).count());
    let grouped = (1..=3).contains(&run_before) && digits(&text[at..]) == 3;
    if grouped || joined && !pack.script.ends_in_prefix(head) {
        return None;
    }
    let Some((designation, read)) = Symbol::read_number(&text[start..]) else {
        return before_session(text, start, pack);
    };
    let mut end = start + read;
    if !ends_well(text, end) || !plausible(&designation) || is_padded(&text[start..end]) {
        return None;
    }
    let (first, more, stop) = parts(text, end, designation.part, pack);
    let mut designation = designation;
    if let Some((part, part_end)) = first {
        designation.part = Some(part);
        end = part_end;
    }
    Some(FoundNumber {
        start,
        end,
        stop: stop.max(end),
        designation,
        more,
    })
}

/// Whether what stands behind the figures can make them a number: a stroke, a parenthesis or the letter of a part.
fn is_gone_on_with(text: &[u8]) -> bool {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = text[digits..].trim_ascii_start();
    matches!(behind, [b'/' | b'(' | b'[' | b'A'..=b'Z', ..])
}

/// `181 A and B (II)`: the session stands behind all the parts.
fn before_session(text: &str, start: usize, pack: &Pack) -> Option<FoundNumber> {
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let (first, more, stop) = parts(text, start + digits, None, pack);
    let (part, end) = first.filter(|_| !more.is_empty())?;
    let session = text[stop..].strip_prefix(' ')?;
    let close = session.starts_with('(').then(|| session.find(')')).flatten()?;
    let whole = format!("{} {}", &text[start..start + digits], &session[..=close]);
    let (designation, read) = Symbol::read_number(&whole)?;
    let roman = matches!(designation.number, Number::Roman { .. }) && read == whole.len();
    (roman && plausible(&designation)).then(|| FoundNumber {
        start,
        end,
        stop: stop + 1 + close + 1,
        designation: Designation {
            part: Some(part),
            ..designation
        },
        more,
    })
}

/// `S-` or `ES-` before a number, with the blank that some printers leave.
fn session_mark(text: &str, at: usize, floor: usize) -> (SessionMark, usize) {
    let head = &text[floor.min(at)..at];
    for (mark, prefix) in [
        (SessionMark::Emergency, "ES-"),
        (SessionMark::Special, "S-"),
        (SessionMark::Organizational, "OS/"),
    ] {
        if let Some(rest) = head.strip_suffix(prefix) {
            let before = rest.chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '/' || is_han(c)) {
                return (mark, at - prefix.len());
            }
        }
    }
    (SessionMark::Regular, at)
}

/// A number ends where a word would: not in a longer path, not before more digits.
fn ends_well(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match (rest.next(), rest.next()) {
        (None, _) => true,
        (Some('/'), Some(c)) => !c.is_alphanumeric(),
        (Some('-'), Some(c)) => !c.is_ascii_digit(),
        // After a parenthesis, a number without a blank is the next of the list: 1882 (2009),1998 (2011).
        (Some(','), Some(c)) => !c.is_ascii_digit() || text[..end].ends_with(')') || glued(&text[end + 1..]),
        (Some('.'), Some(c)) => !c.is_ascii_digit() || text[..end].ends_with(')'),
        (Some(c), _) => !c.is_ascii_alphanumeric() && c != '%' && c != '°',
    }
}

/// Whether the figures behind a comma without a blank are a footnote's mark (`42/9,1 to renew`) or the next number of a list
/// (`70/291,72/284`), and not the decimals of a figure.
fn glued(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = rest[digits..].chars();
    let (next, later) = (after.next(), after.next());
    let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | ')') || ends_sentence(next, later));
    let listed = next == Some('/') && later.is_some_and(|c| c.is_ascii_digit());
    (1..=3).contains(&digits) && (ends || listed)
}

/// Whether the number is filled up with zeros, as those of national laws are: `22/065`.
fn is_padded(number: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    number
        .split_once("/0")
        .is_some_and(|(_, rest)| rest.len() >= 2 && rest.chars().all(digits))
}

/// Sessions and numbers within what the bodies have reached, with room to grow.
fn plausible(designation: &Designation) -> bool {
    match designation.number {
        Number::Session { session, number, .. } => (1..=130).contains(&session) && (1..=999).contains(&number),
        Number::Year { year, number } => (1946..2100).contains(&year) && (1..=999).contains(&number),
        Number::Roman { number, session, .. } => (1..=130).contains(&session) && number >= 1,
        // The Security Council's resolutions have no parts: `29A (2018)` is a section of a budget.
        Number::Running { number, year } => (1946..2100).contains(&year) && number >= 1 && designation.part.is_none(),
    }
}

type PartList = (Option<(Part, usize)>, Vec<(Part, usize, usize)>, usize);

/// The part letters after a number: its own, where it has none yet, then those that "and", commas and "to" add.
fn parts(text: &str, end: usize, own: Option<Part>, pack: &Pack) -> PartList {
    let mut stop = end;
    let mut first = None;
    let mut last = own;
    if own.is_none()
        && let Some((part, part_end)) = letter(text, end)
    {
        (first, last, stop) = (Some((part, part_end)), Some(part), part_end);
    }
    let mut more = Vec::new();
    while let Some(previous) = last {
        let Some((from, range)) = separator(text, stop, pack) else {
            break;
        };
        let Some((part, part_end)) = letter(text, from) else {
            break;
        };
        let from = text[from..part_end]
            .find(|c: char| c.is_ascii_uppercase())
            .map_or(from, |offset| from + offset);
        let missing = if range { previous.up_to(part) } else { Vec::new() };
        more.extend(
            missing
                .into_iter()
                .skip(1)
                .filter(|p| *p != part)
                .map(|p| (p, from, part_end)),
        );
        more.push((part, from, part_end));
        (last, stop) = (Some(part), part_end);
    }
    (first, more, stop)
}

/// A capital by itself or twice: ` A`, `B`, `AA` behind `Z`; not the first letter of a word, not the article of "A/…".
fn letter(text: &str, at: usize) -> Option<(Part, usize)> {
    let rest = &text[at..];
    let skipped = rest.len() - rest.trim_start_matches(' ').len();
    let mut chars = rest[skipped..].chars();
    let c = chars.next().filter(char::is_ascii_uppercase)?;
    let length = if chars.as_str().starts_with(c) { 2 } else { 1 };
    let mut chars = rest[skipped + length..].chars();
    let after = chars.next();
    if after.is_some_and(|c| (c.is_alphanumeric() && !is_han(c)) || matches!(c, '/' | '\'' | '-' | '.'))
        && !ends_sentence(after, chars.next())
    {
        return None;
    }
    // "217 A (III)": the numeral was read with the number already.
    Some((Part::new(&rest[skipped..skipped + length])?, at + skipped + length))
}

fn ends_sentence(after: Option<char>, later: Option<char>) -> bool {
    after == Some('.') && later.is_none_or(char::is_whitespace)
}

/// ", ", " and ", " to " between part letters: where the next begins, and whether it ends a range.
fn separator(text: &str, at: usize, pack: &Pack) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches([' ', ',']);
    let skipped = rest.len() - trimmed.len();
    for (words, range) in [(&pack.grammar.range, true), (&pack.grammar.and, false)] {
        for word in words {
            if let Some(after) = strip_start(trimmed, word) {
                let spaced = after.starts_with(' ') || !pack.script.spaced;
                if spaced {
                    return Some((at + skipped + word.len(), range));
                }
            }
        }
    }
    if let Some(after) = trimmed.strip_prefix('-') {
        return after
            .starts_with(|c: char| c.is_ascii_uppercase())
            .then_some((at + skipped + 1, true));
    }
    (rest.starts_with(',') && skipped > 0).then_some((at + skipped, false))
}

/// Whether digits belong to a path that is no number: the rest of a symbol, a case number, a web address.
pub(crate) fn is_looked_at_as_path(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    before.is_some_and(|c| matches!(c, '/' | '_')) || after == Some('/')
}

#[cfg(test)]
mod tests {
    use super::designation_at;
    use crate::lang::Pack;
    use crate::model::Language;
    use crate::text::Folded;

    #[track_caller]
    fn check(language: Language, words: &str, number: &str, stop: &str) {
        let folded = Folded::of(words);
        let at = folded
            .text()
            .find(|c: char| c.is_ascii_digit())
            .expect("it has a figure");
        let found = designation_at(folded.text(), folded.lower(), at, 0, Pack::of(language)).expect("it is a number");
        assert_eq!(found.designation.to_string(), number);
        assert_eq!(folded.text()[found.stop..].trim_start(), stop);
    }

    #[test]
    fn every_script_writes_the_same_numbers() {
        check(Language::En, "217 A (III).", "217(III)[A]", ".");
        check(Language::En, "181 A and B (II) of 29", "181(II)[A]", "of 29");
        check(Language::Ar, "217 ألف (د - 3)، المرفق", "217(III)[A]", "، المرفق");
        check(Language::Ar, "2200 ألف )د-21( المؤرخ", "2200(XXI)[A]", "المؤرخ");
        check(Language::Ar, "دإط-10/13 المؤرخ", "ES-10/13", "المؤرخ");
        check(Language::Ar, "53/243 ألف وباء المؤرخين", "53/243[A]", "المؤرخين");
        check(Language::Ar, "١٣٢٥ (٢٠٠٠)", "1325(2000)", "");
        check(Language::Ru, "2200 А (XXI) от", "2200(XXI)[A]", "от");
        check(Language::Ru, "1514 (ХV) от", "1514(XV)", "от");
    }
}
