//! The drawing as PNG and as PDF, with the fonts that the machine has.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Tree};

use crate::draw::Picture;
use crate::draw::fonts::{apart, resolver, stand_in, system_fonts};
use crate::draw::pieces::in_pieces;
use crate::draw::visual::without_isolates;

/// Twice as many points as the drawing has pixels: sharp on a screen and in print.
const SCALE: f32 = 2.0;

/// No picture has more points than these, some 256 MB while it is drawn.
const POINTS: f32 = 64e6;

/// Why a drawing became no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The machine has no fonts.
    #[error(
        "no fonts are installed: install some, such as fonts-noto-cjk and fonts-dejavu-core, or write an .svg, which needs none"
    )]
    NoFonts,
    /// The library cannot.
    #[error("cannot be drawn: {0}; an .svg can")]
    Library(String),
}

/// A picture, and the letters that no font of the machine has.
#[derive(Clone, Debug)]
pub struct Pixels {
    /// The file.
    pub bytes: Vec<u8>,
    /// The letters that are missing, each once.
    pub missing: String,
}

impl Picture {
    /// The picture as PNG.
    ///
    /// # Errors
    /// Where the machine has no fonts.
    pub fn png(&self) -> Result<Pixels, PictureError> {
        let tree = tree(&self.svg, system_fonts())?;
        let size = tree.size();
        let scale = SCALE.min((POINTS / (size.width() * size.height())).sqrt());
        let points = |length: f32| (length * scale).ceil() as u32;
        let mut pixmap = Pixmap::new(points(size.width()), points(size.height()))
            .ok_or_else(|| PictureError::Library("it is too large".to_owned()))?;
        pixmap.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        let bytes = pixmap
            .encode_png()
            .map_err(|error| PictureError::Library(error.to_string()))?;
        Ok(Pixels {
            bytes,
            missing: missing(tree.root()),
        })
    }

    /// The picture as PDF of one page, its words to be searched and copied.
    ///
    /// # Errors
    /// Where the machine has no fonts.
    pub fn pdf(&self) -> Result<Pixels, PictureError> {
        let tree = tree(&self.svg, system_fonts())?;
        let bytes = svg2pdf::to_pdf(
            &tree,
            svg2pdf::ConversionOptions::default(),
            svg2pdf::PageOptions::default(),
        )
        .map_err(|error| PictureError::Library(error.to_string()))?;
        Ok(Pixels {
            bytes,
            missing: missing(tree.root()),
        })
    }
}

fn tree(svg: &str, mut fonts: Database) -> Result<Tree, PictureError> {
    let family = stand_in(&fonts).ok_or(PictureError::NoFonts)?;
    fonts.set_sans_serif_family(&family);
    fonts.set_serif_family(&family);
    let apart = apart(&fonts);
    let options = Options {
        font_family: family,
        font_resolver: resolver(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    // The library has been seen to panic over a font: that is no reason to.
    let read = |svg: &str| {
        let tree = catch_unwind(AssertUnwindSafe(|| Tree::from_str(svg, &options)));
        tree.map_err(|_| PictureError::Library("the library cannot set its words in these fonts".to_owned()))?
            .map_err(|error| PictureError::Library(error.to_string()))
    };
    let mut svg = without_isolates(svg);
    if let Some(family) = apart {
        svg = in_pieces(&svg, &family, |svg| read(svg).ok());
    }
    read(&svg)
}

/// The letters for which no font has a form: they are drawn as empty boxes.
fn missing(group: &Group) -> String {
    let mut letters = String::new();
    collect(group, &mut letters);
    letters
}

fn collect(group: &Group, letters: &mut String) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, letters),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                for c in glyphs
                    .filter(|glyph| glyph.id.0 == 0)
                    .flat_map(|glyph| glyph.text.chars())
                {
                    if c.is_alphanumeric() && !letters.contains(c) {
                        letters.push(c);
                    }
                }
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_fonts_is_told_what_to_do() {
        let error = tree("<svg xmlns='http://www.w3.org/2000/svg'/>", Database::new()).expect_err("no fonts");
        assert_eq!(error, PictureError::NoFonts);
        assert!(error.to_string().contains("fonts-noto") && error.to_string().contains(".svg"));
    }
}
