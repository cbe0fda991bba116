use crate::cite::lex::Lexed;
use crate::cite::mention::Mention;
use crate::model::{Class, NodeId, Target};
use crate::registry::sold_as;

/// How far before its sales number the title of a publication may begin, in bytes.
const REACH: usize = 500;

/// Reports of conferences that a text names by title and sales number:
/// "Report of the … (United Nations publication, Sales No. E.95.XIII.18)".
pub(crate) fn reports(lexed: &Lexed<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut from = 0;
    for dot in memchr::memchr_iter(b'.', lexed.text.as_bytes()) {
        if dot < from {
            continue;
        }
        // `E.95`: the letter of a language and a year.
        let Some(start) = dot.checked_sub(1).filter(|&at| {
            let [letter, _, year @ ..] = &lexed.text.as_bytes()[at..] else {
                return false;
            };
            letter.is_ascii_alphabetic() && year.first().is_some_and(u8::is_ascii_digit)
        }) else {
            continue;
        };
        let end = number_end(lexed.text, dot);
        let joined = lexed.text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let Some(report) = sold_as(&lexed.text[start..end]).filter(|_| !joined) else {
            continue;
        };
        let Some(symbol) = report.symbol() else { continue };
        let mut mention = Mention::new(
            Class::Document,
            Target::Resolved(NodeId::new(symbol.as_str())),
            title_start(lexed, start),
            end,
            "sales number of a conference's report",
        );
        mention.kind = Some(symbol.kind());
        mention.core = (start, end);
        mentions.push(mention);
        from = end;
    }
    mentions
}

/// The end of the letters and digits that dots join.
fn number_end(text: &str, from: usize) -> usize {
    let run = text[from..]
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.')
        .count();
    from + text[from..from + run].trim_end_matches('.').len()
}

/// Where the title before a sales number begins: at the start of the note; elsewhere the number stands for itself.
fn title_start(lexed: &Lexed<'_>, start: usize) -> usize {
    if lexed.note && start <= REACH { 0 } else { start }
}
