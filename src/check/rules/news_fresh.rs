//! C302: a column of news without anything new for two weeks.
//! Asked for by CHK-02, K-STALE.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole::{self, Cycle};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C302",
    what: ("动态、要闻类栏目 2 周没有更新", "A column of news without anything new for two weeks"),
    why: (
        "与 6 个月未更新的通知、政策栏目合计满 5 个单项否决（政府网站与政务新媒体检查指标）",
        "five such columns, counted with late policy columns, fail a site in the national inspection",
    ),
    mend: (
        "发布新的内容；不是动态类的栏目改 column_type，更新周期不同的写 update_every",
        "publish something; correct `column_type`, or name the cycle in `update_every`",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    for late in whole::stale(site).iter().filter(|s| s.cycle == Cycle::News) {
        let (column, newest) = (site.column(late.column), late.newest);
        let (title, days) = (&column.fields.title, site.today - newest);
        found.at(
            Place::key(&column.shown, "column_type"),
            msg!(
                "动态栏目“{title}”最新的内容是 {newest} 的，已有 {days} 天没有更新",
                "the newest entry of the news column `{title}` is of {newest}, {days} days ago"
            ),
        );
    }
}
