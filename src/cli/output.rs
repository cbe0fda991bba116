use std::fmt::Display;
use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::sync::OnceLock;

use terminal_size::{Width, terminal_size_of};
use unxref::store::stream_whole;

use super::failure::Failure;
use super::fit::fit;

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// What went wrong, and nothing else.
    Quiet,
    /// What became of the work too, and on a terminal what may help.
    Plain,
    /// All that, in a pipe too.
    Verbose,
}

static VOICE: OnceLock<Voice> = OnceLock::new();

/// Sets how much is said; what was set first holds.
pub fn speak(voice: Voice) {
    VOICE.get_or_init(|| voice);
}

/// How much is said.
pub fn voice() -> Voice {
    VOICE.get().copied().unwrap_or(Voice::Plain)
}

/// Writes a whole file, or standard output for `-`: beside it first, then under its name, so that nobody ever sees a half.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return print(text);
    }
    write_file(path, text.as_bytes())
}

/// The same for bytes that are no text, and go to no terminal.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    stream_file(path, |out| out.write_all(bytes))
}

/// The same piece by piece, for standard output too: what is exported has no colours to take out.
pub fn stream(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    if path.as_os_str() != "-" {
        return stream_file(path, write);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(|error| Failure::writing("standard output", &error))
}

fn stream_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let name = path.display().to_string();
    let fail = |error: &io::Error| Failure::writing(&name, error);
    // A name that ends in a stroke means a folder, be there one or not.
    if path.is_dir() || name.ends_with(std::path::is_separator) {
        return Err(Failure::told(format!(
            "{name}: cannot be written: it is the name of a folder; name a file"
        )));
    }
    // A device such as /dev/null cannot be renamed over.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let device = fs::OpenOptions::new().write(true).open(path);
        let written = device.and_then(|device| {
            let mut out = io::BufWriter::new(device);
            write(&mut out).and_then(|()| out.flush())
        });
        return written.map_err(|error| fail(&error));
    }
    stream_whole(path, write).map_err(|error| fail(&error))
}

/// The same, or standard output for `-`, as they are.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.as_os_str() != "-" {
        return write_file(path, bytes);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| Failure::writing("standard output", &error))
}

/// Prints to standard output; colours are taken out where it is no terminal.
pub fn print(text: &str) -> Result<(), Failure> {
    // Most of what is printed in bulk has nothing to take out.
    if is_plain(text.as_bytes()) {
        return write_bytes(Path::new("-"), text.as_bytes());
    }
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::writing("standard output", &error))
}

/// Whether a text holds no control characters but the ends of lines and cells; those beyond ASCII begin with one byte.
fn is_plain(text: &[u8]) -> bool {
    const LEAD: u8 = 0xc2;
    let control = |byte: u8| (byte < b' ') & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == LEAD);
    // Without a way out of the loop, many bytes are looked at together.
    !text.iter().fold(false, |found, &byte| found | control(byte))
}

/// A number of things: `1 text`, `2 texts`.
pub fn counted(number: usize, thing: &str) -> String {
    let many = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{many}")
}

/// What became of the work: never part of the output.
pub fn say(words: impl Display) {
    if voice() != Voice::Quiet {
        anstream::eprintln!("{words}");
    }
}

/// What was noted of one file, a line each.
pub fn say_each(name: &str, notes: &[String]) {
    for note in notes {
        say(format_args!("{name}: {note}"));
    }
}

/// A line that may help the person at the terminal: not said to a pipe, unless it asked for more.
pub fn tell(words: impl Display) {
    if voice() == Voice::Verbose || io::stderr().is_terminal() {
        say(words);
    }
}

/// Prints a table, its lines cut to the terminal's width; in a pipe they are whole.
pub fn print_table(text: &str) -> Result<(), Failure> {
    match terminal_size_of(io::stdout()) {
        Some((Width(width), _)) if to_terminal() => print(&fit(text, usize::from(width))),
        _ => print(text),
    }
}

/// Whether standard output is a terminal.
pub fn to_terminal() -> bool {
    io::stdout().is_terminal()
}
