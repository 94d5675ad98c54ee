//! D313: what people said at a meeting, and what became of it, is told late or in part.
//! Asked for by K-OPINION.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// Working days after the meeting; the number is this program's.
const DAYS: u32 = 20;

pub(super) const RULE: Rule = Rule {
    code: "D313",
    what: ("列席意见没有逐条写采纳情况，或公开太晚", "Opinions at a meeting without their adoption, or told late"),
    why: (
        "列席代表的意见和采纳情况向社会公开（工作要点第 16 项）；20 个工作日是本工具的尺度",
        "opinions and their adoption are public (task 16); 20 working days are this program's measure",
    ),
    mend: ("逐条补写 adoption，未采纳的说明理由", "answer each opinion in `adoption`"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Attendance(a) = &entry.data else { return };
    if !facts::live(site, entry.id) {
        return;
    }
    let (said, answered) = (a.opinions.len(), a.adoption.len());
    if answered < said {
        found.at(
            Place::key(&entry.shown, "adoption"),
            msg!("意见 {said} 条，采纳情况只有 {answered} 条", "{said} opinions, {answered} answers"),
        );
    }
    let published = entry.base.date.date;
    if published - a.held <= DAYS as i32 {
        return;
    }
    let place = Place::key(&entry.shown, "date");
    let Some(count) = found.deadline(site, &place, a.held, DAYS) else { return };
    if published > count.end {
        let english = count.english();
        found.at(
            place,
            msg!(
                "会后 {DAYS} 个工作日以上才公开（{count}）",
                "told more than {DAYS} working days after the meeting ({english})"
            ),
        );
    }
}
