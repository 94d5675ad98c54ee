//! Personal data in a front matter is masked before anything else sees it: no page, feed, export or
//! index can hold it. The finding stays, and stops a release.

use crate::diag::{Diagnostic, Place, codes};
use crate::msg;
use crate::parse::node::{Node, Value};
use crate::source::File;
use crate::text::date::Date;
use crate::text::personal::Scanner;

/// Masks all scalars of a head; one finding for each number or address found.
pub(super) fn mask(file: &File, front: &mut Node, scanner: &Scanner, today: Date) -> Vec<Diagnostic> {
    let open = is_waived(front, codes::PERSONAL_IN_HEAD, today);
    let mut found = Vec::new();
    walk(front, "", &mut |node, key| {
        let Value::Scalar(text) = &mut node.value else { return };
        // An office's fixed line is there to be rung.
        for hit in scanner.scan_in(text, key).into_iter().filter(|h| h.kind.is_masked()) {
            let (zh, en, masked) = (hit.kind.chinese(), hit.kind.english(), hit.masked);
            found.push(
                Diagnostic::error(
                    codes::PERSONAL_IN_HEAD,
                    Place::at(&file.shown, node.span.clone()),
                    msg!("{key} 里有{zh}，应遮盖为 {masked}", "{en} in `{key}`; it should be masked as {masked}"),
                )
                .hint(msg!(
                    "删去或遮盖；办公电话加到 site.yaml 的 public_phones；确需公开的写明豁免",
                    "delete or mask it; office phones go into `public_phones`; if it must be public, waive the rule"
                )),
            );
        }
        if !open && let std::borrow::Cow::Owned(masked) = scanner.mask_in(text, key) {
            *text = masked.into();
        }
    });
    found
}

/// Whether the head holds a waiver of the rule that is still good.
pub fn is_waived(front: &Node, rule: &str, today: Date) -> bool {
    let Some(Value::List(waivers)) = front.get("waivers").map(|n| &n.value) else { return false };
    waivers.iter().any(|w| {
        let text = |key| w.get(key).and_then(Node::text);
        text("rule").is_some_and(|r| r.eq_ignore_ascii_case(rule))
            && text("until").and_then(Date::parse).is_some_and(|d| d >= today)
    })
}

fn walk(node: &mut Node, key: &str, f: &mut dyn FnMut(&mut Node, &str)) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|n| walk(n, key, f)),
        Value::Map(pairs) => pairs.iter_mut().for_each(|(k, n)| walk(n, &k.text, f)),
        _ => f(node, key),
    }
}
