use crate::draw::typeset::Type;
use crate::model::NodeId;

/// A rectangle: where it begins and how large it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The width.
    pub w: f64,
    /// The height.
    pub h: f64,
}

impl Rect {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    pub(super) fn middle(&self) -> f64 {
        self.y + self.h / 2.0
    }

    /// The rectangle inside, that far from every edge.
    pub(super) fn inset(&self, by: f64) -> Rect {
        Rect {
            x: self.x + by,
            y: self.y + by,
            w: self.w - 2.0 * by,
            h: self.h - 2.0 * by,
        }
    }
}

/// How a line is drawn, and what it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub fill: &'static str,
    pub line: &'static str,
    pub width: f64,
    /// The lengths of strokes and gaps; nothing for a line without.
    pub dash: &'static str,
    /// The radius of a rectangle's corners.
    pub round: f64,
}

impl Ink {
    pub fn filled(fill: &'static str) -> Ink {
        Ink {
            fill,
            line: "none",
            width: 0.0,
            dash: "",
            round: 0.0,
        }
    }

    pub fn line(line: &'static str, width: f64) -> Ink {
        Ink {
            fill: "none",
            line,
            width,
            dash: "",
            round: 0.0,
        }
    }

    pub fn dashed(self, dash: &'static str) -> Ink {
        Ink { dash, ..self }
    }

    pub fn rounded(self, round: f64) -> Ink {
        Ink { round, ..self }
    }

    pub fn on(self, fill: &'static str) -> Ink {
        Ink { fill, ..self }
    }
}

/// A step of a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Move(f64, f64),
    Line(f64, f64),
    /// By a quadratic curve, with its corner.
    Round(f64, f64, f64, f64),
    /// By a cubic curve, with its two handles.
    Curve(f64, f64, f64, f64, f64, f64),
    Close,
}

/// Which point of a line of words stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    End,
}

/// A line of words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub x: f64,
    pub y: f64,
    pub words: String,
    pub kind: Type,
    pub colour: &'static str,
    pub anchor: Anchor,
}

/// What stands together: told to who points at it or listens, and leading somewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub class: &'static str,
    pub title: String,
    pub tale: String,
    pub address: Option<String>,
}

/// What is drawn, in its order.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    Box(Rect, Ink),
    Path(Vec<Step>, Ink),
    Words(Words),
    Begin(Group),
    End,
}

/// A sheet that is being drawn on.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub marks: Vec<Mark>,
    /// The boxes of the nodes.
    pub boxes: Vec<(NodeId, Rect)>,
}

impl Sheet {
    pub fn rect(&mut self, rect: Rect, ink: Ink) {
        self.marks.push(Mark::Box(rect, ink));
    }

    pub fn path(&mut self, steps: Vec<Step>, ink: Ink) {
        self.marks.push(Mark::Path(steps, ink));
    }

    /// A line of words that begins at a place.
    pub fn words(&mut self, x: f64, y: f64, words: impl Into<String>, kind: Type, colour: &'static str) {
        self.anchored(x, y, words, kind, colour, Anchor::Start);
    }

    pub fn anchored(
        &mut self,
        x: f64,
        y: f64,
        words: impl Into<String>,
        kind: Type,
        colour: &'static str,
        anchor: Anchor,
    ) {
        self.marks.push(Mark::Words(Words {
            x,
            y,
            words: words.into(),
            kind,
            colour,
            anchor,
        }));
    }

    pub fn begin(&mut self, group: Group) {
        self.marks.push(Mark::Begin(group));
    }

    pub fn end(&mut self) {
        self.marks.push(Mark::End);
    }

    /// The sheet as seen in a mirror of that width: what reads from the right is drawn from the right.
    pub fn mirrored(mut self, width: f64) -> Sheet {
        for mark in &mut self.marks {
            match mark {
                Mark::Box(rect, _) => rect.x = width - rect.right(),
                Mark::Path(steps, _) => steps.iter_mut().for_each(|step| step.mirror(width)),
                Mark::Words(words) => {
                    words.x = width - words.x;
                    words.anchor = match words.anchor {
                        Anchor::Start => Anchor::End,
                        Anchor::End => Anchor::Start,
                    };
                }
                Mark::Begin(_) | Mark::End => {}
            }
        }
        for (_, rect) in &mut self.boxes {
            rect.x = width - rect.right();
        }
        self
    }
}

impl Step {
    fn mirror(&mut self, width: f64) {
        match self {
            Step::Move(x, _) | Step::Line(x, _) => *x = width - *x,
            Step::Round(a, _, x, _) => {
                *a = width - *a;
                *x = width - *x;
            }
            Step::Curve(a, _, b, _, x, _) => {
                *a = width - *a;
                *b = width - *b;
                *x = width - *x;
            }
            Step::Close => {}
        }
    }
}
