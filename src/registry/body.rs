use crate::model::{Designation, NodeId, Number, SessionMark};
use crate::registry::entry::{Entry, RegistryError};
use crate::registry::form::Form;
use crate::registry::kind::{BodyKind, Shape};
use crate::registry::names::Names;
use crate::registry::raw::RawBody;
use crate::registry::sessions::{council_running_in, running_in};

/// How a body numbers what it adopts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// The pattern of a symbol: `A/HRC/{kind}/{designation}`.
    pub pattern: String,
    /// The pattern for decisions, where it is another.
    pub decisions: Option<String>,
}

impl Numbering {
    /// Whether the number stands before the session: `1/CP.21`.
    fn is_turned(&self) -> bool {
        let at = |slot| self.pattern.find(slot);
        matches!((at("{number}"), at("{session}")), (Some(number), Some(session)) if number < session)
    }
}

/// A body, an office or a mandate-holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The slug.
    pub id: NodeId,
    /// What sort it is.
    pub kind: BodyKind,
    /// The finer sort of a mandate: special rapporteur, working group.
    pub form: Option<String>,
    /// The English noun by which "the …" may refer to it: council, assembly, committee.
    pub head: Option<String>,
    /// The body that it reports to or belongs to.
    pub parent: Option<NodeId>,
    /// The prefixes of its document symbols.
    pub series: Vec<String>,
    /// How it numbers resolutions and decisions.
    pub numbering: Option<Numbering>,
    /// The shapes that its numbers have; none where that is not known.
    pub shapes: Vec<Shape>,
    /// The first session whose number stands before a slash; earlier ones are Roman.
    pub first_session: Option<u32>,
    /// The last session, of a body that is no more.
    pub last_session: Option<u32>,
    /// The year of its first session, where it holds no more than one a year: its later numbers are bound by it.
    pub since: Option<u32>,
    /// The first of a treaty body's general comments whose symbol holds its number; those before are only in a compilation.
    pub comments_from: Option<u32>,
    /// How the ids of the conventions and recommendations begin that it counts: `ilo` of `ilo-c182`.
    pub counts: Option<String>,
    /// The number from which its numbers are those of decisions.
    pub decisions_from: Option<u32>,
    /// The symbols of its own reports, with `*` for a session or a year: what they print by number is this body's.
    pub reports: Vec<String>,
    /// The resolution or decision that established it.
    pub established_by: Option<NodeId>,
    /// How its numbers are printed, where they are no plain ones.
    pub forms: Vec<Form>,
    /// What else a reader should know.
    pub note: Option<String>,
    /// The words by which it is named.
    pub names: Names,
}

impl Body {
    /// The id of what this body adopted under a number; `kind` is `RES`, `DEC` or `PRST`.
    ///
    /// `None` where the body numbers nothing, or where its symbols need a session that the number does not have.
    pub fn symbol(&self, kind: &str, designation: &Designation) -> Option<NodeId> {
        let numbering = self.numbering.as_ref()?;
        let pattern = match (&numbering.decisions, kind) {
            (Some(decisions), "DEC") => decisions,
            _ => &numbering.pattern,
        };
        if let Some(series) = pattern.strip_suffix("/{kind}/{designation}") {
            return Some(NodeId::new(format!("{series}/{kind}/{designation}")));
        }
        let mut id = pattern.replace("{kind}", kind);
        if id.contains("{designation}") {
            return Some(NodeId::new(id.replace("{designation}", &designation.to_string())));
        }
        let whole = designation.whole().to_string();
        let (session, number) = whole.rsplit_once('/')?;
        id = id.replace("{session}", session).replace("{number}", number);
        if let Some(part) = designation.part {
            id = format!("{id}[{part}]");
        }
        Some(NodeId::new(id))
    }

    /// `DEC` for numbers from which the body's are decisions, where no type word says so; else `RES`.
    pub fn kind_of_number(&self, designation: &Designation) -> &'static str {
        match designation.number {
            Number::Session { number, .. } | Number::Year { number, .. }
                if self.decisions_from.is_some_and(|first| number >= first) =>
            {
                "DEC"
            }
            _ => "RES",
        }
    }

    /// Whether the body can have a number of this kind at all, whatever its date; `true` where nothing is known.
    pub fn can_number(&self, designation: &Designation, kind: &str) -> bool {
        if self.numbers_so(designation) == Some(false) && kind != "PRST" {
            return false;
        }
        match designation.number {
            Number::Session {
                mark: SessionMark::Regular,
                session,
                number,
            } => {
                // What is printed as 1/CP.21 is not printed as 21/1.
                let turned = self.numbering.as_ref().is_some_and(Numbering::is_turned);
                let sessions = !turned
                    && self.first_session.is_none_or(|first| session >= first)
                    && self.last_session.is_none_or(|last| session <= last);
                // Where decisions begin at 101, a resolution cannot have that number; where they begin high, it may.
                let kinds = kind != "RES" || self.decisions_from.is_none_or(|first| first > 300 || number < first);
                sessions && kinds
            }
            Number::Roman {
                number,
                mark: SessionMark::Regular,
                session,
            } if self.id.as_str() == "ga" => running_in(session, number),
            Number::Roman {
                number,
                mark: SessionMark::Regular,
                session,
            } if self.id.as_str() == "ecosoc" && kind == "RES" => council_running_in(session, number),
            // Its decisions began again with each year.
            Number::Roman { number, session, .. } if self.id.as_str() == "ecosoc" => {
                (50..=63).contains(&session) && number <= 310
            }
            _ => true,
        }
    }

    /// The id of one of a treaty body's general comments: `CRC/C/GC/25`.
    pub fn comment(&self, number: u32) -> Option<NodeId> {
        let first = self.comments_from?;
        let series = self.series.first().filter(|_| number >= first)?;
        Some(NodeId::new(format!("{series}GC/{number}")))
    }

    /// The id of one of the conventions or recommendations that it counts: `ilo-c182`.
    pub fn counted(&self, number: u32, recommendation: bool) -> Option<String> {
        let series = self.counts.as_ref()?;
        Some(format!("{series}-{}{number}", if recommendation { 'r' } else { 'c' }))
    }

    /// Whether a session can have been held by a year; `true` where nothing is known.
    pub fn can_have_met(&self, designation: &Designation, year: u32) -> bool {
        match designation.number {
            Number::Session {
                mark: SessionMark::Regular,
                session,
                ..
            } => self.has_met(session, year),
            _ => true,
        }
    }

    /// The same of the session alone.
    pub fn has_met(&self, session: u32, year: u32) -> bool {
        self.since
            .is_none_or(|first| session <= (year + 1).saturating_sub(first))
    }

    /// Whether a document is one of the body's own reports.
    pub fn reported_in(&self, symbol: &str) -> bool {
        self.reports.iter().any(|pattern| {
            let mut components = symbol.split('/');
            pattern.split('/').all(|wanted| {
                components
                    .next()
                    .is_some_and(|found| wanted == found || wanted == "*" && found.bytes().all(|b| b.is_ascii_digit()))
            })
        })
    }

    /// Whether the body's resolutions have numbers of this shape; `None` where its shapes are not known.
    pub fn numbers_so(&self, designation: &Designation) -> Option<bool> {
        if self.shapes.is_empty() {
            return None;
        }
        let shape = Shape::of(designation);
        Some(shape.is_none_or(|shape| self.shapes.contains(&shape)))
    }

    pub(super) fn read(entry: &Entry<'_>, raw: RawBody) -> Result<Body, RegistryError> {
        let names = entry.names(raw.name, raw.also, raw.anaphors, &raw.unverified, raw.examples)?;
        entry.titled("name", &names)?;
        for pattern in raw.numbering.iter().chain(&raw.decisions) {
            check_pattern(entry, pattern)?;
        }
        let decisions = raw.decisions;
        let shapes = raw.shapes.iter().map(|shape| entry.parse("shapes", shape));
        let established_by = raw.established_by.as_deref();
        let forms = raw.forms.into_iter().map(|form| Form::read(entry, form));
        Ok(Body {
            id: entry.node()?,
            kind: entry.parse("kind", &entry.required("kind", raw.kind)?)?,
            form: raw.form,
            head: raw.head,
            parent: raw.parent.as_deref().map(|id| entry.slug("parent", id)).transpose()?,
            series: raw.series,
            numbering: raw.numbering.map(|pattern| Numbering { pattern, decisions }),
            shapes: shapes.collect::<Result<_, _>>()?,
            first_session: raw.first_session,
            last_session: raw.last_session,
            since: raw.since,
            comments_from: raw.comments_from,
            counts: raw.counts,
            decisions_from: raw.decisions_from,
            reports: raw.reports,
            established_by: established_by
                .map(|text| entry.document("established_by", text))
                .transpose()?,
            forms: forms.collect::<Result<_, _>>()?,
            note: raw.note,
            names,
        })
    }

    /// Adds the words of a user's entry about this body.
    pub(super) fn extend(&mut self, entry: &Entry<'_>, raw: RawBody) -> Result<(), RegistryError> {
        entry.words_only(&[
            ("kind", raw.kind.is_some_and(|kind| kind != self.kind.name())),
            ("form", raw.form.is_some()),
            ("head", raw.head.is_some()),
            ("parent", raw.parent.is_some()),
            ("series", !raw.series.is_empty()),
            ("numbering", raw.numbering.is_some()),
            ("decisions", raw.decisions.is_some()),
            ("shapes", !raw.shapes.is_empty()),
            ("first_session", raw.first_session.is_some()),
            ("last_session", raw.last_session.is_some()),
            ("since", raw.since.is_some()),
            ("comments_from", raw.comments_from.is_some()),
            ("counts", raw.counts.is_some()),
            ("decisions_from", raw.decisions_from.is_some()),
            ("reports", !raw.reports.is_empty()),
            ("forms", !raw.forms.is_empty()),
            ("established_by", raw.established_by.is_some()),
        ])?;
        self.names
            .extend(entry.names(raw.name, raw.also, raw.anaphors, &raw.unverified, raw.examples)?);
        Ok(())
    }
}

impl Shape {
    /// The shape of a number; `None` for the organizational meetings' statements, which no list names.
    pub fn of(designation: &Designation) -> Option<Shape> {
        match designation.number {
            Number::Session {
                mark: SessionMark::Regular,
                ..
            } => Some(Shape::Session),
            Number::Session {
                mark: SessionMark::Special,
                ..
            } => Some(Shape::Special),
            Number::Session {
                mark: SessionMark::Emergency,
                ..
            } => Some(Shape::Emergency),
            Number::Session {
                mark: SessionMark::Organizational,
                ..
            } => None,
            Number::Year { .. } => Some(Shape::Year),
            Number::Roman { .. } => Some(Shape::Roman),
            Number::Running { .. } => Some(Shape::Running),
        }
    }
}

/// A pattern must hold the number, and no other slots than those known.
fn check_pattern(entry: &Entry<'_>, pattern: &str) -> Result<(), RegistryError> {
    let bare = ["{kind}", "{designation}", "{session}", "{number}"]
        .iter()
        .fold(pattern.to_owned(), |text, slot| text.replace(slot, ""));
    let numbered = pattern.contains("{designation}") || pattern.contains("{number}");
    if numbered && !bare.contains(['{', '}', ' ']) {
        return Ok(());
    }
    Err(entry.error(format!(
        "expected a numbering of {{kind}}, {{designation}}, {{session}} and {{number}}, found `{pattern}`"
    )))
}

#[cfg(test)]
mod tests {
    use crate::model::Symbol;
    use crate::registry::Registry;

    #[test]
    fn bodies_give_symbols_to_numbers() {
        let printed = |number: &str| Symbol::designation_of(number).expect("a number");
        let check = |body: &str, kind: &str, number: &str, expected: &str| {
            let designation = printed(number);
            let body = Registry::builtin().body(body).expect("a body");
            let symbol = body.symbol(kind, &designation).expect("a symbol");
            assert_eq!(symbol.as_str(), expected);
            if !expected.starts_with("ext:") {
                assert_eq!(expected.parse::<Symbol>().expect("a symbol").as_str(), expected);
            }
            assert_ne!(body.numbers_so(&designation), Some(false), "{expected}");
        };
        check("hrc", "RES", "53/24", "A/HRC/RES/53/24");
        check("ga", "RES", "S-24/2", "A/RES/S-24/2");
        check("chr", "DEC", "2004/110", "E/CN.4/DEC/2004/110");
        check("sub-commission", "RES", "1989/13", "E/CN.4/Sub.2/RES/1989/13");
        check("unea", "RES", "5/14", "UNEP/EA.5/RES/14");
        check("un-habitat-assembly", "RES", "2/1", "HSP/HA.2/RES/1");
        check("cop-unfccc", "DEC", "21/1", "FCCC/CP/DEC/1/CP.21");
        check("cop-cbd", "DEC", "15/4", "CBD/COP/DEC/15/4");
        check("wha", "RES", "61/21", "ext:WHA61.21");
        check("who", "DEC", "71/9", "ext:WHA71(9)");
        check("las", "RES", "14/221", "ext:las/RES/14/221");
        check("sc", "RES", "1325 (2000)", "S/RES/1325(2000)");
        check("eclac", "RES", "683 (XXXV)", "LC/RES/683(XXXV)");
        assert_eq!(
            Registry::builtin()
                .body("unea")
                .and_then(|unea| unea.symbol("RES", &printed("683 (XXXV)"))),
            None
        );
        assert_eq!(
            Registry::builtin()
                .body("hrc")
                .and_then(|hrc| hrc.numbers_so(&printed("1325 (2000)"))),
            Some(false)
        );
    }
}
