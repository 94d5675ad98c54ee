//! A118: matters of a catalogue that nothing was disclosed for.
//! Asked for by CHK-44.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::{Data, Site};
use crate::model::kind::Kind;
use crate::model::kind::catalog_item::OpenWay;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A118",
    what: ("目录事项没有公开过内容", "Matters of a catalogue without anything disclosed"),
    why: ("目录列出的主动公开事项应有对应的内容（政府信息公开条例第十九条；工作要点第 18、35 项）", "what a catalogue promises is disclosed (Disclosure Regulation art. 19; tasks 18 and 35)"),
    mend: ("公开这些事项，在公开的条目里写 catalog_item", "disclose them and name the item in `catalog_item`"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let open: Vec<String> = whole::live(site, Kind::CatalogItem)
        .filter_map(|e| match &e.data {
            Data::CatalogItem(i) if i.way == OpenWay::Proactive && site.relations.to(e.id).is_empty() => Some(format!("“{}”", i.matter)),
            _ => None,
        })
        .collect();
    if !open.is_empty() {
        let (count, (zh, en)) = (open.len(), whole::names(&open));
        found.at(
            whole::column_of(site, Kind::CatalogItem),
            msg!("有 {count} 个目录事项没有公开过内容：{zh}", "{count} matters of the catalogue have nothing disclosed: {en}"),
        );
    }
}
