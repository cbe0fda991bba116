use std::sync::LazyLock;

use crate::cite::{Engine, ReadOptions};
use crate::model::{InputFile, NodeId, Symbol, Target};
use crate::registry::{Body, Registry, Strength, council_year};
use crate::text::Source;

/// What people write for the organs, beside the names that the registry has.
const ORGANS: [(&str, &str); 15] = [
    ("a/hrc", "hrc"),
    ("a", "ga"),
    ("e/cn.4", "chr"),
    ("e", "ecosoc"),
    ("s", "sc"),
    ("chr", "chr"),
    ("ecosoc", "ecosoc"),
    ("ga", "ga"),
    ("hrc", "hrc"),
    ("sc", "sc"),
    ("unga", "ga"),
    ("unhrc", "hrc"),
    ("unsc", "sc"),
    ("ungar", "ga"),
    ("unscr", "sc"),
];

/// The words between a body and a number, and the kind that they tell.
const NOUNS: [(&str, &str); 10] = [
    ("resolution", "RES"),
    ("resolutions", "RES"),
    ("res", "RES"),
    ("/res", "RES"),
    ("decision", "DEC"),
    ("dec", "DEC"),
    ("/dec", "DEC"),
    ("presidential statement", "PRST"),
    ("prst", "PRST"),
    ("/prst", "PRST"),
];

/// The bodies that a number without any is looked for under.
const NUMBERING: [&str; 5] = ["ga", "hrc", "sc", "ecosoc", "chr"];

/// The ids that a spelling may mean, the likelier readings first: where one of a row is known, the rows after it do not count.
///
/// Takes what people type and paste: `217 A (III)`, `HRC 53/24`, `resolution 73/195`, full-width forms, the address of a page
/// of the United Nations, the name of a file (`A_RES_73_195`), a final dot, and at last a phrase of any of the six languages
/// that a document could cite by.
pub fn spellings(text: &str) -> Vec<Vec<NodeId>> {
    let plain = plain(text);
    let mut rows = vec![vec![NodeId::new(text.trim())]];
    if let Some(symbol) = symbol(&plain) {
        rows.push(vec![NodeId::new(symbol.as_str())]);
        return rows;
    }
    rows.push(vec![NodeId::new(&plain)]);
    rows.extend(numbered(&plain));
    if rows.len() == 2 && plain.len() <= LONGEST {
        rows.extend(read(&plain));
    }
    rows
}

/// A longer text is no id, and is not read as a phrase.
const LONGEST: usize = 400;

/// Without what printing and pasting add: full-width forms, marks around, blanks twice, a final dot.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    };
    let invisible = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}');
    let narrow: String = text.chars().filter(invisible).map(narrow).collect();
    let words: Vec<&str> = narrow.split_whitespace().collect();
    let around = |c: char| {
        matches!(
            c,
            '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '«' | '»' | '《' | '》' | '<' | '>'
        )
    };
    let joined = words.join(" ");
    let joined = joined.trim_matches(around);
    joined
        .trim_end_matches(['.', ',', ';', ':', '。', '，', '*'])
        .trim()
        .to_owned()
}

fn symbol(plain: &str) -> Option<Symbol> {
    plain
        .parse()
        .ok()
        .or_else(|| plain.replace('_', "/").parse().ok().filter(|_| plain.contains('_')))
        .or_else(|| in_address(plain))
}

/// The symbol in an address of the United Nations: `https://undocs.org/en/A/RES/73/195`, `…?symbol=A%2FRES%2F73%2F195&lang=E`.
fn in_address(plain: &str) -> Option<Symbol> {
    let (host, path) = plain
        .split_once("://")
        .map_or(plain, |(_, rest)| rest)
        .split_once('/')?;
    if !host.contains('.') || host.contains(' ') {
        return None;
    }
    let path = decoded(path);
    let values = path.split(['?', '&', '#', '=']);
    let symbol = |value: &str| {
        let starts = std::iter::once(0).chain(value.match_indices('/').map(|(at, _)| at + 1));
        starts
            .into_iter()
            .find_map(|at| value[at..].trim_end_matches('/').parse::<Symbol>().ok())
    };
    values.into_iter().find_map(symbol)
}

/// `%2F` as `/`, and a plus as a blank.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = path.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// The names of the bodies that number what they adopt, in small letters, longest first.
static BODIES: LazyLock<Vec<(String, &'static Body)>> = LazyLock::new(|| {
    let registry = Registry::builtin();
    let organs = ORGANS.iter().map(|&(name, id)| (name.to_owned(), id));
    let named = registry.bodies().iter().filter(|body| body.numbering.is_some());
    let named = named.flat_map(|body| {
        let names = body
            .names
            .iter()
            .filter(|(strength, ..)| *strength != Strength::Anaphor);
        names.map(|(_, _, name)| (name.to_lowercase(), body.id.as_str()))
    });
    let mut bodies: Vec<_> = organs
        .chain(named)
        .filter_map(|(name, id)| Some((name, registry.body(id)?)))
        .collect();
    bodies.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    bodies
});

/// The body that these words name, at their start, and what follows.
fn body_at(lower: &str) -> Option<(&'static Body, &str)> {
    BODIES.iter().find_map(|(name, body)| {
        let rest = lower.strip_prefix(name.as_str())?;
        let ends = !rest.starts_with(|c: char| c.is_alphabetic() && c.is_ascii());
        ends.then_some((*body, rest))
    })
}

/// The body that a name or an abbreviation in any language means.
pub fn body_named(text: &str) -> Option<NodeId> {
    let lower = plain(text).to_lowercase();
    let known = Registry::builtin().body(&lower).map(|body| body.id.clone());
    let named = || body_at(&lower).filter(|(_, rest)| rest.is_empty());
    known.or_else(|| named().map(|(body, _)| body.id.clone()))
}

/// A number with or without its body and its noun: `HRC 53/24`, `GA res. 73/195`, `217 A (III)`.
fn numbered(plain: &str) -> Vec<Vec<NodeId>> {
    let lower = plain.to_lowercase();
    let lower = if lower.len() == plain.len() {
        lower
    } else {
        plain.to_owned()
    };
    let (body, rest) = match body_at(&lower) {
        Some((body, rest)) => (Some(body), rest),
        None => (None, lower.as_str()),
    };
    let (kind, rest) = noun(rest.trim_start());
    let rest = rest.trim_start_matches([' ', '/', '.', ':']);
    let number = &plain[plain.len() - rest.len()..];
    if let (Some(body), Ok(running)) = (body, number.parse::<u32>())
        && body.id.as_str() == "sc"
    {
        let year = council_year(running).map_or(String::new(), |year| format!("({year})"));
        return vec![vec![NodeId::new(format!("S/RES/{running}{year}"))]];
    }
    let Some(designation) = Symbol::designation_of(&number.to_uppercase()) else {
        return Vec::new();
    };
    let bodies: Vec<&Body> = match body {
        Some(body) => vec![body],
        None => {
            let known = NUMBERING.iter().filter_map(|id| Registry::builtin().body(id));
            known
                .filter(|body| body.numbers_so(&designation) == Some(true))
                .collect()
        }
    };
    let of = |kind: &dyn Fn(&Body) -> &'static str| -> Vec<NodeId> {
        let able = bodies.iter().filter(|body| body.can_number(&designation, kind(body)));
        able.filter_map(|body| body.symbol(kind(body), &designation)).collect()
    };
    match kind {
        Some(kind) => vec![of(&|_| kind)],
        None => vec![
            of(&|body| body.kind_of_number(&designation)),
            of(&|_| "DEC"),
            of(&|_| "PRST"),
        ],
    }
}

fn noun(text: &str) -> (Option<&'static str>, &str) {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '.', '/', ':']);
    let found = NOUNS.iter().find_map(|&(noun, kind)| {
        let rest = text.strip_prefix(noun).filter(|rest| ends(rest))?;
        Some((kind, rest))
    });
    found.map_or((None, text), |(kind, rest)| (Some(kind), rest))
}

/// What a phrase would cite in a document.
fn read(plain: &str) -> Vec<Vec<NodeId>> {
    let engine = Engine::new(Registry::builtin());
    let options = ReadOptions {
        bare: true,
        ..ReadOptions::default()
    };
    let reading = engine.read(&Source::new("", plain), InputFile::default(), &options);
    let whole = reading.citations.iter().filter(|citation| {
        let left = plain.len() - (citation.span.end() - citation.span.start());
        citation.span.end() <= plain.len() && left * 4 <= plain.len()
    });
    let meant = whole.map(|citation| match &citation.target {
        Target::Resolved(id) => vec![id.clone()],
        Target::Ambiguous(candidates) => candidates.iter().cloned().collect(),
        Target::Unresolved => Vec::new(),
    });
    meant.take(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spelling: &str, expected: &[&str]) {
        let rows = spellings(spelling);
        let found = rows.iter().any(|row| {
            let ids: Vec<&str> = row.iter().map(NodeId::as_str).collect();
            ids == expected
        });
        assert!(found, "{spelling}: {rows:?}");
    }

    #[test]
    fn what_people_type_is_understood() {
        // The Economic and Social Council was not so far in its third session.
        let roman = ["A/RES/217(III)[A]", "E/CN.4/RES/217(III)[A]"];
        check("217 A (III)", &roman);
        for spelling in [
            "HRC 53/24",
            "hrc res. 53/24",
            "Human Rights Council resolution 53/24",
            "A/HRC/RES 53/24",
        ] {
            check(spelling, &["A/HRC/RES/53/24"]);
        }
        check("resolution 73/195", &["A/RES/73/195"]);
        for spelling in [
            "GA res 73/195",
            "UNGA 73/195",
            "a/res 73/195",
            "大会第73/195号决议",
            "大会 73/195",
        ] {
            check(spelling, &["A/RES/73/195"]);
        }
        for spelling in [
            "UNSCR 1325",
            "SC resolution 1325 (2000)",
            "Security Council resolution 1325",
        ] {
            check(spelling, &["S/RES/1325(2000)"]);
        }
        check("ECOSOC decision 2021/231", &["E/DEC/2021/231"]);
        check("HRC 51/101", &["A/HRC/DEC/51/101"]);
        check("53/24", &["A/RES/53/24", "A/HRC/RES/53/24"]);
    }

    #[test]
    fn what_people_paste_is_understood() {
        for spelling in [
            "Ａ／ＲＥＳ／７３／１９５",
            " “A/RES/73/195”. ",
            "A_RES_73_195",
            "a/res/73/195.",
            "https://undocs.org/A/RES/73/195",
            "undocs.org/en/A/RES/73/195",
            "https://docs.un.org/fr/A/RES/73/195/",
            "https://www.un.org/en/ga/search/view_doc.asp?symbol=A%2FRES%2F73%2F195&Lang=E",
            "https://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/73/195&Lang=E",
        ] {
            check(spelling, &["A/RES/73/195"]);
        }
    }

    #[test]
    fn names_of_bodies_are_understood() {
        assert_eq!(body_named("HRC"), Some(NodeId::new("hrc")));
        assert_eq!(body_named("conseil des droits de l’homme"), Some(NodeId::new("hrc")));
        assert_eq!(body_named("ohchr"), Some(NodeId::new("ohchr")));
        assert_eq!(body_named("hrc53"), None);
    }

    #[test]
    fn anything_else_is_taken_as_it_stands() {
        for odd in [
            "",
            "%",
            "https://",
            "\u{202e}x\n",
            "a/",
            "/",
            "%ff%",
            "(((((",
            "１",
            "undocs.org/",
        ] {
            assert!(!spellings(odd).is_empty(), "{odd:?}");
        }
    }
}
