use crate::draw::card::{BLACK, GREY};
use crate::draw::sheet::{Rect, Sheet};
use crate::draw::subject::Subject;
use crate::draw::svg::svg;
use crate::draw::typeset::Type;
use crate::draw::words::filled;
use crate::export::shown_id;
use crate::model::{Class, Language, NodeId};

/// The white around a picture.
pub(super) const MARGIN: f64 = 28.0;

const TITLE: Type = Type::bold(19.0);
const SOURCE: Type = Type::plain(10.0);
/// The title is set no wider than this, whatever the picture's width.
const WIDE: f64 = 640.0;

/// A drawing that is done.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The drawing as SVG.
    pub svg: String,
    /// Its width in pixels.
    pub width: f64,
    /// Its height in pixels.
    pub height: f64,
    /// The box of every node that is drawn.
    pub boxes: Vec<(NodeId, Rect)>,
}

/// A picture with its title above and its source below.
pub(super) struct Page {
    sheet: Sheet,
    /// Where what it shows begins.
    pub top: f64,
    size: (f64, f64),
    least: f64,
    title: String,
    tale: String,
    source: String,
    language: Language,
}

impl Page {
    /// A page with its title; `key` names the phrase for it.
    pub fn new(subject: &Subject<'_>, key: &'static str, language: Language) -> Page {
        let name = subject.first().map_or(String::new(), |node| match node.class {
            Class::Document => shown_id(node),
            _ => node.title(language).unwrap_or(node.id.as_str()).to_owned(),
        });
        let others = subject.asked.len().saturating_sub(1);
        let mut named = name;
        if others > 0 {
            let more = filled("and", language, &others.to_string(), "");
            named = format!("{named} {more}");
        }
        let title = filled(key, language, &named, "");
        let mut sheet = Sheet::default();
        let mut y = MARGIN;
        let mut widest: f64 = 0.0;
        for line in TITLE.lines(&title, WIDE, 2) {
            y += 20.0;
            widest = widest.max(TITLE.width(&line));
            sheet.words(MARGIN, y, line, TITLE, BLACK);
            y += 5.0;
        }
        let tale = subject
            .first()
            .and_then(|node| node.title(language))
            .unwrap_or_default();
        let tale = tale.to_owned();
        Page {
            sheet,
            top: y + 22.0,
            size: (0.0, 0.0),
            least: widest + 2.0 * MARGIN,
            title,
            tale,
            source: filled("source", language, &subject.graph.inputs().len().to_string(), ""),
            language,
        }
    }

    /// Puts on the page what it shows.
    pub fn place(&mut self, sheet: Sheet) {
        self.sheet.marks.extend(sheet.marks);
        self.sheet.boxes.extend(sheet.boxes);
    }

    /// Ends the page at the right edge and at the foot of what it shows.
    pub fn finish(&mut self, right: f64, foot: f64) {
        let lines = SOURCE.lines(&self.source, right.max(self.least) - 2.0 * MARGIN, 3);
        let mut y = foot + 16.0;
        for line in lines {
            y += 13.0;
            self.sheet.words(MARGIN, y, line, SOURCE, GREY);
        }
        self.size = (right.max(self.least).ceil(), (y + MARGIN - 8.0).ceil());
    }

    /// The picture; one that reads from the right is drawn from the right.
    pub fn picture(self) -> Picture {
        let sheet = match self.language {
            Language::Ar => self.sheet.mirrored(self.size.0),
            _ => self.sheet,
        };
        Picture {
            svg: svg(&sheet, self.size, self.language, &self.title, &self.tale),
            width: self.size.0,
            height: self.size.1,
            boxes: sheet.boxes,
        }
    }
}
