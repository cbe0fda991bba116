use std::collections::BTreeSet;

use unxref::export::DotOptions;

use super::arguments::Export;
use super::failure::Failure;
use super::{Outcome, output, show};

/// `unxref export`
pub fn run(command: &Export) -> Result<Outcome, Failure> {
    let graph = show::graph(&command.asked)?;
    let options = DotOptions {
        language: command.asked.label_lang,
        ..DotOptions::default()
    };
    if command.ids.is_empty() {
        output::write(&command.output, &command.format.write(graph, &options))?;
        return Ok(Outcome::Done);
    }
    let mut numbers = BTreeSet::new();
    for id in &command.ids {
        numbers.extend(
            graph
                .select(id)
                .map_err(|error| show::unknown(&error, &command.asked))?,
        );
    }
    let part = graph.restrict(&graph.around(&numbers, command.depth));
    output::write(&command.output, &command.format.write_part(&part, graph, &options))?;
    Ok(Outcome::Done)
}
