use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;
use unxref::model::{Reading, Target};

const FAINT: Style = Style::new().dimmed();
const GOOD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const DOUBT: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// Citations in columns for people: paragraph, relation, target, words.
pub fn citations(reading: &Reading, all: bool) -> String {
    let rows: Vec<[String; 4]> = reading
        .citations
        .iter()
        .filter(|citation| all || citation.class.is_citable())
        .map(|citation| {
            let target = match &citation.target {
                Target::Resolved(id) => id.to_string(),
                Target::Ambiguous(candidates) => candidates
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" or "),
                Target::Unresolved => "?".to_owned(),
            };
            [
                citation.paragraph.to_string(),
                citation.relation.to_string(),
                target,
                citation.quote.clone(),
            ]
        })
        .collect();
    let widths: Vec<usize> = (0..3)
        .map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0).min(44))
        .collect();
    let mut text = format!("{}\n", heading(reading));
    for (row, citation) in rows.iter().zip(
        reading
            .citations
            .iter()
            .filter(|citation| all || citation.class.is_citable()),
    ) {
        let style = if citation.target.id().is_some() { GOOD } else { DOUBT };
        text += &format!(
            "{}  {FAINT}{}{FAINT:#}  {style}{}{style:#}  {}\n",
            padded(&row[0], widths[0]),
            padded(&row[1], widths[1]),
            padded(&row[2], widths[2]),
            shortened(&row[3], 100),
        );
    }
    text
}

fn heading(reading: &Reading) -> String {
    let bold = Style::new().bold();
    let title = reading.facts.title.as_deref().unwrap_or("");
    let date = reading
        .facts
        .adopted
        .map(|date| format!(" ({date})"))
        .unwrap_or_default();
    format!("{bold}{}{bold:#}{date} {title}", reading.id)
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The first columns of a text, with a mark where it goes on.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + 2 > width {
            break;
        }
        short.push(c);
    }
    short + "…"
}
