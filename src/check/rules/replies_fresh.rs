//! C315: no answer to the public for two months.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C315",
    what: ("两个月没有公开新的答复", "No answer to the public for two months"),
    why: ("留言答复情况 2 个月不更新扣分（政府网站与政务新媒体检查指标）", "answers not updated for two months cost points (national inspection)"),
    mend: ("公开近期的答复", "publish recent answers"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let days = whole::live(site, Kind::Response).map(|e| e.base.date.date).filter(|d| *d <= site.today);
    let Some(newest) = days.max() else { return };
    let age = site.today - newest;
    if age > 60 {
        found.at(
            whole::column_of(site, Kind::Response),
            msg!("最近一次答复是 {newest}，已有 {age} 天", "the newest answer is of {newest}, {age} days ago"),
        );
    }
}
