//! Bytes of text into characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::read::reader::Wrong;

/// Text, and the encoding where it had to be found by content.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    /// The name of the encoding that was taken for the likeliest.
    pub guessed: Option<&'static str>,
}

/// How many bytes tell an encoding.
const SAMPLE: usize = 256 * 1024;

/// The text of bytes: by a byte order mark, else as UTF-8, else as the encoding that their content speaks for.
///
/// # Errors
/// Where they are no text in any encoding of the six languages.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Wrong> {
    let certain = |text| Decoded { text, guessed: None };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return exact(&bytes[mark..], encoding).map(certain);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return exact(bytes, encoding).map(|text| Decoded {
            text,
            guessed: Some(encoding.name()),
        });
    }
    if bytes.contains(&0) {
        return Err(Wrong::new("is a binary file (it holds a NUL byte), not a text"));
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(certain(text.to_owned())),
        Err(error) => error.valid_up_to(),
    };
    guess(bytes).ok_or_else(|| {
        let before = String::from_utf8_lossy(&bytes[..invalid]);
        Wrong {
            place: place(&before),
            problem: format!(
                "expected text, found byte 0x{:02x}, which no encoding of the six languages explains",
                bytes[invalid]
            ),
        }
    })
}

/// The text of bytes whose encoding a format declares. A byte order mark is believed before it, plain UTF-8 without it.
pub(crate) fn decode_declared(bytes: &[u8], label: Option<&str>) -> Result<String, Wrong> {
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match declared {
        Some(encoding) if Encoding::for_bom(bytes).is_none() && unmarked_utf16(bytes).is_none() => {
            // What declares UTF-16 in plain ASCII letters is not in it.
            let encoding = encoding.output_encoding();
            exact(bytes, encoding).or_else(|wrong| decode(bytes).map(|decoded| decoded.text).map_err(|_| wrong))
        }
        _ => decode(bytes).map(|decoded| decoded.text),
    }
}

/// `:LINE:COLUMN` of what follows a text.
pub(crate) fn place(before: &str) -> String {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!(":{line}:{column}")
}

/// Bytes in an encoding that is known.
fn exact(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Wrong> {
    if (encoding == UTF_16LE || encoding == UTF_16BE) && !bytes.len().is_multiple_of(2) {
        return Err(Wrong::new(
            "expected UTF-16, found an odd number of bytes: the file is cut off",
        ));
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or_else(|| {
        let valid = match std::str::from_utf8(bytes) {
            Err(error) if encoding == UTF_8 => place(&String::from_utf8_lossy(&bytes[..error.valid_up_to()])),
            _ => String::new(),
        };
        Wrong {
            place: valid,
            problem: format!("expected {}, found bytes that are none", encoding.name()),
        }
    })
}

/// UTF-16 without a mark: of blanks, figures and line ends one byte is NUL, always at the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if !sample.contains(&0) {
        return None;
    }
    let plain = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t' | b' '..=b'~');
    let count = |side: fn(&[u8]) -> (u8, u8)| {
        let pairs = sample.chunks_exact(2).map(side);
        pairs.filter(|&(low, high)| high == 0 && plain(low)).count()
    };
    let (little, big) = (count(|pair| (pair[0], pair[1])), count(|pair| (pair[1], pair[0])));
    // Chinese and Arabic have few plain characters, but blanks, figures and line ends they have.
    let enough = (sample.len() / 2).div_ceil(50).max(2);
    match (little, big) {
        _ if sample.len() < 8 => None,
        (little, 0) if little >= enough => Some(UTF_16LE),
        (0, big) if big >= enough => Some(UTF_16BE),
        (little, big) if little >= enough && little > big * 20 => Some(UTF_16LE),
        (little, big) if big >= enough && big > little * 20 => Some(UTF_16BE),
        _ => None,
    }
}

/// The text in the likeliest of the encodings of the six languages.
fn guess(bytes: &[u8]) -> Option<Decoded> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    is_prose(&text).then(|| Decoded {
        text: text.into_owned(),
        guessed: Some(encoding.name()),
    })
}

/// Whether decoded text reads as one: controls and signs are rare in it.
fn is_prose(text: &str) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in text.chars().take(SAMPLE) {
        all += 1;
        let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
        odd += usize::from(control || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}'));
    }
    odd * 100 <= all
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030, KOI8_R, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

    use super::*;

    #[track_caller]
    fn check(text: &str, encoding: &'static Encoding) {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{}", encoding.name());
        let decoded = decode(&bytes).expect("a text");
        assert_eq!(decoded.text, text, "{}", encoding.name());
        assert!(decoded.guessed.is_some(), "{}", encoding.name());
    }

    #[test]
    fn content_tells_the_encoding() {
        check(
            "回顾大会关于灯塔看守人权利的第85/9号决议，并欢迎秘书长的报告，",
            GB18030,
        );
        check("回顧大會關於燈塔看守人權利的第85/9號決議，並歡迎秘書長的報告，", BIG5);
        check(
            "ссылаясь на свою резолюцию 85/9 о правах смотрителей маяков,",
            WINDOWS_1251,
        );
        check("ссылаясь на свою резолюцию 85/9 о правах смотрителей маяков,", KOI8_R);
        check("إذ تشير إلى قرارها 85/9 بشأن حقوق حراس المنارات،", WINDOWS_1256);
        check(
            "Rappelant sa résolution 85/9 relative aux gardiens de phare, adoptée l’été,",
            WINDOWS_1252,
        );
        check(
            "Recordando la resolución 85/9 sobre los señores de los faros y los niños,",
            WINDOWS_1252,
        );
    }

    #[test]
    fn utf16_is_known_without_a_mark() {
        for text in [
            "The Assembly,\nRecalling 85/9,\n",
            "回顾第85/9号决议，\n欢迎报告 3 份，\n",
        ] {
            for unit in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
                assert_eq!(decode(&bytes).expect("a text").text, text);
            }
        }
    }

    #[test]
    fn a_mark_and_a_declaration_are_believed() {
        assert_eq!(decode(b"\xef\xbb\xbfA/77/1").expect("utf-8").text, "A/77/1");
        assert_eq!(decode(b"\xff\xfeA\0/\0").expect("utf-16").text, "A/");
        assert_eq!(decode(b"\xfe\xff\0A\0/").expect("utf-16").text, "A/");
        assert_eq!(decode_declared(b"\xcf", Some("windows-1251")).expect("declared"), "П");
        assert_eq!(decode_declared("П".as_bytes(), None).expect("utf-8"), "П");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0_u32..4000)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1)
            .collect();
        for (bytes, words) in [
            (&b"ab\x00c"[..], "NUL byte"),
            (b"\xff\xfea", "odd number"),
            (b"\xef\xbb\xbfok\xff", "expected UTF-8"),
            (&noise, "no encoding"),
        ] {
            let wrong = decode(bytes).expect_err("no text");
            assert!(wrong.problem.contains(words), "{}", wrong.problem);
        }
    }
}
