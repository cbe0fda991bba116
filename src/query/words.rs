use std::collections::BTreeMap;

/// Letters and digits in lower case without accents, vowel signs or punctuation; words stand one space apart.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(c) if c.is_alphanumeric() => folded.push(c),
            Some(_) if !folded.ends_with(' ') => folded.push(' '),
            _ => {}
        }
    }
    folded.trim().to_owned()
}

/// The letter without its accent; `None` for a sign that is no letter of its own.
fn plain(c: char) -> Option<char> {
    const ACCENTED: [(&str, char); 13] = [
        ("àáâãäåā", 'a'),
        ("çć", 'c'),
        ("èéêëē", 'e'),
        ("ìíîïī", 'i'),
        ("ñ", 'n'),
        ("òóôõöøō", 'o'),
        ("ùúûüū", 'u'),
        ("ýÿ", 'y'),
        ("ё", 'е'),
        ("أإآٱ", 'ا'),
        ("ى", 'ي'),
        ("ة", 'ه'),
        ("ؤ", 'و'),
    ];
    match c {
        // Combining accents, Arabic vowel signs, tatweel, the soft hyphen.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{ad}' => None,
        c if c.is_ascii() => Some(c),
        c => {
            let row = ACCENTED.iter().find(|(letters, _)| letters.contains(c));
            Some(row.map_or(c, |(_, letter)| *letter))
        }
    }
}

/// Whether a word is written without spaces to its neighbours.
pub(super) fn is_han(word: &str) -> bool {
    word.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

/// The share of the first text's pairs of letters that the second has too.
pub(super) fn contained(one: &str, other: &str) -> f64 {
    let (one, other) = (pairs(one), pairs(other));
    let total: usize = one.values().sum();
    let shared: usize = one
        .iter()
        .map(|(pair, count)| count.min(other.get(pair).unwrap_or(&0)))
        .sum();
    if total == 0 { 0.0 } else { shared as f64 / total as f64 }
}

fn pairs(text: &str) -> BTreeMap<(char, char), usize> {
    let letters: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let mut pairs = BTreeMap::new();
    for pair in letters.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    pairs
}
