use hashbrown::HashMap;

use jiff::civil::Date;

use crate::cite::aliases::Alias;
use crate::cite::heads::Defined;
use crate::model::{Designation, NodeId, Symbol};

/// What a document has said so far: who "the Council" is, what "the Convention" means, which body a number was of.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The document's own id and day.
    pub own: Option<Symbol>,
    pub adopted: Option<Date>,
    /// The instruments that the document's title names.
    pub titled: Vec<u32>,
    /// Instruments named in full, latest last.
    pub(super) instruments: Vec<u32>,
    /// Those of them that the paragraph at hand has named.
    pub(super) here: Vec<u32>,
    /// What head nouns mean by a definition, or since a longer title began with them.
    pub(super) heads: Vec<(u8, Defined)>,
    /// Head nouns with which unknown titles began in the paragraph at hand.
    pub(super) shared: Vec<u8>,
    /// Short titles that the document has defined.
    pub(super) aliases: Vec<Alias>,
    /// Mandate-holders and other bodies named in full, latest last.
    pub(super) bodies: Vec<u32>,
    /// Numbers that were resolved on good evidence.
    pub(super) numbers: HashMap<Designation, NodeId>,
}

impl Memory {
    /// The year by which a session must have been held to be cited: that of the document, or of the day printed beside the number;
    /// where neither is known, one that lies beyond the sessions that are being planned.
    pub fn latest_year(&self, day: Option<Date>) -> u32 {
        const LATEST: i16 = 2060;
        let year = self.adopted.or(day).map_or(LATEST, Date::year);
        u32::try_from(year).unwrap_or_default()
    }

    pub fn name_body(&mut self, index: u32) {
        self.bodies.retain(|&known| known != index);
        self.bodies.push(index);
    }

    /// The body last named in full among these.
    pub fn last_body_of(&self, candidates: &[u32]) -> Option<u32> {
        self.bodies
            .iter()
            .rev()
            .find(|known| candidates.contains(known))
            .copied()
    }

    pub fn has_named(&self, index: u32) -> bool {
        self.bodies.contains(&index)
    }

    pub fn name_instrument(&mut self, index: u32) {
        self.instruments.retain(|&known| known != index);
        self.instruments.push(index);
        self.here.retain(|&known| known != index);
        self.here.push(index);
    }

    /// A paragraph begins.
    pub fn turn(&mut self) {
        self.here.clear();
        self.shared.clear();
    }

    /// The instruments named in full in the paragraph at hand, and in the whole document so far.
    pub fn named(&self) -> [&[u32]; 2] {
        [&self.here, &self.instruments]
    }

    /// From here on a head noun means this.
    pub fn define(&mut self, head: u8, meaning: Defined) {
        self.heads.retain(|&(known, _)| known != head);
        self.heads.push((head, meaning));
    }

    /// A title that the registry does not know begins with a head noun.
    pub fn share(&mut self, head: u8) {
        self.define(head, Defined::Shared);
        self.shared.push(head);
    }

    /// Whether one did so in the paragraph at hand.
    pub fn shared_here(&self, head: u8) -> bool {
        self.shared.contains(&head)
    }

    /// What a head noun was defined as.
    pub fn defined(&self, head: u8) -> Option<Defined> {
        self.heads
            .iter()
            .find(|&&(known, _)| known == head)
            .map(|&(_, meaning)| meaning)
    }

    /// The instrument last named in full among these.
    pub fn last_instrument_of(&self, candidates: &[u32]) -> Option<u32> {
        self.instruments
            .iter()
            .rev()
            .find(|known| candidates.contains(known))
            .copied()
    }

    pub fn resolve_number(&mut self, designation: Designation, target: &NodeId) {
        self.numbers.insert(designation, target.clone());
    }

    pub fn number(&self, designation: &Designation) -> Option<&NodeId> {
        self.numbers.get(designation)
    }
}
