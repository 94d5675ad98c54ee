//! D307: a decision is out, feedback isn't.
//! Asked for by CHK-35, K-FEEDBACK10.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::{Consultation, Kind};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// Working days after the decision within which feedback is published.
pub(super) const DAYS: u32 = 10;

pub(super) const RULE: Rule = Rule {
    code: "D307",
    what: ("决策已经出台，采纳反馈还没有公开", "A decision is out, feedback isn't"),
    why: (
        "决策文件出台后 10 个工作日内公开意见收集和采纳情况（工作要点第 15 项）",
        "opinions and their adoption are public within ten working days (task 15)",
    ),
    mend: ("公开采纳反馈，并在 feedback 里写上它", "publish the feedback and name it in `feedback`"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

/// The first public feedback on a consultation.
pub(super) fn of<'s>(entry: &Entry, c: &Consultation, site: &'s Site) -> Option<&'s Entry> {
    let named = c.feedback.map(|f| f.id).filter(|f| facts::live(site, *f)).map(|f| site.entry(f));
    let naming = facts::naming(site, entry.id, "consultation", Kind::Feedback);
    naming.chain(named).min_by_key(|e| (e.base.date, e.id))
}

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    if !facts::live(site, entry.id) {
        return;
    }
    let place = Place::key(&entry.shown, "decided_at");
    let Some(decided) = c.decided_at else {
        if let Some(policy) = facts::naming(site, entry.id, "consultation", Kind::Policy).next() {
            let title = &policy.base.title;
            let message = msg!(
                "文件已经出台，没有写决策出台日期，算不出 10 个工作日的期限：{title}",
                "the document is out, but `decided_at` is missing and nothing can be counted: {title}"
            );
            found.at(place, message);
        }
        return;
    };
    if decided > site.today || of(entry, c, site).is_some() {
        return;
    }
    let Some(count) = found.deadline(site, &place, decided, DAYS) else { return };
    let (english, left) = (count.english(), count.end - site.today);
    if left < 0 {
        found.at(place, msg!("采纳反馈已逾期（{count}）", "feedback is overdue ({english})"));
    } else {
        let (zh, en) = facts::left(left);
        found.milder(place, msg!("还没有公开采纳反馈，{zh}（{count}）", "no feedback yet, {en} ({english})"));
    }
}
