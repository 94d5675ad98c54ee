//! A123: an annual report that says nothing of the year's plan.
//! Asked for by K-ANNUAL.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A123",
    what: ("年度报告没有写实施方案的落实情况", "An annual report that says nothing of the year's plan"),
    why: (
        "各单位年度实施方案的落实情况要纳入政府信息公开工作年度报告（工作要点第 46 项）",
        "what came of a unit's yearly plan stands in its annual report (task 46)",
    ),
    mend: ("在 task_results 里逐项写落实情况", "tell in `task_results` what came of the tasks"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::AnnualReport(report) = &entry.data else { return };
    // Reports on years before the plan had nothing to tell of it.
    let planned = facts::plan(site).is_some_and(|(_, plan)| plan.year == report.year);
    if planned && report.task_results.is_empty() {
        let year = report.year;
        found.at(
            Place::key(&entry.shown, "year"),
            msg!("{year} 年度报告没有写当年实施方案的落实情况", "the report on {year} doesn't tell what came of the plan"),
        );
    }
}
