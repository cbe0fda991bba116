use std::fmt;
use std::io;

use unxref::text::one_line;

/// Why a command could not run. One line, the place first.
#[derive(Debug)]
pub enum Failure {
    /// Standard output was closed by its reader.
    ClosedPipe,
    /// The arguments are not as they should be: what clap says, on several lines and in colours.
    Usage(String),
    /// Anything else, in the user's words.
    Told(String),
}

impl Failure {
    /// A failure that is told in these words.
    pub fn told(words: impl fmt::Display) -> Failure {
        Failure::Told(words.to_string())
    }

    /// A failure to read a file of the program's own making, or a registry.
    pub fn reading(name: &str, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound => Failure::told(format!("{name}: no such file")),
            io::ErrorKind::PermissionDenied => Failure::told(format!("{name}: permission denied")),
            io::ErrorKind::IsADirectory => Failure::told(format!("{name}: is a folder")),
            io::ErrorKind::InvalidData => Failure::told(format!("{name}: expected UTF-8, found other bytes")),
            _ => Failure::told(format!("{name}: {error}")),
        }
    }

    /// A failure to write to a place.
    pub fn writing(place: &str, error: &io::Error) -> Failure {
        match error.kind() {
            _ if is_closed_pipe(error) => Failure::ClosedPipe,
            io::ErrorKind::NotFound => Failure::told(format!("{place}: cannot be written: the folder does not exist")),
            io::ErrorKind::PermissionDenied => Failure::told(format!("{place}: cannot be written: permission denied")),
            _ => Failure::told(format!("{place}: cannot be written: {error}")),
        }
    }
}

/// Whether nobody reads on. The writer of tables wraps the error in one of its own, which tells no source.
fn is_closed_pipe(error: &io::Error) -> bool {
    let wrapped = error.get_ref().and_then(|inner| inner.downcast_ref::<csv::Error>());
    let kind = match wrapped.map(csv::Error::kind) {
        Some(csv::ErrorKind::Io(inner)) => inner.kind(),
        _ => error.kind(),
    };
    kind == io::ErrorKind::BrokenPipe
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::ClosedPipe => f.write_str("standard output: closed"),
            Failure::Usage(words) => f.write_str(words.trim_end()),
            // One line, whatever a name or an id holds.
            Failure::Told(words) => f.write_str(&one_line(words)),
        }
    }
}
