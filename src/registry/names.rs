use crate::model::{Class, Language, NodeId};

/// The full title in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    pub(super) texts: [Option<String>; 6],
}

impl Titles {
    /// The title in one language.
    pub fn get(&self, language: Language) -> Option<&str> {
        self.texts[language as usize].as_deref()
    }

    /// Every title, in the order of the language codes.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        Language::ALL
            .into_iter()
            .filter_map(|language| self.get(language).map(|title| (language, title)))
    }
}

/// Other words for the same thing, some for each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases {
    pub(super) texts: [Vec<String>; 6],
}

impl Phrases {
    pub(super) fn new(texts: [Option<Vec<String>>; 6]) -> Phrases {
        Phrases {
            texts: texts.map(Option::unwrap_or_default),
        }
    }

    /// Those of one language.
    pub fn get(&self, language: Language) -> &[String] {
        &self.texts[language as usize]
    }

    /// Every one, in the order of the language codes.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        Language::ALL
            .into_iter()
            .flat_map(|language| self.get(language).iter().map(move |text| (language, text.as_str())))
    }

    pub(super) fn extend(&mut self, other: Phrases) {
        for (language, texts) in other.texts.into_iter().enumerate() {
            texts.into_iter().for_each(|text| self.add(language, text));
        }
    }

    fn add(&mut self, language: usize, text: String) {
        let known = &mut self.texts[language];
        if !known.contains(&text) {
            known.push(text);
        }
    }
}

/// All the words by which something is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The full title, one a language.
    pub titles: Titles,
    /// Shorter or older titles that identify it by themselves ("ICCPR", "2030 Agenda").
    pub also: Phrases,
    /// Words that mean it only after its full name or by context ("the Charter", "the Council").
    pub anaphors: Phrases,
    /// The languages whose title was not found in official texts.
    pub unverified: Vec<Language>,
    /// Sentences that cite it.
    pub examples: Vec<String>,
}

impl Names {
    /// Every wording with its language and its strength: the titles first, the anaphors last.
    pub fn iter(&self) -> impl Iterator<Item = (Strength, Language, &str)> {
        let titles = self.titles.iter().map(|(l, t)| (Strength::Title, l, t));
        let also = self.also.iter().map(|(l, t)| (Strength::Also, l, t));
        let anaphors = self.anaphors.iter().map(|(l, t)| (Strength::Anaphor, l, t));
        titles.chain(also).chain(anaphors)
    }

    /// Adds the words of another entry about the same thing. A second title in a language becomes one of `also`.
    pub(super) fn extend(&mut self, other: Names) {
        for (language, title) in other.titles.texts.into_iter().enumerate() {
            match (title, &mut self.titles.texts[language]) {
                (Some(title), Some(known)) if *known != title => self.also.add(language, title),
                (Some(title), slot @ None) => *slot = Some(title),
                _ => {}
            }
        }
        self.also.extend(other.also);
        self.anaphors.extend(other.anaphors);
        self.examples.extend(other.examples);
    }

    pub(super) fn new(
        titles: [Option<String>; 6],
        also: [Option<Vec<String>>; 6],
        anaphors: [Option<Vec<String>>; 6],
    ) -> Names {
        Names {
            titles: Titles { texts: titles },
            also: Phrases::new(also),
            anaphors: Phrases::new(anaphors),
            unverified: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// Where a wording is empty or has white space at its ends: the key it stands under.
    pub(super) fn blemish(&self) -> Option<(&'static str, Language)> {
        let unclean = |text: &str| text.is_empty() || text.trim() != text;
        self.iter()
            .find(|(_, _, text)| unclean(text))
            .map(|(strength, language, _)| (strength.key(), language))
    }

    pub(super) fn has_title(&self) -> bool {
        self.titles.texts.iter().any(Option::is_some)
    }
}

/// How firmly a wording names its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The full title.
    Title,
    /// Identifies by itself.
    Also,
    /// Identifies only by context.
    Anaphor,
}

impl Strength {
    fn key(self) -> &'static str {
        match self {
            Strength::Title => "title",
            Strength::Also => "also",
            Strength::Anaphor => "anaphors",
        }
    }
}

/// One wording of the registry and what it names: a row for those who search texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording<'a> {
    /// The words.
    pub text: &'a str,
    /// Their language.
    pub language: Language,
    /// How firmly they name it.
    pub strength: Strength,
    /// Instrument, body or event.
    pub class: Class,
    /// What they name.
    pub id: &'a NodeId,
}
