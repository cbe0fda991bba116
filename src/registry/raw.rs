//! The tables as they are written. Nothing here is checked but the names of the fields.

use serde::Deserialize;
use toml::Spanned;

/// A file of the registry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    #[serde(default)]
    pub instrument: Vec<RawInstrument>,
    #[serde(default)]
    pub body: Vec<RawBody>,
    #[serde(default)]
    pub event: Vec<RawEvent>,
    #[serde(default)]
    pub phrase: Vec<RawPhrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhrase {
    pub language: String,
    pub kind: String,
    pub relation: Spanned<String>,
    pub words: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
}

/// One value a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWords<T> {
    ar: Option<T>,
    en: Option<T>,
    es: Option<T>,
    fr: Option<T>,
    ru: Option<T>,
    zh: Option<T>,
}

impl<T> Default for RawWords<T> {
    fn default() -> Self {
        let (ar, en, es, fr, ru, zh) = Default::default();
        RawWords { ar, en, es, fr, ru, zh }
    }
}

impl<T> RawWords<T> {
    /// The values in the order of [`crate::model::Language::ALL`].
    pub fn into_array(self) -> [Option<T>; 6] {
        [self.ar, self.en, self.es, self.fr, self.ru, self.zh]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInstrument {
    pub id: Spanned<String>,
    pub kind: Option<String>,
    pub form: Option<String>,
    pub group: Option<String>,
    pub date: Option<String>,
    pub cited_date: Option<String>,
    pub place: Option<String>,
    pub opened: Option<RawOpening>,
    pub in_force: Option<String>,
    #[serde(default)]
    pub adopted_by: Vec<String>,
    #[serde(default)]
    pub endorsed_by: Vec<String>,
    #[serde(default)]
    pub noted_by: Vec<String>,
    #[serde(default)]
    pub annexed_to: Vec<String>,
    pub annex: Option<String>,
    pub adopted_at: Option<String>,
    pub parent: Option<String>,
    #[serde(default)]
    pub protocol: bool,
    #[serde(default)]
    pub members: Vec<String>,
    pub monitored_by: Option<String>,
    #[serde(default)]
    pub bodies: Vec<String>,
    pub unts: Option<RawUnts>,
    pub lnts: Option<String>,
    pub mtdsg: Option<String>,
    pub document: Option<String>,
    pub note: Option<String>,
    #[serde(default)]
    pub title: RawWords<String>,
    #[serde(default)]
    pub also: RawWords<Vec<String>>,
    #[serde(default)]
    pub anaphors: RawWords<Vec<String>>,
    #[serde(default)]
    pub meant_by_default: bool,
    #[serde(default)]
    pub told_by: RawWords<Vec<String>>,
    #[serde(default)]
    pub unverified: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOpening {
    pub date: String,
    pub place: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnts {
    pub volume: Option<String>,
    pub number: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBody {
    pub id: Spanned<String>,
    pub kind: Option<String>,
    pub form: Option<String>,
    pub head: Option<String>,
    pub parent: Option<String>,
    #[serde(default)]
    pub series: Vec<String>,
    pub numbering: Option<String>,
    pub decisions: Option<String>,
    #[serde(default)]
    pub shapes: Vec<String>,
    pub first_session: Option<u32>,
    pub last_session: Option<u32>,
    pub since: Option<u32>,
    pub comments_from: Option<u32>,
    pub counts: Option<String>,
    pub decisions_from: Option<u32>,
    #[serde(default)]
    pub reports: Vec<String>,
    pub established_by: Option<String>,
    pub note: Option<String>,
    #[serde(default)]
    pub forms: Vec<RawForm>,
    #[serde(default)]
    pub name: RawWords<String>,
    #[serde(default)]
    pub also: RawWords<Vec<String>>,
    #[serde(default)]
    pub anaphors: RawWords<Vec<String>>,
    #[serde(default)]
    pub unverified: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForm {
    pub form: String,
    pub id: Option<String>,
    #[serde(default)]
    pub named: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvent {
    pub id: Spanned<String>,
    pub kind: Option<String>,
    pub place: Option<String>,
    pub dates: Option<String>,
    pub body: Option<String>,
    #[serde(default)]
    pub name: RawWords<String>,
    #[serde(default)]
    pub also: RawWords<Vec<String>>,
    #[serde(default)]
    pub anaphors: RawWords<Vec<String>>,
    #[serde(default)]
    pub unverified: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
}

/// The file of sessions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSessions {
    pub session: Vec<RawSession>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSession {
    pub body: String,
    pub mark: String,
    pub number: u32,
    pub dates: Vec<String>,
}
