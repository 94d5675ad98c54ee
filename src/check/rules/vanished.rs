//! E119: an entry that was public and is there no more.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Site, Visibility};
use crate::msg;
use std::collections::HashSet;
use std::sync::Arc;

pub(super) const RULE: Rule = Rule {
    code: "E119",
    what: ("发布过的条目不见了", "An entry that was published is gone"),
    why: ("撤下内容要说明原因，网址不能失效（政府网站发展指引）；直接删除会留下死链", "what is taken back is explained and keeps its address"),
    mend: ("恢复文件，状态写 withdrawn 并说明原因；改了文件名的把旧网址写进 aliases", "restore the file with `status: withdrawn` and the reason; a renamed one names its old address in `aliases`"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some(file) = &site.published.shown else { return };
    let public = site.entries.iter().filter(|e| e.visibility == Visibility::Public);
    let there: HashSet<&Arc<str>> = public.filter_map(|e| site.published.of(e)).map(|r| &r.name).collect();
    for record in site.published.records.iter().filter(|r| !there.contains(&r.name)) {
        let (name, day) = (&record.name, record.day);
        found.at(
            Place::at(file, record.place.0..record.place.1),
            msg!("{name} 在 {day} 发布过，现在没有了", "{name} was published on {day} and is gone"),
        );
    }
}
