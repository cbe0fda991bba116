//! Word files of before 2007, through a program that reads them.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::read::allowance::Allowance;
use crate::read::reader::{Extract, Wrong};
use crate::read::{docx, encoding};
use crate::text::Aside;

/// A program that turns such files into what can be read here.
struct Program {
    name: &'static str,
    /// What it is told; `FILE` and `FOLDER` stand for the file and for an empty folder beside it.
    arguments: &'static [&'static str],
    /// The file that it writes into the folder; without one, its output is the text.
    writes: Option<&'static str>,
}

/// The programs, the best first: LibreOffice keeps the notes where their marks stand.
const PROGRAMS: [Program; 3] = [
    Program {
        name: "soffice",
        arguments: &[
            "-env:UserInstallation=file://FOLDER/profile",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            "FOLDER",
            "FILE",
        ],
        writes: Some("document.docx"),
    },
    Program {
        name: "antiword",
        arguments: &["-w", "0", "-m", "UTF-8.txt", "FILE"],
        writes: None,
    },
    Program {
        name: "catdoc",
        arguments: &["-w", "-d", "utf-8", "FILE"],
        writes: None,
    },
];

/// How long to sleep between two looks at a program that runs.
const PAUSE: Duration = Duration::from_millis(20);

/// Reads a Word file of before 2007.
///
/// # Errors
/// Where no program is there to do it, or the one that is there fails or takes too long.
pub(crate) fn read(bytes: &[u8], allowance: &mut Allowance) -> Result<Extract, Wrong> {
    let Some((program, path)) = PROGRAMS
        .iter()
        .find_map(|program| Some((program, on_path(program.name)?)))
    else {
        return Err(Wrong::new(
            "is a Word file of before 2007; install LibreOffice (soffice), antiword or catdoc to read it, or save it as DOCX",
        ));
    };
    let fail = |error: std::io::Error| Wrong::new(format!("cannot be handed to {}: {error}", program.name));
    let folder = tempfile::Builder::new().prefix("unxref-").tempdir().map_err(fail)?;
    let file = folder.path().join("document.doc");
    fs::write(&file, bytes).map_err(fail)?;
    let output = folder.path().join("output");
    let arguments = program.arguments.iter().map(|argument| {
        let argument = argument.replace("FOLDER", &folder.path().to_string_lossy());
        argument.replace("FILE", &file.to_string_lossy())
    });
    let mut command = Command::new(path);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(File::create(&output).map_err(fail)?)
        .stderr(Stdio::null());
    apart(&mut command);
    let child = command.spawn().map_err(fail)?;
    if !succeeds(child, allowance)? {
        return Err(Wrong::new(format!("is a Word file that {} cannot read", program.name)));
    }
    let written = program.writes.map_or(output, |name| folder.path().join(name));
    let made = taken(&written, allowance)
        .map_err(|_| Wrong::new(format!("is a Word file of which {} made nothing", program.name)))?;
    allowance.unpack(made.len() as u64)?;
    if program.writes.is_some() {
        return docx::read(&made, allowance);
    }
    let text = encoding::decode(&made)?.text;
    if text.trim().is_empty() {
        return Err(Wrong::new("is a Word file that holds no text"));
    }
    Ok(Extract {
        text,
        aside: Aside {
            whole_lines: true,
            notices: vec![format!(
                "read through {}, which tells nothing of footnotes",
                program.name
            )],
            ..Aside::default()
        },
    })
}

/// Where a program is, if it is on the path.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// Waits for a program to end, no longer than the time that is left; whether it succeeded.
fn succeeds(mut child: Child, allowance: &Allowance) -> Result<bool, Wrong> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) => {}
            Err(_) => return Ok(false),
        }
        if let Err(wrong) = allowance.check_time() {
            stop(&mut child);
            return Err(wrong);
        }
        std::thread::sleep(PAUSE.min(allowance.left()));
    }
}

/// Makes a program the head of a group of its own, so that its helpers end with it.
fn apart(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

/// Ends a program and its helpers.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    let _ = Command::new("kill")
        .args(["-KILL", "--", &format!("-{}", child.id())])
        .stderr(Stdio::null())
        .status();
    let _ = child.kill();
    let _ = child.wait();
}

/// The bytes of a file, no more than may be unpacked.
fn taken(path: &Path, allowance: &Allowance) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = allowance.unpacked().saturating_add(1);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
