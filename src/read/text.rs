//! Plain text.

use crate::read::allowance::Allowance;
use crate::read::encoding;
use crate::read::reader::{Extract, Wrong};
use crate::text::Aside;

/// Reads plain text. An encoding that was found by content is told: it may be wrong.
pub(crate) fn read(bytes: &[u8], _: &mut Allowance) -> Result<Extract, Wrong> {
    let decoded = encoding::decode(bytes)?;
    if decoded.text.trim().is_empty() {
        return Err(Wrong::new("holds nothing but white space"));
    }
    if decoded.text.contains('\0') {
        return Err(Wrong::new("is a binary file (it holds a NUL byte), not a text"));
    }
    let notice = |encoding| format!("read as {encoding}, which its bytes speak for; they declare no encoding");
    Ok(Extract {
        text: decoded.text,
        aside: Aside {
            notices: decoded.guessed.map(notice).into_iter().collect(),
            ..Aside::default()
        },
    })
}
