//! P111: units that held no training in the year.
//! Asked for by CHK-78, K-TRAIN1.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::schema::UnitId;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "P111",
    what: ("单位年内没有开展政务公开培训", "Units that held no training in the year"),
    why: (
        "各单位每年至少开展 1 次政务公开专题培训（工作要点第 49 项）",
        "every unit holds one course a year or more (task 49)",
    ),
    mend: ("开展培训并公开 training 条目", "hold a course and publish a `training` entry"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((entry, plan)) = facts::plan(site) else { return };
    let (year, Some(end)) = (plan.year, facts::day_of(plan, 12, 31)) else { return };
    let left = end - site.today;
    if left > facts::SOON {
        return;
    }
    let mut have: BTreeSet<UnitId> = BTreeSet::new();
    for id in site.of_kind(Kind::Training).iter().filter(|id| facts::live(site, **id)) {
        let e = site.entry(*id);
        if let Data::Training(t) = &e.data
            && t.at <= site.today
            && u32::try_from(t.at.year()) == Ok(year)
        {
            have.insert(e.base.unit);
        }
    }
    let missing: Vec<UnitId> = facts::real_units(site).filter(|u| !have.contains(u)).collect();
    if missing.is_empty() {
        return;
    }
    let (count, names, place) = (missing.len(), facts::names(site, &missing), Place::key(&entry.shown, "year"));
    if left < 0 {
        let message = msg!(
            "{count} 个单位 {year} 年没有公开政务公开培训：{names}",
            "{count} units published no training in {year}: {names}"
        );
        found.at(place, message);
    } else {
        let (zh, en) = facts::left(left);
        let message = msg!(
            "{count} 个单位 {year} 年还没有公开政务公开培训（年底以前，{zh}）：{names}",
            "{count} units published no training in {year}, {en}: {names}"
        );
        found.milder(place, message);
    }
}
