//! Questions and their answers, on a corpus of three documents.

mod sample;

use sample::{Known, corpus, id};
use unxref::export::{Answer, DotOptions};
use unxref::graph::{CitationGraph, build};
use unxref::model::{Class, FactRelation, Language, Reading, Relation, Section};
use unxref::query::{Filter, Measure, SetQuestion, cited_by, cites, common, find, path, rank, related, series, show};

fn graph() -> CitationGraph {
    build(&corpus(), &Known)
}

fn all() -> Filter {
    Filter::default()
}

#[test]
fn cites_keeps_citations_mentions_and_facts_apart() {
    let graph = graph();
    let reach = cites(&graph, "A/HRC/RES/53/24", 1, &all()).expect("a node");
    let targets: Vec<_> = reach.citations.iter().map(|hop| hop.link.target.id.as_str()).collect();
    assert_eq!(
        targets,
        [
            "A/HRC/RES/50/17",
            "A/RES/217(III)[A]",
            "A/RES/76/172",
            "iccpr",
            "set:A/RES@76/172",
            "udhr",
            "un-charter"
        ]
    );
    let mentioned: Vec<_> = reach.mentions.iter().map(|hop| hop.link.target.id.as_str()).collect();
    assert_eq!(mentioned, ["ohchr", "session:A/HRC/57"]);
    let deep = cites(&graph, "A/HRC/RES/53/24", 0, &all()).expect("a node");
    assert!(
        deep.citations
            .iter()
            .any(|hop| hop.depth == 2 && hop.link.target.id == id("A/77/178/Add.1"))
    );
}

#[test]
fn filters_choose_links_and_nodes() {
    let graph = graph();
    let ask = |filter: &Filter| {
        let reach = cites(&graph, "A/HRC/RES/53/24", 1, filter).expect("a node");
        reach
            .citations
            .iter()
            .map(|hop| hop.link.target.id.to_string())
            .collect::<Vec<_>>()
    };
    let only = |section| Filter {
        sections: [section].into(),
        ..all()
    };
    assert_eq!(ask(&only(Section::Operative)), ["A/RES/76/172"]);
    assert_eq!(
        ask(&Filter {
            classes: [Class::Set].into(),
            ..all()
        }),
        ["set:A/RES@76/172"]
    );
    assert_eq!(
        ask(&Filter {
            body: Some(id("hrc")),
            ..all()
        }),
        ["A/HRC/RES/50/17"]
    );
    assert_eq!(
        ask(&Filter {
            since: Some(1960),
            until: Some(1970),
            ..all()
        }),
        ["iccpr"]
    );
    assert_eq!(
        ask(&Filter {
            relations: ["reaffirms".parse().expect("a relation")].into(),
            ..all()
        }),
        ["udhr"]
    );
}

#[test]
fn cited_by_a_whole_resolution_includes_its_parts() {
    let graph = graph();
    let reach = cited_by(&graph, "A/RES/217 (III)", 1, &all()).expect("a node");
    assert_eq!(reach.citations.len(), 1);
    assert_eq!(reach.citations[0].link.source.id, id("A/HRC/RES/53/24"));
    assert!(reach.facts.iter().any(|hop| hop.link.source.id == id("udhr")));
    let body = cited_by(&graph, "ohchr", 1, &all()).expect("a body");
    assert_eq!((body.citations.len(), body.mentions.len()), (0, 1));
}

#[test]
fn path_gives_every_shortest_chain_with_its_steps() {
    let graph = graph();
    let found = path(&graph, "A/HRC/53/26", "A/77/178", false, &all()).expect("nodes");
    assert_eq!(found.chains.len(), 1);
    let ids: Vec<_> = found.chains[0].nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["A/HRC/53/26", "A/HRC/RES/50/17", "A/77/178/Add.1", "A/77/178"]);
    let strict = path(&graph, "A/HRC/53/26", "A/77/178", true, &all()).expect("nodes");
    assert!(strict.chains.is_empty());
    let nearest = path(&graph, "A/HRC/RES/53/24", "A/RES/217(III)", false, &all()).expect("nodes");
    assert_eq!(nearest.chains[0].nodes.len(), 2);
    let unknown = path(&graph, "A/HRC/RES/99/99", "iccpr", false, &all()).expect_err("unknown");
    assert!(unknown.to_string().contains("found `A/HRC/RES/99/99`"), "{unknown}");
}

#[test]
fn related_common_and_series_name_what_is_shared() {
    let graph = graph();
    let near = related(&graph, "A/HRC/RES/53/24", 1, &all()).expect("a node");
    assert_eq!(near[0].node.id, id("A/HRC/53/26"));
    let shared: Vec<_> = near[0].both_cite.iter().map(|node| node.id.as_str()).collect();
    // What fewer cite tells more.
    assert_eq!(shared, ["A/HRC/RES/50/17", "iccpr"]);
    // Three documents cite something.
    let weight = |count: f64| ((4.0 / count).ln() / 4_f64.ln()).powi(2);
    // Of what the resolution cites one is cited by three, two by two, four by one.
    let own = weight(3.0) + 2.0 * weight(2.0) + 4.0 * weight(1.0);
    let both = weight(3.0) + weight(2.0);
    assert!((near[0].coupling - both / ((own * both).sqrt() + 4.0)).abs() < 1e-12);
    let three = ["A/HRC/RES/53/24", "A/HRC/RES/50/17", "A/HRC/53/26"];
    let all_cite = common(&graph, &three, &all()).expect("nodes");
    assert_eq!(all_cite.shared.len(), 1);
    assert_eq!(
        (all_cite.shared[0].node.id.as_str(), all_cite.shared[0].links.len()),
        ("iccpr", 3)
    );
    let series = series(&graph, "A/HRC/RES/53/24", &all()).expect("a node");
    assert_eq!(series.predecessors.len(), 1);
    assert_eq!(series.predecessors[0].node.id, id("A/HRC/RES/50/17"));
    assert!(series.successors.is_empty());
}

/// networkx 3.6 gives these for the edges 0→1 0→2 1→2 2→0 3→2.
#[test]
fn pagerank_agrees_with_networkx() {
    let name = |number: usize| format!("A/HRC/RES/{}/1", 50 + number);
    let out = [vec![1, 2], vec![2], vec![0], vec![2]];
    let cited = |to: &usize| sample::citation(&name(*to), Relation::Recalls, "PP1", *to);
    let readings: Vec<_> = (0..4)
        .map(|from| Reading {
            citations: out[from].iter().map(cited).collect(),
            ..sample::reading(&name(from), Language::En)
        })
        .collect();
    let graph = build(&readings, &Known);
    let ranked = rank(&graph, Measure::PageRank, 0, &all());
    for (number, expected) in [0.372_526_85, 0.195_823_91, 0.394_149_24, 0.0375]
        .into_iter()
        .enumerate()
    {
        let one = ranked
            .iter()
            .find(|one| one.node.id == id(&name(number)))
            .expect("ranked");
        assert!((one.score - expected).abs() < 1e-6, "{number}: {}", one.score);
    }
}

#[test]
fn ranks_add_up_and_name_the_most_cited() {
    let graph = graph();
    let most = rank(&graph, Measure::InDegree, 1, &all());
    assert_eq!((most[0].node.id.as_str(), most[0].cited_by), ("iccpr", 3));
    for measure in [Measure::PageRank, Measure::Hubs, Measure::Authorities] {
        let sum: f64 = rank(&graph, measure, 0, &all()).iter().map(|one| one.score).sum();
        assert!((sum - 1.0).abs() < 1e-6, "{measure:?} {sum}");
    }
    assert_eq!(rank(&graph, Measure::Hubs, 1, &all())[0].node.id, id("A/HRC/RES/53/24"));
}

#[test]
fn find_takes_words_symbols_and_misprints_in_any_language() {
    let graph = graph();
    let first = |words: &str| {
        find(&graph, words, Language::En, 1, &all())
            .first()
            .map(|found| found.node.id.to_string())
    };
    assert_eq!(first("covenant civil political").as_deref(), Some("iccpr"));
    assert_eq!(first("COVENÁNT cívil").as_deref(), Some("iccpr"));
    assert_eq!(first("covenent").as_deref(), Some("iccpr"));
    assert_eq!(first("convenant poltical civli").as_deref(), Some("iccpr"));
    assert_eq!(first("世界人权").as_deref(), Some("udhr"));
    assert_eq!(first("公民权利国际公约").as_deref(), Some("iccpr"));
    assert_eq!(first("移民的人权").as_deref(), Some("A/HRC/RES/53/24"));
    assert_eq!(first("a/res/217 A (III)").as_deref(), Some("A/RES/217(III)[A]"));
    assert_eq!(first("76/172").as_deref(), Some("A/RES/76/172"));
    assert_eq!(first("xylophone"), None);
    assert!(find(&graph, "", Language::En, 0, &all()).is_empty());
}

#[test]
fn answers_print_as_table_tsv_json_and_dot() {
    let graph = graph();
    let answers = [
        Answer::Reach(cites(&graph, "A/HRC/RES/53/24", 2, &all()).expect("a node")),
        Answer::Paths(path(&graph, "A/HRC/53/26", "A/77/178", false, &all()).expect("nodes")),
        Answer::Related(related(&graph, "A/HRC/RES/53/24", 0, &all()).expect("a node")),
        Answer::Common(common(&graph, &["A/HRC/RES/53/24", "A/HRC/RES/50/17"], &all()).expect("nodes")),
        Answer::Series(series(&graph, "A/HRC/RES/53/24", &all()).expect("a node")),
        Answer::Ranked(rank(&graph, Measure::InDegree, 3, &all())),
        Answer::Found(find(&graph, "人权", Language::Zh, 0, &all())),
        Answer::Shown(Box::new(show(&graph, "A/HRC/RES/53/24").expect("a node"))),
    ];
    for answer in answers {
        let tsv = answer.tsv(Language::Zh);
        let columns: Vec<_> = tsv.lines().map(|line| line.split('\t').count()).collect();
        assert!(
            columns.len() > 1 && columns.iter().all(|count| *count == columns[0]),
            "{tsv}"
        );
        assert!(answer.table(Language::Zh).lines().count() >= columns.len());
        serde_json::from_str::<serde_json::Value>(&answer.json(&graph)).expect("JSON");
        graphviz_rust::parse(&answer.dot(&graph, &DotOptions::default())).expect("DOT");
    }
}

/// Two things that one document names, and nothing else does, are hardly near.
#[test]
fn one_common_citation_proves_little() {
    let mut only = sample::reading("A/HRC/RES/53/24", Language::En);
    only.citations = vec![
        sample::citation("A/77/189", Relation::Recalls, "PP1", 10),
        sample::citation("A/77/48", Relation::Recalls, "PP1", 30),
    ];
    let graph = build(&[only], &Known);
    let near = related(&graph, "A/77/189", 0, &all()).expect("a node");
    assert!(near[0].score > 0.0 && near[0].score < 0.4, "{}", near[0].score);
}

/// Two texts that share four commonplaces are not as near as two that share one thing which few others name.
#[test]
fn what_is_rare_relates_more_than_what_all_cite() {
    let common = ["un-charter", "udhr", "iccpr", "icescr"];
    let citing = |symbol: &str, more: &[&str]| {
        let mut reading = sample::reading(symbol, Language::En);
        let cited = common.iter().chain(more).enumerate();
        reading.citations = cited
            .map(|(at, id)| sample::citation(id, Relation::Recalls, "PP1", 20 * at))
            .collect();
        reading
    };
    let mut readings: Vec<_> = (1..=20)
        .map(|number| citing(&format!("A/HRC/RES/40/{number}"), &[]))
        .collect();
    readings.push(citing("A/HRC/RES/53/24", &["icrmw"]));
    let mut other = citing("A/RES/76/172", &["icrmw", "A/77/189", "A/77/48"]);
    other.citations.drain(..common.len());
    readings.push(other);
    let graph = build(&readings, &Known);
    let near = related(&graph, "A/HRC/RES/53/24", 1, &all()).expect("a node");
    assert_eq!(near[0].node.id, id("A/RES/76/172"));
}

/// A chain of resolutions made up for this test: the second was not read.
#[test]
fn a_series_is_a_chain_through_recalls_and_titles() {
    let said = |symbol: &str, title: &str, day, recalls: &[&str]| {
        let mut reading = sample::reading(symbol, Language::En);
        reading.facts.title = Some(title.to_owned());
        reading.facts.adopted = Some(day);
        let cited = recalls.iter().enumerate();
        reading.citations = cited
            .map(|(at, id)| sample::citation(id, Relation::Recalls, "PP1", 20 * at))
            .collect();
        reading
    };
    use jiff::civil::date;
    let mut newest = said(
        "A/RES/78/401",
        "Safety of lighthouses",
        date(2023, 12, 19),
        &["A/RES/76/402", "A/RES/75/403", "set:A/RES@76/402"],
    );
    newest.citations[2].quote = "all its previous resolutions on the safety of lighthouses".to_owned();
    newest.stated = vec![sample::fact(
        "A/RES/76/402",
        FactRelation::LatestMemberOf,
        "set:A/RES@76/402",
    )];
    let readings = [
        newest,
        said(
            "A/RES/74/404",
            "Safety of lighthouses",
            date(2019, 12, 18),
            &["A/RES/72/405"],
        ),
        said(
            "A/RES/72/405",
            "Safety of lighthouses: lamps and stairs",
            date(2017, 12, 20),
            &[],
        ),
        said("A/RES/75/403", "Protection of harbour seals", date(2020, 12, 16), &[]),
        said(
            "A/RES/73/406",
            "Protection of harbour porpoises",
            date(2018, 12, 16),
            &[],
        ),
        said(
            "A/HRC/RES/50/7",
            "Safety of lighthouses",
            date(2022, 7, 7),
            &["A/RES/74/404"],
        ),
    ];
    let graph = build(&readings, &Known);
    let chain = |id: &str| {
        let series = series(&graph, id, &all()).expect("a node");
        let ids = |all: &[unxref::query::Episode<'_>]| {
            all.iter()
                .map(|episode| episode.node.id.to_string())
                .collect::<Vec<_>>()
        };
        let (before, after) = (ids(&series.predecessors), ids(&series.successors));
        (before, after, series.newest().id.to_string())
    };
    let (before, after, newest) = chain("A/RES/78/401");
    assert_eq!(before, ["A/RES/76/402", "A/RES/74/404", "A/RES/72/405"]);
    assert_eq!((after, newest.as_str()), (Vec::new(), "A/RES/78/401"));
    // What was not read has its place in the chain all the same.
    let (before, after, newest) = chain("A/RES/76/402");
    assert_eq!(before, ["A/RES/74/404", "A/RES/72/405"]);
    assert_eq!(
        (after, newest.as_str()),
        (vec!["A/RES/78/401".to_owned()], "A/RES/78/401")
    );
}

#[test]
fn sets_compose() {
    let graph = graph();
    let asked = |within: &[&str], without: &[&str]| {
        let sets = |texts: &[&str]| {
            let set = |text: &&str| text.parse::<SetQuestion>().expect("a question");
            texts
                .iter()
                .map(|text| set(text).answer(&graph).expect("known ids"))
                .collect()
        };
        let filter = Filter {
            within: sets(within),
            without: sets(without),
            ..all()
        };
        let reach = cited_by(&graph, "iccpr", 1, &filter).expect("a node");
        let hops = reach.citations.iter();
        hops.map(|hop| hop.link.source.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&[], &[]), ["A/HRC/53/26", "A/HRC/RES/50/17", "A/HRC/RES/53/24"]);
    assert_eq!(asked(&["cited-by udhr"], &[]), ["A/HRC/RES/50/17", "A/HRC/RES/53/24"]);
    assert_eq!(asked(&["cited-by udhr"], &["cites A/HRC/53/26"]), ["A/HRC/RES/53/24"]);
    assert_eq!(
        asked(&["series A/HRC/RES/53/24", "find migrants"], &["cited-by ohchr"]),
        ["A/HRC/RES/50/17"]
    );
    assert_eq!(asked(&["cited-by 217 A (III)"], &[]), ["A/HRC/RES/53/24"]);
    assert!("iccpr".parse::<SetQuestion>().is_err() && "loves iccpr".parse::<SetQuestion>().is_err());
    assert!("cites iccpr --depth x".parse::<SetQuestion>().is_err());
    assert!(
        "cites nowhere"
            .parse::<SetQuestion>()
            .expect("a question")
            .answer(&graph)
            .is_err()
    );
}

#[test]
fn odd_characters_never_break_a_table() {
    let mut odd = sample::reading("A/HRC/RES/53/24", Language::En);
    odd.facts.title = Some("Rights\r\nof\tkeepers\u{2028}of \u{202e}lamps\u{7}".to_owned());
    odd.citations = vec![sample::citation("iccpr", Relation::Recalls, "PP1\nPP2", 10)];
    let graph = build(&[odd], &Known);
    let answer = Answer::Reach(cited_by(&graph, "iccpr", 1, &all()).expect("a node"));
    for text in [answer.table(Language::En), answer.tsv(Language::En)] {
        assert_eq!(
            text.split('\n').filter(|line| !line.is_empty()).count(),
            1 + answer.size(),
            "{text:?}"
        );
        assert!(text.contains("Rights of keepers of lamps"), "{text:?}");
    }
    let shown = Answer::Shown(Box::new(show(&graph, "A/HRC/RES/53/24").expect("a node")));
    assert!(shown.table(Language::En).contains("  en  Rights of keepers of lamps\n"));
}

#[test]
fn find_shows_the_name_in_the_language_of_the_one_who_asks() {
    let graph = graph();
    let name = |words: &str, language| find(&graph, words, language, 1, &all())[0].language;
    assert_eq!(name("universal", Language::En), Some(Language::En));
    assert_eq!(name("世界人权宣言", Language::En), Some(Language::Zh));
}

#[test]
fn the_json_of_cites_has_citations_and_facts() {
    let graph = graph();
    let answer = Answer::Reach(cites(&graph, "A/RES/76/172", 1, &all()).expect("a node"));
    let json: serde_json::Value = serde_json::from_str(&answer.json(&graph)).expect("JSON");
    assert_eq!(json["facts"][0]["relation"], "latest-member-of");
    assert_eq!(json["facts"][0]["target"], "set:A/RES@76/172");
    assert_eq!(json["citations"].as_array().map(Vec::len), Some(0));
}
