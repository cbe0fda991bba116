//! "The Council", "the Commission": which of the bodies that such a word may stand for a document means.

use crate::cite::bodies::Resolver;
use crate::registry::{Body, BodyKind};

impl Resolver<'_> {
    /// "the Commission" in a commission's own papers is that one, whichever others the word may stand for.
    pub fn own_of(&self, bodies: &[u32]) -> Option<u32> {
        let head = |body: u32| self.registry.bodies()[body as usize].head.as_deref();
        let own = self.speaker.filter(|own| !bodies.contains(own))?;
        let numbers = self.registry.bodies()[own as usize].numbering.is_some();
        let like = |&body: &u32| head(body).is_some() && head(body) == head(own);
        (numbers && bodies.iter().any(like)).then_some(own)
    }

    /// The programme of which a body is an organ: every programme had a governing council.
    pub fn programme_of(&self, body: u32) -> Option<&Body> {
        let parent = self.registry.bodies()[body as usize].parent.as_ref()?;
        let parent = self.registry.body(parent.as_str())?;
        (parent.kind == BodyKind::Programme).then_some(parent)
    }

    /// "the Governing Council" in the papers of a programme is that programme's own.
    pub fn own_programmes(&self, bodies: &[u32]) -> Option<u32> {
        let own = self.memory.own.as_ref()?.as_str();
        let is_own = |body: u32| {
            let programme = self.programme_of(body);
            programme.is_some_and(|programme| programme.series.iter().any(|series| own.starts_with(series.as_str())))
        };
        bodies.iter().copied().find(|&body| is_own(body))
    }

    /// The body that a short name refers back to: the last of those named in full.
    pub fn last_named(&self, bodies: &[u32]) -> Option<u32> {
        self.named(bodies).next()
    }

    /// The bodies named in full that a short name may refer back to, latest first: every commission that numbers what it adopts
    /// is "the Commission" once it was named.
    pub fn named<'a>(&'a self, bodies: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let known = |body: u32| &self.registry.bodies()[body as usize];
        let like = move |body: u32| {
            let is_kin = |&other: &u32| known(other).kind == known(body).kind && known(other).head == known(body).head;
            known(body).kind == BodyKind::Commission && known(body).numbering.is_some() && bodies.iter().any(is_kin)
        };
        let named = self.memory.bodies.iter().rev().copied();
        named.filter(move |body| bodies.contains(body) || like(*body))
    }

    /// Whether a body is a conference, such as that of the parties to a treaty.
    pub fn is_conference(&self, body: u32) -> bool {
        self.registry.bodies()[body as usize].kind == BodyKind::Conference
    }

    /// Whether a body is one of the many commissions or conferences, whose short names are alike.
    pub fn is_gathering(&self, body: u32) -> bool {
        matches!(
            self.registry.bodies()[body as usize].kind,
            BodyKind::Commission | BodyKind::Conference
        )
    }
}
