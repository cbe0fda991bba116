use crate::lang::Pack;
use crate::model::{Designation, Facts, NodeId, Section, Symbol};
use crate::parse::Mark;
use crate::parse::body_names::BodyNames;
use crate::parse::headings::heading;
use crate::parse::structure::Place;
use crate::registry::Registry;
use crate::text::{Folded, is_han, quote};

/// Reads the facts of a document off its masthead, its title and its closing.
pub(crate) fn read(
    source: &str,
    blocks: &[(Folded, Vec<Mark>)],
    outline: &[Place],
    names: &BodyNames,
    pack: &Pack,
    registry: &Registry,
) -> Facts {
    let context = Context { source, names, pack };
    let mut facts = Facts::default();
    let mut number: Option<Designation> = None;
    let running = outline.iter().all(|place| place.section == Section::Body);
    for (index, ((text, _), place)) in blocks.iter().zip(outline).enumerate() {
        let words = text.text();
        match place.section {
            Section::Masthead => masthead(&mut facts, &mut number, text, place, &context),
            Section::Body if index < 14 => masthead(&mut facts, &mut number, text, place, &context),
            Section::Closing => closing(&mut facts, words, text.lower(), pack),
            Section::Preamble => facts.preambular_paragraphs = facts.preambular_paragraphs.max(count(place, "PP")),
            Section::Operative => facts.operative_paragraphs = facts.operative_paragraphs.max(count(place, "OP")),
            Section::Body | Section::Annex | Section::Footnote => {}
        }
    }
    if facts.body.is_none() || !running {
        // The first enacting words say who adopted it; a draft recommended to another body speaks for that one later.
        let enacted = outline.iter().find_map(|place| place.speaker.clone());
        facts.body = enacted.or(facts.body);
    }
    if let Some(symbol) = &facts.symbol
        && !outline.iter().any(|place| place.speaker.is_some())
        && let Some(body) = registry.body_of(symbol)
    {
        facts.body = Some(body.id.clone());
    }
    if facts.symbol.is_none()
        && let (Some(body), Some(designation)) = (&facts.body, number)
    {
        facts.symbol = derived(registry, body, &designation);
    }
    facts
}

/// The symbol of an own number: the body's series; the Human Rights Council numbers decisions from 101.
fn derived(registry: &Registry, body: &NodeId, designation: &Designation) -> Option<Symbol> {
    let body = registry.body(body.as_str())?;
    let kind = body.kind_of_number(designation);
    body.symbol(kind, designation).and_then(|id| id.as_str().parse().ok())
}

/// What reading a masthead needs.
struct Context<'a> {
    source: &'a str,
    names: &'a BodyNames,
    pack: &'a Pack,
}

fn masthead(
    facts: &mut Facts,
    number: &mut Option<Designation>,
    text: &Folded,
    place: &Place,
    &Context { source, names, pack }: &Context<'_>,
) {
    let (words, lower) = (text.text(), text.lower());
    let printed = |from: usize| {
        let span = text.span(source, from, words.len());
        // A star leads to a note on the text: it is no part of a title.
        let words = quote(source.get(span.start()..span.end()).unwrap_or_default());
        words.trim_end_matches(['*', ' ']).to_owned()
    };
    if facts.body.is_none()
        && let Some(body) = names.named(words)
    {
        facts.body = Some(body.clone());
        return;
    }
    if facts.symbol.is_none() && number.is_none() && own_symbol(facts, words) {
        return;
    }
    if number.is_none()
        && let Some((text, body)) = heading(words)
    {
        *number = Symbol::designation_of(text);
        let body = words.len() - words[body..].trim_start().len();
        facts.title = (body < words.len()).then(|| printed(body));
        return;
    }
    if number.is_none()
        && let Some(rest) = strip_any(lower, &pack.structure.resolution_heading)
        && rest.len() <= 24
    {
        *number = Symbol::designation_of(&rest.trim().to_uppercase());
        return;
    }
    if place.label.as_str() == "title" && names.enacting(words).is_none() {
        match &mut facts.title {
            None => facts.title = Some(printed(0)),
            Some(title) if number.is_some() && title.len() + words.len() < 600 => {
                let joint = if title.ends_with(is_han) { "" } else { " " };
                title.push_str(joint);
                title.push_str(&printed(0));
            }
            Some(_) => {}
        }
        return;
    }
    session(facts, lower, pack);
    agenda(facts, words, lower, pack);
    // "Resolution adopted by … on …" is a short line; a long one that speaks of adoption speaks of something else, unless it opens so.
    let opens = || {
        let mut words = pack.structure.adopted.iter();
        words.any(|word| lower.find(word.as_str()).is_some_and(|at| at <= 60))
    };
    if facts.adopted.is_none() && (place.section == Section::Masthead || lower.len() <= 160) && opens() {
        facts.adopted = pack.dates(lower).first().map(|found| found.date);
    }
}

/// A masthead line that is a symbol and nothing else; of a joint symbol the second half is an alias.
fn own_symbol(facts: &mut Facts, words: &str) -> bool {
    let Some((symbol, read)) = Symbol::prefix_of(words) else {
        return false;
    };
    let rest = words[read..].trim_matches(['*', ' ']);
    if rest.is_empty() {
        facts.symbol = Some(symbol);
        return true;
    }
    if let Some(second) = rest.strip_prefix('-')
        && let Ok(alias) = second.parse::<Symbol>()
    {
        facts.symbol = Some(symbol);
        facts.alias = Some(alias);
        return true;
    }
    false
}

fn session(facts: &mut Facts, lower: &str, pack: &Pack) {
    if facts.session.is_none() && contains_any(lower, &pack.structure.session) {
        facts.session = pack.ordinal_in(lower);
    }
    if facts.session_dates.is_none() && lower.len() <= 120 && !contains_any(lower, &pack.structure.adopted) {
        facts.session_dates = pack.date_range(lower);
    }
}

fn agenda(facts: &mut Facts, words: &str, lower: &str, pack: &Pack) {
    if facts.agenda_item.is_some() {
        return;
    }
    for word in &pack.structure.agenda {
        if let Some(rest) = lower.strip_prefix(word.as_str())
            && rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        {
            facts.agenda_item = Some(items(&words[words.len() - rest.len()..]));
            return;
        }
    }
}

/// The numbers of agenda items without the words behind them: `3` of "3 de l’ordre du jour", `3 and 5`, `68 (b)`.
fn items(words: &str) -> String {
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let number = |token: &&str| token.starts_with(|c: char| c.is_ascii_digit() || c == '(');
    let mut end = 0;
    for (at, token) in tokens.iter().enumerate() {
        if number(token) {
            end = at + 1;
        } else if at > end {
            break;
        }
    }
    tokens[..end].join(" ")
}

fn closing(facts: &mut Facts, words: &str, lower: &str, pack: &Pack) {
    if facts.adopted.is_none() {
        facts.adopted = pack.dates(lower).first().map(|found| found.date);
    }
    if facts.meeting.is_none() && words.chars().count() <= 40 && contains_any(lower, &pack.structure.meeting) {
        let digits: String = words
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        facts.meeting = digits.parse().ok();
    }
    if facts.vote.is_none() {
        facts.vote = vote(lower, pack);
    }
}

/// `without a vote`, or the three figures of a recorded vote.
fn vote(lower: &str, pack: &Pack) -> Option<String> {
    if contains_any(lower, &pack.structure.without_vote) {
        return Some("without a vote".to_owned());
    }
    if !contains_any(lower, &pack.structure.recorded_vote) {
        return None;
    }
    let figures: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty() && run.len() <= 3)
        .collect();
    match figures.as_slice() {
        [yes, no, abstained, ..] => Some(format!("{yes}-{no}-{abstained}")),
        _ => None,
    }
}

fn count(place: &Place, head: &str) -> u32 {
    let label = place.label.as_str();
    let Some(at) = label.find(head) else { return 0 };
    let number = &label[at + head.len()..];
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    number[..digits].parse().unwrap_or(0)
}

fn contains_any(lower: &str, words: &[String]) -> bool {
    words.iter().any(|word| lower.contains(word.as_str()))
}

fn strip_any<'a>(lower: &'a str, words: &[String]) -> Option<&'a str> {
    words.iter().find_map(|word| lower.strip_prefix(word.as_str()))
}
