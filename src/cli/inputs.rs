use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use unxref::cite::{Beyond, Bounds, Engine, ReadOptions};
use unxref::model::{Language, Notice, Reading, Symbol};
use unxref::read::{Limits, Loaded, ReadError, fenced, load_file};
use unxref::registry::Registry;
use unxref::text::{Source, Span};

use super::failure::Failure;
use super::output::Voice;
use super::reading;
use super::{builtin, output};

/// A document that was read, with the text that its spans mean; or why it was not.
pub type Taken = Result<(Reading, Source), ReadError>;

/// What the user says of the documents that are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    pub language: Option<Language>,
    pub symbol: Option<&'a Symbol>,
    pub limits: Limits,
}

impl<'a> From<&'a reading::Reading> for Said<'a> {
    fn from(options: &'a reading::Reading) -> Said<'a> {
        Said {
            language: options.language,
            symbol: options.symbol.as_ref(),
            limits: options.limits.into(),
        }
    }
}

/// How many files are in flight at once for each thread.
const IN_FLIGHT: usize = 16;

/// The registry that a command works with: the built-in one, or that and the user's file.
pub fn registry(path: Option<&Path>) -> Result<Option<Registry>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    let registry = Registry::with_user_file(&text, &name).map_err(Failure::told)?;
    Engine::new(&registry).try_examples().map_err(Failure::told)?;
    Ok(Some(registry))
}

/// Sets the number of threads, where the user has.
pub fn threads(options: &reading::Reading) -> Result<(), Failure> {
    match options.jobs {
        Some(0) => Err(Failure::told("-j: expected one thread or more, found `0`")),
        Some(jobs) => rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .map_err(Failure::told),
        None => Ok(()),
    }
}

/// Reads the files on all threads and hands them on in their order; no more are held than are in flight.
pub fn read_all<T: Send>(
    files: &[PathBuf],
    read: impl Fn(&Path) -> T + Sync,
    mut take: impl FnMut(&Path, T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let batch = rayon::current_num_threads() * IN_FLIGHT;
    let progress = progress(files.len());
    for files in files.chunks(batch.max(1)) {
        let taken: Vec<T> = files.par_iter().map(|path| read(path)).collect();
        for (path, taken) in files.iter().zip(taken) {
            progress.suspend(|| take(path, taken))?;
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    Ok(())
}

/// A bar with rate and remaining time, for long work on a terminal; nothing anywhere else.
fn progress(files: usize) -> indicatif::ProgressBar {
    if files < 32 || output::voice() == Voice::Quiet {
        return indicatif::ProgressBar::hidden();
    }
    let style = indicatif::ProgressStyle::with_template("{pos}/{len} {wide_bar} {per_sec} {eta}");
    let bar = indicatif::ProgressBar::new(files as u64);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Reads one document.
pub fn read(path: &Path, engine: &Engine<'_>, said: &Said<'_>) -> Taken {
    read_loaded(path, &load_file(path, &said.limits)?, engine, said)
}

/// Reads one document whose bytes are at hand.
pub fn read_loaded(path: &Path, loaded: &Loaded, engine: &Engine<'_>, said: &Said<'_>) -> Taken {
    // A fault of ours in one document must not take the others down with it.
    let guarded = fenced(|| read_guarded(path, loaded, engine, said));
    guarded.unwrap_or_else(|place| Err(ReadError::internal(&loaded.name, &place)))
}

fn read_guarded(path: &Path, loaded: &Loaded, engine: &Engine<'_>, said: &Said<'_>) -> Taken {
    let began = Instant::now();
    let (source, mut input) = loaded.decode(&said.limits)?;
    // What a document declares of itself goes before the name of its file.
    let declares = source.aside().symbol.is_some();
    let named = said
        .symbol
        .cloned()
        .or_else(|| symbol_of_name(path).filter(|_| !declares));
    let read_options = ReadOptions {
        language: said.language,
        symbol: named,
        ..ReadOptions::default()
    };
    let name = std::mem::replace(&mut input.name, own_name(path));
    let bounds = Bounds {
        until: began.checked_add(said.limits.time),
        memory: said.limits.memory,
    };
    let read = engine.read_within(&source, input, &read_options, &bounds);
    let mut reading = read.map_err(|beyond| match beyond {
        Beyond::Time => ReadError::too_long(&loaded.name, &said.limits),
        Beyond::Memory => ReadError::too_much(&loaded.name, &said.limits),
    })?;
    reading.input.name = name;
    Ok((reading, source))
}

/// The name of a file without the folders: what tells no symbol is called after it.
pub fn own_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The embedded model resolution, in the language asked for or in Chinese; and the word that it is no official text.
pub fn model(options: &reading::Reading, engine: &Engine<'_>) -> Result<(Reading, Source), Failure> {
    let language = options.language.unwrap_or(Language::Zh);
    let (source, input, id) = builtin::model(language).map_err(Failure::told)?;
    output::say(format_args!(
        "no path given: reading the embedded model resolution {id} ({language}), which is no official document"
    ));
    let options = ReadOptions {
        language: Some(language),
        id: Some(id),
        ..ReadOptions::default()
    };
    Ok((engine.read(&source, input, &options), source))
}

/// The symbol that a file name spells: `A_HRC_RES_53_24.zh.txt`.
fn symbol_of_name(path: &Path) -> Option<Symbol> {
    let stem = path.file_stem()?.to_str()?;
    let stem = Language::ALL
        .iter()
        .find_map(|language| stem.strip_suffix(&format!(".{language}")))
        .unwrap_or(stem);
    stem.replace('_', "/").parse().ok()
}

/// Tells the notices of a document on standard error.
pub fn tell_notices(reading: &Reading, source: &Source) {
    for Notice { span, message } in &reading.notices {
        let place = if *span == Span::default() {
            String::new()
        } else {
            format!(":{}", source.place(span.start()))
        };
        let note = format_args!("{}{place}: note: {message}", reading.input.name);
        // What is missing is said to pipes too: nothing is lost without a word.
        if source.aside().losses.contains(message) {
            output::say(note);
        } else {
            output::tell(note);
        }
    }
}

/// Tells a failure on standard error and counts it.
pub fn tell_failure(error: &ReadError, failures: &mut usize) {
    anstream::eprintln!("{error}");
    *failures += 1;
}
