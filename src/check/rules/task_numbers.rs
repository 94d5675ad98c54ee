//! P102: task numbers repeat or have gaps, or a task's section isn't in the plan.
//! Asked for by CHK-76.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity, codes};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: codes::TASK_NUMBERS,
    what: ("任务序号重复或缺号，或所属小节不在工作要点里", "Task numbers repeat or have gaps, or a section isn't in the plan"),
    why: ("任务分工表从 1 起连续编号，每项任务都属于要点的一个小节", "the table numbers tasks from 1 without gaps"),
    mend: ("核对各任务的 no 和 section", "check `no` and `section` of the tasks"),
    level: Severity::Error,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((_, plan)) = site.plan() else { return };
    for (i, id) in site.tasks.iter().enumerate() {
        let Some(task) = site.task(*id) else { continue };
        let place = |key| Place::key(&site.entry(*id).shown, key);
        let (no, expected) = (task.no, i as u32 + 1);
        let twin = i.checked_sub(1).map(|i| site.tasks[i]).filter(|t| site.task(*t).is_some_and(|t| t.no == no));
        if let Some(twin) = twin {
            let d = found.at(place("no"), msg!("任务序号 {no} 用了两次", "two tasks have the number {no}"));
            d.related.push((Place::key(&site.entry(twin).shown, "no"), msg!("另一项在这里", "the other is here")));
            return;
        }
        if no != expected {
            found.at(
                place("no"),
                msg!("任务序号应是 {expected}，这里是 {no}", "task number {no} where {expected} was expected"),
            );
            return;
        }
        if !plan.parts.iter().flat_map(|p| p.sections.iter()).any(|s| s.no == task.section) {
            let section = &task.section;
            found.at(place("section"), msg!("工作要点里没有小节 {section}", "the plan has no section {section}"));
        }
    }
}
