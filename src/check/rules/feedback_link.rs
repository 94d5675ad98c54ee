//! D316: a consultation names the feedback on another one.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "D316",
    what: ("意见征集所写的反馈不是对它的反馈", "A consultation names the feedback on another one"),
    why: (
        "公众要能从征集公告找到对应的采纳情况（工作要点第 15 项）",
        "readers go from a consultation to what became of it (task 15)",
    ),
    mend: ("改正征集的 feedback，或反馈的 consultation", "correct `feedback` here, or `consultation` there"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    let Some(other) = c.feedback.map(|f| site.entry(f.id)) else { return };
    let Data::Feedback(f) = &other.data else { return };
    if f.consultation.id != entry.id {
        let title = &site.entry(f.consultation.id).base.title;
        let d = found.at(
            Place::key(&entry.shown, "feedback"),
            msg!("这份反馈对应的是另一次征集：{title}", "that feedback is on another consultation: {title}"),
        );
        d.related.push((Place::key(&other.shown, "consultation"), msg!("反馈在这里", "the feedback is here")));
    }
}
