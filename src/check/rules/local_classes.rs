//! C316: classes of article 21 without any content.
//! Asked for by CHK-20.

use crate::check::rule::{Found, Rule, Run};
use crate::check::{facts, whole};
use crate::diag::Severity;
use crate::model::base::LocalClass::{self, *};
use crate::model::{Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C316",
    what: ("县、镇应当公开的类别没有内容", "Classes of article 21 without content"),
    why: (
        "政府信息公开条例第二十一条：县级还要公开市政建设等 7 类，乡镇还要公开农业农村政策等 8 类；不涉及的可以不理会",
        "article 21 adds seven classes for counties and eight for towns; some may not concern them",
    ),
    mend: ("公开这些类别的信息，在条目里写 local_classes", "disclose them, and write `local_classes` in the entries"),
    level: Severity::Advice,
    run: Run::Site(check),
};

const COUNTY: [LocalClass; 7] = [Works, Services, Welfare, Land, Houses, Order, Assistance];
const TOWN: [LocalClass; 8] = [Rural, Irrigation, Contracts, Homesteads, Land, Houses, Levies, Assistance];

fn check(site: &Site, found: &mut Found<'_>) {
    let units = &site.directory.units;
    let is_town = |e: &Entry| units.get(e.base.unit).kind == "town";
    let live = || site.newest().iter().filter(|id| facts::live(site, **id)).map(|id| site.entry(*id));
    let mut tell = |zh_level: &str, en_level: &str, wanted: &[LocalClass], town: bool| {
        let there: Vec<LocalClass> = live().filter(|e| is_town(e) == town).flat_map(Entry::local_classes).collect();
        let missing: Vec<&str> = wanted.iter().filter(|c| !there.contains(c)).map(|c| c.choice().label).collect();
        if !missing.is_empty() {
            let (all, n, zh, en) = (wanted.len(), missing.len(), missing.join("、"), missing.join(", "));
            found.at(
                whole::home(site),
                msg!(
                    "条例第二十一条要求{zh_level}公开的 {all} 类信息里有 {n} 类还没有内容：{zh}",
                    "{n} of the {all} classes of article 21 for {en_level} have no content: {en}"
                ),
            );
        }
    };
    tell("县级", "counties", &COUNTY, false);
    if facts::real_units(site).any(|u| units.get(u).kind == "town") {
        tell("镇街", "towns", &TOWN, true);
    }
}
