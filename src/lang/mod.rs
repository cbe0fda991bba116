//! The words of the six languages: one pack a language, data beside code.

mod date;
mod detect;
mod forms;
mod pack;

pub use date::FoundDate;
pub use detect::detect;
pub use forms::{Inflection, NameWords, Numerals};
pub use pack::{
    DateOrder, Expressing, Footnotes, Grammar, NounPlace, Nouns, Pack, PackError, Pinpoints, Reports, Script, Sets,
    Structure,
};
