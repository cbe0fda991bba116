//! The command line of `unxref`: arguments, files, standard output, exit codes.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
