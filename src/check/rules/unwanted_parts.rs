//! H413: scripts in the page, autoplay, frames, a forced order of focus.
//! Asked for by CHK-67, CHK-69.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H413",
    what: ("网页里有内嵌脚本、自动播放、框架或强行改动的焦点次序", "Scripts in the page, autoplay, frames, or a forced order of focus"),
    why: ("不得弹窗、诱导和自动播放（适老化通用设计规范）；键盘焦点按阅读次序（WCAG 2.4.3）；内嵌脚本会被安全策略拦下", "no pop-ups and no autoplay (norm for elderly readers); focus follows reading order (WCAG 2.4.3); scripts in the page are blocked"),
    mend: ("删去；脚本放进主题的文件", "delete it; scripts belong into the theme's files"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    for part in &page.unwanted {
        found.at(page.place(site), msg!("网页里有 {part}", "the page holds {part}"));
    }
}
