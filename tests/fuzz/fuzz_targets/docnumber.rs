//! Document numbers are found in order, and their own writing is without faults.
#![no_main]

use gongkai::text::docnumber::{find_all, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for found in find_all(text) {
        assert!(found.range.start >= end);
        end = found.range.end;
        let _ = &text[found.range];
        let again = read(&found.value.to_string()).unwrap();
        assert!(again.value == found.value && again.faults.is_empty());
    }
    let _ = read(text);
});
