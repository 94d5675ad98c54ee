//! P110: units without an implementation plan by 31 August.
//! Asked for by CHK-78, K-IMPL831.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::schema::UnitId;
use std::collections::BTreeSet;

/// 8 月 31 日前.
const DUE: (u32, u32) = (8, 31);

pub(super) const RULE: Rule = Rule {
    code: "P110",
    what: ("单位没有在 8 月 31 日前编制年度实施方案", "Units without an implementation plan by 31 August"),
    why: (
        "各镇街、各部门单位对照要点编制年度实施方案，8 月 31 日前完成（工作要点第 46 项）",
        "every unit draws up its plan by 31 August (task 46)",
    ),
    mend: ("督促有关单位编制并公开实施方案", "have the units draw up and publish their plans"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((entry, plan)) = facts::plan(site) else { return };
    let (year, Some(due)) = (plan.year, facts::day_of(plan, DUE.0, DUE.1)) else { return };
    let mut have: BTreeSet<UnitId> = BTreeSet::new();
    for id in site.of_kind(Kind::ImplementationPlan).iter().filter(|id| facts::live(site, **id)) {
        let e = site.entry(*id);
        let Data::ImplementationPlan(p) = &e.data else { continue };
        if p.year != year {
            continue;
        }
        have.insert(e.base.unit);
        let submitted = p.submitted;
        if submitted > due {
            found.at(
                Place::key(&e.shown, "submitted"),
                msg!("实施方案 {submitted} 才编制完成，应在 {due} 以前", "drawn up on {submitted}, due by {due}"),
            );
        }
    }
    let left = due - site.today;
    let missing: Vec<UnitId> = facts::real_units(site).filter(|u| !have.contains(u)).collect();
    if missing.is_empty() || left > facts::SOON {
        return;
    }
    let (count, names, place) = (missing.len(), facts::names(site, &missing), Place::key(&entry.shown, "year"));
    if left < 0 {
        let message = msg!(
            "{count} 个单位没有公开 {year} 年度实施方案（应在 {due} 以前）：{names}",
            "{count} units have no implementation plan for {year}, due by {due}: {names}"
        );
        found.at(place, message);
    } else {
        let (zh, en) = facts::left(left);
        let message = msg!(
            "{count} 个单位没有公开 {year} 年度实施方案（{due} 以前，{zh}）：{names}",
            "{count} units have no implementation plan for {year}, {en}: {names}"
        );
        found.milder(place, message);
    }
}
