//! V201: a record of the three reviews that can't be right.
//! Asked for by CHK-62, K-REVIEW.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::base::ReviewStep;
use crate::model::{Entry, Site};
use crate::msg;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "V201",
    what: ("三审记录有误", "A faulty record of the three reviews"),
    why: (
        "初审、复审、审发依次进行，多人审看，审完再发（工作要点第 31 项）",
        "three reviews after one another, by several people, before publication (task 31)",
    ),
    mend: ("按实际的审核情况改正；不得补造记录", "correct it as it was; never make a record up"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let review = &entry.base.review;
    if review.is_empty() {
        return;
    }
    let place = || Place::key(&entry.shown, "review");
    let steps = [ReviewStep::First, ReviewStep::Second, ReviewStep::Final];
    let missing: Vec<_> = steps.iter().filter(|s| !review.iter().any(|r| r.step == **s)).collect();
    if !missing.is_empty() {
        let zh = missing.iter().map(|s| s.choice().label).collect::<Vec<_>>().join("、");
        let en = missing.iter().map(|s| s.choice().key).collect::<Vec<_>>().join(", ");
        found.at(place(), msg!("三审记录缺少{zh}", "the review lacks: {en}"));
    }
    for (i, pair) in review.windows(2).enumerate() {
        // Two dates without an hour may be the same day.
        if let [a, b] = pair
            && (b.at < a.at || (b.at == a.at && b.at.minute != 0) || b.step < a.step)
        {
            let (earlier, later) = (a.at.long(), b.at.long());
            found.at(
                Place::item(&entry.shown, "review", i + 1),
                msg!(
                    "审核的次序或时间不对：{later} 应晚于 {earlier}，按初审、复审、审发排列",
                    "steps or times out of order: {later} should be after {earlier}, first, second, final"
                ),
            );
        }
    }
    let people: BTreeSet<&str> = review.iter().map(|r| r.by.trim()).collect();
    if people.len() < 2 {
        found.at(place(), msg!("三审都由同一个人完成，至少要有两个人", "one person did all reviews; at least two are needed"));
    }
    // A date alone says nothing of the hour.
    let published = entry.base.date;
    let late = |at: crate::text::date::DateTime| {
        if published.minute == 0 { at.date > published.date } else { at > published }
    };
    if let Some((i, r)) = review.iter().enumerate().find(|(_, r)| late(r.at)) {
        let at = r.at.long();
        found.at(
            Place::item(&entry.shown, "review", i),
            msg!("{at} 的审核晚于发布", "the review of {at} came after publication"),
        );
    }
}
