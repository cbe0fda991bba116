/// What is wrong with bytes that should be text: the place, and the words.
type Wrong = (String, String);

/// Signatures of files that are no plain text, and what they are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (
        b"%PDF-",
        "is a PDF; extract its text first (`pdftotext -layout`), this version reads plain text",
    ),
    (
        b"PK\x03\x04",
        "is a zip archive or an office document; save it as plain text, this version reads plain text",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "is an old office document; save it as plain text, this version reads plain text",
    ),
    (b"\x89PNG", "is a picture, not a text"),
    (b"\xff\xd8\xff", "is a picture, not a text"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
];

/// The text of bytes in UTF-8 (with or without a byte order mark) or UTF-16 with one.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Wrong> {
    let whole = |problem: &str| (String::new(), problem.to_owned());
    if bytes.is_empty() {
        return Err(whole("is empty"));
    }
    if let Some((_, problem)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(whole(problem));
    }
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !marked && bytes.contains(&0) {
        return Err(whole("is a binary file (it holds a NUL byte), not a text"));
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    if text.trim().is_empty() {
        return Err(whole("holds nothing but white space"));
    }
    if text.contains('\0') {
        return Err(whole("is a binary file (it holds a NUL byte), not a text"));
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<String, Wrong> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let at = error.valid_up_to();
        let before = String::from_utf8_lossy(&bytes[..at]);
        let problem = format!(
            "expected UTF-8, found byte 0x{:02x}; convert it first (`iconv -t utf-8`)",
            bytes[at]
        );
        (format!(":{}", place(&before)), problem)
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Wrong> {
    if !bytes.len().is_multiple_of(2) {
        return Err((
            String::new(),
            "expected UTF-16, found an odd number of bytes: the file is cut off".to_owned(),
        ));
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .map_err(|error| {
            (
                String::new(),
                format!(
                    "expected UTF-16, found half a character (0x{:04x})",
                    error.unpaired_surrogate()
                ),
            )
        })
}

/// `LINE:COLUMN` of what follows a text.
fn place(before: &str) -> String {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!("{line}:{column}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        for (bytes, words) in [
            (&b""[..], "is empty"),
            (b" \n\n ", "nothing but white space"),
            (b"%PDF-1.7", "is a PDF"),
            (b"ab\x00c", "NUL byte"),
            (b"ok\nna\xffme", "found byte 0xff"),
            (b"\xff\xfea", "odd number"),
        ] {
            let (_, problem) = decode(bytes).expect_err("no text");
            assert!(problem.contains(words), "{problem}");
        }
        assert_eq!(decode(b"ok\nna\xffme").expect_err("no text").0, ":2:3");
    }

    #[test]
    fn a_byte_order_mark_tells_the_encoding() {
        assert_eq!(decode(b"\xef\xbb\xbfA/77/1").expect("utf-8"), "A/77/1");
        assert_eq!(decode(b"\xff\xfeA\0/\0").expect("utf-16"), "A/");
        assert_eq!(decode(b"\xfe\xff\0A\0/").expect("utf-16"), "A/");
    }
}
