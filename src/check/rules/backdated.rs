//! E117: a date of publication before the release that came before the first one with it.
//! Asked for by CHK-07.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E117",
    what: ("发布日期早于真正公开的日子", "A date before the entry really was public"),
    why: ("倒签发布日期属于弄虚作假，单项否决（政府网站与政务新媒体检查指标）；上一次正式发布时还没有它", "a forged date fails the site (national inspection); the release before didn't have it"),
    mend: ("写真正公开的日期；成文日期另有字段。从别处迁入的旧内容写明豁免", "write the day on which it became public; `written` is for the day of signing. Waive the rule for older content that moved here"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let record = site.published.of(entry);
    // Entries of the first release were public somewhere before.
    let Some(before) = site.published.release_before(record.map(|r| r.day)) else { return };
    let date = entry.base.date.date;
    if date < before {
        found.at(
            Place::key(&entry.shown, "date"),
            msg!(
                "发布日期是 {date}，可是 {before} 正式发布的网站里还没有它",
                "it is dated {date}, but the release of {before} didn't have it"
            ),
        );
    }
}
