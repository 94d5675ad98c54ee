//! E116: a date of publication that was changed.
//! Asked for by CHK-07.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E116",
    what: ("发布日期与首次发布时不同", "A date of publication that was changed"),
    why: ("改动发布日期属于弄虚作假，单项否决（政府网站与政务新媒体检查指标）；首次发布记录由正式发布时写下", "a forged date fails the site (national inspection); the record is written by each release"),
    mend: ("改回原来的日期；修改了内容的写进 updated", "put the old date back; changes of content go into `updated`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(record) = site.published.of(entry) else { return };
    let (now, then, day) = (entry.base.date.date, record.date, record.day);
    if now == then {
        return;
    }
    let place = Place::key(&entry.shown, "date");
    let finding = found.at(
        place,
        msg!("发布日期 {now} 与 {day} 首次发布时的 {then} 不同", "the date {now} was {then} when it was published on {day}"),
    );
    if let Some(file) = &site.published.shown {
        let line = Place::at(file, record.place.0..record.place.1);
        finding.related.push((line, msg!("首次发布记录", "the record of first publication")));
    }
}
