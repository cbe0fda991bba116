use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::failure::Failure;

/// Writes a whole file, or standard output for `-`: beside it first, then under its name, so that nobody ever sees a half.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let name = path.display().to_string();
    if name == "-" {
        return print(text);
    }
    let fail = |error: &io::Error| Failure::writing(&name, error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if path.is_dir() {
        return Err(Failure::told(format!("{name}: cannot be written: it is a folder")));
    }
    // A device such as /dev/null cannot be renamed over.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(path, text).map_err(|error| fail(&error));
    }
    let mut beside = tempfile::Builder::new()
        .prefix(".unxref-")
        .tempfile_in(folder)
        .map_err(|error| fail(&error))?;
    beside.write_all(text.as_bytes()).map_err(|error| fail(&error))?;
    beside.as_file().sync_all().map_err(|error| fail(&error))?;
    share(&beside, path).map_err(|error| fail(&error))?;
    beside.persist(path).map_err(|error| fail(&error.error))?;
    Ok(())
}

/// Gives the file the rights that a file written plainly would have, or those of the file that it replaces.
#[cfg(unix)]
fn share(beside: &tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = fs::metadata(path)
        .map(|metadata| metadata.permissions())
        .unwrap_or_else(|_| fs::Permissions::from_mode(0o644));
    fs::set_permissions(beside.path(), rights)
}

#[cfg(not(unix))]
fn share(_: &tempfile::NamedTempFile, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Prints to standard output; colours are taken out where it is no terminal.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::writing("standard output", &error))
}

/// A line for the person at the terminal: never part of the output, and not said to a pipe.
pub fn tell(words: &str) {
    if io::stderr().is_terminal() {
        anstream::eprintln!("{words}");
    }
}

/// Whether standard output is a terminal.
pub fn to_terminal() -> bool {
    io::stdout().is_terminal()
}
