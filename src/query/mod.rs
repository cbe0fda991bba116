//! Questions to the graph, one file each, and their answers as plain values.
//!
//! Citations are what counts. Facts and mentions of bodies, events and sessions are kept apart from them.

mod cited_by;
mod cites;
mod common;
mod diff;
mod diff_graphs;
mod diff_members;
mod filter;
mod find;
mod lists;
mod path;
mod rank;
mod related;
mod series;
mod set;
mod show;
mod subject;
mod titles;
mod together;
mod walk;
mod waves;
mod words;

pub use cited_by::cited_by;
pub use cites::cites;
pub use common::{Common, Shared, common};
pub use diff::{Carried, Difference, Side, VersionDiff, Why, diff};
pub use diff_graphs::{EdgeDifference, GraphDiff, NodeDifference, diff_graphs};
pub use diff_members::{Cited, Kept, Member, MembersDiff, diff_members};
pub use filter::Filter;
pub use find::{Found, find};
pub use path::{Chain, Paths, path};
pub use rank::{Measure, Ranked, rank};
pub use related::{Related, related};
pub(crate) use series::order;
pub use series::{Chains, Episode, Series, series};
pub use set::SetQuestion;
pub use show::{Shown, show};
pub use together::{Pair, Strength, Together, together, together_with};
pub use walk::{Hop, Reach};
