//! Front matter is cut at lines, within the text.
#![no_main]

use gongkai::parse::split::split;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(cut) = split(text) {
        assert!(cut.front.end <= cut.body.start && cut.body.end == text.len());
        let _ = (&text[cut.front], &text[cut.body]);
    }
});
