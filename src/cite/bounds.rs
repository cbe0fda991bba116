use std::time::Instant;

/// Bytes of memory that a paragraph takes at the most while its document is read: measured over three million short ones when
/// all that was read of each was kept, as it still is where a note is tied to it. Any other takes some 200.
const PARAGRAPH: u64 = 900;

/// Bytes of memory that a citation takes at the most, measured likewise over three hundred thousand. Where no note is tied to
/// its paragraph it takes some 600.
const CITATION: u64 = 2_000;

/// How far the finding of references in one document may go.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// When the time is over; none for as long as it takes.
    pub until: Option<Instant>,
    /// Bytes of memory that its paragraphs and citations may take.
    pub memory: u64,
}

/// What was not enough for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// The time.
    Time,
    /// The memory.
    Memory,
}

impl Bounds {
    /// No bounds at all.
    pub const NONE: Bounds = Bounds {
        until: None,
        memory: u64::MAX,
    };

    /// Fails where a document of so many paragraphs, in which so many mentions were found by now, goes too far.
    pub(super) fn check(&self, paragraphs: usize, mentions: usize) -> Result<(), Beyond> {
        if paragraphs as u64 * PARAGRAPH + mentions as u64 * CITATION > self.memory {
            return Err(Beyond::Memory);
        }
        match self.until {
            Some(until) if Instant::now() >= until => Err(Beyond::Time),
            _ => Ok(()),
        }
    }
}
