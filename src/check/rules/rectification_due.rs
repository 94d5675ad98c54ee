//! P112: a fault that isn't mended by its day.
//! Asked for by K-RECTIFY.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "P112",
    what: ("问题整改逾期，或 30 天内到期", "A rectification is overdue or due within 30 days"),
    why: ("问题清单限期整改（工作要点第 42、47 项）", "faults are mended by a day (tasks 42 and 47)"),
    mend: ("整改完成的写上 done 和 measure；没有完成的抓紧整改", "give `done` and `measure`, or get on with it"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Rectification(r) = &entry.data else { return };
    if r.done.is_some() || !facts::live(site, entry.id) {
        return;
    }
    let (due, left) = (r.due, r.due - site.today);
    let place = Place::key(&entry.shown, "due");
    if left < 0 {
        let late = -left;
        found.at(place, msg!("整改应在 {due} 前完成，已过 {late} 天", "was to be mended by {due}, {late} days ago"));
    } else if left <= facts::SOON {
        let (zh, en) = facts::left(left);
        found.milder(place, msg!("整改应在 {due} 前完成，{zh}", "to be mended by {due}, {en}"));
    }
}
