//! C314: fewer than six consultations in a year.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C314",
    what: ("一年内征集调查不足 6 次", "Fewer than six consultations in a year"),
    why: ("一年内征集调查活动不少于 6 次（政府网站与政务新媒体检查指标，次数未经核实）", "at least six surveys or consultations in a year (national inspection; the number isn't verified)"),
    mend: ("把征求意见、问卷调查都建成 consultation 条目", "write each consultation or survey as an entry"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    // A site that was begun less than a year ago isn't behind.
    let begun = site.newest().last().map(|id| site.entry(*id).base.date.date);
    if begun.is_none_or(|d| site.today - d < 365) {
        return;
    }
    let recent = |e: &&crate::model::Entry| site.today - e.base.date.date <= 365 && e.base.date.date <= site.today;
    let count = whole::live(site, Kind::Consultation).filter(recent).count();
    if count < 6 {
        found.at(
            whole::column_of(site, Kind::Consultation),
            msg!("近一年征集调查 {count} 次，应不少于 6 次", "{count} consultations in the last year, six are asked for"),
        );
    }
}
