//! D303: an item of the catalogue without a page of its own.
//! Asked for by CHK-36, K-CATALOGUE.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "D303",
    what: ("目录里的决策事项没有预公开页面", "An item of the catalogue has no page"),
    why: (
        "决策事项的有关信息以超链接方式归集展示（工作要点第 14 项）",
        "what is known of each decision is gathered by links (task 14)",
    ),
    mend: (
        "给这一事项建一个 decision 条目，并写进 items 的 decision",
        "make a `decision` entry and name it in the item",
    ),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::DecisionCatalogue(c) = &entry.data else { return };
    if !facts::live(site, entry.id) {
        return;
    }
    for (n, item) in c.items.iter().enumerate() {
        if !item.decision.is_some_and(|d| facts::live(site, d.id)) {
            let name = &item.name;
            found.at(
                Place::item(&entry.shown, "items", n),
                msg!("“{name}”还没有公开的决策页面", "`{name}` has no public page yet"),
            );
        }
    }
}
