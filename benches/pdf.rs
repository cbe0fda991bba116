//! How fast PDFs are read, from bytes to text, on one core: items are documents.
//!
//! `cargo bench --bench pdf` reads `../shared/corpus/pdf` where it is there, else a document of made-up pages.
#![allow(missing_docs)]

#[path = "../tests/paper/mod.rs"]
mod paper;

use std::path::Path;
use std::sync::LazyLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use paper::Paper;
use unxref::read::{Limits, read_bytes};

fn main() {
    divan::main();
}

/// The corpus, or a few documents of several pages.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/pdf");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return vec![paper(5).bytes(); 10];
    };
    entries
        .filter_map(|entry| std::fs::read(entry.ok()?.path()).ok())
        .collect()
});

/// Pages full of words.
fn paper(pages: u32) -> Paper {
    let line = "Recalling its resolutions 76/172 of 16 December 2021 and 70/1, on lamps and on stairs,";
    (0..pages).fold(Paper::default(), |paper, _| paper.page().lines(60, 740, &[line; 50]))
}

#[divan::bench(sample_count = 5)]
fn corpus(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(FILES.len())).bench(|| {
        let texts = FILES
            .iter()
            .map(|file| read_bytes("paper.pdf", black_box(file), &Limits::default()));
        texts.map(|read| read.expect("a text").0.text().len()).sum::<usize>()
    });
}

/// One document of growing length: the rate of pages must not fall.
#[divan::bench(args = [4, 32, 256], sample_count = 5)]
fn pages(bencher: Bencher<'_, '_>, pages: u32) {
    let file = paper(pages).bytes();
    bencher.counter(ItemsCount::new(pages)).bench(|| {
        read_bytes("paper.pdf", black_box(&file), &Limits::default())
            .expect("a text")
            .0
            .text()
            .len()
    });
}
