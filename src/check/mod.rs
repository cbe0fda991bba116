//! The work of a reference editor: what is wrong or doubtful in a document's references, held against the registry and a graph.
//!
//! One file a question, each a function from the document and what is known to findings. A kind of finding is an error only
//! where it was right in more than nine of ten real documents; what is less sure is a warning or a notice.

mod editor;
mod finding;
mod known;
mod paper;

mod dates;
mod doubts;
mod notes;
mod numbers;
mod spelling;
mod succession;
mod titles;

pub use editor::Editor;
pub use finding::{Finding, Kind, Level};
