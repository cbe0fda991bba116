/// How words are broken into lines: what a character measures, and how wide and how many the lines may be.
#[derive(Clone, Copy, Debug)]
pub struct Breaking {
    /// The width of a character.
    pub measure: fn(char) -> usize,
    /// The width of a line; one word that is wider stays whole.
    pub width: usize,
    /// How many lines; what does not fit ends in an ellipsis.
    pub lines: usize,
}

impl Breaking {
    /// Lines of about the same length, so that no word is left alone on the last one. Chinese is broken between any two
    /// characters, but no line begins with a closing mark or ends with an opening one.
    pub fn lines(&self, words: &str) -> Vec<String> {
        let units = self.units(words);
        let full = self.count(&units, self.width);
        let even = self.wide(words).div_ceil(full.max(1)).min(self.width);
        // A wider line never makes more lines: the narrowest that makes no more is found by halves.
        let (mut low, mut high) = (even, self.width);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.count(&units, middle) == full {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        let mut lines = fill(&units, high);
        if lines.len() > self.lines {
            lines.truncate(self.lines);
            if let Some(last) = lines.last_mut() {
                last.push('…');
            }
        }
        lines
    }

    /// Lines each as full as it may be, however many.
    pub fn full(&self, words: &str) -> Vec<String> {
        fill(&self.units(words), self.width)
    }

    fn units<'a>(&self, words: &'a str) -> Vec<Unit<'a>> {
        let unit = |words: &'a str| Unit {
            words,
            taken: self.wide(words.trim_end()),
            whole: self.wide(words),
        };
        units(words).into_iter().map(unit).collect()
    }

    fn count(&self, units: &[Unit<'_>], width: usize) -> usize {
        fill(units, width).len()
    }

    fn wide(&self, words: &str) -> usize {
        words.chars().map(self.measure).sum()
    }
}

/// What a line may be broken between.
struct Unit<'a> {
    words: &'a str,
    /// Its width without the space after it, and with it.
    taken: usize,
    whole: usize,
}

/// The lines, each as full as it may be.
fn fill(units: &[Unit<'_>], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut at = 0;
    for unit in units {
        let last = lines.len() - 1;
        if at + unit.taken <= width || lines[last].is_empty() || stays(unit.words) {
            lines[last].push_str(unit.words);
            at += unit.whole;
        } else {
            lines.push(unit.words.to_owned());
            at = unit.whole;
        }
    }
    let mut lines: Vec<String> = lines.iter().map(|line| line.trim().to_owned()).collect();
    lines.retain(|line| !line.is_empty());
    lines
}

/// What a line may be broken between: words with the space after them, and single wide characters.
/// An opening mark stays with what it opens.
fn units(words: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in words.char_indices() {
        let breaks = match before {
            None => false,
            Some(before) if OPENING.contains(before) => false,
            Some(before) => before.is_whitespace() || is_wide(before) || is_wide(c),
        };
        if breaks && !c.is_whitespace() {
            units.push(&words[start..at]);
            start = at;
        }
        before = Some(c);
    }
    units.push(&words[start..]);
    units
}

const OPENING: &str = "《〈（「『【“‘([«";
const CLOSING: &str = "》〉。，、；：？！）」』】”’…,.;:?!)]»";

/// Whether a unit may not begin a line.
fn stays(unit: &str) -> bool {
    unit.chars().next().is_some_and(|c| CLOSING.contains(c))
}

/// Whether a character is as wide as high, as Chinese ones are.
pub fn is_wide(c: char) -> bool {
    columns(c) == 2
}

/// The columns of a terminal that a character takes.
pub fn columns(c: char) -> usize {
    unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Breaking = Breaking {
        measure: columns,
        width: 32,
        lines: 3,
    };

    #[test]
    fn lines_are_even_and_never_begin_with_a_closing_mark() {
        let title = "禁止酷刑和其他残忍、不人道或有辱人格的待遇或处罚公约》，续《联合国宪章》";
        let lines = NARROW.lines(title);
        assert_eq!(lines.concat(), title);
        for line in &lines {
            assert!(!CLOSING.contains(line.chars().next().expect("a character")), "{line}");
            assert!(!OPENING.contains(line.chars().last().expect("a character")), "{line}");
            assert!(NARROW.wide(line) <= NARROW.width + 4, "{line}");
        }
        let wide = Breaking { width: 44, ..NARROW };
        assert_eq!(
            wide.lines("International Covenant on Civil and Political Rights"),
            ["International Covenant on", "Civil and Political Rights"]
        );
        assert!(wide.lines("").is_empty());
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = Breaking { width: 8, ..NARROW }.lines("one two three four five six seven eight");
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'), "{lines:?}");
    }
}
