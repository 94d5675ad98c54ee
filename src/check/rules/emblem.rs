//! I102: no national emblem for the home page.
//! Asked for by CHK-10.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "I102",
    what: ("首页没有国徽图案", "No national emblem on the home page"),
    why: (
        "县级以上人民政府应当在网站首页显著位置使用国徽图案（国徽法第七条）",
        "the site of a county's government shows the national emblem on its home page (National Emblem Law art. 7)",
    ),
    mend: (
        "从中国人大网或中国政府网取标准版本，放在 content/static 下，文件名写进 emblem",
        "take the standard version from the National People's Congress or gov.cn, put it into content/static",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let place = Place::key(&whole::site_yaml(site), "emblem");
    match site.config.emblem.as_deref().map(str::trim).filter(|e| !e.is_empty()) {
        None => {
            found.at(place, msg!("没有提供国徽图案，国徽法要求首页使用", "there is no emblem; the law asks for it"));
        }
        Some(name) if !site.directory.files.contains_key(format!("static/{name}").as_str()) => {
            found.at(place, msg!("content/static 下没有 {name}", "there is no {name} in content/static"));
        }
        Some(_) => {}
    }
}
