//! E111: documents that don't state their attribute of disclosure.
//! Asked for by CHK-21.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E111",
    what: ("文件没有写明公开属性", "Documents without an attribute of disclosure"),
    why: (
        "公文拟稿时即明确主动公开、依申请公开或不予公开（国办发〔2016〕80号）；不写的按主动公开处理",
        "the attribute is set when a document is drafted; without it a document is published",
    ),
    mend: ("在文件里写 disclosure: proactive", "write `disclosure: proactive`"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let without: Vec<&str> = whole::live(site, Kind::Policy)
        .filter(|e| e.base.disclosure.is_none())
        .filter_map(|e| match &e.data {
            Data::Policy(p) => Some(p.number.as_str()),
            _ => None,
        })
        .collect();
    if !without.is_empty() {
        let (n, (zh, en)) = (without.len(), whole::names(&without));
        found.at(
            whole::column_of(site, Kind::Policy),
            msg!("有 {n} 份文件没有写明公开属性：{zh}", "{n} documents don't state their attribute of disclosure: {en}"),
        );
    }
}
