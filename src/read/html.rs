//! Web pages: the words that are shown, a block a line.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{LocalName, local_name};

use crate::read::allowance::Allowance;
use crate::read::composer::Composer;
use crate::read::encoding;
use crate::read::reader::{Extract, Wrong};

/// How many bytes are read between two looks at the clock.
const STEP: usize = 1 << 20;

/// Elements whose words are no text of the document.
const APART: [LocalName; 14] = [
    local_name!("head"),
    local_name!("script"),
    local_name!("style"),
    local_name!("noscript"),
    local_name!("template"),
    local_name!("nav"),
    local_name!("header"),
    local_name!("footer"),
    local_name!("aside"),
    local_name!("form"),
    local_name!("button"),
    local_name!("select"),
    local_name!("svg"),
    local_name!("iframe"),
];

/// Elements within a line; all others are blocks.
const INLINE: [LocalName; 26] = [
    local_name!("a"),
    local_name!("abbr"),
    local_name!("b"),
    local_name!("bdi"),
    local_name!("bdo"),
    local_name!("big"),
    local_name!("cite"),
    local_name!("code"),
    local_name!("em"),
    local_name!("font"),
    local_name!("i"),
    local_name!("img"),
    local_name!("ins"),
    local_name!("mark"),
    local_name!("q"),
    local_name!("s"),
    local_name!("small"),
    local_name!("span"),
    local_name!("strong"),
    local_name!("sub"),
    local_name!("sup"),
    local_name!("time"),
    local_name!("tt"),
    local_name!("u"),
    local_name!("wbr"),
    local_name!("nobr"),
];

/// Elements that hold nothing and are never closed.
const VOID: [LocalName; 13] = [
    local_name!("area"),
    local_name!("base"),
    local_name!("br"),
    local_name!("col"),
    local_name!("embed"),
    local_name!("hr"),
    local_name!("img"),
    local_name!("input"),
    local_name!("link"),
    local_name!("meta"),
    local_name!("source"),
    local_name!("track"),
    local_name!("wbr"),
];

/// Reads a web page.
pub(crate) fn read(bytes: &[u8], allowance: &mut Allowance) -> Result<Extract, Wrong> {
    let text = encoding::decode_declared(bytes, charset(bytes).as_deref())?;
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut at = 0;
    while at < text.len() {
        let end = text.floor_char_boundary((at + STEP).min(text.len()));
        queue.push_back(StrTendril::from_slice(&text[at..end]));
        let _ = tokenizer.feed(&queue);
        allowance.check_time()?;
        at = end;
    }
    tokenizer.end();
    let page = tokenizer.sink.0.into_inner();
    let extract = page.composer.finish();
    if extract.text.trim().is_empty() {
        return Err(Wrong::new("is a web page without words; it may be drawn by a script"));
    }
    Ok(extract)
}

/// The encoding that a page declares in its first kilobyte.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let name = head[at..].iter().skip_while(|byte| matches!(byte, b'"' | b'\''));
    let name = name.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    Some(name.copied().map(char::from).collect())
}

/// Takes the pieces of a page as they come: no tree is built, so that no page is too deep or too long.
#[derive(Default)]
struct Page(RefCell<State>);

#[derive(Default)]
struct State {
    composer: Composer,
    /// The elements that are open, and how often each.
    open: Vec<LocalName>,
    counts: HashMap<LocalName, usize>,
    /// How many open elements hold no text of the document.
    apart: usize,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(words) => state.words(&words),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        match tag.kind {
            TagKind::EndTag => {
                self.close(&tag.name);
                TokenSinkResult::Continue
            }
            TagKind::StartTag => {
                self.open(tag);
                match tag.name {
                    local_name!("script") => TokenSinkResult::RawData(RawKind::ScriptData),
                    local_name!("style") | local_name!("noscript") | local_name!("iframe") => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    local_name!("title") | local_name!("textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        let attribute = |name: LocalName| tag.attrs.iter().find(|attribute| attribute.name.local == name);
        // A body begins where a head was not closed.
        if tag.name == local_name!("body") {
            self.close(&local_name!("head"));
        }
        let block = !INLINE.contains(&tag.name);
        if block && self.apart == 0 {
            self.composer.end_paragraph();
        }
        if VOID.contains(&tag.name) || tag.self_closing {
            return;
        }
        self.apart += usize::from(APART.contains(&tag.name));
        self.open.push(tag.name.clone());
        *self.counts.entry(tag.name.clone()).or_default() += 1;
        if tag.name == local_name!("a") && self.apart == 0 {
            let address = attribute(local_name!("href")).map(|attribute| attribute.value.to_string());
            self.composer.begin_link(address.unwrap_or_default());
        }
    }

    /// Closes the innermost element of that name, and those within it that were left open.
    fn close(&mut self, name: &LocalName) {
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(open) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(&open) {
                *count -= 1;
            }
            if open == local_name!("a") && self.apart == 0 {
                self.composer.end_link();
            }
            self.apart -= usize::from(APART.contains(&open));
            if self.apart == 0 && !INLINE.contains(&open) {
                self.composer.end_paragraph();
            }
            if open == *name {
                return;
            }
        }
    }

    fn words(&mut self, words: &str) {
        if self.apart > 0 {
            return;
        }
        let raised = self.counts.get(&local_name!("sup")).is_some_and(|count| *count > 0);
        let figures = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')'));
        match raised && !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit()) {
            true => self.composer.mark(figures),
            false => self.composer.words(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    #[track_caller]
    fn check(html: &[u8], expected: &str) {
        let extract = read(html, &mut Allowance::new(&Limits::default())).expect("read");
        assert_eq!(extract.text, expected);
    }

    #[test]
    fn blocks_are_lines_and_furniture_is_left_out() {
        check(
            b"<!doctype html><html lang=en-GB><head><title>UN</title><script>var a = '<p>x</p>';</script></head>\
              <body><nav><a href=/>Home</a></nav><h1>85/9.\n Lamps</h1><p>Recalling <b>resolution</b>&nbsp;\
              <a href='https://undocs.org/A/RES/84/7'>84/7</a>,<sup>1</sup> &amp; oil,<p>Decides;<br>Ends.\
              <p><sup>[1]</sup> A/84/3.<footer>Copyright</footer>",
            "85/9. Lamps\nRecalling resolution\u{a0}84/7,¹ & oil,\nDecides;\nEnds.\n¹ A/84/3.\n",
        );
    }

    #[test]
    fn an_element_left_open_swallows_no_more_than_its_parent() {
        check(b"<div><nav>menu <span>more</div><p>Decides</p>", "Decides\n");
        check(b"</nav></div><p>Decides", "Decides\n");
    }

    #[test]
    fn the_declared_encoding_is_believed() {
        check(
            b"<html><meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2",
            "\u{41f}ривет\n",
        );
    }
}
