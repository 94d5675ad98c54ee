//! E114: a date of publication that lies in the future.
//! Asked for by CHK-07, CHK-48.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E114",
    what: ("发布日期在将来", "A date of publication in the future"),
    why: (
        "发布日期弄虚作假即单项否决（政府网站与政务新媒体检查指标）；要定时发布的写 status: scheduled",
        "a false date of publication fails the site; what is to come out later is `scheduled`",
    ),
    mend: (
        "改正日期；定时发布的写 status: scheduled 和 publish_at",
        "correct it, or write `status: scheduled` and `publish_at`",
    ),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let (date, today) = (entry.base.date.date, site.today);
    if date > today {
        found.at(
            Place::key(&entry.shown, "date"),
            msg!(
                "发布日期 {date} 晚于今天（{today}），已经公开的内容不能有将来的日期（单项否决）",
                "published on {date}, which is after today ({today}); a false date fails the site"
            ),
        );
    }
}
