//! P101: a task whose deadline lies before the plan was issued.
//! Asked for by CHK-77, K-DEADLINE.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity, codes};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::schema::Deadline;

pub(super) const RULE: Rule = Rule {
    code: codes::DEADLINE_BEFORE_ISSUE,
    what: ("任务时限早于工作要点的印发日期", "A deadline before the plan was issued"),
    why: ("印发时就已逾期，可能是抄写错误，也可能原文如此", "overdue at birth: a slip, or the plan's own words"),
    mend: ("核对原文；原文如此则保留，页面会如实标明", "check the original; keep it if it says so"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Task(task) = &entry.data else { return };
    let Data::Plan(plan) = &site.entry(task.plan.id).data else { return };
    if let Deadline::On(day) = task.deadline
        && day < plan.written
    {
        let (no, written) = (task.no, plan.written);
        found.at(
            Place::key(&entry.shown, "deadline"),
            msg!(
                "第 {no} 项任务的时限 {day} 早于工作要点的成文日期 {written}",
                "task {no} is due {day}, before the plan of {written}"
            ),
        );
    }
}
