use smallvec::SmallVec;

use crate::text::lower::lower;
use crate::text::{Span, presentation};

/// A piece of a source in the form in which it is matched, and the way back to the source.
///
/// White space is single and gone next to Han characters, dashes and quotation marks are plain, full-width forms and
/// foreign digits are ASCII, invisible characters and cut-out spans are gone. `lower` is the same text without case, byte
/// for byte as long as `text`.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    lower: String,
    /// Most paragraphs are folded without a change.
    runs: SmallVec<[Run; 3]>,
}

/// From `folded` on, a byte of the folded text is as far from `folded` as its source byte is from `source`.
#[derive(Clone, Copy, Debug)]
struct Run {
    folded: u32,
    source: u32,
}

/// Folds the segments of a paragraph one after the other.
#[derive(Default)]
pub struct Folder {
    folded: Folded,
    /// White space was met that is not written yet: where in the source.
    gap: Option<usize>,
    /// Whether the last character of the source was a Han one.
    after_han: bool,
}

impl Folder {
    /// Appends `source[from..to]`, joined to what was there.
    pub fn push(&mut self, source: &str, from: usize, to: usize) {
        let bytes = source.as_bytes();
        let mut at = from;
        while at < to {
            let (length, ends_in_han) = plain_run(&bytes[at..to]);
            if length > 0 {
                self.push_run(source, at, length, ends_in_han);
                at += length;
                continue;
            }
            if let [b'<', b'<', ..] | [b'>', b'>', ..] = bytes[at..to] {
                self.push_quotes(at);
                at += 2;
                continue;
            }
            let Some(c) = source[at..to].chars().next() else { break };
            self.push_char(c, at);
            at += c.len_utf8();
        }
    }

    /// Removes the hyphen that ends the text, where a word goes on in the next segment.
    pub fn drop_hyphen(&mut self) {
        if self.folded.text.ends_with('-') {
            self.folded.text.pop();
            // A wide hyphen (－) has noted what comes behind it.
            let length = self.folded.text.len();
            while self.folded.runs.last().is_some_and(|run| run.folded as usize > length) {
                self.folded.runs.pop();
            }
            self.after_han = self.folded.text.ends_with(is_han);
        }
    }

    /// Parts the next segment, which begins at `at`, from what was there by white space.
    pub fn break_line(&mut self, at: usize) {
        if !self.folded.text.is_empty() {
            self.gap.get_or_insert(at);
        }
    }

    /// Forgets white space that is not written yet.
    pub fn close_gap(&mut self) {
        self.gap = None;
    }

    /// What is written so far.
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// Makes room for so many bytes more.
    pub fn reserve(&mut self, bytes: usize) {
        self.folded.text.reserve(bytes);
    }

    /// The folded text.
    pub fn finish(mut self) -> Folded {
        self.folded.lower = lower(&self.folded.text);
        self.folded
    }

    /// Appends characters that stay as they are.
    fn push_run(&mut self, source: &str, at: usize, length: usize, ends_in_han: bool) {
        let run = &source[at..at + length];
        self.write_gap(run.as_bytes()[0] >= HAN);
        self.mark(at);
        self.folded.text.push_str(run);
        self.after_han = ends_in_han;
    }

    /// Guillemets as machines of old typed them: <<Вода для жизни>>.
    fn push_quotes(&mut self, at: usize) {
        self.write_gap(false);
        self.mark(at);
        self.folded.text.push('"');
        self.after_han = false;
        self.mark(at + 2);
    }

    fn push_char(&mut self, c: char, at: usize) {
        match folded_char(c) {
            Fold::Drop => {}
            Fold::Gap => {
                if !self.folded.text.is_empty() {
                    self.gap.get_or_insert(at);
                }
            }
            Fold::To(plain) => {
                self.write_gap(is_han(c));
                self.mark(at);
                self.folded.text.push(plain);
                self.after_han = is_han(c);
                if plain.len_utf8() != c.len_utf8() {
                    self.mark(at + c.len_utf8());
                }
            }
            Fold::Many(plain) => {
                self.write_gap(is_han(c));
                for piece in plain.chars() {
                    self.mark(at);
                    self.folded.text.push(piece);
                }
                self.after_han = is_han(c);
                self.mark(at + c.len_utf8());
            }
        }
    }

    fn write_gap(&mut self, before_han: bool) {
        let Some(at) = self.gap.take() else { return };
        if self.after_han || before_han {
            return;
        }
        self.mark(at);
        self.folded.text.push(' ');
        self.mark(at + 1);
    }

    /// Notes that the next folded byte comes from source byte `source`.
    fn mark(&mut self, source: usize) {
        let (folded, source) = (self.folded.text.len() as u32, source as u32);
        match self.folded.runs.last_mut() {
            Some(run) if run.folded == folded => run.source = source,
            Some(run) if run.source + (folded - run.folded) == source => {}
            _ => self.folded.runs.push(Run { folded, source }),
        }
    }
}

impl Folded {
    /// Folds the whole of a text.
    pub fn of(source: &str) -> Folded {
        let mut folder = Folder::default();
        folder.reserve(source.len());
        folder.push(source, 0, source.len());
        folder.finish()
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folded text without case.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// The source byte from which folded byte `at` comes.
    pub fn source_offset(&self, at: usize) -> usize {
        let index = self.runs.partition_point(|run| run.folded as usize <= at);
        match index.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some(run) => run.source as usize + (at - run.folded as usize),
            None => at,
        }
    }

    /// The span of `source` from which the folded bytes `start..end` come.
    pub fn span(&self, source: &str, start: usize, end: usize) -> Span {
        if end <= start {
            let at = self.source_offset(start);
            return Span::new(at, at);
        }
        let last = self.text.floor_char_boundary(end - 1);
        let from = self.source_offset(last);
        let rest = source.get(from..).unwrap_or_default();
        let length = match rest.as_bytes() {
            [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        Span::new(self.source_offset(start), from + length)
    }
}

/// Folds a word list's entry or a title as [`Folder`] folds a text, without case.
pub fn folded_key(text: &str) -> String {
    if text.is_ascii() && plain_run(text.as_bytes()).0 == text.len() {
        return text.to_ascii_lowercase();
    }
    Folded::of(text).lower
}

enum Fold {
    Drop,
    Gap,
    To(char),
    Many(&'static str),
}

/// How many bytes from the start stay as they are: printable ASCII, the letters of the five alphabets, single blanks between,
/// and Han characters without blanks. And whether the last is a Han character.
fn plain_run(bytes: &[u8]) -> (usize, bool) {
    let (mut at, mut han_end) = (0, 0);
    if !bytes.starts_with(b" ") {
        at += plain_strides(bytes);
    }
    while let Some(&byte) = bytes.get(at) {
        if PLAIN[usize::from(byte)] {
            at += 1;
        } else if byte >= HAN {
            let han = plain_han(&bytes[at..]);
            if han == 0 {
                break;
            }
            at += han;
            han_end = at;
        } else if byte >= 0x80 {
            let letters = plain_letters(&bytes[at..]);
            if letters == 0 {
                break;
            }
            at += letters;
        } else if byte == b' ' && at > han_end && plain_char(&bytes[at + 1..]) {
            at += 1;
            // Strides are of ASCII alone.
            if bytes[at] < 0x80 {
                at += plain_strides(&bytes[at..]);
            }
        } else {
            break;
        }
    }
    (at, han_end == at && at > 0)
}

/// The least first byte of a Han character; no letter of the alphabets begins so high.
const HAN: u8 = 0xe3;

/// How many bytes from the start are letters beyond ASCII that stay as they are.
#[inline]
fn plain_letters(bytes: &[u8]) -> usize {
    let (pairs, _) = bytes.as_chunks::<2>();
    2 * pairs
        .iter()
        .take_while(|[first, second]| {
            let [least, span] = SECOND[usize::from(*first)];
            second.wrapping_sub(least) < span
        })
        .count()
}

/// For the first bytes of letters that stay as they are: the least second byte, and how many there are. Latin with accents;
/// Cyrillic; Arabic letters but for tatweel, vowel marks and digits.
const SECOND: [[u8; 2]; 256] = {
    let mut second = [[0; 2]; 256];
    let mut first = 0xc3;
    while first <= 0xc5 {
        second[first] = [0x80, 0x40];
        first += 1;
    }
    second[0xd0] = [0x80, 0x40];
    second[0xd1] = [0x80, 0x40];
    second[0xd8] = [0xa1, 0x1f];
    second[0xd9] = [0x81, 0x0a];
    second
};

/// How many bytes from the start are strides that stay as they are.
#[inline]
fn plain_strides(bytes: &[u8]) -> usize {
    let mut at = 0;
    while bytes[at..].first_chunk().is_some_and(is_plain_stride) {
        at += STRIDE;
    }
    at
}

/// How many bytes are looked at together.
const STRIDE: usize = 32;

/// Whether a stride stays as it is: printable ASCII with single blanks. The byte behind it is looked at for its last blank.
#[inline]
fn is_plain_stride(bytes: &[u8; STRIDE + 1]) -> bool {
    // Without a way out in the middle this is a few instructions.
    let mut odd = false;
    for at in 0..STRIDE {
        let (byte, next) = (bytes[at], bytes[at + 1]);
        odd |= !matches!(byte, b' '..=b'~') | matches!(byte, b'`' | b'<' | b'>');
        odd |= (byte == b' ') & (!matches!(next, b'!'..=b'~') | matches!(next, b'`' | b'<' | b'>'));
    }
    !odd
}

/// The printable ASCII characters that stay as they are, whatever stands beside them.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0x21;
    while byte <= 0x7e {
        plain[byte] = !matches!(byte as u8, b'`' | b'<' | b'>');
        byte += 1;
    }
    plain
};

fn plain_char(bytes: &[u8]) -> bool {
    match bytes {
        [first, ..] if PLAIN[usize::from(*first)] => true,
        [first, second, ..] => {
            let [least, span] = SECOND[usize::from(*first)];
            second.wrapping_sub(least) < span
        }
        _ => false,
    }
}

/// How many bytes from the start are Han characters that stay as they are: the ideographs, and the marks 、。《》.
#[inline]
fn plain_han(bytes: &[u8]) -> usize {
    let (characters, _) = bytes.as_chunks::<3>();
    let plain = |character: &&[u8; 3]| match **character {
        [0xe3, 0x80, last] => matches!(last, 0x81 | 0x82 | 0x8a | 0x8b),
        [first, ..] => (0xe4..=0xe9).contains(&first),
    };
    3 * characters.iter().take_while(plain).count()
}

fn folded_char(c: char) -> Fold {
    match c {
        c if c.is_whitespace() => Fold::Gap,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            Fold::Drop
        }
        // Tatweel and the vowel marks of Arabic.
        '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' => Fold::Drop,
        // Inner title marks: 《〈儿童权利公约〉…》 and 《儿童权利公约…》 are one title.
        '〈' | '〉' => Fold::Drop,
        c if c.is_control() => Fold::Drop,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => Fold::To('-'),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '`' => Fold::To('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' | '「' | '」' => Fold::To('"'),
        '\u{ff01}'..='\u{ff5e}' => Fold::To(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        '\u{660}'..='\u{669}' => Fold::To(digit(c as u32 - 0x660)),
        '\u{6f0}'..='\u{6f9}' => Fold::To(digit(c as u32 - 0x6f0)),
        'ﬁ' => Fold::Many("fi"),
        'ﬂ' => Fold::Many("fl"),
        'ﬀ' => Fold::Many("ff"),
        'º' | '°' => Fold::To('o'),
        'ª' => Fold::To('a'),
        // Superscript figures are marks of notes.
        '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}' => Fold::Drop,
        other => match presentation::letters(other) {
            Some("") => Fold::Drop,
            Some(letters) => Fold::Many(letters),
            None => Fold::To(other),
        },
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

/// Han characters and their punctuation: white space next to them means nothing.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, words: &str, slice: &str) {
        let folded = Folded::of(source);
        let start = folded
            .text()
            .find(words)
            .unwrap_or_else(|| panic!("{words} not in {}", folded.text()));
        let span = folded.span(source, start, start + words.len());
        assert_eq!(&source[span.start()..span.end()], slice);
    }

    #[test]
    fn a_span_leads_back_to_the_source() {
        check(
            "回顾 2015 年 7 月 2 日\n\n第 29/2 号决议",
            "2015年7月2日第29/2号决议",
            "2015 年 7 月 2 日\n\n第 29/2 号决议",
        );
        check(
            "《打击\n\n陆、海、空偷运》和",
            "《打击陆、海、空偷运》",
            "《打击\n\n陆、海、空偷运》",
        );
        check("the  Trainer’s   Guide, and", "Trainer's Guide", "Trainer’s   Guide");
        check("resolution S\u{2011}24/2 of", "S-24/2", "S\u{2011}24/2");
        check("（第７３/１９５号）", "73/195", "７３/１９５");
        check("oﬃce of the ﬁrst", "first", "ﬁrst");
    }

    #[test]
    fn case_folds_without_changing_length() {
        let folded = Folded::of("Конвенцию О ПРАВАХ İstanbul ﬁ");
        assert_eq!(folded.text().len(), folded.lower().len());
        assert!(folded.lower().starts_with("конвенцию о правах"));
    }

    #[test]
    fn a_wide_hyphen_at_the_end_of_a_line_leaves_no_trace() {
        let source = "lamp－\nkeeper";
        let mut folder = Folder::default();
        folder.push(source, 0, "lamp－".len());
        folder.drop_hyphen();
        folder.push(source, "lamp－\n".len(), source.len());
        let folded = folder.finish();
        assert_eq!(folded.text(), "lampkeeper");
        let span = folded.span(source, 4, 10);
        assert_eq!(&source[span.start()..span.end()], "keeper");
    }
}
