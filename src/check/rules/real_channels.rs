//! I104: a way to ask or to complain that leads back to this site.
//! Asked for by CHK-73, CHK-74.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "I104",
    what: ("咨询、申请的渠道不可用", "No working way to ask or to complain"),
    why: (
        "没有可用的互动渠道即单项否决（政府网站与政务新媒体检查指标）；静态站点不能接收留言和申请，链接要指向县里的系统",
        "a site without a working channel fails; a static one can't receive messages, so it links to the county's system",
    ),
    mend: ("填正在使用的互动平台、申请系统的网址", "give the address of the system in use"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let (c, file) = (&site.config, whole::site_yaml(site));
    let own = c.base_url.0.trim_end_matches('/');
    let links = [
        ("consult_url", "咨询投诉", &c.consult_url),
        ("request_url", "依申请公开", &c.request_url),
        ("find_error_url", "网站找错", &c.find_error_url),
    ];
    for (key, name, url) in links {
        if url.0.trim_end_matches('/') == own {
            found.at(
                Place::key(&file, key),
                msg!("{name}的链接指向本站首页，不是可用的渠道", "`{key}` leads to this site's home page, which takes no messages"),
            );
        }
    }
}
