//! Laws of pictures: whatever a graph holds, every node has its box on the sheet, no two boxes overlap, and no word of a
//! title ever becomes more than a word.

mod lines;
mod sample;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use lines::{assert_lines_go_around, assert_numbers_lead_somewhere, lines};
use sample::{Known, citation, corpus, reading};
use unxref::draw::{Layout, Picture, Rect, Subject, draw};
use unxref::graph::{Catalogue, CitationGraph, build};
use unxref::model::{Class, FactRelation, Language, NodeId, Reading, Relation};
use unxref::query::Filter;

const LAYOUTS: [Layout; 4] = [Layout::Around, Layout::Layers, Layout::Time, Layout::Series];

/// Titles as nobody would wish them.
const HOSTILE: [&str; 10] = [
    "\"quoted\" & 'single' <b>bold</b> ]]> -->",
    "</title></svg><script>alert(1)</script>",
    "line\nbreak\r\nand\ttab\u{0}\u{1b}[31m\u{7f}",
    "\u{202e}gnihtyna\u{202c} \u{2066}x\u{2069} \u{2069}\u{2069}",
    "《公约》，关于禁止酷刑和其他残忍、不人道或有辱人格的待遇或处罚的公约及其任择议定书的后续行动",
    "الاتفاقية الدولية لحماية حقوق جميع العمال المهاجرين وأفراد أسرهم (no. 5)",
    "href=\"javascript:alert(1)\" onload='x'",
    "\u{fffe}\u{ffff}\u{feff}\u{85}\u{2028}",
    "=cmd()|' /C calc'!A0 %s ${x} {{y}} {a} {b}",
    "",
];

/// A catalogue that entitles everything, each with another of the titles.
struct Entitled(Vec<String>);

impl Catalogue for Entitled {
    fn titles(&self, id: &NodeId) -> Vec<(Language, String)> {
        let nth = id.as_str().bytes().map(usize::from).sum::<usize>();
        let title = self.0[nth % self.0.len()].clone();
        vec![(Language::ALL[nth % 6], title.clone()), (Language::En, title)]
    }

    fn kind_and_form(&self, id: &NodeId) -> Option<(Class, String, Option<String>)> {
        Known.kind_and_form(id)
    }

    fn date(&self, id: &NodeId) -> Option<Date> {
        let nth = id.as_str().bytes().map(i16::from).sum::<i16>();
        (nth % 4 != 0).then(|| date(1945 + nth % 80, 3, 9))
    }

    fn facts_of(&self, id: &NodeId) -> Vec<(FactRelation, NodeId)> {
        Known.facts_of(id)
    }

    fn members(&self, _: &NodeId) -> Vec<NodeId> {
        Vec::new()
    }
}

fn titles() -> Vec<String> {
    let mut titles: Vec<String> = HOSTILE.iter().map(|title| (*title).to_owned()).collect();
    titles.extend(["x".repeat(10_000), "字".repeat(10_000), "word ".repeat(2_000)]);
    titles
}

fn picture(graph: &CitationGraph, ids: &[&str], layout: Layout, most: usize, language: Language) -> Picture {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let filter = Filter::default();
    let subject = match layout {
        Layout::Series => Subject::series(graph, &ids[0], &filter),
        Layout::Layers => Subject::around(graph, &ids, 2, &filter),
        Layout::Around | Layout::Time => Subject::around(graph, &ids, 1, &filter),
    };
    draw(&subject.expect("a known id").with_at_most(most), layout, language)
}

/// That the boxes are on the sheet and apart.
fn assert_in_order(picture: &Picture) {
    let apart = |a: &Rect, b: &Rect| {
        a.right() <= b.x + 0.05 || b.right() <= a.x + 0.05 || a.bottom() <= b.y + 0.05 || b.bottom() <= a.y + 0.05
    };
    for (nth, (id, rect)) in picture.boxes.iter().enumerate() {
        let inside = rect.x >= 0.0 && rect.y >= 0.0 && rect.right() <= picture.width && rect.bottom() <= picture.height;
        assert!(inside, "{id} at {rect:?} on {} × {}", picture.width, picture.height);
        for (other, its) in &picture.boxes[..nth] {
            assert!(apart(rect, its), "{id} at {rect:?} overlaps {other} at {its:?}");
        }
    }
}

/// That the picture is XML of the few elements and attributes that are drawn with, and leads nowhere else.
fn assert_harmless(svg: &str) {
    const ELEMENTS: [&str; 8] = ["svg", "title", "desc", "rect", "path", "text", "g", "a"];
    const ATTRIBUTES: [&str; 24] = [
        "xmlns",
        "width",
        "height",
        "viewBox",
        "role",
        "lang",
        "xml:lang",
        "aria-labelledby",
        "font-family",
        "id",
        "x",
        "y",
        "rx",
        "d",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "font-size",
        "font-weight",
        "text-anchor",
        "class",
        "href",
        "target",
    ];
    let mut reader = Reader::from_str(svg);
    let (mut depth, mut words) = (0_usize, String::new());
    loop {
        let event = reader.read_event().expect("XML");
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
                for attribute in element.attributes() {
                    let attribute = attribute.expect("an attribute");
                    let key = attribute.key.as_ref().to_owned();
                    assert!(ATTRIBUTES.contains(&key.as_str()), "{key}");
                    if key == "href" {
                        assert!(
                            attribute.value.starts_with("https://undocs.org/"),
                            "{}",
                            attribute.value
                        );
                    }
                }
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => words.push_str(text),
            Event::GeneralRef(_) => {}
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(depth, 0, "every element ends");
    assert!(words.contains("A/HRC/RES/53/24"), "it tells of its subject");
    let mut isolates = 0_i32;
    for c in svg.chars() {
        assert!(!matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2068}'), "{c:?}");
        assert!(!c.is_control() || c == '\n', "{c:?}");
        isolates += i32::from(c == '\u{2067}') - i32::from(c == '\u{2069}');
        assert!((0..=1).contains(&isolates), "an isolate that is not ours");
    }
    assert_eq!(isolates, 0);
}

#[test]
fn a_picture_is_the_same_each_time() {
    for layout in LAYOUTS {
        let one = picture(
            &build(&corpus(), &Known),
            &["A/HRC/RES/53/24"],
            layout,
            60,
            Language::Zh,
        );
        let next = picture(
            &build(&corpus(), &Known),
            &["A/HRC/RES/53/24"],
            layout,
            60,
            Language::Zh,
        );
        assert!(one.svg == next.svg, "{layout:?}");
    }
}

#[test]
fn nothing_in_a_title_breaks_out() {
    let graph = build(&corpus(), &Entitled(titles()));
    for layout in LAYOUTS {
        for language in Language::ALL {
            let picture = picture(&graph, &["A/HRC/RES/53/24"], layout, 60, language);
            assert_harmless(&picture.svg);
            assert_in_order(&picture);
        }
    }
}

#[test]
fn every_node_is_drawn_with_what_it_is() {
    let graph = build(&corpus(), &Known);
    let picture = picture(&graph, &["A/HRC/RES/53/24"], Layout::Around, 60, Language::En);
    let drawn: BTreeSet<&str> = picture.boxes.iter().map(|(id, _)| id.as_str()).collect();
    for cited in [
        "un-charter",
        "udhr",
        "iccpr",
        "A/RES/76/172",
        "set:A/RES@76/172",
        "ohchr",
        "session:A/HRC/57",
    ] {
        assert!(drawn.contains(cited), "{cited} of {drawn:?}");
    }
    for words in [
        "International Covenant on",
        "1966-12-16",
        "guided by · PP1",
        "https://undocs.org/A/RES/76/172",
        "Treaties and declarations",
        "Nothing in this graph cites it",
    ] {
        assert!(picture.svg.contains(words), "{words}");
    }
}

#[test]
fn what_is_left_out_is_told() {
    let graph = build(&corpus(), &Known);
    let picture = picture(&graph, &["A/HRC/RES/53/24"], Layout::Around, 5, Language::En);
    assert_eq!(picture.boxes.len(), 5);
    assert!(picture.svg.contains("--max-nodes"), "how to see them");
}

#[test]
fn nothing_is_drawn_without_what_leads_to_it() {
    let citing = |from: &str, to: &[&str]| {
        let mut reading = reading(from, Language::En);
        let cited = to.iter().enumerate();
        reading.citations = cited
            .map(|(nth, to)| citation(to, Relation::Recalls, "PP1", nth * 40))
            .collect();
        reading
    };
    // Nothing leads on from the treaties, which come first by number.
    let readings = [
        citing(
            "A/HRC/RES/53/24",
            &["crc", "cedaw", "icerd", "A/RES/76/141", "A/RES/76/172"],
        ),
        citing("A/RES/76/141", &["A/RES/70/1", "A/RES/66/288"]),
        citing("A/RES/76/172", &["A/RES/70/1", "A/RES/71/1"]),
    ];
    let graph = build(&readings, &Known);
    for most in 2..8 {
        let around = Subject::around(&graph, &["A/HRC/RES/53/24".to_owned()], 2, &Filter::default());
        let subject = around.expect("a known id").with_at_most(most);
        let far = subject.cited.iter().filter(|member| member.depth == 2);
        let mut leaders = far.map(|member| {
            let ends = member.links.iter().map(|link| link.from);
            ends.filter(|end| subject.cited.iter().any(|nearer| nearer.number == *end))
                .count()
        });
        assert!(leaders.all(|leaders| leaders > 0), "{most}: {:?}", subject.cited);
        assert_eq!(subject.drawn(), most);
    }
}

#[test]
fn what_lies_two_steps_away_fits_a_page() {
    let ids = |body: &str, count: usize| (1..=count).map(|n| format!("A/{body}/{n}")).collect::<Vec<_>>();
    let cites = |from: &str, to: &[String]| {
        let mut reading = reading(from, Language::En);
        let cited = to.iter().enumerate();
        reading.citations = cited
            .map(|(nth, to)| citation(to, Relation::ALL[nth % 5], "PP1", nth * 40))
            .collect();
        reading
    };
    // One cites forty, of which twelve cite twenty of a hundred and fifty each, and each other.
    let (near, far) = (ids("RES/70", 40), ids("RES/66", 150));
    let mut readings = vec![cites("A/HRC/RES/53/24", &near)];
    for (nth, from) in near.iter().take(12).enumerate() {
        let mut to: Vec<String> = far.iter().skip(nth * 12).take(20).cloned().collect();
        to.extend(near.iter().skip(nth + 1).step_by(5).cloned());
        readings.push(cites(from, &to));
    }
    let graph = build(&readings, &Known);
    for (language, most) in [
        (Language::En, 10),
        (Language::Zh, 40),
        (Language::Ar, 100),
        (Language::Ru, 300),
    ] {
        let picture = picture(&graph, &["A/HRC/RES/53/24"], Layout::Layers, most, language);
        assert_in_order(&picture);
        assert_lines_go_around(&picture);
        assert_numbers_lead_somewhere(&picture.svg);
        assert!(lines(&picture.svg).len() > 2, "what is tied has lines");
        let shape = picture.width / picture.height;
        assert!(
            most < 40 || (0.66..=2.4).contains(&shape),
            "{most} nodes are drawn {shape} times as wide as high"
        );
    }
}

#[test]
fn one_node_without_edges_is_a_picture() {
    let graph = build(&[reading("A/HRC/RES/53/24", Language::En)], &Known);
    for layout in LAYOUTS {
        let picture = picture(&graph, &["A/HRC/RES/53/24"], layout, 60, Language::Ar);
        assert_eq!(picture.boxes.len(), 1, "{layout:?}");
        assert_in_order(&picture);
        assert_harmless(&picture.svg);
    }
}

#[cfg(feature = "pictures")]
#[test]
fn png_and_pdf_are_what_they_say() {
    let graph = build(&corpus(), &Known);
    let picture = picture(&graph, &["A/HRC/RES/53/24"], Layout::Around, 60, Language::En);
    match (picture.png(), picture.pdf()) {
        (Ok(png), Ok(pdf)) => {
            assert!(png.bytes.starts_with(b"\x89PNG"));
            assert!(pdf.bytes.starts_with(b"%PDF"));
        }
        (png, pdf) => {
            // A machine without fonts says so, of both.
            for error in [png.err(), pdf.err()] {
                assert_eq!(error, Some(unxref::draw::PictureError::NoFonts));
            }
        }
    }
}

/// Documents that cite each other and things of every class at random.
fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let target = prop_oneof![
        (1..60_u8).prop_map(|n| format!("A/RES/70/{n}")),
        (1..20_u8).prop_map(|n| format!("A/HRC/RES/53/{n}")),
        (1..20_u8).prop_map(|n| format!("A/HRC/50/{n}")),
        (1..6_u8).prop_map(|n| format!("set:A/RES@70/{n}")),
        prop::sample::select(vec![
            "iccpr",
            "udhr",
            "un-charter",
            "ohchr",
            "imrf-2022",
            "session:A/HRC/57"
        ])
        .prop_map(str::to_owned),
    ];
    let relation = prop::sample::select(Relation::ALL.to_vec());
    let cited = prop::collection::vec((target, relation, 1..9_u8), 0..60);
    prop::collection::vec((20..30_u8, cited), 1..8).prop_map(|documents| {
        let one = |(number, cited): (u8, Vec<(String, Relation, u8)>)| {
            let mut reading = reading(&format!("A/HRC/RES/53/{number}"), Language::En);
            reading.citations = cited
                .iter()
                .enumerate()
                .map(|(at, (target, relation, paragraph))| {
                    citation(target, *relation, &format!("PP{paragraph}"), 20 * at)
                })
                .collect();
            reading
        };
        let mut readings: Vec<Reading> = documents.into_iter().map(one).collect();
        readings.push(reading("A/HRC/RES/53/24", Language::En));
        readings
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn boxes_are_on_the_sheet_and_apart(
        readings in readings(),
        language in prop::sample::select(Language::ALL.to_vec()),
        layout in prop::sample::select(LAYOUTS.to_vec()),
        most in 0..200_usize,
        entitled in any::<bool>(),
    ) {
        let titles = if entitled { titles() } else { vec!["Rights of lighthouse keepers".to_owned()] };
        let graph = build(&readings, &Entitled(titles));
        let ids: &[&str] = match layout {
            Layout::Layers => &["A/HRC/RES/53/24", readings[0].id.as_str()],
            _ => &["A/HRC/RES/53/24"],
        };
        let picture = picture(&graph, ids, layout, most, language);
        prop_assert!(!picture.boxes.is_empty());
        if layout == Layout::Layers {
            assert_lines_go_around(&picture);
            if !entitled {
                assert_numbers_lead_somewhere(&picture.svg);
            }
        }
        assert_in_order(&picture);
        assert_harmless(&picture.svg);
    }
}
