use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unxref::cite::Engine;
use unxref::export::{is_atlas, read_atlas, read_json_noting};
use unxref::graph::{Builder, CitationGraph};
use unxref::model::{InputFile, Reading, sha256};
use unxref::read::{Loaded, ReadError, load_file};
use unxref::registry::Registry;
use unxref::store::{self, Entry, Key, Record, Store, Terms, is_head};
use unxref::text::Source;

use super::build::Build;
use super::failure::Failure;
use super::{inputs, output, walk};

/// Files under the keys of their records.
type Known = BTreeMap<Key, Vec<PathBuf>>;

/// These keys under those that the same documents are kept under if they were refused.
type Refusals = BTreeMap<Key, Key>;

/// What of a document a store keeps.
enum Kept<'k> {
    Read(&'k Reading, &'k Source),
    Refused(&'k ReadError, &'k str),
}

/// What a line of JSON is expected to be.
const RECORD_EXPECTED: &str = "expected a record as `cite -f documents` writes it, one a line, or a graph with `nodes` and \
     `edges`; it is no record";

/// What an input of `build` turned out to be, by its content.
enum Given {
    Document(Box<(Reading, Source)>),
    /// A document that will always be refused, with the hash of its bytes.
    Refused(ReadError, String),
    Readings(Vec<Reading>),
    Graph(Box<CitationGraph>),
}

/// The graph of a corpus on the way: what was read, what is kept, what failed.
pub struct Corpus<'a> {
    command: &'a Build,
    engine: &'a Engine<'a>,
    builder: Builder<'a, Registry>,
    /// The texts that tell no symbol, under the names that they are called by.
    nameless: BTreeMap<String, InputFile>,
    read: usize,
    failures: usize,
}

impl<'a> Corpus<'a> {
    pub fn new(command: &'a Build, engine: &'a Engine<'a>) -> Corpus<'a> {
        Corpus {
            command,
            engine,
            builder: Builder::new(engine.registry()),
            nameless: BTreeMap::new(),
            read: 0,
            failures: 0,
        }
    }

    /// Documents, records and graphs, merged; and how many inputs could not be read.
    pub fn build(mut self) -> Result<(CitationGraph, usize), Failure> {
        let found = walk::find(&self.command.reading)?;
        for error in &found.failed {
            self.fail(&Failure::told(error));
        }
        if let Some(words) = found.skipped_in_words() {
            output::say(words);
        }
        let files = found.files;
        match &self.command.store {
            Some(folder) => self.with_store(folder, files)?,
            None => self.take_all(&files, |_, _| Ok(()))?,
        }
        if self.read == 0 {
            return Err(Failure::told("nothing could be read"));
        }
        Ok((self.builder.finish(), self.failures))
    }

    /// Takes every file; `keep` sees each document that was read, and each that never will be.
    fn take_all(
        &mut self,
        files: &[PathBuf],
        mut keep: impl FnMut(&Path, Kept<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let single = files.len() == 1;
        let (command, engine) = (self.command, self.engine);
        inputs::read_all(
            files,
            |path| given(path, command, engine),
            |path, given| {
                match given {
                    Ok(Given::Document(document)) => {
                        let (reading, source) = *document;
                        if single {
                            inputs::tell_notices(&reading, &source);
                        }
                        keep(path, Kept::Read(&reading, &source))?;
                        self.add(&reading);
                    }
                    Ok(Given::Refused(error, sha256)) => {
                        keep(path, Kept::Refused(&error, &sha256))?;
                        self.fail(&Failure::told(error));
                    }
                    Ok(Given::Readings(readings)) => readings.iter().for_each(|reading| self.add(reading)),
                    Ok(Given::Graph(graph)) => {
                        self.read += 1;
                        self.builder.merge(*graph);
                    }
                    Err(error) => self.fail(&error),
                }
                Ok(())
            },
        )
    }

    fn fail(&mut self, error: &Failure) {
        anstream::eprintln!("{error}");
        self.failures += 1;
    }

    fn add(&mut self, reading: &Reading) {
        self.read += 1;
        self.tell_namesake(reading);
        self.builder.add(reading);
    }

    /// Texts that tell no symbol are called after their files: two of one name become one node, which nobody may overlook.
    fn tell_namesake(&mut self, reading: &Reading) {
        if !reading.id.as_str().starts_with("file:") {
            return;
        }
        let named = self.nameless.entry(reading.id.to_string());
        let first = named.or_insert_with(|| reading.input.clone());
        if first.sha256 != reading.input.sha256 {
            anstream::eprintln!(
                "{}: taken for the same document as {}, since neither tells its symbol; rename one",
                reading.input.name,
                first.name
            );
        }
    }

    /// Takes from the store what has not changed, reads the rest, and keeps it.
    fn with_store(&mut self, folder: &Path, files: Vec<PathBuf>) -> Result<(), Failure> {
        let place = folder.display().to_string();
        let waiting = |process: &str| {
            output::say(format_args!(
                "{place}: another unxref (process {process}) uses this store; waiting until it has done"
            ));
        };
        let mut store = Store::open(folder, waiting).map_err(Failure::told)?;
        let terms = terms(self.command)?;
        let paths = &self.command.reading.paths;
        let given: BTreeSet<PathBuf> = files.iter().map(|path| plain(path).to_owned()).collect();
        let gone = |file: &str| {
            let file = plain(Path::new(file));
            given.contains(file) || paths.iter().any(|path| file.starts_with(plain(path)))
        };
        let limits = self.command.reading.limits.in_words();
        let (known, refusals, others) = self.keys(&terms, &limits, files)?;
        let mut unread: BTreeMap<Key, &Vec<PathBuf>> = known.iter().map(|(key, paths)| (*key, paths)).collect();
        let wanted = |key: &Key| known.contains_key(key) || refusals.contains_key(key);
        let mut refused: Vec<(PathBuf, String)> = Vec::new();
        let recalled = store.recall(&wanted, &gone, |key, entry| match entry {
            Entry::Read(record) => {
                let Ok(reading) = Reading::try_from(*record) else {
                    return;
                };
                for path in unread.remove(&key).into_iter().flatten() {
                    let mut reading = reading.clone();
                    reading.input.name = path.display().to_string();
                    self.add(&reading);
                }
            }
            Entry::Failed(failed) => {
                let readable = refusals.get(&key).and_then(|readable| unread.remove(readable));
                let told = failed.errors.join("; ");
                let told = told.strip_prefix(&failed.file).unwrap_or(&told);
                let each = readable.into_iter().flatten();
                refused.extend(each.map(|path| (path.clone(), format!("{}{told}", path.display()))));
            }
        });
        let recalled = recalled.map_err(Failure::told)?;
        for note in store.notes() {
            output::say(note);
        }
        let kept = self.read;
        refused.sort();
        refused.iter().for_each(|(_, told)| self.fail(&Failure::told(told)));
        let mut files: Vec<PathBuf> = unread.values().flat_map(|paths| paths.iter().cloned()).collect();
        files.extend(others);
        files.sort();
        self.take_all(&files, |path, kept| {
            if !path.is_file() {
                return Ok(());
            }
            let name = inputs::own_name(path);
            let (key, entry) = match kept {
                Kept::Read(reading, source) => {
                    let record = Record::from_reading(reading, source);
                    (terms.key(&reading.input.sha256, &name), Entry::Read(Box::new(record)))
                }
                Kept::Refused(error, sha256) => {
                    let record = store::Failure::new(error.name.as_str(), error.to_string()).of_bytes(sha256);
                    (terms.key_of_failure(sha256, &name, &limits), Entry::Failed(record))
                }
            };
            store.keep(&key, &entry).map_err(Failure::told)
        })?;
        store.close().map_err(Failure::told)?;
        let read = self.read - kept;
        let again = match refused.len() {
            0 => String::new(),
            count => format!(", {count} refused as before"),
        };
        output::say(format_args!(
            "{place}: {kept} documents kept, {read} read, {} records let go{again}",
            recalled.left
        ));
        Ok(())
    }

    /// The files under the keys of their records; these keys under those that they are kept under if they were refused; and
    /// the files that no store keeps: records, graphs, pipes.
    fn keys(
        &mut self,
        terms: &Terms,
        limits: &str,
        files: Vec<PathBuf>,
    ) -> Result<(Known, Refusals, Vec<PathBuf>), Failure> {
        let (mut known, mut refusals) = (Known::new(), Refusals::new());
        let (files, mut others): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(|path| path.is_file());
        let within = self.command.reading.limits.into();
        let key = |path: &Path| -> Result<Option<(Key, Key)>, ReadError> {
            let loaded = load_file(path, &within)?;
            let (name, sha256) = (inputs::own_name(path), loaded.sha256());
            let machine_made = is_atlas(&loaded.bytes) || is_machine_made(&loaded);
            let keys = || (terms.key(&sha256, &name), terms.key_of_failure(&sha256, &name, limits));
            Ok((!machine_made).then(keys))
        };
        inputs::read_all(&files, key, |path, key| {
            match key {
                Ok(Some((key, refusal))) => {
                    known.entry(key).or_default().push(path.to_owned());
                    refusals.insert(refusal, key);
                }
                Ok(None) => others.push(path.to_owned()),
                Err(error) => self.fail(&Failure::told(error)),
            }
            Ok(())
        })?;
        Ok((known, refusals, others))
    }
}

/// A path as it is compared: `./folder/x` is `folder/x`.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// What the records of this run depend on: the program to the byte, for a record of another program is another record.
fn terms(command: &Build) -> Result<Terms, Failure> {
    let program = std::env::current_exe()
        .and_then(std::fs::read)
        .map(|bytes| sha256(&bytes));
    let registry = match &command.reading.registry {
        Some(path) => load_file(path, &command.reading.limits.into())
            .map_err(Failure::told)?
            .sha256(),
        None => String::new(),
    };
    Ok(Terms {
        extractor: format!("{} {}", env!("CARGO_PKG_VERSION"), program.unwrap_or_default()),
        registry,
        language: command.reading.language,
        symbol: command.reading.symbol.clone(),
    })
}

/// Whether it begins as JSON does, after a byte order mark and white space: no document does.
fn is_machine_made(loaded: &Loaded) -> bool {
    let bytes = loaded.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&loaded.bytes);
    let wide = bytes.starts_with(b"\xff\xfe{\0") || bytes.starts_with(b"\xfe\xff\0{");
    wide || bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// Reads an input as what its content says it is.
fn given(path: &Path, command: &Build, engine: &Engine<'_>) -> Result<Given, Failure> {
    let said = inputs::Said::from(&command.reading);
    let loaded = load_file(path, &said.limits).map_err(Failure::told)?;
    if is_atlas(&loaded.bytes) {
        return match read_atlas(loaded.bytes) {
            Ok(graph) => Ok(Given::Graph(Box::new(graph))),
            Err(error) => Err(Failure::told(format!("{}: {error}", loaded.name))),
        };
    }
    if is_machine_made(&loaded) {
        let (source, _) = loaded.decode(&said.limits).map_err(Failure::told)?;
        return machine_made(source.name(), source.text());
    }
    match inputs::read_loaded(path, &loaded, engine, &said) {
        Ok(taken) => Ok(Given::Document(Box::new(taken))),
        Err(error) if error.lasting => Ok(Given::Refused(error, loaded.sha256())),
        Err(error) => Err(Failure::told(error)),
    }
}

/// Records one a line, or a graph.
fn machine_made(name: &str, text: &str) -> Result<Given, Failure> {
    let mut lines = text
        .lines()
        .map(str::trim)
        .enumerate()
        .filter(|(_, line)| !line.is_empty());
    let first = lines.clone().next().map(|(_, line)| line).unwrap_or_default();
    if !is_head(first) && !is_record(first) {
        let (graph, notes) = read_json_noting(text).map_err(|error| Failure::told(format!("{name}:{error}")))?;
        output::say_each(name, &notes);
        return Ok(Given::Graph(Box::new(graph)));
    }
    let mut readings = Vec::new();
    lines.try_for_each(|(number, line)| {
        let at = |problem: String| Failure::told(format!("{name}:{}: {problem}", number + 1));
        if is_head(line) {
            return Ok(());
        }
        let entry: Entry = line
            .parse()
            .map_err(|error| at(format!("{RECORD_EXPECTED}: {error}")))?;
        match entry {
            Entry::Read(record) => readings.push(Reading::try_from(*record).map_err(|error| at(error.to_string()))?),
            Entry::Failed(failed) => anstream::eprintln!(
                "{name}:{}: {} was not read: {}",
                number + 1,
                failed.file,
                failed.errors.join("; ")
            ),
        }
        Ok(())
    })?;
    Ok(Given::Readings(readings))
}

/// Whether a line is a whole object without what every graph has: a record, or what someone took for one.
fn is_record(line: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Parts {
        nodes: Option<serde::de::IgnoredAny>,
        graph: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_str::<Parts>(line).is_ok_and(|parts| parts.nodes.is_none() && parts.graph.is_none())
}
