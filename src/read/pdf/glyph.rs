//! What the pages draw: each character with its place and size, and the lines that are drawn between them.

use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

use super::clock::Clock;
use super::script::Signal;

/// A character as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it means: mostly one character, of a ligature several.
    pub text: Box<str>,
    /// The left edge.
    pub left: f32,
    /// The right edge.
    pub right: f32,
    /// The base line; heights grow upwards.
    pub base: f32,
    /// The height of its font.
    pub size: f32,
    /// Whether the document says that it belongs to a running head or foot.
    pub furniture: bool,
}

impl Glyph {
    /// Whether it is white space.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// A drawn line that lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// The left end.
    pub left: f32,
    /// The right end.
    pub right: f32,
    /// The height.
    pub base: f32,
}

/// What a page draws, in the order in which it does.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its number, counted from one.
    pub number: usize,
    /// Its characters.
    pub glyphs: Vec<Glyph>,
    /// Characters that do not stand upright.
    pub turned: Vec<Glyph>,
    /// Its lines.
    pub rules: Vec<Rule>,
}

/// The pages that the library draws on.
pub(super) struct Sheet<'a> {
    /// The pages begun.
    pub pages: Vec<Page>,
    /// Characters of which the font does not tell what they mean.
    pub unmapped: usize,
    furniture: bool,
    soft_hyphen: bool,
    clock: &'a Clock<'a>,
}

impl<'a> Sheet<'a> {
    /// No page yet.
    pub(super) fn new(clock: &'a Clock<'a>) -> Sheet<'a> {
        Sheet {
            pages: Vec::new(),
            unmapped: 0,
            furniture: false,
            soft_hyphen: false,
            clock,
        }
    }

    /// The number of the page begun last.
    pub(super) fn last_page(&self) -> usize {
        self.pages.last().map_or(1, |page| page.number)
    }

    fn signal(&mut self, signal: Signal, value: f64) {
        match signal {
            Signal::Page => {
                self.furniture = false;
                self.pages.push(Page {
                    number: value as usize,
                    ..Page::default()
                });
            }
            Signal::FurnitureBegins => self.furniture = true,
            Signal::FurnitureEnds => self.furniture = false,
            Signal::SoftHyphen => self.soft_hyphen = true,
        }
    }

    fn rule(&mut self, ctm: &Transform, from: (f64, f64), to: (f64, f64)) {
        let place = |(x, y): (f64, f64)| (x * ctm.m11 + y * ctm.m21 + ctm.m31, x * ctm.m12 + y * ctm.m22 + ctm.m32);
        let ((left, low), (right, high)) = (place(from), place(to));
        if (high - low).abs() <= 3.0
            && let Some(page) = self.pages.last_mut()
        {
            page.rules.push(Rule {
                left: left.min(right) as f32,
                right: left.max(right) as f32,
                base: low.max(high) as f32,
            });
        }
    }
}

impl OutputDev for Sheet<'_> {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // The library knows no error of ours; the caller asks the clock what this one means.
        if self.clock.check().is_err() {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        if text.is_empty() {
            self.unmapped += 1;
            return Ok(());
        }
        let Some(page) = self.pages.last_mut() else {
            return Ok(());
        };
        let text: String = text.chars().filter(|c| !c.is_control()).map(plain).collect();
        let turned = place.m12.abs() > place.m11.abs() * 0.2;
        let (across, up) = (place.m11.hypot(place.m12), place.m21.hypot(place.m22));
        let size = (font_size * up).abs();
        let advance = font_size * across * width * place.m11.signum();
        let numbers = [size, advance, place.m31, place.m32];
        if text.is_empty() || !numbers.iter().all(|number| number.is_finite() && number.abs() < 1e6) {
            return Ok(());
        }
        // Of what is turned upwards, the length of the page is the width.
        let (along, base) = match (turned, place.m12 > 0.0) {
            (false, _) => (place.m31, place.m32),
            (true, true) => (place.m32, -place.m31),
            (true, false) => (-place.m32, place.m31),
        };
        let advance = if turned { advance.abs() } else { advance };
        let soft = std::mem::take(&mut self.soft_hyphen) && matches!(text.as_str(), "-" | "\u{2010}");
        let glyph = Glyph {
            text: if soft { "\u{ad}".into() } else { text.into() },
            left: along.min(along + advance) as f32,
            right: along.max(along + advance) as f32,
            base: base as f32,
            size: size as f32,
            furniture: self.furniture,
        };
        if turned {
            page.turned.push(glyph)
        } else {
            page.glyphs.push(glyph)
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        match *path.ops.as_slice() {
            [PathOp::MoveTo(code, value)] => {
                if let Some(signal) = Signal::of(code) {
                    self.signal(signal, value);
                }
            }
            [PathOp::MoveTo(x, y), PathOp::LineTo(to_x, to_y)] => self.rule(ctm, (x, y), (to_x, to_y)),
            _ => {}
        }
        Ok(())
    }

    fn fill(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        if let &[PathOp::Rect(x, y, width, height)] = path.ops.as_slice() {
            self.rule(ctm, (x, y + height), (x + width, y + height));
        }
        Ok(())
    }
}

/// All blanks alike; the rest as it is.
fn plain(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}
