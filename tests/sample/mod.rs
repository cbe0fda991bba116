//! Readings made up for tests: a few lines say who cites what and where.
#![allow(dead_code, reason = "each test file uses its share")]

use jiff::civil::{Date, date};

use unxref::graph::Catalogue;
use unxref::model::{
    Candidates, Citation, Class, Fact, FactRelation, Facts, InputFile, Label, Language, NodeId, Reading, Relation,
    Section, Symbol, Target,
};
use unxref::text::Span;

pub fn id(text: &str) -> NodeId {
    NodeId::new(text)
}

/// A reading of a document in one language, without citations.
pub fn reading(symbol: &str, language: Language) -> Reading {
    Reading {
        id: id(symbol),
        input: InputFile {
            name: format!("{}.{language}.txt", symbol.replace('/', "_")),
            sha256: format!("{:064x}", symbol.len()),
        },
        language,
        facts: Facts {
            symbol: symbol.parse::<Symbol>().ok(),
            ..Facts::default()
        },
        citations: Vec::new(),
        stated: Vec::new(),
        notices: Vec::new(),
    }
}

/// A citation of `target` in `paragraph`; the class is told by the id.
pub fn citation(target: &str, relation: Relation, paragraph: &str, at: usize) -> Citation {
    let class = match target {
        _ if target.starts_with("set:") => Class::Set,
        _ if target.starts_with("session:") => Class::Session,
        "hrc" | "ohchr" | "sr-migrants" | "ga" => Class::Body,
        "imrf-2022" => Class::Event,
        _ if target.contains('/') => Class::Document,
        _ => Class::Instrument,
    };
    let operative = paragraph.starts_with("OP");
    Citation {
        target: Target::Resolved(id(target)),
        class,
        document: target.parse::<Symbol>().ok().map(|symbol| symbol.kind()),
        relation,
        opening: Some(relation),
        paragraph: Label::new(paragraph),
        section: if operative {
            Section::Operative
        } else {
            Section::Preamble
        },
        footnote: None,
        anchor: None,
        span: Span::new(at, at + 10),
        core: Span::new(at + 2, at + 8),
        link: false,
        quote: format!("words for {target}"),
        date: None,
        pinpoint: None,
        reason: "made up".into(),
        language: Language::En,
    }
}

pub fn ambiguous(paragraph: &str, at: usize) -> Citation {
    let candidates = Candidates::new([id("A/RES/53/24"), id("A/HRC/RES/53/24")]).expect("two");
    Citation {
        target: Target::Ambiguous(candidates),
        ..citation("A/RES/53/24", Relation::Recalls, paragraph, at)
    }
}

pub fn fact(from: &str, relation: FactRelation, to: &str) -> Fact {
    Fact {
        from: id(from),
        relation,
        to: id(to),
        paragraph: Label::new("PP3"),
        section: Section::Preamble,
        span: Span::new(5, 9),
        quote: "as stated".to_owned(),
    }
}

/// Three documents: a resolution in English and Chinese, one that it recalls, and a report.
pub fn corpus() -> Vec<Reading> {
    use Relation::*;
    let mut en = reading("A/HRC/RES/53/24", Language::En);
    en.facts.title = Some("Human rights of migrants".to_owned());
    en.facts.adopted = Some(date(2023, 7, 14));
    en.citations = vec![
        citation("un-charter", GuidedBy, "PP1", 10),
        citation("udhr", Reaffirms, "PP1", 30),
        citation("iccpr", Recalls, "PP2", 50),
        citation("A/RES/76/172", Recalls, "PP3", 70),
        citation("set:A/RES@76/172", Recalls, "PP3", 90),
        citation("A/HRC/RES/50/17", Recalls, "PP4", 110),
        citation("A/RES/217(III)[A]", Recalls, "PP5", 130),
        citation("A/HRC/RES/53/24", Recalls, "PP6", 140),
        citation("ohchr", Requests, "OP1", 150),
        citation("session:A/HRC/57", RequestsReport, "OP2", 170),
        citation("A/RES/76/172", Recalls, "OP3", 190),
        footnote("A/RES/76/172", "PP3", 400),
        ambiguous("OP4", 210),
    ];
    en.stated = vec![fact("A/RES/76/172", FactRelation::LatestMemberOf, "set:A/RES@76/172")];
    let mut zh = reading("A/HRC/RES/53/24", Language::Zh);
    zh.facts.title = Some("移民的人权".to_owned());
    zh.citations = vec![
        citation("udhr", Reaffirms, "PP1", 20),
        citation("A/RES/76/172", Recalls, "PP3", 40),
    ];
    let mut older = reading("A/HRC/RES/50/17", Language::En);
    older.facts.title = Some("The human rights of migrants".to_owned());
    older.citations = vec![
        citation("udhr", Reaffirms, "PP1", 10),
        citation("iccpr", Recalls, "PP2", 30),
        citation("A/77/178/Add.1", Welcomes, "PP3", 50),
    ];
    let mut report = reading("A/HRC/53/26", Language::En);
    report.citations = vec![
        citation("A/HRC/RES/50/17", InAccordanceWith, "para1", 10),
        citation("iccpr", Cites, "para2", 40),
        citation("sr-migrants", Mentions, "para2", 60),
    ];
    vec![en, zh, older, report]
}

fn footnote(target: &str, anchor: &str, at: usize) -> Citation {
    Citation {
        paragraph: Label::footnote(2),
        anchor: Some(Label::new(anchor)),
        footnote: Some(2),
        section: Section::Footnote,
        ..citation(target, Relation::Recalls, "fn2", at)
    }
}

/// What the tests know of three instruments.
pub struct Known;

impl Catalogue for Known {
    fn titles(&self, id: &NodeId) -> Vec<(Language, String)> {
        let titles = match id.as_str() {
            "iccpr" => [
                "International Covenant on Civil and Political Rights",
                "公民及政治权利国际公约",
            ],
            "udhr" => ["Universal Declaration of Human Rights", "世界人权宣言"],
            _ => return Vec::new(),
        };
        vec![
            (Language::En, titles[0].to_owned()),
            (Language::Zh, titles[1].to_owned()),
        ]
    }

    fn kind_and_form(&self, id: &NodeId) -> Option<(Class, String, Option<String>)> {
        let (kind, form) = match id.as_str() {
            "iccpr" => ("treaty", Some("covenant")),
            "udhr" => ("declaration", None),
            "ccpr" => return Some((Class::Body, "treaty-body".to_owned(), None)),
            _ => return None,
        };
        Some((Class::Instrument, kind.to_owned(), form.map(str::to_owned)))
    }

    fn date(&self, id: &NodeId) -> Option<Date> {
        (id.as_str() == "iccpr").then(|| date(1966, 12, 16))
    }

    fn facts_of(&self, of: &NodeId) -> Vec<(FactRelation, NodeId)> {
        match of.as_str() {
            "iccpr" => vec![
                (FactRelation::MonitoredBy, id("ccpr")),
                (FactRelation::AdoptedBy, id("A/RES/2200(XXI)[A]")),
            ],
            "udhr" => vec![(FactRelation::AdoptedBy, id("A/RES/217(III)[A]"))],
            _ => Vec::new(),
        }
    }

    fn members(&self, _: &NodeId) -> Vec<NodeId> {
        Vec::new()
    }
}
