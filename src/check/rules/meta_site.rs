//! H401: a page without the tags that name the site.
//! Asked for by CHK-11.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H401",
    what: ("网页缺少网站标签", "A page without the tags that name the site"),
    why: ("每页都要有 SiteName、SiteDomain、SiteIDCode（政府网站发展指引的网页标签规范）", "every page carries SiteName, SiteDomain and SiteIDCode (norm for page tags)"),
    mend: ("检查主题的 head.html", "look at the theme's head.html"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    let config = &site.config;
    let host = config.base_url.0.split("://").nth(1).unwrap_or("");
    let host = host.split(['/', ':']).next().unwrap_or("");
    for (tag, wanted) in [("SiteName", config.name.as_str()), ("SiteDomain", host), ("SiteIDCode", &config.site_code)] {
        match page.meta(tag) {
            None => {
                found.at(page.place(site), msg!("网页缺少标签 {tag}", "the page lacks the tag {tag}"));
            }
            Some(value) if value != wanted => {
                found.at(
                    page.place(site),
                    msg!("标签 {tag} 是“{value}”，应为“{wanted}”", "the tag {tag} is `{value}`, not `{wanted}`"),
                );
            }
            Some(_) => {}
        }
    }
}
