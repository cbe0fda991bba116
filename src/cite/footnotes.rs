use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Meaning;
use crate::cite::mention::Mention;
use crate::model::{Candidates, Class, NodeId, Target};
use crate::registry::{Instrument, Registry};

/// What the notes before have cited, for "Ibid."
#[derive(Debug, Default)]
pub(crate) struct Series {
    /// The last thing that the note before cited.
    last: Option<Mention>,
    /// Whether it was a place in the Treaty Series.
    treaty_series: bool,
}

impl Series {
    /// Adds what "Ibid." and the Treaty Series mean in a note; `under` is the instrument on which the note's mark stands.
    pub fn note(
        &mut self,
        lexed: &Lexed<'_>,
        registry: &Registry,
        under: Option<&NodeId>,
        mentions: &mut Vec<Mention>,
    ) {
        let ibid = (0..lexed.lexemes.len()).find(|&index| lexed.is(index, |m| m == Meaning::Ibid));
        let series = (0..lexed.lexemes.len()).find(|&index| lexed.is(index, |m| m == Meaning::TreatySeries));
        let own = mentions.iter().any(|mention| mention.class == Class::Document);
        if let Some(index) = series {
            mentions.push(treaty(lexed, registry, under, index));
            self.treaty_series = true;
        } else if let Some(index) = ibid {
            if self.treaty_series && !own && registration(lexed, index).is_some() {
                mentions.push(treaty(lexed, registry, under, index));
            } else if !own {
                self.repeat(lexed, index, mentions);
            }
        }
        if own {
            self.treaty_series = false;
        }
        if let Some(last) = mentions
            .iter()
            .rev()
            .find(|mention| mention.class.is_citable() && mention.target.id().is_some())
        {
            self.last = Some(last.clone());
        }
    }

    /// "Ibid." alone, or with another chapter: the same thing again.
    fn repeat(&self, lexed: &Lexed<'_>, index: usize, mentions: &mut Vec<Mention>) {
        let Some(last) = &self.last else { return };
        let lexeme = &lexed.lexemes[index];
        let mut mention = Mention::new(
            last.class,
            last.target.clone(),
            lexeme.start,
            lexeme.end,
            "Ibid.: what the note before cites",
        );
        mention.kind = last.kind;
        mentions.push(mention);
    }
}

/// "United Nations, Treaty Series, vol. 999, No. 14668": the instrument under the mark, or the one of that number.
fn treaty(lexed: &Lexed<'_>, registry: &Registry, under: Option<&NodeId>, index: usize) -> Mention {
    let printed = registration(lexed, index);
    let end = printed.as_ref().map_or(lexed.lexemes[index].end, |printed| printed.end);
    let start = series_start(lexed, index);
    let known: Vec<&Instrument> = printed
        .iter()
        .flat_map(|printed| registry.by_treaty_number(&printed.number))
        .collect();
    let family: Vec<&NodeId> = known.iter().map(|known| &known.id).collect();
    let volume = printed.as_ref().map(|printed| printed.volume.as_str());
    let mut in_volume = known.iter().filter(|known| known.volume() == volume);
    let sole = in_volume.next().filter(|_| in_volume.next().is_none());
    let (target, reason) = match (under, family.as_slice()) {
        (Some(under), family) if family.contains(&under) => (
            Target::Resolved(under.clone()),
            "the title under the mark; the registration number agrees",
        ),
        (_, [one]) => (
            Target::Resolved((*one).clone()),
            "registration number in the Treaty Series",
        ),
        (Some(under), []) => (Target::Resolved(under.clone()), "the title under the mark"),
        (_, [_, _, ..]) if let Some(sole) = sole => (
            Target::Resolved(sole.id.clone()),
            "volume and registration number in the Treaty Series",
        ),
        (_, several) => (
            Candidates::new(several.iter().map(|&id| id.clone())).map_or(Target::Unresolved, Target::Ambiguous),
            if several.is_empty() {
                "a registration number that the registry does not know"
            } else {
                "the registration number covers several instruments"
            },
        ),
    };
    Mention::new(Class::Instrument, target, start, end, reason)
}

/// What "vol. 999, No. 14668" says, and where it ends.
struct Registration {
    volume: String,
    number: String,
    end: usize,
}

/// The number after the volume is the last integer of the phrase.
fn registration(lexed: &Lexed<'_>, index: usize) -> Option<Registration> {
    let mut numbers = Vec::new();
    let mut at = lexed.lexemes[index].end;
    for lexeme in &lexed.lexemes[index + 1..] {
        let Sense::Integer(value) = lexeme.sense else { continue };
        if lexed.between(at, lexeme.start).contains(". ") && numbers.len() >= 2
            || lexed.between(at, lexeme.start).contains(';')
        {
            break;
        }
        numbers.push((value, lexeme.end));
        at = lexeme.end;
    }
    let [.., (volume, _), (number, end)] = numbers[..] else {
        return None;
    };
    Some(Registration {
        volume: volume.to_string(),
        number: number.to_string(),
        end,
    })
}

/// "United Nations, " before "Treaty Series".
fn series_start(lexed: &Lexed<'_>, index: usize) -> usize {
    let start = lexed.lexemes[index].start;
    match index.checked_sub(1) {
        Some(at)
            if lexed.is(at, |m| matches!(m, Meaning::Body(..)))
                && lexed.between(lexed.lexemes[at].end, start).chars().count() <= 2 =>
        {
            lexed.lexemes[at].start
        }
        _ => start,
    }
}
