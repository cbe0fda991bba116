//! How fast a large graph is read and asked, and beside it the floor: the same questions over plain arrays.
//!
//! The graph is made up with a fixed seed: 100,000 documents over eighty years and 1,000,000 citations, every one back in
//! time, to what is recent or much cited. `cargo bench --bench graph` prints a table; `benches/graph_peers.py` asks igraph and
//! rustworkx the same questions of the same file and prints them side by side.
//!
//! Seconds are those of the processor, the best of three, for machines have other work too.
#![allow(missing_docs, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use unxref::draw::Explored;
use unxref::export::{json, read_json};
use unxref::graph::{CitationGraph, Edge, EdgeKey, Node, Origin, Parts, Tie, Words};
use unxref::model::{Class, Language, NodeId, Relation};
use unxref::query::{Filter, Measure, Strength, cites, path, rank, together};

const NODES: usize = 100_000;
const EDGES: usize = 1_000_000;
const YEARS: usize = 80;
const SEEDS: usize = 200;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1).map(PathBuf::from)
    };
    if let Some(folder) = folder("--make") {
        make(&folder);
    } else if let Some(folder) = folder("--ask") {
        ask(&folder);
    } else {
        let folder = tempfile::tempdir().expect("a folder");
        make(folder.path());
        // Another process, whose memory is that of the question alone.
        let program = std::env::current_exe().expect("this program");
        let asked = Command::new(program).arg("--ask").arg(folder.path()).status();
        assert!(asked.expect("this program again").success());
    }
}

/// Numbers that look like chance and are the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Mostly small, `mean` on average.
    fn falling(&mut self, mean: f64) -> usize {
        (-(1.0 - self.share()).ln() * mean) as usize
    }

    fn one_of<T: Copy>(&mut self, weighed: &[(T, usize)]) -> T {
        let mut left = self.below(weighed.iter().map(|(_, weight)| weight).sum());
        let found = weighed.iter().find(|(_, weight)| {
            let here = left < *weight;
            left = left.saturating_sub(*weight);
            here
        });
        found.expect("a weight").0
    }
}

const RELATIONS: [(Relation, usize); 6] = [
    (Relation::Recalls, 40),
    (Relation::Reaffirms, 20),
    (Relation::TakesNote, 14),
    (Relation::Welcomes, 8),
    (Relation::Requests, 8),
    (Relation::Cites, 10),
];

/// Writes the graph and the questions.
fn make(folder: &Path) {
    let mut chance = Chance(20_260);
    let year = |number: usize| number * YEARS / NODES;
    let mut parts = Parts::default();
    let mut ids = Vec::new();
    for number in 0..NODES {
        let (session, running) = (year(number) + 1, number % (NODES / YEARS) + 1);
        let (id, class) = match chance.below(100) {
            0 => (format!("treaty-{number}"), Class::Instrument),
            1..=5 => (format!("A/DEC/{session}/{running}"), Class::Document),
            6..=19 => (format!("A/{session}/{}", running + 100), Class::Document),
            _ => (format!("A/RES/{session}/{running}"), Class::Document),
        };
        let id = NodeId::new(id);
        let mut node = Node::new(id.clone(), class);
        let day = format!("{}-12-{:02}", 1946 + year(number), 1 + running % 28);
        node.date = Some((unxref::graph::Dated::Document, day.parse().expect("a day")));
        node.read = class == Class::Document;
        parts.add_node(node);
        ids.push(id);
    }
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); NODES];
    let mut cited: Vec<usize> = Vec::with_capacity(EDGES);
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    let first = NODES / 200;
    while pairs.len() < EDGES {
        let from = first + chance.below(NODES - first);
        for _ in 0..=chance.falling(9.5) {
            let to = match chance.below(100) {
                0..45 if !cited.is_empty() => cited[chance.below(cited.len())],
                0..90 => from.wrapping_sub(1 + chance.falling(2.5 * (NODES / YEARS) as f64)),
                _ => chance.below(from),
            };
            if to < from && pairs.len() < EDGES && pairs.insert((from, to)) {
                cited.push(to);
                out[from].push(to);
            }
        }
    }
    for &(from, to) in &pairs {
        let key = EdgeKey {
            source: ids[from].clone(),
            target: ids[to].clone(),
            tie: Tie::Citation(chance.one_of(&RELATIONS)),
        };
        let edge = Edge {
            origins: Origin::Text.into(),
            count: 1 + chance.falling(0.5) as u32,
            evidence: Words::default(),
        };
        parts.add_edge(key, edge);
    }
    let late: Vec<&NodeId> = (0..SEEDS).map(|_| &ids[NODES / 2 + chance.below(NODES / 2)]).collect();
    let mut walks = Vec::new();
    while walks.len() < SEEDS {
        let start = NODES / 2 + chance.below(NODES / 2);
        let mut at = start;
        for _ in 0..3 + chance.below(9) {
            if !out[at].is_empty() {
                at = out[at][chance.below(out[at].len())];
            }
        }
        if at != start {
            walks.push([ids[start].as_str(), ids[at].as_str()]);
        }
    }
    let late: Vec<&str> = late.iter().map(|id| id.as_str()).collect();
    let questions = serde_json::json!({"late": late, "pairs": walks});
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::write(folder.join("graph.json"), json(&parts.freeze())).expect("a file");
    std::fs::write(folder.join("questions.json"), questions.to_string()).expect("a file");
}

/// The time that this thread has had of the processor.
fn now() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("time goes on")
}

/// The best of three, and what came out.
fn timed<T>(mut ask: impl FnMut() -> T) -> (f64, T) {
    let mut best: Option<(Duration, T)> = None;
    for _ in 0..3 {
        let before = now();
        let answer = ask();
        let spent = now() - before;
        if best.as_ref().is_none_or(|(least, _)| spent < *least) {
            best = Some((spent, answer));
        }
    }
    let (spent, answer) = best.expect("three");
    (spent.as_secs_f64(), answer)
}

/// The most memory that this process has held, in MB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn tell(task: &str, seconds: f64, floor: Option<f64>, check: &str) {
    let row = serde_json::json!({"task": task, "unxref": seconds, "floor": floor, "check": check, "peak_mb": peak()});
    println!("{row}");
}

/// Puts the questions, and prints a line of JSON for each.
fn ask(folder: &Path) {
    let file = folder.join("graph.json");
    let before = now();
    let graph = read_json(&std::fs::read_to_string(&file).expect("the graph")).expect("our own JSON");
    let load = (now() - before).as_secs_f64();
    tell(
        "load",
        load,
        None,
        &format!("{} {}", graph.nodes().len(), graph.links().len()),
    );

    let text = std::fs::read_to_string(folder.join("questions.json")).expect("the questions");
    let questions: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let words = |value: &serde_json::Value| value.as_str().expect("an id").to_owned();
    let late: Vec<String> = questions["late"].as_array().expect("ids").iter().map(words).collect();
    let pairs = questions["pairs"].as_array().expect("pairs").iter();
    let pairs: Vec<(String, String)> = pairs.map(|pair| (words(&pair[0]), words(&pair[1]))).collect();
    let number = |id: &String| graph.number(&NodeId::new(id)).expect("a node");
    let seeds: Vec<usize> = late.iter().map(number).collect();
    let ends: Vec<(usize, usize)> = pairs.iter().map(|(from, to)| (number(from), number(to))).collect();
    let all = Filter::default();
    let arrays = Arrays::new(&graph);
    let (web, _) = timed(|| graph.web_where(|_| true).len());
    tell("freezing the citations", web, None, "");

    for (task, depth) in [("3 hops", 3), ("full ancestry", usize::MAX)] {
        let reached = |seed: &usize| graph.web().cited_from(&[*seed], Some(depth)).len() - 1;
        let (ours, found) = timed(|| seeds.iter().map(reached).sum::<usize>());
        let (floor, met) = timed(|| seeds.iter().map(|&seed| arrays.reached(seed, depth)).sum::<usize>());
        assert_eq!(found, met, "{task}");
        tell(task, ours, Some(floor), &found.to_string());
    }
    let links = |id: &String| cites(&graph, id, 3, &all).expect("a node").citations.len();
    let (ours, found) = timed(|| late.iter().map(links).sum::<usize>());
    tell("3 hops, every link", ours, None, &found.to_string());

    let chains = |(from, to): &(String, String)| path(&graph, from, to, true, &all).expect("nodes").chains.len();
    let (ours, found) = timed(|| pairs.iter().map(chains).sum::<usize>());
    let (floor, met) = timed(|| ends.iter().map(|&(from, to)| arrays.paths(from, to)).sum::<usize>());
    assert_eq!(found, met, "paths");
    tell("shortest paths", ours, Some(floor), &found.to_string());

    let (ours, ranked) = timed(|| rank(&graph, Measure::PageRank, 3, &all));
    let (floor, weights) = timed(|| arrays.pagerank());
    let first = graph.number(&ranked[0].node.id).expect("a node");
    assert!((weights[first] - ranked[0].score).abs() < 1e-6, "PageRank");
    let best: Vec<String> = ranked
        .iter()
        .map(|one| format!("{} {:.6}", one.node.id, one.score))
        .collect();
    tell("PageRank", ours, Some(floor), &best.join(" "));

    let (ours, found) = timed(|| together(&graph, Strength::Count, 20, &all));
    let (floor, met) = timed(|| arrays.together());
    assert_eq!(found.found, met, "co-citation");
    let last = found.pairs.last().map_or(0, |pair| pair.count);
    tell("co-citation", ours, Some(floor), &format!("{last} {}", found.found));

    let (ours, page) = timed(|| Explored::all(&graph, &all).page(Language::En).len());
    tell("page to explore", ours, None, &format!("{page} bytes"));
}

/// The floor: plain arrays of numbers, and marks that are used again.
struct Arrays {
    out: (Vec<usize>, Vec<u32>),
    into: (Vec<usize>, Vec<u32>),
}

fn row((starts, ends): &(Vec<usize>, Vec<u32>), node: usize) -> &[u32] {
    &ends[starts[node]..starts[node + 1]]
}

impl Arrays {
    fn new(graph: &CitationGraph) -> Arrays {
        let mut arrays = Arrays {
            out: (vec![0], Vec::new()),
            into: (vec![0], Vec::new()),
        };
        for node in 0..graph.nodes().len() {
            arrays.out.1.extend(graph.links_from(node).map(|link| link.to as u32));
            arrays.out.0.push(arrays.out.1.len());
            arrays.into.1.extend(graph.links_to(node).map(|link| link.from as u32));
            arrays.into.0.push(arrays.into.1.len());
        }
        arrays
    }

    fn len(&self) -> usize {
        self.out.0.len() - 1
    }

    fn reached(&self, seed: usize, depth: usize) -> usize {
        let mut seen = vec![false; self.len()];
        seen[seed] = true;
        let (mut edge, mut found) = (vec![seed as u32], 0);
        for _ in 0..depth {
            let mut next = Vec::new();
            for &node in &edge {
                for &near in row(&self.out, node as usize) {
                    if !seen[near as usize] {
                        seen[near as usize] = true;
                        next.push(near);
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            found += next.len();
            edge = next;
        }
        found
    }

    fn paths(&self, from: usize, to: usize) -> usize {
        let mut depths = vec![0_u32; self.len()];
        depths[from] = 1;
        let mut queue = vec![from as u32];
        let mut at = 0;
        while depths[to] == 0 && at < queue.len() {
            let node = queue[at] as usize;
            at += 1;
            for &near in row(&self.out, node) {
                if depths[near as usize] == 0 {
                    depths[near as usize] = depths[node] + 1;
                    queue.push(near);
                }
            }
        }
        // Backwards from the end, every way that comes one nearer at each step.
        let mut chains: Vec<Vec<u32>> = vec![vec![to as u32]];
        for depth in (1..depths[to]).rev() {
            let longer = chains.iter().flat_map(|chain| {
                let before = row(&self.into, chain[chain.len() - 1] as usize).iter();
                let before = before.filter(|&&node| depths[node as usize] == depth);
                before.map(|&node| chain.iter().copied().chain([node]).collect())
            });
            chains = longer.collect();
        }
        chains.len()
    }

    fn pagerank(&self) -> Vec<f64> {
        let size = self.len() as f64;
        let mut weights = vec![1.0 / size; self.len()];
        loop {
            let shares = (0..self.len()).map(|node| weights[node] / row(&self.out, node).len() as f64);
            let shares: Vec<f64> = shares.collect();
            let idle = (0..self.len()).filter(|&node| row(&self.out, node).is_empty());
            let idle: f64 = idle.map(|node| weights[node]).sum();
            let base = (0.15 + 0.85 * idle) / size;
            let mut moved = 0.0;
            for (node, weight) in weights.iter_mut().enumerate() {
                let inflow: f64 = row(&self.into, node).iter().map(|&from| shares[from as usize]).sum();
                let next = base + 0.85 * inflow;
                moved += (next - *weight).abs();
                *weight = next;
            }
            if moved < 1e-8 {
                return weights;
            }
        }
    }

    fn together(&self) -> usize {
        let mut counts = vec![0_u32; self.len()];
        let mut found = 0;
        for one in 0..self.len() {
            let mut met = Vec::new();
            for &citing in row(&self.into, one) {
                for &other in row(&self.out, citing as usize) {
                    if other as usize > one {
                        if counts[other as usize] == 0 {
                            met.push(other);
                        }
                        counts[other as usize] += 1;
                    }
                }
            }
            found += met.len();
            met.iter().for_each(|&other| counts[other as usize] = 0);
        }
        found
    }
}
