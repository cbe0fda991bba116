//! A record is a reading on one line, and the reading comes back from it.

mod sample;
mod told;

use sample::corpus;
use told::assert_fields_in_order;
use unxref::model::Reading;
use unxref::store::{CitationJson, Entry, Failure, Record};
use unxref::text::Source;

fn source() -> Source {
    Source::new("x.txt", "字".repeat(200))
}

#[test]
fn a_reading_comes_back_from_its_record() {
    for reading in corpus() {
        let line =
            serde_json::to_string(&Entry::Read(Box::new(Record::from_reading(&reading, &source())))).expect("JSON");
        let Entry::Read(record) = line.parse().expect("our own line") else {
            panic!("a record")
        };
        assert_eq!(Reading::try_from(*record).expect("a reading"), reading);
    }
}

#[test]
fn a_citation_has_its_fields_in_order_and_both_offsets() {
    let reading = &corpus()[0];
    let citations = CitationJson::all(reading, &source());
    let line = serde_json::to_string(&citations[1]).expect("JSON");
    assert_fields_in_order(&line);
    assert_eq!(citations[1].span.byte, [30, 40]);
    assert_eq!(citations[1].span.char, [10, 13]);
}

#[test]
fn a_failure_is_a_record_too() {
    let failed = Entry::Failed(Failure::new("x.pdf", "expected a page, found none"));
    let line = serde_json::to_string(&failed).expect("JSON");
    assert_eq!(line.parse::<Entry>().expect("our own line"), failed);
}

#[test]
fn an_error_names_its_place() {
    let mut record = Record::from_reading(&corpus()[0], &source());
    record.citations[3].citation.relation = "likes".to_owned();
    let error = Reading::try_from(record).expect_err("no such relation").to_string();
    assert!(
        error.starts_with("citations[3].relation: expected one of guided-by"),
        "{error}"
    );
    assert!(
        "{".parse::<Entry>()
            .expect_err("no JSON")
            .to_string()
            .starts_with("1:1: expected a JSON object")
    );
}
