//! C301: nothing new on the home page.
//! Asked for by CHK-01, K-STALE.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C301",
    what: ("首页长时间没有新内容", "Nothing new on the home page"),
    why: (
        "首页 2 周没有新信息即单项否决（政府网站与政务新媒体检查指标）；满 10 天提醒",
        "two weeks without anything new fail the whole site in the national inspection; told from the tenth day",
    ),
    mend: ("发布新的内容；没有重新生成的站点也算没有更新", "publish something; a site that isn't built again isn't fresh"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some(newest) = whole::newest(site, site.newest()) else { return };
    let (place, days) = (whole::home(site), site.today - newest);
    if days > 14 {
        found.at(
            place,
            msg!(
                "首页最新的内容是 {newest} 的，已有 {days} 天没有更新（超过 14 天单项否决）",
                "the newest entry is of {newest}, {days} days ago (more than 14 fail the site)"
            ),
        );
    } else if days >= 10 {
        found.milder(
            place,
            msg!(
                "首页最新的内容是 {newest} 的，已有 {days} 天没有更新，超过 14 天即单项否决",
                "the newest entry is of {newest}, {days} days ago; more than 14 fail the site"
            ),
        );
    }
}
