use jiff::civil::Date;

use crate::cite::kinds::Kinds;
use crate::cite::lexicon::{Lexicon, Meaning, Noun};
use crate::cite::numerals;
use crate::lang::Pack;
use crate::model::{Designation, Number, Part, Symbol};
use crate::parse::Paragraph;
use crate::text::{is_han, is_inner, next_digit};

/// So long a name is no beginning of a longer word: figures glued to it are the mark of a footnote.
const SHORTEST_MARKED: usize = 12;

/// How many bytes of a text hold one lexeme, as a rule.
const SPARSE: usize = 40;

/// What a statement's symbol begins with where its organ is left out: `PRST/2009/24`.
pub(crate) const STATEMENT: &str = "PRST/";

/// A word, a date, a number or a symbol of a paragraph, in bytes of its folded text.
#[derive(Clone, Debug)]
pub(crate) struct Lexeme {
    pub start: usize,
    pub end: usize,
    pub kinds: Kinds,
    pub sense: Sense,
}

#[derive(Clone, Debug)]
pub(crate) enum Sense {
    /// A word of the lexicon.
    Word(u32),
    /// A date.
    Date(Date),
    /// The number of a resolution, with the further parts that it names (`A and B`).
    Number(Designation, Vec<(Part, usize, usize)>),
    /// A document symbol.
    Symbol(Symbol),
    /// A number in digits that is nothing else.
    Integer(u32),
}

/// The lexemes of a paragraph in order, and the words that they are looked up in.
pub(crate) struct Lexed<'a> {
    pub lexemes: Vec<Lexeme>,
    pub text: &'a str,
    pub lower: &'a str,
    pub lexicon: &'a Lexicon,
    pub pack: &'static Pack,
    /// Whether this is a footnote.
    pub note: bool,
    /// The kinds of all the lexemes.
    pub held: Kinds,
}

impl<'a> Lexed<'a> {
    /// The lexemes of a paragraph, in the room of others that are done with.
    pub fn new(paragraph: &'a Paragraph, lexicon: &'a Lexicon, mut room: Vec<Lexeme>) -> Lexed<'a> {
        let pack = Pack::of(lexicon.language());
        let (text, lower) = (paragraph.text.text(), paragraph.text.lower());
        room.clear();
        room.reserve(8 + lower.len() / SPARSE);
        let mut lexed = Lexed {
            lexemes: room,
            text,
            lower,
            lexicon,
            pack,
            note: paragraph.footnote.is_some(),
            held: Kinds::empty(),
        };
        lexed.scan();
        lexed
    }

    /// The meanings of a lexeme; none for dates, numbers and symbols.
    pub fn meanings(&self, index: usize) -> &'a [Meaning] {
        match self.lexemes[index].sense {
            Sense::Word(word) => self.lexicon.meanings(word),
            _ => &[],
        }
    }

    /// Whether anything may be mentioned.
    pub fn is_weighty(&self) -> bool {
        self.held.intersects(Kinds::MENTIONS) || self.text.contains('《')
    }

    /// Whether a lexeme is of one of some kinds.
    #[inline]
    pub fn has(&self, index: usize, kinds: Kinds) -> bool {
        self.lexemes[index].kinds.intersects(kinds)
    }

    /// The lexemes of some kinds, in order.
    pub fn of(&self, kinds: Kinds) -> impl DoubleEndedIterator<Item = usize> + '_ {
        // Most paragraphs hold none.
        let all = if self.held.intersects(kinds) {
            self.lexemes.len()
        } else {
            0
        };
        (0..all).filter(move |&index| self.has(index, kinds))
    }

    /// Whether a lexeme has a meaning that `wanted` accepts.
    pub fn is(&self, index: usize, wanted: impl Fn(Meaning) -> bool) -> bool {
        self.meanings(index).iter().any(|&meaning| wanted(meaning))
    }

    /// The type word that a lexeme is.
    pub fn noun(&self, index: usize) -> Option<Noun> {
        if !self.has(index, Kinds::NOUN) {
            return None;
        }
        self.meanings(index).iter().find_map(|meaning| match meaning {
            Meaning::Noun(noun) => Some(*noun),
            _ => None,
        })
    }

    /// The lower-cased words between two offsets.
    pub fn between(&self, from: usize, to: usize) -> &'a str {
        self.lower.get(from..to).unwrap_or("")
    }

    /// The index of the first lexeme that starts at or after an offset.
    pub fn index_at(&self, offset: usize) -> usize {
        self.lexemes.partition_point(|lexeme| lexeme.start < offset)
    }

    fn scan(&mut self) {
        let (mut at, mut digit) = (0, None);
        let mut starts = self.lexicon.starts(self.lower);
        while let Some(start) = starts.next() {
            if !self.lexicon.may_open(self.lower, start) {
                continue;
            }
            let Some((end, word)) = self.word(start) else { continue };
            let kinds = self.lexicon.kinds(word);
            if kinds.contains(Kinds::SYMBOL_START) {
                if start >= at
                    && let Some((symbol, stop)) = self.symbol(start)
                {
                    self.digits(at, start, &mut digit);
                    self.push(start, stop, Kinds::SYMBOL, Sense::Symbol(symbol));
                    at = stop;
                    starts.seek(stop);
                }
                continue;
            }
            // A number that begins before a word may run over it: the month of a date, the letter of a part.
            at = self.digits(at, start, &mut digit).max(at);
            if start < at {
                continue;
            }
            self.push(start, end, kinds, Sense::Word(word));
            at = end;
            starts.seek(end);
        }
        self.digits(at, self.lower.len(), &mut digit);
    }

    fn push(&mut self, start: usize, end: usize, kinds: Kinds, sense: Sense) {
        self.held |= kinds;
        self.lexemes.push(Lexeme {
            start,
            end,
            kinds,
            sense,
        });
    }

    /// The longest word of the lexicon at a place that stands alone there.
    fn word(&self, start: usize) -> Option<(usize, u32)> {
        let mut limit = self.lower.len();
        loop {
            let (end, word) = self.lexicon.longest(self.lower, start, limit)?;
            let kinds = self.lexicon.kinds(word);
            if kinds.contains(Kinds::SYMBOL_START) || self.stands_alone(start, end, kinds) {
                return Some((end, word));
            }
            limit = end - 1;
        }
    }

    /// A symbol at an organ's letters, unless they end a longer word or path.
    fn symbol(&self, start: usize) -> Option<(Symbol, usize)> {
        let before = self.text[..start].chars().next_back();
        if before.is_some_and(|c| (c.is_alphanumeric() && !is_han(c)) || matches!(c, '/' | '.' | '_' | '=')) {
            return None;
        }
        let rest = &self.text[start..];
        let (symbol, read) = match rest.strip_prefix(STATEMENT) {
            Some(number) => statement(number).map(|(symbol, read)| (symbol, STATEMENT.len() + read))?,
            None => Symbol::prefix_of(rest)?,
        };
        Some((symbol, start + read))
    }

    /// Whether a match is whole words, and names begin with a capital where the script has capitals.
    fn stands_alone(&self, start: usize, end: usize, kinds: Kinds) -> bool {
        if !self.pack.script.spaced {
            return true;
        }
        let first = self.text[start..].chars().next();
        let after = self.lower[end..].chars().next();
        let last = || self.lower[..end].chars().next_back();
        if after.is_some_and(is_inner) && last().is_some_and(is_inner) && !self.before_mark(start, end) {
            return false;
        }
        let names = kinds.difference(Kinds::TOLD);
        // "Cat" is no committee, though CAT is.
        let acronym = end - start <= 3 && self.text[start..end].bytes().all(|byte| byte.is_ascii_alphabetic());
        if acronym && Kinds::NAMES.contains(names) && self.text[start + 1..end].contains(char::is_lowercase) {
            return false;
        }
        names.is_empty()
            || !Kinds::NAMES.contains(names)
            || !first.is_some_and(char::is_lowercase)
            || self.text[start..end].contains(char::is_uppercase)
            || self.after_capital_article(start)
    }

    /// Whether what is glued to a long name is the mark of a footnote: "privados de libertad13".
    fn before_mark(&self, start: usize, end: usize) -> bool {
        let rest = &self.lower[end..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        end - start >= SHORTEST_MARKED
            && (1..=3).contains(&digits)
            && !rest[digits..].starts_with(char::is_alphanumeric)
            && !self.lower[..end].ends_with(|c: char| c.is_ascii_digit())
    }

    /// "The future we want": the capital of a title may be its article's.
    fn after_capital_article(&self, start: usize) -> bool {
        let head = &self.lower[..start];
        let article = self
            .pack
            .script
            .articles
            .iter()
            .find(|article| head.ends_with(article.as_str()));
        article.is_some_and(|article| {
            let at = start - article.len();
            self.text[at..].starts_with(char::is_uppercase)
                && self.text[..at].trim_end().ends_with(['"', '<', '(', '\''])
        })
    }

    /// Reads the numbers between two offsets; gives the end of the last, which may lie beyond. `digit` is the next digit of
    /// the paragraph as far as it is known.
    fn digits(&mut self, from: usize, to: usize, digit: &mut Option<usize>) -> usize {
        let bytes = self.lower.as_bytes();
        let mut at = from;
        loop {
            let start = match *digit {
                Some(known) if known >= at => known,
                _ => *digit.insert(next_digit(bytes, at).unwrap_or(bytes.len())),
            };
            if start >= to {
                return at;
            }
            at = self.number(start, from);
        }
    }

    /// Reads the number that begins at a digit; gives its end.
    fn number(&mut self, start: usize, floor: usize) -> usize {
        let run = start + self.lower[start..].bytes().take_while(u8::is_ascii_digit).count();
        if let Some(found) = self.pack.date_at(self.lower, start) {
            self.push(start, found.end, Kinds::empty(), Sense::Date(found.date));
            return found.end;
        }
        if let Some(found) = numerals::designation_at(self.text, self.lower, start, floor, self.pack) {
            let sense = Sense::Number(found.designation, found.more);
            self.push(found.start, found.end, Kinds::NUMBER, sense);
            return found.stop;
        }
        if numerals::is_looked_at_as_path(self.text, start, run) {
            let stop = run
                + self.text[run..]
                    .bytes()
                    .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-'))
                    .count();
            return stop.max(run);
        }
        if let Ok(value) = self.lower[start..run].parse() {
            self.push(start, run, Kinds::INTEGER, Sense::Integer(value));
        }
        run
    }
}

/// The symbol of a statement whose organ is not printed: the Security Council numbers them by year, the Human Rights
/// Council by session.
fn statement(number: &str) -> Option<(Symbol, usize)> {
    let (designation, read) = Symbol::read_number(number)?;
    let organ = match designation.number {
        Number::Year { .. } => "S",
        Number::Session { .. } => "A/HRC",
        Number::Roman { .. } | Number::Running { .. } => return None,
    };
    let symbol = format!("{organ}/{STATEMENT}{designation}").parse().ok()?;
    Some((symbol, read))
}
