//! Any bytes under any name are read or refused, within the limits.
#![no_main]

use gongkai::parse::attachment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["x.docx", "x.xlsx", "x.pdf", "x.jpg", "x.doc", "x.csv"] {
        let inside = attachment::read(name, bytes);
        let size: usize = inside.parts.iter().map(|p| p.text.len()).sum();
        assert!(size <= 2 * attachment::MAX_UNPACKED);
    }
});
