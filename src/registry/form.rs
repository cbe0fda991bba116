use crate::model::{Designation, NodeId, Number, SessionMark, from_roman, roman};
use crate::registry::body::Body;
use crate::registry::entry::{Entry, RegistryError};
use crate::registry::raw::RawForm;
use crate::text::starts_with;

/// How a body prints the numbers of what it adopts, where these are no session and number with a stroke: `WHA61.21`, `1/CP.21`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pieces: Vec<Piece>,
    /// The pattern of the id, where it is not the body's numbering.
    id: Option<String>,
    /// Whether it counts only beside the body's name: `61.21`.
    pub named: bool,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Digits: the session, the number, or any.
    Digits(Slot),
    /// A Roman numeral.
    Roman(Slot),
    /// Digits with full stops between them: `4.8.2`.
    Path,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Session,
    Number,
    Year,
    Any,
}

/// What a form has read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formed {
    /// The byte after it.
    pub end: usize,
    session: Option<u32>,
    number: Option<u32>,
    roman: Option<u32>,
    printed: String,
}

impl Form {
    /// Whether a text that opens with so many digits may be of this form: most are told by what stands behind them.
    pub fn may_open(&self, text: &str, digits: usize) -> bool {
        match self.pieces.as_slice() {
            [Piece::Text(head), ..] => starts_with(text, head),
            [Piece::Digits(_), Piece::Text(next), ..] => {
                let rest = &text[digits..];
                digits > 0 && (starts_with(rest, next) || rest.starts_with(' '))
            }
            [Piece::Digits(_) | Piece::Path, ..] => digits > 0,
            _ => digits == 0,
        }
    }

    /// Reads the form at the very start of a text. It ends where a word would; a blank may stand before a figure or a parenthesis.
    pub fn at(&self, text: &str) -> Option<Formed> {
        let mut found = Formed::default();
        for piece in &self.pieces {
            let rest = &text[found.end..];
            let skipped = match piece {
                _ if found.end == 0 => 0,
                Piece::Text(text) if !text.starts_with('(') => 0,
                _ => usize::from(rest.starts_with(' ')),
            };
            let rest = &rest[skipped..];
            let length = match piece {
                Piece::Text(text) => rest.starts_with(text.as_str()).then_some(text.len())?,
                Piece::Digits(slot) => found.digits(rest, *slot)?,
                Piece::Roman(slot) => found.roman(rest, *slot)?,
                Piece::Path => path(rest)?,
            };
            found.end += skipped + length;
        }
        let mut after = text[found.end..].chars();
        let (next, later) = (after.next(), after.next());
        let goes_on = match next {
            Some('.' | '/' | '-') => later.is_some_and(char::is_alphanumeric),
            Some('(') => later.is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_ascii_alphanumeric() || c == '%',
            None => false,
        };
        if goes_on {
            return None;
        }
        found.printed = text[..found.end].split(' ').collect();
        Some(found)
    }

    /// The id of what `body` adopted under such a number; `kind` is `RES` or `DEC`.
    pub fn id(&self, body: &Body, kind: &str, found: &Formed) -> Option<NodeId> {
        if let Some(pattern) = &self.id {
            let (session, number) = (found.session.unwrap_or_default(), found.number.unwrap_or_default());
            let id = pattern
                .replace("{kind}", kind)
                .replace("{printed}", &found.printed)
                .replace("{roman}", &found.roman.map(roman).unwrap_or_default())
                .replace("{session}", &session.to_string())
                .replace("{number}", &number.to_string());
            return Some(NodeId::new(id));
        }
        if let (Some(session), Some(number)) = (found.session, found.number) {
            let mark = SessionMark::Regular;
            let number = Number::Session { mark, session, number };
            return body.symbol(kind, &Designation { number, part: None });
        }
        let pattern = &body.numbering.as_ref()?.pattern;
        let id = pattern.replace("{kind}", kind).replace("{designation}", &found.printed);
        (!id.contains('{')).then(|| NodeId::new(id))
    }

    pub(super) fn read(entry: &Entry<'_>, raw: RawForm) -> Result<Form, RegistryError> {
        let wrong = || {
            entry.error(format!(
                "expected a form such as `WHA{{session}}.{{number}}`, found `{}`",
                raw.form
            ))
        };
        let (mut pieces, mut rest) = (Vec::new(), raw.form.as_str());
        while !rest.is_empty() {
            let open = rest.find('{').unwrap_or(rest.len());
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
                rest = &rest[open..];
                continue;
            }
            let close = rest.find('}').ok_or_else(wrong)?;
            pieces.push(match &rest[1..close] {
                "session" => Piece::Digits(Slot::Session),
                "number" => Piece::Digits(Slot::Number),
                "year" => Piece::Digits(Slot::Year),
                "digits" => Piece::Digits(Slot::Any),
                "roman" => Piece::Roman(Slot::Any),
                "roman session" => Piece::Roman(Slot::Session),
                "path" => Piece::Path,
                _ => return Err(wrong()),
            });
            rest = &rest[close + 1..];
        }
        if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
            return Err(wrong());
        }
        Ok(Form {
            pieces,
            id: raw.id,
            named: raw.named,
        })
    }
}

impl Formed {
    /// Leaves out the figures of a footnote's mark behind a session of two figures that ends the number: `1/CP.2124`.
    pub fn cut_mark(&mut self) {
        const FIGURES: usize = 2;
        if let Some(session @ 1000..) = self.session
            && self.printed.ends_with(&session.to_string())
        {
            self.session = Some(session / 100);
            self.printed.truncate(self.printed.len() - FIGURES);
            self.end -= FIGURES;
        }
    }

    /// Whether a Roman numeral stands in it.
    pub fn is_roman(&self) -> bool {
        self.roman.is_some()
    }

    /// The session that the number tells.
    pub fn session(&self) -> Option<u32> {
        self.session
    }

    fn digits(&mut self, text: &str, slot: Slot) -> Option<usize> {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let value: u32 = text[..length].parse().ok()?;
        let plausible = match slot {
            Slot::Year => length == 4 && (1945..2100).contains(&value),
            _ => length <= 4 && value > 0 && !text.starts_with('0'),
        };
        match slot {
            Slot::Session => self.session = Some(value),
            Slot::Number => self.number = Some(value),
            Slot::Year | Slot::Any => {}
        }
        plausible.then_some(length)
    }

    fn roman(&mut self, text: &str, slot: Slot) -> Option<usize> {
        let length = text.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
        let value = from_roman(&text[..length])?;
        if slot == Slot::Session {
            self.session = Some(value);
        }
        self.roman = Some(value);
        Some(length)
    }
}

/// The length of figures with full stops between them.
fn path(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || end > 0 && bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1;
    }
    (end > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::registry::Registry;

    #[track_caller]
    fn check(text: &str, named: bool, kind: &str, id: Option<&str>) {
        let registry = Registry::builtin();
        let read = registry.forms().find_map(|(body, form)| {
            let found = form.at(text).filter(|_| form.named == named)?;
            form.id(&registry.bodies()[body as usize], kind, &found)
        });
        assert_eq!(read.as_ref().map(|id| id.as_str()), id, "{text}");
    }

    #[test]
    fn forms_tell_the_body_and_the_number() {
        check("1/CP.21, annex", false, "DEC", Some("FCCC/CP/DEC/1/CP.21"));
        check("7/COP.13.", false, "DEC", Some("ICCD/COP/DEC/7/COP.13"));
        check("WHA61.21 of", false, "RES", Some("ext:WHA61.21"));
        check("WHA71(9)", false, "DEC", Some("ext:WHA71(9)"));
        check("A.1070 (28)", false, "RES", Some("ext:imo/RES/A.1070(28)"));
        check("GC(62)/RES/9", false, "RES", Some("ext:iaea-gc/RES/62/9"));
        check("C-25/DEC.9 of", false, "DEC", Some("ext:opcw/C-25/DEC.9"));
        check(
            "Assembly/AU/Dec. 778 (XXXIV)",
            false,
            "DEC",
            Some("ext:Assembly/AU/Dec.778(XXXIV)"),
        );
        check("SS.XII/1 and", false, "DEC", Some("UNEP/GCSS.XII/DEC/1"));
        check("7/2019 of", true, "RES", Some("ext:fao/RES/7/2019"));
        for other in ["1/CP.21b", "A.1070(28)(4)", "WHA61.21.3", "0/CP.21", "2/1"] {
            check(other, false, "RES", None);
        }
    }
}
