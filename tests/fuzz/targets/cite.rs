#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| unxref_fuzz::law::cite(bytes));
