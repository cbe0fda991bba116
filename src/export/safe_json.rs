use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// JSON on one line that stays data wherever it is put: `<` cannot close a script element, and what has no shape of its own
/// (marks that turn the direction of a line, controls, line ends of JavaScript) is written as its number.
struct Plain;

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_told_by_number) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut left = rest[at..].chars();
            if let Some(c) = left.next() {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            rest = left.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

/// All of them have four digits.
fn is_told_by_number(c: char) -> bool {
    matches!(c, '<' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}') || turns(c)
}

/// The characters that turn the direction of what stands around them, and not only their own.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A value on one line, into a stream.
///
/// # Errors
/// Where the stream cannot be written to: the keys are strings and the numbers whole.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    value
        .serialize(&mut Serializer::with_formatter(out, Plain))
        .map_err(io::Error::from)
}

/// A value on one line. Nothing that is written here can fail.
pub(super) fn line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = write_line(value, &mut bytes);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(bytes).unwrap_or_default()
}

/// A list, one value a line.
///
/// # Errors
/// Where the stream cannot be written to.
pub(super) fn write_lines<T: Serialize>(values: impl Iterator<Item = T>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut between = "[\n";
    for value in values {
        out.write_all(between.as_bytes())?;
        write_line(&value, out)?;
        between = ",\n";
    }
    out.write_all(if between == "[\n" { b"[]" } else { b"\n]" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_break_out_is_told_by_its_number_and_reads_back() {
        let hostile = "</script><!-- \u{202e}abc\u{2069} \u{85}\u{2028}\u{feff} 条约 \"\\\n\0";
        let written = line(&hostile);
        assert!(
            !written.contains(['<', '\u{202e}', '\u{2069}', '\u{85}', '\u{2028}', '\n']),
            "{written}"
        );
        let back: String = serde_json::from_str(&written).expect("JSON");
        assert_eq!(back, hostile);
    }

    #[test]
    fn a_list_has_a_line_for_each_value() {
        let list = |values: &[u8]| {
            let mut out = Vec::new();
            write_lines(values.iter(), &mut out).expect("written");
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(list(&[]), "[]");
        assert_eq!(list(&[1, 2]), "[\n1,\n2\n]");
    }
}
