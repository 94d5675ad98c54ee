//! W202: half-width marks between Han characters, wrong brackets in document numbers.
//! Asked for by CHK-46, CHK-61, K-TYPO.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::{docnumber, punct};

pub(super) const RULE: Rule = Rule {
    code: "W202",
    what: ("标点或发文字号的写法不规范", "Punctuation or document numbers in a wrong form"),
    why: (
        "中文用全角标点（GB/T 15834）；发文字号的年份用六角括号，不加“第”、不补零（GB/T 9704）",
        "Chinese uses full-width marks (GB/T 15834) and hexagonal brackets in document numbers (GB/T 9704)",
    ),
    mend: ("按所示的样子改正", "write it as shown"),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    for fault in punct::check(body.source) {
        let Some(fix) = fault.fix else { continue };
        let wrong = &body.source[fault.range.clone()];
        found.at(body.place(&fault.range), msg!("“{wrong}”应写作“{fix}”", "`{wrong}` should be `{fix}`"));
    }
    for number in docnumber::find_all(body.source).into_iter().filter(|n| !n.faults.is_empty()) {
        let wrong = &body.source[number.range.clone()];
        let right = number.value.to_string();
        found.at(body.place(&number.range), msg!("发文字号“{wrong}”应写作“{right}”", "`{wrong}` should be `{right}`"));
    }
}
