//! R204: the first interpretation came days after its document.
//! Asked for by CHK-40, K-SYNC.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Entry, Site};
use crate::msg;

/// Working days after the document; the number is local practice, the plan only says 同步.
const DAYS: u32 = 3;

pub(super) const RULE: Rule = Rule {
    code: "R204",
    what: ("解读晚于文件 3 个工作日以上", "An interpretation more than three working days after its document"),
    why: (
        "解读与文件同步组织、同步审签、同步部署（国办发〔2016〕80号；工作要点第 22 项）；3 个工作日是通行做法，未经核实",
        "text and interpretation go out together (task 22); three days are local practice",
    ),
    mend: ("以后与文件同时发布；日期写错的改正", "publish it with the document next time, or correct the date"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(policy) = facts::valid_policy(entry, site) else { return };
    if !facts::needs_interpretation(policy) && policy.important != Some(true) {
        return;
    }
    let published = entry.base.date.date;
    let all = facts::naming(site, entry.id, "of", Kind::Interpretation);
    let Some(first) = all.min_by_key(|e| (e.base.date, e.id)) else { return };
    let explained = first.base.date.date;
    // Working days are never fewer than days: no calendar is needed to see that it was in time.
    if explained - published <= DAYS as i32 {
        return;
    }
    let place = Place::key(&first.shown, "date");
    let Some(count) = found.deadline(site, &place, published, DAYS) else { return };
    if explained > count.end {
        let english = count.english();
        let d = found.at(
            place,
            msg!(
                "最早的解读在 {explained} 发布，晚于文件 {DAYS} 个工作日以上（{count}）",
                "the first interpretation is of {explained}, late ({english})"
            ),
        );
        d.related.push((Place::key(&entry.shown, "date"), msg!("文件在这里", "the document is here")));
    }
}
