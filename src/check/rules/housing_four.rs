//! C318: one of the four matters of housing is missing.
//! Asked for by K-FOUR.

use crate::check::rule::{Found, Rule, Run};
use crate::check::{facts, whole};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::kind::disclosure::Nature;
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C318",
    what: ("住房保障的四项内容不齐", "One of the four matters of housing is missing"),
    why: (
        "公开城镇保障性安居工程年度计划，细化公开住房租赁补贴申领的条件和程序、管理、审批情况（工作要点第 11 项）",
        "the yearly plan of housing is disclosed, and of rent subsidies: conditions and steps, management, approvals (task 11)",
    ),
    mend: (
        "补上：年度计划（disclosure，nature: annual-plan）、办事指南（service-guide）、名单（roster）；管理情况的条目在标题或摘要里写“管理”",
        "add what is missing: a `disclosure` of nature annual-plan, a `service-guide`, a `roster`; an entry on management says so in its title or summary",
    ),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    // Lists belong into the column of housing.
    let Some(column) = site.folder(Kind::Roster.info().folder) else { return };
    let all: Vec<&Entry> =
        site.below(column).iter().filter(|id| facts::live(site, **id)).map(|id| site.entry(*id)).collect();
    let managed = |e: &Entry| e.base.title.contains("管理") || e.base.summary.as_ref().is_some_and(|s| s.contains("管理"));
    let plan = |e: &Entry| matches!(&e.data, Data::Disclosure(d) if matches!(d.nature, Nature::AnnualPlan | Nature::Plan));
    let four: [(&str, &str, bool); 4] = [
        ("年度计划", "the yearly plan", all.iter().any(|e| plan(e))),
        ("申领条件和程序", "conditions and steps", all.iter().any(|e| e.kind == Kind::ServiceGuide)),
        ("管理情况", "management", all.iter().any(|e| managed(e))),
        ("审批情况", "approvals", all.iter().any(|e| e.kind == Kind::Roster)),
    ];
    let missing: Vec<_> = four.iter().filter(|f| !f.2).collect();
    if !missing.is_empty() {
        let (_, en) = whole::names(&missing.iter().map(|f| f.1).collect::<Vec<_>>());
        let (zh, _) = whole::names(&missing.iter().map(|f| f.0).collect::<Vec<_>>());
        found.at(
            Place::file(site.column(column).shown.clone()),
            msg!("住房保障还没有公开：{zh}", "of housing these aren't disclosed: {en}"),
        );
    }
}
