use unxref::export::Answer;
use unxref::graph::{CitationGraph, Unknown};
use unxref::query::{self, Filter, SetQuestion};

use super::arguments::{AnswerFormat, Query, QueryOptions, Question};
use super::failure::Failure;
use super::{Outcome, output, show};

/// How many answers those questions give that rank what they find.
const BEST: usize = 20;

/// How many answers of the other questions fit a reader at a terminal.
pub const SCREENS: usize = 200;

/// `unxref query`
pub fn run(command: &Query) -> Result<Outcome, Failure> {
    let options = options(&command.question);
    let graph = show::graph(&options.asked)?;
    let unknown = |error: Unknown| show::unknown(&error, &options.asked);
    let mut filter = options.narrowing.filter();
    for text in &options.and {
        let set = set(text, &command.question)?;
        filter.within.push(set.answer(graph).map_err(unknown)?);
    }
    for text in &options.not {
        let set = set(text, &command.question)?;
        filter.without.push(set.answer(graph).map_err(unknown)?);
    }
    let mut answer = ask(graph, &command.question, &filter, options).map_err(unknown)?;
    if options.narrowing.since.is_some() || options.narrowing.until.is_some() {
        let always = Filter {
            since: None,
            until: None,
            ..filter
        };
        let whole = ask(graph, &command.question, &always, options).map_err(unknown)?;
        tell_undated(&whole);
    }
    let found = answer.size();
    let limit = limit(&command.question, options);
    if limit > 0 && limit < found {
        answer.shorten(limit);
        if options.number.is_none() {
            output::say(format_args!("the first {limit} of {found}; -n 0 gives all"));
        }
    }
    if let Answer::Paths(paths) = &answer
        && paths.truncated
    {
        output::say(format_args!("there are more shortest chains than these {found}"));
    }
    if answer.is_empty() && options.format != AnswerFormat::Table {
        output::tell("nothing found");
    }
    let text = show::answer(&answer, graph, options.format, options.asked.label_lang);
    match options.format {
        AnswerFormat::Table => output::print_table(&text)?,
        _ => output::print(&text)?,
    }
    Ok(Outcome::Done)
}

/// Years choose among what has a date: nobody shall take the rest for absent.
fn tell_undated(whole: &Answer<'_>) {
    let undated = whole.undated();
    if undated > 0 {
        output::say(format_args!(
            "{undated} of {} without a known date left out by --since and --until",
            whole.size()
        ));
    }
}

fn limit(question: &Question, options: &QueryOptions) -> usize {
    let ranked = matches!(
        question,
        Question::Related { .. } | Question::Together { .. } | Question::Rank { .. } | Question::Find { .. }
    );
    let screens = options.format == AnswerFormat::Table && output::to_terminal();
    options.number.unwrap_or(match (ranked, screens) {
        (true, _) => BEST,
        (false, true) => SCREENS,
        (false, false) => 0,
    })
}

fn options(question: &Question) -> &QueryOptions {
    match question {
        Question::Cites { options, .. }
        | Question::CitedBy { options, .. }
        | Question::Path { options, .. }
        | Question::Related { options, .. }
        | Question::Common { options, .. }
        | Question::Series { options, .. }
        | Question::Together { options, .. }
        | Question::Rank { options, .. }
        | Question::Find { options, .. } => options,
    }
}

fn ask<'g>(
    graph: &'g CitationGraph,
    question: &Question,
    filter: &Filter,
    options: &QueryOptions,
) -> Result<Answer<'g>, Unknown> {
    Ok(match question {
        Question::Cites { id, depth, .. } => Answer::Reach(query::cites(graph, id, *depth, filter)?),
        Question::CitedBy { id, depth, .. } => Answer::Reach(query::cited_by(graph, id, *depth, filter)?),
        Question::Path {
            from,
            to,
            citations_only,
            ..
        } => Answer::Paths(query::path(graph, from, to, *citations_only, filter)?),
        Question::Related { id, .. } => Answer::Related(query::related(graph, id, 0, filter)?),
        Question::Common { ids, .. } => {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            Answer::Common(query::common(graph, &ids, filter)?)
        }
        Question::Series { id, .. } => Answer::Series(query::series(graph, id, filter)?),
        Question::Together { id, by, .. } => {
            // Pairs are many: no more are held than are shown.
            let most = limit(question, options);
            Answer::Together(match id {
                Some(id) => query::together_with(graph, id, *by, most, filter)?,
                None => query::together(graph, *by, most, filter),
            })
        }
        Question::Rank { by, .. } => Answer::Ranked(query::rank(graph, *by, 0, filter)),
        Question::Find { words, .. } => {
            let language = options.asked.label_lang;
            Answer::Found(query::find(graph, &words.join(" "), language, 0, filter))
        }
    })
}

/// A question as it was typed; an id alone stands for the same question of that id.
fn set(text: &str, question: &Question) -> Result<SetQuestion, Failure> {
    let first = text.split_whitespace().next().unwrap_or_default();
    if ["cites", "cited-by", "related", "common", "series", "together", "find"].contains(&first) {
        return text.parse().map_err(Failure::told);
    }
    let id = text.to_owned();
    match question {
        Question::Cites { depth, .. } => Ok(SetQuestion::Cites(id, *depth)),
        Question::CitedBy { depth, .. } => Ok(SetQuestion::CitedBy(id, *depth)),
        Question::Related { .. } => Ok(SetQuestion::Related(id)),
        Question::Series { .. } => Ok(SetQuestion::Series(id)),
        Question::Together { id: Some(_), .. } => Ok(SetQuestion::Together(id)),
        Question::Path { .. }
        | Question::Common { .. }
        | Question::Together { .. }
        | Question::Rank { .. }
        | Question::Find { .. } => text.parse().map_err(Failure::told),
    }
}
