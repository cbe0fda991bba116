use std::fmt;

use jiff::civil::Date;

use crate::model::{FactRelation, NodeId};
use crate::registry::entry::{Entry, RegistryError};
use crate::registry::kind::InstrumentKind;
use crate::registry::names::{Names, Phrases};
use crate::registry::raw::RawInstrument;

/// When an instrument was adopted, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dating {
    /// On this day.
    Day(Date),
    /// In this year: a publication without a day.
    Year(i16),
}

impl Dating {
    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        match self {
            Dating::Day(day) => Some(day),
            Dating::Year(_) => None,
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Dating::Day(day) => day.year(),
            Dating::Year(year) => year,
        }
    }
}

impl Dating {
    /// Whether it was certainly later than a day.
    pub fn is_after(&self, day: Date) -> bool {
        match *self {
            Dating::Day(date) => date > day,
            Dating::Year(year) => year > day.year(),
        }
    }
}

impl fmt::Display for Dating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Dating::Day(day) => day.fmt(f),
            Dating::Year(year) => year.fmt(f),
        }
    }
}

/// When and where a treaty was opened for signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The day.
    pub date: Date,
    /// The place.
    pub place: String,
}

/// Where a treaty stands in the United Nations *Treaty Series*. One number may cover a convention and its protocols.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unts {
    /// The volume, where it is out.
    pub volume: Option<String>,
    /// The registration number.
    pub number: String,
}

/// The instrument to which another belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// Its id.
    pub id: NodeId,
    /// Whether the other is a protocol to it.
    pub protocol: bool,
}

/// A text known by name: a treaty, a declaration, a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// The slug.
    pub id: NodeId,
    /// What sort it is.
    pub kind: InstrumentKind,
    /// The finer sort: covenant, convention, protocol, statute.
    pub form: String,
    /// The family it is listed under.
    pub group: String,
    /// When it was adopted; only a collective name has no date.
    pub date: Option<Dating>,
    /// The date by which texts cite it, where that is not the date of adoption.
    pub cited_date: Option<Date>,
    /// Where it was adopted.
    pub place: Option<String>,
    /// When and where it was opened for signature.
    pub opened: Option<Opening>,
    /// When it entered into force.
    pub in_force: Option<Date>,
    /// The resolutions that adopted it.
    pub adopted_by: Vec<NodeId>,
    /// The resolutions that endorsed it.
    pub endorsed_by: Vec<NodeId>,
    /// The resolutions that noted it.
    pub noted_by: Vec<NodeId>,
    /// The resolutions that print it.
    pub annexed_to: Vec<NodeId>,
    /// The annex that prints it, where the resolution has several.
    pub annex: Option<String>,
    /// The event at which it was adopted.
    pub adopted_at: Option<NodeId>,
    /// The instrument to which it belongs.
    pub parent: Option<Parent>,
    /// Of a collective name: what it stands for.
    pub members: Vec<NodeId>,
    /// The body that monitors it.
    pub monitored_by: Option<NodeId>,
    /// Other bodies whose work it is.
    pub bodies: Vec<NodeId>,
    /// Its place in the United Nations *Treaty Series*.
    pub unts: Option<Unts>,
    /// Its place in the League of Nations *Treaty Series*.
    pub lnts: Option<String>,
    /// Its chapter in *Multilateral Treaties Deposited with the Secretary-General*.
    pub mtdsg: Option<String>,
    /// The document that prints it.
    pub document: Option<NodeId>,
    /// What else a reader should know.
    pub note: Option<String>,
    /// Whether its anaphors mean it where nothing was named before: "the Charter".
    pub meant_by_default: bool,
    /// Words beside which a bare head noun means it: "the Treaty" beside "non-nuclear-weapon States".
    pub told_by: Phrases,
    /// The words by which it is named.
    pub names: Names,
}

impl Instrument {
    /// Whether its name stands for several instruments ("the International Covenants").
    pub fn is_collective(&self) -> bool {
        !self.members.is_empty()
    }

    /// The volume of the United Nations *Treaty Series* that prints it.
    pub fn volume(&self) -> Option<&str> {
        self.unts.as_ref()?.volume.as_deref()
    }

    /// What is known of it, each tied to another node.
    pub fn facts(&self) -> Vec<(FactRelation, NodeId)> {
        let mut facts = Vec::new();
        let mut add = |relation, ids: &[NodeId]| facts.extend(ids.iter().map(|id| (relation, id.clone())));
        add(FactRelation::AdoptedBy, &self.adopted_by);
        add(FactRelation::EndorsedBy, &self.endorsed_by);
        add(FactRelation::NotedBy, &self.noted_by);
        add(FactRelation::AnnexedTo, &self.annexed_to);
        add(FactRelation::AdoptedAt, self.adopted_at.as_slice());
        if let Some(parent) = self.parent.as_ref().filter(|parent| parent.protocol) {
            add(FactRelation::ProtocolTo, std::slice::from_ref(&parent.id));
        }
        add(FactRelation::MonitoredBy, self.monitored_by.as_slice());
        facts
    }

    /// The ids that it refers to in each class: instruments, bodies, events.
    pub(super) fn references(&self) -> [Vec<&NodeId>; 3] {
        let parent = self.parent.iter().map(|parent| &parent.id);
        [
            self.members.iter().chain(parent).collect(),
            self.monitored_by.iter().chain(&self.bodies).collect(),
            self.adopted_at.iter().collect(),
        ]
    }

    pub(super) fn read(entry: &Entry<'_>, raw: RawInstrument) -> Result<Instrument, RegistryError> {
        let names = entry.names(raw.title, raw.also, raw.anaphors, &raw.unverified, raw.examples)?;
        entry.titled("title", &names)?;
        let opened = raw.opened.map(|opened| {
            let date = entry.date("opened", &opened.date)?;
            Ok(Opening {
                date,
                place: opened.place,
            })
        });
        let parent = raw.parent.as_deref().map(|id| entry.slug("parent", id)).transpose()?;
        if parent.is_none() && raw.protocol {
            return Err(entry.error("expected a `parent` beside `protocol`, found none"));
        }
        Ok(Instrument {
            id: entry.node()?,
            kind: entry.parse("kind", &entry.required("kind", raw.kind)?)?,
            form: raw.form.unwrap_or_default(),
            group: raw.group.unwrap_or_default(),
            date: raw.date.as_deref().map(|text| dating(entry, text)).transpose()?,
            cited_date: entry.maybe_date("cited_date", raw.cited_date.as_deref())?,
            place: raw.place,
            opened: opened.transpose()?,
            in_force: entry.maybe_date("in_force", raw.in_force.as_deref())?,
            adopted_by: entry.documents("adopted_by", &raw.adopted_by)?,
            endorsed_by: entry.documents("endorsed_by", &raw.endorsed_by)?,
            noted_by: entry.documents("noted_by", &raw.noted_by)?,
            annexed_to: entry.documents("annexed_to", &raw.annexed_to)?,
            annex: raw.annex,
            adopted_at: raw
                .adopted_at
                .as_deref()
                .map(|id| entry.slug("adopted_at", id))
                .transpose()?,
            parent: parent.map(|id| Parent {
                id,
                protocol: raw.protocol,
            }),
            members: entry.slugs("members", &raw.members)?,
            monitored_by: raw
                .monitored_by
                .as_deref()
                .map(|id| entry.slug("monitored_by", id))
                .transpose()?,
            bodies: entry.slugs("bodies", &raw.bodies)?,
            unts: raw.unts.map(|unts| Unts {
                volume: unts.volume,
                number: unts.number,
            }),
            lnts: raw.lnts,
            mtdsg: raw.mtdsg,
            document: raw
                .document
                .as_deref()
                .map(|text| entry.document("document", text))
                .transpose()?,
            note: raw.note,
            meant_by_default: raw.meant_by_default,
            told_by: Phrases::new(raw.told_by.into_array()),
            names,
        })
    }

    /// Adds the words of a user's entry about this instrument.
    pub(super) fn extend(&mut self, entry: &Entry<'_>, raw: RawInstrument) -> Result<(), RegistryError> {
        entry.words_only(&[
            ("kind", raw.kind.is_some_and(|kind| kind != self.kind.name())),
            ("date", raw.date.is_some()),
            ("cited_date", raw.cited_date.is_some()),
            ("in_force", raw.in_force.is_some()),
            ("adopted_by", !raw.adopted_by.is_empty()),
            ("endorsed_by", !raw.endorsed_by.is_empty()),
            ("noted_by", !raw.noted_by.is_empty()),
            ("annexed_to", !raw.annexed_to.is_empty()),
            ("adopted_at", raw.adopted_at.is_some()),
            ("parent", raw.parent.is_some()),
            ("members", !raw.members.is_empty()),
            ("monitored_by", raw.monitored_by.is_some()),
            ("bodies", !raw.bodies.is_empty()),
            ("unts", raw.unts.is_some()),
            ("document", raw.document.is_some()),
        ])?;
        self.told_by.extend(Phrases::new(raw.told_by.into_array()));
        self.names
            .extend(entry.names(raw.title, raw.also, raw.anaphors, &raw.unverified, raw.examples)?);
        Ok(())
    }
}

fn dating(entry: &Entry<'_>, text: &str) -> Result<Dating, RegistryError> {
    match text.parse::<i16>() {
        Ok(year) if text.len() == 4 => Ok(Dating::Year(year)),
        _ => entry.date("date", text).map(Dating::Day),
    }
}
