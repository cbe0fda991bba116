use crate::text::{is_han, next_digit};

/// A footnote mark found in the text: the digits that are no part of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawMark {
    /// First byte of the digits.
    pub start: usize,
    /// Byte after the last digit.
    pub end: usize,
    /// The number of the note.
    pub number: u32,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    mark: RawMark,
    /// Where the run of digits begins: readings of one run exclude one another.
    run: usize,
    score: i64,
    /// The candidate before it on the best way here.
    previous: Option<usize>,
    total: i64,
}

/// What a second mark of the same note costs.
const REPEATED: i64 = 4;

/// What a note without a mark costs.
const MISSING: i64 = 2;

/// The marks of notes `1..=notes` in a text whose paragraphs are the byte ranges `pieces`.
///
/// Marks are glued to words and numbers (`2014,130/4` is `2014,` mark 1, `30/4`), so a digit alone proves nothing; that the
/// marks run 1, 2, 3 through the text does. Of all ascending sequences of plausible marks this takes the most plausible.
pub(crate) fn find(text: &str, pieces: &[(usize, usize)], notes: u32, counters: &str) -> Vec<RawMark> {
    if notes == 0 {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for &(from, to) in pieces {
        collect(text, from, to, notes, counters, &mut candidates);
    }
    best_sequence(&mut candidates, notes)
}

/// The candidates of a piece, in order of place.
fn collect(text: &str, from: usize, to: usize, notes: u32, counters: &str, candidates: &mut Vec<Candidate>) {
    let bytes = &text.as_bytes()[..to];
    let mut at = from;
    while let Some(digit) = next_digit(bytes, at) {
        at = digit;
        let end = (at..to).find(|&i| !bytes[i].is_ascii_digit()).unwrap_or(to);
        if end - at <= 8 {
            let context = Context {
                before: text[from..at].chars().next_back(),
                earlier: text[from..at].chars().rev().nth(1),
                in_symbol: in_symbol(&text[from..at]),
                after: text[end..to].chars().next(),
                later: text[end..to].chars().nth(1),
                digits: &text[at..end],
            };
            match context.in_parentheses() {
                true => candidates.extend(parenthesized(text, at, end, notes)),
                false => context.readings(at, end, notes, counters, candidates),
            }
        }
        at = end;
    }
}

/// The mark of an Arabic text: `العبور(1)`.
fn parenthesized(text: &str, start: usize, end: usize, notes: u32) -> Option<Candidate> {
    let number = text[start..end]
        .parse()
        .ok()
        .filter(|number| (1..=notes).contains(number))?;
    Some(Candidate {
        mark: RawMark {
            start: start - 1,
            end: end + 1,
            number,
        },
        run: start,
        score: 9,
        previous: None,
        total: 9,
    })
}

/// A run of digits and what stands around it.
struct Context<'a> {
    before: Option<char>,
    earlier: Option<char>,
    /// Whether the run belongs to a document symbol: `Add.1`, `L.46`.
    in_symbol: bool,
    after: Option<char>,
    later: Option<char>,
    digits: &'a str,
}

impl Context<'_> {
    /// Whether the digits stand in parentheses behind a word or its comma, and not behind the letter of a part.
    fn in_parentheses(&self) -> bool {
        let word = |c: char| c.is_alphabetic() && !c.is_ascii_uppercase() || matches!(c, ',' | ';' | '»' | '،' | '؛');
        self.before == Some('(')
            && self.after == Some(')')
            && self.digits.len() <= 3
            && !self.digits.starts_with('0')
            && self.earlier.is_some_and(word)
    }

    fn readings(&self, start: usize, end: usize, notes: u32, counters: &str, candidates: &mut Vec<Candidate>) {
        let run = start;
        let mut add = |start: usize, end: usize, number: &str, score: i64| {
            if let Ok(number) = number.parse::<u32>()
                && (1..=notes).contains(&number)
                && score > 0
            {
                candidates.push(Candidate {
                    mark: RawMark { start, end, number },
                    run,
                    score,
                    previous: None,
                    total: score,
                });
            }
        };
        if self.in_symbol || self.after.is_some_and(|c| counters.contains(c)) {
            return;
        }
        if self.digits.len() <= 3 && !self.digits.starts_with('0') {
            add(start, end, self.digits, self.whole());
        }
        for length in 1..=3.min(self.digits.len().saturating_sub(1)) {
            let cut = self.digits.len() - length;
            let (head, tail) = self.digits.split_at(cut);
            if !tail.starts_with('0') {
                add(start + cut, end, tail, self.suffix(head));
            }
            let (head, tail) = self.digits.split_at(length);
            if !tail.starts_with('0') {
                add(start, start + length, head, self.prefix(tail));
            }
        }
    }

    /// How plausible it is that all the digits are a mark.
    fn whole(&self) -> i64 {
        let ends = self
            .after
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-' | '%' | '(' | '°') || is_han(c));
        let decimal = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if matches!(self.after, Some('.' | ',')) && decimal(self.later) {
            // "1.5" and "2,000" go on; "note1,2" does not stand in one word.
            return i64::from(self.before.is_some_and(char::is_alphabetic)) * 2;
        }
        match self.before {
            Some(c) if c.is_alphabetic() && ends => 10,
            Some('"' | '\u{201d}' | '\u{2019}' | ')' | '》' | ']' | '»' | ';' | ':' | '\u{ff09}') if ends => 10,
            Some(',' | '.') if ends && decimal(self.earlier) => 7,
            Some(',' | '.' | '，' | '。' | '；' | '、' | '：') if ends => 10,
            Some(',' | ';' | ')') if self.starts_special() => 6,
            Some(c) if c.is_whitespace() && ends && self.earlier.is_some_and(|c| ",.;:)”’".contains(c)) => 3,
            Some(c) if c.is_whitespace() && matches!(self.after, Some(',' | ';' | '，' | '；' | '。')) => 1,
            _ => 0,
        }
    }

    /// `3S-17/1`: a mark before the number of a special session.
    fn starts_special(&self) -> bool {
        matches!(self.after, Some('S' | 'E')) && matches!(self.later, Some('-' | 'S' | '\u{2011}'))
    }

    /// How plausible it is that the last digits are a mark and `head` a number by itself.
    fn suffix(&self, head: &str) -> i64 {
        let ends = self
            .after
            .is_none_or(|c| !c.is_ascii_alphanumeric() && c != '/' && c != '-');
        let year = head.len() == 4 && (head.starts_with("19") || head.starts_with("20"));
        match self.before {
            _ if !ends => 0,
            Some(c) if c.is_whitespace() && year => 8,
            // 54/2639 cannot be a number, 54/263 can: sessions have reached some 350 resolutions.
            Some('/') if head.len() <= 3 && !head.starts_with('0') => {
                let whole = self.digits.parse::<u32>().unwrap_or(u32::MAX);
                if whole > 360 { 4 } else { 0 }
            }
            Some('-' | '\u{2013}') if year => 5,
            _ => 0,
        }
    }

    /// How plausible it is that the first digits are a mark and `tail` opens a number: `1` before `30/4`.
    fn prefix(&self, tail: &str) -> i64 {
        let whole = self.digits.parse::<u32>().unwrap_or(u32::MAX);
        // What can be a number as it stands keeps all its digits: 23/1 and 1998 (2011).
        let opens = match (self.after, self.later) {
            (Some('/'), _) => tail.len() <= 4 && (whole > 100 && tail.len() <= 3 || whole > 2100),
            (Some(' '), Some('(')) => whole > 3200,
            _ => false,
        };
        match self.before {
            Some(',' | ';' | ')') if opens => 5,
            Some(c) if c.is_alphabetic() && opens => 3,
            _ => 0,
        }
    }
}

/// Whether digits after this text go on a symbol: the word so far ends in a dot and holds a slash.
pub(crate) fn in_symbol(before: &str) -> bool {
    if !before.ends_with('.') {
        return false;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ';'))
        .next()
        .unwrap_or("");
    let suffix = ["Add.", "Corr.", "Rev."].contains(&word);
    suffix || word.contains('/') && word[..word.len() - 1].ends_with(|c: char| c.is_ascii_alphabetic())
}

/// The ascending sequence of the greatest weight: linear in the candidates but for a logarithm of the notes.
fn best_sequence(candidates: &mut [Candidate], notes: u32) -> Vec<RawMark> {
    let mut tree = PrefixBest::new(notes as usize);
    let mut latest: Vec<Option<(i64, usize)>> = vec![None; notes as usize + 1];
    let mut best: Option<usize> = None;
    let mut at = 0;
    while at < candidates.len() {
        // Readings of one run exclude one another, so none is entered before all have looked.
        let end = at
            + candidates[at..]
                .iter()
                .take_while(|other| other.run == candidates[at].run)
                .count();
        for candidate in &mut candidates[at..end] {
            let number = candidate.mark.number as usize;
            let (mut gain, mut previous) = tree.before(number);
            if let Some((value, index)) = latest[number]
                && value - MISSING - REPEATED > gain
            {
                (gain, previous) = (value - MISSING - REPEATED, Some(index));
            }
            let skipped = number as i64 - 1;
            candidate.total = candidate.score + gain - MISSING * skipped;
            candidate.previous = previous;
        }
        for index in at..end {
            let number = candidates[index].mark.number as usize;
            let value = candidates[index].total + MISSING * number as i64;
            if latest[number].is_none_or(|(known, _)| value > known) {
                latest[number] = Some((value, index));
            }
            // With the cost of what lies below taken out, a later mark pays only for what it skips.
            tree.enter(number, value, index);
            if best.is_none_or(|b| final_worth(&candidates[index]) > final_worth(&candidates[b])) {
                best = Some(index);
            }
        }
        at = end;
    }
    let mut marks = Vec::new();
    let mut next = best;
    while let Some(index) = next {
        marks.push(candidates[index].mark);
        next = candidates[index].previous;
    }
    marks.reverse();
    marks
}

fn final_worth(candidate: &Candidate) -> i64 {
    candidate.total + MISSING * i64::from(candidate.mark.number)
}

/// A Fenwick tree of the best value among numbers below a bound.
struct PrefixBest {
    nodes: Vec<Option<(i64, usize)>>,
}

impl PrefixBest {
    fn new(size: usize) -> PrefixBest {
        PrefixBest {
            nodes: vec![None; size + 1],
        }
    }

    fn before(&self, number: usize) -> (i64, Option<usize>) {
        let mut best: Option<(i64, usize)> = None;
        let mut at = number - 1;
        while at > 0 {
            if let Some(value) = self.nodes[at]
                && best.is_none_or(|b| value.0 > b.0)
            {
                best = Some(value);
            }
            at &= at - 1;
        }
        match best {
            Some((value, index)) if value > 0 => (value, Some(index)),
            _ => (0, None),
        }
    }

    fn enter(&mut self, number: usize, value: i64, index: usize) {
        let mut at = number;
        while at < self.nodes.len() {
            if self.nodes[at].is_none_or(|b| value > b.0) {
                self.nodes[at] = Some((value, index));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks the marks: `⟦1⟧`.
    #[track_caller]
    fn check(notes: u32, expected: &str) {
        let text: String = expected.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
        let mut marked = text.clone();
        for mark in find(&text, &[(0, text.len())], notes, "年月日号届个").iter().rev() {
            marked.insert(mark.end, '⟧');
            marked.insert(mark.start, '⟦');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn glued_marks_are_told_from_numbers() {
        check(3, "in transit,⟦1⟧ and the panel⟦2⟧ of 2023,⟦3⟧ and so on 3");
        check(2, "resolutions 29/1 of 27 March 2014,⟦1⟧30/4 of 8 July 2015⟦2⟧ and");
        check(2, "resolutions S-9/1,⟦1⟧S-17/1 and 54/263⟦2⟧ of");
        check(2, "of 22 June 2017, ⟦1⟧ 36/5 of 28 September 2017, ⟦2⟧ 41/7 of");
    }

    #[test]
    fn marks_of_arabic_stand_in_parentheses() {
        check(2, "عن المهاجرين العابرين⟦(1)⟧، وحلقة النقاش⟦(2)⟧، والقرار 1325(2)");
    }

    #[test]
    fn dates_of_han_texts_are_no_marks() {
        check(2, "2015年7月2日第29/2号决议关于报告⟦1⟧，以及2个报告⟦2⟧，");
    }
}
