//! What the pages draw: each character with its place and size, and the lines that are drawn between them.

use std::rc::Rc;

use pdf_extract::Transform;

/// A character as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it means: mostly one character, of a ligature several.
    pub text: Rc<str>,
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

impl Page {
    /// Draws a letter.
    pub(super) fn draw(&mut self, place: &Transform, width: f64, font_size: f64, text: &Rc<str>, furniture: bool) {
        let turned = place.m12.abs() > place.m11.abs() * 0.2;
        let (across, up) = (place.m11.hypot(place.m12), place.m21.hypot(place.m22));
        let size = (font_size * up).abs();
        let advance = font_size * across * width * place.m11.signum();
        let numbers = [size, advance, place.m31, place.m32];
        if text.is_empty() || !numbers.iter().all(|number| number.is_finite() && number.abs() < 1e6) {
            return;
        }
        // Of what is turned upwards, the length of the page is the width.
        let (along, base) = match (turned, place.m12 > 0.0) {
            (false, _) => (place.m31, place.m32),
            (true, true) => (place.m32, -place.m31),
            (true, false) => (-place.m32, place.m31),
        };
        let advance = if turned { advance.abs() } else { advance };
        let glyph = Glyph {
            text: Rc::clone(text),
            left: along.min(along + advance) as f32,
            right: along.max(along + advance) as f32,
            base: base as f32,
            size: size as f32,
            furniture,
        };
        if turned {
            self.turned.push(glyph)
        } else {
            self.glyphs.push(glyph)
        }
    }

    /// Draws a line, if it lies.
    pub(super) fn rule(&mut self, matrix: &Transform, from: (f64, f64), to: (f64, f64)) {
        let place = |(x, y): (f64, f64)| {
            let (along, up) = (x * matrix.m11 + y * matrix.m21, x * matrix.m12 + y * matrix.m22);
            (along + matrix.m31, up + matrix.m32)
        };
        let ((left, low), (right, high)) = (place(from), place(to));
        if (high - low).abs() <= 3.0 {
            self.rules.push(Rule {
                left: left.min(right) as f32,
                right: left.max(right) as f32,
                base: low.max(high) as f32,
            });
        }
    }
}
