//! D314: units whose documents nobody evaluated this year.
//! Asked for by K-EVAL.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::schema::UnitId;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "D314",
    what: ("有的单位年内没有评价过自己的文件", "Units that evaluated none of their documents this year"),
    why: (
        "定期对政策的执行标准、适用范围、使用情况、取得成效、存在问题开展评价（工作要点第 17 项）；每年一次是本工具的尺度",
        "policies are evaluated regularly (task 17); once a year is this program's measure",
    ),
    mend: (
        "选一份正在执行的文件开展评价，公开 evaluation 条目",
        "evaluate a document in force and publish an `evaluation`",
    ),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((entry, plan)) = facts::plan(site) else { return };
    let (year, Some(end)) = (plan.year, facts::day_of(plan, 12, 31)) else { return };
    if end - site.today > facts::SOON {
        return;
    }
    let mut evaluated: BTreeSet<UnitId> = BTreeSet::new();
    for id in site.of_kind(Kind::Evaluation).iter().filter(|id| facts::live(site, **id)) {
        let e = site.entry(*id);
        let Data::Evaluation(evaluation) = &e.data else { continue };
        if u32::try_from(e.base.date.date.year()) == Ok(year) {
            evaluated.insert(e.base.unit);
            if let Data::Policy(p) = &site.entry(evaluation.of.id).data {
                evaluated.extend(p.issuers.iter());
            }
        }
    }
    let mut issuing: BTreeSet<UnitId> = BTreeSet::new();
    for id in site.of_kind(Kind::Policy) {
        let policy = site.entry(*id);
        // What is issued this year has hardly been carried out; only older documents ask for it.
        if let Some(p) = facts::valid_policy(policy, site)
            && facts::needs_interpretation(p)
            && u32::try_from(p.written.year()).is_ok_and(|y| y < year)
        {
            issuing.extend(p.issuers.first());
        }
    }
    let missing: Vec<UnitId> =
        facts::real_units(site).filter(|u| issuing.contains(u) && !evaluated.contains(u)).collect();
    if !missing.is_empty() {
        let (count, names) = (missing.len(), facts::names(site, &missing));
        found.at(
            Place::key(&entry.shown, "year"),
            msg!(
                "{count} 个单位 {year} 年没有公开对文件的评价：{names}",
                "{count} units published no evaluation of a document in {year}: {names}"
            ),
        );
    }
}
