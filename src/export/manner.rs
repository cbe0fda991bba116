use crate::graph::{Link, Tie};
use crate::model::Relation;

/// The sorts of lines in a picture: relations that do much the same share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Manner {
    /// *Guided by*, *reaffirming*.
    Reaffirming,
    /// *Recalling*.
    Recalling,
    /// *Welcoming*, *endorsing*, *encouraging*.
    Welcoming,
    /// *Deciding*, *requesting*, *urging*.
    Asking,
    /// *In accordance with*.
    According,
    /// *Concerned*, *condemning*.
    Troubled,
    /// *Taking note of*, and all that says no more.
    Noting,
    /// A body, an event or a session is mentioned.
    Mentioning,
    /// A fact, whoever cites the two.
    Fact,
}

impl Manner {
    /// The sort of a link.
    pub fn of(link: &Link<'_>) -> Manner {
        match link.tie {
            // Mentions of bodies, events and sessions are no citations: drawn lighter.
            Tie::Citation(_) if link.is_mention() => Manner::Mentioning,
            tie => Manner::of_tie(tie),
        }
    }

    /// The sort of the links of a relation to what can be cited.
    pub fn of_tie(tie: Tie) -> Manner {
        match tie {
            Tie::Fact(_) => Manner::Fact,
            Tie::Citation(relation) => Manner::of_relation(relation),
        }
    }

    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Manner::Reaffirming => "reaffirming",
            Manner::Recalling => "recalling",
            Manner::Welcoming => "welcoming",
            Manner::Asking => "asking",
            Manner::According => "according",
            Manner::Troubled => "troubled",
            Manner::Noting => "noting",
            Manner::Mentioning => "mentioning",
            Manner::Fact => "fact",
        }
    }

    fn of_relation(relation: Relation) -> Manner {
        match relation {
            Relation::GuidedBy | Relation::Reaffirms => Manner::Reaffirming,
            Relation::Recalls => Manner::Recalling,
            Relation::Welcomes | Relation::Endorses | Relation::Encourages => Manner::Welcoming,
            Relation::Concerned | Relation::Condemns => Manner::Troubled,
            Relation::InAccordanceWith => Manner::According,
            Relation::Decides
            | Relation::Requests
            | Relation::RequestsReport
            | Relation::Urges
            | Relation::CallsUpon
            | Relation::Invites
            | Relation::Recommends => Manner::Asking,
            _ => Manner::Noting,
        }
    }

    /// Its colour, of the Okabe-Ito palette or near it.
    pub fn colour(self) -> &'static str {
        match self {
            Manner::Reaffirming | Manner::Recalling => "#0072B2",
            Manner::Welcoming => "#007A58",
            Manner::Troubled => "#D55E00",
            Manner::According => "#8A6D00",
            Manner::Asking => "#AA3377",
            Manner::Noting => "#555555",
            Manner::Mentioning => "#B58BA6",
            Manner::Fact => "#888888",
        }
    }

    /// The colour of words on its lines: as dark as small letters need.
    pub fn text(self) -> &'static str {
        match self {
            Manner::Mentioning => "#8C4A73",
            Manner::Fact => "#666666",
            _ => self.colour(),
        }
    }
}
