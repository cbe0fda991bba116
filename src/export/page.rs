//! A document as a web page, its citations marked and linked.

use std::fmt::Write as _;

use crate::model::{Citation, Language, Reading, Symbol, Target};
use crate::text::Source;

/// What the page looks like. What is uncertain is told by the line below it, not by colour alone.
const STYLE: &str = "\
body{font:16px/1.6 'Noto Sans','Noto Sans CJK SC','Noto Sans Arabic',sans-serif;max-width:46em;margin:2em auto;padding:0 1em;\
color:#1a1a1a;background:#fff}\
p{margin:.5em 0}hr{border:0;border-top:1px dashed #aaa}\
mark{background:#eaf2fb;color:inherit}mark a{color:#0b4f9c;font-weight:600}mark b{font-weight:600}\
mark.ambiguous{background:#fdf3d8}mark.ambiguous b{text-decoration:underline dotted #8a5a00;color:#8a5a00}\
mark.unresolved{background:#fde8e6}mark.unresolved b{text-decoration:underline wavy #a3241a;color:#a3241a}\
table{border-collapse:collapse;font-size:.85em;width:100%}td,th{border-top:1px solid #ddd;padding:.25em .5em;\
text-align:start;vertical-align:top;overflow-wrap:anywhere}:target+mark{outline:2px solid #0b4f9c}";

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
    let mut marks = Marks::new(&citations, source);
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
    page.push_str("</main>\n");
    table(&citations, &mut page);
    page.push_str("</html>\n");
    page
}

/// A stretch of text within which nothing changes: the citations whose phrase and whose number it belongs to.
struct Marks<'a> {
    text: &'a str,
    citations: &'a [&'a Citation],
    /// Every place at which a phrase or a number begins or ends, in order.
    edges: Vec<usize>,
    /// The citations whose first stretch is not written yet, by their places in the list: the next one.
    begun: Vec<bool>,
    /// The first citation that may still reach what is written now.
    first: usize,
}

impl<'a> Marks<'a> {
    fn new(citations: &'a [&'a Citation], source: &'a Source) -> Marks<'a> {
        let spans = citations.iter().flat_map(|citation| [citation.span, citation.core]);
        let mut edges: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
        edges.sort_unstable();
        edges.dedup();
        Marks {
            text: source.text(),
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
        let Some((_, citation)) = over.last() else {
            page.push_str(&words);
            return;
        };
        let told = format!("{} {}: {}", citation.relation, meant(&citation.target), citation.reason);
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
                let _ = write!(page, "<b>{words}</b>");
            }
            (false, _) => page.push_str(&words),
        }
        page.push_str("</mark>");
    }
}

/// The citations one below the other, each with a link to its place.
fn table(citations: &[&Citation], page: &mut String) {
    page.push_str("<table dir=\"ltr\" lang=\"en\">\n<tr><th>paragraph<th>relation<th>target<th>words\n");
    for (nth, citation) in citations.iter().enumerate() {
        let _ = writeln!(
            page,
            "<tr><td><a href=\"#c{}\">{}</a><td>{}<td>{}<td dir=\"auto\" lang=\"{}\">{}",
            nth + 1,
            escaped(citation.paragraph.as_str()),
            citation.relation,
            escaped(&meant(&citation.target)),
            citation.language,
            escaped(&citation.quote)
        );
    }
    page.push_str("</table>\n");
}

/// What a citation means, in words.
fn meant(target: &Target) -> String {
    match target {
        Target::Resolved(id) => id.to_string(),
        Target::Ambiguous(candidates) => {
            let ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("{}?", ids.join(" or "))
        }
        Target::Unresolved => "unresolved".to_owned(),
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
