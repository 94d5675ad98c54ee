//! A102: an annual report that is late or missing.
//! Asked for by CHK-27, K-ANNUAL.

use crate::check::rule::{Found, Rule, Run};
use crate::check::{facts, whole};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::schema::UnitId;
use crate::text::date::Date;

pub(super) const RULE: Rule = Rule {
    code: "A102",
    what: ("年度报告公布晚了或者没有公布", "An annual report late or missing"),
    why: (
        "部门和镇街每年 1 月 31 日前、县政府 3 月 31 日前公布上一年度报告（政府信息公开条例第四十九条）",
        "units report by 31 January, the county by 31 March (Disclosure Regulation art. 49)",
    ),
    mend: ("尽快公布；确实按期公布过的，核对日期", "publish it; if it was in time, check the date"),
    level: Severity::Warning,
    run: Run::Site(check),
};

/// The last day for the report on a year.
fn due(site: &Site, unit: UnitId, year: i32) -> Option<Date> {
    let office = site.directory.units.get(unit).kind == "office";
    Date::new(year + 1, if office { 3 } else { 1 }, 31)
}

fn check(site: &Site, found: &mut Found<'_>) {
    let mut there: Vec<(UnitId, i32)> = Vec::new();
    for id in site.of_kind(Kind::AnnualReport) {
        let entry = site.entry(*id);
        let Data::AnnualReport(report) = &entry.data else { continue };
        let (year, published) = (report.year as i32, entry.base.date.date);
        there.push((entry.base.unit, year));
        if let Some(due) = due(site, entry.base.unit, year).filter(|due| published > *due) {
            found.at(
                Place::key(&entry.shown, "date"),
                msg!(
                    "{year} 年的年度报告应在 {due} 前公布，发布日期是 {published}",
                    "the report on {year} was due on {due} and came on {published}"
                ),
            );
        }
    }
    let year = site.today.year() - 1;
    let missing: Vec<&str> = facts::real_units(site)
        .filter(|unit| due(site, *unit, year).is_some_and(|due| site.today > due))
        .filter(|unit| !there.contains(&(*unit, year)))
        .map(|unit| site.directory.units.get(unit).short.as_str())
        .collect();
    if !missing.is_empty() {
        let (n, (zh, en)) = (missing.len(), whole::names(&missing));
        found.at(
            whole::column_of(site, Kind::AnnualReport),
            msg!(
                "有 {n} 个单位还没有公布 {year} 年的年度报告：{zh}",
                "{n} units haven't published their report on {year}: {en}"
            ),
        );
    }
}
