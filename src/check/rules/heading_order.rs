//! H407: not one h1, or a level left out.
//! Asked for by CHK-70, K-A11Y.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H407",
    what: ("网页没有唯一的一级标题，或标题跳级", "A page with no or several h1, or a level left out"),
    why: ("读屏软件按标题层级浏览（WCAG 1.3.1、2.4.6）", "screen readers go by headings (WCAG 1.3.1, 2.4.6)"),
    mend: ("正文从 ## 开始，逐级往下；主题的模板里只写一个 h1", "bodies begin with `##` and leave no level out; templates write one h1"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    let tops = page.headings.iter().filter(|h| **h == 1).count();
    if tops != 1 {
        found.at(page.place(site), msg!("网页有 {tops} 个一级标题", "the page has {tops} headings of level 1"));
    }
    let skip = page.headings.windows(2).find(|w| w[1] > w[0] + 1);
    if let Some([above, below]) = skip {
        found.at(
            page.place(site),
            msg!("h{above} 下面直接是 h{below}，标题跳级", "an h{below} follows an h{above}: a level is left out"),
        );
    }
}
