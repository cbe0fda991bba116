//! What a stream of content holds, unpacked.

use flate2::{Decompress, FlushDecompress, Status};
use pdf_extract::Stream;

/// What could be had of a stream.
pub(super) struct Content {
    /// Its bytes, up to where they could be unpacked.
    pub bytes: Vec<u8>,
    /// Why some are missing, if any are.
    pub loss: Option<Loss>,
}

/// Why words of a page are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// The stream is packed by rules that are not read.
    Packed,
    /// The stream is cut off or overwritten.
    Damaged,
    /// The page is a picture.
    Picture,
    /// Its fonts do not tell what their characters mean.
    Unmapped,
}

impl Loss {
    /// What is wrong with the page.
    pub(super) fn words(self) -> &'static str {
        match self {
            Loss::Packed => "is packed in a way that is not read",
            Loss::Damaged => "is damaged",
            Loss::Picture => "is a picture without a text layer",
            Loss::Unmapped => "has fonts without a Unicode map",
        }
    }
}

/// Unpacks a stream. The library, asked alone, keeps silent of a stream that ends in the middle.
pub(super) fn content(stream: &Stream) -> Content {
    let plain_deflate = stream.filters().is_ok_and(|filters| filters == [b"FlateDecode"])
        && stream.dict.get(b"DecodeParms").is_err()
        && stream.content.first().is_some_and(|head| head & 0x0f == DEFLATE);
    if plain_deflate {
        return inflated(&stream.content[ZLIB_HEAD.min(stream.content.len())..]);
    }
    match stream.get_plain_content() {
        Ok(bytes) => Content {
            loss: (bytes.is_empty() && !stream.content.is_empty()).then_some(Loss::Damaged),
            bytes,
        },
        Err(_) => Content {
            bytes: Vec::new(),
            loss: Some(Loss::Packed),
        },
    }
}

/// The method in the first byte of packed bytes (RFC 1950), and the length of that head.
const DEFLATE: u8 = 8;
const ZLIB_HEAD: usize = 2;

/// Unpacks bytes without head. The checksum after them is not asked for: writers forget it, and count it out of the length.
fn inflated(packed: &[u8]) -> Content {
    let mut inflater = Decompress::new(false);
    let mut bytes = Vec::with_capacity(packed.len().saturating_mul(4));
    let loss = loop {
        bytes.reserve(packed.len().max(1 << 12));
        let before = (inflater.total_in(), inflater.total_out());
        let rest = packed.get(before.0 as usize..).unwrap_or_default();
        match inflater.decompress_vec(rest, &mut bytes, FlushDecompress::None) {
            Ok(Status::StreamEnd) => break None,
            Ok(_) if (inflater.total_in(), inflater.total_out()) != before => {}
            _ => break Some(Loss::Damaged),
        }
    };
    Content { bytes, loss }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::ZlibEncoder};
    use pdf_extract::Dictionary;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes).expect("packed");
        packer.finish().expect("packed")
    }

    fn read(packed: Vec<u8>) -> Content {
        let mut entries = Dictionary::new();
        entries.set("Filter", "FlateDecode");
        content(&Stream::new(entries, packed))
    }

    #[test]
    fn what_ends_in_the_middle_is_told() {
        let words: Vec<u8> = (0..200_000u32).flat_map(|n| n.wrapping_mul(n).to_le_bytes()).collect();
        let whole = packed(&words);
        let read_whole = read(whole.clone());
        assert!(read_whole.bytes == words && read_whole.loss.is_none());

        let without_checksum = read(whole[..whole.len() - 4].to_vec());
        assert!(without_checksum.bytes == words && without_checksum.loss.is_none());

        let half = read(whole[..whole.len() / 2].to_vec());
        assert_eq!(half.loss, Some(Loss::Damaged));
        assert!(!half.bytes.is_empty() && words.starts_with(&half.bytes));

        let mut overwritten = whole;
        let middle = overwritten.len() / 2;
        overwritten[middle..middle + 64].fill(0xff);
        assert_eq!(read(overwritten).loss, Some(Loss::Damaged));
        assert_eq!(read(vec![0x78]).loss, Some(Loss::Damaged));
    }
}
