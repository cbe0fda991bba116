use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::export::answer_json::{
    CommonJson, FoundJson, PathsJson, RankedJson, ReachJson, RelatedJson, SeriesJson, ShownJson,
};
use crate::export::diff_json::DiffJson;
use crate::export::findings::FindingJson;
use crate::export::json::{GraphJson, SCHEMA};
use crate::export::pairs::PairJson;
use crate::store;

/// The version of the answers. A new member may come at any time; one that goes or means something else raises the number.
const ANSWER: &str = "unxref-answer/1";

/// The version of a line of `cite -f jsonl`.
const CITATION: &str = "unxref-citation/1";

/// The version of a line of `check -f json`.
const FINDING: &str = "unxref-finding/1";

/// The version of what `diff -f json` prints.
const DIFF: &str = "unxref-diff/1";

/// A kind of JSON that the program writes, and its JSON Schema.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// Its name on the command line.
    pub name: &'static str,
    /// What writes it.
    pub what: &'static str,
    /// The name and the number of the version.
    pub version: &'static str,
    make: fn() -> Schema,
}

impl Described {
    const fn of<T: JsonSchema>(name: &'static str, version: &'static str, what: &'static str) -> Described {
        Described {
            name,
            what,
            version,
            make: of_type::<T>,
        }
    }

    /// The schema, in the draft of 2020-12.
    pub fn schema(&self) -> String {
        let mut schema = (self.make)();
        let (family, number) = self.version.split_once('/').unwrap_or((self.version, "1"));
        schema.insert("$id".to_owned(), format!("urn:{family}:{number}:{}", self.name).into());
        schema.insert("title".to_owned(), format!("{}: {}", self.version, self.what).into());
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text + "\n"
    }
}

/// All that is described, the graph first.
pub const SCHEMAS: [Described; 14] = [
    Described::of::<GraphJson>("graph", SCHEMA, "build, export -f json"),
    Described::of::<store::Entry>("record", store::SCHEMA, "a line of cite -f documents"),
    Described::of::<store::CitationJson>("citation", CITATION, "a line of cite -f jsonl"),
    Described::of::<ReachJson>("cites", ANSWER, "query cites and query cited-by -f json"),
    Described::of::<PathsJson>("path", ANSWER, "query path -f json"),
    Described::of::<Vec<RelatedJson>>("related", ANSWER, "query related -f json"),
    Described::of::<CommonJson>("common", ANSWER, "query common -f json"),
    Described::of::<SeriesJson>("series", ANSWER, "query series -f json"),
    Described::of::<Vec<PairJson>>("together", ANSWER, "query together -f json"),
    Described::of::<Vec<RankedJson>>("rank", ANSWER, "query rank -f json"),
    Described::of::<Vec<FoundJson>>("find", ANSWER, "query find -f json"),
    Described::of::<ShownJson>("show", ANSWER, "show -f json"),
    Described::of::<FindingJson<'static>>("finding", FINDING, "a line of check -f json"),
    Described::of::<DiffJson<'static>>("diff", DIFF, "diff -f json"),
];

/// What is written, not what may be read: a member that is always written is required.
fn of_type<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
