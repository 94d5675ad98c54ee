//! H412: a page that is too big or loads from other hosts.
//! Asked for by CHK-16, CHK-69.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H412",
    what: ("网页太大，或从别的网站加载内容", "A page that is too big, or loads from other hosts"),
    why: ("3 秒内要能打开（政府网站发展指引）；每页 HTML 不超过 500 KB 是本工具的尺度；外部加载会泄露读者的访问", "a page opens within 3 seconds (guidelines); 500 KB of HTML is this program's measure; loading from elsewhere tells others who reads"),
    mend: ("分成几页；图片、脚本放进站内", "split the page; keep pictures and scripts on the site"),
    level: Severity::Warning,
    run: Run::Page(check),
};

/// Bytes of HTML; compressed it is about a fifth.
const MOST: usize = 500 << 10;

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    if page.size > MOST {
        let kb = page.size >> 10;
        found.at(page.place(site), msg!("网页有 {kb} KB", "the page has {kb} KB"));
    }
    for address in &page.foreign {
        found.at(page.place(site), msg!("从别的网站加载 {address}", "it loads {address} from elsewhere"));
    }
}
