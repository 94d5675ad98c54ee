//! YAML is read or refused, with places that lie in the text.
#![no_main]

use gongkai::parse::node::{Node, Value, read};
use libfuzzer_sys::fuzz_target;

fn visit(node: &Node, text: &str) {
    let _ = &text[node.span.start as usize..node.span.end as usize];
    match &node.value {
        Value::List(all) => all.iter().for_each(|n| visit(n, text)),
        Value::Map(all) => all.iter().for_each(|(key, n)| {
            let _ = &text[key.span.start as usize..key.span.end as usize];
            visit(n, text);
        }),
        _ => {}
    }
}

fuzz_target!(|text: &str| match read(text, 0) {
    Ok(node) => visit(&node, text),
    Err(e) => assert!(e.span.is_none_or(|s| s.start as usize <= text.len())),
});
