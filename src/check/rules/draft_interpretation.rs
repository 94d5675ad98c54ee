//! R207: a draft put before the public without its interpretation on the same day.
//! Asked for by K-DRAFTINTERP.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "R207",
    what: ("征求意见时没有同步解读草案", "A consultation whose draft isn't explained from the first day"),
    why: (
        "决策草案征求意见时同步解读（工作要点第 15 项）",
        "a draft is explained when opinions are asked for (task 15)",
    ),
    mend: (
        "草案的解读与征集公告同日公开；日期写错的改正",
        "publish the interpretation by the opening day, or correct the date",
    ),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    if !facts::live(site, entry.id) || c.opens > site.today {
        return;
    }
    let place = Place::key(&entry.shown, "interpretation");
    let other = site.entry(c.interpretation.id);
    let (opens, day) = (c.opens, other.base.date.date);
    if !facts::live(site, other.id) {
        found.at(
            place,
            msg!("征集已于 {opens} 开始，草案的解读没有公开", "open since {opens}, its interpretation isn't public"),
        );
    } else if day > opens {
        let message = msg!("征集 {opens} 开始，草案的解读 {day} 才发布", "open since {opens}, explained only on {day}");
        let d = found.at(place, message);
        d.related.push((Place::key(&other.shown, "date"), msg!("解读在这里", "the interpretation is here")));
    }
}
