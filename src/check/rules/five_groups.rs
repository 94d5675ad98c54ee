//! C312: a group of job seekers for whom nothing is disclosed.
//! Asked for by K-MATRIX.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;
use crate::schema::Vocabulary;

/// Topics of the groups begin so (就业困难人员、高校毕业生、脱贫劳动力、失业人员、退役军人).
const PREFIX: &str = "jobs-";

pub(super) const RULE: Rule = Rule {
    code: "C312",
    what: ("就业创业信息没有覆盖重点群体", "A group of job seekers for whom nothing is disclosed"),
    why: (
        "职业技能培训、公益性岗位、就业创业补贴、灵活就业政策要面向五类重点群体公开（工作要点第 8 项）",
        "training, posts, subsidies and flexible work are disclosed for five groups (task 8)",
    ),
    mend: ("在有关条目的 topics 里写这些群体的专题", "write the topics of these groups in the entries concerned"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some(topics) = site.directory.terms.get(&Vocabulary::Topic) else { return };
    let groups = topics.iter().filter(|t| t.id.starts_with(PREFIX));
    // The task that asks for it has these topics too, but discloses nothing.
    let none = |id: &str| site.of_topic(id).iter().all(|e| site.entry(*e).kind == Kind::Task);
    let missing: Vec<&str> = groups.filter(|t| none(&t.id)).map(|t| t.title.as_str()).collect();
    if !missing.is_empty() {
        let (zh, en) = whole::names(&missing);
        found.at(
            whole::column_of(site, Kind::ServiceGuide),
            msg!("就业创业信息还没有面向这些群体的内容：{zh}", "nothing on jobs is disclosed for: {en}"),
        );
    }
}
