//! P108: a matter of public opinion answered after more than 48 hours.
//! Asked for by K-RESPTIME.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::response::Channel;
use crate::model::{Data, Entry, Site};
use crate::msg;

/// 48 hours; entries give days only.
const DAYS: i32 = 2;

pub(super) const RULE: Rule = Rule {
    code: "P108",
    what: (
        "网络、电视反映的关切超过 48 小时才回应",
        "A concern raised on the net or television answered after 48 hours",
    ),
    why: (
        "对政务舆情快速反应、及时回应（工作要点第 26 项）；48 小时未经核实",
        "public concerns are answered fast (task 26); 48 hours are unverified",
    ),
    mend: ("以后先回应、再续报；日期写错的改正", "answer first and follow up next time, or correct the date"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Response(r) = &entry.data else { return };
    let (raised, answered, days) = (r.raised, r.answered, r.answered - r.raised);
    // Hotlines and petitions have time limits of their own.
    if matches!(r.channel, Channel::Net | Channel::Tv) && days > DAYS {
        found.at(
            Place::key(&entry.shown, "answered"),
            msg!(
                "{raised} 提出，{answered} 答复，隔了 {days} 天",
                "raised {raised}, answered {answered}, {days} days later"
            ),
        );
    }
}
