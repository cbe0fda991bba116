use crate::model::{Language, Relation};
use crate::registry::entry::{Entry, RegistryError};
use crate::registry::raw::RawPhrase;

/// How a phrase governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// It opens a clause, and governs what follows: "harking back to".
    Verb,
    /// It stands inside a clause, nearer than the verb: "in the wake of".
    Cue,
}

/// Phrases of a user's own, and the relation that they give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The language of the words.
    pub language: Language,
    /// How they govern.
    pub kind: PhraseKind,
    /// What they say of what they govern.
    pub relation: Relation,
    /// The words, as texts print them.
    pub words: Vec<String>,
}

impl Phrase {
    pub(super) fn read(entry: &Entry<'_>, raw: &RawPhrase) -> Result<Phrase, RegistryError> {
        let kind = match raw.kind.as_str() {
            "verb" => PhraseKind::Verb,
            "cue" => PhraseKind::Cue,
            other => return Err(entry.error(format!("in `kind`: expected `verb` or `cue`, found `{other}`"))),
        };
        let blank = |word: &String| word.trim().is_empty() || word.trim() != word;
        if raw.words.is_empty() || raw.words.iter().any(blank) {
            return Err(entry.error("expected `words` without white space around them, at least one"));
        }
        Ok(Phrase {
            language: entry.parse("language", &raw.language)?,
            kind,
            relation: entry.parse("relation", raw.relation.get_ref())?,
            words: raw.words.clone(),
        })
    }
}

/// A sentence of a user's file, and what reading it must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What it proves.
    pub proves: Proof,
    /// The error that says where it stands, should it prove nothing.
    broken: RegistryError,
}

/// What an example proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// That the thing with this id is mentioned.
    Mention(crate::model::NodeId),
    /// That something is mentioned with this relation, in this language.
    Relation(Language, Relation),
}

impl Example {
    pub(super) fn new(entry: &Entry<'_>, text: &str, proves: Proof) -> Example {
        Example {
            text: text.to_owned(),
            proves,
            broken: entry.error(""),
        }
    }

    /// The error for an example that gives something else.
    pub fn broken(&self, found: &str) -> RegistryError {
        let expected = match &self.proves {
            Proof::Mention(id) => format!("`{id}`"),
            Proof::Relation(_, relation) => format!("a citation that `{relation}`"),
        };
        RegistryError {
            problem: format!("the example \"{}\" should give {expected}, it gives {found}", self.text),
            ..self.broken.clone()
        }
    }
}
