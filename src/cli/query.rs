use unxref::export::Answer;
use unxref::graph::{CitationGraph, Unknown};
use unxref::model::NodeId;
use unxref::query::{self, Filter};

use super::arguments::{Query, QueryOptions, Question};
use super::failure::Failure;
use super::{Outcome, output, show};

/// `unxref query`
pub fn run(command: &Query) -> Result<Outcome, Failure> {
    let options = options(&command.question);
    let graph = show::graph(&options.asked)?;
    let answer = ask(&graph, &command.question, options).map_err(|error| show::unknown(&error, &options.asked))?;
    if answer.is_empty() {
        output::tell("nothing found");
    }
    output::print(&show::answer(&answer, &graph, options.format, options.asked.label_lang))?;
    Ok(Outcome::Done)
}

fn options(question: &Question) -> &QueryOptions {
    match question {
        Question::Cites { options, .. }
        | Question::CitedBy { options, .. }
        | Question::Path { options, .. }
        | Question::Related { options, .. }
        | Question::Common { options, .. }
        | Question::Series { options, .. }
        | Question::Rank { options, .. }
        | Question::Find { options, .. } => options,
    }
}

fn ask<'g>(graph: &'g CitationGraph, question: &Question, options: &QueryOptions) -> Result<Answer<'g>, Unknown> {
    let filter = filter(options);
    Ok(match question {
        Question::Cites { id, depth, .. } => Answer::Reach(query::cites(graph, id, *depth, &filter)?),
        Question::CitedBy { id, depth, .. } => Answer::Reach(query::cited_by(graph, id, *depth, &filter)?),
        Question::Path {
            from,
            to,
            citations_only,
            ..
        } => Answer::Paths(query::path(graph, from, to, *citations_only, &filter)?),
        Question::Related { id, .. } => Answer::Related(query::related(graph, id, options.number, &filter)?),
        Question::Common { ids, .. } => {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            Answer::Common(query::common(graph, &ids, &filter)?)
        }
        Question::Series { id, .. } => Answer::Series(query::series(graph, id, &filter)?),
        Question::Rank { by, .. } => Answer::Ranked(query::rank(graph, *by, options.number, &filter)),
        Question::Find { words, .. } => Answer::Found(query::find(graph, &words.join(" "), options.number, &filter)),
    })
}

fn filter(options: &QueryOptions) -> Filter {
    Filter {
        relations: options.relation.iter().copied().collect(),
        classes: options.class.iter().copied().collect(),
        kinds: options.kind.iter().cloned().collect(),
        body: options.body.as_ref().map(NodeId::new),
        sections: options.section.iter().copied().collect(),
        since: options.since,
        until: options.until,
    }
}
