//! What holds for any file: its parts are cut, its head is read or refused, its body comes out as whole HTML, and every
//! place that is told lies in the file.

#[path = "harness/bodies.rs"]
mod bodies;
#[path = "harness/html.rs"]
mod html;
#[path = "harness/pieces.rs"]
mod pieces;

use gongkai::diag::Spot;
use gongkai::parse::{node, split};
use pieces::text;
use proptest::prelude::*;

const MARK: char = '\u{f8fe}';
const BOM: char = '\u{feff}';

proptest! {
    #![proptest_config(pieces::config())]

    #[test]
    fn bodies_are_whole(source in text()) {
        let offset = 7;
        let (body, findings) = bodies::render(&source, offset);
        if let Err(fault) = html::check(&body.html) {
            return Err(TestCaseError::fail(format!("{fault}\n{}", body.html)));
        }
        prop_assert!(!body.html.contains(MARK), "a mark was left: {}", body.html);
        let ids: std::collections::BTreeSet<&String> = body.anchors.iter().collect();
        prop_assert_eq!(ids.len(), body.anchors.len(), "two places of one name: {:?}", body.anchors);
        let written: Vec<String> = html::ids(&body.html);
        for id in &written {
            prop_assert!(ids.contains(id), "{} isn't among the anchors", id);
        }
        prop_assert_eq!(written.len(), ids.len(), "{:?} {}", ids, body.html);
        for finding in &findings {
            if let Spot::Bytes(start, end) = finding.place.spot {
                let at = start as usize - offset..end as usize - offset;
                prop_assert!(source.get(at.clone()).is_some(), "{}: {at:?} isn't in the source", finding.code);
            }
        }
    }

    #[test]
    fn front_matter_is_cut(source in text()) {
        if let Ok(cut) = split::split(&source) {
            prop_assert!(source.get(cut.front.clone()).is_some() && source.get(cut.body.clone()).is_some());
            prop_assert_eq!(cut.body.end, source.len());
            let (open, close) = (&source[..cut.front.start], &source[cut.front.end..cut.body.start]);
            prop_assert!(open.trim_start_matches(BOM).starts_with("---") && close.starts_with("---"), "{open:?} {close:?}");
        }
    }

    #[test]
    fn line_ends_and_marks_do_not_move_the_cut(front in "[a-z0-9: 。字\n]{0,60}", body in text()) {
        let body = body.replace('\r', "");
        let plain = format!("---\n{front}\n---\n{body}");
        let cut = split::split(&plain).unwrap();
        prop_assert_eq!(&plain[cut.front], format!("{front}\n"));
        prop_assert_eq!(&plain[cut.body], body.as_str());
        let other = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
        let cut = split::split(&other).unwrap();
        prop_assert_eq!(&other[cut.front].replace('\r', ""), &format!("{front}\n"));
        prop_assert_eq!(other[cut.body].replace("\r\n", "\n"), body);
    }

    #[test]
    fn yaml_is_read_or_refused(source in prop_oneof![text(), "[-a:\\[\\]{},&*!|>'\"#%@ \n?0-9]{0,80}"], offset in 0usize..1000) {
        match node::read(&source, offset) {
            Ok(read) => places(&read, &source, offset)?,
            Err(e) => {
                let at = e.span.map_or(offset, |s| s.start as usize);
                prop_assert!((offset..=offset + source.len()).contains(&at), "{at} in {}", source.len());
            }
        }
    }

    #[test]
    fn yaml_texts_come_back(pairs in prop::collection::btree_map("k[a-z]{0,7}", any::<String>(), 0..6)) {
        let yaml: String = pairs.iter().map(|(k, v)| format!("{k}: {}\n", serde_json::Value::from(v.as_str()))).collect();
        let clean = pairs.values().all(|v| v.chars().all(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}')));
        prop_assume!(clean);
        let read = node::read(&yaml, 0).unwrap();
        for (key, value) in &pairs {
            prop_assert_eq!(read.get(key).and_then(|n| n.text()), Some(value.as_str()));
        }
    }
}

/// Every place lies in the source.
fn places(node: &node::Node, source: &str, offset: usize) -> Result<(), TestCaseError> {
    let fine = |s: &gongkai::diag::Span| {
        let at = (s.start as usize).checked_sub(offset)..(s.end as usize).checked_sub(offset);
        matches!(at, std::ops::Range { start: Some(a), end: Some(b) } if source.get(a..b).is_some())
    };
    prop_assert!(fine(&node.span), "{:?} of {} bytes", node, source.len());
    match &node.value {
        node::Value::List(all) => all.iter().try_for_each(|n| places(n, source, offset)),
        node::Value::Map(all) => all.iter().try_for_each(|(k, n)| {
            prop_assert!(fine(&k.span), "{:?}", k);
            places(n, source, offset)
        }),
        _ => Ok(()),
    }
}
