//! A114: no yearly report on the website itself.
//! Asked for by CHK-32.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;
use crate::text::date::Date;

pub(super) const RULE: Rule = Rule {
    code: "A114",
    what: ("没有公布政府网站工作年度报表", "No yearly report on the website"),
    why: ("每年 1 月 31 日前公布上一年度的政府网站工作年度报表（政府网站发展指引；期限未经核实）", "the website's own report is due by 31 January (guidelines for government sites; the day isn't verified)"),
    mend: ("公布报表，标题写“政府网站工作年度报表”；报表由别处公布的在 site.yaml 里把本规则设为 off", "publish it under that title, or switch this rule off where it is published elsewhere"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let today = site.today;
    let due = Date::new(today.year(), 1, 31).filter(|d| *d < today);
    let Some(year) = due.map(|_| today.year() - 1) else { return };
    let wanted = year.to_string();
    let there = site.newest().iter().map(|id| &site.entry(*id).base.title);
    let mut reports = there.filter(|t| t.contains("网站") && t.contains("年度报表"));
    if !reports.any(|t| t.contains(&wanted)) {
        found.at(
            whole::column_of(site, Kind::AnnualReport),
            msg!("没有 {year} 年度的政府网站工作年度报表", "no report on the website for {year}"),
        );
    }
}
