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

/// The length of the longest small word.
const LONGEST: usize = "conferencia".len();

/// Letters that French writes and Spanish does not, and the other way round.
const LETTERS: [&str; 3] = ["", "àâçèêëîïôûùœ", "áíóúñ¿¡"];

/// Endings of longer words: French hardly has any in -o, Spanish many.
const ENDINGS: [&[&str]; 3] = [&[], &["eux", "eur", "elle"], &["o", "os", "dad"]];

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
    let is_parting = |byte: u8| !byte.is_ascii_alphabetic() && byte < 0x80;
    let mut from = 0;
    while from < lower.len() {
        let rest = &lower[from..];
        let length = rest.bytes().position(is_parting).unwrap_or(rest.len());
        let piece = &rest[..length];
        from += length + 1;
        // What is not of ASCII may be a letter or a mark between two words.
        match piece.is_ascii() {
            true => count_word(piece, &mut counts),
            false => {
                let words = piece.split(|c: char| !c.is_alphabetic());
                words.for_each(|word| count_word(word, &mut counts));
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
    let ascii = word.is_ascii();
    // Most words tell nothing: no small word is as long, and no ending has their last letter.
    let tells = match word.len() {
        0 => return,
        ..=LONGEST => TELLING.get(word).copied().unwrap_or_default(),
        _ => [false; 3],
    };
    let last = word.as_bytes().last();
    let ends = word.len() > 4 && last.is_some_and(|last| b"xreosd".contains(last));
    if tells == [false; 3] && ascii && !ends {
        return;
    }
    let accented = (!ascii).then(|| word.to_lowercase());
    for (index, count) in counts.iter_mut().enumerate() {
        *count += usize::from(tells[index]);
        *count += usize::from(
            accented
                .as_ref()
                .is_some_and(|word| word.contains(|c| LETTERS[index].contains(c))),
        );
        *count += usize::from(ends && ENDINGS[index].iter().any(|ending| word.ends_with(ending)));
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
