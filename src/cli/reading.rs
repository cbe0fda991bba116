use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use unxref::graph::spellings;
use unxref::model::{Language, Symbol};

/// What is read, and how.
#[derive(Debug, Args)]
pub struct Reading {
    /// Files and folders (walked for known endings); `-` is standard input; without any, the embedded model resolution
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read the files that this file names, too, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,

    /// The language of the text, where it should not be detected
    #[arg(short, long = "language", value_name = "LANG", value_parser = language)]
    pub language: Option<Language>,

    /// The document's own symbol, for a text that does not tell it
    #[arg(long = "as", value_name = "SYMBOL", value_parser = symbol)]
    pub symbol: Option<Symbol>,

    /// A file of your own instruments, bodies, events and phrases (TOML; the README shows one); its examples are tried first
    #[arg(long, value_name = "FILE")]
    pub registry: Option<PathBuf>,

    /// Number of threads; all cores by default
    #[arg(short, value_name = "N")]
    pub jobs: Option<usize>,

    #[command(flatten)]
    pub limits: Limits,
}

impl Reading {
    /// Whether nothing is named that could be read, so that the embedded model resolution is.
    pub fn is_of_the_model(&self) -> bool {
        self.paths.is_empty() && self.files_from.is_none()
    }
}

/// What one document may cost.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Limits of one document")]
pub struct Limits {
    /// Bytes of its file: a number, or one with K, M or G
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512M")]
    pub max_bytes: u64,

    /// Bytes that it unpacks to
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512M")]
    pub max_unpacked: u64,

    /// Pages
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub max_pages: usize,

    /// Seconds until its text is there and its references are found
    #[arg(long, value_name = "N", value_parser = seconds, default_value = "60")]
    pub max_seconds: Duration,

    /// Bytes of memory that its paragraphs and citations take
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "4G")]
    pub max_memory: u64,
}

impl Limits {
    /// What tells these limits from others.
    pub fn in_words(self) -> String {
        let Limits {
            max_bytes,
            max_unpacked,
            max_pages,
            max_seconds,
            max_memory,
        } = self;
        format!(
            "{max_bytes} {max_unpacked} {max_pages} {} {max_memory}",
            max_seconds.as_secs_f64()
        )
    }
}

impl From<Limits> for unxref::read::Limits {
    fn from(limits: Limits) -> unxref::read::Limits {
        unxref::read::Limits {
            bytes: limits.max_bytes,
            unpacked: limits.max_unpacked,
            pages: limits.max_pages,
            time: limits.max_seconds,
            memory: limits.max_memory,
        }
    }
}

pub fn language(code: &str) -> Result<Language, String> {
    code.parse()
}

/// A symbol in any spelling that leaves no doubt.
fn symbol(text: &str) -> Result<Symbol, String> {
    text.parse().or_else(|error: unxref::model::SymbolError| {
        let rows = spellings(text);
        let row = rows.iter().skip(2).find(|row| !row.is_empty());
        match row.map(Vec::as_slice) {
            Some([id]) => id.as_str().parse().map_err(|_| error.to_string()),
            Some(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
                Err(format!("expected one symbol, found what may be {}", ids.join(" or ")))
            }
            None => Err(error.to_string()),
        }
    })
}

fn size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 10),
        Some((at, 'm' | 'M')) => (&text[..at], 20),
        Some((at, 'g' | 'G')) => (&text[..at], 30),
        _ => (text, 0),
    };
    let number = digits.parse::<u64>().ok();
    number
        .and_then(|number| number.checked_mul(1 << shift))
        .ok_or_else(|| "expected a number of bytes such as `1000`, `64K`, `256M` or `2G`".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok();
    number
        .and_then(|number| Duration::try_from_secs_f64(number).ok())
        .ok_or_else(|| "expected a number of seconds such as `60` or `0.5`".to_owned())
}
