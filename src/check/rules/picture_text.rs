//! H409: a picture without alt.
//! Asked for by CHK-63, K-A11Y.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H409",
    what: ("网页里的图片没有替代文字", "A picture without alternative text"),
    why: ("看不见图片的人靠它了解内容（WCAG 1.1.1；无障碍环境建设法）", "who can't see it is told by its text (WCAG 1.1.1)"),
    mend: ("给图片写 alt；纯装饰的写 alt=\"\"", "give it an `alt`, an empty one for decoration"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    for file in &page.pictures {
        found.at(page.place(site), msg!("图片 {file} 没有 alt", "the picture {file} has no alt"));
    }
}
