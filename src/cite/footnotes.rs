use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
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
        let ibid = lexed.of(Kinds::IBID).next();
        let series = lexed.of(Kinds::TREATY_SERIES).next();
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
        // "Ibid." behind a note whose source is not known means that source, not an earlier one.
        let unknown = series.is_none() && ibid.is_none() && !mentions.iter().any(|mention| mention.class.is_citable());
        if own || unknown {
            self.treaty_series = false;
        }
        if unknown {
            self.last = None;
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
    if let Some(printed) = printed.as_ref().filter(|printed| printed.numbers.len() > 1) {
        let (target, reason) = together(printed, registry, under);
        return Mention::new(Class::Instrument, target, start, end, reason);
    }
    let known: Vec<&Instrument> = printed
        .iter()
        .flat_map(|printed| {
            printed
                .numbers
                .iter()
                .flat_map(|number| registry.by_treaty_number(number))
        })
        .collect();
    let family: Vec<&NodeId> = known.iter().map(|known| &known.id).collect();
    let volumes = printed
        .iter()
        .flat_map(|printed| printed.volumes.iter().map(String::as_str));
    let volumes: Vec<&str> = volumes.collect();
    let mut in_volume = known
        .iter()
        .filter(|known| known.volume().is_some_and(|volume| volumes.contains(&volume)));
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

/// "vol. 75, Nos. 970-973": several instruments, which have a name together, or are those under the mark.
fn together(printed: &Registration, registry: &Registry, under: Option<&NodeId>) -> (Target, &'static str) {
    let mut members: Vec<&NodeId> = Vec::new();
    for number in &printed.numbers {
        members.extend(registry.by_treaty_number(number).iter().map(|known| &known.id));
    }
    members.dedup();
    let is_all = |known: &&Instrument| {
        known.members.len() == members.len() && members.iter().all(|id| known.members.contains(id))
    };
    if let Some(whole) = registry.instruments().iter().find(is_all) {
        return (
            Target::Resolved(whole.id.clone()),
            "the registration numbers of all that the name covers",
        );
    }
    match under {
        Some(under) => (Target::Resolved(under.clone()), "the title under the mark"),
        None => (
            Candidates::new(members.into_iter().cloned()).map_or(Target::Unresolved, Target::Ambiguous),
            "the registration numbers are those of several instruments",
        ),
    }
}

/// What "vol. 999, No. 14668" says, and where it ends.
struct Registration {
    volumes: Vec<String>,
    numbers: Vec<String>,
    end: usize,
}

/// The longest range of registration numbers that is spelled out.
const LONGEST_RANGE: u32 = 12;

/// The volumes stand before "No.", the registration numbers behind it; the last integer is a number in any case.
fn registration(lexed: &Lexed<'_>, index: usize) -> Option<Registration> {
    let mut printed: Vec<(u32, usize, bool, bool)> = Vec::new();
    let mut at = lexed.lexemes[index].end;
    for lexeme in &lexed.lexemes[index + 1..] {
        let Sense::Integer(value) = lexeme.sense else { continue };
        let gap = lexed.between(at, lexeme.start);
        if gap.contains(". ") && printed.len() >= 2 && !is_numero(lexed, gap) || gap.contains(';') {
            break;
        }
        printed.push((value, lexeme.end, is_numero(lexed, gap), gap.trim() == "-"));
        at = lexeme.end;
    }
    let last = printed.len().checked_sub(1).filter(|&last| last > 0)?;
    let first = printed
        .iter()
        .skip(1)
        .position(|&(.., numero, _)| numero)
        .map_or(last, |at| at + 1);
    let mut numbers: Vec<String> = Vec::new();
    for (at, &(value, _, _, ranged)) in printed.iter().enumerate().skip(first) {
        let from = at.checked_sub(1).map_or(value, |before| printed[before].0);
        if ranged && at > first && from < value && value - from <= LONGEST_RANGE {
            numbers.extend((from + 1..value).map(|number| number.to_string()));
        }
        numbers.push(value.to_string());
    }
    Some(Registration {
        volumes: printed[..first].iter().map(|(volume, ..)| volume.to_string()).collect(),
        numbers,
        end: printed[last].1,
    })
}

/// Whether words end with "No.".
fn is_numero(lexed: &Lexed<'_>, words: &str) -> bool {
    let words = words.trim();
    let mut numero = lexed.pack.grammar.numero.iter();
    numero.any(|numero| {
        words
            .strip_suffix(numero.as_str())
            .is_some_and(|head| !head.ends_with(char::is_alphanumeric))
    })
}

/// "United Nations, " before "Treaty Series".
fn series_start(lexed: &Lexed<'_>, index: usize) -> usize {
    let start = lexed.lexemes[index].start;
    match index.checked_sub(1) {
        Some(at) if lexed.has(at, Kinds::BODY) && lexed.between(lexed.lexemes[at].end, start).chars().count() <= 2 => {
            lexed.lexemes[at].start
        }
        _ => start,
    }
}
