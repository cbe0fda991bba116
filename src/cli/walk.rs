use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use unxref::read::{Format, ReadError};

use super::failure::Failure;
use super::reading::Reading;

/// What paths name: the files to read, in a stable order, what was passed over in folders, and what cannot be entered.
#[derive(Debug, Default)]
pub struct Found {
    pub files: Vec<PathBuf>,
    /// How many files of each ending no reader knows.
    pub skipped: BTreeMap<String, usize>,
    pub failed: Vec<ReadError>,
}

/// Finds the files that the paths and the list name, folders walked for known endings.
pub fn find(reading: &Reading) -> Result<Found, Failure> {
    let listed = reading.files_from.as_deref().map(listed).transpose()?;
    let mut found = Found::default();
    for path in reading.paths.iter().chain(listed.iter().flatten()) {
        if !path.is_dir() {
            found.files.push(path.clone());
            continue;
        }
        let before = (found.files.len(), found.failed.len());
        found.walk(path);
        if before == (found.files.len(), found.failed.len()) {
            let endings: Vec<&str> = Format::ALL
                .iter()
                .flat_map(|format| format.endings())
                .copied()
                .collect();
            found.fail(
                path,
                format!("holds no file of a known ending ({})", endings.join(", ")),
            );
        }
    }
    Ok(found)
}

/// The paths that a file names, one a line.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = list.display().to_string();
    let mut bytes = Vec::new();
    let read = match name.as_str() {
        "-" => std::io::stdin().read_to_end(&mut bytes),
        _ => std::fs::File::open(list).and_then(|mut list| list.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::reading(&name, &error))?;
    let lines = bytes
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.is_empty()).map(path_of).collect())
}

/// A path as the system writes it, which need not be UTF-8.
#[cfg(unix)]
fn path_of(line: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(line).into()
}

#[cfg(not(unix))]
fn path_of(line: &[u8]) -> PathBuf {
    String::from_utf8_lossy(line).into_owned().into()
}

impl Found {
    fn walk(&mut self, folder: &Path) {
        let entries = std::fs::read_dir(folder).and_then(|entries| {
            let paths = entries.map(|entry| entry.map(|entry| entry.path()));
            paths.collect::<Result<Vec<PathBuf>, _>>()
        });
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                let problem = match error.kind() {
                    std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
                    std::io::ErrorKind::NotFound => "no such folder".to_owned(),
                    _ => error.to_string(),
                };
                return self.fail(folder, problem);
            }
        };
        entries.sort();
        for entry in entries {
            if entry.is_dir() {
                // A link to a folder may lead in a circle.
                if !entry.is_symlink() {
                    self.walk(&entry);
                }
                continue;
            }
            let ending = entry
                .extension()
                .map_or_else(String::new, |ending| ending.to_string_lossy().to_lowercase());
            match Format::of_ending(&ending) {
                _ if is_furniture(&entry) => {}
                Some(_) => self.files.push(entry),
                None => *self.skipped.entry(ending).or_default() += 1,
            }
        }
    }

    fn fail(&mut self, path: &Path, problem: String) {
        self.failed.push(ReadError {
            name: path.display().to_string(),
            place: String::new(),
            problem,
            lasting: false,
        });
    }

    /// What was passed over, in words: `passed over for their endings: 2 .json, 1 without one`.
    pub fn skipped_in_words(&self) -> Option<String> {
        let each = self.skipped.iter().map(|(ending, count)| match ending.as_str() {
            "" => format!("{count} without one"),
            ending => format!("{count} .{ending}"),
        });
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| format!("passed over for their endings: {}", each.join(", ")))
    }
}

/// Whether a file only serves others: `.DS_Store`, and `~$draft.docx`, in which Word says who has the draft open.
fn is_furniture(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') || name.starts_with("~$"))
}
