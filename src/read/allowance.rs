use std::time::{Duration, Instant};

use crate::read::reader::Wrong;

/// What one document may cost. What goes beyond it is refused by name, so that no document takes the others down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of what is unpacked from it.
    pub unpacked: u64,
    /// Pages.
    pub pages: usize,
    /// Time until its text is there, and its references are found.
    pub time: Duration,
    /// Bytes of memory that its paragraphs and citations take.
    pub memory: u64,
}

impl Default for Limits {
    /// Far more than the longest document of the United Nations needs.
    fn default() -> Limits {
        Limits {
            bytes: 512 << 20,
            unpacked: 512 << 20,
            pages: 10_000,
            time: Duration::from_secs(60),
            memory: 4 << 30,
        }
    }
}

impl Limits {
    pub(crate) fn too_long(&self) -> Wrong {
        let seconds = self.time.as_secs_f64();
        Wrong::new(format!("takes longer than the limit of {seconds} s (--max-seconds)"))
    }

    pub(crate) fn too_much(&self) -> Wrong {
        Wrong::new(format!(
            "needs more than the limit of {} bytes of memory for its paragraphs and citations (--max-memory)",
            self.memory
        ))
    }
}

/// What is left of the limits while one document is read.
#[derive(Debug)]
pub(crate) struct Allowance {
    limits: Limits,
    unpacked: u64,
    /// None where the limit is further away than clocks go.
    until: Option<Instant>,
}

impl Allowance {
    /// The allowance of a document whose reading begins now.
    pub fn new(limits: &Limits) -> Allowance {
        Allowance {
            limits: *limits,
            unpacked: limits.unpacked,
            until: Instant::now().checked_add(limits.time),
        }
    }

    /// Fails where the time is over: asked again and again by whatever works long.
    pub fn check_time(&self) -> Result<(), Wrong> {
        match self.left().is_zero() {
            true => Err(self.too_long()),
            false => Ok(()),
        }
    }

    /// What is wrong where the time is over.
    pub fn too_long(&self) -> Wrong {
        self.limits.too_long()
    }

    /// The time that is left.
    pub fn left(&self) -> Duration {
        let left = |until: Instant| until.saturating_duration_since(Instant::now());
        self.until.map_or(Duration::MAX, left)
    }

    /// Fails where a document has more pages than it may.
    pub fn check_pages(&self, pages: usize) -> Result<(), Wrong> {
        if pages > self.limits.pages {
            let limit = self.limits.pages;
            return Err(Wrong::new(format!(
                "has {pages} pages, more than the limit of {limit} (--max-pages)"
            )));
        }
        Ok(())
    }

    /// How many characters pages may draw: each takes a good many bytes until the text is set.
    pub fn characters(&self) -> u64 {
        self.limits.unpacked / 64
    }

    /// What is wrong where more are drawn.
    pub fn too_many_characters(&self) -> Wrong {
        let limit = self.characters();
        Wrong::new(format!(
            "draws more than the limit of {limit} characters (--max-unpacked)"
        ))
    }

    /// How many bytes may still be unpacked.
    pub fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// Takes unpacked bytes off the allowance; fails where there are not as many left.
    pub fn unpack(&mut self, bytes: u64) -> Result<(), Wrong> {
        match self.unpacked.checked_sub(bytes) {
            Some(left) => {
                self.unpacked = left;
                Ok(())
            }
            None => Err(Wrong::new(format!(
                "unpacks to more than the limit of {} bytes (--max-unpacked)",
                self.limits.unpacked
            ))),
        }
    }
}
