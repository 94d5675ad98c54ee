//! S601: personal data in a body: identity numbers, bank cards, mobile numbers, home addresses.
//! Asked for by CHK-55, CHK-56, CHK-57, CHK-58, K-PII.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::personal::Finding;

/// Code of this rule; a waiver of it also lifts the mask.
pub const CODE: &str = "S601";

pub(super) const RULE: Rule = Rule {
    code: CODE,
    what: ("正文里有个人信息", "Personal data in a body"),
    why: (
        "公开个人信息须经同意或为重大公共利益所必需（政府信息公开条例第十五条；个人信息保护法第二十五条、第二十八条）",
        "personal data isn't published without consent (Disclosure Regulation art. 15, Personal Information Protection Law art. 25, 28)",
    ),
    mend: ("删去，或按所示的样子遮盖；确需公开的写明豁免", "delete or mask it as shown; if it must be public, waive the rule"),
    level: Severity::Error,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, site: &Site, found: &mut Found<'_>) {
    let hits = site.personal.scan(body.source);
    let cut = cut_by_marks(body.source, site);
    let cut = cut.into_iter().filter(|c| hits.iter().all(|h| h.range.end <= c.range.start || c.range.end <= h.range.start));
    // An office's fixed line is there to be rung.
    for hit in hits.iter().cloned().chain(cut).filter(|h| h.kind.is_masked()) {
        let (zh, en, masked) = (hit.kind.chinese(), hit.kind.english(), hit.masked);
        found.at(
            body.place(&hit.range),
            msg!("正文里有{zh}，应遮盖为 {masked}", "{en} in the body; it should be masked as {masked}"),
        );
    }
}

/// Marks of emphasis and code, which a reader doesn't see.
const MARKS: [char; 3] = ['*', '~', '`'];

/// What a reader sees as one number although marks stand in it: `**110105**1949…`.
fn cut_by_marks(source: &str, site: &Site) -> Vec<Finding> {
    let after_digit = |at: usize| source[..at].ends_with(|c: char| c.is_ascii_digit());
    let before_digit = |at: usize| source[at..].trim_start_matches(MARKS).starts_with(|c: char| c.is_ascii_digit());
    if !source.match_indices(MARKS).any(|(at, _)| after_digit(at) && before_digit(at)) {
        return Vec::new();
    }
    let (mut bare, mut places) = (String::with_capacity(source.len()), Vec::with_capacity(source.len()));
    for (at, c) in source.char_indices().filter(|(_, c)| !MARKS.contains(c)) {
        bare.push(c);
        places.resize(bare.len(), at);
    }
    let mut hits = site.personal.scan(&bare);
    for Finding { range, .. } in &mut hits {
        let last = places[range.end - 1];
        *range = places[range.start]..last + source[last..].chars().next().map_or(0, char::len_utf8);
    }
    hits
}
