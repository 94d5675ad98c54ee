//! A mend that is certain: put `with` in the place of `range`.
//!
//! In: a text and mends. Out: the mended text. Knows nothing of why a mend is right.

use std::borrow::Cow;
use std::ops::Range;

/// One replacement in a text (修改).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the old text, at character borders.
    pub range: Range<usize>,
    /// What stands there afterwards; empty to take the old text away.
    pub with: String,
}

impl Edit {
    /// A replacement of `range` by `with`.
    pub fn new(range: Range<usize>, with: impl Into<String>) -> Edit {
        Edit { range, with: with.into() }
    }
}

/// `text` with all `edits` applied.
///
/// They may come in any order. An edit that overlaps an earlier one, or that doesn't fit the text, is left out, so the
/// function never fails; run the check again to see what remains.
pub fn apply<'t>(text: &'t str, edits: &[Edit]) -> Cow<'t, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|e| (e.range.start, e.range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in order {
        let (Some(before), Some(_)) = (text.get(done..edit.range.start), text.get(edit.range.clone())) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.with);
        done = edit.range.end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applies_in_order_and_skips_what_does_not_fit() {
        let edits = [Edit::new(3..4, "，"), Edit::new(0..3, "县"), Edit::new(2..4, "x"), Edit::new(90..91, "y")];
        assert_eq!(apply("省,市", &edits), "县，市");
        assert!(matches!(apply("市", &[]), Cow::Borrowed("市")));
    }
}
