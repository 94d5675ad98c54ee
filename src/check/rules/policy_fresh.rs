//! C303: a column of policies or notices without anything new for six months.
//! Asked for by CHK-03, K-STALE.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole::{self, Cycle};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C303",
    what: ("通知公告、政策文件类栏目 6 个月没有更新", "A column of policies without anything new for six months"),
    why: (
        "要扣分；与 2 周未更新的动态栏目合计满 5 个单项否决（政府网站与政务新媒体检查指标）",
        "it costs points; five such columns, counted with late news columns, fail a site",
    ),
    mend: (
        "发布新的内容；一年一次的栏目写 update_every",
        "publish something; name the cycle of a yearly column in `update_every`",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    for late in whole::stale(site).iter().filter(|s| s.cycle == Cycle::Policies) {
        let (column, newest) = (site.column(late.column), late.newest);
        let title = &column.fields.title;
        found.at(
            Place::key(&column.shown, "column_type"),
            msg!(
                "政策文件栏目“{title}”最新的内容是 {newest} 的，已超过 6 个月没有更新",
                "the newest entry of the policy column `{title}` is of {newest}, more than six months ago"
            ),
        );
    }
}
