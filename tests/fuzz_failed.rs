//! What once broke a law of `tests/fuzz`, kept there, and the seeds that the search begins with: every law holds of them.

mod law;

use std::fs;
use std::path::Path;

#[test]
fn what_once_failed_fails_no_more() {
    let failed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/failed");
    let mut known = 0;
    for (target, law) in law::LAWS {
        let Ok(entries) = fs::read_dir(failed.join(target)) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            eprintln!("{}", path.display());
            law(&fs::read(path).expect("an input"));
            known += 1;
        }
    }
    let folders = fs::read_dir(&failed).map_or(0, Iterator::count);
    assert!(known >= folders, "a folder is named like no target");
}

/// With `UNXREF_SEEDS` set to a folder, writes the seeds there, from where `tests/fuzz/run` takes them.
#[test]
fn the_laws_hold_of_the_seeds() {
    let folder = std::env::var_os("UNXREF_SEEDS");
    for (target, law) in law::LAWS {
        let seeds = law::seeds::of(target);
        assert!(!seeds.is_empty(), "{target}");
        for (nth, seed) in seeds.iter().enumerate() {
            law(seed);
            if let Some(folder) = folder.as_deref().map(|folder| Path::new(folder).join(target)) {
                fs::create_dir_all(&folder).expect("a folder");
                fs::write(folder.join(nth.to_string()), seed).expect("written");
            }
        }
    }
}
