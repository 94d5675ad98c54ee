//! I106: another channel that published more than a day apart.
//! Asked for by K-CHANNELSYNC.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Entry, Site};
use crate::msg;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

pub(super) const RULE: Rule = Rule {
    code: "I106",
    what: ("网站与新媒体发布不同步", "Website and other channels published apart"),
    why: (
        "政府网站和政务新媒体要协同联动，同一内容同步发布（工作要点第 33 项）；一天以内是建议的间隔",
        "the same is published everywhere at once (task 33); a day apart is our own measure",
    ),
    mend: ("核对两处的发布时间，今后同步发布", "check both times; publish together from now on"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let date = entry.base.date;
    for (i, channel) in entry.base.channels.iter().enumerate() {
        let Some(at) = channel.at else { continue };
        let minutes = i64::from(at.date - date.date) * DAY + i64::from(at.minute) - i64::from(date.minute);
        // Where one of the two has no hour, only whole days count.
        let apart = if at.minute == 0 || date.minute == 0 {
            (at.date - date.date).abs() > 1
        } else {
            minutes.abs() > DAY
        };
        if apart {
            let (name, there, here) = (&channel.name, at.long(), date.long());
            found.at(
                Place::item(&entry.shown, "channels", i),
                msg!(
                    "“{name}”发布于 {there}，网站发布于 {here}，相隔超过一天",
                    "`{name}` published on {there}, the website on {here}: more than a day apart"
                ),
            );
        }
    }
}
