//! A105: overdue payments that weren't disclosed by 31 March.
//! Asked for by CHK-26, K-ARREARS.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::text::date::Date;

pub(super) const RULE: Rule = Rule {
    code: "A105",
    what: ("逾期未支付中小企业款项没有按时公布", "Overdue payments not disclosed in time"),
    why: (
        "机关、事业单位每年 3 月 31 日前公布上一年度逾期尚未支付的合同数量、金额（保障中小企业款项支付条例；工作要点第 4 项）",
        "contracts unpaid in the past year are disclosed by 31 March (SME payment regulation; task 4)",
    ),
    mend: ("公布上一年度的数字，没有逾期的也写 0", "publish last year's numbers, 0 if there are none"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut years = Vec::new();
    for id in site.of_kind(Kind::ArrearsReport) {
        let entry = site.entry(*id);
        let Data::ArrearsReport(report) = &entry.data else { continue };
        let (year, published) = (report.year as i32, entry.base.date.date);
        years.push(year);
        if let Some(due) = Date::new(year + 1, 3, 31).filter(|due| published > *due) {
            found.at(
                Place::key(&entry.shown, "date"),
                msg!(
                    "{year} 年度的逾期账款应在 {due} 前公布，发布日期是 {published}",
                    "the overdue payments of {year} were due on {due} and came on {published}"
                ),
            );
        }
    }
    let last = site.today.year() - 1;
    if Date::new(last + 1, 3, 31).is_some_and(|due| site.today > due) && !years.contains(&last) {
        found.at(
            whole::column_of(site, Kind::ArrearsReport),
            msg!(
                "没有公布 {last} 年度逾期未支付中小企业款项的情况",
                "the overdue payments of {last} haven't been disclosed"
            ),
        );
    }
}
