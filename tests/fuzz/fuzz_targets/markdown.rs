//! Any body comes out as whole HTML.
#![no_main]

#[path = "../../harness/bodies.rs"]
mod bodies;
#[path = "../../harness/html.rs"]
mod html;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (body, _) = bodies::render(text, 0);
    html::check(&body.html).unwrap();
    let mut ids = html::ids(&body.html);
    ids.sort();
    assert_eq!(ids, body.anchors);
});
