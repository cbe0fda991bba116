use std::borrow::Cow;

use jiff::civil::Date;

use crate::cite::bodies::{Evidence, Resolver};
use crate::cite::chain::{Chain, Item};
use crate::cite::lexicon::Noun;
use crate::cite::mention::Mention;
use crate::cite::numbers::document_kind;
use crate::model::{Candidates, Class, Designation, Number, SessionMark, Target};
use crate::registry::{Body, adopted, council_reached, council_year, fits, ga_session_of, session_opening};

/// A number and all that is known of it before its body is decided.
pub(crate) struct Question<'a> {
    pub item: &'a Item,
    pub noun: Option<Noun>,
    pub evidence: &'a Evidence,
    /// What the list before says.
    pub carried: &'a Evidence,
    /// The date printed with it or with its list.
    pub day: Option<Date>,
    /// The body that dates prove for another number of the list.
    pub proven: Option<u32>,
}

/// What was decided, and why.
struct Verdict {
    target: Target,
    noun: Noun,
    reason: Cow<'static, str>,
}

/// From here on the numbers of a session's resolutions are the General Assembly's alone.
const HIGH: u32 = 101;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// The date proves it.
    Yes,
    /// Nothing speaks against it.
    Unknown,
    /// The shape is right, the date is not.
    No,
    /// The body has no such number.
    Wrong,
}

impl Resolver<'_> {
    /// The mention of a number, its body decided; `None` for the document's own number.
    pub fn number(&mut self, question: &Question<'_>) -> Option<Mention> {
        let item = question.item;
        let verdict = self.decide(question);
        let mut mention = Mention::new(
            Class::Document,
            verdict.target,
            item.span.0,
            item.span.1,
            verdict.reason,
        );
        mention.core = item.core;
        mention.kind = Some(document_kind(verdict.noun));
        mention.date = question.day;
        mention.designation = Some(item.designation);
        if let Target::Resolved(id) = &mention.target {
            if self.memory.own.as_ref().is_some_and(|own| own.as_str() == id.as_str()) {
                return None;
            }
            if question.evidence.is_some() || item.designation.number.is_telling() {
                self.memory.resolve_number(item.designation, id);
            }
        }
        Some(mention)
    }

    /// The body that a list's words allow and a date of it proves.
    pub fn proven(&self, chain: &Chain, shared: Option<Date>) -> Option<u32> {
        let none = Evidence::None;
        chain.items.iter().find_map(|item| {
            let noun = item.noun.or(chain.noun);
            let day = Some(item.date.or(shared)?);
            let question = Question {
                item,
                noun,
                evidence: &chain.evidence,
                carried: &none,
                day,
                proven: None,
            };
            let candidates = self.candidates(&question);
            candidates
                .iter()
                .map(|(body, _)| *body)
                .find(|&body| self.judge(body, &question) == Fit::Yes)
        })
    }

    fn decide(&self, question: &Question<'_>) -> Verdict {
        let noun = question.noun;
        if (!question.evidence.is_some() || *question.evidence == Evidence::Foreign)
            && let Some(id) = self.memory.number(&question.item.designation)
        {
            let noun = noun.unwrap_or(Noun::Resolution);
            return Verdict {
                target: Target::Resolved(id.clone()),
                noun,
                reason: "the same number as before".into(),
            };
        }
        let known = self.candidates(question);
        let mut judged: Vec<Fit> = Vec::with_capacity(known.len());
        for &(body, reason) in &known {
            let fit = self.judge(body, question);
            if fit == Fit::Yes {
                return self.verdict(body, question, reason.into());
            }
            judged.push(fit);
        }
        if *question.evidence == Evidence::Foreign {
            return Verdict::unresolved(noun, "its body is not in the registry");
        }
        // "The Commission", where several were named, may be any of them that has such numbers.
        let may_be_meant = |body: u32| match question.evidence {
            Evidence::Several(_) => true,
            Evidence::Short(bodies) => {
                self.own_of(bodies).is_none() && self.is_gathering(body) && self.memory.has_named(body)
            }
            _ => false,
        };
        let possible = judged.iter().zip(&known).filter(|(fit, _)| **fit == Fit::Unknown);
        let possible: Vec<u32> = possible
            .map(|(_, (body, _))| *body)
            .filter(|&body| may_be_meant(body))
            .collect();
        if possible.len() > 1 {
            let before = self.memory.number(&question.item.designation);
            let symbol = |body: u32| {
                let noun = question.noun.unwrap_or(Noun::Resolution);
                self.registry.bodies()[body as usize].symbol(noun.code(), &question.item.designation)
            };
            return match possible
                .iter()
                .find(|&&body| before.is_some() && symbol(body).as_ref() == before)
            {
                Some(&body) => self.verdict(body, question, "the same number as before".into()),
                None => self.open(question, &possible),
            };
        }
        if let Some(at) = judged.iter().position(|fit| *fit == Fit::Unknown) {
            let (body, reason) = known[at];
            return self.verdict(body, question, reason.into());
        }
        let misfit = judged.iter().position(|fit| *fit == Fit::No).map(|at| known[at].0);
        self.by_shape_and_date(question, misfit)
    }

    /// The bodies that the evidence allows, strongest first, each with its reason.
    fn candidates(&self, question: &Question<'_>) -> Vec<(u32, &'static str)> {
        let mut candidates: Vec<(u32, &'static str)> = Vec::new();
        let mut add = |body: u32, reason: &'static str| {
            if !candidates.iter().any(|(known, _)| *known == body) {
                candidates.push((body, reason));
            }
        };
        match question.evidence {
            Evidence::Named(body) => add(*body, "body named beside the number"),
            Evidence::Short(bodies) => {
                if let Some(own) = self.own_of(bodies) {
                    add(own, "short name of the body whose document this is");
                }
                if let Some(own) = self.own_programmes(bodies) {
                    add(own, "short name of an organ of the programme whose document this is");
                }
                self.named(bodies)
                    .take_while(|&body| self.is_gathering(body))
                    .chain(self.last_named(bodies))
                    .for_each(|body| add(body, "short name of a body named in full before"));
                if let Some(speaker) = self.speaker.filter(|speaker| bodies.contains(speaker)) {
                    add(speaker, "short name of the adopting body");
                }
                // Of the governing councils of programmes and of conferences, which all have such numbers, none is guessed.
                let told = bodies
                    .iter()
                    .filter(|&&body| self.programme_of(body).is_none() && !self.is_conference(body));
                told.for_each(|&body| add(body, "short name; the number's shape tells the body"));
            }
            Evidence::Several(bodies) => {
                bodies
                    .iter()
                    .for_each(|&body| add(body, "the only one of the bodies named that has such numbers"));
            }
            Evidence::Possessive(bodies) => {
                bodies
                    .iter()
                    .for_each(|&body| add(body, "possessive: the body that speaks"));
                self.near
                    .iter()
                    .rev()
                    .for_each(|&body| add(body, "possessive: a body named in the paragraph"));
            }
            Evidence::None | Evidence::Foreign => {
                for &body in self.bodies_of(question.carried).iter().take(1) {
                    add(body, "carried over from the number before");
                }
                if let Some(speaker) = self.speaker {
                    add(speaker, "no body named: the adopting body");
                }
                self.near
                    .iter()
                    .rev()
                    .for_each(|&body| add(body, "no body named: the last in the paragraph that has such numbers"));
            }
        }
        candidates
    }

    /// Whether a body can have adopted a number: by its shape, by the date, by the document's own date.
    fn judge(&self, body: u32, question: &Question<'_>) -> Fit {
        let known = &self.registry.bodies()[body as usize];
        let designation = &question.item.designation;
        let kind = question
            .noun
            .map_or_else(|| known.kind_of_number(designation), Noun::code);
        // Shapes such as `1325 (2000)` are one body's alone, so a body of which no shapes are known does not have them.
        let foreign_shape = designation.number.is_telling() && known.numbers_so(designation) != Some(true);
        if known.numbering.is_none() || foreign_shape && kind != "PRST" || !known.can_number(designation, kind) {
            return Fit::Wrong;
        }
        if let Number::Running { number, year } = designation.number
            && (!council_reached(number, year)
                // A year is taken for a slip only behind "resolution", "March 2011 (2022)" is no number; and where no other body
                // is named, such as the Parliamentary Assembly, of which 912 (1989) is.
                || council_year(number).is_some_and(|known| known != year)
                    && (question.noun.is_none() || !question.evidence.allows(body)))
        {
            return Fit::Wrong;
        }
        if !known.can_have_met(designation, self.memory.latest_year(question.day)) {
            return Fit::Wrong;
        }
        match question.day.filter(|day| !self.is_misprint(*day)) {
            Some(day) => match fits(known.id.as_str(), designation, day) {
                Some(true) => Fit::Yes,
                _ if has_date(known, designation, day) => Fit::Yes,
                Some(false) => Fit::No,
                None => Fit::Unknown,
            },
            None => match self.memory.adopted {
                Some(adopted) if is_later(known.id.as_str(), designation, adopted) => Fit::No,
                _ => Fit::Unknown,
            },
        }
    }

    /// A date after the document's own cannot be meant ("24 December 2107").
    fn is_misprint(&self, day: Date) -> bool {
        self.memory
            .adopted
            .is_some_and(|adopted| day.saturating_sub(jiff::Span::new().days(60)) > adopted)
    }

    /// Where the words do not settle it: the only organ whose numbers have this shape and whose sessions hold the date.
    fn by_shape_and_date(&self, question: &Question<'_>, misfit: Option<u32>) -> Verdict {
        const ORGANS: [&str; 4] = ["ga", "hrc", "sc", "ecosoc"];
        let (evidence, noun) = (question.evidence, question.noun);
        let indices = ORGANS.iter().filter_map(|id| self.registry.body_index(id));
        let judged: Vec<(u32, Fit)> = indices.map(|index| (index, self.judge(index, question))).collect();
        let of = |wanted: Fit| {
            judged
                .iter()
                .filter(|(_, fit)| *fit == wanted)
                .map(|(body, _)| *body)
                .collect::<Vec<u32>>()
        };
        if let [body] = of(Fit::Yes)[..] {
            let reason = if misfit.is_some() {
                "the date fits another body than the words name"
            } else {
                "the date fits this body alone"
            };
            return self.verdict(body, question, reason.into());
        }
        if let Some(body) = misfit
            && (matches!(evidence, Evidence::Named(_))
                || question.proven == Some(body)
                || self.nearly_fits(body, question))
        {
            return self.verdict(
                body,
                question,
                "the words name the body, though the date does not fit".into(),
            );
        }
        if misfit.is_some() {
            return Verdict::unresolved(noun, "the date fits none of the bodies that the words allow");
        }
        match (&of(Fit::Unknown)[..], question.item.designation.number) {
            ([body], number) if number.is_telling() => {
                self.verdict(*body, question, "the number's shape tells the body".into())
            }
            // "its resolution 61/276" in a report: no other organ's resolutions have such numbers.
            (
                [body],
                Number::Session {
                    mark: SessionMark::Regular,
                    number: HIGH..,
                    ..
                },
            ) if noun == Some(Noun::Resolution) && matches!(evidence, Evidence::None | Evidence::Possessive(_)) => {
                self.verdict(*body, question, "no other organ's resolutions have such numbers".into())
            }
            (
                possible,
                Number::Session {
                    mark: SessionMark::Regular,
                    ..
                },
            ) if noun.is_some() && !evidence.is_some() => self.assembly_or_council(question, possible),
            (possible, _) if noun.is_some() && !evidence.is_some() => self.open(question, possible),
            _ => Verdict::unresolved(noun, "nothing tells the body"),
        }
    }

    /// `46/182` in a document of neither body: the Assembly's, unless the document speaks of the Human Rights Council too.
    fn assembly_or_council(&self, question: &Question<'_>, possible: &[u32]) -> Verdict {
        let is = |body: u32, id: &str| self.registry.bodies()[body as usize].id.as_str() == id;
        let council_named = possible
            .iter()
            .any(|&body| is(body, "hrc") && self.memory.has_named(body));
        let assembly = possible.iter().copied().find(|&body| is(body, "ga"));
        match assembly {
            Some(body) if !council_named && self.speaker.is_some() => self.verdict(
                body,
                question,
                "no body named: the General Assembly's numbers have this shape".into(),
            ),
            _ => self.open(question, possible),
        }
    }

    /// Which of several bodies is meant, is left open.
    fn open(&self, question: &Question<'_>, possible: &[u32]) -> Verdict {
        let noun = question.noun.unwrap_or(Noun::Resolution);
        let symbol =
            |&body: &u32| self.registry.bodies()[body as usize].symbol(noun.code(), &question.item.designation);
        match Candidates::new(possible.iter().filter_map(symbol)) {
            Some(candidates) => Verdict {
                target: Target::Ambiguous(candidates),
                noun,
                reason: "no body named beside it, and the number fits several".into(),
            },
            None => Verdict::unresolved(question.noun, "nothing tells the body"),
        }
    }

    /// Whether a date is a slip of one year from one that fits.
    fn nearly_fits(&self, body: u32, question: &Question<'_>) -> bool {
        let id = self.registry.bodies()[body as usize].id.as_str();
        let Some(day) = question.day else { return false };
        [-1, 1].into_iter().any(|slip| {
            let year = day.year().saturating_add(slip);
            Date::new(year, day.month(), day.day())
                .is_ok_and(|day| fits(id, &question.item.designation, day) == Some(true))
        })
    }

    fn verdict(&self, body: u32, question: &Question<'_>, reason: Cow<'static, str>) -> Verdict {
        let known = &self.registry.bodies()[body as usize];
        let (designation, reason) = true_year(question.item.designation, reason);
        let noun = question.noun.unwrap_or(match known.kind_of_number(&designation) {
            "DEC" => Noun::Decision,
            _ => Noun::Resolution,
        });
        match known.symbol(noun.code(), &designation) {
            Some(id) => Verdict {
                target: Target::Resolved(id),
                noun,
                reason,
            },
            None => Verdict::unresolved(Some(noun), "the body's symbols have no such number"),
        }
    }
}

impl Verdict {
    fn unresolved(noun: Option<Noun>, reason: &'static str) -> Verdict {
        Verdict {
            target: Target::Unresolved,
            noun: noun.unwrap_or(Noun::Resolution),
            reason: reason.into(),
        }
    }
}

/// The Security Council's running number tells the year; the year printed with it is sometimes a slip.
fn true_year(designation: Designation, reason: Cow<'static, str>) -> (Designation, Cow<'static, str>) {
    match designation.number {
        Number::Running { number, year: printed } => match council_year(number) {
            Some(year) if year != printed => {
                let reason = format!("{reason}; the number is of {year}, the year printed is {printed}");
                (
                    Designation {
                        number: Number::Running { number, year },
                        ..designation
                    },
                    reason.into(),
                )
            }
            _ => (designation, reason),
        },
        _ => (designation, reason),
    }
}

/// Whether the registry knows the resolution, and with this date.
fn has_date(body: &Body, designation: &Designation, day: Date) -> bool {
    let id = body.symbol("RES", designation);
    id.and_then(|id| adopted(id.as_str())) == Some(day)
}

/// Whether a session lies after a day: nothing cites the future.
fn is_later(body: &str, designation: &Designation, day: Date) -> bool {
    let next = day.saturating_add(jiff::Span::new().days(30));
    match (body, designation.number) {
        (
            "ga",
            Number::Session {
                mark: SessionMark::Regular,
                session,
                ..
            },
        ) => ga_session_of(next).is_some_and(|now| session > now),
        (
            "hrc",
            Number::Session {
                mark: SessionMark::Regular,
                session,
                ..
            },
        ) => session_opening("hrc", SessionMark::Regular, session).is_none_or(|first| first > next),
        (_, Number::Year { year, .. } | Number::Running { year, .. }) => {
            i32::try_from(year).is_ok_and(|year| year > i32::from(next.year()))
        }
        _ => false,
    }
}
