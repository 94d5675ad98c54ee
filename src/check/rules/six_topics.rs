//! C311: one of the six matters of targeted disclosure is missing.
//! Asked for by K-TARGET.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::kind::{Kind, targeted::TargetedTopic};
use crate::model::{Data, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C311",
    what: ("定点、定向公开的六类事项不齐", "One of the six matters of targeted disclosure is missing"),
    why: (
        "土地征收、旧区改造、义务教育入学、就诊就医、养老服务、村务居务要面向特定区域和人群公开（工作要点第 37 项）",
        "six matters are disclosed to certain places and people (task 37)",
    ),
    mend: ("给每类事项建 targeted 条目", "make a `targeted` entry for every matter"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let is = |topic: &str| {
        whole::live(site, Kind::Targeted)
            .any(|e| matches!(&e.data, Data::Targeted(t) if t.topic.choice().key == topic))
    };
    let missing: Vec<&str> = TargetedTopic::ALL.iter().filter(|c| !is(c.key)).map(|c| c.label).collect();
    if !missing.is_empty() {
        let (n, zh, en) = (missing.len(), missing.join("、"), missing.join(", "));
        found.at(
            whole::column_of(site, Kind::Targeted),
            msg!("定点、定向公开的六类事项还缺 {n} 类：{zh}", "{n} of the six targeted matters are missing: {en}"),
        );
    }
}
