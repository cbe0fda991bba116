use std::fmt;
use std::str::FromStr;

/// Declares an enum whose members have one printed name each.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $member,)+ }

        impl $name {
            /// Every member, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$member),+];

            /// The printed name.
            pub fn name(self) -> &'static str {
                match self { $($name::$member => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|member| member.name() == text).ok_or_else(|| {
                    let names: Vec<_> = Self::ALL.iter().map(|member| member.name()).collect();
                    format!("expected one of {}, found `{text}`", names.join(", "))
                })
            }
        }
    };
}

named! {
    /// How a document stands to what it cites or mentions: the verb or the cue that governs the words.
    Relation {
        /// "Guided by", "Acting under".
        GuidedBy = "guided-by",
        /// "Recalling", "Referring to".
        Recalls = "recalls",
        /// "Reaffirming", "Reiterating".
        Reaffirms = "reaffirms",
        /// "Bearing in mind", "Mindful of", "Taking into account".
        BearsInMind = "bears-in-mind",
        /// "Recognizing", "Acknowledging".
        Acknowledges = "acknowledges",
        /// "Taking note of", "Noting", "Having considered".
        TakesNote = "takes-note",
        /// "Welcoming", "Noting with appreciation".
        Welcomes = "welcomes",
        /// "Stressing", "Emphasizing".
        Stresses = "stresses",
        /// "Deeply concerned", "Deploring".
        Concerned = "concerned",
        /// "Condemning".
        Condemns = "condemns",
        /// "Convinced", "Determined".
        Convinced = "convinced",
        /// "Endorses", "Adopts", "Approves".
        Endorses = "endorses",
        /// "Decides".
        Decides = "decides",
        /// "Requests".
        Requests = "requests",
        /// A request for a report, on the body or the session that it names.
        RequestsReport = "requests-report",
        /// "Urges".
        Urges = "urges",
        /// "Calls upon".
        CallsUpon = "calls-upon",
        /// "Invites".
        Invites = "invites",
        /// "Encourages".
        Encourages = "encourages",
        /// "Recommends".
        Recommends = "recommends",
        /// "in accordance with", "pursuant to", "as set out in".
        InAccordanceWith = "in-accordance-with",
        /// No verb or cue of the lists governs the citation.
        Cites = "cites",
        /// The report of a committee that a masthead names; in the graph it is a fact.
        RecommendedIn = "recommended-in",
        /// The neutral relation of bodies, events and sessions.
        Mentions = "mentions",
    }
}

named! {
    /// A fact that ties two things, whoever cites them.
    FactRelation {
        /// The instrument was adopted by the resolution.
        AdoptedBy = "adopted-by",
        /// The instrument was endorsed by the resolution.
        EndorsedBy = "endorsed-by",
        /// The instrument was noted by the resolution.
        NotedBy = "noted-by",
        /// The instrument is printed in an annex to the resolution.
        AnnexedTo = "annexed-to",
        /// The instrument is a protocol to the other.
        ProtocolTo = "protocol-to",
        /// The instrument was adopted at the event.
        AdoptedAt = "adopted-at",
        /// The instrument is monitored by the body.
        MonitoredBy = "monitored-by",
        /// The part of a document, and the whole.
        PartOf = "part-of",
        /// The addendum, and its base.
        AddendumTo = "addendum-to",
        /// The corrigendum, and its base.
        CorrigendumTo = "corrigendum-to",
        /// The revision, and its base.
        RevisionOf = "revision-of",
        /// The resolution, and the committee's report that recommended it.
        RecommendedIn = "recommended-in",
        /// The document, and the open set that it is named as a member of.
        MemberOf = "member-of",
        /// The document, and the open set of which it is the latest.
        LatestMemberOf = "latest-member-of",
        /// The document or instrument, and its author or publisher.
        AuthoredBy = "authored-by",
        /// The document, and the body or session that it was submitted to.
        SubmittedTo = "submitted-to",
    }
}
