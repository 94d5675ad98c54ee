//! Rules over the site. In: [`Site`]. Out: findings; a rule can't change anything.

pub mod rule;
mod rules;

use crate::diag::codes::CodeInfo;
use crate::diag::{Diagnostic, Msg};
use crate::model::Site;
use rayon::prelude::*;
use rule::{Rule, Run};

pub use rules::RULES;

/// Runs all rules; the findings are unsorted.
pub fn run(site: &Site) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = site
        .entries
        .par_iter()
        .flat_map_iter(|entry| {
            let mut found = Vec::new();
            for rule in RULES {
                if let Run::Entry(f) = rule.run {
                    f(entry, site, &mut found);
                }
            }
            found
        })
        .collect();
    for rule in RULES {
        if let Run::Site(f) = rule.run {
            f(site, &mut findings);
        }
    }
    findings
}

/// The rule of a code for `gongkai explain`, upper or lower case.
pub fn explain(code: &str) -> Option<CodeInfo> {
    RULES.iter().find(|r| r.code.eq_ignore_ascii_case(code)).map(info)
}

/// What is told about a rule.
pub fn info(rule: &Rule) -> CodeInfo {
    let msg = |(zh, en): (&str, &str)| Msg::new(zh, en);
    CodeInfo { code: rule.code, what: msg(rule.what), why: msg(rule.why), mend: msg(rule.mend) }
}
