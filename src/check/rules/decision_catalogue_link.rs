//! D301: a decision and its catalogue don't name each other.
//! Asked for by K-CATALOGUE.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "D301",
    what: ("决策事项与年度目录对不上", "A decision and its catalogue don't agree"),
    why: (
        "重大行政决策实行年度目录管理，目录和事项要一一对应（重大行政决策程序暂行条例第三条；工作要点第 13、14 项）",
        "every major decision stands in the catalogue of its year (tasks 13 and 14)",
    ),
    mend: (
        "在目录的 items 里写上这项决策，或改正 catalogue",
        "add the decision to `items` of the catalogue, or correct `catalogue`",
    ),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    if !facts::live(site, entry.id) {
        return;
    }
    match &entry.data {
        Data::Decision(d) => {
            let catalogue = site.entry(d.catalogue.id);
            let title = &catalogue.base.title;
            let Data::DecisionCatalogue(c) = &catalogue.data else { return };
            let place = Place::key(&entry.shown, "catalogue");
            if !facts::live(site, catalogue.id) {
                found.at(place, msg!("所在的目录没有公开：{title}", "its catalogue isn't public: {title}"));
            } else if !c.items.iter().any(|i| i.decision.is_some_and(|d| d.id == entry.id)) {
                let d = found.at(place, msg!("目录里没有这项决策：{title}", "the catalogue doesn't have it: {title}"));
                d.related.push((Place::key(&catalogue.shown, "items"), msg!("目录在这里", "the catalogue is here")));
            }
        }
        Data::DecisionCatalogue(c) => {
            for (n, item) in c.items.iter().enumerate() {
                let Some(other) = item.decision.map(|d| site.entry(d.id)) else { continue };
                let Data::Decision(d) = &other.data else { continue };
                if d.catalogue.id != entry.id {
                    let (name, theirs) = (&item.name, &site.entry(d.catalogue.id).base.title);
                    found.at(
                        Place::item(&entry.shown, "items", n),
                        msg!(
                            "“{name}”写的目录是另一份：{theirs}",
                            "`{name}` says it stands in another catalogue: {theirs}"
                        ),
                    );
                }
            }
        }
        _ => {}
    }
}
