//! I103: an address that isn't a government's.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "I103",
    what: ("网址不以 .gov.cn 结尾", "The site's address doesn't end in .gov.cn"),
    why: ("政府网站的域名以 .gov.cn 结尾（政府网站发展指引）", "a government's site ends in .gov.cn"),
    mend: ("改为批准的域名", "give the approved address"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let url = &site.config.base_url.0;
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("").split(':').next().unwrap_or("");
    if !host.to_ascii_lowercase().ends_with(".gov.cn") {
        found.at(
            Place::key(&whole::site_yaml(site), "base_url"),
            msg!("域名“{host}”不以 .gov.cn 结尾", "the host `{host}` doesn't end in .gov.cn"),
        );
    }
}
