//! E121: a policy for enterprises that doesn't say who gets what, and how.
//! Asked for by K-BENEFIT.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::check::facts;
use crate::model::{Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E121",
    what: ("惠企政策没有写明谁能享受、怎样申请", "A policy for enterprises without its benefit"),
    why: ("惠企政策要梳理出享受对象和申请方式，方便企业对照（工作要点第 5、20 项）", "policies for enterprises tell who gets what, and how (tasks 5 and 20)"),
    mend: ("填写 benefit；与企业没有好处的，从 audiences 里去掉 enterprise", "fill in `benefit`, or take `enterprise` out of `audiences`"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(policy) = facts::valid_policy(entry, site) else { return };
    if policy.benefit.is_none() && entry.base.audiences.iter().any(|a| &*a.0 == "enterprise") {
        found.at(
            Place::key(&entry.shown, "audiences"),
            msg!("面向企业的文件没有写 benefit", "a policy for enterprises has no `benefit`"),
        );
    }
}
