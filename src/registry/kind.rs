use std::fmt;
use std::str::FromStr;

/// Declares an enum whose members have one printed name each.
macro_rules! kinds {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $member,)+ }

        impl $name {
            /// Every member.
            pub const ALL: &'static [$name] = &[$($name::$member),+];

            /// The word that the data and the JSON use.
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

kinds! {
    /// What sort of instrument it is.
    InstrumentKind {
        /// Binding between its parties.
        Treaty = "treaty",
        /// Proclaimed by an organ or a conference.
        Declaration = "declaration",
        /// A cooperative framework, such as the Global Compact.
        Compact = "compact",
        /// A programme, a plan or an agenda.
        Programme = "programme",
        /// Principles, rules or guidelines.
        Principles = "principles",
        /// A manual or a guide.
        Guide = "guide",
        /// Anything else.
        Other = "other",
    }
}

kinds! {
    /// What sort of body it is.
    BodyKind {
        /// A principal organ, or one of its own standing.
        Organ = "organ",
        /// A committee of an organ.
        Committee = "committee",
        /// A functional or regional commission.
        Commission = "commission",
        /// Monitors a treaty.
        TreatyBody = "treaty-body",
        /// A special procedure or a representative.
        Mandate = "mandate",
        /// An expert or review mechanism.
        Mechanism = "mechanism",
        /// An office of the Secretariat.
        Office = "office",
        /// The holder of an office.
        OfficeHolder = "office-holder",
        /// A fund.
        Fund = "fund",
        /// A programme of the United Nations.
        Programme = "programme",
        /// A specialized or related agency.
        Agency = "agency",
        /// Another organization.
        Organization = "organization",
        /// A court.
        Court = "court",
        /// A board.
        Board = "board",
        /// A forum.
        Forum = "forum",
        /// A network of entities.
        Network = "network",
        /// A conference of parties or members.
        Conference = "conference",
    }
}

kinds! {
    /// What sort of event it is.
    EventKind {
        /// A conference.
        Conference = "conference",
        /// A summit.
        Summit = "summit",
        /// A congress.
        Congress = "congress",
        /// A forum.
        Forum = "forum",
    }
}

kinds! {
    /// A shape that the numbers of a body's resolutions may have.
    Shape {
        /// `76/172`.
        Session = "session",
        /// `S-24/2`.
        Special = "special",
        /// `ES-10/13`.
        Emergency = "emergency",
        /// `2005/47`.
        Year = "year",
        /// `217 (III)`.
        Roman = "roman",
        /// `1325 (2000)`.
        Running = "running",
    }
}
