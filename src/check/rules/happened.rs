//! E125: something is said to have happened on a day that hasn't come.
//! Asked for by CHK-48.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::base::Status;
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::text::date::Date;

pub(super) const RULE: Rule = Rule {
    code: "E125",
    what: ("已经发生的事写了将来的日期", "A day to come for what is said to have happened"),
    why: (
        "核对、修改、答复、完成的日期写到将来，过期的内容就显得没有过期；日期弄虚作假即单项否决（政府网站与政务新媒体检查指标）",
        "a check, change, answer or completion dated ahead makes stale content look fresh; a false date fails the site",
    ),
    mend: ("改成实际的日期；还没有做的先不写", "write the real day; leave it out until it has been done"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    // An entry whose publication lies ahead is told by E114.
    if entry.base.date.date > site.today {
        return;
    }
    let key = |key: &'static str| Place::key(&entry.shown, key);
    let item = |key: &'static str, n: usize| Place::item(&entry.shown, key, n);
    let base = &entry.base;
    let changes = base.updated.iter().enumerate().map(|(n, c)| (item("updated", n), "修改时间", "updated", c.at.date));
    let channels = base.channels.iter().enumerate();
    let channels =
        channels.filter_map(|(n, c)| Some((item("channels", n), "同步发布的时间", "channels", c.at?.date)));
    let withdrawn = base.withdrawn.as_ref().filter(|_| base.status == Some(Status::Withdrawn));
    let withdrawn = withdrawn.map(|w| (key("withdrawn"), "撤下时间", "withdrawn", w.at.date));
    let common: Vec<_> = changes.chain(channels).chain(withdrawn).collect();
    let own: Vec<(&'static str, &'static str, Option<Date>)> = match &entry.data {
        Data::CatalogItem(i) => vec![("核对日期", "last_checked", i.last_checked)],
        Data::Policy(p) => vec![("推送日期", "city_pushed", p.city_pushed.as_ref().map(|p| p.at))],
        Data::Plan(p) => vec![("成文日期", "written", Some(p.written)), ("印发日期", "printed", p.printed)],
        Data::ImplementationPlan(p) => vec![("编制日期", "submitted", Some(p.submitted))],
        Data::Response(r) => vec![("答复日期", "answered", Some(r.answered)), ("办结日期", "handled", r.handled)],
        Data::Rectification(r) => vec![("完成日期", "done", r.done)],
        Data::Attendance(a) => vec![("会议日期", "held", Some(a.held))],
        Data::Training(t) => vec![("培训日期", "at", Some(t.at))],
        Data::Consultation(c) => vec![("决策出台日期", "decided_at", c.decided_at)],
        Data::MediaAccount(m) => vec![("开设日期", "opened", Some(m.opened)), ("注销日期", "closed", m.closed)],
        _ => Vec::new(),
    };
    let own = own.into_iter().filter_map(|(zh, en, day)| Some((key(en), zh, en, day?)));
    let today = site.today;
    for (place, zh, en, day) in common.into_iter().chain(own).filter(|d| d.3 > today) {
        found.at(place, msg!("{zh} {day} 还没有到（今天是 {today}）", "`{en}` is {day}, which hasn't come (today is {today})"));
    }
}
