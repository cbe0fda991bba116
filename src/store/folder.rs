use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::Deserialize;

use crate::store::Entry;
use crate::store::key::Key;
use crate::store::segment::{self, Segment};
use crate::store::whole_file::UNFINISHED;

/// How many bytes of records make a full segment: so many that a million documents make no more than some thousand files.
const SEGMENT_BYTES: usize = 16 * 1024 * 1024;

/// After how long a segment is written though it is not full: so much work may be lost where the program is cut off.
const PATIENCE: Duration = Duration::from_secs(1);

/// The file that is locked, and by which a folder is known to be a store.
const LOCK: &str = "unxref-store.lock";

/// Why a store cannot be used. One line, the place first.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", .place.display())]
pub struct StoreError {
    /// The folder or file.
    pub place: PathBuf,
    /// What is wrong and what to do.
    pub problem: String,
}

impl StoreError {
    fn new(place: &Path, problem: impl Into<String>) -> StoreError {
        StoreError {
            place: place.to_owned(),
            problem: problem.into(),
        }
    }

    fn io(place: &Path, error: &io::Error) -> StoreError {
        let problem = match error.kind() {
            io::ErrorKind::IsADirectory => "expected a file of the store, found a folder; move it away".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied; a store is read and written".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full; what the store held is as it was".to_owned(),
            _ => error.to_string(),
        };
        StoreError::new(place, problem)
    }
}

/// A folder of records in segments, used by one program at a time.
///
/// A segment is written whole or not at all and never changed, and a record is a function of its key: so whatever ends
/// the program, what the folder holds is true, and at the worst holds something twice.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    lock: File,
    segments: Vec<Held>,
    pending: String,
    flushed: Instant,
    notes: Vec<String>,
}

/// A segment of the folder, and what was seen in it.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    bytes: u64,
    /// Whether nothing in it can be trusted.
    damaged: bool,
    /// The lines that nobody needs any more, by their number.
    dead: HashSet<usize>,
}

impl Held {
    fn new(path: PathBuf, bytes: u64) -> Held {
        Held {
            path,
            bytes,
            damaged: false,
            dead: HashSet::new(),
        }
    }

    fn is_stale(&self) -> bool {
        self.damaged || !self.dead.is_empty()
    }

    fn is_small(&self) -> bool {
        self.bytes < SEGMENT_BYTES as u64 / 2
    }
}

/// What became of the records that a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recalled {
    /// Handed on.
    pub kept: usize,
    /// Of documents that have changed or are gone.
    pub left: usize,
}

impl Store {
    /// Opens a store, or begins one in a new or an empty folder. Where another program uses it, `waiting` is called with
    /// the number of that process, and the store is opened when the other has done.
    ///
    /// # Errors
    /// Where the folder is none of these, or cannot be written to.
    pub fn open(folder: &Path, waiting: impl FnOnce(&str)) -> Result<Store, StoreError> {
        let fail = |error: io::Error| StoreError::io(folder, &error);
        if folder.exists() && !folder.is_dir() {
            return Err(StoreError::new(folder, "expected a folder for the store, found a file"));
        }
        let place = folder.join(LOCK);
        let foreign = |entry: &io::Result<fs::DirEntry>| entry.as_ref().is_ok_and(|entry| entry.file_name() != LOCK);
        if folder.is_dir() && !place.exists() && fs::read_dir(folder).map_err(fail)?.any(|entry| foreign(&entry)) {
            let problem = "expected a store or an empty folder, found a folder with other files";
            return Err(StoreError::new(folder, problem));
        }
        fs::create_dir_all(folder).map_err(fail)?;
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut lock = options.open(&place).map_err(|error| StoreError::io(&place, &error))?;
        take(&mut lock, waiting).map_err(|error| StoreError::io(&place, &error))?;
        let mut store = Store {
            folder: folder.to_owned(),
            lock,
            segments: Vec::new(),
            pending: String::new(),
            flushed: Instant::now(),
            notes: Vec::new(),
        };
        store.sign_in().map_err(|error| StoreError::io(&place, &error))?;
        store.list()?;
        Ok(store)
    }

    /// Notes the process in the lock. One that stands there already was cut off before it could sign out: the lock itself
    /// ended with it.
    fn sign_in(&mut self) -> io::Result<()> {
        let other = read_all(&mut self.lock)?;
        if !other.is_empty() {
            self.notes.push(format!(
                "{}: process {other} was cut off while it used this store; going on from what it kept",
                self.folder.display()
            ));
        }
        self.sign(&std::process::id().to_string())
    }

    fn sign(&mut self, words: &str) -> io::Result<()> {
        self.lock.set_len(0)?;
        self.lock.rewind()?;
        self.lock.write_all(words.as_bytes())
    }

    /// Lists the segments, and sweeps out what was being written when a program was cut off.
    fn list(&mut self) -> Result<(), StoreError> {
        let fail = |error: io::Error| StoreError::io(&self.folder, &error);
        for entry in fs::read_dir(&self.folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            let at = |error: io::Error| StoreError::io(&path, &error);
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            if name.is_some_and(|name| name.starts_with(UNFINISHED)) {
                fs::remove_file(&path).map_err(at)?;
            } else if path.extension().is_some_and(|ending| ending == segment::ENDING) {
                let bytes = fs::metadata(&path).map_err(at)?.len();
                self.segments.push(Held::new(path, bytes));
            }
        }
        self.segments.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(())
    }

    /// What the user should know of, since it was last asked: damage that was found, a program that was cut off.
    pub fn notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// Hands on every record whose key is wanted, once and in no particular order. What is not wanted, and was read from a
    /// file that `gone` knows, leaves the store when it is closed.
    ///
    /// # Errors
    /// Where a segment cannot be read, or is of a newer schema. A damaged one is noted and left out.
    pub fn recall(
        &mut self,
        wanted: &(impl Fn(&Key) -> bool + Sync),
        gone: &(impl Fn(&str) -> bool + Sync),
        mut take: impl FnMut(Key, Entry),
    ) -> Result<Recalled, StoreError> {
        let mut seen: HashSet<Key> = HashSet::new();
        let mut recalled = Recalled::default();
        for held in &mut self.segments {
            let lines = match segment::read(&held.path).map_err(|error| StoreError::io(&held.path, &error))? {
                Segment::Whole(lines) => lines,
                Segment::Damaged(why) => {
                    let place = held.path.display();
                    self.notes.push(format!(
                        "{place}: damaged ({why}); the documents whose records it held are read again"
                    ));
                    held.damaged = true;
                    continue;
                }
                Segment::Newer(schema) => {
                    let known = segment::SEGMENT_SCHEMA;
                    let problem = format!(
                        "expected `{known}`, found `{schema}`, which a newer unxref wrote; use that or another store"
                    );
                    return Err(StoreError::new(&held.path, problem));
                }
            };
            let lines: Vec<&str> = lines.lines().collect();
            let judged: Vec<Verdict> = lines.par_iter().map(|line| judge(line, wanted, gone)).collect();
            for (number, verdict) in judged.into_iter().enumerate() {
                match verdict {
                    Verdict::Wanted(key, entry) if seen.insert(key) => {
                        recalled.kept += 1;
                        take(key, entry);
                        continue;
                    }
                    Verdict::Kept(key) if seen.insert(key) => continue,
                    Verdict::Wanted(..) | Verdict::Kept(_) => {}
                    Verdict::Left => recalled.left += 1,
                }
                held.dead.insert(number);
            }
        }
        Ok(recalled)
    }

    /// Keeps a record. It is safe on the disk within a second's work, or when the store is closed.
    ///
    /// # Errors
    /// Where the disk is full or fails; then the store is as it was.
    pub fn keep(&mut self, key: &Key, entry: &Entry) -> Result<(), StoreError> {
        let json = serde_json::to_string(entry).map_err(|error| StoreError::new(&self.folder, error.to_string()))?;
        self.pending.push_str(&segment::line(key, &json));
        if self.pending.len() >= SEGMENT_BYTES || self.flushed.elapsed() >= PATIENCE {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.flushed = Instant::now();
        if self.pending.is_empty() {
            return Ok(());
        }
        let lines = std::mem::take(&mut self.pending);
        let path = segment::write(&self.folder, &lines).map_err(|error| {
            StoreError::new(
                &self.folder,
                format!("cannot be written: {error}; what it held is as it was"),
            )
        })?;
        self.segments.retain(|held| held.path != path);
        self.segments.push(Held::new(path, lines.len() as u64));
        Ok(())
    }

    /// Writes what is not written yet, lets go of what has left, and makes full segments of small ones.
    ///
    /// # Errors
    /// Where the disk is full or fails; then nothing is lost but what was not written yet.
    pub fn close(mut self) -> Result<(), StoreError> {
        let smalls = self.segments.iter().filter(|held| held.is_small()).count();
        let several = smalls + usize::from(!self.pending.is_empty()) > 1;
        let segments = std::mem::take(&mut self.segments);
        let (loose, firm): (Vec<Held>, Vec<Held>) = segments
            .into_iter()
            .partition(|held| held.is_stale() || several && held.is_small());
        self.segments = firm;
        for held in loose.iter().filter(|held| !held.damaged) {
            let Ok(Segment::Whole(lines)) = segment::read(&held.path) else {
                continue;
            };
            let numbered = lines.lines().enumerate();
            for (_, line) in numbered.filter(|(number, _)| !held.dead.contains(number)) {
                self.pending.push_str(line);
                self.pending.push('\n');
            }
            if self.pending.len() >= SEGMENT_BYTES {
                self.flush()?;
            }
        }
        self.flush()?;
        // Only when all that they held stands elsewhere.
        for held in &loose {
            if !self.segments.iter().any(|firm| firm.path == held.path) {
                fs::remove_file(&held.path).map_err(|error| StoreError::io(&held.path, &error))?;
            }
        }
        Ok(())
    }
}

impl Drop for Store {
    /// Signs out: whoever finds a process in the lock knows that it was cut off.
    fn drop(&mut self) {
        self.sign("").ok();
    }
}

/// What becomes of one line of a segment.
enum Verdict {
    Wanted(Key, Entry),
    Kept(Key),
    Left,
}

fn judge(line: &str, wanted: &impl Fn(&Key) -> bool, gone: &impl Fn(&str) -> bool) -> Verdict {
    #[derive(Deserialize)]
    struct Named {
        file: String,
    }
    let Some(key) = segment::key_of(line) else {
        return Verdict::Left;
    };
    if wanted(&key) {
        return match line.parse() {
            Ok(entry) => Verdict::Wanted(key, entry),
            Err(_) => Verdict::Left,
        };
    }
    match serde_json::from_str::<Named>(line) {
        Ok(named) if !gone(&named.file) => Verdict::Kept(key),
        _ => Verdict::Left,
    }
}

/// Takes the lock. It is the system's own, which ends with the process however that ends.
fn take(lock: &mut File, waiting: impl FnOnce(&str)) -> io::Result<()> {
    match lock.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waiting(&read_all(lock).unwrap_or_default());
            lock.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn read_all(file: &mut File) -> io::Result<String> {
    let mut words = String::new();
    file.rewind()?;
    file.read_to_string(&mut words)?;
    Ok(words.trim().to_owned())
}
