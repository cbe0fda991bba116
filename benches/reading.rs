//! How fast documents are read, and beside it the bare scan for the same words: the ratio means something on any machine.
//!
//! `cargo bench --bench reading` reads `../shared/corpus/akn-text` and the sentences of six languages where they are there,
//! else texts made up below and the model resolution. All on one core.
#![allow(missing_docs)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use unxref::cite::{Bounds, Engine, ReadOptions};
use unxref::model::{InputFile, Language};
use unxref::registry::Registry;
use unxref::text::{Folded, Source};

fn main() {
    divan::main();
}

static ENGINE: LazyLock<Engine<'static>> = LazyLock::new(|| Engine::new(Registry::builtin()));

/// The corpus, or made-up resolutions of some 8 MB in all.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/akn-text");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return (0..400)
            .map(|number| Source::new(format!("{number}.txt"), resolution(20 * 1024)))
            .collect();
    };
    let texts = entries.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
    texts.map(|text| Source::new("akn", text)).collect()
});

fn bytes(sources: &[Source]) -> BytesCount {
    BytesCount::new(sources.iter().map(|source| source.text().len()).sum::<usize>())
}

/// A resolution in the style of the General Assembly, of about `length` bytes.
fn resolution(length: usize) -> String {
    let mut text = "The General Assembly,\n".to_owned();
    let mut number = 1;
    while text.len() < length {
        let _ = writeln!(
            text,
            "Recalling its resolutions 7{}/{number} of 16 December 201{} and 76/{} on matters of common concern,\n\
             Reaffirming the International Covenant on Civil and Political Rights, and welcoming the report of the \
             Secretary-General on the same question (A/7{}/{number}),",
            number % 8,
            5 + number % 5,
            number % 300 + 1,
            number % 8,
        );
        number += 1;
    }
    text
}

fn options() -> ReadOptions {
    ReadOptions {
        language: Some(Language::En),
        ..ReadOptions::default()
    }
}

/// The floor: every word of the lexicon found in the folded text, and counted.
#[divan::bench(sample_count = 10)]
fn scan(bencher: Bencher<'_, '_>) {
    let folded: Vec<Folded> = SOURCES.iter().map(|source| Folded::of(source.text())).collect();
    let lexicon = ENGINE.lexicon(Language::En);
    bencher.counter(bytes(&SOURCES)).bench(|| {
        folded
            .iter()
            .map(|text| lexicon.count(black_box(text.lower())))
            .sum::<usize>()
    });
}

/// Folding alone.
#[divan::bench(sample_count = 10)]
fn fold(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes(&SOURCES)).bench(|| {
        SOURCES
            .iter()
            .map(|source| Folded::of(source.text()).text().len())
            .sum::<usize>()
    });
}

/// Parsing: lines, marks, structure, facts, folding.
#[divan::bench(sample_count = 10)]
fn parse(bencher: Bencher<'_, '_>) {
    let parser = unxref::parse::Parser::new(Registry::builtin());
    let options = unxref::parse::ParseOptions {
        language: Some(Language::En),
        ..Default::default()
    };
    bencher.counter(bytes(&SOURCES)).bench(|| {
        let parsed = SOURCES.iter().map(|source| parser.parse(source, &options));
        parsed.map(|document| document.paragraphs.len()).sum::<usize>()
    });
}

/// Finding and resolving alone, in documents that are parsed.
#[divan::bench(sample_count = 10)]
fn find_and_resolve(bencher: Bencher<'_, '_>) {
    let parser = unxref::parse::Parser::new(Registry::builtin());
    let options = unxref::parse::ParseOptions {
        language: Some(Language::En),
        ..Default::default()
    };
    let documents: Vec<_> = SOURCES.iter().map(|source| parser.parse(source, &options)).collect();
    bencher.counter(bytes(&SOURCES)).bench(|| {
        let cite = |(source, document)| ENGINE.cite(source, document, InputFile::default(), None, &Bounds::NONE);
        let readings = SOURCES.iter().zip(&documents).filter_map(|parsed| cite(parsed).ok());
        readings.map(|reading| reading.citations.len()).sum::<usize>()
    });
}

/// The whole way from text to citations, on one core.
#[divan::bench(sample_count = 10)]
fn read(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes(&SOURCES)).bench(|| {
        let readings = SOURCES
            .iter()
            .map(|source| ENGINE.read(source, InputFile::default(), &options()));
        readings.map(|reading| reading.citations.len()).sum::<usize>()
    });
}

/// The same sentences in every language, fifty in a document.
#[divan::bench(args = Language::ALL, sample_count = 10)]
fn language(bencher: Bencher<'_, '_>, language: Language) {
    let sources = sentences(language);
    let options = ReadOptions {
        language: Some(language),
        ..ReadOptions::default()
    };
    bencher.counter(bytes(&sources)).bench(|| {
        let readings = sources
            .iter()
            .map(|source| ENGINE.read(source, InputFile::default(), &options));
        readings.map(|reading| reading.citations.len()).sum::<usize>()
    });
}

/// Sentences of the parallel corpus, or the model resolution a hundred times.
fn sentences(language: Language) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = root.join(format!("../shared/corpus/six-languages/sentences.{language}"));
    match std::fs::read_to_string(corpus) {
        Ok(text) => {
            let lines: Vec<&str> = text.lines().collect();
            let documents = lines.chunks(50).map(|lines| lines.join("\n"));
            documents.map(|text| Source::new("sentences", text)).collect()
        }
        Err(_) => {
            let model = root.join(format!("src/cli/model/transit.{language}.txt"));
            let text = std::fs::read_to_string(model).unwrap_or_default();
            vec![Source::new("model", text); 100]
        }
    }
}

/// One document of growing length: the rate must not fall.
#[divan::bench(args = [16, 128, 1024, 8192], sample_count = 5)]
fn one_document_kib(bencher: Bencher<'_, '_>, kib: usize) {
    let source = Source::new("long.txt", resolution(kib * 1024));
    bencher.counter(BytesCount::new(source.text().len())).bench(|| {
        ENGINE
            .read(black_box(&source), InputFile::default(), &options())
            .citations
            .len()
    });
}
