use crate::export::json_read::reader::Reader;
use crate::graph::{Edge, Origin, Origins, Tie, Words};

/// The relations by their names, and how a plain row goes on where it names one.
pub(super) struct Ties {
    rows: Vec<Named>,
    /// Where in `rows` those begin that have a first letter.
    begin: [usize; LETTERS + 1],
}

struct Named {
    name: &'static str,
    tie: Tie,
    /// The name and what follows it, up to the first origin.
    rest: String,
}

const LETTERS: usize = 128;

impl Ties {
    pub fn new() -> Ties {
        let mut rows: Vec<Named> = Tie::all().map(named).collect();
        rows.sort_unstable_by_key(|row| row.name);
        let before = |letter: usize| rows.partition_point(|row| usize::from(row.name.as_bytes()[0]) < letter);
        let begin = std::array::from_fn(before);
        Ties { rows, begin }
    }

    /// The relation of that name.
    pub fn named(&self, name: &str) -> Option<Tie> {
        let mut rows = self.of_letter(*name.as_bytes().first()?).iter();
        rows.find(|row| row.name == name).map(|row| row.tie)
    }

    fn of_letter(&self, letter: u8) -> &[Named] {
        let letter = usize::from(letter).min(LETTERS - 1);
        &self.rows[self.begin[letter]..self.begin[letter + 1]]
    }
}

fn named(tie: Tie) -> Named {
    let (name, class) = (tie.name(), tie.class().name());
    Named {
        name,
        tie,
        rest: format!("{name}\",\"class\":\"{class}\",\"relation\":\"{name}\",\"origin\":["),
    }
}

impl<'a> Reader<'a> {
    /// Takes in an edge that stands here in the very letters in which this program writes one without words, and tells where it
    /// ends. Of any other nothing is taken: the parser reads it, and says what is wrong with it.
    ///
    /// A large graph is mostly such rows, and this reads them several times as fast.
    pub fn plain_edge(&mut self, at: usize) -> Option<usize> {
        let mut plain = Plain { text: self.text, at };
        plain.skip("{\"source\":\"")?;
        let last = self.last.filter(|(id, _)| plain.takes(id));
        let source = match last {
            Some((_, number)) => Ok(number),
            None => Err(plain.word()?),
        };
        plain.skip(",\"target\":\"")?;
        let target = plain.word()?;
        plain.skip(",\"key\":\"")?;
        let mut rows = self.ties.of_letter(plain.next()?).iter();
        let tie = rows.find(|row| plain.skip(&row.rest).is_some())?.tie;
        let origins = plain.origins()?;
        plain.skip(",\"count\":")?;
        let count = plain.number()?;
        plain.skip(",\"evidence\":[]}")?;
        let from = source.map_or_else(|id| self.new_source(id), Some)?;
        let to = self.ids.number(target).filter(|&to| to != from)?;
        let edge = Edge {
            origins,
            count,
            evidence: Words::default(),
        };
        self.rows.push(from, to, tie, edge);
        Some(plain.at)
    }

    fn new_source(&mut self, id: &'a str) -> Option<usize> {
        let number = self.ids.number(id)?;
        self.last = Some((id, number));
        Some(number)
    }
}

/// A place in the text from which letters are expected one after another.
struct Plain<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Plain<'a> {
    #[inline]
    fn skip(&mut self, expected: &str) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.starts_with(expected.as_bytes()).then(|| self.at += expected.len())
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes behind this very word and its quotation mark, if it stands here.
    #[inline]
    fn takes(&mut self, word: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_here = rest.starts_with(word.as_bytes()) && rest.get(word.len()) == Some(&b'"');
        self.at += if is_here { word.len() + 1 } else { 0 };
        is_here
    }

    /// What stands before the next quotation mark; none where it has escapes or what JSON forbids.
    #[inline]
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let length = rest.iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..b' '))?;
        if rest[length] != b'"' {
            return None;
        }
        let word = self.text.get(self.at..self.at + length)?;
        self.at += length + 1;
        Some(word)
    }

    /// One name or more, and the end of their list.
    fn origins(&mut self) -> Option<Origins> {
        if self.skip("\"text\"]").is_some() {
            return Some(Origin::Text.into());
        }
        let mut origins = Origins::default();
        loop {
            self.skip("\"")?;
            let origin: Origin = self.word()?.parse().ok()?;
            origins.extend([origin]);
            if self.skip("]").is_some() {
                return Some(origins);
            }
            self.skip(",")?;
        }
    }

    /// Digits, the first of several none of zero.
    fn number(&mut self) -> Option<u32> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 1 && rest[0] == b'0' {
            return None;
        }
        let number = self.text.get(self.at..self.at + length)?.parse().ok()?;
        self.at += length;
        Some(number)
    }
}
