//! The sections of a pack, as its file has them.

use serde::Deserialize;

/// A list of words as the data files have it.
pub type Words = Vec<String>;

/// How a script works.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Whether words are parted by spaces.
    pub spaced: bool,
    /// Where the word "resolution" stands.
    pub noun: NounPlace,
    /// The order of day, month and year.
    pub date: DateOrder,
    /// Words that may stand between the parts of a date.
    pub date_joins: Words,
    /// Words that end a date: "года".
    #[serde(default)]
    pub date_ends: Words,
    /// Characters that follow a number which is no footnote's mark.
    pub counters: String,
    /// Heads of compounds that keep their hyphen at the end of a line: "non-", "self-".
    #[serde(default)]
    pub hyphenated: Words,
    /// Articles, each with what parts it from its noun.
    pub articles: Words,
    /// Prepositions that hold an article: "du ", "al ".
    #[serde(default)]
    pub merged: Words,
    /// What may be written together with the word that follows it: و, ال.
    #[serde(default)]
    pub prefixes: Words,
    /// How the first letters of a name change behind a prefix: ال becomes لل.
    #[serde(default)]
    pub contractions: Vec<(String, String)>,
}

impl Script {
    /// Whether a text ends with an article, alone or in a preposition.
    pub fn is_definite(&self, head: &str) -> bool {
        let mut articles = self.articles.iter().chain(&self.merged);
        articles.any(|article| head.ends_with(article.as_str()))
    }
}

/// Where the type word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NounPlace {
    /// "resolutions 1/1 and 1/2".
    Before,
    /// 第1/1和第1/2号决议.
    After,
}

/// The order of the parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 16 December 2021.
    Dmy,
    /// 2021年12月16日.
    Ymd,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneList {
    pub words: Words,
}

/// Verbs whose relation the feeling tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expressing {
    /// "expressing", "taking note".
    pub verbs: Words,
}

/// Words of open sets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    /// "all previous", "relevant".
    pub all: Words,
    /// "pertinentes", "السابقة": the same where they stand after their noun.
    #[serde(default)]
    pub after: Words,
    /// "the most recent of which is".
    pub latest: Words,
    /// "including".
    pub including: Words,
    /// What leads to the subject of a body's resolutions: "on", "concerning".
    #[serde(default)]
    pub about: Words,
    /// What ends the words on a set's subject: "shall", "so that".
    #[serde(default)]
    pub stops: Words,
}

/// Type words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    /// Resolution, in all its forms.
    pub resolution: Words,
    /// Decision.
    pub decision: Words,
    /// President's statement.
    pub statement: Words,
    /// "general comment", "general recommendation": what the treaty bodies number.
    #[serde(default)]
    pub comment: Words,
    /// "convention", in all its forms: what an organization counts.
    #[serde(default)]
    pub convention: Words,
    /// "recommendation", likewise.
    #[serde(default)]
    pub recommendation: Words,
    /// Those of them that are plural.
    #[serde(default)]
    pub plural: Words,
}

/// Small words between numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// "its".
    pub possessives: Words,
    /// Where "its" has a gender: how the masculine and the feminine end, and how the names of feminine bodies do.
    #[serde(default)]
    pub genders: Option<[String; 3]>,
    /// "No."
    pub numero: Words,
    /// "and".
    pub and: Words,
    /// "to", in a range.
    pub range: Words,
    /// "of the", before a body that follows the number.
    pub of: Words,
    /// Those of them that lead to the name of a body even where the registry does not know it.
    #[serde(default)]
    pub foreign: Words,
    /// Words between a number and its date: "of", "dated".
    pub dated: Words,
    /// Words between a body and "its": "in".
    pub locative: Words,
    /// Words between a body and the type word of what it adopts: "adopted", "in".
    #[serde(default)]
    pub enacting: Words,
    /// Words before a body that is spoken to or of: "to".
    #[serde(default)]
    pub addressing: Words,
    /// Subjects that open a sentence before its verb: "the Security Council recalls".
    #[serde(default)]
    pub subjects: Words,
    /// How a paragraph opens that tells what a meeting did, its verb in the past and far from its head: "at its".
    #[serde(default)]
    pub meeting: Words,
    /// Words that end the reach of a cue: "under the law and that the Statute …".
    #[serde(default)]
    pub unreached: Words,
    /// "the present".
    pub present: Words,
    /// "the Protocols thereto".
    pub thereto: Words,
    /// "the Protocols to", before a head noun.
    #[serde(default)]
    pub protocols_to: Words,
    /// How a verb of the first person begins, to which "and" may be written at a paragraph's head: ونهيب.
    #[serde(default)]
    pub first_person: Option<String>,
    /// Subjects that stand after their verb and show that it is not the speaker's; a bar parts what frames a number.
    #[serde(default)]
    pub others: Words,
    /// "Ibid."
    pub ibid: Words,
}

/// Words of pinpoints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pinpoints {
    /// "article 12 of".
    pub before: Words,
    /// ", annex".
    pub after: Words,
}

/// Words for documents that a footnote names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reports {
    /// "report", "note".
    pub heads: Words,
    /// "work", "efforts": what of a body a verb may govern for the body itself.
    pub work: Words,
    /// "of the".
    pub author: Words,
    /// "to the".
    pub submitted: Words,
    /// What makes the body before it the host of what is described, not its author: 主办的.
    #[serde(default)]
    pub hosted: Words,
}

/// Words of mastheads and closings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Words before the body in the enacting words that are no article: إن.
    #[serde(default)]
    pub enacting: Words,
    /// "session".
    pub session: Words,
    /// "agenda item".
    pub agenda: Words,
    /// "adopted by".
    pub adopted: Words,
    /// "resolution" in a heading.
    pub resolution_heading: Words,
    /// "on the report of".
    pub on_report: Words,
    /// "plenary meeting".
    pub meeting: Words,
    /// "adopted without a vote".
    pub without_vote: Words,
    /// "recorded vote of".
    pub recorded_vote: Words,
    /// "annex".
    pub annex: Words,
    /// The form of the verbs that open operative paragraphs.
    #[serde(default)]
    pub finite: Finite,
    /// Letters of sub-paragraphs that another alphabet writes, and the Latin ones that label them: أ is a.
    #[serde(default)]
    pub letters: Vec<(String, String)>,
}

/// By what the first word of a verb is known to be finite. Chinese does not tell: its lists are empty.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Finite {
    /// "-s".
    pub ends: Words,
    /// يـ, تـ.
    pub starts: Words,
    /// Endings that only look so: "desirous".
    pub but: Words,
    /// Whether such a paragraph opens with a small letter.
    pub small: bool,
}

/// Words of footnotes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Footnotes {
    /// Words that open a note.
    pub openers: Words,
    /// Words that open a note only where it is printed within the text.
    #[serde(default)]
    pub inline: Words,
    /// "Treaty Series".
    pub treaty_series: Words,
    /// "Official Records".
    pub official_records: Words,
    /// "vol."
    pub volume: Words,
}
