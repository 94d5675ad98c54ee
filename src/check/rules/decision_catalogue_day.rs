//! D302: the year's catalogue of decisions is late or missing.
//! Asked for by CHK-33.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::text::date::Date;

/// 6 月底前.
const DUE: (u32, u32) = (6, 30);

pub(super) const RULE: Rule = Rule {
    code: "D302",
    what: ("年度重大行政决策目录没有在 6 月底前公布", "The catalogue of decisions isn't out by 30 June"),
    why: (
        "决策事项目录向社会公布，6 月底前完成（重大行政决策程序暂行条例第三条；工作要点第 13 项）",
        "the catalogue is published by the end of June (task 13)",
    ),
    mend: ("尽快公布目录；日期写错的改正", "publish the catalogue; correct the date if it is wrong"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut years = Vec::new();
    for id in site.of_kind(Kind::DecisionCatalogue).iter().filter(|id| facts::live(site, **id)) {
        let entry = site.entry(*id);
        let Data::DecisionCatalogue(c) = &entry.data else { continue };
        years.push(c.year);
        let Some(due) = i32::try_from(c.year).ok().and_then(|y| Date::new(y, DUE.0, DUE.1)) else { continue };
        let published = entry.base.date.date;
        if published > due {
            found.at(
                Place::key(&entry.shown, "date"),
                msg!("目录 {published} 才公布，应在 {due} 以前", "published on {published}, due by {due}"),
            );
        }
    }
    let Some((entry, plan)) = facts::plan(site) else { return };
    let (Some(due), year) = (facts::day_of(plan, DUE.0, DUE.1), plan.year) else { return };
    if site.today > due && !years.contains(&year) {
        found.at(
            Place::key(&entry.shown, "year"),
            msg!(
                "没有 {year} 年度重大行政决策事项目录，应在 {due} 以前公布",
                "no catalogue of decisions for {year}, due by {due}"
            ),
        );
    }
}
