use jiff::civil::Date;

use crate::model::NodeId;
use crate::registry::entry::{Entry, RegistryError};
use crate::registry::kind::EventKind;
use crate::registry::names::Names;
use crate::registry::raw::RawEvent;

/// A conference, a summit or a congress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The slug.
    pub id: NodeId,
    /// What sort it is.
    pub kind: EventKind,
    /// Where it was held.
    pub place: Option<String>,
    /// The first and the last day.
    pub dates: Option<(Date, Date)>,
    /// The body of which it was a session.
    pub body: Option<NodeId>,
    /// The words by which it is named.
    pub names: Names,
}

impl Event {
    pub(super) fn read(entry: &Entry<'_>, raw: RawEvent) -> Result<Event, RegistryError> {
        let names = entry.names(raw.name, raw.also, raw.anaphors, &raw.unverified, raw.examples)?;
        entry.titled("name", &names)?;
        Ok(Event {
            id: entry.node()?,
            kind: entry.parse("kind", &entry.required("kind", raw.kind)?)?,
            place: raw.place,
            dates: raw.dates.as_deref().map(|text| days(entry, text)).transpose()?,
            body: raw.body.as_deref().map(|id| entry.slug("body", id)).transpose()?,
            names,
        })
    }

    /// Adds the words of a user's entry about this event.
    pub(super) fn extend(&mut self, entry: &Entry<'_>, raw: RawEvent) -> Result<(), RegistryError> {
        entry.words_only(&[
            ("kind", raw.kind.is_some_and(|kind| kind != self.kind.name())),
            ("place", raw.place.is_some()),
            ("dates", raw.dates.is_some()),
            ("body", raw.body.is_some()),
        ])?;
        self.names
            .extend(entry.names(raw.name, raw.also, raw.anaphors, &raw.unverified, raw.examples)?);
        Ok(())
    }
}

fn days(entry: &Entry<'_>, text: &str) -> Result<(Date, Date), RegistryError> {
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    let (first, last) = (entry.date("dates", first)?, entry.date("dates", last)?);
    if first > last {
        return Err(entry.error(format!("expected the earlier day first in `dates`, found `{text}`")));
    }
    Ok((first, last))
}
