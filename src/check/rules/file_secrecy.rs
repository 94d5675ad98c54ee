//! S607: secrecy marks inside an attachment.
//! Asked for by K-SECRET.

use crate::check::rule::{FileOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::{chars, secrecy};

pub(super) const RULE: Rule = Rule {
    code: "S607",
    what: ("附件里有密级标志、内部资料字样或内部路径", "Secrecy marks or internal paths inside an attachment"),
    why: ("公开前须经保密审查；泄露国家秘密的网站被单项否决（保守国家秘密法；政府网站与政务新媒体检查指标）", "secrecy review comes before publication; a leak fails the site"),
    mend: ("立即核对这份附件能否公开；不能公开的不要提交", "find out at once whether this file may be public"),
    level: Severity::Error,
    run: Run::File(check),
};

fn check(file: &FileOf<'_>, _: &Site, found: &mut Found<'_>) {
    let name = file.name();
    for part in &file.inside.parts {
        for mark in secrecy::find(&part.text).into_iter().take(3) {
            let text = chars::head(part.text.get(mark.range).unwrap_or(""), 20);
            found.at(
                file.place(),
                msg!("附件 {name} 里可能有密级或内部标志：{text}", "{name} may hold a secrecy or internal mark: {text}"),
            );
        }
    }
}
