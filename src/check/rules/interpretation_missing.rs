//! R201: a normative or rights-affecting document that nobody explains.
//! Asked for by CHK-39, K-INTERP.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::{Kind, policy::Genre};
use crate::model::{Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "R201",
    what: ("应解读的文件没有解读", "A document that must be explained has no interpretation"),
    why: (
        "行政规范性文件和影响公众权益的政策文件应解读尽解读（国办发〔2016〕80号；工作要点第 21 项）",
        "normative documents and those that affect rights must all be explained (task 21)",
    ),
    mend: ("写一篇解读，在 of 里写明这份文件", "write an interpretation that names this document in `of`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(policy) = facts::valid_policy(entry, site).filter(|p| facts::needs_interpretation(p)) else { return };
    if facts::naming(site, entry.id, "of", Kind::Interpretation).next().is_some() {
        return;
    }
    let (key, message) = if policy.genre == Genre::Normative {
        ("genre", msg!("行政规范性文件没有解读", "a normative document without an interpretation"))
    } else {
        (
            "affects_rights",
            msg!("影响公众权益的文件没有解读", "a document that affects rights without an interpretation"),
        )
    };
    found.at(Place::key(&entry.shown, key), message);
}
