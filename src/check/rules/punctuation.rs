//! W202: half-width marks between Han characters, wrong brackets in document numbers.
//! Asked for by CHK-46, CHK-61, K-TYPO.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;
use crate::text::{docnumber, punct, words};

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

/// Places of one body that are told one by one; the rest is counted.
const MOST: usize = 5;

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let numbers: Vec<_> = docnumber::find_all(body.source).into_iter().filter(|n| !n.faults.is_empty()).collect();
    // The brackets of a number are told with it.
    let in_number = |at: usize| numbers.iter().any(|n| n.range.contains(&at));
    let faults = punct::check(body.source).into_iter().filter(|f| !in_number(f.range.start));
    let faults: Vec<_> = faults.filter_map(|f| Some((f.range, f.fix?))).collect();
    for (n, (range, fix)) in faults.iter().enumerate() {
        if n == MOST && faults.len() > MOST + 1 {
            let more = faults.len() - MOST;
            let message = msg!("这里和后面还有 {more} 处标点写法不规范", "{more} more marks from here on are in a wrong form");
            let kept = body.entry.is_some_and(|e| matches!(e.kind, Kind::Policy | Kind::Plan | Kind::Task) || e.base.source.is_some());
            let fix = if kept || words::looks_like_law(body.source) {
                msg!("文件、法规的原文 gongkai fix 不改；对照原件，用编辑器的查找替换改正", "`gongkai fix` leaves documents and laws alone: compare with the original and replace them in an editor")
            } else {
                msg!("用 gongkai fix 一次改正，先看差异", "`gongkai fix` mends them at once and shows what it does first")
            };
            found.at(body.place(range), message).hint = Some(fix.into());
            break;
        }
        let wrong = &body.source[range.clone()];
        found.at(body.place(range), msg!("“{wrong}”应写作“{fix}”", "`{wrong}` should be `{fix}`"));
    }
    for number in numbers {
        let wrong = &body.source[number.range.clone()];
        let right = number.value.to_string();
        found.at(body.place(&number.range), msg!("发文字号“{wrong}”应写作“{right}”", "`{wrong}` should be `{right}`"));
    }
}
