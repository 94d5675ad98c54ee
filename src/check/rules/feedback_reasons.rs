//! D308: opinions that weren't taken up, without a reason.
//! Asked for by CHK-35, K-REASON.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::feedback::Adoption;
use crate::model::{Data, Entry, Site};
use crate::msg;

/// What says nothing: that it isn't taken up is known already.
const EMPTY: [&str; 13] =
    ["", "无", "略", "暂无", "没有", "同上", "不采纳", "未采纳", "不予采纳", "暂不采纳", "/", "-", "—"];

pub(super) const RULE: Rule = Rule {
    code: "D308",
    what: ("未采纳的意见没有说明理由", "Opinions not taken up, without a reason"),
    why: (
        "社会各方面提出的较为集中的意见未采纳的，要说明理由（重大行政决策程序暂行条例第三十二条；工作要点第 15 项）",
        "why opinions of many aren't taken up must be told (task 15)",
    ),
    mend: ("在这一行写上 reason", "give the `reason` in this row"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Feedback(f) = &entry.data else { return };
    let refused = |r: Adoption| r == Adoption::NotAdopted;
    for (n, row) in f.rows.iter().enumerate().filter(|(_, r)| refused(r.result)) {
        let words = |r: &str| !EMPTY.contains(&r.trim_matches(['。', '，', '；', ' ', '（', '）']));
        if row.reason.as_deref().is_some_and(words) {
            continue;
        }
        let (count, opinion) = (row.count, &row.opinion);
        let place = Place::item(&entry.shown, "rows", n);
        if count > 1 {
            found.at(
                place,
                msg!(
                    "{count} 件意见未采纳，没有理由：{opinion}",
                    "{count} opinions weren't taken up, no reason: {opinion}"
                ),
            );
        } else {
            // The duty is for opinions of several; one alone is a courtesy.
            let d = found.at(place, msg!("未采纳的意见没有理由：{opinion}", "not taken up, no reason: {opinion}"));
            d.severity = Severity::Advice;
        }
    }
    if let Some(count) = f.not_adopted.filter(|n| *n > 0)
        && !f.rows.iter().any(|r| refused(r.result))
    {
        let message = msg!(
            "{count} 件未采纳，意见明细里一件也没有列出，看不到理由",
            "{count} weren't taken up, and no row tells which and why"
        );
        found.milder(Place::key(&entry.shown, "not_adopted"), message);
    }
}
