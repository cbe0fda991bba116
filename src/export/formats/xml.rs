use std::fmt::{self, Write as _};

use crate::export::safe_json::turns;

/// Text as XML, in an attribute or between tags: white space but the blank and marks that turn the direction are written as
/// numbers; what XML 1.0 cannot hold at all becomes U+FFFD.
pub(super) struct Xml<'a>(pub &'a str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                    write!(f, "&#x{:X};", u32::from(c))?;
                }
                c if turns(c) => write!(f, "&#x{:X};", u32::from(c))?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
