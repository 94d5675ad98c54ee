//! A106: an issue of the gazette is missing or there twice.
//! Asked for by K-GAZETTE.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Entry, Site};
use crate::msg;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "A106",
    what: ("政府公报缺期或重号", "An issue of the gazette is missing or there twice"),
    why: (
        "公报数据库要完整，一年的期号从 1 起连续（工作要点第 30 项）",
        "the collection of the gazette is complete; issues are numbered from 1 (task 30)",
    ),
    mend: ("补上缺的一期，或核对期号", "add the issue, or check the number"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut years: BTreeMap<u32, BTreeMap<u32, &Entry>> = BTreeMap::new();
    for id in site.of_kind(Kind::Gazette).iter().rev() {
        let entry = site.entry(*id);
        let Data::Gazette(g) = &entry.data else { continue };
        let (year, issue) = (g.year, g.issue);
        if let Some(first) = years.entry(year).or_default().insert(issue, entry) {
            let d = found.at(
                Place::key(&entry.shown, "issue"),
                msg!("{year} 年第 {issue} 期有两份", "issue {issue} of {year} is there twice"),
            );
            d.related.push((Place::key(&first.shown, "issue"), msg!("另一份在这里", "the other is here")));
        }
    }
    for (year, issues) in years {
        let Some((last, entry)) = issues.last_key_value() else { continue };
        let missing: Vec<String> = (1..*last).filter(|n| !issues.contains_key(n)).map(|n| n.to_string()).collect();
        if !missing.is_empty() {
            let (zh, en) = (missing.join("、"), missing.join(", "));
            found.at(
                Place::key(&entry.shown, "issue"),
                msg!("{year} 年的公报缺第 {zh} 期", "issues {en} of {year} are missing"),
            );
        }
    }
}
