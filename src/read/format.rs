use std::fmt;

use memchr::memmem;

use crate::read::reader::Wrong;

/// The formats in which documents come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text in any encoding of the six languages.
    Plain,
    /// PDF.
    Pdf,
    /// Word, since 2007.
    Docx,
    /// Akoma Ntoso XML as the United Nations issue it.
    AkomaNtoso,
    /// Web pages.
    Html,
    /// Word, before 2007.
    Doc,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 6] = [
        Format::Plain,
        Format::Pdf,
        Format::Docx,
        Format::AkomaNtoso,
        Format::Html,
        Format::Doc,
    ];

    /// The endings by which its files are found in folders. What a file is, its content tells.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Plain => &["txt"],
            Format::Pdf => &["pdf"],
            Format::Docx => &["docx", "docm"],
            Format::AkomaNtoso => &["xml", "akn"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Doc => &["doc"],
        }
    }

    /// The format whose files have this ending, in any case.
    pub fn of_ending(ending: &str) -> Option<Format> {
        let known = |format: &Format| format.endings().iter().any(|known| known.eq_ignore_ascii_case(ending));
        Format::ALL.into_iter().find(known)
    }

    /// The format that bytes are in, by their content alone.
    pub(crate) fn of(bytes: &[u8]) -> Result<Format, Wrong> {
        if bytes.is_empty() {
            return Err(Wrong::new("is empty"));
        }
        if let Some((_, problem)) = FOREIGN.iter().find(|(signature, _)| bytes.starts_with(signature)) {
            return Err(Wrong::new(*problem));
        }
        match bytes {
            _ if bytes.starts_with(b"PK\x03\x04") => zip(bytes),
            _ if bytes.starts_with(b"\xd0\xcf\x11\xe0") => compound(bytes),
            // A PDF may have some bytes of a mail or a web server before its signature.
            _ if memmem::find(&bytes[..bytes.len().min(HEAD)], b"%PDF-").is_some() => Ok(Format::Pdf),
            _ => markup(&head(bytes)),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Plain => "plain text",
            Format::Pdf => "PDF",
            Format::Docx => "DOCX",
            Format::AkomaNtoso => "Akoma Ntoso XML",
            Format::Html => "HTML",
            Format::Doc => "Word 97",
        })
    }
}

/// How far into a file its format is looked for.
const HEAD: usize = 1024;

/// How far into a file with markup its root is looked for: comments and declarations may stand before it.
const PROLOGUE: usize = 64 * 1024;

/// Signatures of files that are no documents, and what they are.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"\x89PNG", "is a picture, not a text"),
    (b"\xff\xd8\xff", "is a picture, not a text"),
    (b"GIF8", "is a picture, not a text"),
    (b"II*\0", "is a picture, not a text"),
    (b"MM\0*", "is a picture, not a text"),
    (b"\x1f\x8b", "is compressed with gzip; unpack it first"),
    (b"BZh", "is compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "is compressed with xz; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it first"),
    (b"Rar!\x1a\x07", "is a RAR archive; unpack it first"),
    (b"PK\x05\x06", "is a zip archive that holds nothing"),
    (b"{\\rtf", "is RTF; save it as DOCX or as plain text"),
    (b"\x7fELF", "is a program, not a text"),
    (b"MZ\x90\0", "is a program, not a text"),
];

/// What a zip archive is, by the names in it.
const ARCHIVES: &[(&[u8], Result<Format, &str>)] = &[
    (b"word/document", Ok(Format::Docx)),
    (
        b"xl/workbook",
        Err("is a spreadsheet (XLSX), not a document; save it as plain text"),
    ),
    (
        b"ppt/presentation",
        Err("is a presentation (PPTX), not a document; save it as plain text"),
    ),
    (
        b"mimetypeapplication/epub+zip",
        Err("is an e-book (EPUB); save it as DOCX or HTML"),
    ),
    (
        b"mimetypeapplication/vnd.oasis.opendocument",
        Err("is an OpenDocument file; save it as DOCX"),
    ),
    (b"_rels/.rels", Ok(Format::Docx)),
];

fn zip(bytes: &[u8]) -> Result<Format, Wrong> {
    let known = ARCHIVES.iter().find(|(name, _)| memmem::find(bytes, name).is_some());
    match known {
        Some((_, Ok(format))) => Ok(*format),
        Some((_, Err(problem))) => Err(Wrong::new(*problem)),
        None => Err(Wrong::new(
            "is a zip archive, not a document; unpack it and name its folder",
        )),
    }
}

/// What a compound file of old office programs is: its streams are named in UTF-16.
fn compound(bytes: &[u8]) -> Result<Format, Wrong> {
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        return Err(Wrong::new(
            "is protected with a password; open it with the password and save it without",
        ));
    }
    match holds("WordDocument") {
        true => Ok(Format::Doc),
        false => Err(Wrong::new(
            "is an old office file without a Word document in it; save it as plain text",
        )),
    }
}

/// The beginning of a text file, as far as ASCII goes: markup is told by it. Where none begins, a little tells that.
fn head(bytes: &[u8]) -> String {
    let ascii = |most: usize| {
        let bytes = &bytes[..bytes.len().min(most)];
        let ascii = bytes.iter().filter(|byte| byte.is_ascii() && **byte != 0);
        ascii.map(|&byte| char::from(byte)).collect::<String>()
    };
    let head = ascii(HEAD);
    match head.trim_start().starts_with(|c| c != '<') {
        true => head,
        false => ascii(PROLOGUE),
    }
}

/// What a text is, by the first element that stands in it.
fn markup(head: &str) -> Result<Format, Wrong> {
    let mut rest = head.trim_start();
    let mut is_xml = false;
    // Comments, processing instructions and document types come before the first element.
    while let Some(tag) = rest.strip_prefix('<') {
        let end = if tag.starts_with("!--") {
            tag.find("-->").map(|at| at + 3)
        } else if tag.starts_with('?') {
            is_xml |= tag.starts_with("?xml");
            tag.find("?>").map(|at| at + 2)
        } else if tag.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("!doctype")) {
            if tag[8..]
                .trim_start()
                .get(..4)
                .is_some_and(|name| name.eq_ignore_ascii_case("html"))
            {
                return Ok(Format::Html);
            }
            let close = if tag.find('[') < tag.find('>') { "]>" } else { ">" };
            is_xml = true;
            tag.find(close).map(|at| at + close.len())
        } else {
            return element(tag, is_xml);
        };
        match end {
            Some(end) => rest = tag[end..].trim_start(),
            None => break,
        }
    }
    match is_xml {
        true => Err(Wrong::new("is XML without an element near its beginning")),
        false => Ok(Format::Plain),
    }
}

/// The elements by which an HTML page or a piece of one begins.
const HTML: [&str; 22] = [
    "html", "head", "body", "title", "meta", "link", "style", "script", "div", "p", "span", "table", "h1", "h2", "h3",
    "h4", "ul", "ol", "section", "article", "main", "center",
];

fn element(tag: &str, is_xml: bool) -> Result<Format, Wrong> {
    let end = tag
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(tag.len());
    let name = tag[..end].rsplit(':').next().unwrap_or_default();
    let declared = tag.split('>').next().is_some_and(|tag| tag.contains("xmlns"));
    if name == "akomaNtoso" {
        Ok(Format::AkomaNtoso)
    } else if HTML.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        Ok(Format::Html)
    } else if is_xml || declared {
        let name: String = name.chars().take(40).collect();
        Err(Wrong::new(format!(
            "is XML, but not Akoma Ntoso: expected the root `akomaNtoso`, found `{name}`"
        )))
    } else {
        Ok(Format::Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<Format, &str>) {
        match (Format::of(bytes), expected) {
            (Ok(format), Ok(expected)) => assert_eq!(format, expected),
            (Err(wrong), Err(words)) => assert!(wrong.problem.contains(words), "{}", wrong.problem),
            (found, expected) => panic!("expected {expected:?}, found {found:?}"),
        }
    }

    #[test]
    fn content_tells_the_format() {
        check(b"The General Assembly,", Ok(Format::Plain));
        check(b"%PDF-1.7", Ok(Format::Pdf));
        check(b"HTTP junk\n%PDF-1.4", Ok(Format::Pdf));
        check(b"PK\x03\x04 [Content_Types].xml word/document.xml", Ok(Format::Docx));
        check(b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", Err("spreadsheet"));
        check(b"PK\x03\x04 notes/draft.txt", Err("unpack it"));
        check(
            b"\xef\xbb\xbf<?xml version='1.0'?><!-- a --><akn:akomaNtoso>",
            Ok(Format::AkomaNtoso),
        );
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", Ok(Format::Html));
        check(b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''>", Ok(Format::Html));
        check(b"<!DOCTYPE a [<!ENTITY b 'c'>]><akomaNtoso>", Ok(Format::AkomaNtoso));
        check(b"<?xml version='1.0'?><rss>", Err("found `rss`"));
        check(b"<draft> The General Assembly,", Ok(Format::Plain));
        check(b"< 5 per cent", Ok(Format::Plain));
    }

    #[test]
    fn an_ending_is_known_in_any_case() {
        assert_eq!(Format::of_ending("PDF"), Some(Format::Pdf));
        assert_eq!(Format::of_ending("xlsx"), None);
    }
}
