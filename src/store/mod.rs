//! The corpus on disk: one document as one line of JSON, written and read back.

mod citation_json;
mod reader;
mod record;

pub use citation_json::{CitationJson, Offsets};
pub use reader::RecordError;
pub use record::{CitationRecord, Counts, Entry, Failure, NoticeRecord, Record, SCHEMA, StatedRecord, Versions};
