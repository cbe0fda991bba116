//! Lines that head what follows: the number of a title, the letter of a part, the numeral of a section.

use crate::lang::Pack;
use crate::parse::Mark;
use crate::text::{Folded, folded_key};

/// How many paragraphs may stand above the number and title of what nobody enacts.
const LONGEST_HEAD: usize = 14;

/// `A` alone on its line: a part of a resolution.
pub(super) fn part_letter(words: &str) -> Option<char> {
    let letter = words.trim().trim_end_matches('.');
    let mut chars = letter.chars();
    let first = chars.next()?;
    (chars.next().is_none() && first.is_ascii_uppercase() && !"IVX".contains(first)).then_some(first)
}

/// `a` of `a. Calls upon …`, `ii` of `ii. …`: one small letter or numeral with a full stop.
pub(crate) fn dotted_item(words: &str) -> Option<&str> {
    let stop = words.bytes().take(5).position(|byte| byte == b'.')?;
    let (item, rest) = (&words[..stop], words[stop..].strip_prefix(". ")?);
    let letter = item.len() == 1 && item.bytes().all(|b| b.is_ascii_lowercase());
    let numeral = (1..=4).contains(&item.len()) && item.bytes().all(|b| b"ivx".contains(&b));
    ((letter || numeral) && !rest.is_empty()).then_some(item)
}

/// The paragraph with the number and the title of a text that nobody enacts, such as a decision; above it stand short lines.
pub(super) fn own_heading(blocks: &[(Folded, Vec<Mark>)]) -> Option<usize> {
    let head = blocks.iter().take(LONGEST_HEAD);
    let mut short = head.map(|(text, _)| text.text()).take_while(|words| words.len() <= 300);
    short.position(|words| heading(words).is_some())
}

/// Whether a paragraph is the type word of a resolution and a number, nothing else.
pub(super) fn is_numbered_head(lower: &str, pack: &Pack) -> bool {
    const LONGEST: usize = 32;
    let number = |rest: &str| rest.starts_with(' ') && rest.trim().starts_with(|c: char| c.is_ascii_digit());
    lower.len() <= LONGEST
        && !lower.trim().ends_with([',', ';', '.'])
        && pack
            .structure
            .resolution_heading
            .iter()
            .any(|word| lower.strip_prefix(word.as_str()).is_some_and(number))
}

/// `II` alone on its line: a section of an operative part.
pub(super) fn roman_section(words: &str) -> Option<&str> {
    let numeral = words.trim().trim_end_matches('.');
    (!numeral.is_empty() && numeral.len() <= 5 && numeral.bytes().all(|b| b"IVX".contains(&b))).then_some(numeral)
}

/// The numeral of a section that stands on one line with its title: `II Financing of lamps`.
pub(super) fn titled_section(words: &str) -> Option<&str> {
    if !words.starts_with(['I', 'V', 'X']) {
        return None;
    }
    let (numeral, title) = words.split_once(' ')?;
    let title = title.trim_start();
    let is_title = title.starts_with(char::is_uppercase) && !title.ends_with([',', ';', '.', ':']);
    roman_section(numeral).filter(|_| is_title && title.contains(' '))
}

/// The label of an annex whose heading the words are.
pub(super) fn annex_label(words: &str, pack: &Pack) -> Option<String> {
    if words.len() > 24 {
        return None;
    }
    let key = folded_key(words);
    let mut annexes = pack.structure.annex.iter();
    let rest = annexes.find_map(|word| key.strip_prefix(word.as_str()))?;
    let rest = rest.trim().to_uppercase();
    match rest.as_str() {
        "" => Some("annex".to_owned()),
        number if number.len() <= 6 && number.chars().all(|c| "IVXABCDEFGH一二三四五六七八九十".contains(c)) => {
            Some(format!("annex-{number}"))
        }
        _ => None,
    }
}

/// Whether a numeral is that of the first section, or of the one behind `last`.
pub(super) fn follows_section(numeral: &str, last: &str) -> bool {
    const NUMERALS: [&str; 30] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX",
    ];
    let last = NUMERALS.iter().position(|&numeral| numeral == last);
    NUMERALS.get(last.map_or(0, |at| at + 1)) == Some(&numeral)
}

/// The number of a heading such as `53/24. Title` or `S-9/1. Title`, and where the title begins.
pub(crate) fn heading(words: &str) -> Option<(&str, usize)> {
    if !words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'E' | 'S')) {
        return None;
    }
    let end = words.find(['.', ' ']).unwrap_or(words.len());
    let number = &words[..end];
    let (session, rest) = number.split_once('/')?;
    let session = session.trim_start_matches("ES-").trim_start_matches("S-");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let dotted = words[end..].starts_with('.')
        || words[end..]
            .trim_start()
            .starts_with(|c: char| c.is_ascii_uppercase() && words[end..].contains('.'));
    (digits(session) && digits(rest) && dotted).then(|| {
        let body = words[end..].find('.').map_or(end, |dot| end + dot + 1);
        (number, body)
    })
}
