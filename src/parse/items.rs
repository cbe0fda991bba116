use crate::lang::Pack;
use crate::parse::headings::dotted_item;

/// The sub-paragraph that the paragraphs have come to: `(c)(ii)`.
#[derive(Default)]
pub(super) struct Items {
    /// A letter, and the numeral below it.
    steps: Vec<String>,
}

impl Items {
    /// Its letter and its numeral; nothing at the paragraph itself.
    pub(super) fn steps(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(String::as_str)
    }

    /// Goes back to the paragraph itself.
    pub(super) fn clear(&mut self) {
        self.steps.clear();
    }

    /// Follows `(a)`, `(i)`, `a)` at the head of a paragraph: a letter stands below the number, a numeral below a letter.
    pub(super) fn follow(&mut self, words: &str, pack: &Pack) -> Option<()> {
        let inner = words.strip_prefix('(').unwrap_or(words);
        let item = match dotted_item(words) {
            Some(item) => item,
            None => &inner[..inner.bytes().take(6).position(|byte| byte == b')')?],
        };
        if item.is_empty() || !item.chars().all(char::is_alphanumeric) || item.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let item = latin(item, pack);
        let numeral = item.bytes().all(|b| b"ivx".contains(&b));
        let deeper = numeral && !self.steps.is_empty() && !self.follows_letter(item) && !self.follows_numeral(item);
        self.steps.truncate(usize::from(deeper));
        self.steps.push(format!("({item})"));
        Some(())
    }

    /// Whether `i` is the letter after `h` rather than the numeral one.
    fn follows_letter(&self, item: &str) -> bool {
        let before = match item {
            "i" => "(h)",
            "v" => "(u)",
            "x" => "(w)",
            _ => return false,
        };
        self.steps.len() == 1 && self.steps[0] == before
    }

    /// Whether `ii` stands beside an `i` that has no letter above it.
    fn follows_numeral(&self, item: &str) -> bool {
        const NUMERALS: [&str; 20] = [
            "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
            "xvii", "xviii", "xix", "xx",
        ];
        let before = NUMERALS
            .iter()
            .position(|&numeral| numeral == item)
            .and_then(|at| at.checked_sub(1));
        before.is_some_and(|at| self.steps.len() == 1 && self.steps[0] == format!("({})", NUMERALS[at]))
    }
}

/// The letter of a sub-paragraph as every language labels it: أ is `a`.
fn latin<'w>(item: &'w str, pack: &'w Pack) -> &'w str {
    let bare = item.trim_end_matches('\u{640}');
    let known = pack.structure.letters.iter().find(|(letter, _)| letter == bare);
    known.map_or(item, |(_, latin)| latin.as_str())
}
