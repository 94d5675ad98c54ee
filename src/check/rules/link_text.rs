//! H411: a link that doesn't say where it leads, or leads to a bare IP address.
//! Asked for by CHK-14, K-A11Y.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H411",
    what: ("链接没有说明去处，或指向 IP 地址", "A link without a meaning, or to an IP address"),
    why: ("读屏软件单独念链接，“点击这里”听不出去处（WCAG 2.4.4）；网址不得写成 IP 地址（政府网站检查指标：域名、IPv6）", "screen readers read links alone (WCAG 2.4.4); addresses are names, not numbers (national inspection)"),
    mend: ("链接写出去处的名称；网址用域名", "name where it leads; use a domain"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    for link in &page.links {
        let (text, href) = (link.text.trim(), link.href);
        // A note for screen readers stands in the text too.
        let text = text.strip_suffix("（外部链接）").unwrap_or(text);
        if text.is_empty() {
            found.at(page.place(site), msg!("指向 {href} 的链接没有文字", "the link to {href} has no text"));
        } else if VAGUE.contains(&text) {
            found.at(
                page.place(site),
                msg!("指向 {href} 的链接只写“{text}”，听不出去处", "the link to {href} says `{text}` only"),
            );
        }
        let host = href.split_once("://").map_or("", |(_, rest)| rest.split(['/', ':', '?']).next().unwrap_or(""));
        if host.split('.').count() == 4 && host.parse::<std::net::Ipv4Addr>().is_ok() {
            found.at(page.place(site), msg!("链接指向 IP 地址 {host}", "a link to the IP address {host}"));
        }
    }
}

/// Words that name no place.
const VAGUE: &[&str] =
    &["点击这里", "点这里", "这里", "此处", "点击", "点击查看", "点击进入", "详情", "链接", "here", "click here", "link"];
