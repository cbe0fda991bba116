use hashbrown::{HashMap, HashSet};

use crate::lang::Pack;
use crate::model::{NodeId, Symbol};
use crate::parse::headings::heading;
use crate::registry::Registry;
use crate::text::{folded_key, is_han, lower_char};

/// The names of the bodies in one language, to know a masthead and the enacting words by.
pub(crate) struct BodyNames {
    ids: HashMap<String, NodeId>,
    articles: Vec<String>,
    /// The letters with which the names and articles begin.
    heads: HashSet<Head>,
}

impl BodyNames {
    pub fn new(registry: &Registry, pack: &Pack) -> BodyNames {
        let mut ids = HashMap::new();
        for body in registry.bodies().iter().filter(|body| body.numbering.is_some()) {
            for name in body
                .names
                .titles
                .get(pack.language())
                .into_iter()
                .chain(body.names.also.get(pack.language()).iter().map(String::as_str))
            {
                ids.entry(folded_key(name)).or_insert_with(|| body.id.clone());
            }
        }
        let enacting = pack.structure.enacting.iter().map(|word| format!("{word} "));
        let articles: Vec<String> = pack.script.articles.iter().cloned().chain(enacting).collect();
        let words = ids.keys().chain(&articles);
        BodyNames {
            heads: words.filter_map(|word| head(word)).collect(),
            ids,
            articles,
        }
    }

    /// The body that a line names and nothing else: "General Assembly".
    pub fn named(&self, line: &str) -> Option<&NodeId> {
        (line.len() <= 160 && self.may_open(line))
            .then(|| self.ids.get(&folded_key(line.trim_end_matches('*'))))
            .flatten()
    }

    /// The body of enacting words: "The General Assembly,". What follows a comma in them is let be.
    pub fn enacting(&self, line: &str) -> Option<&NodeId> {
        // Most lines are told by their ends alone, before anything is folded.
        let open = line.trim_end().ends_with([',', ':', '，', '：', '،', '"', '”', '»']);
        if line.len() > 160 || line.len() < 6 || !open && line.len() > 60 {
            return None;
        }
        if !self.may_open(line) {
            return None;
        }
        let key = folded_key(unquoted(line));
        // A scan may print a full stop for the comma.
        let name = key.trim_end_matches([',', ':', ' ', '،', '"', '.']);
        let comma = name.len() < key.len();
        let bare = self
            .articles
            .iter()
            .find_map(|article| name.strip_prefix(article.as_str()));
        match bare {
            Some(bare) => self.ids.get(bare),
            None if comma => self.ids.get(name),
            None => None,
        }
    }

    /// Whether a line may begin with a name or an article: most do not.
    fn may_open(&self, line: &str) -> bool {
        head(unquoted(line)).is_none_or(|head| self.heads.contains(&head))
    }

    /// The length of the enacting words that share a line with the first paragraph: "The General Assembly, Recalling …".
    /// Where others stand `alone` on their line, a script without capitals cannot tell these from words that are quoted.
    pub fn enacting_head(&self, line: &str, alone: bool, pack: &Pack) -> Option<usize> {
        if !self.may_open(line) {
            return None;
        }
        let head = line.floor_char_boundary(160);
        let end = comma_end(&line[..head])?;
        let rest = line[end..].trim_start();
        // "the General Assembly, recalling …, decided" tells; it does not enact.
        let begins = rest.starts_with(char::is_uppercase) || !alone && !rest.starts_with(char::is_lowercase);
        let enacts = begins && self.enacting(&line[..end]).is_some();
        (enacts && pack.opens_with_verb(rest)).then_some(end)
    }

    /// Whether a line is a head of the document: a symbol or the number of a title.
    pub fn heads(&self, line: &str) -> bool {
        line.len() <= 40 && (Symbol::prefix_of(line).is_some() || heading(line).is_some())
    }
}

/// A line without the quotation marks that open it.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['“', '"', '«', '‘', ' '])
}

/// The letters with which a text begins, without case, up to what is no letter; the rest is blank.
type Head = [char; 4];

/// The head of a text; `None` where folding may make others of its letters.
fn head(text: &str) -> Option<Head> {
    let mut head = Head::default();
    let mut chars = text.chars();
    for place in &mut head {
        *place = match chars.next() {
            Some(c @ ('a'..='z' | 'A'..='Z' | 'А'..='я' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}')) => {
                lower_char(c)
            }
            Some(c @ '一'..='\u{9fff}') => c,
            // Soft hyphens, tatweel and forms of letters; a blank between Han characters.
            Some('\u{ad}' | '\u{640}' | '\u{64b}'..='\u{670}' | '\u{200b}'..='\u{200f}' | '\u{fb50}'..) => return None,
            Some(c) if c.is_alphabetic() => lower_char(c),
            Some(c) if c.is_whitespace() && text.starts_with(is_han) => return None,
            _ => break,
        };
    }
    Some(head)
}

/// Where the first comma of a line ends, in any script.
fn comma_end(line: &str) -> Option<usize> {
    const COMMAS: [&str; 3] = [",", "，", "،"];
    /// The last byte of the commas beyond ASCII, which few other characters end in.
    const LAST: u8 = "،".as_bytes()[1];
    let mut lasts = memchr::memchr2_iter(b',', LAST, line.as_bytes());
    lasts.find_map(|at| {
        let ends = |comma: &&str| line.as_bytes()[..=at].ends_with(comma.as_bytes());
        COMMAS.iter().any(ends).then_some(at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::comma_end;

    #[test]
    fn the_first_comma_of_any_script_is_found() {
        for (line, end) in [
            ("大会，", "大会，"),
            ("إن الجمعية العامة، و", "إن الجمعية العامة،"),
            ("lamps, a", "lamps,"),
        ] {
            assert_eq!(comma_end(line), Some(end.len()), "{line}");
        }
        assert_eq!(comma_end("lamps"), None);
    }
}
