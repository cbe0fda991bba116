//! The nouns of the field, and what is true of them whoever reads them.

mod attitude;
mod citation;
mod class;
mod designation;
mod label;
mod language;
mod reading;
mod relation;
mod symbol;
mod symbol_reader;

pub use attitude::Attitude;
pub use citation::{Candidates, Citation, Fact, NodeId, Target};
pub use class::{Class, DocumentKind};
pub use designation::{Designation, Number, Part, SessionMark};
pub(crate) use designation::{from_roman, roman};
pub use label::{Label, Section};
pub use language::Language;
pub use reading::{Facts, InputFile, Notice, Reading, hex, sha256};
pub use relation::{FactRelation, Relation};
pub use symbol::{Symbol, SymbolError, SymbolTie};
