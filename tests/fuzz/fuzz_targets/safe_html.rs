//! Whatever HTML an editor writes, in a line or as a block, only the safe list comes out, and whole.
#![no_main]

#[path = "../../harness/bodies.rs"]
mod bodies;
#[path = "../../harness/html.rs"]
mod html;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The input follows tags that begin a line and a block of HTML.
    for start in ["字<sub>", "<details>\n", "- <mark>", "**<abbr title=\""] {
        let (body, _) = bodies::render(&format!("{start}{text}"), 0);
        html::check(&body.html).unwrap();
    }
});
