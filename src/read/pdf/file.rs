//! A PDF file opened: its objects, and its pages in their order.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;
use pdf_extract::{Document, LoadOptions, ObjectId};

use crate::read::allowance::Allowance;
use crate::read::fence::{Stopped, fenced_within};

use super::Refusal;
use super::content::{Operand, Reader};

/// What a stream unpacks to without being counted, in bytes.
const SMALL: usize = 64 << 20;

/// How many bytes before a stream its dictionary is looked for.
const LONGEST_HEAD: usize = 1 << 16;

/// How many bytes one packed byte can unpack to, by the rules of deflate.
const DENSEST: usize = 1032;

/// An open file.
pub(super) struct File {
    /// Its objects.
    pub document: Document,
    /// Its pages.
    pub pages: Vec<ObjectId>,
}

impl File {
    /// Opens the bytes of a file.
    pub(super) fn open(bytes: &[u8], allowance: &mut Allowance) -> Result<File, Refusal> {
        refuse_bombs(bytes, allowance)?;
        let ended = bytes.len() - bytes.len().min(2048);
        let cut_off =
            memmem::find(&bytes[ended..], b"%%EOF").is_none() && memmem::find(&bytes[ended..], b"startxref").is_none();
        let unreadable = match memmem::find(bytes, b"/Encrypt") {
            _ if cut_off => Refusal::CutOff,
            Some(_) => lock(bytes),
            None => Refusal::Damaged,
        };
        let owned = bytes.to_vec();
        let (document, pages) = match fenced_within(allowance.left(), move || load(&owned)) {
            Ok(Ok(loaded)) => loaded,
            Ok(Err(error)) if is_locked(&error) => return Err(lock(bytes)),
            Err(Stopped::Late) => return Err(Refusal::Limit(allowance.too_long())),
            _ => return Err(unreadable),
        };
        if pages.is_empty() {
            return Err(unreadable);
        }
        Ok(File { document, pages })
    }
}

/// What the library makes of a file: it never asks for the hour, and may panic.
fn load(bytes: &[u8]) -> Result<(Document, Vec<ObjectId>), pdf_extract::Error> {
    let mut document = Document::load_mem_with_options(bytes, LoadOptions::default())?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(pdf_extract::Error::InvalidPassword);
    }
    let pages = document.page_iter().collect();
    Ok((document, pages))
}

/// How an encrypted file is: for those who have the password, or for the holders of certain keys.
fn lock(bytes: &[u8]) -> Refusal {
    match memmem::find(bytes, b"/Standard") {
        Some(_) => Refusal::Locked,
        None => Refusal::Sealed,
    }
}

fn is_locked(error: &pdf_extract::Error) -> bool {
    use pdf_extract::Error;
    matches!(
        error,
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_)
    )
}

/// Refuses files with streams that would fill the memory: the library unpacks without limit.
fn refuse_bombs(bytes: &[u8], allowance: &mut Allowance) -> Result<(), Refusal> {
    let mut end = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        if end < at {
            end = memmem::find(&bytes[at..], b"endstream").map_or(bytes.len(), |length| at + length);
        }
        let head = &bytes[at - at.min(LONGEST_HEAD)..at];
        let head = &head[memmem::rfind(head, b" obj").map_or(0, |at| at + b" obj".len())..];
        refuse_bottomless(head)?;
        let packed = bytes[at + b"stream".len()..end].trim_ascii_start();
        match memmem::find_iter(head, b"FlateDecode").count() {
            0 => {}
            1 if packed.len().saturating_mul(DENSEST) <= SMALL => {}
            1 => {
                let unpacked = unpacked_length(packed, allowance.unpacked() + 1);
                allowance.unpack(unpacked).map_err(Refusal::Limit)?;
            }
            _ => return Err(Refusal::Bomb),
        }
    }
    Ok(())
}

/// Refuses a table of objects whose entries have no bytes, so that there is no end to them, or more than any number needs.
fn refuse_bottomless(head: &[u8]) -> Result<(), Refusal> {
    let mut operands = Vec::new();
    Reader::new(head).operator(&mut operands);
    let Some(Operand::Dictionary(entries)) = operands.first() else {
        return Ok(());
    };
    let entry = |key: &[u8]| entries.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    if let (Some(Operand::List(widths)), Some(_)) = (entry(b"W"), entry(b"Size")) {
        let widths = || widths.iter().filter_map(Operand::number);
        if widths().all(|width| width == 0.0) || widths().any(|width| width > 8.0) {
            return Err(Refusal::Damaged);
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to, counted no further than a limit.
fn unpacked_length(packed: &[u8], limit: u64) -> u64 {
    let (mut unpacker, mut buffer, mut length) = (ZlibDecoder::new(packed), [0; 1 << 16], 0);
    while length < limit {
        match unpacker.read(&mut buffer) {
            Ok(read) if read > 0 => length += read as u64,
            _ => break,
        }
    }
    length
}
