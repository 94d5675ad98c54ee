//! A103: numbers on requests that don't add up.
//! Asked for by CHK-29.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::request_statistics::RequestStatistics;
use crate::model::kind::Kind;
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A103",
    what: ("依申请公开的数字不平", "Numbers on requests that don't add up"),
    why: (
        "新收加上年结转等于办理结果合计加结转下年度；今年的“上年结转”等于上年的“结转下年度”（国办公开办函〔2021〕30号）",
        "received and carried over equal the results and what is carried forward; years join (State Council format of 2021)",
    ),
    mend: ("核对各项件数", "check the numbers"),
    level: Severity::Error,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let all: Vec<(&Entry, &RequestStatistics)> = site
        .of_kind(Kind::RequestStatistics)
        .iter()
        .map(|id| site.entry(*id))
        .filter_map(|e| match &e.data {
            Data::RequestStatistics(s) => Some((e, &**s)),
            _ => None,
        })
        .collect();
    let n = |count: Option<u32>| u64::from(count.unwrap_or(0));
    for (entry, s) in &all {
        let inward = u64::from(s.received) + n(s.carried_over);
        let results = u64::from(s.granted) + u64::from(s.partly) + u64::from(s.refused);
        let results = results + n(s.unable) + n(s.not_processed) + n(s.other);
        let forward = n(s.carried_forward);
        if inward != results + forward {
            found.at(
                Place::key(&entry.shown, "received"),
                msg!(
                    "新收加上年结转是 {inward} 件，办理结果 {results} 件加结转下年度 {forward} 件，两边不等",
                    "{inward} came in, but {results} were settled and {forward} are carried forward"
                ),
            );
        }
        let before = all.iter().find(|(e, b)| e.base.unit == entry.base.unit && b.year + 1 == s.year);
        if let Some((other, before)) = before.filter(|(_, b)| n(b.carried_forward) != n(s.carried_over)) {
            let (now, then, year) = (n(s.carried_over), n(before.carried_forward), before.year);
            let d = found.at(
                Place::key(&entry.shown, "carried_over"),
                msg!(
                    "上年结转 {now} 件，而 {year} 年结转下年度 {then} 件",
                    "{now} were carried over, but {year} carried {then} forward"
                ),
            );
            d.related.push((Place::key(&other.shown, "carried_forward"), msg!("上年的数字", "last year's number")));
        }
    }
    for id in site.of_kind(Kind::AnnualReport) {
        let entry = site.entry(*id);
        let Data::AnnualReport(report) = &entry.data else { continue };
        let Some(Data::RequestStatistics(s)) = report.statistics.map(|s| &site.entry(s.id).data) else { continue };
        let (own, year) = (s.year, report.year);
        if own != year {
            found.at(
                Place::key(&entry.shown, "statistics"),
                msg!("{year} 年的报告用了 {own} 年的统计", "the report on {year} has the numbers of {own}"),
            );
        }
    }
}
