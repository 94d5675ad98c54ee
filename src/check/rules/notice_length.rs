//! E120: a statutory notice that is shown for too short a time.
//! Asked for by CHK-25.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::model::kind::disclosure::Nature;

/// How long a notice stays.
enum Term {
    Days(i32),
    WorkingDays(u32),
}

/// Words of a notice's title, and its least time.
const TERMS: &[(&[&str], Term)] = &[
    (&["征收土地预公告"], Term::WorkingDays(10)),
    (&["土地征收", "预公告"], Term::WorkingDays(10)),
    (&["征地补偿安置", "公告"], Term::Days(30)),
    (&["房屋征收", "补偿方案", "征求意见"], Term::Days(30)),
    (&["规划", "草案"], Term::Days(30)),
];

pub(super) const RULE: Rule = Rule {
    code: "E120",
    what: ("法定公告的期限不足", "A statutory notice shown for too short a time"),
    why: ("征收土地预公告不少于 10 个工作日，补偿安置公告不少于 30 日（土地管理法实施条例第二十六条、第二十八条）；房屋征收补偿方案征求意见不少于 30 日（国有土地上房屋征收与补偿条例第十条）；城乡规划草案公告不少于 30 日（城乡规划法第二十六条）", "land: ten working days before, thirty days for compensation; houses and plans thirty days (laws named in Chinese)"),
    mend: ("延长公告期，改 period 的结束日期", "extend the notice: change `period.to`"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Disclosure(d) = &entry.data else { return };
    let Some(period) = d.period.as_ref().filter(|_| d.nature == Nature::Notice) else { return };
    let title = &entry.base.title;
    let Some((_, term)) = TERMS.iter().find(|(words, _)| words.iter().all(|w| title.contains(w))) else { return };
    let place = Place::key(&entry.shown, "period");
    let (from, to) = (period.from, period.to);
    match *term {
        Term::Days(n) => {
            // Both the first and the last day count.
            let days = to - from + 1;
            if days < n {
                found.at(place, msg!("公告 {from} 至 {to} 共 {days} 日，应不少于 {n} 日", "{days} days from {from} to {to}, {n} are asked for"));
            }
        }
        Term::WorkingDays(n) => {
            let Some(count) = found.deadline(site, &place, from, n - 1) else { return };
            let last = count.end;
            if to < last {
                found.at(
                    place,
                    msg!("公告 {from} 至 {to} 不足 {n} 个工作日，应到 {last}", "{from} to {to} is fewer than {n} working days; {last} would do"),
                );
            }
        }
    }
}
