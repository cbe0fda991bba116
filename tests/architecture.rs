//! The house: a module imports only from the floors below it, by name, and no file is too long to read.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the ground up; neighbours on a floor are strangers.
const FLOORS: [&[&str]; 10] = [
    &["text"],
    &["model"],
    &["lang", "registry"],
    &["read", "parse", "store"],
    &["cite"],
    &["graph"],
    &["query"],
    &["check", "eval"],
    &["export"],
    &["draw"],
];

const LONGEST: usize = 450;

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// Every source file with its text, the path from `src/` on.
fn sources() -> Vec<(PathBuf, String)> {
    written_in(&["rs"])
}

/// Every file with one of these endings.
fn written_in(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|own| endings.iter().any(|ending| own == *ending))
            {
                let text = fs::read_to_string(&path).expect("UTF-8");
                files.push((path.strip_prefix(&root).expect("below src").to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// The lines of code with their numbers, up to the tests: comments tell examples, not imports.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    let lines = lines.map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.enumerate().map(|(number, line)| (number + 1, line))
}

/// What stands after `crate::` in a line: `model`, or `{` where the import does not name its module.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if end == 0 { "{" } else { &rest[..end] }
    })
}

#[test]
fn no_import_climbs() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let module = path
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        for (number, line) in code(&text) {
            for import in imports(line) {
                let allowed = match (floor(&module), floor(import)) {
                    _ if module == import => true,
                    (Some(own), Some(other)) => other < own,
                    _ => false,
                };
                if !allowed {
                    faults.push(format!(
                        "src/{}:{number}: `{module}` imports `{import}`",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "imports that climb or do not name their module:\n{}",
        faults.join("\n")
    );
}

#[test]
fn every_module_has_a_floor() {
    let lib = sources()
        .into_iter()
        .find(|(path, _)| path == Path::new("lib.rs"))
        .expect("lib.rs")
        .1;
    let modules = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(floor(module).is_some(), "`{module}` stands on no floor");
    }
}

#[test]
fn files_fit_a_reader_and_never_unwrap() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let length = text.lines().count();
        if length > LONGEST {
            faults.push(format!("src/{}: {length} lines, at most {LONGEST}", path.display()));
        }
        for (number, line) in code(&text) {
            if line.contains(".unwrap()") {
                faults.push(format!("src/{}:{number}: unwrap()", path.display()));
            }
        }
    }
    // What the explorer's page is made of has its own words for what is unsafe: nothing may become markup or code.
    for (path, text) in written_in(&["js", "css", "html"]) {
        let length = text.lines().count();
        if length > LONGEST {
            faults.push(format!("src/{}: {length} lines, at most {LONGEST}", path.display()));
        }
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
        ] {
            if text.contains(word) {
                faults.push(format!("src/{}: {word}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
