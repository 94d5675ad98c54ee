//! A116: an annual report whose table of reviews and lawsuits doesn't add up.
//! Asked for by CHK-31.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;
use crate::check::tables;

pub(super) const RULE: Rule = Rule {
    code: "A116",
    what: ("年度报告表四的总计不等于各项之和", "A table of reviews and lawsuits that doesn't add up"),
    why: ("表四每组的总计等于结果维持、结果纠正、其他结果、尚未审结之和（政府信息公开工作年度报告格式）", "each total of table IV is the sum of its four numbers"),
    mend: ("核对表四", "check table IV"),
    level: Severity::Warning,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry.filter(|e| matches!(e.data, Data::AnnualReport(_))) else { return };
    let html = &body.body.html;
    let Some(at) = html.find("行政复议、行政诉讼情况") else { return };
    for row in tables::rows(html.get(at..).unwrap_or("")) {
        let numbers: Vec<u32> = row.iter().filter_map(|c| c.parse().ok()).collect();
        // Fifteen in one row as in the form, or five in each of three rows.
        if numbers.is_empty() || !numbers.len().is_multiple_of(5) || numbers.len() > 15 {
            continue;
        }
        for group in numbers.chunks_exact(5) {
            let sum: u32 = group.iter().take(4).sum();
            let total = group[4];
            if sum != total {
                found.at(
                    Place::file(entry.shown.clone()),
                    msg!("表四有一组合计 {sum}，总计写的是 {total}", "a group of table IV sums up to {sum}, its total says {total}"),
                );
            }
        }
    }
}
