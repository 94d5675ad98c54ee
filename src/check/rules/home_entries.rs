//! H414: a home page without its fixed entries.
//! Asked for by CHK-68, CHK-71.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H414",
    what: ("首页没有站内检索、网站地图、无障碍声明或长者入口", "A home page without search, site map, accessibility statement or the elder view"),
    why: ("显著位置要有长者版、无障碍入口（适老化通用设计规范）；公开平台要能检索、查阅（政府信息公开条例第二十四条）", "the elder view stands where it is seen (norm for elderly readers); the platform can be searched (Disclosure Regulation art. 24)"),
    mend: ("检查主题的 shell.html、home.html", "look at the theme's shell.html and home.html"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    if page.kind != "home" {
        return;
    }
    let link = |words: &[&str]| page.links.iter().any(|l| words.iter().any(|w| l.text.contains(w)));
    let parts = [
        ("站内检索", link(&["检索", "搜索"])),
        ("网站地图", link(&["网站地图", "站点地图"])),
        ("无障碍声明", link(&["无障碍"])),
        ("长者版入口", page.elder),
    ];
    let missing: Vec<&str> = parts.iter().filter(|p| !p.1).map(|p| p.0).collect();
    if !missing.is_empty() {
        let missing = missing.join("、");
        found.at(page.place(site), msg!("首页没有：{missing}", "the home page lacks: {missing}"));
    }
}
