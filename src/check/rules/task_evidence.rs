//! P107: a task reported done with nothing to show for it.
//! Asked for by K-EVIDENCE.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::task::TaskState;
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "P107",
    what: ("任务填报已完成，没有公开的佐证", "A task reported done without public evidence"),
    why: (
        "群众要能看到任务是怎样完成的；至少一条佐证是本工具的尺度",
        "people should see how it was done; one piece of evidence is this program's measure",
    ),
    mend: (
        "在 evidence 里写上佐证条目，或在佐证条目的 tasks 里写上任务序号",
        "name entries in `evidence`, or this task in `tasks` of an entry",
    ),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Task(task) = &entry.data else { return };
    if task.state() != TaskState::Done {
        return;
    }
    let no = task.no;
    // Entries speak of the tasks of the current plan.
    let current = site.tasks.contains(&entry.id);
    let others = u16::try_from(no).ok().filter(|_| current).map_or(&[][..], |no| site.of_task(no));
    let all = task.evidence.iter().map(|e| e.id).chain(others.iter().copied());
    if !all.into_iter().any(|id| id != entry.id && facts::live(site, id)) {
        found.at(
            Place::key(&entry.shown, "state"),
            msg!("第 {no} 项任务填报已完成，没有一条公开的佐证", "task {no} is reported done, nothing public shows it"),
        );
    }
}
