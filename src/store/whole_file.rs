use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// How the files begin that are being written: what was cut off leaves one, and nothing else.
pub(super) const UNFINISHED: &str = ".unxref-";

/// Writes a whole file: beside its place first, then under its name, so that nobody ever sees a half,
/// whatever ends the program.
///
/// # Errors
/// Where the folder is missing, full or not to be written to; then the place is as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    stream_whole(path, |out| out.write_all(bytes))
}

/// The same, piece by piece.
///
/// # Errors
/// Where the pieces end in an error, or the folder is missing, full or not to be written to; then the place is as it was.
pub fn stream_whole(path: &Path, write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    let mut buffered = io::BufWriter::new(beside.as_file_mut());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    share(&beside, path)?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
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

/// A new name outlives a loss of power only when its folder is written too. Where that cannot be asked for, the file is
/// whole all the same.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        folder.sync_all().ok();
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}
