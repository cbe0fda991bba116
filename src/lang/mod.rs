//! The words of the six languages: one pack a language, data beside code.

mod date;
mod detect;
mod forms;
mod ordinal_words;
mod pack;
mod sections;

pub use date::FoundDate;
pub use detect::detect;
pub use forms::{Inflection, NameWords, Numerals};
pub use pack::{Pack, PackError};
pub use sections::{
    DateOrder, Expressing, Footnotes, Grammar, NounPlace, Nouns, Pinpoints, Reports, Script, Sets, Structure, Words,
};
