use clap::Args;
use unxref::export::SCHEMAS;

use super::failure::Failure;
use super::{Outcome, output};

/// The JSON Schema of what the program writes; without a name, their names
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unxref schema                          what is described, and its version
  unxref schema graph > graph.schema.json

A new member may come within a version; one that goes or means something else raises its number.")]
pub struct Schema {
    /// graph, record, citation, cites, path, related, common, series, together, rank, find, show, finding or diff
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// `unxref schema`
pub fn run(command: &Schema) -> Result<Outcome, Failure> {
    let Some(name) = &command.name else {
        let line = |one: &unxref::export::Described| format!("{:<9} {:<18} {}\n", one.name, one.version, one.what);
        output::print(&SCHEMAS.iter().map(line).collect::<String>())?;
        return Ok(Outcome::Done);
    };
    let named = SCHEMAS.iter().find(|one| one.name == name).ok_or_else(|| {
        let names: Vec<_> = SCHEMAS.iter().map(|one| one.name).collect();
        Failure::told(format!("expected one of {}, found `{name}`", names.join(", ")))
    })?;
    output::print(&named.schema())?;
    Ok(Outcome::Done)
}
