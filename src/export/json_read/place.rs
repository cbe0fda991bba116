use std::fmt::Display;

/// Why a text is not a graph: the place and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct JsonError {
    /// Line and column, `12:5`, the column in characters.
    pub place: String,
    /// What was expected and what was found.
    pub message: String,
}

impl JsonError {
    /// Something is wrong at a byte of the text.
    pub(super) fn at(text: &str, offset: usize, message: impl Display) -> JsonError {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        JsonError {
            place: format!("{line}:{}", before[start..].chars().count() + 1),
            message: message.to_string(),
        }
    }

    /// A part of the text is not as the schema has it; `member` tells which part that is.
    pub(super) fn of_part(text: &str, part: &str, member: &str, error: &serde_json::Error) -> JsonError {
        let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line = lines.map(str::len).sum::<usize>();
        // serde_json counts the bytes of the line that it has read.
        let mut within = (line + error.column().saturating_sub(1)).min(part.len());
        while !part.is_char_boundary(within) {
            within -= 1;
        }
        let told = error.to_string();
        let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
        let message = if error.is_eof() {
            "expected more, found the end: the file is cut off".to_owned()
        } else {
            let found = part[within..].chars().next();
            in_our_words(told, found.filter(|_| error.is_syntax()))
        };
        let place = offset(text, part).unwrap_or(0) + within;
        JsonError::at(text, place, said(member, message))
    }
}

/// What serde_json says, in the words of this program.
fn in_our_words(told: &str, found: Option<char>) -> String {
    if let Some(field) = told.strip_prefix("missing field ") {
        return format!("expected a member {field} before this, found none");
    }
    let kinds = ["invalid type: ", "invalid value: ", "invalid length "];
    let kind = kinds.iter().find_map(|kind| told.strip_prefix(kind));
    if let Some((found, expected)) = kind.and_then(|told| told.split_once(", expected ")) {
        return format!("expected {expected}, found {found}");
    }
    match (told.strip_prefix("expected "), found) {
        (Some("value"), Some(found)) => format!("expected a value, found `{found}`"),
        (Some(_), Some(found)) => format!("{told}, found `{found}`"),
        (Some(_), None) => told.to_owned(),
        (None, _) => format!("expected JSON, found an error: {told}"),
    }
}

/// The message with the member that it is about.
pub(super) fn said(member: &str, message: impl Display) -> String {
    match member {
        "" => message.to_string(),
        member => format!("{member}: {message}"),
    }
}

/// Where in a text a part of it begins; nothing where it is none.
pub(super) fn offset(text: &str, part: &str) -> Option<usize> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + part.len() <= text.len()).then_some(start)
}
