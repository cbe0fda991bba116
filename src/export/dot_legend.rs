use std::fmt::Write as _;

use crate::export::phrases::phrase;
use crate::model::Language;

/// The fills of kinds, in rows, and the phrases for them.
const KINDS: [[(&str, &str); 4]; 2] = [
    [
        ("#D3E8F6", "resolution"),
        ("#EFEFEF", "report"),
        ("#FFF1C9", "treaty"),
        ("#FCE4D2", "programme"),
    ],
    [
        ("#D8F0E6", "set"),
        ("#F6E6F0", "body"),
        ("#F6E6F0", "event"),
        ("#FFFFFF", "session"),
    ],
];

/// The colours of lines, in rows: how they look, and the phrases for what they say.
const LINES: [[(&str, &str, &[&str]); 4]; 2] = [
    [
        ("#0072B2", "━━", &["guided-by", "reaffirms"]),
        ("#0072B2", "──", &["recalls"]),
        ("#007A58", "──", &["welcomes", "endorses", "encourages"]),
        ("#AA3377", "──", &["requests", "urges", "invites", "decides"]),
    ],
    [
        ("#8A6D00", "──", &["in-accordance-with"]),
        ("#D55E00", "──", &["concerned", "condemns"]),
        ("#555555", "──", &["takes-note"]),
        ("#666666", "╌╌", &["fact"]),
    ],
];

/// The legend as one table. It holds no text from outside.
pub(super) fn legend(language: Language) -> String {
    if language == Language::En {
        return LEGEND.to_owned();
    }
    let mut table =
        "<<TABLE BORDER=\"1\" COLOR=\"#BBBBBB\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"3\">".to_owned();
    for row in KINDS {
        table.push_str("<TR>");
        for (fill, key) in row {
            let words = phrase(key, language);
            let _ = write!(
                table,
                "<TD BGCOLOR=\"{fill}\" BORDER=\"1\" COLOR=\"#999999\">{words}</TD>"
            );
        }
        table.push_str("</TR>");
    }
    for row in LINES {
        table.push_str("<TR>");
        for (colour, line, keys) in row {
            let words: Vec<&str> = keys.iter().map(|key| phrase(key, language)).collect();
            let words = words.join(" · ");
            let _ = write!(
                table,
                "<TD ALIGN=\"LEFT\"><FONT COLOR=\"{colour}\">{line} {words}</FONT></TD>"
            );
        }
        table.push_str("</TR>");
    }
    table + "</TABLE>>"
}

/// The legend in English, where relations have the names that the program knows them by.
const LEGEND: &str = concat!(
    "<<TABLE BORDER=\"1\" COLOR=\"#BBBBBB\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"3\">",
    "<TR><TD BGCOLOR=\"#D3E8F6\" BORDER=\"1\" COLOR=\"#999999\">resolution</TD>",
    "<TD BGCOLOR=\"#EFEFEF\" BORDER=\"1\" COLOR=\"#999999\">report (folded corner)</TD>",
    "<TD BGCOLOR=\"#FFF1C9\" BORDER=\"1\" COLOR=\"#999999\">treaty (double frame)</TD>",
    "<TD BGCOLOR=\"#FCE4D2\" BORDER=\"1\" COLOR=\"#999999\">declaration, programme (tab)</TD></TR>",
    "<TR><TD BGCOLOR=\"#D8F0E6\" BORDER=\"1\" COLOR=\"#999999\">set (block)</TD>",
    "<TD BGCOLOR=\"#F6E6F0\" BORDER=\"1\" COLOR=\"#999999\">body (round)</TD>",
    "<TD BGCOLOR=\"#F6E6F0\" BORDER=\"1\" COLOR=\"#999999\">event (hexagon)</TD>",
    "<TD BGCOLOR=\"#FFFFFF\" BORDER=\"1\" COLOR=\"#999999\">session (dashed, round)</TD></TR>",
    "<TR><TD ALIGN=\"LEFT\"><FONT COLOR=\"#0072B2\">━━ guided-by, reaffirms</FONT></TD>",
    "<TD ALIGN=\"LEFT\"><FONT COLOR=\"#0072B2\">── recalls</FONT></TD>",
    "<TD ALIGN=\"LEFT\"><FONT COLOR=\"#007A58\">── welcomes, endorses, encourages</FONT></TD>",
    "<TD ALIGN=\"LEFT\"><FONT COLOR=\"#AA3377\">── requests, urges, invites, decides</FONT></TD></TR>",
    "<TR><TD ALIGN=\"LEFT\"><FONT COLOR=\"#8A6D00\">── in-accordance-with</FONT></TD>",
    "<TD ALIGN=\"LEFT\"><FONT COLOR=\"#D55E00\">── concerned, condemns</FONT></TD>",
    "<TD ALIGN=\"LEFT\"><FONT COLOR=\"#555555\">── takes-note and the like</FONT></TD>",
    "<TD ALIGN=\"LEFT\"><FONT COLOR=\"#666666\">╌╌ fact · <FONT COLOR=\"#8C4A73\">┄┄ mention</FONT></FONT></TD></TR>",
    "</TABLE>>"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_has_a_line_in_every_language() {
        for language in Language::ALL {
            let legend = legend(language);
            assert!(
                legend.starts_with("<<TABLE") && legend.ends_with("</TABLE>>"),
                "{language}"
            );
            assert_eq!(legend.matches("<TD").count(), 16, "{language}");
            assert_eq!(
                legend.contains("resolution"),
                matches!(language, Language::En),
                "{language}"
            );
        }
    }
}
