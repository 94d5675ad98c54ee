//! A121: a list of schools without licences, fees or promises.
//! Asked for by K-ROSTER.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;

/// What a list of schools is called.
const SCHOOLS: [&str; 4] = ["民办", "培训机构", "办学", "幼儿园"];

/// What must be told, in Chinese and English, and the words of it.
const WANTED: [(&str, &str, &[&str]); 2] =
    [("办学许可", "the licence", &["许可", "证号", "资质"]), ("收费", "the fee", &["收费", "学费", "费用"])];

pub(super) const RULE: Rule = Rule {
    code: "A121",
    what: ("办学机构名单没有资质、收费或承诺", "A list of schools without licence, fee or promise"),
    why: (
        "民办学校、校外培训机构要落实收费公示和公开承诺，集中公开办学资质（工作要点第 9 项）",
        "private schools show their fees and promises, and their licences are disclosed together (task 9)",
    ),
    mend: ("在名单里加上这一列；公开承诺在正文里写明或给出链接", "add the column; tell of the promises, or link them, in the body"),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry else { return };
    let Data::Roster(roster) = &entry.data else { return };
    if !SCHOOLS.iter().any(|w| entry.base.title.contains(w)) {
        return;
    }
    let column = |words: &[&str]| roster.columns.iter().any(|c| words.iter().any(|w| c.contains(w)));
    for (zh, en, words) in WANTED {
        if !column(words) {
            found.at(Place::key(&entry.shown, "columns"), msg!("名单里没有{zh}一列", "the list has no column of {en}"));
        }
    }
    if !column(&["承诺"]) && !body.source.contains("承诺") {
        found.at(
            Place::key(&entry.shown, "columns"),
            msg!("没有写明机构的公开承诺", "nothing is told of what they promise"),
        );
    }
}
