//! The one place where a drawing becomes SVG: every word that comes from outside is escaped here.

use std::fmt::Write as _;

use crate::draw::sheet::{Anchor, Group, Ink, Mark, Sheet, Step, Words};
use crate::draw::typeset::{fonts, fonts_of, needs_isolate};
use crate::model::Language;
use crate::text::one_line;

/// The sheet as SVG. `title` and `tale` tell who cannot see it what it shows.
pub(super) fn svg(sheet: &Sheet, size: (f64, f64), language: Language, title: &str, tale: &str) -> String {
    let (width, height) = (size.0.ceil(), size.1.ceil());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"graphics-document document\" lang=\"{language}\" xml:lang=\"{language}\" aria-labelledby=\"title desc\" \
         font-family=\"{}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        fonts(language),
        escaped(title),
        escaped(tale)
    );
    let mut open = Vec::new();
    for mark in &sheet.marks {
        match mark {
            Mark::Box(rect, ink) => {
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                    number(rect.x),
                    number(rect.y),
                    number(rect.w),
                    number(rect.h)
                );
                if ink.round > 0.0 {
                    let _ = write!(out, " rx=\"{}\"", number(ink.round));
                }
                write_ink(&mut out, ink);
            }
            Mark::Path(steps, ink) => {
                let _ = write!(out, "<path d=\"{}\"", path(steps));
                write_ink(&mut out, ink);
            }
            Mark::Words(words) => write_words(&mut out, words, language),
            Mark::Begin(group) => {
                begin(&mut out, group);
                open.push(if group.address.is_some() {
                    "</g></a>\n"
                } else {
                    "</g>\n"
                });
            }
            Mark::End => out.push_str(open.pop().unwrap_or_default()),
        }
    }
    out.push_str("</svg>\n");
    out
}

fn begin(out: &mut String, group: &Group) {
    if let Some(address) = &group.address {
        let _ = write!(out, "<a href=\"{}\" target=\"_blank\">", escaped(address));
    }
    let _ = write!(out, "<g class=\"{}\"", group.class);
    match group.title.is_empty() {
        true => out.push_str(">\n"),
        false => {
            let _ = writeln!(
                out,
                " role=\"img\"><title>{}</title><desc>{}</desc>",
                escaped(&group.title),
                escaped(&group.tale)
            );
        }
    }
}

fn write_ink(out: &mut String, ink: &Ink) {
    let _ = write!(out, " fill=\"{}\"", ink.fill);
    if ink.line != "none" {
        let _ = write!(out, " stroke=\"{}\" stroke-width=\"{}\"", ink.line, number(ink.width));
    }
    if !ink.dash.is_empty() {
        let _ = write!(out, " stroke-dasharray=\"{}\"", ink.dash);
    }
    out.push_str("/>\n");
}

/// A line of words. What reads from right to left stands in an isolate, where it would else be read otherwise: so it does
/// wherever the file is opened, and the anchor means the same place to every program. `direction` would turn the anchor about
/// in some and not in others.
fn write_words(out: &mut String, words: &Words, language: Language) {
    let line = one_line(&words.words);
    if line.is_empty() {
        return;
    }
    let anchor = match words.anchor {
        Anchor::Start => "",
        Anchor::End => " text-anchor=\"end\"",
    };
    let family = fonts_of(&line, language).map_or(String::new(), |fonts| format!(" font-family=\"{fonts}\""));
    let bold = if words.kind.bold { " font-weight=\"700\"" } else { "" };
    let (x, y, size) = (number(words.x), number(words.y), number(words.kind.size));
    let (before, after) = if needs_isolate(&line) {
        ("\u{2067}", "\u{2069}")
    } else {
        ("", "")
    };
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold}{family}{anchor} fill=\"{}\">{before}{}{after}</text>",
        words.colour,
        escaped(&line)
    );
}

fn path(steps: &[Step]) -> String {
    let pieces: Vec<String> = steps
        .iter()
        .map(|step| match *step {
            Step::Move(x, y) => format!("M{} {}", number(x), number(y)),
            Step::Line(x, y) => format!("L{} {}", number(x), number(y)),
            Step::Round(a, b, x, y) => format!("Q{} {} {} {}", number(a), number(b), number(x), number(y)),
            Step::Curve(a, b, c, d, x, y) => format!(
                "C{} {} {} {} {} {}",
                number(a),
                number(b),
                number(c),
                number(d),
                number(x),
                number(y)
            ),
            Step::Close => "Z".to_owned(),
        })
        .collect();
    pieces.concat()
}

/// A number to a tenth, as short as it may be written.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    // No negative zero.
    let value = if tenths == 0.0 { 0.0 } else { tenths / 10.0 };
    value.to_string()
}

/// Text as XML, fit for attributes too. What XML forbids, and what would turn the direction of all that follows, is shown
/// as what cannot be shown.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            '\n' => xml.push_str("&#10;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            c if c.is_control() => xml.push('\u{fffd}'),
            c => xml.push(c),
        }
    }
    xml
}

/// The text that was escaped.
#[cfg(feature = "pictures")]
pub(super) fn unescaped(xml: &str) -> String {
    const LETTERS: [(&str, &str); 6] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#10;", "\n"),
        ("&amp;", "&"),
    ];
    let letters = LETTERS.iter();
    letters.fold(xml.to_owned(), |text, (written, letter)| text.replace(written, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(1.25), "1.3");
        assert_eq!(number(-0.01), "0");
    }

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(
            escaped("</a>'\"&\u{0}\u{202e}"),
            "&lt;/a&gt;&#39;&quot;&amp;\u{fffd}\u{fffd}"
        );
    }
}
