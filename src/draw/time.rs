//! The citations of one document over the years: arcs above an axis lead to the day of each, and below it stand the series
//! of the document and what it cites and what cites it, each below its day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::draw::card::{BLACK, Card, GREY, Measure};
use crate::draw::legend::Legend;
use crate::draw::page::{MARGIN, Page};
use crate::draw::root;
use crate::draw::sheet::{Group, Ink, Rect, Sheet, Step};
use crate::draw::strand::strand;
use crate::draw::subject::{Member, Subject};
use crate::draw::typeset::Type;
use crate::draw::words::{colon, phrase};
use crate::draw::years::Years;
use crate::export::{Cluster, Manner, link_tale};
use crate::graph::{Link, Node};
use crate::model::{Language, NodeId};
use crate::query::{Chains, order};

const CARD: f64 = 172.0;
const GAP: f64 = 7.0;
const BETWEEN: f64 = 14.0;
const HEADING: f64 = 24.0;
const PAD: f64 = 8.0;
/// The highest arc.
const ARCS: f64 = 150.0;
const HEAD: Type = Type::bold(11.0);
const YEAR: Type = Type::bold(10.5);
const NOTE: Type = Type::plain(10.5);

/// Cards of one sort, each below its day.
struct Lane<'g> {
    heading: String,
    /// The cards with their days; of one without, the next free place.
    cards: Vec<(Option<Date>, Card<'g>)>,
    series: bool,
}

/// The picture.
pub(super) fn time(subject: &Subject<'_>, language: Language) -> Page {
    let lanes = lanes(subject, language);
    let days = lanes
        .iter()
        .flat_map(|lane| lane.cards.iter().filter_map(|(day, _)| *day));
    let years = Years::of(days);
    let mut page = Page::new(subject, "title.time", language);
    let mut sheet = Sheet::default();
    let wide = (years.width + CARD + 2.0 * PAD).max(620.0);
    let arcs = arcs(subject, &years);
    let axis = page.top + arcs.iter().map(Arc::height).fold(0.0, f64::max) + 8.0;
    let mut below = Sheet::default();
    let mut y = axis + 34.0;
    for lane in &lanes {
        y += draw_lane(&mut below, lane, &years, y, wide) + BETWEEN;
    }
    draw_axis(&mut sheet, &years, axis, y - BETWEEN, wide);
    draw_arcs(&mut sheet, &arcs, axis);
    draw_root(&mut sheet, subject, &years, axis);
    sheet.marks.extend(below.marks);
    sheet.boxes.extend(below.boxes);
    for note in root::notes(subject, language) {
        for line in NOTE.lines(&note, wide, 3) {
            y += 14.0;
            sheet.words(MARGIN, y, line, NOTE, GREY);
        }
    }
    let legend = Legend::of(&subject.nodes(), &subject.links(), wide, language);
    legend.draw(&mut sheet, MARGIN, y + 10.0);
    page.place(sheet);
    page.finish(wide + 2.0 * MARGIN, y + 10.0 + legend.height);
    page
}

/// The day of a node, or the first of its session or year.
fn day(node: &Node) -> Option<Date> {
    order(node).0
}

/// The series of the document first, then what it cites, then what cites it.
fn lanes<'g>(subject: &Subject<'g>, language: Language) -> Vec<Lane<'g>> {
    let Some(root) = subject.first() else {
        return Vec::new();
    };
    let measure = Measure {
        width: CARD,
        ..Measure::of(subject.drawn())
    };
    let own: BTreeSet<&NodeId> = root.body.iter().collect();
    let own: Vec<&NodeId> = own.into_iter().collect();
    let kin = kin(subject);
    let card = |member: &Member<'g>| Card::new(member.node, &member.links, measure, language);
    let mut first = Card::new(root, &[], measure, language);
    first.line = 2.6;
    let mut series = vec![(day(root), first)];
    let mut seen = BTreeSet::new();
    let mut lanes = Vec::new();
    for (members, key) in [(&subject.cited, "side-cites"), (&subject.citing, "side-cited-by")] {
        let mut groups: BTreeMap<Cluster, Vec<(Option<Date>, Card<'g>)>> = BTreeMap::new();
        for member in members {
            // What is on both sides stands once, with what it is first.
            if !seen.insert(member.number) {
                continue;
            }
            if kin.contains(&member.node.id) {
                series.push((day(member.node), card(member)));
                continue;
            }
            let sort = match member.links.iter().all(Link::is_fact) {
                true => Cluster::Background,
                false => Cluster::of(member.node, &own),
            };
            groups.entry(sort).or_default().push((day(member.node), card(member)));
        }
        for (sort, cards) in groups {
            let heading = format!("{}{}{}", phrase(key, language), colon(language), sort.title(language));
            lanes.push(Lane {
                heading,
                cards,
                series: false,
            });
        }
    }
    let mut undated = Vec::new();
    for lane in &mut lanes {
        let (dated, others): (Vec<_>, Vec<_>) = std::mem::take(&mut lane.cards)
            .into_iter()
            .partition(|(day, _)| day.is_some());
        lane.cards = dated;
        undated.extend(others);
        lane.heading = format!("{} · {}", lane.heading, lane.cards.len());
    }
    lanes.retain(|lane| !lane.cards.is_empty());
    lanes.insert(
        0,
        Lane {
            heading: format!("{} · {}", phrase("series", language), series.len()),
            cards: series,
            series: true,
        },
    );
    if !undated.is_empty() {
        let heading = format!("{} · {}", phrase("no-date", language), undated.len());
        lanes.push(Lane {
            heading,
            cards: undated,
            series: false,
        });
    }
    for lane in &mut lanes {
        lane.cards
            .sort_by_cached_key(|(day, card)| (day.is_none(), *day, card.node.id.clone()));
    }
    lanes
}

/// The documents of the same series.
fn kin(subject: &Subject<'_>) -> BTreeSet<NodeId> {
    let Some(numbers) = subject.asked.first() else {
        return BTreeSet::new();
    };
    let series = Chains::new(subject.graph).of(numbers[0], &subject.filter);
    let all = series.predecessors.iter().chain(&series.successors);
    all.map(|episode| episode.node.id.clone()).collect()
}

/// Draws a lane, its cards in as few rows as they need, and tells how tall it is.
fn draw_lane(sheet: &mut Sheet, lane: &Lane<'_>, years: &Years, y: f64, wide: f64) -> f64 {
    let left = MARGIN + PAD;
    let mut ends: Vec<f64> = Vec::new();
    let mut places: Vec<(usize, f64)> = Vec::new();
    for (day, _) in &lane.cards {
        let x = day.map(|day| left + years.place(day));
        let row = match x {
            Some(x) => ends.iter().position(|&end| end <= x),
            // Without a day, where there is room for it beside the others.
            None => ends.iter().position(|&end| end + CARD <= MARGIN + wide - PAD),
        };
        let row = row.unwrap_or_else(|| {
            ends.push(left);
            ends.len() - 1
        });
        let x = x.unwrap_or(ends[row]);
        ends[row] = x + CARD + GAP;
        places.push((row, x));
    }
    let mut heights = vec![0.0_f64; ends.len()];
    for ((_, card), &(row, _)) in lane.cards.iter().zip(&places) {
        heights[row] = heights[row].max(card.height);
    }
    let rail = if lane.series { 10.0 } else { 0.0 };
    let height = HEADING + rail + heights.iter().map(|height| height + GAP).sum::<f64>() + 3.0;
    let rect = Rect {
        x: MARGIN,
        y,
        w: wide,
        h: height,
    };
    sheet.rect(rect, Ink::line("#dddddd", 1.0).rounded(6.0));
    let heading = HEAD.cut(&lane.heading, wide - 2.0 * PAD);
    // The line of a year does not run through words.
    let behind = Rect {
        x: left - 2.0,
        y: y + 4.0,
        w: HEAD.width(&heading) + 4.0,
        h: 16.0,
    };
    sheet.rect(behind, Ink::filled("#ffffff"));
    sheet.words(left, y + 16.0, heading, HEAD, GREY);
    let top = |row: usize| y + HEADING + rail + heights[..row].iter().map(|height| height + GAP).sum::<f64>();
    if lane.series {
        draw_rail(sheet, &places, y + HEADING + 1.0, top);
    }
    for ((_, card), &(row, x)) in lane.cards.iter().zip(&places) {
        card.draw(sheet, x, top(row), false);
    }
    height
}

/// The chain of a series: a rail along its days, and from each day a stem down to its card.
fn draw_rail(sheet: &mut Sheet, places: &[(usize, f64)], y: f64, top: impl Fn(usize) -> f64) {
    let across = |x: f64| x + 10.0;
    if let (Some(first), Some(last)) = (places.first(), places.last()) {
        let rail = vec![Step::Move(across(first.1), y), Step::Line(across(last.1), y)];
        sheet.path(rail, Ink::line(BLACK, 2.2));
    }
    for &(row, x) in places {
        let stem = vec![Step::Move(across(x), y), Step::Line(across(x), top(row))];
        sheet.path(stem, Ink::line(BLACK, 1.2));
        let dot = Rect {
            x: across(x) - 3.5,
            y: y - 3.5,
            w: 7.0,
            h: 7.0,
        };
        sheet.rect(dot, Ink::filled(BLACK).rounded(3.5));
    }
}

/// The axis, and a thin line down from each of its years.
fn draw_axis(sheet: &mut Sheet, years: &Years, y: f64, foot: f64, wide: f64) {
    let left = MARGIN + PAD;
    let mut free = f64::NEG_INFINITY;
    for (year, at, skipped) in years.marks() {
        let x = left + at;
        sheet.path(
            vec![Step::Move(x, y), Step::Line(x, foot)],
            Ink::line("#dcdcdc", 1.0).dashed("2 4"),
        );
        if skipped {
            // Two strokes across the axis: years are left out here.
            for shift in [-16.0, -11.0] {
                let stroke = vec![
                    Step::Move(x + shift - 3.0, y + 6.0),
                    Step::Line(x + shift + 3.0, y - 6.0),
                ];
                sheet.path(stroke, Ink::line(GREY, 1.2));
            }
        }
        sheet.path(vec![Step::Move(x, y), Step::Line(x, y + 5.0)], Ink::line(BLACK, 1.4));
        if x >= free {
            sheet.words(x + 3.0, y + 18.0, year.to_string(), YEAR, BLACK);
            free = x + 36.0;
        }
    }
    sheet.path(
        vec![Step::Move(MARGIN, y), Step::Line(MARGIN + wide, y)],
        Ink::line(BLACK, 1.4),
    );
}

/// A link from the day of what cites to the day of what is cited.
struct Arc<'g> {
    link: Link<'g>,
    from: f64,
    to: f64,
    /// How far above the axis its handles are.
    lift: f64,
}

impl Arc<'_> {
    /// How high it rises.
    fn height(&self) -> f64 {
        0.75 * self.lift
    }
}

/// An arc for each link between two days; those that look the same are one.
fn arcs<'g>(subject: &Subject<'g>, years: &Years) -> Vec<Arc<'g>> {
    let mut seen = BTreeSet::new();
    let mut arcs = Vec::new();
    for link in subject.links() {
        let (Some(from), Some(to)) = (place(link.source, years), place(link.target, years)) else {
            continue;
        };
        let tenths = |x: f64| (x * 10.0).round() as i64;
        if (from - to).abs() < 4.0 || !seen.insert((tenths(from), tenths(to), Manner::of(&link))) {
            continue;
        }
        let lift = (12.0 + ARCS * ((from - to).abs() / years.width).sqrt() * 1.22).min(ARCS * 1.3);
        arcs.push(Arc { link, from, to, lift });
    }
    arcs
}

/// Where the day of a node stands.
fn place(node: &Node, years: &Years) -> Option<f64> {
    day(node).map(|day| MARGIN + PAD + years.place(day))
}

fn draw_arcs(sheet: &mut Sheet, arcs: &[Arc<'_>], axis: f64) {
    for arc in arcs {
        sheet.begin(Group {
            class: "link",
            title: link_tale(&arc.link),
            ..Group::default()
        });
        let (from, to, high) = (arc.from, arc.to, axis - arc.lift);
        let manner = Manner::of(&arc.link);
        let steps = vec![
            Step::Move(from, axis),
            Step::Curve(from, high, to, high, to, axis - 7.0),
        ];
        strand(sheet, steps, manner.ink());
        let head = vec![
            Step::Move(to, axis),
            Step::Line(to - 3.4, axis - 7.0),
            Step::Line(to + 3.4, axis - 7.0),
            Step::Close,
        ];
        sheet.path(head, Ink::filled(manner.colour()));
        sheet.end();
    }
}

/// The day of the document itself, as a dot on the axis.
fn draw_root(sheet: &mut Sheet, subject: &Subject<'_>, years: &Years, axis: f64) {
    if let Some(x) = subject.first().and_then(|node| place(node, years)) {
        let dot = Rect {
            x: x - 5.0,
            y: axis - 5.0,
            w: 10.0,
            h: 10.0,
        };
        sheet.rect(dot, Ink::line("#ffffff", 1.5).on(BLACK).rounded(5.0));
    }
}
