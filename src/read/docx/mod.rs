//! Word files since 2007: the text as it is shown, tracked changes accepted, notes where their marks stand.

mod body;
mod labels;
mod numbering;
mod package;
mod styles;

use crate::read::allowance::Allowance;
use crate::read::reader::{Extract, Wrong};
use crate::text::Aside;
use body::{Body, NoteKind, Notes};
use numbering::Numbering;
use package::{Package, Part};
use styles::Styles;

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8], allowance: &mut Allowance) -> Result<Extract, Wrong> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part(allowance)?;
    let mut parts = |kind: &str, allowance: &mut Allowance| -> Result<Vec<Part>, Wrong> {
        let parts = main.of_kind(kind).map(|name| package.part(name, allowance));
        parts.filter_map(Result::transpose).collect()
    };
    let styles = match parts("styles", allowance)?.first() {
        Some(part) => Styles::read(part, allowance)?,
        None => Styles::default(),
    };
    let numbering = match parts("numbering", allowance)?.first() {
        Some(part) => Numbering::read(part, allowance)?,
        None => Numbering::default(),
    };
    let mut notes = Notes::default();
    for kind in NoteKind::ALL {
        for part in parts(kind.part(), allowance)? {
            notes.read(kind, &part, &styles, allowance)?;
        }
    }
    let symbol = symbol(&parts("header", allowance)?, &styles, allowance)?;
    let extract = Body::new(&main, &styles, numbering, notes).read(allowance)?;
    if extract.text.trim().is_empty() {
        return Err(Wrong::new("is a Word file that holds no text"));
    }
    Ok(Extract {
        aside: Aside {
            symbol,
            ..extract.aside
        },
        ..extract
    })
}

/// The symbol that the headers print: in Word files of the United Nations it stands nowhere else.
fn symbol(headers: &[Part], styles: &Styles, allowance: &mut Allowance) -> Result<Option<String>, Wrong> {
    for header in headers {
        let text = Body::new(header, styles, Numbering::default(), Notes::default())
            .read(allowance)?
            .text;
        let mut lines = text.lines().map(|line| line.trim_end_matches('*'));
        if let Some(line) = lines.find(|line| is_symbol(line)) {
            return Ok(Some(line.to_owned()));
        }
    }
    Ok(None)
}

/// Whether a line has the form of a symbol: `A/80/600`.
fn is_symbol(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_uppercase())
        && line.contains('/')
        && line.len() <= 60
        && line.bytes().any(|byte| byte.is_ascii_digit())
        && !line.contains(char::is_whitespace)
}
