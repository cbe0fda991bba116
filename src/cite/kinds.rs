use bitflags::bitflags;

use crate::cite::lexicon::Meaning;

bitflags! {
    /// Of which kinds the meanings of a word are, so that most words are passed over at a glance.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(crate) struct Kinds: u64 {
        const INSTRUMENT = 1 << 0;
        const ELLIPSIS = 1 << 1;
        const BODY = 1 << 2;
        const EVENT = 1 << 3;
        const NOUN = 1 << 4;
        const COMMENT = 1 << 5;
        const POSSESSIVE = 1 << 6;
        const VERB = 1 << 7;
        const OPENER = 1 << 8;
        const EXPRESSING = 1 << 9;
        const FEELING = 1 << 10;
        const CUE = 1 << 11;
        const CUE_OPEN = 1 << 12;
        const CUE_CLOSE = 1 << 13;
        const CUE_FRAME = 1 << 14;
        const CUE_ACT = 1 << 15;
        const SET_ALL = 1 << 16;
        const SET_AFTER = 1 << 17;
        const SET_LATEST = 1 << 18;
        const SET_INCLUDING = 1 << 19;
        const FACT = 1 << 20;
        const THERETO = 1 << 21;
        const IBID = 1 << 22;
        const TREATY_SERIES = 1 << 23;
        const PINPOINT = 1 << 24;
        const REPORT_HEAD = 1 << 25;
        const REPORT_REQUEST = 1 << 26;
        const SESSION = 1 << 27;
        const ORDINAL = 1 << 28;
        const SHARER = 1 << 29;
        const SHARED_HEAD = 1 << 30;
        const HEAD = 1 << 31;
        const UNCAPITALIZED = 1 << 32;
        const MASK = 1 << 33;
        const SYMBOL_START = 1 << 34;
        const TOLD = 1 << 38;
        /// No word: the number of a resolution.
        const NUMBER = 1 << 35;
        /// No word: the symbol of a document.
        const SYMBOL = 1 << 36;
        /// No word: any other number in figures.
        const INTEGER = 1 << 37;
    }
}

impl Kinds {
    /// A mention may begin with it or hang on it.
    pub const MENTIONS: Kinds = Kinds::INSTRUMENT
        .union(Kinds::ELLIPSIS)
        .union(Kinds::BODY)
        .union(Kinds::EVENT)
        .union(Kinds::NOUN)
        .union(Kinds::COMMENT)
        .union(Kinds::THERETO)
        .union(Kinds::IBID)
        .union(Kinds::TREATY_SERIES)
        .union(Kinds::SHARER)
        .union(Kinds::SHARED_HEAD)
        .union(Kinds::HEAD)
        .union(Kinds::UNCAPITALIZED)
        .union(Kinds::MASK)
        .union(Kinds::NUMBER)
        .union(Kinds::SYMBOL);
    /// It may be the verb or the cue of a clause.
    pub const GOVERNS: Kinds = Kinds::VERB
        .union(Kinds::OPENER)
        .union(Kinds::EXPRESSING)
        .union(Kinds::CUE)
        .union(Kinds::CUE_OPEN)
        .union(Kinds::CUE_CLOSE)
        .union(Kinds::CUE_FRAME);
    /// It may name a body or an event.
    pub const BODIES: Kinds = Kinds::BODY.union(Kinds::EVENT);
    /// It may name an instrument, or part of one.
    pub const TITLES: Kinds = Kinds::INSTRUMENT
        .union(Kinds::ELLIPSIS)
        .union(Kinds::THERETO)
        .union(Kinds::HEAD);
    /// It is the name of something, where it is nothing else.
    pub const NAMES: Kinds = Kinds::INSTRUMENT.union(Kinds::BODY).union(Kinds::EVENT);

    /// The kinds of some meanings.
    pub fn of(meanings: &[Meaning]) -> Kinds {
        meanings.iter().map(kind).collect()
    }
}

fn kind(meaning: &Meaning) -> Kinds {
    match meaning {
        Meaning::Instrument(..) => Kinds::INSTRUMENT,
        Meaning::Ellipsis(_) => Kinds::ELLIPSIS,
        Meaning::Body(..) => Kinds::BODY,
        Meaning::Event(_) => Kinds::EVENT,
        Meaning::Noun(_) => Kinds::NOUN,
        Meaning::Comment => Kinds::COMMENT,
        Meaning::Possessive => Kinds::POSSESSIVE,
        Meaning::Verb(_) => Kinds::VERB,
        Meaning::Opener(_) => Kinds::OPENER,
        Meaning::Expressing => Kinds::EXPRESSING,
        Meaning::Feeling(_) => Kinds::FEELING,
        Meaning::Cue(_) => Kinds::CUE,
        Meaning::CueOpen => Kinds::CUE_OPEN,
        Meaning::CueClose => Kinds::CUE_CLOSE,
        Meaning::CueFrame => Kinds::CUE_FRAME,
        Meaning::CueAct => Kinds::CUE_ACT,
        Meaning::SetAll => Kinds::SET_ALL,
        Meaning::SetAfter => Kinds::SET_AFTER,
        Meaning::SetLatest => Kinds::SET_LATEST,
        Meaning::SetIncluding => Kinds::SET_INCLUDING,
        Meaning::Fact(_) => Kinds::FACT,
        Meaning::Thereto => Kinds::THERETO,
        Meaning::Ibid => Kinds::IBID,
        Meaning::TreatySeries => Kinds::TREATY_SERIES,
        Meaning::Pinpoint => Kinds::PINPOINT,
        Meaning::ReportHead => Kinds::REPORT_HEAD,
        Meaning::ReportRequest => Kinds::REPORT_REQUEST,
        Meaning::Session => Kinds::SESSION,
        Meaning::Ordinal(_) => Kinds::ORDINAL,
        Meaning::Sharer(_) => Kinds::SHARER,
        Meaning::SharedHead => Kinds::SHARED_HEAD,
        Meaning::Head(_) => Kinds::HEAD,
        Meaning::Uncapitalized => Kinds::UNCAPITALIZED,
        Meaning::Told(_) => Kinds::TOLD,
        Meaning::Mask => Kinds::MASK,
        Meaning::SymbolStart => Kinds::SYMBOL_START,
    }
}
