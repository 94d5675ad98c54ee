//! D305: opinions were asked for in fewer than 30 days, without a reason.
//! Asked for by CHK-34.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// 一般不少于 30 日.
const DAYS: i32 = 30;

pub(super) const RULE: Rule = Rule {
    code: "D305",
    what: ("征求意见不足 30 日又没有说明理由", "A consultation of fewer than 30 days without a reason"),
    why: (
        "公开征求意见的期限一般不少于 30 日，缩短的应当说明理由（重大行政决策程序暂行条例第十五条）",
        "opinions are taken for 30 days or more; a shorter time is explained",
    ),
    mend: ("延长截止日期，或在 shorten_reason 写明缩短的理由", "close later, or give the `shorten_reason`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    let explained = c.shorten_reason.as_deref().is_some_and(|r| !r.trim().is_empty());
    let (opens, closes, days) = (c.opens, c.closes, c.closes - c.opens);
    // A date before the opening is another rule's.
    if explained || !(0..DAYS).contains(&days) {
        return;
    }
    let least = opens + DAYS;
    found.at(
        Place::key(&entry.shown, "closes"),
        msg!(
            "{opens} 起征求意见，{closes} 截止，只有 {days} 天；自次日起算满 {DAYS} 天是 {least}",
            "open from {opens} to {closes}, {days} days; {DAYS} days from the day after end on {least}"
        ),
    );
}
