//! What holds while a page is drawn: where the next character stands, and how it is set.

use std::rc::Rc;

use pdf_extract::Transform;

use super::font::Font;

/// A graphics state, as far as texts need it.
#[derive(Clone)]
pub(super) struct State {
    /// From the units of the content to those of the page.
    pub matrix: Transform,
    /// Where the next character stands.
    pub place: Transform,
    /// The font, where one is set.
    pub font: Option<Rc<Font>>,
    /// Its size.
    pub size: f64,
    /// What is added after each character.
    pub spread: f64,
    /// What is added after each blank.
    pub word_spread: f64,
    /// How wide characters are set.
    pub stretch: f64,
    /// How far the lines stand apart.
    pub leading: f64,
    /// How high the characters are raised.
    pub rise: f64,
}

impl Default for State {
    fn default() -> State {
        State {
            matrix: Transform::identity(),
            place: Transform::identity(),
            font: None,
            size: 0.0,
            spread: 0.0,
            word_spread: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl State {
    /// Changes the units of the content.
    pub(super) fn transform(&mut self, [a, b, c, d, e, f]: [f64; 6]) {
        self.matrix = self.matrix.pre_transform(&Transform::row_major(a, b, c, d, e, f));
    }

    /// Where on the page the next character stands.
    pub(super) fn place(&self) -> Transform {
        let set = Transform::row_major(self.stretch, 0.0, 0.0, 1.0, 0.0, self.rise);
        set.post_transform(&self.place.post_transform(&self.matrix))
    }

    /// Goes on behind a character.
    pub(super) fn advance(&mut self, width: f64, stretches: bool) {
        let spread = if stretches {
            self.spread + self.word_spread
        } else {
            self.spread
        };
        self.go(width * self.size + spread);
    }

    /// Goes back by thousandths of the font's size.
    pub(super) fn kern(&mut self, thousandths: f64) {
        self.go((0.0 - thousandths / 1000.0) * self.size);
    }

    fn go(&mut self, along: f64) {
        self.place = moved(&self.place, self.stretch * along, 0.0);
    }
}

/// A place moved in its own units.
pub(super) fn moved(place: &Transform, x: f64, y: f64) -> Transform {
    place.pre_transform(&Transform::create_translation(x, y))
}
