//! C304: columns that aren't updated as often as they should.
//! Asked for by CHK-04, CHK-45, K-STALE.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole::{self, Cycle, Stale};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C304",
    what: ("栏目没有按更新周期更新", "Columns later than their cycle"),
    why: (
        "应更新而长期未更新的栏目满 10 个单项否决（政府网站与政务新媒体检查指标）；没有写周期的按一年算",
        "ten columns that should be updated and aren't fail a site; where no cycle is named, it is a year",
    ),
    mend: ("发布新的内容，或按实际写 update_every（天数）", "publish something, or name the real cycle in `update_every`"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let all = whole::stale(site);
    for late in &all {
        let Cycle::Days(every) = late.cycle else { continue };
        let (column, newest) = (site.column(late.column), late.newest);
        let (title, days) = (&column.fields.title, site.today - newest);
        found.at(
            Place::key(&column.shown, "update_every"),
            msg!(
                "栏目“{title}”应每 {every} 天更新一次，最新的内容是 {newest} 的，已有 {days} 天",
                "`{title}` should have something new every {every} days; its newest entry is of {newest}, {days} days ago"
            ),
        );
    }
    let yearly: Vec<&Stale> = all.iter().filter(|s| s.cycle == Cycle::Year).collect();
    if !yearly.is_empty() {
        let (n, (zh, en)) = (yearly.len(), whole::names(&whole::titles(site, &yearly)));
        found.at(
            whole::home(site),
            msg!("有 {n} 个栏目一年以上没有更新：{zh}", "{n} columns have had nothing new for more than a year: {en}"),
        );
    }
}
