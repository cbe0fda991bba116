use crate::cite::lexicon::Meaning;

/// What finding a word means for its paragraph, so that most paragraphs are done with at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// It opens a symbol.
    pub symbol: bool,
    /// A mention may begin with it or hang on it.
    pub mention: bool,
    /// It states a fact.
    pub fact: bool,
    /// It is the name of something and nothing else.
    pub named: bool,
    /// It may be the verb or the cue of a clause.
    pub governs: bool,
    /// It may name a body or an event.
    pub body: bool,
    /// It may name an instrument, or part of one.
    pub title: bool,
}

impl Weight {
    /// The weight of a word with these meanings.
    pub fn of(meanings: &[Meaning]) -> Weight {
        let light = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Verb(_)
                    | Meaning::Opener(_)
                    | Meaning::Expressing
                    | Meaning::Feeling(_)
                    | Meaning::Cue(_)
                    | Meaning::CueOpen
                    | Meaning::CueClose
                    | Meaning::CueFrame
                    | Meaning::CueAct
                    | Meaning::Possessive
                    | Meaning::SetAll
                    | Meaning::SetAfter
                    | Meaning::SetLatest
                    | Meaning::SetIncluding
                    | Meaning::Fact(_)
                    | Meaning::Pinpoint
                    | Meaning::ReportHead
                    | Meaning::ReportRequest
                    | Meaning::Session
                    | Meaning::Ordinal(_)
                    | Meaning::SymbolStart
            )
        };
        let name = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Instrument(..) | Meaning::Body(..) | Meaning::Event(..)
            )
        };
        let governs = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Verb(_)
                    | Meaning::Opener(_)
                    | Meaning::Expressing
                    | Meaning::Cue(_)
                    | Meaning::CueOpen
                    | Meaning::CueClose
                    | Meaning::CueFrame
            )
        };
        let body = |meaning: &Meaning| matches!(meaning, Meaning::Body(..) | Meaning::Event(_));
        let title = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Instrument(..) | Meaning::Ellipsis(_) | Meaning::Thereto | Meaning::Head(_)
            )
        };
        Weight {
            symbol: meanings.contains(&Meaning::SymbolStart),
            mention: !meanings.iter().all(light),
            fact: meanings.iter().any(|meaning| matches!(meaning, Meaning::Fact(_))),
            named: meanings.iter().all(name),
            governs: meanings.iter().any(governs),
            body: meanings.iter().any(body),
            title: meanings.iter().any(title),
        }
    }
}
