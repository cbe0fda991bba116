use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lang::{Script, Words};
use crate::text::{folded_key, is_inner};

/// How a language writes the letters and sessions of numbers, where it does not write them in Latin letters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numerals {
    /// Words that stand for a part letter: ألف is A.
    #[serde(default)]
    pub parts: Vec<(String, char)>,
    /// Letters that look like a Latin one and stand for it: Cyrillic А for A.
    #[serde(default)]
    pub letters: Vec<(char, char)>,
    /// What stands before the number of a session: (د-3) is (III).
    #[serde(default)]
    pub session: Words,
    /// The mark of special sessions.
    #[serde(default)]
    pub special: Words,
    /// The mark of emergency special sessions.
    #[serde(default)]
    pub emergency: Words,
}

impl Numerals {
    /// Whether numbers are in Latin letters throughout.
    pub fn is_plain(&self) -> bool {
        self.parts.is_empty() && self.letters.is_empty() && self.session.is_empty()
    }

    /// Whether what follows a number, lower-cased and as printed, opens with a session, a part or a letter that is to be written
    /// otherwise.
    pub fn opens(&self, lower: &str, printed: &str) -> bool {
        lower.starts_with(['(', ')'])
            || self.parts.iter().any(|(word, _)| lower.starts_with(word.as_str()))
            || printed.starts_with(|c| self.letters.iter().any(|(own, _)| *own == c))
    }

    pub(super) fn fold(&mut self) {
        for (word, _) in &mut self.parts {
            *word = folded_key(word);
        }
        for list in [&mut self.session, &mut self.special, &mut self.emergency] {
            list.iter_mut().for_each(|word| *word = folded_key(word));
            // The longest first, so that a mark is not taken for a shorter one.
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
    }
}

/// Words around names that change what they mean.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NameWords {
    /// What makes the name of a treaty behind it that of its conference: "Conference of the Parties to the".
    #[serde(default)]
    pub conference_before: Words,
    /// What does so before it: 缔约方大会.
    #[serde(default)]
    pub conference_after: Words,
    /// What makes the name of a treaty behind it that of a group of its parties.
    #[serde(default)]
    pub group_before: Words,
    /// What does so before it.
    #[serde(default)]
    pub group_after: Words,
    /// Attributes that make another thing of a name that stands by itself: "Charte africaine".
    #[serde(default)]
    pub attributes: Words,
    /// Pronouns that look like one and are none: "الميثاق الذي".
    #[serde(default)]
    pub relatives: Words,
    /// Prepositions that do so before a capital: "Charter on the Keeping of Lamps".
    #[serde(default)]
    pub subjects: Words,
    /// Head nouns of titles that go on with such a preposition: "Geneva Charter on the Keeping of Lamps".
    #[serde(default)]
    pub titled: Words,
    /// Phrases that hold a title and do not cite it.
    #[serde(default)]
    pub masks: Words,
    /// How the titles of laws, newspapers and books end, which title marks hold as well: 法.
    #[serde(default)]
    pub foreign: Words,
    /// Heads that, alone within title marks, name nothing: 《公约》.
    #[serde(default)]
    pub bare: Words,
    /// The head of a short title, alone and where several share it: "the Basel and Rotterdam conventions".
    #[serde(default)]
    pub shared: Vec<(String, String)>,
    /// Words behind a head noun that make a longer title of it: "the Convention on …".
    #[serde(default)]
    pub longer: Words,
    /// The same where a capital follows: "the Agreement to Keep Lamps Lit".
    #[serde(default)]
    pub purposes: Words,
    /// What behind a head noun says whose it is and makes no longer title of it: "the Programme of Action of the Conference".
    #[serde(default)]
    pub gatherings: Words,
    /// What stands between a head noun and the year behind it: "Convention de 1961".
    #[serde(default)]
    pub year: Words,
    /// Head nouns by the form of the instruments that they stand for: "the Convention".
    #[serde(default)]
    pub heads: BTreeMap<String, Words>,
}

impl NameWords {
    pub(super) fn fold(&mut self) {
        let lists = [
            &mut self.conference_before,
            &mut self.conference_after,
            &mut self.group_before,
            &mut self.group_after,
            &mut self.attributes,
            &mut self.relatives,
            &mut self.subjects,
            &mut self.titled,
            &mut self.masks,
            &mut self.longer,
            &mut self.purposes,
            &mut self.gatherings,
            &mut self.foreign,
            &mut self.bare,
            &mut self.year,
        ];
        for list in lists.into_iter().chain(self.heads.values_mut()) {
            list.iter_mut().for_each(|word| *word = folded_key(word));
        }
        for (one, many) in &mut self.shared {
            (*one, *many) = (folded_key(one), folded_key(many));
        }
    }
}

/// How the head of a name is declined: its attributes and its first noun agree, the rest does not change.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inflection {
    /// Endings of attributes, case by case, the nominative first; `|` parts endings of one case.
    attributes: Vec<Words>,
    /// Endings of nouns.
    nouns: Vec<Words>,
}

/// A word cut into its stem and the endings that it takes.
struct Declined<'a> {
    stem: &'a str,
    endings: &'a [String],
}

impl Inflection {
    /// The forms of a folded name in the other cases; none where its head is not of this pattern. A second head may be of any
    /// of `patterns`.
    pub fn forms(&self, name: &str, and: &[String], patterns: &[Inflection]) -> Vec<String> {
        let mut heads = Vec::new();
        let Some(mut end) = self.head(name, 0, and, &mut heads) else {
            return Vec::new();
        };
        // "Declaration and Plan of Action": two heads; "Principles, relating to …": an attribute behind the noun.
        if let Some(next) = after_and(name, end, and) {
            let second = std::iter::once(self).chain(patterns).find_map(|pattern| {
                let mut heads = Vec::new();
                Some((pattern.head(name, next, and, &mut heads)?, heads))
            });
            if let Some((stop, more)) = second {
                heads.extend(more);
                end = stop;
            }
        }
        let behind = name[end..].match_indices(", ").map(|(at, _)| end + at + 2);
        // Behind a comma "-ой" is the genitive of another noun's attribute: "о зоне, свободной от …".
        let oblique = |declined: &Declined<'_>| declined.endings[0].ends_with("ой");
        let behind = behind.filter_map(|at| Some((at, word(name, at, &self.attributes)?)));
        let behind = behind.filter(|(_, (declined, _))| !oblique(declined));
        if let Some((at, (declined, stop))) = behind.into_iter().next() {
            heads.push((at, declined));
            end = stop;
        }
        let cases = heads.iter().map(|(_, word)| word.endings.len()).min().unwrap_or(0);
        let mut forms = Vec::new();
        for case in 1..cases {
            inflect(name, &heads, end, case, &mut forms);
        }
        forms
    }

    /// An attribute in all its cases.
    pub fn attribute(&self, text: &str) -> Vec<String> {
        let Some((declined, end)) = word(text, 0, &self.attributes) else {
            return Vec::new();
        };
        let endings = declined.endings.iter().flat_map(|ending| ending.split('|'));
        endings
            .map(|ending| format!("{}{ending}{}", declined.stem, &text[end..]))
            .collect()
    }

    /// Reads attributes and a noun from `at`; gives the end of the noun.
    fn head<'a>(
        &'a self,
        name: &'a str,
        mut at: usize,
        and: &[String],
        heads: &mut Vec<(usize, Declined<'a>)>,
    ) -> Option<usize> {
        while let Some((declined, end)) = word(name, at, &self.attributes) {
            heads.push((at, declined));
            at = match after_and(name, end, and) {
                Some(next) if word(name, next, &self.attributes).is_some() => next,
                _ => end + name[end..].strip_prefix(' ').map(|_| 1)?,
            };
        }
        let (declined, end) = word(name, at, &self.nouns)?;
        heads.push((at, declined));
        Some(end)
    }
}

/// The word at a place with the longest of the nominative endings that fits it.
fn word<'a>(name: &'a str, at: usize, table: &'a [Words]) -> Option<(Declined<'a>, usize)> {
    let rest = &name[at..];
    let length = rest.find(|c: char| !is_inner(c) && c != '-').unwrap_or(rest.len());
    let text = &rest[..length];
    let vowel = |c: char| "аеиоуыэюяьй".contains(c);
    let endings = table
        .iter()
        .filter(|row| {
            row.first().is_some_and(|ending| {
                text.strip_suffix(ending.as_str())
                    .is_some_and(|stem| stem.chars().count() > 1 && (!ending.is_empty() || !stem.ends_with(vowel)))
            })
        })
        .max_by_key(|row| row[0].len())?;
    let stem = &text[..text.len() - endings[0].len()];
    Some((Declined { stem, endings }, at + length))
}

fn after_and(name: &str, end: usize, and: &[String]) -> Option<usize> {
    let rest = name[end..].strip_prefix(' ')?;
    let word = and.iter().find(|word| {
        rest.strip_prefix(word.as_str())
            .is_some_and(|after| after.starts_with(' '))
    })?;
    Some(end + 1 + word.len() + 1)
}

/// Writes a name with its heads in one case; where endings are free, in each way that takes the same choice everywhere.
fn inflect(name: &str, heads: &[(usize, Declined<'_>)], end: usize, case: usize, forms: &mut Vec<String>) {
    let choices = heads
        .iter()
        .map(|(_, word)| word.endings[case].split('|').count())
        .max()
        .unwrap_or(1);
    // Attributes and nouns may have their choices in different order, so every pair of choices is written.
    for pick in 0..choices * choices {
        let (first, second) = (pick / choices, pick % choices);
        let mut form = String::with_capacity(name.len() + 8);
        let mut at = 0;
        for (index, (start, word)) in heads.iter().enumerate() {
            let options: Vec<&str> = word.endings[case].split('|').collect();
            let last = index + 1 == heads.len();
            let choice = if last { second } else { first };
            form.push_str(&name[at..*start]);
            form.push_str(word.stem);
            form.push_str(options[choice.min(options.len() - 1)]);
            let rest = &name[*start..];
            at = start + rest.find(|c: char| !is_inner(c) && c != '-').unwrap_or(rest.len());
        }
        debug_assert!(at <= end.max(at));
        form.push_str(&name[at..]);
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
}

impl Script {
    /// The last word of a text, or its last character where words are not spaced.
    pub(super) fn last_word<'a>(&self, text: &'a str) -> &'a str {
        let from = if self.spaced {
            text.rfind(' ').map(|blank| blank + 1)
        } else {
            text.char_indices().next_back().map(|(at, _)| at)
        };
        &text[from.unwrap_or(0)..]
    }

    /// The letters in which a text ends, or its last character where words are not spaced.
    pub(super) fn last_letters<'a>(&self, text: &'a str) -> &'a str {
        if !self.spaced {
            return self.last_word(text);
        }
        let rest = text.trim_end_matches(is_inner);
        &text[rest.len()..]
    }

    /// Whether a text ends in what may be written together with the word that follows it.
    pub fn ends_in_prefix(&self, head: &str) -> bool {
        self.prefixes.iter().any(|prefix| {
            head.strip_suffix(prefix.as_str())
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::Pack;
    use crate::model::Language;
    use crate::text::folded_key;

    #[track_caller]
    fn check(title: &str, form: &str) {
        let pack = Pack::of(Language::Ru);
        let key = folded_key(title);
        let forms: Vec<String> = pack
            .inflection
            .iter()
            .flat_map(|pattern| pattern.forms(&key, &pack.grammar.and, &pack.inflection))
            .collect();
        assert!(forms.contains(&folded_key(form)), "{form} not in {forms:#?}");
    }

    #[test]
    fn heads_are_declined_and_tails_are_not() {
        check("Конвенция о правах ребенка", "Конвенцию о правах ребенка");
        check("Всеобщая декларация прав человека", "Всеобщей декларации прав человека");
        check(
            "Международный пакт о гражданских и политических правах",
            "Международного пакта о гражданских и политических правах",
        );
        check("Генеральная Ассамблея", "Генеральной Ассамблее");
        check(
            "Экономический и Социальный Совет",
            "Экономического и Социального Совета",
        );
        check(
            "Пекинская декларация и Платформа действий",
            "Пекинской декларации и Платформе действий",
        );
        check("Декларация и План действий", "Декларации и Плане действий");
        check(
            "Всемирная программа действий, касающаяся молодежи",
            "Всемирной программы действий, касающейся молодежи",
        );
        check("Руководящие принципы", "Руководящими принципами");
    }

    #[test]
    fn a_prefix_stands_at_the_start_of_a_word() {
        let script = &Pack::of(Language::Ar).script;
        assert!(script.ends_in_prefix("في و"));
        assert!(script.ends_in_prefix("وبال"));
        assert!(!script.ends_in_prefix("است"));
    }
}
