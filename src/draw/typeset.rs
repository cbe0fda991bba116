use unicode_bidi::{BidiInfo, Level};

use crate::model::Language;
use crate::text::{Breaking, columns, is_wide};

/// The fonts that pictures ask for: none is fetched, and any other serves. The Chinese one sets an apostrophe as wide as a
/// letter of Chinese, its Korean sister does not.
const FONTS: &str = "Noto Sans, Noto Sans CJK KR, Noto Sans Arabic, sans-serif";
const CHINESE: &str = "Noto Sans, Noto Sans CJK SC, Noto Sans Arabic, sans-serif";

/// The fonts of a picture.
pub(super) fn fonts(language: Language) -> &'static str {
    match language {
        Language::Zh => CHINESE,
        _ => FONTS,
    }
}

/// The fonts of a line, where they are not those of its picture: Chinese titles have Chinese forms in any.
pub(super) fn fonts_of(line: &str, language: Language) -> Option<&'static str> {
    (language != Language::Zh && line.chars().any(is_wide)).then_some(CHINESE)
}

/// The widths of the letters from U+0020 to U+007E in Noto Sans, in thousandths of an em.
#[rustfmt::skip]
const LATIN: [u16; 95] = [
    260, 268, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372,
    572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434,
    899, 639, 650, 632, 729, 556, 519, 728, 741, 339, 273, 619, 521, 907, 760, 781,
    605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444,
    281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605,
    615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 381, 551, 381, 572,
];

/// The same from U+0410 to U+0451, the letters of Russian.
#[rustfmt::skip]
const CYRILLIC: [u16; 66] = [
    639, 615, 650, 524, 691, 556, 854, 588, 768, 768, 618, 708, 907, 741, 781, 731, 605, 632, 556, 624, 804, 586,
    741, 698, 1037, 1041, 692, 858, 642, 633, 1052, 639, 561, 599, 576, 433, 581, 564, 750, 490, 643, 643, 529, 578,
    746, 637, 605, 624, 615, 480, 476, 510, 725, 529, 632, 613, 898, 906, 696, 778, 594, 494, 836, 559, 564, 564,
];

/// Longer words than these cannot be drawn anyway, and need not be measured.
const READ: usize = 2000;

/// How far a word that does not fit, or the ellipsis after what does, reaches beyond its line.
const HANGING: f64 = 4.0;

/// The width of a character in thousandths of an em: what other fonts than Noto need more is given by the margins.
fn thousandths(c: char) -> usize {
    match (u32::from(c), columns(c)) {
        (0x20..=0x7e, _) => usize::from(LATIN[c as usize - 0x20]),
        (_, 0) => 0,
        (_, 2) => 1000,
        (0x600..=0x6ff, _) => 540,
        (0x410..=0x451, _) => usize::from(CYRILLIC[c as usize - 0x410]),
        (0xb7 | 0x2019, _) => 280,
        (0x2026, _) => 800,
        _ => 600,
    }
}

/// A size of letters, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub size: f64,
    pub bold: bool,
}

const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Whether the first letter of words says that they are read from right to left.
pub(super) fn reads_from_right(words: &str) -> bool {
    unicode_bidi::get_base_direction(words) == unicode_bidi::Direction::Rtl
}

/// Whether words that read from right to left would be set otherwise in a line that reads from left to right.
pub(super) fn needs_isolate(line: &str) -> bool {
    reads_from_right(line) && set_in(line, Level::rtl()) != set_in(line, Level::ltr())
}

/// The letters of a line in the order in which they are seen.
fn set_in(line: &str, level: Level) -> String {
    let info = BidiInfo::new(line, Some(level));
    let lines = info.paragraphs.iter();
    lines.map(|line| info.reorder_line(line, line.range.clone())).collect()
}

impl Type {
    pub const fn plain(size: f64) -> Type {
        Type { size, bold: false }
    }

    pub const fn bold(size: f64) -> Type {
        Type { size, bold: true }
    }

    /// How wide words are set.
    pub fn width(self, words: &str) -> f64 {
        let thousandths: usize = words.chars().map(thousandths).sum();
        thousandths as f64 / 1000.0 * self.em()
    }

    /// What an em measures, with the room that bold letters and other fonts take.
    fn em(self) -> f64 {
        self.size * if self.bold { 1.08 } else { 1.03 }
    }

    /// The lines of words that are to be no wider; what does not fit ends in an ellipsis.
    pub fn lines(self, words: &str, limit: f64, most: usize) -> Vec<String> {
        let read: String = words.chars().take(READ).collect();
        let breaking = Breaking {
            measure: thousandths,
            width: (limit / self.em() * 1000.0) as usize,
            lines: most,
        };
        let full = breaking.full(&read);
        // Even lines are for what fits: what does not says as much as there is room for.
        let lines = if full.len() > most { full } else { breaking.lines(&read) };
        let over = lines.len() > most;
        let mut lines: Vec<String> = lines
            .iter()
            .take(most)
            .map(|line| self.cut(line, limit + HANGING))
            .collect();
        if let Some(last) = lines.last_mut().filter(|last| over && !last.ends_with('…')) {
            *last = self.ended(last, limit + HANGING);
        }
        if reads_from_right(&read) {
            // A line that begins with a symbol reads from the right as the words around it do.
            for line in lines.iter_mut().filter(|line| !reads_from_right(line)) {
                line.insert(0, RIGHT_TO_LEFT_MARK);
            }
        }
        lines
    }

    /// A line that goes on elsewhere: as many of its words as leave room for an ellipsis, or of a single one its letters.
    fn ended(self, line: &str, limit: f64) -> String {
        let ends = std::iter::successors(Some(line), |line| line.rsplit_once(' ').map(|(before, _)| before));
        let mut ended = ends.map(|line| format!("{}…", line.trim_end_matches([' ', ',', ';'])));
        let fitting = ended.find(|ended| self.width(ended) <= limit);
        fitting.unwrap_or_else(|| self.cut(&format!("{line}…"), limit))
    }

    /// As much of a line as is no wider.
    pub fn cut(self, line: &str, limit: f64) -> String {
        if self.width(line) <= limit {
            return line.to_owned();
        }
        let room = limit - self.width("…");
        let mut taken = 0.0;
        let fits = |c: &char| {
            taken += thousandths(*c) as f64 / 1000.0 * self.em();
            taken <= room
        };
        let mut cut: String = line.chars().take_while(fits).collect();
        cut.truncate(cut.trim_end().len());
        cut.push('…');
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_never_ends_is_cut() {
        let type_ = Type::plain(10.0);
        let long = "x".repeat(10_000);
        let lines = type_.lines(&long, 100.0, 3);
        assert_eq!(lines.len(), 1);
        assert!(type_.width(&lines[0]) <= 111.0 && lines[0].ends_with('…'), "{lines:?}");
        assert!(type_.width(&type_.cut("公约".repeat(90).as_str(), 50.0)) <= 50.0);
    }

    #[test]
    fn what_does_not_fit_ends_after_a_word() {
        let title = "Protocol against the Smuggling of Migrants, by Land, Sea and Air";
        let lines = Type::plain(10.0).lines(title, 90.0, 2);
        assert_eq!(lines.len(), 2, "{lines:?}");
        let last = lines[1].strip_suffix('…').and_then(|line| line.split(' ').next_back());
        assert!(title.split(' ').any(|word| Some(word) == last), "{lines:?}");
    }

    #[test]
    fn a_symbol_does_not_turn_a_line_about() {
        let lines = Type::plain(11.0).lines("تشير إلى: A/HRC/RES/5/1; A/HRC/RES/5/2; A/RES/60/251", 100.0, 9);
        assert!(
            lines.len() > 1 && lines.iter().all(|line| reads_from_right(line)),
            "{lines:?}"
        );
    }

    #[test]
    fn only_what_would_be_read_otherwise_is_isolated() {
        assert!(!needs_isolate("حقوق الإنسان للمهاجرين"));
        assert!(needs_isolate("تشير إلى · PP3") && needs_isolate("الموصى بها…"));
        assert!(!needs_isolate("A/RES/70/1 تشير إلى") && !needs_isolate("PP3"));
    }

    #[test]
    fn lines_keep_all_words() {
        let lines = Type::plain(11.0).lines("Convention on the Rights of the Child", 100.0, 9);
        assert_eq!(lines.join(" "), "Convention on the Rights of the Child");
        assert!(lines.len() > 1);
    }
}
