//! D310: a consultation ended long ago and nothing came of it.
//! Asked for by CHK-38.

use super::feedback_due;
use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// Days of grace after the end; the number is this program's.
const DAYS: i32 = 30;

pub(super) const RULE: Rule = Rule {
    code: "D310",
    what: ("征求意见结束后一直没有下文", "A consultation ended and nothing came of it"),
    why: (
        "意见征集后要反馈收集和采纳情况（重大行政决策程序暂行条例第十五条；工作要点第 15 项）；结束后 30 天是本工具的尺度",
        "people are told what became of their opinions (task 15); 30 days are this program's measure",
    ),
    mend: (
        "公开采纳反馈，或写上决策出台的日期；还在研究的，在正文里说明进展",
        "publish feedback, or give `decided_at`; say how it stands",
    ),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    if !facts::live(site, entry.id) || c.decided_at.is_some() || feedback_due::of(entry, c, site).is_some() {
        return;
    }
    let (closes, days) = (c.closes, site.today - c.closes);
    if days > DAYS {
        found.at(
            Place::key(&entry.shown, "closes"),
            msg!(
                "征求意见已于 {closes} 截止，过了 {days} 天，既没有反馈也没有决策日期",
                "ended on {closes}, {days} days ago, without feedback or a decision"
            ),
        );
    }
}
