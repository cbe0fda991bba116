use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::model::Language;
use crate::text::next_wide;

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 4 * 1024;

/// Small words that tell the languages of the Latin script apart.
const TELLTALES: [(Language, &[&str]); 3] = [
    (
        Language::En,
        &[
            "the", "of", "and", "to", "in", "its", "on", "for", "by", "with", "is", "that", "as", "which", "this",
            "at", "from", "or",
        ],
    ),
    (
        Language::Fr,
        &[
            "la", "les", "des", "et", "le", "du", "à", "dans", "aux", "une", "que", "par", "l", "d", "sa", "ses",
            "sur", "pour", "au", "est", "qu", "de", "ou", "en", "nations", "unies", "rapport", "document",
        ],
    ),
    (
        Language::Es,
        &[
            "la",
            "los",
            "las",
            "el",
            "y",
            "en",
            "del",
            "que",
            "por",
            "su",
            "una",
            "con",
            "de",
            "se",
            "para",
            "al",
            "sus",
            "sobre",
            "es",
            "o",
            "naciones",
            "unidas",
            "informe",
            "documento",
            "conferencia",
        ],
    ),
];

/// For each of the small words, which of the languages it tells.
static TELLING: LazyLock<HashMap<&str, [bool; 3]>> = LazyLock::new(|| {
    let mut telling = HashMap::<&str, [bool; 3]>::new();
    for (index, (_, words)) in TELLTALES.iter().enumerate() {
        for word in *words {
            telling.entry(word).or_default()[index] = true;
        }
    }
    telling
});

/// The first bytes of the small words, by their lengths: a bit for each of their last six bits.
static FIRST: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let words = || TELLTALES.iter().flat_map(|(_, words)| *words);
    let longest = words().map(|word| word.len()).max().unwrap_or(0);
    let mut firsts = vec![0; longest + 1];
    for word in words() {
        firsts[word.len()] |= 1 << (word.as_bytes()[0] % 64);
    }
    firsts
});

/// Letters that French writes and Spanish does not, and the other way round.
const LETTERS: [&str; 3] = ["", "àâçèêëîïôûùœ", "áíóúñ¿¡"];

/// The language that the ending of a longer word tells: French hardly has any in -o, Spanish many.
fn ending(word: &[u8]) -> Option<usize> {
    const FRENCH: usize = 1;
    const SPANISH: usize = 2;
    match word {
        [_, _, .., b'e', b'u', b'x' | b'r'] | [_, .., b'e', b'l', b'l', b'e'] => Some(FRENCH),
        [_, _, _, _, .., b'o'] | [_, _, _, .., b'o', b's'] | [_, _, .., b'd', b'a', b'd'] => Some(SPANISH),
        _ => None,
    }
}

/// The language of a text by its script, and among those of the Latin script by their small words.
/// English where nothing tells: it is the language of most of what is published.
pub fn detect(text: &str) -> Language {
    let sample = &text[..text.floor_char_boundary(SAMPLE.min(text.len()))];
    let latin = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let (mut han, mut arabic, mut cyrillic, mut at) = (0usize, 0usize, 0usize, 0usize);
    while let Some(wide) = next_wide(sample.as_bytes(), at) {
        let Some(c) = sample[wide..].chars().next() else { break };
        at = wide + c.len_utf8();
        match c {
            '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => arabic += 1,
            '\u{400}'..='\u{4ff}' => cyrillic += 1,
            _ => {}
        }
    }
    // A Han character is a word; a letter is a fifth of one.
    let scripts = [
        (han * 5, Language::Zh),
        (arabic, Language::Ar),
        (cyrillic, Language::Ru),
    ];
    if let Some((weight, language)) = scripts.into_iter().max_by_key(|(weight, _)| *weight)
        && weight > latin / 2
        && weight > 0
    {
        return language;
    }
    latin_language(sample)
}

fn latin_language(sample: &str) -> Language {
    let mut counts = [0_usize; 3];
    let lower = sample.to_ascii_lowercase();
    let (mut from, mut wide) = (0, false);
    for (at, byte) in lower.bytes().chain([b' ']).enumerate() {
        match byte {
            b'a'..=b'z' => {}
            0x80.. => wide = true,
            // What is not of ASCII may be a letter or a mark between two words.
            _ if wide => {
                let words = lower[from..at].split(|c: char| !c.is_alphabetic());
                words.for_each(|word| count_word(word, &mut counts));
                (from, wide) = (at + 1, false);
            }
            _ => {
                if at > from {
                    count_ascii(&lower[from..at], &mut counts);
                }
                from = at + 1;
            }
        }
    }
    let best = (0..3)
        .max_by_key(|&index| (counts[index], std::cmp::Reverse(index)))
        .unwrap_or(0);
    TELLTALES[best].0
}

/// Counts what a word tells for each language.
fn count_word(word: &str, counts: &mut [usize; 3]) {
    if word.is_empty() {
        return;
    }
    count_ascii(word, counts);
    if !word.is_ascii() {
        let lower = word.to_lowercase();
        for (count, letters) in counts.iter_mut().zip(LETTERS) {
            *count += usize::from(lower.contains(|c| letters.contains(c)));
        }
    }
}

/// The same where there are no accents: the small words and the endings.
#[inline]
fn count_ascii(word: &str, counts: &mut [usize; 3]) {
    if let Some(language) = ending(word.as_bytes()) {
        counts[language] += 1;
    }
    // Most words are told by their length and their first letter to be none of the small ones.
    let first = u64::from(word.as_bytes()[0] % 64);
    let near = FIRST.get(word.len()).is_some_and(|firsts| firsts >> first & 1 == 1);
    if near && let Some(tells) = TELLING.get(word) {
        for (count, tells) in counts.iter_mut().zip(tells) {
            *count += usize::from(*tells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_small_words_tell() {
        for (text, language) in [
            ("回顾其 2021 年 12 月 16 日第 76/172 号决议", Language::Zh),
            ("Recalling its resolution 76/172", Language::En),
            (
                "Rappelant sa résolution 76/172 du 16 décembre et les pactes",
                Language::Fr,
            ),
            (
                "Recordando su resolución 76/172, de 16 de diciembre, y los pactos",
                Language::Es,
            ),
            ("ссылаясь на свою резолюцию 76/172", Language::Ru),
            ("وإذ تشير إلى قرارها 76/172", Language::Ar),
            ("A/HRC/31/35", Language::En),
            ("Documento final de la Conferencia de Examen de Durban", Language::Es),
            ("Règles de Bangkok", Language::Fr),
            ("回顾题为 The future we want 的成果文件", Language::Zh),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }
}
