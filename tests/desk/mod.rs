//! The program, run in a folder as a user would.

use std::path::Path;

use assert_cmd::Command;

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The graph that is asked in the tests where none is named: small, and known to the last edge.
const GRAPH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/A_HRC_RES_53_24.json");

/// Runs the program in a folder.
pub fn unxref(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_unxref"))
        .current_dir(folder)
        .env("UNXREF_GRAPH", GRAPH)
        .env_remove("CLICOLOR_FORCE")
        .args(arguments)
        .write_stdin(input.as_bytes())
        .output()
        .expect("the program runs");
    Run {
        code: output.status.code().expect("an exit code: no signal, no panic"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
