//! D312: fewer than five meetings of the county government with people of the public in the year.
//! Asked for by CHK-37, K-FIVE.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use std::collections::BTreeSet;

/// 年内不少于 5 次, unless the task itself says how many.
const MEETINGS: u32 = 5;

pub(super) const RULE: Rule = Rule {
    code: "D312",
    what: ("年内公众代表列席政府常务会议不足 5 次", "Fewer than five meetings with people of the public in a year"),
    why: (
        "县级政府年内邀请公众代表列席政府常务会议不少于 5 次（工作要点第 16 项）",
        "the public is invited to five executive meetings a year or more (task 16)",
    ),
    mend: (
        "安排列席并公开意见和采纳情况；已经列席的，补建 attendance 条目",
        "invite them and publish an `attendance` entry for each meeting",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((entry, plan)) = facts::plan(site) else { return };
    let year = plan.year;
    let Some(end) = facts::day_of(plan, 12, 31) else { return };
    if facts::day_of(plan, 1, 1).is_none_or(|first| site.today < first) {
        return;
    }
    let task = site.tasks.iter().find_map(|id| {
        let measure = site.task(*id)?.measure.as_ref().filter(|m| m.count_from == Kind::Attendance.key())?;
        Some((measure.min, Place::key(&site.entry(*id).shown, "measure")))
    });
    let (wanted, place) = task.unwrap_or_else(|| (MEETINGS, Place::key(&entry.shown, "year")));
    let mut meetings = BTreeSet::new();
    for id in site.of_kind(Kind::Attendance).iter().filter(|id| facts::live(site, **id)) {
        let Data::Attendance(a) = &site.entry(*id).data else { continue };
        if a.meeting.contains("常务会议") && a.held <= site.today && u32::try_from(a.held.year()) == Ok(year) {
            meetings.insert((a.held, a.meeting.as_str()));
        }
    }
    let (count, left) = (meetings.len() as u32, end - site.today);
    if count >= wanted {
        return;
    }
    let message = if left >= 0 {
        msg!(
            "{year} 年公众代表列席政府常务会议 {count} 次，应不少于 {wanted} 次，离年底还有 {left} 天",
            "{count} of {wanted} meetings with people of the public in {year}, {left} days left"
        )
    } else {
        msg!(
            "{year} 年公众代表列席政府常务会议只有 {count} 次，应不少于 {wanted} 次",
            "{count} of {wanted} meetings with people of the public in {year}"
        )
    };
    found.at(place, message);
}
