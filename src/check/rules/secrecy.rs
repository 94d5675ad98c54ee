//! S603: secrecy marks and internal paths.
//! Asked for by K-SECRET.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::secrecy;

pub(super) const RULE: Rule = Rule {
    code: "S603",
    what: ("正文里有密级标志、内部资料字样或内部路径", "Secrecy marks or internal paths"),
    why: (
        "公开前须经保密审查；泄露国家秘密的网站被单项否决（保守国家秘密法；政府网站与政务新媒体检查指标）",
        "secrecy review comes before publication; a leak fails the site",
    ),
    mend: ("立即核对这份材料能否公开；不能公开的不要提交", "find out at once whether this may be public"),
    level: Severity::Error,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    for mark in secrecy::find(body.source) {
        let text: String = body.source[mark.range.clone()].chars().take(20).collect();
        found.at(body.place(&mark.range), msg!("可能是密级或内部标志：{text}", "may be a secrecy or internal mark: {text}"));
    }
}
