use std::fmt;

use crate::model::Relation;

/// What a document does with what it cites, as far as every language tells it alike.
///
/// A relation follows the verb, and the languages cut their verbs differently: what English *recognizes*
/// Chinese may *note*, and French *engage* both urges and encourages. An attitude holds the relations between which a
/// faithful translator may choose; two versions that differ in attitude say different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// Looks back to a text that stands: *guided by*, *recalling*, *reaffirming* (ссылаясь на, подтверждая; 重申, 回顾).
    Recalling,
    /// Takes something in without praise or blame: *aware of*, *recognizing*, *noting* (consciente, 认识到, 注意到).
    Noting,
    /// Is pleased with it: *welcoming*, *commending*, *noting with appreciation*.
    Welcoming,
    /// Makes a point of it: *stressing*, *convinced* (soulignant, convaincue).
    Stressing,
    /// Is troubled by it: *concerned*, *deploring*, *condemning*; degree is the translator's.
    Troubled,
    /// Acts by its own power: *decides*, *adopts*, *endorses* (a text that is adopted is decided upon).
    Deciding,
    /// Wants another to act: from *invites* to *urges*; one verb often serves two (engage, exhorta, 促请, 吁请, يهيب).
    Asking,
    /// Speaks of something else, and refers to it for that: *in accordance with*, *established by*, or no verb at all.
    /// Where English says *established by* Arabic says *pursuant to* (بموجب) and French *créée par*: no cue tells more.
    Referring,
}

impl Attitude {
    /// The word that tables and the JSON use.
    pub fn name(self) -> &'static str {
        match self {
            Attitude::Recalling => "recalling",
            Attitude::Noting => "noting",
            Attitude::Welcoming => "welcoming",
            Attitude::Stressing => "stressing",
            Attitude::Troubled => "troubled",
            Attitude::Deciding => "deciding",
            Attitude::Asking => "asking",
            Attitude::Referring => "referring",
        }
    }
}

impl fmt::Display for Attitude {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Relation {
    /// The class of the relation.
    ///
    /// ```
    /// use unxref::model::Relation;
    ///
    /// assert_eq!(Relation::Urges.attitude(), Relation::Encourages.attitude());
    /// assert_ne!(Relation::Welcomes.attitude(), Relation::TakesNote.attitude());
    /// ```
    pub fn attitude(self) -> Attitude {
        match self {
            Relation::GuidedBy | Relation::Recalls | Relation::Reaffirms => Attitude::Recalling,
            Relation::BearsInMind | Relation::Acknowledges | Relation::TakesNote => Attitude::Noting,
            Relation::Welcomes => Attitude::Welcoming,
            Relation::Stresses | Relation::Convinced => Attitude::Stressing,
            Relation::Concerned | Relation::Condemns => Attitude::Troubled,
            Relation::Endorses | Relation::Decides => Attitude::Deciding,
            Relation::Requests
            | Relation::RequestsReport
            | Relation::Urges
            | Relation::CallsUpon
            | Relation::Invites
            | Relation::Encourages
            | Relation::Recommends => Attitude::Asking,
            Relation::InAccordanceWith | Relation::Cites | Relation::RecommendedIn | Relation::Mentions => {
                Attitude::Referring
            }
        }
    }
}
