use clap::Args;
use unxref::graph::{Tie, body_named};
use unxref::model::{Class, NodeId, Section};
use unxref::query::Filter;

/// What an answer is narrowed to.
#[derive(Debug, Args)]
pub struct Narrowing {
    /// Follow only this relation (may be given again)
    #[arg(long, value_name = "R", value_parser = tie)]
    pub relation: Vec<Tie>,

    /// Only nodes of this class
    #[arg(long, value_name = "C", value_parser = class)]
    pub class: Vec<Class>,

    /// Only nodes of this kind
    #[arg(long, value_name = "K")]
    pub kind: Vec<String>,

    /// Only documents of this body, by its id, name or initials
    #[arg(long, value_name = "B", value_parser = body)]
    pub body: Option<NodeId>,

    /// Only links with words in this section
    #[arg(long, value_name = "S", value_parser = section)]
    pub section: Vec<Section>,

    /// Only nodes of this year or later; how many have no known date is said
    #[arg(long, value_name = "YEAR")]
    pub since: Option<i16>,

    /// Only nodes of this year or earlier
    #[arg(long, value_name = "YEAR")]
    pub until: Option<i16>,
}

impl Narrowing {
    /// The filter that these options ask for.
    pub fn filter(&self) -> Filter {
        Filter {
            relations: self.relation.iter().copied().collect(),
            classes: self.class.iter().copied().collect(),
            kinds: self.kind.iter().cloned().collect(),
            body: self.body.clone(),
            sections: self.section.iter().copied().collect(),
            since: self.since,
            until: self.until,
            ..Filter::default()
        }
    }
}

fn body(text: &str) -> Result<NodeId, String> {
    body_named(text).ok_or_else(|| format!("expected a body such as ga, hrc, sc or ecosoc, found `{text}`"))
}

fn class(name: &str) -> Result<Class, String> {
    name.parse()
}

fn section(name: &str) -> Result<Section, String> {
    name.parse()
}

fn tie(name: &str) -> Result<Tie, String> {
    name.parse()
}
