use crate::cite::kinds::Kinds;
use crate::cite::lex::{Lexed, Sense};
use crate::cite::lexicon::Meaning;
use crate::cite::mention::{Cover, Covered};
use crate::cite::opening::{Opens, opens_clause};
use crate::model::Relation;
use crate::text::strip_start;

/// How far an inline cue reaches over words that are no mention, in bytes.
const CUE_REACH: usize = 170;

/// How many of the cues before a mention may lie between it and the one that reaches it.
const MOST_CUES: usize = 16;

/// How far the second half of a cue may stand behind a mention, in characters.
const CLOSE_REACH: usize = 6;

/// The verbs and cues of a paragraph, each with its place.
#[derive(Debug, Default)]
pub(crate) struct Clauses {
    verbs: Vec<Verb>,
    cues: Vec<Cue>,
    /// Where the second half of a cue stands, which may do without the first: 第1737(2006)号决议所设委员会.
    closes: Vec<usize>,
    /// What governs where no verb stands before: the verb of the paragraph above a sub-paragraph.
    inherited: Option<Relation>,
}

/// A verb that opens a clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verb {
    pub start: usize,
    pub end: usize,
    pub relation: Relation,
    /// Whether it opens the paragraph.
    pub opens: bool,
}

#[derive(Clone, Copy, Debug)]
struct Cue {
    end: usize,
    relation: Relation,
    /// For 如…所述: where the second half stands.
    close: Option<usize>,
}

impl Clauses {
    pub fn new(lexed: &Lexed<'_>, inherited: Option<Relation>) -> Clauses {
        let mut clauses = Clauses {
            inherited,
            ..Clauses::default()
        };
        for index in lexed.of(Kinds::GOVERNS) {
            // Below "Requests the Secretary-General:" the clauses say what is requested; they govern nothing themselves.
            if let Some(verb) = verb_at(lexed, index).filter(|verb| inherited.is_none() || verb.opens) {
                clauses.verbs.push(verb);
            } else if let Some(cue) = cue_at(lexed, index) {
                clauses.cues.push(cue);
            }
            if lexed.has(index, Kinds::CUE_CLOSE) {
                clauses.closes.push(lexed.lexemes[index].start);
            }
            clauses.cues.extend(frame_at(lexed, index));
        }
        clauses.cues.sort_by_key(|cue| cue.end);
        clauses
    }

    /// The relation of the phrase that opens the paragraph.
    pub fn opening(&self) -> Option<Relation> {
        self.verbs
            .first()
            .filter(|verb| verb.opens)
            .map(|verb| verb.relation)
            .or(self.inherited)
    }

    /// The last verb before an offset.
    pub fn verb_before(&self, offset: usize) -> Option<&Verb> {
        self.verbs[..self.verbs.partition_point(|verb| verb.start < offset)].last()
    }

    /// The first verb at or after an offset.
    pub fn verb_after(&self, offset: usize) -> Option<&Verb> {
        self.verbs.get(self.verbs.partition_point(|verb| verb.start < offset))
    }

    /// The verb that a sub-paragraph below this one inherits.
    pub fn last_relation(&self) -> Option<Relation> {
        self.verbs.last().map(|verb| verb.relation).or(self.inherited)
    }

    /// What governs a mention that starts at `offset`: a cue that reaches it, else the last verb before it.
    ///
    /// `cited` are the citations of the paragraph: a cue passes over the commas between them.
    pub fn governing(&self, lexed: &Lexed<'_>, cited: &Cover, offset: usize) -> Relation {
        let verb = self.verb_before(offset);
        let from = verb.map_or(0, |verb| verb.end);
        let cue = self.cues[..self.cues.partition_point(|cue| cue.end <= offset)]
            .iter()
            .rev()
            .take_while(|cue| cue.end > from)
            .take(MOST_CUES)
            .find(|cue| cue.reaches(lexed, cited, offset));
        match (cue, verb) {
            (Some(cue), _) => cue.relation,
            (None, None) if self.is_closed(lexed, cited, offset) => Relation::InAccordanceWith,
            (None, Some(verb)) => verb.relation,
            (None, None) => self.inherited.unwrap_or(Relation::Cites),
        }
    }
}

impl Clauses {
    /// Whether the second half of a cue stands right behind the mention at an offset, or behind its pinpoint.
    fn is_closed(&self, lexed: &Lexed<'_>, cited: &Cover, offset: usize) -> bool {
        let places = cited.places();
        let at = places.partition_point(|place| place.start < offset);
        let Some(end) = places
            .get(at)
            .filter(|place| place.start == offset)
            .map(|place| place.end)
        else {
            return false;
        };
        let close = self.closes.get(self.closes.partition_point(|&close| close < end));
        close.is_some_and(|&close| {
            let gap = lexed.between(end, close);
            gap.chars().count() <= CLOSE_REACH && !gap.contains(['，', '、', ',', ';', '。', '《'])
        })
    }
}

impl Cue {
    /// Whether only words of the same phrase, and other mentions with their commas, lie between the cue and an offset.
    fn reaches(&self, lexed: &Lexed<'_>, cited: &Cover, offset: usize) -> bool {
        if let Some(close) = self.close {
            return offset < close;
        }
        let mut at = self.end;
        let mut words = 0;
        let places = cited.places();
        for &Covered { start, end, .. } in &places[places.partition_point(|place| place.end <= self.end)..] {
            if start >= offset {
                break;
            }
            let gap = lexed.between(at, start.max(at));
            words += gap.len();
            if words > CUE_REACH || !is_one_phrase(lexed, gap, at > self.end) {
                return false;
            }
            at = at.max(end);
        }
        let gap = lexed.between(at, offset.max(at));
        words + gap.len() <= CUE_REACH && is_one_phrase(lexed, gap, at > self.end)
    }
}

/// Whether a gap has no clause's end in it; right after a mention one comma, "and" or a date may open it. Before the
/// first, "including" goes on with the phrase: "under international law, including the Charter".
fn is_one_phrase(lexed: &Lexed<'_>, gap: &str, after_mention: bool) -> bool {
    let gap = if after_mention {
        gap.trim_start_matches([',', '、', ' ', '》'])
    } else {
        gap
    };
    let goes_on = |at: usize, mark: char| {
        let rest = gap[at + mark.len_utf8()..].trim_start();
        lexed
            .pack
            .sets
            .including
            .iter()
            .any(|word| strip_start(rest, word).is_some_and(|rest| rest.starts_with([' ', ','])))
    };
    let ended = |(at, mark): (usize, char)| match mark {
        ',' | '،' => after_mention || !goes_on(at, mark),
        ';' | ':' | '。' | '؛' => true,
        _ => false,
    };
    let unreached = || {
        lexed
            .pack
            .grammar
            .unreached
            .iter()
            .any(|words| gap.contains(words.as_str()))
    };
    !gap.char_indices().any(ended) && !gap.contains(". ") && !unreached()
}

/// The verb at a lexeme, where it stands at the start of a clause.
fn verb_at(lexed: &Lexed<'_>, index: usize) -> Option<Verb> {
    let own = lexed.meanings(index).iter().find_map(|meaning| match meaning {
        Meaning::Verb(relation) | Meaning::Opener(relation) => Some(*relation),
        _ => None,
    });
    let expressing = lexed.has(index, Kinds::EXPRESSING);
    if own.is_none() && !expressing {
        return None;
    }
    let lexeme = &lexed.lexemes[index];
    let opens = opens_clause(lexed, index)?;
    let only_opener = !expressing && !lexed.has(index, Kinds::VERB);
    if only_opener && opens != Opens::Paragraph || is_of_another(lexed, lexeme.end) {
        return None;
    }
    let felt = if expressing {
        feeling(lexed, index, own.is_some())
    } else {
        None
    };
    let (relation, end) = match (felt, own) {
        (Some((relation, end)), _) => (relation, end),
        (None, Some(relation)) => (relation, lexeme.end),
        (None, None) => return None,
    };
    Some(Verb {
        start: lexeme.start,
        end,
        relation,
        opens: matches!(opens, Opens::Paragraph | Opens::Subject),
    })
}

/// Whether a subject other than the speaker follows its verb: تحث اللجنة الدولة الطرف, يؤكد القرار 1540 (2004) أن.
fn is_of_another(lexed: &Lexed<'_>, end: usize) -> bool {
    /// How far the second half of a frame may stand behind the first, in bytes.
    const FRAME: usize = 60;
    let rest = lexed.lower[end..].trim_start();
    lexed.pack.grammar.others.iter().any(|other| {
        let (subject, frame) = other.split_once('|').unwrap_or((other, ""));
        let Some(after) = rest.strip_prefix(subject) else {
            return false;
        };
        let framed = || {
            let near = &after[..after.floor_char_boundary(FRAME)];
            near.find(frame)
                .is_some_and(|at| near[..at].contains(|c: char| c.is_ascii_digit()) && !near[..at].contains('،'))
        };
        !after.starts_with(char::is_alphabetic) && (frame.is_empty() || framed())
    })
}

/// The feeling beside an expressing verb: after it with a few words between, or right before it.
///
/// A verb that has a relation of its own ("noting") is changed only by a feeling that qualifies it ("with concern").
fn feeling(lexed: &Lexed<'_>, index: usize, qualifies: bool) -> Option<(Relation, usize)> {
    // "sa résolution 54/169" is no resolve.
    let numbered = |at: usize| {
        let next = lexed.lexemes.get(at + 1);
        lexed.noun(at).is_some() && next.is_some_and(|next| matches!(next.sense, Sense::Number(..)))
    };
    let relation_of = |at: usize| {
        if numbered(at) {
            return None;
        }
        lexed.meanings(at).iter().find_map(|meaning| match meaning {
            Meaning::Feeling(relation) => Some(*relation),
            _ => None,
        })
    };
    let verb = &lexed.lexemes[index];
    for at in index + 1..(index + 8).min(lexed.lexemes.len()) {
        let lexeme = &lexed.lexemes[at];
        let gap = lexed.between(verb.end, lexeme.start);
        let words = gap.split_whitespace().count();
        if gap.contains([',', ';', '，', '。']) || words > 4 || gap.len() > 60 {
            break;
        }
        if let Some(relation) = relation_of(at) {
            let with = gap.split_whitespace().any(|word| word == "with")
                || lexed.between(lexeme.start, lexeme.end).contains(' ')
                || !lexed.pack.script.spaced;
            if !qualifies || with {
                return Some((relation, lexeme.end));
            }
        }
    }
    let before = index.checked_sub(1)?;
    let adjacent = lexed.between(lexed.lexemes[before].end, verb.start).trim().is_empty();
    relation_of(before)
        .filter(|_| adjacent)
        .map(|relation| (relation, verb.end))
}

fn cue_at(lexed: &Lexed<'_>, index: usize) -> Option<Cue> {
    let lexeme = &lexed.lexemes[index];
    let relation = lexed.meanings(index).iter().find_map(|meaning| match meaning {
        Meaning::Cue(relation) => Some(*relation),
        _ => None,
    });
    if let Some(relation) = relation {
        let relation = if acts(lexed, index) {
            Relation::GuidedBy
        } else {
            relation
        };
        return Some(Cue {
            end: lexeme.end,
            relation,
            close: None,
        });
    }
    if !lexed.has(index, Kinds::CUE_OPEN) {
        return None;
    }
    let close = (index + 1..lexed.lexemes.len()).find(|&at| lexed.has(at, Kinds::CUE_CLOSE))?;
    let close = lexed.lexemes[close].start;
    let between = lexed.between(lexeme.end, close);
    // The pair stands around one phrase.
    (close - lexeme.end < PAIR_REACH && !between.contains(['，', ';', '。'])).then_some(Cue {
        end: lexeme.end,
        relation: Relation::InAccordanceWith,
        close: Some(close),
    })
}

/// How far the halves of a cue may stand apart, in bytes.
const PAIR_REACH: usize = 240;

/// Whether a cue opens the paragraph and leads to an act: 根据《联合国宪章》第七章采取行动.
fn acts(lexed: &Lexed<'_>, index: usize) -> bool {
    let end = lexed.lexemes[index].end;
    let near = (index + 1..lexed.lexemes.len()).take_while(|&at| lexed.lexemes[at].start - end < PAIR_REACH);
    let mut acts = near.filter(|&at| lexed.has(at, Kinds::CUE_ACT));
    let act = acts.next().map(|at| lexed.between(end, lexed.lexemes[at].start));
    act.is_some_and(|between| !between.contains(['，', ';', '。']))
        && opens_clause(lexed, index) == Some(Opens::Paragraph)
}

/// 在…框架内: the cue that begins at a 在 in the clause before its second half.
fn frame_at(lexed: &Lexed<'_>, index: usize) -> Option<Cue> {
    if !lexed.has(index, Kinds::CUE_FRAME) {
        return None;
    }
    let close = lexed.lexemes[index].start;
    let from = lexed.lower.floor_char_boundary(close.saturating_sub(PAIR_REACH));
    let near = lexed.between(from, close);
    let clause = near.rsplit(['，', ';', '。', ':']).next().unwrap_or(near);
    // 现在, 存在, 所在, 正在 and 旨在 are other words.
    let mut opens = clause
        .match_indices('在')
        .filter(|(at, _)| !clause[..*at].ends_with(['现', '存', '所', '正', '旨']));
    let at = opens.next_back().map(|(at, open)| at + open.len())?;
    Some(Cue {
        end: close - clause.len() + at,
        relation: Relation::InAccordanceWith,
        close: Some(close),
    })
}
