mod arguments;
mod atlas;
mod build;
mod builtin;
mod check;
mod cite;
mod corpus;
mod diff;
mod draw;
mod eval;
mod export;
mod failure;
mod fit;
mod graphviz;
mod inputs;
mod manners;
mod narrowing;
mod output;
mod query;
mod reading;
mod schema;
mod show;
mod table;
mod walk;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use failure::Failure;

/// How a command ended: everything done, or some inputs left out (or something found).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Partly,
}

/// Runs the command that the arguments name. Exit codes: 0 all done, 1 partly, 2 it could not run.
pub fn run() -> ExitCode {
    let outcome = manners::arguments().and_then(|arguments| match &arguments {
        Some(arguments) => ran(arguments),
        None => Ok(Outcome::Done),
    });
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        // A reader that has seen enough is no failure of ours.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            manners::complain(&failure);
            ExitCode::from(2)
        }
    }
}

fn ran(arguments: &Arguments) -> Result<Outcome, Failure> {
    output::speak(arguments.voice());
    match &arguments.command {
        Command::Cite(command) => cite::run(command),
        Command::Build(command) => build::run(command),
        Command::Show(command) => show::run(command),
        Command::Query(command) => query::run(command),
        Command::Export(command) => export::run(command),
        Command::Draw(command) => draw::run(command),
        Command::Diff(command) => diff::run(command),
        Command::Check(command) => check::run(command),
        Command::Eval(command) => eval::run(command),
        Command::Schema(command) => schema::run(command),
        Command::Completions(command) => manners::completions(command),
        Command::Man(command) => manners::man(command),
    }
}
