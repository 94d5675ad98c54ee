//! H404: tags that are empty, say null or stand there twice.
//! Asked for by CHK-11.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H404",
    what: ("网页标签为空、写着 null 或重复", "Tags that are empty, null or there twice"),
    why: ("标签内容要真实有效；重复或空的标签被抓取时算作缺失（政府网站发展指引的网页标签规范）", "a tag that is empty or there twice counts as missing (norm for page tags)"),
    mend: ("补上内容，或删去多余的标签", "fill it in, or delete the second one"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    for (i, (name, content)) in page.metas.iter().enumerate() {
        let content = content.trim();
        if content.is_empty() || matches!(content, "null" | "undefined" | "None") {
            found.at(page.place(site), msg!("标签 {name} 没有内容", "the tag {name} is empty"));
        }
        if page.metas.iter().take(i).any(|m| m.0.eq_ignore_ascii_case(name)) {
            found.at(page.place(site), msg!("标签 {name} 出现了两次", "the tag {name} is there twice"));
        }
    }
}
