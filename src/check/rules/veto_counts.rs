//! C305: late and empty columns, summed up as the national inspection counts them.
//! Asked for by CHK-04, CHK-05, K-EMPTY.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole::{self, Veto};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C305",
    what: ("栏目不更新达到单项否决", "So many late or empty columns that the site fails"),
    why: (
        "动态 2 周和通知、政策 6 个月未更新的栏目合计满 5 个，其他应更新未更新的满 10 个，空栏目满 5 个，任一项都单项否决（政府网站与政务新媒体检查指标）",
        "five late columns of news and policies, ten other late ones, or five empty ones fail a site",
    ),
    mend: ("先更新或合并这些栏目；删去没有内容的目录", "update or merge these columns; delete empty folders"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let veto = Veto::of(site);
    let Veto { news, policies, others, empty, .. } = veto;
    if !veto.columns_fail() {
        return;
    }
    let sum = news + policies;
    found.at(
        whole::home(site),
        msg!(
            "栏目不更新达到单项否决：动态类 {news} 个、政策类 {policies} 个未更新，合计 {sum} 个（满 5 个否决）；其他栏目 {others} 个（满 10 个否决）；空栏目 {empty} 个（满 5 个否决）",
            "the site fails by its columns: {news} of news and {policies} of policies are late, {sum} in all (5 fail); {others} others (10 fail); {empty} empty (5 fail)"
        ),
    );
}
