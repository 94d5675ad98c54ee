//! E105: published more than 20 working days after it was signed.
//! Asked for by CHK-22.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Msg, Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// So many working days the law allows.
const DAYS: u32 = 20;

pub(super) const RULE: Rule = Rule {
    code: "E105",
    what: ("成文后超过 20 个工作日才公开", "Published more than 20 working days after it was signed"),
    why: (
        "主动公开的信息自形成或者变更之日起 20 个工作日内公开（政府信息公开条例第二十六条）",
        "proactive disclosure within 20 working days (Disclosure Regulation art. 26)",
    ),
    mend: (
        "核对成文日期和发布日期；确有法律另行规定期限的写明豁免。发布日期不得倒填",
        "check both dates, or waive the rule where a law sets another period; never backdate",
    ),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let written = match &entry.data {
        Data::Policy(p) => p.written,
        Data::Plan(p) => p.written,
        _ => return,
    };
    let (published, place) = (entry.base.date.date, Place::key(&entry.shown, "date"));
    let days = published - written;
    // Within 20 days it is certainly in time, and after 60 certainly late: no calendar is needed.
    if days <= DAYS as i32 {
        return;
    }
    if days > 60 {
        found.at(
            place,
            msg!(
                "成文日期 {written}，发布日期 {published}，相隔 {days} 天，超过 {DAYS} 个工作日",
                "signed on {written}, published on {published}: {days} days, more than {DAYS} working days"
            ),
        );
        return;
    }
    let Some(count) = found.deadline(site, &place, written, DAYS) else { return };
    if published > count.end {
        let (zh, en) = (count.to_string(), count.english());
        found.at(
            place,
            Msg::new(
                format!("发布日期 {published} 超过法定期限：{zh}"),
                format!("published on {published}, later than the law allows: {en}"),
            ),
        );
    }
}
