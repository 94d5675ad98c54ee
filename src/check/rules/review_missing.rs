//! V202: entries without a record of their review.
//! Asked for by CHK-21, CHK-62, K-REVIEW.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "V202",
    what: ("条目没有三审记录", "Entries without a record of review"),
    why: (
        "发布前经过初审、复审、审发（工作要点第 31 项）；以前发布的没有记录就不补造",
        "entries are reviewed before publication (task 31); for old ones no record is made up",
    ),
    mend: ("今后发布的条目在 review 里如实记录", "record it in `review` from now on"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let without: Vec<&str> = site
        .newest()
        .iter()
        .map(|id| site.entry(*id))
        .filter(|e| !matches!(e.kind, Kind::Task | Kind::Page) && e.base.review.is_empty())
        .filter(|e| site.directory.units.get(e.base.unit).kind != "sample")
        .map(|e| &*e.path)
        .collect();
    if !without.is_empty() {
        let (n, (zh, en)) = (without.len(), whole::names(&without));
        found.at(
            whole::home(site),
            msg!("有 {n} 个条目没有三审记录：{zh}", "{n} entries have no record of review: {en}"),
        );
    }
}
