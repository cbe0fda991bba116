//! The library, asked for what it knows of fonts.

use pdf_extract::{Dictionary, Document, MediaBox, Object, OutputDev, OutputError, Stream, StringFormat, Transform};

use crate::read::fence::fenced;

/// What each of the 256 codes of a simple font means, and how wide it is in heights of the font; of codes that it cannot
/// make out, nothing. `None` where it gives up at the font itself.
///
/// The font must refer to no other object.
pub(super) fn letters(font: Dictionary) -> Option<Vec<(String, f64)>> {
    let mut specimen = Specimen::default();
    let mut document = document(font);
    while specimen.letters.len() < 256 {
        let codes = (specimen.letters.len()..256).map(|code| code as u8);
        let text = Object::String(codes.collect(), StringFormat::Hexadecimal);
        document.objects.insert(CONTENT, Object::Stream(content(text)));
        specimen.is_begun = false;
        let done = fenced(|| pdf_extract::output_doc(&document, &mut specimen));
        match done {
            Ok(Ok(())) => break,
            _ if specimen.is_begun => specimen.letters.push((String::new(), 0.0)),
            _ => return None,
        }
    }
    specimen.letters.resize(256, (String::new(), 0.0));
    Some(specimen.letters)
}

/// The object of the specimen's content.
const CONTENT: (u32, u16) = (4, 0);

/// Sets all of a text in the font.
fn content(text: Object) -> Stream {
    use pdf_extract::content::{Content, Operation};
    let operations = vec![
        Operation::new("Tf", vec![Object::Name(b"F".to_vec()), Object::Integer(1)]),
        Operation::new("Tj", vec![text]),
    ];
    Stream::new(Dictionary::new(), Content { operations }.encode().unwrap_or_default())
}

/// A document of one page with one font.
fn document(font: Dictionary) -> Document {
    let dictionary = |entries: Vec<(&str, Object)>| Object::Dictionary(Dictionary::from_iter(entries));
    let fonts = dictionary(vec![("F", Object::Dictionary(font))]);
    let page = dictionary(vec![
        ("Type", Object::Name(b"Page".to_vec())),
        ("MediaBox", Object::Array([0, 0, 9, 9].map(Object::Integer).to_vec())),
        ("Resources", dictionary(vec![("Font", fonts)])),
        ("Contents", Object::Reference(CONTENT)),
    ]);
    let pages = dictionary(vec![
        ("Type", Object::Name(b"Pages".to_vec())),
        ("Kids", Object::Array(vec![Object::Reference((3, 0))])),
        ("Count", Object::Integer(1)),
    ]);
    let catalog = dictionary(vec![
        ("Type", Object::Name(b"Catalog".to_vec())),
        ("Pages", Object::Reference((2, 0))),
    ]);
    let mut document = Document::new();
    document
        .objects
        .extend([((1, 0), catalog), ((2, 0), pages), ((3, 0), page)]);
    document.trailer.set("Root", Object::Reference((1, 0)));
    document
}

/// What the library tells of a font when it draws with it.
#[derive(Default)]
struct Specimen {
    letters: Vec<(String, f64)>,
    /// Whether the font itself was understood.
    is_begun: bool,
}

impl OutputDev for Specimen {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        _: &Transform,
        width: f64,
        _spacing: f64,
        _font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.letters.push((text.to_owned(), width));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.is_begun = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_knows_its_fonts() {
        let entries = [
            ("Type", "Font"),
            ("Subtype", "Type1"),
            ("BaseFont", "Helvetica"),
            ("Encoding", "WinAnsiEncoding"),
        ];
        let entries = entries.map(|(key, name)| (key, Object::Name(name.as_bytes().to_vec())));
        let letters = letters(Dictionary::from_iter(entries)).expect("a font");
        assert_eq!(letters.len(), 256);
        assert_eq!(letters[usize::from(b'(')].0, "(");
        assert_eq!(letters[0x80].0, "€");
        assert!((letters[usize::from(b'a')].1 - 0.556).abs() < 1e-9);
        assert!(super::letters(Dictionary::new()).is_none());
    }
}
