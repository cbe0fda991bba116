use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::failure::Failure;

/// How long Graphviz may draw.
const LONGEST: Duration = Duration::from_secs(60);

/// How long to sleep between two looks at a program that runs.
const PAUSE: Duration = Duration::from_millis(10);

/// What Graphviz draws of a graph in its language, in one of its formats.
pub fn draw(dot: &str, format: &str) -> Result<Vec<u8>, Failure> {
    let fail = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::told(
            "--engine dot: `dot` is not on the path; install Graphviz, or leave --engine out: `draw` needs no other program",
        ),
        _ => Failure::told(format!("--engine dot: {error}")),
    };
    // Files rather than pipes: nothing waits for anything, however much is written.
    let (mut given, mut drawn) = (tempfile::tempfile().map_err(fail)?, tempfile::tempfile().map_err(fail)?);
    given.write_all(dot.as_bytes()).map_err(fail)?;
    given.rewind().map_err(fail)?;
    let mut child = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::from(given))
        .stdout(Stdio::from(drawn.try_clone().map_err(fail)?))
        .stderr(Stdio::null())
        .spawn()
        .map_err(fail)?;
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(fail)? {
            break status;
        }
        if began.elapsed() > LONGEST {
            child.kill().and_then(|()| child.wait()).map_err(fail)?;
            return Err(Failure::told(format!(
                "--engine dot: Graphviz took longer than {} seconds; draw fewer nodes, or leave --engine out",
                LONGEST.as_secs()
            )));
        }
        std::thread::sleep(PAUSE);
    };
    let bytes = whole(&mut drawn).map_err(fail)?;
    if !status.success() || bytes.is_empty() {
        return Err(Failure::told(
            "--engine dot: Graphviz could not draw this graph; leave --engine out",
        ));
    }
    Ok(bytes)
}

fn whole(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
