//! E122: documents that weren't sent to the city's library.
//! Asked for by K-PUSHED.

use crate::check::rule::{Found, Rule, Run};
use crate::check::{facts, whole};
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E122",
    what: ("文件没有推送市级政府文件库", "Documents not sent to the city's library"),
    why: ("县级文件向市政府文件库推送，一库全收、上下贯通（工作要点第 19 项）", "documents go to the city's library too (task 19)"),
    mend: ("推送后在 city_pushed 写明日期", "send them and write the day into `city_pushed`"),
    level: Severity::Advice,
    run: Run::Site(check),
};

/// Days that a document has until it is told.
const DAYS: i32 = 30;

fn check(site: &Site, found: &mut Found<'_>) {
    let waits = |e: &crate::model::Entry| site.today - e.base.date.date > DAYS;
    let open: Vec<&str> = whole::live(site, Kind::Policy)
        .filter(|e| waits(e))
        .filter_map(|e| facts::valid_policy(e, site).filter(|p| p.city_pushed.is_none()))
        .map(|p| p.number.as_str())
        .collect();
    if !open.is_empty() {
        let (count, (zh, en)) = (open.len(), whole::names(&open));
        found.at(
            whole::column_of(site, Kind::Policy),
            msg!("有 {count} 份文件没有推送市级文件库的记录：{zh}", "{count} documents have no record of the city's library: {en}"),
        );
    }
}
