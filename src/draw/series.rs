//! The chain of a document: its predecessors and successors on its subject, one below the other, with what each recalls of
//! the others and what it is the first to cite.

use std::collections::BTreeSet;

use crate::draw::card::{BLACK, Card, GREY, Measure};
use crate::draw::page::{MARGIN, Page};
use crate::draw::root;
use crate::draw::sheet::{Ink, Sheet, Step};
use crate::draw::strand::strand;
use crate::draw::subject::Subject;
use crate::draw::typeset::Type;
use crate::draw::words::{colon, comma, filled, phrase, semicolon};
use crate::export::{Manner, shown_id};
use crate::graph::{CitationGraph, Link};
use crate::model::{Class, Language};
use crate::query::{Chains, Series};

const CARD: f64 = 300.0;
const SIDE: f64 = 250.0;
const GAP: f64 = 26.0;
/// Chains that are longer are broken into columns.
const COLUMN: usize = 9;
const YEAR: Type = Type::bold(13.0);
const WORDS: Type = Type::plain(10.5);
const NOTE: Type = Type::plain(10.5);
const LEADING: f64 = 14.0;

/// A document of the chain, as it is drawn.
struct Station<'g> {
    card: Card<'g>,
    words: Vec<(String, &'static str)>,
    year: String,
    /// How it cites the one before it, where it is known to.
    tied: Option<(Manner, String)>,
}

impl Station<'_> {
    fn height(&self) -> f64 {
        self.card.height.max(self.words.len() as f64 * LEADING + 4.0)
    }
}

/// The picture, the oldest first.
pub(super) fn series(subject: &Subject<'_>, language: Language) -> Page {
    let stations = stations(subject, language);
    let mut page = Page::new(subject, "title.series", language);
    let mut sheet = Sheet::default();
    let columns = stations.len().div_ceil(COLUMN).max(1);
    let each = stations.len().div_ceil(columns).max(1);
    let step = 52.0 + CARD + 16.0 + SIDE + 30.0;
    let mut foot = page.top;
    for (nth, chunk) in stations.chunks(each).enumerate() {
        let x = MARGIN + nth as f64 * step;
        let mut y = page.top;
        // Where the line from each comes to: the card above, or the top of a column that goes on.
        let mut above = (nth > 0).then_some(page.top - 16.0);
        for station in chunk {
            draw_station(&mut sheet, station, x, y, above);
            above = Some(y + station.card.height);
            y += station.height() + GAP;
        }
        foot = foot.max(y - GAP);
    }
    let wide = columns as f64 * step - 30.0;
    let mut y = foot + 14.0;
    for note in notes(subject, language) {
        for line in NOTE.lines(&note, wide, 3) {
            y += 14.0;
            sheet.words(MARGIN, y, line, NOTE, GREY);
        }
    }
    page.place(sheet);
    page.finish(MARGIN * 2.0 + wide, y);
    page
}

fn notes(subject: &Subject<'_>, language: Language) -> Vec<String> {
    let alone = subject.whole == (0, 0);
    let mut notes: Vec<String> = match alone {
        true => vec![phrase("no-series", language).to_owned()],
        false => Vec::new(),
    };
    if subject.left_out() > 0 {
        notes.extend(root::notes(subject, language).into_iter().take(1));
    }
    notes
}

fn stations<'g>(subject: &Subject<'g>, language: Language) -> Vec<Station<'g>> {
    let graph = subject.graph;
    let Some(&asked) = subject.asked.first().and_then(|numbers| numbers.first()) else {
        return Vec::new();
    };
    let series = Chains::new(graph).of(asked, &subject.filter);
    let earlier = subject.cited.iter().rev().map(|member| member.number);
    let later = subject.citing.iter().map(|member| member.number);
    let chain: Vec<usize> = earlier.chain([asked]).chain(later).collect();
    let measure = Measure {
        width: CARD,
        lines: 3,
        rows: 0,
    };
    let mut known: BTreeSet<usize> = BTreeSet::new();
    let mut stations: Vec<Station<'g>> = Vec::new();
    for (nth, &number) in chain.iter().enumerate() {
        let node = graph.at(number);
        let mut card = Card::new(node, &[], measure, language);
        if number == asked {
            card.line = 2.6;
        }
        let before = nth.checked_sub(1).map(|nth| chain[nth]);
        let cited = cited(graph, number);
        let words = words(graph, number, &chain, (&cited, &known), &series, language);
        known.extend(&cited);
        stations.push(Station {
            card,
            words,
            year: node.day().map_or(String::new(), |day| day.year().to_string()),
            tied: before.and_then(|before| {
                let mut links = graph.links_from(number);
                let link = links.find(|link| link.to == before && link.is_citation())?;
                Some((Manner::of(&link), phrase(link.tie.name(), language).to_owned()))
            }),
        });
    }
    stations
}

fn cited(graph: &CitationGraph, number: usize) -> BTreeSet<usize> {
    let links = graph.links_from(number).filter(Link::is_citation);
    links.map(|link| link.to).collect()
}

/// What stands beside a document: how much it cites and is cited, what of the chain it names, and what it is the first to cite.
fn words(
    graph: &CitationGraph,
    number: usize,
    chain: &[usize],
    (cited, known): (&BTreeSet<usize>, &BTreeSet<usize>),
    series: &Series<'_>,
    language: Language,
) -> Vec<(String, &'static str)> {
    let node = graph.at(number);
    let citing: BTreeSet<usize> = graph
        .links_to(number)
        .filter(Link::is_citation)
        .map(|link| link.from)
        .collect();
    let cites = match node.read {
        true => format!("{} · {}", phrase("side-cites", language), cited.len()),
        false => phrase("not-read", language).to_owned(),
    };
    let mut told = vec![
        cites,
        format!("{} · {}", phrase("side-cited-by", language), citing.len()),
    ];
    let named: Vec<String> = chain
        .iter()
        .filter(|one| cited.contains(one))
        .map(|&one| shown_id(graph.at(one)))
        .collect();
    if !named.is_empty() {
        told.push(format!(
            "{}{}{}",
            phrase("recalls", language),
            colon(language),
            named.join(comma(language))
        ));
    }
    let mut new: Vec<usize> = cited
        .difference(known)
        .copied()
        .filter(|one| !chain.contains(one))
        .collect();
    if !known.is_empty() && !new.is_empty() {
        // The best known first: they tell most.
        let fame = |one: &usize| std::cmp::Reverse(graph.links_to(*one).filter(Link::is_citation).count());
        new.sort_by_key(fame);
        let names = new.iter().take(3).map(|&one| match graph.at(one) {
            node if node.class == Class::Document => shown_id(node),
            node => node.title(language).unwrap_or(node.id.as_str()).to_owned(),
        });
        let mut names: Vec<String> = names.collect();
        if new.len() > 3 {
            names.push(filled("and", language, &(new.len() - 3).to_string(), ""));
        }
        told.push(format!(
            "{}{}{}",
            phrase("new", language),
            colon(language),
            names.join(semicolon(language))
        ));
    }
    let all = series.predecessors.iter().chain(&series.successors);
    let doubted = all
        .into_iter()
        .find(|episode| std::ptr::eq(episode.node, node) && !episode.certain);
    if let Some(episode) = doubted {
        told.push(format!("{} {:.2}", phrase("certainty", language), episode.score));
    }
    let mut lines: Vec<(String, &'static str)> = Vec::new();
    if std::ptr::eq(series.newest(), node) && !series.predecessors.is_empty() {
        lines.push((capitalized(phrase("newest", language)), BLACK));
    }
    for words in told {
        lines.extend(
            WORDS
                .lines(&capitalized(&words), SIDE, 4)
                .into_iter()
                .map(|line| (line, GREY)),
        );
    }
    lines
}

/// Words as they begin a line, where the script has capitals.
fn capitalized(words: &str) -> String {
    let mut rest = words.chars();
    let first: String = rest.next().map_or(String::new(), |c| c.to_uppercase().collect());
    first + rest.as_str()
}

/// Draws one document with its year at the left and what is told of it at the right, tied to the one above it.
fn draw_station(sheet: &mut Sheet, station: &Station<'_>, x: f64, y: f64, above: Option<f64>) {
    let line = x + 52.0 + 24.0;
    if let Some(top) = above {
        let ink = match &station.tied {
            Some((manner, _)) => manner.ink(),
            None => Ink::line(GREY, 1.2).dashed("1.5 4"),
        };
        // A later document cites an earlier one: the arrow points back.
        let steps = vec![Step::Move(line, y), Step::Line(line, top + 6.0)];
        strand(sheet, steps, ink);
        if let Some((_, words)) = &station.tied {
            let head = vec![
                Step::Move(line, top),
                Step::Line(line - 3.6, top + 7.0),
                Step::Line(line + 3.6, top + 7.0),
                Step::Close,
            ];
            sheet.path(head, Ink::filled(ink.line));
            if y - top > 20.0 {
                sheet.words(line + 10.0, y - 9.0, words.as_str(), Type::plain(9.5), GREY);
            }
        }
    }
    sheet.words(x, y + 19.0, station.year.as_str(), YEAR, BLACK);
    station.card.draw(sheet, x + 52.0, y, false);
    let beside = x + 52.0 + CARD + 16.0;
    for (nth, (words, colour)) in station.words.iter().enumerate() {
        let base = y + 13.0 + nth as f64 * LEADING;
        sheet.words(beside, base, words.as_str(), WORDS, colour);
    }
}
