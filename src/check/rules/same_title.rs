//! E123: two entries that a reader can't tell apart.
//! Asked for by CHK-70.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "E123",
    what: ("两个条目的标题完全一样", "Two entries with one title"),
    why: (
        "网页标题要能互相区分（WCAG 2.4.2）；同一内容只在一处公开，其他栏目用链接",
        "titles of pages tell them apart (WCAG 2.4.2); one thing is published once and linked elsewhere",
    ),
    mend: ("重复的删去一篇；不同的在标题里写明年份、期号、对象", "delete the copy, or write year, number or object into the title"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut seen: BTreeMap<&str, &crate::model::Entry> = BTreeMap::new();
    // From the oldest: the later one is the copy.
    for id in site.newest().iter().rev().filter(|id| facts::live(site, **id)) {
        let entry = site.entry(*id);
        let title = entry.base.title.trim();
        if let Some(first) = seen.get(title) {
            let d = found.at(
                Place::key(&entry.shown, "title"),
                msg!("标题与另一个条目完全一样：{title}", "another entry has the same title: {title}"),
            );
            d.related.push((Place::key(&first.shown, "title"), msg!("另一个在这里", "the other is here")));
        } else {
            seen.insert(title, entry);
        }
    }
}
