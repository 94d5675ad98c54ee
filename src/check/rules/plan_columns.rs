//! C307: a part or section of the plan without a column.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C307",
    what: ("工作要点的部分、小节没有对应的栏目", "A part or section of the plan without a column"),
    why: (
        "栏目按工作要点的部分和小节设置，每项任务都有地方公开（年度工作要点）",
        "columns follow the parts and sections of the plan, so that every task has its place",
    ),
    mend: ("在对应栏目的 _index.md 里写 plan_section", "write `plan_section` in the `_index.md` of the column"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some((id, plan)) = site.plan() else { return };
    let of = |c: &crate::model::column::Column| c.fields.plan_section.clone();
    let wanted: Vec<&str> = plan
        .parts
        .iter()
        .flat_map(|p| std::iter::once(p.no.as_str()).chain(p.sections.iter().map(|s| s.no.as_str())))
        .collect();
    let there: Vec<String> = site.columns.iter().filter_map(of).collect();
    // A site that doesn't follow the plan at all is arranged in another way.
    if there.is_empty() {
        return;
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|no| !there.iter().any(|t| t == no)).collect();
    if !missing.is_empty() {
        let (n, (zh, en)) = (missing.len(), whole::names(&missing));
        found.at(
            Place::key(&site.entry(id).shown, "parts"),
            msg!("工作要点有 {n} 个部分或小节没有栏目：{zh}", "{n} parts or sections of the plan have no column: {en}"),
        );
    }
    for column in &site.columns {
        let Some(no) = of(column).filter(|no| !wanted.contains(&no.as_str())) else { continue };
        found.at(
            Place::key(&column.shown, "plan_section"),
            msg!("工作要点里没有“{no}”这个部分或小节", "the plan has no part or section {no}"),
        );
    }
}
