//! Dates are read or refused, and what is read is written the same.
#![no_main]

use gongkai::text::date::{Date, DateTime};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(date) = Date::parse(text) {
        assert_eq!(date.to_string(), text);
    }
    if let Some(at) = DateTime::parse(text) {
        assert_eq!(DateTime::parse(&at.rfc3339()), Some(at));
        assert_eq!(DateTime::parse(&at.long()), Some(at));
    }
});
