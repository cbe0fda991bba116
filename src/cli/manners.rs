use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser as _};
use clap_complete::Shell;
use clap_mangen::Man as Page;
use unxref::export::{SCHEMA, open_atlas};
use unxref::store;

use super::arguments::Arguments;
use super::failure::Failure;
use super::{Outcome, builtin, output};

/// Completions of commands and options for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref completions bash > ~/.local/share/bash-completion/completions/unxref
  unxref completions zsh > ~/.zfunc/_unxref
  unxref completions fish > ~/.config/fish/completions/unxref.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// The manual: a page on standard output, or one for each command in a folder
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref man | man -l -
  unxref man ~/.local/share/man/man1     unxref.1, unxref-cite.1 ...")]
pub struct Man {
    /// The folder, which is made where there is none
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// The arguments, or nothing where they ask for words that are now printed. Help goes the way of all output, so that a full
/// disk is told.
pub fn arguments() -> Result<Option<Arguments>, Failure> {
    keep_to_the_terminal();
    let error = match Arguments::try_parse() {
        Ok(arguments) => return Ok(Some(arguments)),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::DisplayVersion => output::print(&version()?)?,
        _ if error.use_stderr() => return Err(Failure::Usage(error.render().ansi().to_string())),
        _ => output::print(&error.render().ansi().to_string())?,
    }
    Ok(None)
}

/// `CLICOLOR_FORCE=0` forces nothing, as its inventors have it.
fn keep_to_the_terminal() {
    let unforced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value == "0");
    if unforced && !std::io::stdout().is_terminal() {
        ColorChoice::Never.write_global();
    }
}

/// Says why a command could not run. That this cannot be said changes nothing.
pub fn complain(failure: &Failure) {
    writeln!(anstream::stderr(), "{failure}").ok();
}

/// The program, its atlas by the day of its latest text, and its schemas.
fn version() -> Result<String, Failure> {
    let fail = |error| Failure::told(format!("{}: {error}", builtin::ATLAS_NAME));
    let graph = open_atlas(builtin::ATLAS).map_err(fail)?;
    let latest = graph
        .nodes()
        .filter(|node| node.read)
        .filter_map(|node| node.day())
        .max();
    let latest = latest.map(|day| format!(", the latest of {day}")).unwrap_or_default();
    Ok(format!(
        "unxref {}\natlas of {} texts{latest}\nschemas {SCHEMA}, {}\n",
        env!("CARGO_PKG_VERSION"),
        graph.inputs().len(),
        store::SCHEMA
    ))
}

/// `unxref completions`
pub fn completions(command: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "unxref", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

/// `unxref man`
pub fn man(command: &Man) -> Result<Outcome, Failure> {
    let mut all = Arguments::command();
    all.build();
    let Some(folder) = &command.folder else {
        output::print(&page(&all)?)?;
        return Ok(Outcome::Done);
    };
    let fail = |error| Failure::writing(&folder.display().to_string(), &error);
    fs::create_dir_all(folder).map_err(fail)?;
    let mut left = vec![&all];
    while let Some(one) = left.pop() {
        let name = one.get_display_name().unwrap_or_else(|| one.get_name());
        output::write(&folder.join(format!("{name}.1")), &page(one)?)?;
        left.extend(
            one.get_subcommands()
                .filter(|sub| sub.get_name() != "help" && !sub.is_hide_set()),
        );
    }
    Ok(Outcome::Done)
}

fn page(command: &clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let rendered = Page::new(command.clone()).render(&mut page);
    rendered.map_err(|error| Failure::writing("the manual", &error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
