//! The corpus on disk: one document as one line of JSON, written and read back, and folders of such lines.

mod citation_json;
mod folder;
mod key;
mod reader;
mod record;
mod segment;
pub(crate) mod vocabulary;
mod whole_file;

pub use citation_json::{CitationJson, Offsets};
pub use folder::{Recalled, Store, StoreError};
pub use key::{Key, Terms};
pub use reader::RecordError;
pub use record::{CitationRecord, Counts, Entry, Failure, NoticeRecord, Record, SCHEMA, StatedRecord, Versions};
pub use segment::is_head;
pub use whole_file::{stream_whole, write_whole};
