use crate::lang::{Numerals, Pack};
use crate::model::roman;

/// How far from its first digit a number is looked at, in bytes.
const REACH: usize = 120;

/// How much that is neither figure nor numeral may follow before the view ends, in bytes: more than "and" and "to" take.
const TAIL: usize = 32;

/// A number and what follows it, its letters and sessions put into Latin letters, with the way back.
pub(crate) struct LatinView {
    pub text: String,
    /// Where the digits begin in `text`.
    pub digits: usize,
    /// For each byte of `text` and for its end: the byte of the paragraph that it comes from.
    places: Vec<usize>,
}

impl LatinView {
    /// The view of the number at byte `at`; `None` where its language writes numbers in Latin letters or this one is plain.
    pub fn at(text: &str, lower: &str, at: usize, floor: usize, pack: &Pack) -> Option<LatinView> {
        let numerals = &pack.numerals;
        if numerals.is_plain() {
            return None;
        }
        let to = text.floor_char_boundary((at + REACH).min(text.len()));
        let head = &lower[floor.min(at)..at];
        let mark = mark_before(head, numerals);
        let digits = lower[at..to].bytes().take_while(u8::is_ascii_digit).count();
        let near = lower[at + digits..to].trim_start_matches(|c: char| matches!(c, ' ' | '/') || c.is_ascii_digit());
        if mark.is_none() && !numerals.opens(near, &text[to - near.len()..]) {
            return None;
        }
        let mut view = LatinView {
            text: String::with_capacity(REACH),
            digits: 0,
            places: Vec::with_capacity(REACH + 1),
        };
        match mark {
            Some((latin, length)) => view.push_str(latin, at - length),
            None => view.push_before(text, floor, at),
        }
        view.digits = view.text.len();
        let writer = Writer {
            text,
            lower,
            to,
            pack,
            view: &mut view,
        };
        let end = writer.write(at);
        view.places.push(end);
        Some(view)
    }

    /// The byte of the paragraph from which a byte of the view comes.
    pub fn source(&self, at: usize) -> usize {
        self.places[at.min(self.places.len() - 1)]
    }

    fn push_str(&mut self, words: &str, place: usize) {
        self.text.push_str(words);
        self.places.extend(std::iter::repeat_n(place, words.len()));
    }

    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        self.places.extend(place..place + c.len_utf8());
    }

    /// The few characters before the digits: a session's mark in Latin letters, or what the number is joined to.
    fn push_before(&mut self, text: &str, floor: usize, at: usize) {
        let from = text.floor_char_boundary(at.saturating_sub(12)).max(floor.min(at));
        for (offset, c) in text[from..at].char_indices() {
            self.push(c, from + offset);
        }
    }
}

/// A mark of special sessions that ends a text, in Latin letters, and its length with the dash.
fn mark_before(head: &str, numerals: &Numerals) -> Option<(&'static str, usize)> {
    let bare = head.trim_end().strip_suffix('-')?.trim_end();
    for (marks, latin) in [(&numerals.emergency, "ES-"), (&numerals.special, "S-")] {
        for mark in marks {
            if bare
                .strip_suffix(mark.as_str())
                .is_some_and(|rest| !ends_in_letter(rest))
            {
                return Some((latin, head.len() - (bare.len() - mark.len())));
            }
        }
    }
    None
}

fn ends_in_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

struct Writer<'a> {
    text: &'a str,
    lower: &'a str,
    to: usize,
    pack: &'a Pack,
    view: &'a mut LatinView,
}

impl Writer<'_> {
    /// Writes the view from a byte on; gives the byte at which it ends.
    fn write(mut self, mut at: usize) -> usize {
        let mut telling = at;
        while at < self.to && at <= telling + TAIL {
            let numeral = self.session(at).or_else(|| self.part(at)).or_else(|| self.letters(at));
            at = match numeral {
                Some(end) => {
                    telling = end;
                    end
                }
                None => {
                    if self.text.as_bytes()[at].is_ascii_alphanumeric() {
                        telling = at;
                    }
                    self.copy(at)
                }
            };
        }
        at
    }

    fn copy(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else {
            return self.to;
        };
        self.view.push(c, at);
        at + c.len_utf8()
    }

    /// (د-3), mirrored or not: the session in Roman numerals.
    fn session(&mut self, at: usize) -> Option<usize> {
        let numerals = &self.pack.numerals;
        let rest = self.lower[at..self.to].strip_prefix(['(', ')'])?;
        let close = rest.find(['(', ')']).filter(|&close| close <= 24)?;
        let inner = rest[..close].trim();
        let marks = [
            ("ES-", &numerals.emergency),
            ("S-", &numerals.special),
            ("", &numerals.session),
        ];
        let number = marks.into_iter().find_map(|(latin, marks)| {
            marks.iter().find_map(|mark| {
                let digits = inner
                    .strip_prefix(mark.as_str())
                    .or_else(|| inner.strip_suffix(mark.as_str()))?;
                let number = digits.trim_matches([' ', '-']).parse::<u32>().ok()?;
                (1..=130)
                    .contains(&number)
                    .then(|| format!("({latin}{})", roman(number)))
            })
        })?;
        self.view.push_str(&number, at);
        Some(at + 1 + close + 1)
    }

    /// ألف: a part letter, with the و that may be joined to it.
    fn part(&mut self, at: usize) -> Option<usize> {
        if self.pack.numerals.parts.is_empty() || self.view.text.ends_with(char::is_alphabetic) {
            return None;
        }
        let rest = &self.lower[at..self.to];
        // Letters of parts, and the "and" before them, are of the other script.
        if rest.starts_with(|c: char| c.is_ascii()) {
            return None;
        }
        if let Some((letter, length)) = self.part_word(rest) {
            if self.view.text.ends_with(|c: char| c.is_ascii_digit()) {
                self.view.push_str(" ", at);
            }
            self.view.push_str(letter.encode_utf8(&mut [0; 4]), at);
            return Some(at + length);
        }
        let and = self
            .pack
            .grammar
            .and
            .iter()
            .find(|and| rest.starts_with(and.as_str()))?;
        let (letter, length) = self.part_word(&rest[and.len()..])?;
        self.view.push_str(and, at);
        self.view.push_str(" ", at + and.len());
        self.view.push_str(letter.encode_utf8(&mut [0; 4]), at + and.len());
        Some(at + and.len() + length)
    }

    fn part_word(&self, rest: &str) -> Option<(char, usize)> {
        let parts = self.pack.numerals.parts.iter();
        parts
            .filter(|(word, _)| {
                rest.strip_prefix(word.as_str())
                    .is_some_and(|after| !after.starts_with(char::is_alphabetic))
            })
            .map(|(word, letter)| (*letter, word.len()))
            .next()
    }

    /// А of another alphabet for A, in a word of such letters alone.
    fn letters(&mut self, at: usize) -> Option<usize> {
        let letters = &self.pack.numerals.letters;
        if letters.is_empty() || self.view.text.ends_with(char::is_alphabetic) {
            return None;
        }
        let rest = &self.text[at..self.to];
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let latin = |c: char| {
            letters
                .iter()
                .find(|(own, _)| *own == c)
                .map(|(_, latin)| *latin)
                .or(Some(c).filter(char::is_ascii_uppercase))
        };
        let word: Option<String> = rest[..length].chars().map(latin).collect();
        let word = word.filter(|word| !word.is_empty() && word.len() <= 6)?;
        self.view.push_str(&word, at);
        Some(at + length)
    }
}
