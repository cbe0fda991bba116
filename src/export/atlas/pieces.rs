use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How an atlas begins.
pub(super) const MAGIC: &[u8] = b"unxatlas";

/// The version of the format; it changes when a file of the old form cannot be read as one of the new.
const VERSION: u8 = 1;

const CHECKSUM: usize = 32;

/// The most that a piece unpacks to, in bytes: more is an attack on the memory and no graph.
const LARGEST: u32 = 1 << 30;

/// Why a file is not an atlas. One line, lower case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct AtlasError(pub(super) String);

impl AtlasError {
    pub(super) fn new(words: impl Into<String>) -> AtlasError {
        AtlasError(words.into())
    }
}

/// The lengths of a piece: as it lies in the file, and unpacked.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Head {
    packed: u32,
    raw: u32,
}

/// Packs pieces into a file.
pub(super) fn join(pieces: &[Vec<u8>]) -> Vec<u8> {
    let packed: Vec<Vec<u8>> = pieces.iter().map(|piece| deflate(piece)).collect();
    let length = |bytes: &Vec<u8>| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let heads = pieces.iter().zip(&packed).map(|(raw, packed)| Head {
        packed: length(packed),
        raw: length(raw),
    });
    let mut rest = encode(&heads.collect::<Vec<_>>());
    packed.iter().for_each(|piece| rest.extend_from_slice(piece));
    [MAGIC, &[VERSION], &Sha256::digest(&rest), &rest].concat()
}

/// A value in bytes. Rows of numbers and strings always have such a form.
pub(super) fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

pub(super) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8], what: &str) -> Result<T, AtlasError> {
    postcard::from_bytes(bytes).map_err(|error| AtlasError::new(format!("expected {what} of an atlas: {error}")))
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// The pieces of a file, still packed.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    places: Vec<(usize, usize, u32)>,
    bytes: std::borrow::Cow<'a, [u8]>,
}

impl<'a> Pieces<'a> {
    /// Finds the pieces; with `check`, the checksum is held against the bytes.
    pub(super) fn open(bytes: std::borrow::Cow<'a, [u8]>, check: bool) -> Result<Pieces<'a>, AtlasError> {
        let cut_off = || AtlasError::new("expected a whole atlas, found one that is cut off");
        let rest = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| AtlasError::new("expected an atlas, found another file"))?;
        let (version, rest) = rest.split_first().ok_or_else(cut_off)?;
        if *version != VERSION {
            let problem =
                format!("expected an atlas of version {VERSION}, found version {version}: use another unxref");
            return Err(AtlasError::new(problem));
        }
        let (checksum, rest) = rest.split_at_checked(CHECKSUM).ok_or_else(cut_off)?;
        if check && Sha256::digest(rest).as_slice() != checksum {
            return Err(AtlasError::new(
                "expected a whole atlas, found one that is damaged: its checksum does not fit",
            ));
        }
        let (heads, packed): (Vec<Head>, &[u8]) = postcard::take_from_bytes(rest).map_err(|_| cut_off())?;
        let mut at = bytes.len() - packed.len();
        let mut places = Vec::with_capacity(heads.len());
        for head in heads {
            let end = at
                .checked_add(head.packed as usize)
                .filter(|&end| end <= bytes.len() && head.raw <= LARGEST);
            places.push((at, end.ok_or_else(cut_off)?, head.raw));
            at = places.last().map_or(at, |&(_, end, _)| end);
        }
        Ok(Pieces { places, bytes })
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// A piece, unpacked.
    pub(super) fn get(&self, number: usize) -> Result<Vec<u8>, AtlasError> {
        let missing = || AtlasError::new(format!("expected a piece {number} of an atlas, found none"));
        let &(start, end, length) = self.places.get(number).ok_or_else(missing)?;
        let mut raw = Vec::new();
        let mut decoder = DeflateDecoder::new(&self.bytes[start..end]).take(u64::from(length));
        let read = decoder.read_to_end(&mut raw);
        if read.is_err() || raw.len() != length as usize {
            return Err(AtlasError::new(format!(
                "expected a piece {number} of {length} bytes, found another"
            )));
        }
        Ok(raw)
    }
}
