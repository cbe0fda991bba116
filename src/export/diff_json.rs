use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::export::Comparison;
use crate::export::diff::{letter, reason, warnings};
use crate::export::diff_members::MembersJson;
use crate::export::safe_json::line;
use crate::graph::Link;
use crate::model::{Citation, NodeId, Reading, Target};
use crate::query::{Carried, Difference, EdgeDifference, GraphDiff, NodeDifference, Side, VersionDiff, Why};
use crate::store::vocabulary::one_of;

impl Comparison<'_> {
    /// One JSON object with a line break at its end.
    pub fn json(&self) -> String {
        let difference = match self {
            Comparison::Versions(diff) => DiffJson::Versions(versions(diff)),
            Comparison::Graphs(names, diff) => DiffJson::Graphs(graphs(names, diff)),
            Comparison::Members(diff, language) => DiffJson::Members(MembersJson::new(diff, *language)),
        };
        format!("{}\n", line(&difference))
    }
}

/// What two documents, two graphs or two members of a series cite differently.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum DiffJson<'a> {
    /// Two documents or two versions of one.
    Versions(VersionsJson<'a>),
    /// Two graphs.
    Graphs(GraphsJson<'a>),
    /// Two members of a series.
    Members(MembersJson<'a>),
}

/// What two versions cite differently.
#[derive(Serialize, JsonSchema)]
pub(super) struct VersionsJson<'a> {
    a: SideJson<'a>,
    b: SideJson<'a>,
    /// How many references both have.
    shared: usize,
    /// What makes the comparison doubtful.
    notes: Vec<String>,
    differences: Vec<DifferenceJson<'a>>,
    /// The citations of either whose target is not certain.
    unplaced: Vec<DoubtJson<'a>>,
}

/// One of two versions.
#[derive(Serialize, JsonSchema)]
struct SideJson<'a> {
    file: &'a str,
    symbol: &'a str,
    #[schemars(schema_with = "crate::store::vocabulary::language")]
    language: &'static str,
}

/// What one side has and what the other has.
#[derive(Serialize, JsonSchema)]
struct Both<T> {
    a: T,
    b: T,
}

impl<T> Both<T> {
    fn new(side: Side, here: T, there: T) -> Both<T> {
        match side {
            Side::A => Both { a: here, b: there },
            Side::B => Both { a: there, b: here },
        }
    }
}

/// One difference and one reference. A side that lacks the reference has no paragraph and no quotes;
/// `beside` is then what it has in that paragraph, and `why` tells more.
#[derive(Serialize, JsonSchema)]
struct DifferenceJson<'a> {
    #[schemars(schema_with = "difference_kind")]
    kind: &'static str,
    target: &'a str,
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    class: &'static str,
    paragraph: Both<Option<&'a str>>,
    relations: Both<Vec<&'static str>>,
    attitudes: Both<Vec<&'static str>>,
    quotes: Both<Vec<&'a str>>,
    beside: Vec<&'a str>,
    #[schemars(schema_with = "why")]
    why: Option<&'static str>,
    reason: Option<String>,
}

/// A citation of one version whose target is not certain.
#[derive(Serialize, JsonSchema)]
struct DoubtJson<'a> {
    side: char,
    paragraph: &'a str,
    quote: &'a str,
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    class: &'static str,
    #[schemars(schema_with = "crate::store::vocabulary::status")]
    status: &'static str,
    candidates: Vec<&'a str>,
    reason: &'a str,
}

/// What tells the one from the other, of two graphs and of two versions.
const ONLY: [&str; 2] = ["only-in-a", "only-in-b"];

fn difference_kind(_: &mut SchemaGenerator) -> Schema {
    one_of(ONLY.into_iter().chain(["moved", "relation"]))
}

fn node_kind(_: &mut SchemaGenerator) -> Schema {
    one_of(ONLY.into_iter().chain(["differs"]))
}

fn edge_kind(_: &mut SchemaGenerator) -> Schema {
    one_of(ONLY.into_iter().chain(["counted"]))
}

/// Why a side lacks a reference, where it does.
fn why(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["nowhere", "elsewhere", "kin", "doubtful", null] })
}

fn versions<'a>(diff: &'a VersionDiff<'_>) -> VersionsJson<'a> {
    VersionsJson {
        a: side(diff.a),
        b: side(diff.b),
        shared: diff.shared,
        notes: warnings(diff.a, diff.b),
        differences: diff.differences.iter().flat_map(differences).collect(),
        unplaced: diff
            .unplaced
            .iter()
            .map(|(side, citation)| doubt(*side, citation))
            .collect(),
    }
}

fn side(reading: &Reading) -> SideJson<'_> {
    SideJson {
        file: &reading.input.name,
        symbol: reading.id.as_str(),
        language: reading.language.code(),
    }
}

fn differences<'a>(difference: &'a Difference<'_>) -> Vec<DifferenceJson<'a>> {
    match difference {
        Difference::Only {
            side,
            carried,
            beside,
            why,
        } => vec![DifferenceJson {
            kind: only(*side),
            target: carried.target.as_str(),
            class: carried.class.name(),
            paragraph: Both::new(*side, Some(carried.paragraph.as_str()), None),
            relations: Both::new(*side, relations(carried), Vec::new()),
            attitudes: Both::new(*side, attitudes(carried), Vec::new()),
            quotes: Both::new(*side, carried.quotes.clone(), Vec::new()),
            beside: beside.clone(),
            why: Some(match why {
                Why::Nowhere => "nowhere",
                Why::Elsewhere(_) => "elsewhere",
                Why::Kin(_) => "kin",
                Why::Doubtful(_) => "doubtful",
            }),
            reason: Some(reason(letter(side.other()), why)),
        }],
        Difference::Moved { references, .. } => references.iter().map(|(a, b)| pair("moved", a, b)).collect(),
        Difference::Relation { a, b } => vec![pair("relation", a, b)],
    }
}

fn pair<'a>(kind: &'static str, a: &'a Carried<'_>, b: &'a Carried<'_>) -> DifferenceJson<'a> {
    DifferenceJson {
        kind,
        target: a.target.as_str(),
        class: a.class.name(),
        paragraph: Both {
            a: Some(a.paragraph.as_str()),
            b: Some(b.paragraph.as_str()),
        },
        relations: Both {
            a: relations(a),
            b: relations(b),
        },
        attitudes: Both {
            a: attitudes(a),
            b: attitudes(b),
        },
        quotes: Both {
            a: a.quotes.clone(),
            b: b.quotes.clone(),
        },
        beside: Vec::new(),
        why: None,
        reason: None,
    }
}

fn relations(carried: &Carried<'_>) -> Vec<&'static str> {
    carried.relations.iter().map(|relation| relation.name()).collect()
}

fn attitudes(carried: &Carried<'_>) -> Vec<&'static str> {
    carried.attitudes().iter().map(|attitude| attitude.name()).collect()
}

fn doubt<'a>(side: Side, citation: &'a Citation) -> DoubtJson<'a> {
    DoubtJson {
        side: letter(side).to_ascii_lowercase(),
        paragraph: citation.paragraph.as_str(),
        quote: &citation.quote,
        class: citation.class.name(),
        status: citation.target.status(),
        candidates: match &citation.target {
            Target::Ambiguous(candidates) => candidates.iter().map(NodeId::as_str).collect(),
            Target::Resolved(_) | Target::Unresolved => Vec::new(),
        },
        reason: &citation.reason,
    }
}

/// What two graphs hold differently.
#[derive(Serialize, JsonSchema)]
pub(super) struct GraphsJson<'a> {
    a: FileJson<'a>,
    b: FileJson<'a>,
    shared: SharedJson,
    nodes: Vec<NodeDifferenceJson<'a>>,
    edges: Vec<EdgeDifferenceJson<'a>>,
}

/// One of two graphs.
#[derive(Serialize, JsonSchema)]
struct FileJson<'a> {
    file: &'a str,
}

/// How much both hold.
#[derive(Serialize, JsonSchema)]
struct SharedJson {
    nodes: usize,
    edges: usize,
}

/// A node that one graph lacks, or that has other `fields` in it.
#[derive(Serialize, JsonSchema)]
struct NodeDifferenceJson<'a> {
    #[schemars(schema_with = "node_kind")]
    kind: &'static str,
    id: &'a str,
    #[schemars(schema_with = "crate::store::vocabulary::class")]
    class: &'static str,
    fields: Vec<&'static str>,
}

/// An edge that one graph lacks, or that counts otherwise in it.
#[derive(Serialize, JsonSchema)]
struct EdgeDifferenceJson<'a> {
    #[schemars(schema_with = "edge_kind")]
    kind: &'static str,
    source: &'a str,
    target: &'a str,
    #[schemars(schema_with = "crate::export::json::relation")]
    relation: &'static str,
    #[schemars(schema_with = "crate::export::json::edge_class")]
    class: &'static str,
    count: Both<u32>,
    quotes: Both<Vec<&'a str>>,
}

fn graphs<'a>([a, b]: &'a [String; 2], diff: &'a GraphDiff<'_>) -> GraphsJson<'a> {
    GraphsJson {
        a: FileJson { file: a },
        b: FileJson { file: b },
        shared: SharedJson {
            nodes: diff.shared_nodes,
            edges: diff.shared_edges,
        },
        nodes: diff.nodes.iter().map(node).collect(),
        edges: diff.edges.iter().map(edge).collect(),
    }
}

fn only(side: Side) -> &'static str {
    match side {
        Side::A => ONLY[0],
        Side::B => ONLY[1],
    }
}

fn node<'a>(difference: &'a NodeDifference<'_>) -> NodeDifferenceJson<'a> {
    let (kind, node, fields) = match difference {
        NodeDifference::Only(side, node) => (only(*side), node, Vec::new()),
        NodeDifference::Changed { a, fields, .. } => ("differs", a, fields.clone()),
    };
    NodeDifferenceJson {
        kind,
        id: node.id.as_str(),
        class: node.class.name(),
        fields,
    }
}

fn edge<'a>(difference: &'a EdgeDifference<'_>) -> EdgeDifferenceJson<'a> {
    let (kind, link, count, words) = match difference {
        EdgeDifference::Only(side, link) => (
            only(*side),
            link,
            Both::new(*side, link.edge.count, 0),
            Both::new(*side, quotes(link), Vec::new()),
        ),
        EdgeDifference::Counted { a, b } => (
            "counted",
            a,
            Both {
                a: a.edge.count,
                b: b.edge.count,
            },
            Both {
                a: quotes(a),
                b: quotes(b),
            },
        ),
    };
    EdgeDifferenceJson {
        kind,
        source: link.source.id.as_str(),
        target: link.target.id.as_str(),
        relation: link.tie.name(),
        class: link.tie.class().name(),
        count,
        quotes: words,
    }
}

fn quotes<'a>(link: &'a Link<'_>) -> Vec<&'a str> {
    let evidence = link.edge.evidence.iter();
    evidence.map(|evidence| evidence.quote.as_str()).collect()
}
