//! A120: an inspection's result that came late.
//! Asked for by K-DELAY.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::model::kind::disclosure::Nature;

pub(super) const RULE: Rule = Rule {
    code: "A120",
    what: ("检查结果公开得太晚", "A result of an inspection that came late"),
    why: ("监督检查结果要及时公开（工作要点第 12 项；政府信息公开条例第二十六条的 20 个工作日）", "results are public in time (task 12; twenty working days of Disclosure Regulation art. 26)"),
    mend: ("以后检查一结束就公开；日期写错的改 period", "publish results as soon as the inspection is over; mend `period` if it is wrong"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Disclosure(d) = &entry.data else { return };
    let Some(period) = d.period.as_ref().filter(|_| d.nature == Nature::InspectionResult) else { return };
    // Twenty working days are four weeks at least: what came sooner needn't be counted.
    if entry.base.date.date - period.to <= 28 {
        return;
    }
    let place = Place::key(&entry.shown, "date");
    let Some(due) = found.deadline(site, &place, period.to, 20).map(|c| c.end) else { return };
    let (date, end) = (entry.base.date.date, period.to);
    if date > due {
        found.at(
            place,
            msg!("检查 {end} 结束，{date} 才公开，应在 {due} 以前", "the inspection ended on {end}; it was public on {date}, due by {due}"),
        );
    }
}
