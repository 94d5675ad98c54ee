//! E106: gaps between document numbers.
//! Asked for by CHK-47, K-NUM, K-NUMGAP.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::text::docnumber::{self, Form};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "E106",
    what: ("发文字号有缺号", "Gaps between document numbers"),
    why: (
        "同一机关代字、同一年份的文件连续编号，缺号可能是漏了公开（工作要点第 19 项）",
        "numbers of one issuer and year follow each other; a gap may be a document left out (task 19)",
    ),
    mend: ("核对缺的文件是否应当公开；不公开的不用理会", "see whether the missing ones are to be disclosed"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    // Drafts count: their numbers aren't missing.
    let mut series: BTreeMap<(String, u16), BTreeMap<u32, &Entry>> = BTreeMap::new();
    for entry in &site.entries {
        let Data::Policy(policy) = &entry.data else { continue };
        let Some(number) = docnumber::parse(&policy.number).filter(|n| n.form != Form::Order) else { continue };
        let Some(year) = number.year else { continue };
        series.entry((number.issuer, year)).or_default().insert(number.number, entry);
    }
    for ((issuer, year), numbers) in series {
        let (Some((first, _)), Some((last, entry))) = (numbers.first_key_value(), numbers.last_key_value()) else {
            continue;
        };
        let missing: Vec<String> =
            (*first..*last).filter(|n| !numbers.contains_key(n)).map(|n| n.to_string()).collect();
        if !missing.is_empty() {
            let (n, (zh, en)) = (missing.len(), whole::names(&missing));
            found.at(
                Place::key(&entry.shown, "number"),
                msg!("{issuer}〔{year}〕缺 {n} 个号：{zh}", "{issuer}〔{year}〕 lacks {n} numbers: {en}"),
            );
        }
    }
}
