use crate::cite::lex::Lexed;
use crate::registry::Body;

/// Whether "its" may be said of a body: قراره of المجلس, قرارها of الجمعية. Where "its" has no gender, of every body.
pub(super) fn agrees(lexed: &Lexed<'_>, index: usize, body: &Body) -> bool {
    let lexeme = &lexed.lexemes[index];
    let word = lexed.between(lexeme.start, lexeme.end);
    let Some([his, hers, feminine]) = &lexed.pack.grammar.genders else {
        return true;
    };
    let owner_is_feminine = match (word.ends_with(hers), word.ends_with(his)) {
        (true, _) => true,
        (_, true) => false,
        _ => return true,
    };
    let language = lexed.pack.language();
    let names = body.names.iter().filter(|(_, named, _)| *named == language);
    let mut first_words = names.filter_map(|(_, _, name)| name.split(' ').next());
    first_words.any(|first| first.ends_with(feminine) == owner_is_feminine)
}
