//! A119: an inspection plan without a result.
//! Asked for by K-PAIR.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::check::facts;
use crate::model::kind::disclosure::Nature;

pub(super) const RULE: Rule = Rule {
    code: "A119",
    what: ("检查计划没有对应的检查结果", "An inspection plan without results"),
    why: ("检查计划和检查结果都要公开（政府信息公开条例第二十条第十三项；工作要点第 6 项）", "plans of inspection and their results are both disclosed (Disclosure Regulation art. 20; task 6)"),
    mend: ("公开检查结果，在 related 里引用计划", "publish the result and name the plan in `related`"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Disclosure(plan) = &entry.data else { return };
    let Some(period) = plan.period.as_ref().filter(|_| plan.nature == Nature::InspectionPlan) else { return };
    if period.to >= site.today {
        return;
    }
    let is_result =
        |e: &Entry| matches!(&e.data, Data::Disclosure(d) if d.nature == Nature::InspectionResult) && facts::live(site, e.id);
    let linked = entry.base.related.iter().map(|r| r.id).chain(site.relations.to(entry.id).iter().map(|r| r.1));
    if !linked.map(|id| site.entry(id)).any(is_result) {
        let end = period.to;
        found.at(
            Place::key(&entry.shown, "period"),
            msg!("检查已于 {end} 结束，还没有公开结果", "the inspection ended on {end}; no result is public"),
        );
    }
}
