//! H410: an id that is there twice.
//! Asked for by K-A11Y.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H410",
    what: ("网页里有重复的 id", "An id that is there twice"),
    why: ("页内链接和标签按 id 找位置，重复就会指错（HTML 规范）", "links and labels find their place by id (HTML)"),
    mend: ("给其中一个换名字", "rename one of them"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    for id in &page.twice {
        found.at(page.place(site), msg!("id“{id}”出现了不止一次", "the id `{id}` is there more than once"));
    }
}
