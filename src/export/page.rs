//! A document as a web page, its citations marked and linked.

use std::fmt::Write as _;

use crate::export::phrases::phrase;
use crate::model::{Citation, Language, Reading, Symbol, Target};
use crate::text::Source;

/// What the page looks like: the text, and beside it, where there is room, the list. What is uncertain is told by the line
/// below it, not by colour alone.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--dim:#595959;--line:#ddd;--link:#0b4f9c;--sure:#eaf2fb;\
--or:#fdf3d8;--or-ink:#8a5a00;--not:#fde8e6;--not-ink:#a3241a}\
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#181a1d;--dim:#a8a8a8;--line:#3a3d42;--link:#8ab8f5;\
--sure:#1d3048;--or:#3f3413;--or-ink:#f0c35e;--not:#47211e;--not-ink:#ff9c92}}\
body{font:16px/1.6 'Noto Sans','Noto Sans CJK SC','Noto Sans Arabic',sans-serif;max-width:46em;margin:2em auto;padding:0 1em;\
color:var(--ink);background:var(--paper)}\
p{margin:.5em 0}hr{border:0;border-top:1px dashed var(--dim)}a{color:var(--link)}\
mark{background:var(--sure);color:inherit;border-radius:2px}mark a,mark b{font-weight:600}mark .on{color:inherit;\
text-decoration-style:dotted;text-decoration-thickness:1px;text-underline-offset:.2em}\
mark.ambiguous{background:var(--or)}mark.ambiguous .on{text-decoration:underline dotted 2px;color:var(--or-ink)}\
mark.unresolved{background:var(--not)}mark.unresolved .on{text-decoration:underline wavy;color:var(--not-ink)}\
aside{border-top:1px solid var(--line);margin-top:2em;padding-top:1em;font-size:.85em}\
aside h2{font-size:1.1em;margin:0 0 .2em}aside p{color:var(--dim)}table{border-collapse:collapse;width:100%}\
td,th{border-top:1px solid var(--line);padding:.25em .6em .25em 0;text-align:start;vertical-align:top;\
overflow-wrap:anywhere}th{color:var(--dim);font-weight:600}th,td:first-child,td:nth-child(2){overflow-wrap:normal;\
white-space:nowrap}td:nth-child(3){min-width:10em}\
tr.ambiguous td:nth-child(3){color:var(--or-ink)}tr.unresolved td:nth-child(3){color:var(--not-ink)}\
tr:target td{background:var(--sure)}:target+mark{outline:2px solid var(--link)}\
@media(min-width:75em){body{display:grid;grid-template-columns:minmax(0,44em) minmax(0,34em);gap:3em;max-width:84em}\
aside{position:sticky;top:1em;max-height:calc(100vh - 3em);overflow:auto;border:0;margin:0;padding:0;align-self:start}}\
@media print{aside{position:static;max-height:none}}";

/// The page of a document: its text a line a paragraph, and a table of its citations. `all` marks bodies and events too.
pub fn page(reading: &Reading, source: &Source, all: bool) -> String {
    let shown = |citation: &&Citation| all || citation.class.is_citable();
    let citations: Vec<&Citation> = reading.citations.iter().filter(shown).collect();
    let title = reading.facts.title.as_deref().unwrap_or_default();
    let name = format!("{} {title}", reading.id);
    let (language, direction) = (reading.language, direction(reading.language));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n<main>\n",
        escaped(name.trim())
    );
    let mut marks = Marks::new(&citations, source, language);
    let mut at = 0;
    for piece in source.text().split_inclusive(['\n', '\u{c}']) {
        let line = piece.trim_end_matches(['\n', '\r', '\u{c}']);
        if !line.trim().is_empty() {
            page.push_str("<p dir=\"auto\">");
            marks.write(at, at + line.len(), &mut page);
            page.push_str("</p>\n");
        }
        if piece.ends_with('\u{c}') {
            page.push_str("<hr>\n");
        }
        at += piece.len();
    }
    page.push_str("</main>\n<aside>\n");
    list(&citations, language, &mut page);
    page.push_str("</aside>\n</html>\n");
    page
}

/// A stretch of text within which nothing changes: the citations whose phrase and whose number it belongs to.
struct Marks<'a> {
    text: &'a str,
    language: Language,
    citations: &'a [&'a Citation],
    /// Every place at which a phrase or a number begins or ends, in order.
    edges: Vec<usize>,
    /// The citations whose first stretch is not written yet, by their places in the list: the next one.
    begun: Vec<bool>,
    /// The first citation that may still reach what is written now.
    first: usize,
}

impl<'a> Marks<'a> {
    fn new(citations: &'a [&'a Citation], source: &'a Source, language: Language) -> Marks<'a> {
        let spans = citations.iter().flat_map(|citation| [citation.span, citation.core]);
        let mut edges: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
        edges.sort_unstable();
        edges.dedup();
        Marks {
            text: source.text(),
            language,
            citations,
            edges,
            begun: vec![false; citations.len()],
            first: 0,
        }
    }

    /// Writes the bytes from `from` to `to`, which hold no line's end.
    fn write(&mut self, from: usize, to: usize, page: &mut String) {
        let inner = self.edges.partition_point(|&edge| edge <= from);
        let inner: Vec<usize> = self.edges[inner..]
            .iter()
            .copied()
            .take_while(|&edge| edge < to)
            .collect();
        let mut at = from;
        for edge in inner.into_iter().chain([to]) {
            self.stretch(at, edge, page);
            at = edge;
        }
    }

    fn stretch(&mut self, from: usize, to: usize, page: &mut String) {
        while self.first < self.citations.len() && self.citations[self.first].span.end() <= from {
            self.first += 1;
        }
        let words = escaped(&self.text[from..to]);
        // The innermost phrase is the one that begins last.
        let near = self.citations[self.first..]
            .iter()
            .take_while(|citation| citation.span.start() <= from);
        let near = near.enumerate().map(|(nth, citation)| (self.first + nth, *citation));
        let over: Vec<(usize, &Citation)> = near
            .filter(|(_, citation)| citation.span.end() >= to && from < to)
            .collect();
        for (nth, _) in &over {
            if !std::mem::replace(&mut self.begun[*nth], true) {
                let _ = write!(page, "<span id=\"c{}\"></span>", nth + 1);
            }
        }
        let Some((nth, citation)) = over.last() else {
            page.push_str(&words);
            return;
        };
        let relation = phrase(citation.relation.name(), self.language);
        let meant = meant(&citation.target, self.language);
        let told = format!("{relation} {meant}: {}", citation.reason);
        let _ = write!(
            page,
            "<mark class=\"{}\" title=\"{}\">",
            citation.target.status(),
            escaped(&told)
        );
        let in_core = citation.core.start() <= from && to <= citation.core.end();
        match (in_core, address(&citation.target)) {
            (true, Some(address)) => {
                let _ = write!(page, "<a href=\"{}\">{words}</a>", escaped(&address));
            }
            (true, None) => {
                // What has no page of its own leads to its row in the list.
                let _ = write!(page, "<a class=\"on\" href=\"#r{}\">{words}</a>", nth + 1);
            }
            (false, _) => page.push_str(&words),
        }
        page.push_str("</mark>");
    }
}

/// The citations one below the other, each with a link to its place; and how many are certain.
fn list(citations: &[&Citation], language: Language, page: &mut String) {
    let count = phrase("list.count", language).replace("{a}", &citations.len().to_string());
    let _ = write!(page, "<h2>{count}</h2>\n<p>");
    let statuses = ["resolved", "ambiguous", "unresolved"];
    for (nth, status) in statuses.into_iter().enumerate() {
        let count = citations
            .iter()
            .filter(|citation| citation.target.status() == status)
            .count();
        let between = if nth == 0 { "" } else { " · " };
        let _ = write!(
            page,
            "{between}<mark class=\"{status}\"><b class=\"on\">{}</b></mark> {count}",
            phrase(status, language)
        );
    }
    page.push_str("</p>\n<table>\n<tr>");
    for head in ["list.paragraph", "list.relation", "list.target", "list.words"] {
        let _ = write!(page, "<th>{}", phrase(head, language));
    }
    page.push('\n');
    for (nth, citation) in citations.iter().enumerate() {
        let meant = escaped(&meant(&citation.target, language));
        let target = match address(&citation.target) {
            Some(address) => format!("<a href=\"{}\">{meant}</a>", escaped(&address)),
            None => meant,
        };
        let _ = writeln!(
            page,
            "<tr id=\"r{}\" class=\"{}\"><td><a href=\"#c{}\">{}</a><td>{}<td><bdi>{target}</bdi><td dir=\"auto\" lang=\"{}\">{}",
            nth + 1,
            citation.target.status(),
            nth + 1,
            escaped(citation.paragraph.as_str()),
            phrase(citation.relation.name(), language),
            citation.language,
            escaped(&citation.quote)
        );
    }
    page.push_str("</table>\n");
}

/// What a citation means, in words.
fn meant(target: &Target, language: Language) -> String {
    match target {
        Target::Resolved(id) => id.to_string(),
        Target::Ambiguous(candidates) => {
            let ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("{}?", ids.join(&format!(" {} ", phrase("or", language))))
        }
        Target::Unresolved => phrase("unresolved", language).to_owned(),
    }
}

/// Where the cited document is published.
fn address(target: &Target) -> Option<String> {
    let id = target.id()?.as_str();
    id.parse::<Symbol>().ok()?;
    let whole = id.split('[').next().unwrap_or(id);
    Some(format!("https://undocs.org/{whole}"))
}

fn direction(language: Language) -> &'static str {
    match language {
        Language::Ar => "rtl",
        _ => "ltr",
    }
}

/// Text as HTML, fit for attributes too.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            // What HTML forbids is shown as what cannot be shown.
            c if c.is_control() && c != '\t' => html.push('\u{fffd}'),
            c => html.push(c),
        }
    }
    html
}
