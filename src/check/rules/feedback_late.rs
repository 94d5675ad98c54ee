//! D306: feedback published later than ten working days after the decision.
//! Asked for by CHK-35, K-FEEDBACK10.

use super::feedback_due::{DAYS, of};
use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "D306",
    what: ("采纳反馈晚于决策出台后 10 个工作日", "Feedback later than ten working days after the decision"),
    why: (
        "决策文件出台后 10 个工作日内公开意见收集和采纳情况（工作要点第 15 项）",
        "opinions and their adoption are public within ten working days (task 15)",
    ),
    mend: (
        "核对 decided_at 和反馈的发布日期；确已超期的，说明情况后申请豁免",
        "check both dates; if it was late, explain and have it waived",
    ),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    let Some(decided) = c.decided_at.filter(|_| facts::live(site, entry.id)) else { return };
    let Some(feedback) = of(entry, c, site) else { return };
    let published = feedback.base.date.date;
    // Working days are never fewer than days: no calendar is needed to see that it was in time.
    if published - decided <= DAYS as i32 {
        return;
    }
    let place = Place::key(&feedback.shown, "date");
    let Some(count) = found.deadline(site, &place, decided, DAYS) else { return };
    if published > count.end {
        let english = count.english();
        let d = found.at(
            place,
            msg!("反馈 {published} 才发布，已超过期限（{count}）", "feedback of {published} is late ({english})"),
        );
        d.related.push((Place::key(&entry.shown, "decided_at"), msg!("期限从这里起算", "counted from here")));
    }
}
