//! H405: a footer without one of its seven items.
//! Asked for by CHK-08, CHK-71.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H405",
    what: ("页脚七项不齐", "A footer without one of its seven items"),
    why: ("每页页脚要有找错入口、党政机关标识、网站标识码、ICP 备案号、公安备案号、主办单位、联系方式（政府网站发展指引；政府网站检查指标）", "every page's footer has seven items (guidelines for government sites)"),
    mend: ("检查主题的 footer.html", "look at the theme's footer.html"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    let c = &site.config;
    let text = |words: &str| page.footer.contains(words);
    let link = |url: &str| page.links.iter().any(|l| l.footer && crate::text::html::decode(l.href) == url);
    let items = [
        ("我为政府网站找错", link(&c.find_error_url.0)),
        ("党政机关网站标识", link(&c.party_mark_url.0)),
        ("网站标识码", text(&c.site_code)),
        ("ICP 备案号", text(&c.icp)),
        ("公安备案号", text(&c.police)),
        ("主办单位", text(&c.sponsor)),
        ("联系方式", text(&c.contact.phone)),
    ];
    let missing: Vec<&str> = items.iter().filter(|i| !i.1).map(|i| i.0).collect();
    if !missing.is_empty() {
        let missing = missing.join("、");
        found.at(page.place(site), msg!("页脚缺少：{missing}", "the footer lacks: {missing}"));
    }
}
