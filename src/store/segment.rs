use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::sha256;
use crate::store::key::Key;
use crate::store::whole_file::write_whole;

/// The name of the schema of a segment; it changes when what stands in one changes its meaning.
pub(super) const SEGMENT_SCHEMA: &str = "unxref-store/1";

const SERIES: &str = "unxref-store/";

/// The ending of a segment's file.
pub(super) const ENDING: &str = "jsonl";

const KEY_BEFORE: &str = "{\"key\":\"";
const KEY_AFTER: &str = "\",";

/// The first line of a segment.
#[derive(Serialize, Deserialize)]
struct Head {
    schema: String,
    records: usize,
    sha256: String,
}

/// What the file of a segment turned out to be.
pub(super) enum Segment {
    /// As it was written: its records, one a line.
    Whole(String),
    /// Not what was written, so that nothing in it can be trusted; and why.
    Damaged(String),
    /// Of this schema, which a newer program writes.
    Newer(String),
}

/// Reads a segment and holds it against its checksum.
pub(super) fn read(path: &Path) -> io::Result<Segment> {
    let bytes = fs::read(path)?;
    let damaged = |why: &str| Ok(Segment::Damaged(why.to_owned()));
    let Some(end) = memchr::memchr(b'\n', &bytes) else {
        return damaged("it has no first line");
    };
    let Ok(head) = serde_json::from_slice::<Head>(&bytes[..end]) else {
        return damaged("its first line is not that of a segment");
    };
    let rest = &bytes[end + 1..];
    if sha256(rest) != head.sha256 {
        return damaged("its checksum does not fit");
    }
    if head.schema != SEGMENT_SCHEMA {
        return Ok(match head.schema.strip_prefix(SERIES) {
            Some(_) => Segment::Newer(head.schema),
            None => Segment::Damaged(format!("expected `{SEGMENT_SCHEMA}`, found `{}`", head.schema)),
        });
    }
    match String::from_utf8(rest.to_vec()) {
        Ok(lines) => Ok(Segment::Whole(lines)),
        Err(_) => damaged("it is not UTF-8"),
    }
}

/// Writes a segment under a name that tells its content, so that the same records never make a second file.
pub(super) fn write(folder: &Path, lines: &str) -> io::Result<PathBuf> {
    let sha256 = sha256(lines.as_bytes());
    let path = folder.join(format!("{}.{ENDING}", &sha256[..32]));
    let head = Head {
        schema: SEGMENT_SCHEMA.to_owned(),
        records: lines.lines().count(),
        sha256,
    };
    let head = serde_json::to_string(&head)?;
    write_whole(&path, format!("{head}\n{lines}").as_bytes())?;
    Ok(path)
}

/// A line of a segment: a record with its key before its other fields.
pub(super) fn line(key: &Key, record: &str) -> String {
    let fields = record.strip_prefix('{').unwrap_or(record);
    format!("{KEY_BEFORE}{key}{KEY_AFTER}{fields}\n")
}

/// The key of a line, without a look at the rest of it.
pub(super) fn key_of(line: &str) -> Option<Key> {
    let rest = line.strip_prefix(KEY_BEFORE)?;
    Key::parse(rest.get(..Key::PRINTED)?)
}

/// Whether a line is the head of a segment, which those who read records pass over.
pub fn is_head(line: &str) -> bool {
    serde_json::from_str::<Head>(line).is_ok_and(|head| head.schema.starts_with(SERIES))
}
