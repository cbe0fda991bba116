use std::sync::LazyLock;

use crate::text::is_han;

/// The text without case, and with the letters that Arabic and Russian writers interchange made one; as long in bytes.
pub(super) fn lower(text: &str) -> String {
    if !text.bytes().fold(false, |may, byte| may | may_have_case(byte)) {
        return text.to_ascii_lowercase();
    }
    let two_bytes = &LOWER[..];
    let mut lower = String::new();
    let (mut copied, mut at) = (0, 0);
    let mut put = |lowered: char, at: usize| {
        if lower.is_empty() {
            lower.reserve(text.len());
        }
        lower.push_str(&text[copied..at]);
        lower.push(lowered);
        copied = at + lowered.len_utf8();
    };
    while let Some([first, rest @ ..]) = text.as_bytes().get(at..) {
        let length = match *first {
            ..0x80 => 1,
            0x80..0xe0 => {
                let second = rest.first().copied().unwrap_or_default();
                let code = usize::from(*first & 0x1f) << 6 | usize::from(second & 0x3f);
                if let Some(lowered) = two_bytes[code] {
                    put(lowered, at);
                }
                2
            }
            0xe3..=0xe9 => 3,
            _ => {
                let c = text[at..].chars().next().unwrap_or_default();
                let lowered = lower_char(c);
                if lowered != c {
                    put(lowered, at);
                }
                c.len_utf8()
            }
        };
        at += length;
    }
    if copied == 0 {
        return text.to_ascii_lowercase();
    }
    lower.push_str(&text[copied..]);
    lower.make_ascii_lowercase();
    debug_assert_eq!(lower.len(), text.len());
    lower
}

/// Whether a byte begins a character beyond ASCII that may have a case. Han characters and their marks have none.
#[inline]
fn may_have_case(first: u8) -> bool {
    (0xc2..0xe3).contains(&first) | (first > 0xe9)
}

/// What becomes of the characters of two bytes that do not stay as they are, by their code points.
static LOWER: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let lowered = |code: u32| {
        let c = char::from_u32(code)?;
        Some(lower_char(c)).filter(|&lowered| lowered != c)
    };
    (0..0x800).map(lowered).collect()
});

/// A character without case, and made one with those that writers interchange with it.
pub(crate) fn lower_char(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        'ё' | 'Ё' => 'е',
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'а'..='я' | '\u{600}'..='\u{6ff}' => c,
        c if is_han(c) => c,
        c => {
            let mut lowered = c.to_lowercase();
            match (lowered.next(), lowered.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        }
    }
}
