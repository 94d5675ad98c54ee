//! A109: a guide that doesn't tell how long an answer takes and what it costs.
//! Asked for by CHK-73, K-FOIGUIDE.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;

/// What must be told, the ways to write it, and the article.
const WANTED: [(&str, &[&str], &str); 4] = [
    ("20 个工作日内答复", &["20个工作日", "二十个工作日"], "三十三"),
    ("7 个工作日内一次性告知补正", &["补正"], "三十"),
    ("需要延长的，最多延长 20 个工作日", &["延长"], "三十三"),
    ("是否收费、怎样收费", &["收费", "费用", "收取"], "四十二"),
];

pub(super) const RULE: Rule = Rule {
    code: "A109",
    what: ("信息公开指南没有写明办理期限或收费", "A guide without the time and the fee of an answer"),
    why: (
        "20 个工作日内答复，可以延长 20 个工作日；内容不明确的 7 个工作日内告知补正；不收取费用，数量明显超过合理范围的除外（政府信息公开条例第三十条、第三十三条、第四十二条）",
        "an answer in 20 working days, once 20 more; corrections are asked for within 7; no fee within reason (Disclosure Regulation art. 30, 33, 42)",
    ),
    mend: ("在 steps 或正文里写明", "tell it in `steps` or in the body"),
    level: Severity::Warning,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some((entry, guide)) = body.entry.and_then(|e| match &e.data {
        Data::RequestGuide(g) => Some((e, g)),
        _ => None,
    }) else {
        return;
    };
    let mut text: String = guide.steps.concat();
    text.push_str(body.source);
    text.retain(|c| !c.is_whitespace());
    for (i, (what, words, article)) in WANTED.iter().enumerate() {
        if words.iter().any(|w| text.contains(w)) {
            continue;
        }
        let place = Place::key(&entry.shown, "steps");
        let message = msg!(
            "没有写明：{what}（条例第{article}条）",
            "it doesn't tell: {what} (art. {article})"
        );
        // The answer itself weighs more than the particulars.
        if i == 0 { found.at(place, message) } else { found.milder(place, message) };
    }
}
