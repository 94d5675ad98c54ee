//! A115: an annual report whose count of normative documents isn't that of the library.
//! Asked for by CHK-30.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;
use crate::check::facts;
use crate::check::tables;
use crate::model::kind::Kind;
use crate::model::kind::policy::{Genre, Policy};
use crate::text::date::Date;

pub(super) const RULE: Rule = Rule {
    code: "A115",
    what: ("年度报告的规范性文件件数与文件库不符", "A count of normative documents that the library contradicts"),
    why: ("表二“现行有效件数”应与规范性文件库年末的有效件数一致（政府信息公开工作年度报告格式；政府信息公开条例第二十条）", "the number in force is that of the library at the end of the year"),
    mend: ("核对表二和文件库：漏录的补录，失效的写明 validity", "compare the table with the library and mend the one that is wrong"),
    level: Severity::Warning,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, site: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry else { return };
    let Data::AnnualReport(report) = &entry.data else { return };
    let Some(end) = i32::try_from(report.year).ok().and_then(|y| Date::new(y, 12, 31)) else { return };
    let rows = tables::rows(&body.body.html);
    let row = rows.iter().find(|r| r.iter().any(|c| matches!(&**c, "行政规范性文件" | "规范性文件")));
    // Made, repealed, in force.
    let numbers: Vec<u32> = row.map(|r| r.iter().filter_map(|c| c.parse().ok()).collect()).unwrap_or_default();
    let [.., told] = numbers[..] else { return };
    let own = |p: &Policy| p.genre == Genre::Normative && p.issuers.contains(&entry.base.unit);
    let policies = site.of_kind(Kind::Policy).iter().filter(|id| facts::live(site, **id)).filter_map(|id| {
        if let Data::Policy(p) = &site.entry(*id).data { Some(p) } else { None }
    });
    let there = policies.filter(|p| own(p) && in_force(p, site, end)).count();
    if told as usize != there {
        let year = report.year;
        found.at(
            Place::file(entry.shown.clone()),
            msg!(
                "表二报现行有效的规范性文件 {told} 件，文件库里 {year} 年末有 {there} 件",
                "the table tells {told} normative documents in force, the library has {there} at the end of {year}"
            ),
        );
    }
}

/// Whether a document was in force on a day: signed, not expired, and nothing that repeals it signed yet.
fn in_force(policy: &Policy, site: &Site, day: Date) -> bool {
    let ended = policy.valid_until.is_some_and(|d| d < day);
    let successor = policy.replaced_by.and_then(|r| match &site.entry(r.id).data {
        Data::Policy(p) => Some(p.written),
        _ => None,
    });
    policy.written <= day && !ended && successor.is_none_or(|d| d > day)
}
