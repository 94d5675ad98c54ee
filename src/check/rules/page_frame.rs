//! H406: a page without language, title, landmarks or skip link.
//! Asked for by CHK-67, CHK-70, K-A11Y.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H406",
    what: ("网页缺少语言、标题、页眉、正文、页脚或“跳到正文”", "A page without its language, title, landmarks or skip link"),
    why: ("读屏软件靠它们念对字音、跳过导航（WCAG 2.4.1、2.4.2、3.1.1；政府网站发展指引的三个区）", "screen readers need them (WCAG 2.4.1, 2.4.2, 3.1.1)"),
    mend: ("检查主题的 shell.html", "look at the theme's shell.html"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    let parts = [
        ("lang=\"zh-CN\"", page.lang == "zh-CN"),
        ("<title>", !page.title.trim().is_empty()),
        ("<header>", page.landmarks[0]),
        ("<main>", page.landmarks[1]),
        ("<footer>", page.landmarks[2]),
        ("跳到正文（a href=\"#…\"）", page.skip_link),
    ];
    let missing: Vec<&str> = parts.iter().filter(|p| !p.1).map(|p| p.0).collect();
    if !missing.is_empty() {
        let missing = missing.join("、");
        found.at(page.place(site), msg!("网页缺少 {missing}", "the page lacks {missing}"));
    }
}
