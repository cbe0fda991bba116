use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::model::{InputFile, sha256};
use crate::read::text;
use crate::text::Source;

/// The largest input that is read, in bytes. The longest document of the United Nations is far shorter.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Why an input cannot be read. One line: the place first, then what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{name}{place}: {problem}")]
pub struct ReadError {
    /// The input as it was named.
    pub name: String,
    /// `:LINE:COLUMN` or `: byte N`, where there is a place.
    pub place: String,
    /// What is wrong.
    pub problem: String,
}

impl ReadError {
    /// A fault of the program while it read this source.
    pub fn internal(source: &Source) -> ReadError {
        ReadError::new(
            source.name(),
            "a fault in unxref, not in the document: please report it with the file",
        )
    }

    fn new(name: &str, problem: impl Into<String>) -> ReadError {
        ReadError {
            name: name.to_owned(),
            place: String::new(),
            problem: problem.into(),
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
    /// Where they are empty, too many, or no text.
    pub fn decode(&self) -> Result<(Source, InputFile), ReadError> {
        read_bytes(&self.name, &self.bytes)
    }
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// Where it is missing, is a folder, is too large, is empty, or is no text.
pub fn read_file(path: &Path) -> Result<(Source, InputFile), ReadError> {
    load_file(path)?.decode()
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// Where it is missing, is a folder, or is too large.
pub fn load_file(path: &Path) -> Result<Loaded, ReadError> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    if name == "-" {
        let read = std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| ReadError::new("standard input", error.to_string()))?;
        let name = "standard input".to_owned();
        return Ok(Loaded { name, bytes });
    }
    let metadata = fs::metadata(path).map_err(|error| ReadError::new(&name, io_words(&error)))?;
    if metadata.is_dir() {
        return Err(ReadError::new(&name, "is a folder, not a document"));
    }
    if metadata.len() > LARGEST {
        return Err(ReadError::new(
            &name,
            format!("has {} bytes, more than the limit of {LARGEST}", metadata.len()),
        ));
    }
    let file = fs::File::open(path).map_err(|error| ReadError::new(&name, io_words(&error)))?;
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| ReadError::new(&name, io_words(&error)))?;
    Ok(Loaded { name, bytes })
}

/// Reads bytes under a name.
///
/// # Errors
/// Where they are empty, too many, or no text.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<(Source, InputFile), ReadError> {
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::new(
            name,
            format!("has more than the limit of {LARGEST} bytes"),
        ));
    }
    let decoded = text::decode(bytes).map_err(|(place, problem)| ReadError {
        name: name.to_owned(),
        place,
        problem,
    })?;
    Ok((
        Source::new(name, decoded),
        InputFile {
            name: name.to_owned(),
            sha256: sha256(bytes),
        },
    ))
}

fn io_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
