//! A101: an annual report without its six headings in order.
//! Asked for by CHK-28.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;

/// The fixed headings of 国办公开办函〔2021〕30号.
const HEADINGS: [&str; 6] = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
];

pub(super) const RULE: Rule = Rule {
    code: "A101",
    what: ("年度报告的六个部分不齐或次序不对", "An annual report without its six headings in order"),
    why: (
        "年度报告有固定的六个部分（国办公开办函〔2021〕30号；政府信息公开条例第五十条）",
        "an annual report has six fixed parts (State Council format of 2021; Disclosure Regulation art. 50)",
    ),
    mend: ("按格式补上标题，没有内容的写“无”或 0", "add the heading; where there is nothing to tell, say so"),
    level: Severity::Error,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry.filter(|e| matches!(e.data, Data::AnnualReport(_))) else { return };
    // Other headings may stand between them.
    let mut outline = body.body.outline.iter().map(|h| h.text.as_str());
    let Some(missing) = HEADINGS.iter().find(|want| !outline.any(|h| name(h) == **want)) else { return };
    let n = HEADINGS.iter().position(|h| h == missing).unwrap_or(0) + 1;
    found.at(
        Place::file(entry.shown.clone()),
        msg!("缺少第 {n} 部分“{missing}”，或次序不对", "part {n}, `{missing}`, is missing or out of order"),
    );
}

/// A heading without its number.
fn name(heading: &str) -> &str {
    heading.trim_start_matches(|c: char| "一二三四五六0123456789".contains(c)).trim_start_matches(['、', '.', ' '])
}
