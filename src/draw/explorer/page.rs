use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::draw::explorer::Explored;
use crate::draw::explorer::evidence::Words;
use crate::draw::explorer::payload::Payload;
use crate::draw::words::{filled, phrase};
use crate::export::shown_id;
use crate::model::{Class, Language};

const FRAME: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The script in the order in which a newcomer should read it; its files share one scope.
const SCRIPT: [&str; 19] = [
    include_str!("payload.js"),
    include_str!("graph.js"),
    include_str!("words.js"),
    include_str!("elements.js"),
    include_str!("symbol.js"),
    include_str!("search.js"),
    include_str!("view.js"),
    include_str!("link.js"),
    include_str!("filters.js"),
    include_str!("path.js"),
    include_str!("layout.js"),
    include_str!("canvas.js"),
    include_str!("dots.js"),
    include_str!("cards.js"),
    include_str!("panel.js"),
    include_str!("table.js"),
    include_str!("save.js"),
    include_str!("picture.js"),
    include_str!("main.js"),
];

impl Explored<'_> {
    /// The page: complete in itself, and allowed to run nothing but its own script. The same graph is the same page.
    pub fn page(&self, language: Language) -> String {
        let script = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPT.join("\n"));
        let policy = format!(
            "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'",
            hash(&script),
            hash(STYLE)
        );
        let direction = if language == Language::Ar { "rtl" } else { "ltr" };
        let graph = packed(&Payload::of(self, language));
        let words = packed(&Words::of(self));
        let title = escaped(&self.title(language));
        let mut page = String::with_capacity(FRAME.len() + STYLE.len() + script.len() + graph.len() + words.len());
        // What is put in is never looked at again: no title can stand for another piece.
        for (nth, piece) in FRAME.split("@@").enumerate() {
            page.push_str(match (nth % 2, piece) {
                (0, plain) => plain,
                (_, "language") => language.code(),
                (_, "direction") => direction,
                (_, "policy") => &policy,
                (_, "title") => &title,
                (_, "style") => STYLE,
                (_, "script") => &script,
                (_, "graph") => &graph,
                (_, "words") => &words,
                (_, other) => unreachable!("the frame of the page has no piece `{other}`"),
            });
        }
        page
    }

    /// What the page is of.
    fn title(&self, language: Language) -> String {
        match self.asked.first().map(|&number| self.graph.at(number)) {
            Some(node) => {
                let named = match node.class {
                    Class::Document => shown_id(node),
                    _ => node.title(language).unwrap_or(node.id.as_str()).to_owned(),
                };
                filled("title.around", language, &named, "")
            }
            None => phrase("page.whole", language).to_owned(),
        }
    }
}

/// The hash by which a policy knows a script or a style.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// A value as JSON, compressed, in letters that mean nothing to HTML.
fn packed(value: &impl Serialize) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    let written = serde_json::to_writer(&mut encoder, value).map_err(std::io::Error::from);
    debug_assert!(written.is_ok(), "{written:?}");
    let flushed = encoder.flush();
    debug_assert!(flushed.is_ok(), "{flushed:?}");
    STANDARD.encode(encoder.finish().unwrap_or_default())
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c if c.is_control() => html.push(' '),
            c => html.push(c),
        }
    }
    html
}
