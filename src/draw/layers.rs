//! The diagram of several documents, or of what lies further away: columns by distance, from what cites on one side to
//! what is cited on the other. What is tied to the same stands together, with one line of each sort.

use crate::draw::card::GREY;
use crate::draw::legend::Legend;
use crate::draw::page::{MARGIN, Page};
use crate::draw::plan::{Content, Course, Place, Plan};
use crate::draw::root;
use crate::draw::sheet::{Group, Sheet, Step};
use crate::draw::strand::arrow;
use crate::draw::subject::Subject;
use crate::draw::typeset::Type;
use crate::export::link_tale;
use crate::model::Language;

const NOTE: Type = Type::plain(10.5);

/// The picture.
pub(super) fn layers(subject: &Subject<'_>, language: Language) -> Page {
    let plan = Plan::new(subject, language);
    let mut page = Page::new(subject, "title.layers", language);
    let mut sheet = Sheet::default();
    let grid = Grid::new(&plan, MARGIN, page.top);
    for course in &plan.courses {
        grid.draw_course(&mut sheet, course);
    }
    for place in &plan.places {
        let (x, y) = (grid.left(place), grid.top(place));
        match &place.content {
            Content::Card(card) => card.draw(&mut sheet, x, y, false),
            Content::Bundle(bundle) => bundle.draw(&mut sheet, x, y),
            Content::Passing => {}
        }
    }
    let mut y = grid.foot + 20.0;
    let wide = (grid.right - MARGIN).max(560.0);
    for note in root::notes(subject, language) {
        for line in NOTE.lines(&note, wide, 3) {
            y += 14.0;
            sheet.words(MARGIN, y, line, NOTE, GREY);
        }
    }
    let legend = Legend::of(&subject.nodes(), &subject.links(), wide, language);
    legend.draw(&mut sheet, MARGIN, y + 14.0);
    page.place(sheet);
    page.finish(MARGIN + wide + MARGIN, y + 14.0 + legend.height);
    page
}

/// Where the columns of a plan stand on the page.
struct Grid<'p, 'g> {
    plan: &'p Plan<'g>,
    lefts: Vec<f64>,
    widths: Vec<f64>,
    shift: f64,
    right: f64,
    foot: f64,
}

impl<'p, 'g> Grid<'p, 'g> {
    fn new(plan: &'p Plan<'g>, x: f64, y: f64) -> Grid<'p, 'g> {
        let widths: Vec<f64> = plan
            .columns
            .iter()
            .map(|column| {
                column
                    .iter()
                    .map(|&place| plan.places[place].content.size().0)
                    .fold(0.0, f64::max)
            })
            .collect();
        // The more lines run between two columns, the more room they need.
        let busy = |column: usize| {
            let runs = |course: &&Course<'_>| {
                let (first, last) = (course.along[0], course.along[course.along.len() - 1]);
                (plan.places[first].column..=plan.places[last].column).contains(&column)
            };
            64.0 + (plan.courses.iter().filter(runs).count() as f64).sqrt() * 9.0
        };
        let mut lefts = Vec::new();
        let mut at = x;
        for (column, width) in widths.iter().enumerate() {
            lefts.push(at);
            at += width + if column + 1 < widths.len() { busy(column) } else { 0.0 };
        }
        let mut grid = Grid {
            plan,
            lefts,
            widths,
            shift: 0.0,
            right: at,
            foot: 0.0,
        };
        let tops = plan.places.iter().map(|place| grid.top(place));
        grid.shift = y - tops.fold(f64::INFINITY, f64::min);
        let feet = plan.places.iter().map(|place| grid.top(place) + place.content.size().1);
        grid.foot = feet.fold(y, f64::max);
        // Lines that bow out of the last column need room too.
        let bows = plan
            .courses
            .iter()
            .filter(|course| grid.is_bow(course))
            .map(|course| grid.bow(course));
        grid.right = bows.fold(grid.right, f64::max);
        grid
    }

    /// The left edge of what stands at a place: towards the middle of the picture, where its column is wider.
    fn left(&self, place: &Place<'_>) -> f64 {
        let (left, wide) = (self.lefts[place.column], self.widths[place.column]);
        match &place.content {
            Content::Passing => left,
            content if place.column < self.plan.middle => left + wide - content.size().0,
            _ => left,
        }
    }

    fn right(&self, place: &Place<'_>) -> f64 {
        match &place.content {
            Content::Passing => self.lefts[place.column] + self.widths[place.column],
            content => self.left(place) + content.size().0,
        }
    }

    fn top(&self, place: &Place<'_>) -> f64 {
        place.y - place.content.size().1 / 2.0 + self.shift
    }

    /// Where a line reaches a place.
    fn height(&self, course: &Course<'_>, place: usize) -> f64 {
        let place = &self.plan.places[place];
        let half = place.content.size().1 / 2.0 - 4.0;
        let off = if place.is_passing() {
            0.0
        } else {
            course.off.clamp(-half.max(0.0), half.max(0.0))
        };
        place.y + self.shift + off
    }

    fn is_bow(&self, course: &Course<'_>) -> bool {
        let (first, last) = (course.along[0], course.along[course.along.len() - 1]);
        self.plan.places[first].column == self.plan.places[last].column
    }

    /// How far out a line within a column bows: a cubic curve comes three quarters of the way to its handles.
    fn bow(&self, course: &Course<'_>) -> f64 {
        let (first, last) = (course.along[0], course.along[course.along.len() - 1]);
        let (from, to) = (self.height(course, first), self.height(course, last));
        let edge = self
            .right(&self.plan.places[first])
            .max(self.right(&self.plan.places[last]));
        edge + 14.0 + (to - from).abs().sqrt() * 2.2
    }

    fn draw_course(&self, sheet: &mut Sheet, course: &Course<'_>) {
        let places = &self.plan.places;
        let ink = course.manner.ink();
        let (first, last) = (course.along[0], course.along[course.along.len() - 1]);
        let (from, to) = (self.height(course, first), self.height(course, last));
        sheet.begin(Group {
            class: "link",
            title: link_tale(&course.link),
            ..Group::default()
        });
        if self.is_bow(course) {
            let (left, end, bow) = (self.right(&places[first]), self.right(&places[last]), self.bow(course));
            let steps = vec![Step::Move(left, from), Step::Curve(bow, from, bow, to, end + 6.0, to)];
            sheet.path(steps, ink);
            arrow(sheet, end, to, -1.0, ink.line);
            sheet.end();
            return;
        }
        let mut at = self.right(&places[first]);
        let mut steps = vec![Step::Move(at + if course.forward { 0.0 } else { 6.0 }, from)];
        for pair in course.along.windows(2) {
            let next = &places[pair[1]];
            let edge = self.left(next);
            let end = if !next.is_passing() && course.forward {
                edge - 6.0
            } else {
                edge
            };
            let (from, to) = (self.height(course, pair[0]), self.height(course, pair[1]));
            let half = (edge - at) / 2.0;
            steps.push(Step::Curve(at + half, from, edge - half, to, end, to));
            at = self.right(next);
            if next.is_passing() {
                steps.push(Step::Line(at, to));
            }
        }
        sheet.path(steps, ink);
        match course.forward {
            true => arrow(sheet, self.left(&places[last]), to, 1.0, ink.line),
            false => arrow(sheet, self.right(&places[first]), from, -1.0, ink.line),
        }
        sheet.end();
    }
}
