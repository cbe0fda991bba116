use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::model::{InputFile, sha256};
use crate::read::allowance::Allowance;
use crate::read::fence::fenced;
use crate::read::reader::{self, Wrong};
use crate::read::{Format, Limits};
use crate::text::{Source, one_line};

/// Why an input cannot be read. One line: the place first, then what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}{place}: {problem}", printable(name))]
pub struct ReadError {
    /// The input as it was named.
    pub name: String,
    /// `:LINE:COLUMN` or `: byte N`, where there is a place.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// Whether the same bytes within the same limits will always be refused: not for want of time, of another program, or of
    /// a file that could be read.
    pub lasting: bool,
}

impl ReadError {
    /// A fault of the program while it read the input of this name, at a place in its code.
    pub fn internal(name: &str, place: &str) -> ReadError {
        ReadError::new(name, fault(place))
    }

    /// A document whose references take longer to be found than it may.
    pub fn too_long(name: &str, limits: &Limits) -> ReadError {
        ReadError::new(name, limits.too_long().problem)
    }

    /// A document whose references take more memory than it may.
    pub fn too_much(name: &str, limits: &Limits) -> ReadError {
        ReadError {
            lasting: true,
            ..ReadError::new(name, limits.too_much().problem)
        }
    }

    fn new(name: &str, problem: impl Into<String>) -> ReadError {
        ReadError {
            name: name.to_owned(),
            place: String::new(),
            problem: problem.into(),
            lasting: false,
        }
    }
}

/// The bytes of an input, not looked into yet.
#[derive(Debug)]
pub struct Loaded {
    /// The input as it was named.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Loaded {
    /// SHA-256 of the bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }

    /// The text of the bytes.
    ///
    /// # Errors
    /// Where they are empty, too many, or of no format that is read.
    pub fn decode(&self, limits: &Limits) -> Result<(Source, InputFile), ReadError> {
        read_bytes(&self.name, &self.bytes, limits)
    }
}

/// A name without what a terminal obeys: a file may be called anything.
fn printable(name: &str) -> Cow<'_, str> {
    match name.contains(char::is_control) {
        false => Cow::Borrowed(name),
        true => Cow::Owned(name.escape_debug().to_string()),
    }
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// Where it is missing, is no file, is too large, is empty, or is of no format that is read.
pub fn read_file(path: &Path, limits: &Limits) -> Result<(Source, InputFile), ReadError> {
    load_file(path, limits)?.decode(limits)
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// Where it is missing, is no file, or is too large.
pub fn load_file(path: &Path, limits: &Limits) -> Result<Loaded, ReadError> {
    let mut name = path.display().to_string();
    let bytes = match name.as_str() {
        "-" => {
            "standard input".clone_into(&mut name);
            take(std::io::stdin().lock(), limits)
        }
        _ => bytes_of(path, limits),
    };
    match bytes {
        Ok(bytes) => Ok(Loaded { name, bytes }),
        Err(problem) => Err(ReadError::new(&name, problem)),
    }
}

/// Reads bytes under a name.
///
/// # Errors
/// Where they are empty, too many, or of no format that is read.
pub fn read_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<(Source, InputFile), ReadError> {
    let mut allowance = Allowance::new(limits);
    let format = within(bytes.len() as u64, limits)
        .map_err(Wrong::new)
        .and_then(|()| Format::of(bytes));
    let of_itself = format.as_ref().map_or(true, |format| *format != Format::Doc);
    let extract = format.and_then(|format| {
        // Readers stand on libraries that trust their files more than we do.
        fenced(|| reader::of(format)(bytes, &mut allowance)).unwrap_or_else(|place| Err(Wrong::new(fault(&place))))
    });
    let extract = extract.map_err(|Wrong { place, problem }| ReadError {
        name: name.to_owned(),
        place,
        problem: shortened(&problem),
        lasting: of_itself && !allowance.left().is_zero(),
    })?;
    Ok((
        Source::new(name, extract.text).with_aside(extract.aside),
        InputFile {
            name: name.to_owned(),
            sha256: sha256(bytes),
        },
    ))
}

fn fault(place: &str) -> String {
    format!("a fault in unxref ({place}), not in the document: please report it with the file")
}

/// A problem as one line that fits a screen: words of the document may stand in it.
fn shortened(problem: &str) -> String {
    const LONGEST: usize = 300;
    let line = one_line(problem);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The bytes of a file.
fn bytes_of(path: &Path, limits: &Limits) -> Result<Vec<u8>, String> {
    let words = |error| io_words(&error);
    let metadata = fs::metadata(path).map_err(words)?;
    if metadata.is_dir() {
        return Err("is a folder, not a document".to_owned());
    }
    if is_waiting(path, &metadata) {
        return Err("is a named pipe, which may wait forever; read it with `-` from standard input".to_owned());
    }
    within(metadata.len(), limits)?;
    take(fs::File::open(path).map_err(words)?, limits)
}

/// Reads no more than the limit allows: what a file says of its length need not be true.
fn take(from: impl std::io::Read, limits: &Limits) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = from.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| io_words(&error))?;
    within(bytes.len() as u64, limits).map(|()| bytes)
}

fn within(bytes: u64, limits: &Limits) -> Result<(), String> {
    match bytes > limits.bytes {
        true => Err(format!(
            "has more than the limit of {} bytes (--max-bytes)",
            limits.bytes
        )),
        false => Ok(()),
    }
}

/// Whether to open a file may wait for somebody to write. The pipes that a shell makes (`/dev/fd/63`) have their writer.
#[cfg(unix)]
fn is_waiting(path: &Path, metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    metadata.file_type().is_fifo() && !path.starts_with("/dev") && !path.starts_with("/proc")
}

#[cfg(not(unix))]
fn is_waiting(_: &Path, _: &fs::Metadata) -> bool {
    false
}

fn io_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
