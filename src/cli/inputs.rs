use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unxref::cite::{Engine, ReadOptions};
use unxref::model::{Language, Notice, Reading, Symbol};
use unxref::read::{Loaded, ReadError, load_file};
use unxref::registry::Registry;
use unxref::text::{Source, Span};

use super::arguments;
use super::failure::Failure;
use super::{builtin, output};

/// A document that was read, with the text that its spans mean; or why it was not.
pub type Taken = Result<(Reading, Source), ReadError>;

/// How many files are in flight at once for each thread.
const IN_FLIGHT: usize = 16;

/// The registry that a command works with: the built-in one, or that and the user's file.
pub fn registry(path: Option<&Path>) -> Result<Option<Registry>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::reading(&name, &error))?;
    Registry::with_user_file(&text, &name).map(Some).map_err(Failure::told)
}

/// Sets the number of threads, where the user has.
pub fn threads(options: &arguments::Reading) -> Result<(), Failure> {
    match options.jobs {
        Some(0) => Err(Failure::told("-j: expected one thread or more, found `0`")),
        Some(jobs) => rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .map_err(Failure::told),
        None => Ok(()),
    }
}

/// The files that the paths and the list name, folders walked, in a stable order.
pub fn files(reading: &arguments::Reading) -> Result<Vec<PathBuf>, Failure> {
    let listed = reading.files_from.as_deref().map(listed).transpose()?;
    let mut files = Vec::new();
    for path in reading.paths.iter().chain(listed.iter().flatten()) {
        if path.is_dir() {
            let before = files.len();
            walk(path, &mut files)?;
            if files.len() == before {
                return Err(Failure::told(format!("{}: holds no .txt file", path.display())));
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// The paths that a file names, one a line.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = list.display().to_string();
    let text = match name.as_str() {
        "-" => std::io::read_to_string(std::io::stdin()),
        _ => std::fs::read_to_string(list),
    };
    let text = text.map_err(|error| Failure::reading(&name, &error))?;
    Ok(text
        .lines()
        .filter(|line| !line.is_empty())
        .map(PathBuf::from)
        .collect())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::told(format!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(fail)?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() && !entry.is_symlink() {
            walk(&entry, files)?;
        } else if entry
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
        {
            files.push(entry);
        }
    }
    Ok(())
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
            take(path, taken)?;
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    Ok(())
}

/// A bar with rate and remaining time, for long work on a terminal; nothing anywhere else.
fn progress(files: usize) -> indicatif::ProgressBar {
    if files < 32 {
        return indicatif::ProgressBar::hidden();
    }
    let style = indicatif::ProgressStyle::with_template("{pos}/{len} {wide_bar} {per_sec} {eta}");
    let bar = indicatif::ProgressBar::new(files as u64);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Reads one document, with what the user says of it.
pub fn read(path: &Path, engine: &Engine<'_>, language: Option<Language>, symbol: Option<&Symbol>) -> Taken {
    read_loaded(path, &load_file(path)?, engine, language, symbol)
}

/// Reads one document whose bytes are at hand.
pub fn read_loaded(
    path: &Path,
    loaded: &Loaded,
    engine: &Engine<'_>,
    language: Option<Language>,
    symbol: Option<&Symbol>,
) -> Taken {
    let (source, mut input) = loaded.decode()?;
    let named = symbol.cloned().or_else(|| symbol_of_name(path));
    let read_options = ReadOptions {
        language,
        symbol: named,
        ..ReadOptions::default()
    };
    let name = std::mem::replace(&mut input.name, own_name(path));
    // A fault of ours in one document must not take the others down with it.
    let guarded = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        engine.read(&source, input, &read_options)
    }));
    let mut reading = guarded.map_err(|_| ReadError::internal(&source))?;
    reading.input.name = name;
    Ok((reading, source))
}

/// The name of a file without the folders: what tells no symbol is called after it.
pub fn own_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The embedded model resolution, in the language asked for or in Chinese; and the word that it is no official text.
pub fn model(options: &arguments::Reading, engine: &Engine<'_>) -> Result<(Reading, Source), Failure> {
    let language = options.language.unwrap_or(Language::Zh);
    let (source, input, id) = builtin::model(language).map_err(Failure::told)?;
    anstream::eprintln!(
        "no path given: reading the embedded model resolution {id} ({language}), which is no official document"
    );
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
        output::tell(&format!("{}{place}: note: {message}", reading.input.name));
    }
}

/// Tells a failure on standard error and counts it.
pub fn tell_failure(error: &ReadError, failures: &mut usize) {
    anstream::eprintln!("{error}");
    *failures += 1;
}
