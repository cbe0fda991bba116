//! Small PDFs for tests: every character is half as wide as it is high.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::fmt::Write as _;

/// A PDF in the making.
#[derive(Default)]
pub struct Paper {
    pages: Vec<Vec<u8>>,
    picture: bool,
    /// Whether the font keeps to itself what its characters mean.
    pub mute: bool,
    /// Entries of the trailer.
    pub trailer: String,
}

impl Paper {
    /// Begins a page.
    pub fn page(mut self) -> Paper {
        self.pages.push(Vec::new());
        self
    }

    /// Draws words from a place on.
    pub fn words(self, x: u32, y: u32, size: u32, words: &str) -> Paper {
        let codes = words.encode_utf16().fold(String::new(), |mut codes, unit| {
            let _ = write!(codes, "{unit:04x}");
            codes
        });
        self.draw(&format!("BT /U {size} Tf {x} {y} Td <{codes}> Tj ET"))
    }

    /// Draws lines below one another.
    pub fn lines(self, x: u32, y: u32, lines: &[&str]) -> Paper {
        (0..)
            .zip(lines)
            .fold(self, |paper, (nth, line)| paper.words(x, y - 12 * nth, 10, line))
    }

    /// Draws a picture over the page.
    pub fn picture(mut self) -> Paper {
        self.picture = true;
        self.draw("q 612 0 0 792 0 0 cm /P Do Q")
    }

    /// Adds operators.
    pub fn draw(self, operators: &str) -> Paper {
        self.draw_bytes(operators.as_bytes())
    }

    /// Adds operators, or what may be some.
    pub fn draw_bytes(mut self, operators: &[u8]) -> Paper {
        let page = self.pages.last_mut().expect("a page");
        page.extend_from_slice(operators);
        page.push(b'\n');
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        self.with_objects(&[])
    }

    /// The file with further objects, the first of which is number 20; every page knows it as the form `X`.
    pub fn with_objects(&self, more: &[Vec<u8>]) -> Vec<u8> {
        let kids: String = (0..self.pages.len()).fold(String::new(), |mut kids, nth| {
            let _ = write!(kids, "{} 0 R ", 100 + 2 * nth);
            kids
        });
        let map = stream("", b"1 beginbfrange <0020> <ffff> <0020> endbfrange");
        let unicode = if self.mute { "" } else { "/ToUnicode 6 0 R" };
        let mut objects: Vec<(usize, Vec<u8>)> = vec![
            (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
            (
                2,
                format!(
                    "<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 612 792]>>",
                    self.pages.len()
                )
                .into_bytes(),
            ),
            (
                3,
                b"<</Font<</U 4 0 R/B 20 0 R>>/XObject<</P 7 0 R/X 20 0 R>>>>".to_vec(),
            ),
            (
                4,
                format!("<</Type/Font/Subtype/Type0/BaseFont/U/Encoding/Identity-H/DescendantFonts[5 0 R]{unicode}>>")
                    .into_bytes(),
            ),
            (
                5,
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/U/DW 500/FontDescriptor<</Type/FontDescriptor>>>>"
                    .to_vec(),
            ),
            (6, map),
            (
                7,
                stream(
                    "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
                    b"x",
                ),
            ),
        ];
        objects.extend((20..).zip(more.iter().cloned()));
        for (nth, page) in self.pages.iter().enumerate() {
            let id = 100 + 2 * nth;
            let dictionary = format!("<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents {} 0 R>>", id + 1);
            objects.push((id, dictionary.into_bytes()));
            objects.push((id + 1, stream("", page)));
        }
        file(&objects, &self.trailer)
    }
}

/// A stream with entries of its dictionary.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

fn file(objects: &[(usize, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (id, object) in objects {
        let _ = write!(table, "{id} 1\n{:010} 00000 n \n", file.len());
        file.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let size = objects.iter().map(|(id, _)| id + 1).max().unwrap_or(1);
    let end = format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n");
    file.extend_from_slice(table.as_bytes());
    file.extend_from_slice(end.as_bytes());
    file
}
