//! P109: an open day is over and nobody says what became of the opinions.
//! Asked for by K-OPENDAY.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "P109",
    what: ("开放活动已经结束，没有公开采纳情况", "An open day is over, its results aren't told"),
    why: (
        "开放活动中意见建议的吸收采纳情况要公开（工作要点第 27 项）",
        "what became of the opinions is published (task 27)",
    ),
    mend: (
        "补写 opinions 和 adoption；没有人提意见的，也写明",
        "fill in `opinions` and `adoption`; say so if there were none",
    ),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::OpenDay(o) = &entry.data else { return };
    let day = o.at.date;
    if facts::live(site, entry.id) && day < site.today && o.adoption.is_empty() {
        found.at(
            Place::key(&entry.shown, "adoption"),
            msg!(
                "活动已于 {day} 举行，没有公开意见的采纳情况",
                "held on {day}, no word of what became of the opinions"
            ),
        );
    }
}
