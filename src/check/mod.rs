//! Rules over the site. In: [`Site`] and bodies. Out: findings; a rule can't change anything.

mod facts;
mod levels;
pub mod rule;
mod rules;
mod settle;
mod whole;

use crate::diag::codes::CodeInfo;
use crate::diag::{Diagnostic, Msg, codes};
use crate::model::{Site, Visibility};
use rayon::prelude::*;
use rule::{BodyOf, Found, Rule, Run};

pub use levels::Levels;
pub use rules::{PERSONAL_IN_BODY, RULES};
pub use settle::{Waived, settle};

/// Runs the rules over entries and the site; the findings are unsorted and at the rules' own levels.
pub fn run(site: &Site) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = site
        .entries
        .par_iter()
        .filter(|e| e.visibility == Visibility::Public)
        .flat_map_iter(|entry| {
            let mut list = Vec::new();
            for rule in RULES {
                if let Run::Entry(f) = rule.run {
                    f(entry, site, &mut Found { rule, list: &mut list });
                }
            }
            list
        })
        .collect();
    for rule in RULES {
        if let Run::Site(f) = rule.run {
            f(site, &mut Found { rule, list: &mut findings });
        }
    }
    findings
}

/// Runs the rules over one body.
pub fn body(body: &BodyOf<'_>, site: &Site, findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::Body(f) = rule.run {
            f(body, site, &mut Found { rule, list: findings });
        }
    }
}

/// Whether findings of a code have levels and may be waived: those of rules, and personal data, which
/// is found while heads are read.
pub fn is_rule(code: &str) -> bool {
    find(code).is_some() || code.eq_ignore_ascii_case(codes::PERSONAL_IN_HEAD)
}

/// The rule of a code, upper or lower case.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code.eq_ignore_ascii_case(code))
}

/// What is told about a rule.
pub fn info(rule: &Rule) -> CodeInfo {
    let msg = |(zh, en): (&str, &str)| Msg::new(zh, en);
    CodeInfo { code: rule.code, what: msg(rule.what), why: msg(rule.why), mend: msg(rule.mend) }
}
