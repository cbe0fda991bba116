use crate::cite::kinds::Kinds;
use crate::cite::lex::Lexed;
use crate::cite::mention::Mention;
use crate::text::starts_with;

/// How far a pinpoint may stand before what it belongs to, in bytes.
const REACH: usize = 80;

/// "article 12 of", "paragraph 5 (c) of its" before a mention; ", annex", "第12条" after it.
pub(crate) fn pinpoint(lexed: &Lexed<'_>, mention: &Mention) -> Option<String> {
    let before = before(lexed, mention).map(|(start, end)| lexed.text[start..end].to_owned());
    before.or_else(|| after(lexed, mention))
}

/// Where a mention begins with the pinpoint before it.
pub(crate) fn start(lexed: &Lexed<'_>, mention: &Mention) -> usize {
    before(lexed, mention).map_or(mention.start, |(start, _)| start)
}

fn before(lexed: &Lexed<'_>, mention: &Mention) -> Option<(usize, usize)> {
    if !lexed.held.contains(Kinds::PINPOINT) {
        return None;
    }
    let end = lexed.index_at(mention.start);
    for index in (0..end).rev() {
        let lexeme = &lexed.lexemes[index];
        let gap = lexed.between(lexeme.end, mention.start);
        if gap.len() > REACH || gap.contains([';', ':']) {
            return None;
        }
        if lexed.has(index, Kinds::PINPOINT) {
            let words = link_cut(lexed, gap)?;
            let start = first_of_series(lexed, index);
            return Some((start, lexeme.end + words));
        }
    }
    None
}

/// The length of a gap without the "of the" that ends it; `None` where it does not end so.
fn link_cut(lexed: &Lexed<'_>, gap: &str) -> Option<usize> {
    let trimmed = gap.trim_end();
    let links = lexed.pack.grammar.of.iter().map(String::as_str).chain(["to the", "to"]);
    let link = links
        .filter(|link| {
            trimmed
                .strip_suffix(link)
                .is_some_and(|head| head.is_empty() || head.ends_with(' '))
        })
        .max_by_key(|link| link.len())?;
    let head = trimmed[..trimmed.len() - link.len()].trim_end();
    let numbers = head
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| word.len() <= 4 || lexed.pack.grammar.and.iter().any(|and| and == word));
    numbers.then_some(head.len())
}

/// "article 1, paragraph 3, of": the whole series.
fn first_of_series(lexed: &Lexed<'_>, index: usize) -> usize {
    let mut start = lexed.lexemes[index].start;
    for at in (0..index).rev() {
        let lexeme = &lexed.lexemes[at];
        let gap = lexed.between(lexeme.end, start);
        if gap.len() > 24 || gap.contains([';', '.']) {
            break;
        }
        if lexed.has(at, Kinds::PINPOINT) {
            start = lexeme.start;
        }
    }
    start
}

fn after(lexed: &Lexed<'_>, mention: &Mention) -> Option<String> {
    let rest = &lexed.lower[mention.end..];
    let trimmed = rest.trim_start_matches([',', ' ', '，', '(', '的']);
    let at = mention.end + (rest.len() - trimmed.len());
    let word = lexed
        .pack
        .pinpoints
        .after
        .iter()
        .filter(|word| starts_with(trimmed, word))
        .max_by_key(|word| word.len())?;
    let tail = &trimmed[word.len()..];
    if lexed.pack.script.spaced {
        let number: usize = tail
            .char_indices()
            .take_while(|&(_, c)| {
                c.is_alphanumeric() && !c.is_lowercase() || matches!(c, ' ' | '(' | ')') || c.is_ascii_digit()
            })
            .map(|(_, c)| c.len_utf8())
            .sum();
        // Roman numerals are lower-cased here, so look at the printed words.
        let printed = &lexed.text[at..];
        let length = word.len()
            + printed[word.len()..]
                .bytes()
                .take_while(|b| b.is_ascii_digit() || b"IVXLAB ()".contains(b))
                .count()
                .max(number);
        return printed
            .get(..length)
            .map(|words| words.trim_end_matches([' ', '(']).to_owned());
    }
    han_pinpoint(&lexed.text[at..], word)
}

/// 第12条, 第5(b)段, 附件二.
fn han_pinpoint(printed: &str, word: &str) -> Option<String> {
    let tail = printed.strip_prefix(word)?;
    let number = tail
        .find(|c: char| !(c.is_ascii_alphanumeric() || "()一二三四五六七八九十".contains(c)))
        .unwrap_or(tail.len());
    if word != "第" {
        return Some(printed[..word.len() + number].to_owned());
    }
    let unit = tail[number..].chars().next().filter(|c| "条段项款章节".contains(*c))?;
    (number > 0).then(|| printed[..word.len() + number + unit.len_utf8()].to_owned())
}
