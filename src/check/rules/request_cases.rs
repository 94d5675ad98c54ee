//! A122: no case of a request was told in the year.
//! Asked for by K-COUNT.

use crate::check::rule::{Found, Rule, Run};
use crate::check::{facts, whole};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;

/// 9 月底前.
const DUE: (u32, u32) = (9, 30);

pub(super) const RULE: Rule = Rule {
    code: "A122",
    what: ("年内没有分析依申请公开典型案例", "No case of a request was told in the year"),
    why: (
        "分析研判依申请公开典型案例，9 月底前完成（工作要点第 39 项）；至少一个是本工具的尺度",
        "typical requests are analysed by the end of September (task 39); one is this program's measure",
    ),
    mend: ("公开隐去个人信息的 request-case 条目", "publish a `request-case` entry without personal data"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((entry, plan)) = facts::plan(site) else { return };
    let (year, Some(due)) = (plan.year, facts::day_of(plan, DUE.0, DUE.1)) else { return };
    let left = due - site.today;
    let in_year = |day: i32| u32::try_from(day) == Ok(year);
    let told = whole::live(site, Kind::RequestCase).any(|e| in_year(e.base.date.date.year()));
    if told || left > facts::SOON {
        return;
    }
    let place = Place::key(&entry.shown, "year");
    if left < 0 {
        let message = msg!(
            "{year} 年没有公开依申请公开典型案例（应在 {due} 以前）",
            "no case of a request was told in {year}, due by {due}"
        );
        found.at(place, message);
    } else {
        let (zh, en) = facts::left(left);
        let message = msg!(
            "{year} 年还没有公开依申请公开典型案例（{due} 以前，{zh}）",
            "no case of a request was told in {year} yet, {en}"
        );
        found.milder(place, message);
    }
}
