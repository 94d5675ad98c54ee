//! The list of what comes due (近期到期): tasks of the plan and their milestones, what rules will find late, waivers
//! that end.

use crate::check;
use crate::diag::{Msg, codes};
use crate::model::kind::task::{Task, TaskState};
use crate::model::waivers::Holder;
use crate::model::{Entry, Site};
use crate::msg;
use crate::schema::Deadline;
use crate::text::date::Date;

/// One thing that must be done by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The last day.
    pub day: Date,
    /// The rule that will find it late.
    pub code: &'static str,
    pub what: Msg,
    /// How to get it done; empty where the plan itself says so.
    pub mend: Option<Msg>,
    /// Who is to do it, by name.
    pub units: Vec<String>,
    /// File as shown in findings.
    pub file: String,
    /// Sets it apart from others of the same rule and file.
    pub mark: String,
}

/// The rule over the plan's deadlines: its findings are told here with the task's words.
const TASKS: &str = "P106";

/// What comes due from today until `within` days from now, by day. Tasks that are late already aren't in it.
pub fn due(site: &mut Site, within: u16) -> Vec<Item> {
    let coming = check::forecast(site, within);
    let site = &*site;
    let mut all: Vec<Item> = site
        .tasks
        .iter()
        .filter_map(|id| Some((site.entry(*id), site.task(*id)?)))
        .flat_map(|(entry, task)| of_task(site, entry, task))
        .collect();
    all.extend(coming.into_iter().filter(|c| c.finding.code != TASKS).map(|c| {
        let entry = site.entries.iter().find(|e| e.shown == c.finding.place.file);
        Item {
            day: c.day,
            code: c.finding.code,
            units: entry.map(|e| unit(site, e)).into_iter().collect(),
            file: c.finding.place.file.to_string(),
            mark: format!("{:?} {}", c.finding.place.spot, c.words),
            what: otherwise(&c.finding.message),
            mend: c.finding.hint.as_deref().cloned(),
        }
    }));
    all.extend(site.waivers().into_iter().map(|w| {
        let (rule, by) = (w.rule, w.by);
        let unit = match w.holder {
            Holder::Entry(unit) | Holder::Unseen(unit) => Some(site.directory.units.get(unit).name.clone()),
            Holder::Column | Holder::Site | Holder::Misplaced => None,
        };
        Item {
            day: w.until,
            code: codes::WAIVER,
            what: msg!("对规则 {rule} 的豁免到期（批准人：{by}）", "the waiver of {rule} ends (approved by {by})"),
            mend: Some(msg!("改正问题，或重新报批豁免", "mend the fault or have the waiver renewed")),
            units: unit.into_iter().collect(),
            file: w.shown.to_string(),
            mark: format!("waiver {}", w.nth),
        }
    }));
    let last = site.today + i32::from(within);
    all.retain(|i| (site.today..=last).contains(&i.day));
    all.sort_by(|a, b| (a.day, a.code, &a.file, &a.mark).cmp(&(b.day, b.code, &b.file, &b.mark)));
    all
}

/// A finding of the day after: it is what will be said, not what is so.
fn otherwise(message: &Msg) -> Msg {
    let Msg { zh, en } = message;
    msg!("到期未办将提示：{zh}", "else it will be found: {en}")
}

fn unit(site: &Site, entry: &Entry) -> String {
    site.directory.units.get(entry.base.unit).name.clone()
}

/// A task's deadline and milestones, unless it is done.
fn of_task(site: &Site, entry: &Entry, task: &Task) -> Vec<Item> {
    if task.state() == TaskState::Done {
        return Vec::new();
    }
    let (no, title) = (task.no, &entry.base.title);
    let item = |day, what, mark: String| Item {
        day,
        code: TASKS,
        what,
        mend: None,
        units: task.responsible.iter().map(|o| site.directory.units.owner(*o).to_owned()).collect(),
        file: entry.shown.to_string(),
        mark,
    };
    let stones = task.milestones.iter().enumerate().map(|(n, m)| {
        let what = &m.what;
        let message = msg!("第 {no} 项任务的节点：{what}（{title}）", "milestone of task {no}: {what} ({title})");
        item(m.date, message, format!("milestone {n}"))
    });
    let state = task.state().choice();
    let (zh, en) = (state.label, state.key);
    let deadline = match task.deadline {
        Deadline::On(day) => Some(item(
            day,
            msg!("完成第 {no} 项任务：{title}（进展：{zh}）", "finish task {no}: {title} ({en})"),
            "deadline".to_owned(),
        )),
        Deadline::LongTerm => None,
    };
    stones.chain(deadline).collect()
}
