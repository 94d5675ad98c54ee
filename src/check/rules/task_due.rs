//! P106: a task is overdue, or due soon.
//! Asked for by CHK-77, K-DEADLINE.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::model::kind::task::TaskState;
use crate::msg;
use crate::schema::Deadline;

pub(super) const RULE: Rule = Rule {
    code: "P106",
    what: ("任务逾期未报完成，或 30 天内到期", "A task is overdue or due within 30 days"),
    why: ("工作要点的任务分工表写明了完成时限", "the plan's table sets the deadline"),
    mend: ("做完的填报 state: done 和佐证；没有做完的抓紧办理", "report it done with its evidence, or get on with it"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    for id in &site.tasks {
        let Some(task) = site.task(*id) else { continue };
        let Deadline::On(day) = task.deadline else { continue };
        if task.state() == TaskState::Done {
            continue;
        }
        let (no, left, state) = (task.no, day - site.today, task.state().choice().label);
        let place = Place::key(&site.entry(*id).shown, "deadline");
        if left < 0 {
            let late = -left;
            found.at(
                place,
                msg!(
                    "第 {no} 项任务应在 {day} 前完成，已过 {late} 天，进展：{state}",
                    "task {no} was due {day}, {late} days ago"
                ),
            );
        } else if left <= facts::SOON {
            let (zh, en) = facts::left(left);
            found.milder(
                place,
                msg!("第 {no} 项任务应在 {day} 前完成，{zh}，进展：{state}", "task {no} is to be done by {day}, {en}"),
            );
        }
    }
}
