use crate::lang::Pack;

/// A phrase without the preposition that is written together with the word after it: وفقا ل.
pub(super) fn open_ended<'a>(phrase: &'a str, pack: &Pack) -> &'a str {
    match phrase.rsplit_once(' ') {
        Some((head, last)) if pack.script.prefixes.iter().any(|prefix| prefix == last) => head,
        _ => phrase,
    }
}

/// A word without what may be written together with it: القرار.
pub(super) fn unprefixed<'a>(token: &'a str, pack: &Pack) -> &'a str {
    let prefixes = pack.script.prefixes.iter();
    prefixes
        .filter_map(|prefix| token.strip_prefix(prefix.as_str()))
        .filter(|rest| rest.chars().count() > 3)
        .min_by_key(|rest| rest.len())
        .unwrap_or(token)
}

/// The letters of French and Spanish without their accents.
pub(super) fn unaccented(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'à' | 'á' | 'â' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'í' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ó' | 'ô' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            other => other,
        })
        .collect()
}

/// A name without its article.
pub(super) fn bare<'a>(name: &'a str, pack: &Pack) -> &'a str {
    let articles = pack.script.articles.iter();
    articles
        .filter_map(|article| name.strip_prefix(article.as_str()))
        .next()
        .unwrap_or(name)
}
