use crate::draw::sheet::{Ink, Rect, Sheet, Step};
use crate::export::node_style;
use crate::graph::Node;
use crate::model::Class;

/// The form of a node's box: it tells the kind without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Frame {
    /// A double frame.
    Treaty,
    /// A tab.
    Programme,
    /// A plain box.
    Resolution,
    /// Cut corners on one side.
    Decision,
    /// A folded corner.
    Report,
    /// A folded corner in a dashed line.
    Draft,
    /// A stack.
    Set,
    /// Round corners.
    Body,
    /// A hexagon.
    Event,
    /// Round corners in a dashed line.
    Session,
}

/// How far tabs, folds and stacks reach into the box.
const EDGE: f64 = 5.0;

impl Frame {
    pub const ALL: [Frame; 10] = [
        Frame::Treaty,
        Frame::Programme,
        Frame::Resolution,
        Frame::Decision,
        Frame::Report,
        Frame::Draft,
        Frame::Set,
        Frame::Body,
        Frame::Event,
        Frame::Session,
    ];

    pub fn of(node: &Node) -> Frame {
        match (node.class, node.kind.as_str()) {
            (Class::Instrument, "treaty") => Frame::Treaty,
            (Class::Instrument, _) => Frame::Programme,
            (Class::Set, _) => Frame::Set,
            (Class::Body, _) => Frame::Body,
            (Class::Event, _) => Frame::Event,
            (Class::Session, _) => Frame::Session,
            (Class::Document, "resolution") => Frame::Resolution,
            (Class::Document, "decision" | "statement") => Frame::Decision,
            (Class::Document, "draft") => Frame::Draft,
            (Class::Document, _) => Frame::Report,
        }
    }

    /// The phrase for its kind.
    pub fn phrase(self) -> &'static str {
        match self {
            Frame::Treaty => "treaty",
            Frame::Programme => "programme",
            Frame::Resolution => "resolution",
            Frame::Decision => "decision",
            Frame::Report => "report",
            Frame::Draft => "draft",
            Frame::Set => "set",
            Frame::Body => "body",
            Frame::Event => "event",
            Frame::Session => "session",
        }
    }

    /// The room that the form takes above the words.
    pub fn top(self) -> f64 {
        match self {
            Frame::Programme | Frame::Set => EDGE,
            Frame::Treaty => 2.0,
            _ => 0.0,
        }
    }

    /// The room that the form takes after the words: the back of a pile.
    pub fn end(self) -> f64 {
        match self {
            Frame::Set => EDGE,
            _ => 0.0,
        }
    }

    /// The room that the form takes in its upper corner: the fold of a sheet.
    pub fn corner(self) -> f64 {
        match self {
            Frame::Report | Frame::Draft => EDGE,
            _ => 0.0,
        }
    }

    /// Draws the box of a node. `width` is that of its line.
    pub fn draw(self, sheet: &mut Sheet, node: &Node, rect: Rect, width: f64) {
        let style = node_style(node);
        let ink = Ink::line(style.line, width).on(style.fill);
        match self {
            Frame::Resolution => sheet.rect(rect, ink),
            Frame::Treaty => {
                sheet.rect(rect, ink);
                sheet.rect(rect.inset(3.0), Ink::line(style.line, width.min(1.0)));
            }
            Frame::Body => sheet.rect(rect, ink.rounded(rect.h.min(24.0) / 2.0)),
            Frame::Session => sheet.rect(rect, ink.rounded(rect.h.min(24.0) / 2.0).dashed("5 3")),
            Frame::Programme => sheet.path(tab(rect), ink),
            Frame::Decision => sheet.path(cut(rect), ink),
            Frame::Event => sheet.path(hexagon(rect), ink),
            Frame::Set => {
                let front = Rect {
                    x: rect.x,
                    y: rect.y + EDGE,
                    w: rect.w - EDGE,
                    h: rect.h - EDGE,
                };
                let back = Rect {
                    x: rect.x + EDGE,
                    y: rect.y,
                    ..front
                };
                sheet.rect(back, ink);
                sheet.rect(front, ink);
            }
            Frame::Report | Frame::Draft => {
                let dash = if self == Frame::Draft { "5 3" } else { "" };
                let fold = 2.0 * EDGE;
                let (right, corner) = (rect.right(), rect.y + fold);
                sheet.path(folded(rect, fold), ink.dashed(dash));
                let crease = vec![
                    Step::Move(right - fold, rect.y),
                    Step::Line(right - fold, corner),
                    Step::Line(right, corner),
                ];
                sheet.path(crease, Ink::line(style.line, width.min(1.0)));
            }
        }
    }
}

fn closed(points: &[(f64, f64)]) -> Vec<Step> {
    let mut steps: Vec<Step> = points.iter().map(|&(x, y)| Step::Line(x, y)).collect();
    if let Some(&(x, y)) = points.first() {
        steps[0] = Step::Move(x, y);
    }
    steps.push(Step::Close);
    steps
}

fn tab(rect: Rect) -> Vec<Step> {
    let (top, end) = (rect.y + EDGE, rect.x + (rect.w / 3.0).min(64.0));
    closed(&[
        (rect.x, rect.y),
        (end, rect.y),
        (end + EDGE, top),
        (rect.right(), top),
        (rect.right(), rect.bottom()),
        (rect.x, rect.bottom()),
    ])
}

fn cut(rect: Rect) -> Vec<Step> {
    let cut = (rect.h / 3.0).min(2.0 * EDGE);
    closed(&[
        (rect.x, rect.y),
        (rect.right() - cut, rect.y),
        (rect.right(), rect.y + cut),
        (rect.right(), rect.bottom() - cut),
        (rect.right() - cut, rect.bottom()),
        (rect.x, rect.bottom()),
    ])
}

fn hexagon(rect: Rect) -> Vec<Step> {
    let side = 1.2 * EDGE;
    closed(&[
        (rect.x + side, rect.y),
        (rect.right() - side, rect.y),
        (rect.right(), rect.middle()),
        (rect.right() - side, rect.bottom()),
        (rect.x + side, rect.bottom()),
        (rect.x, rect.middle()),
    ])
}

fn folded(rect: Rect, fold: f64) -> Vec<Step> {
    closed(&[
        (rect.x, rect.y),
        (rect.right() - fold, rect.y),
        (rect.right(), rect.y + fold),
        (rect.right(), rect.bottom()),
        (rect.x, rect.bottom()),
    ])
}
