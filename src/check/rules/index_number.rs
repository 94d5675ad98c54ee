//! E107: an index number that is used twice or can't be right.
//! Asked for by CHK-47, CHK-54.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::text::uscc;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "E107",
    what: ("索引号重复或有误", "An index number that is used twice or can't be right"),
    why: (
        "一个索引号只代表一条信息；由机构代码、年份和顺序号组成时，校验位和年份要对得上（政府信息公开条例第十二条；GB 32100）",
        "an index number stands for one entry; its code has a check character and its year is that of the entry",
    ),
    mend: ("核对机构代码和年份，重新编一个没有用过的号", "check code and year; give a number that isn't used"),
    level: Severity::Error,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    // Numbers of what isn't public are taken too.
    for entry in &site.entries {
        let Some(number) = entry.base.index_no.as_deref().map(str::trim) else { continue };
        let place = Place::key(&entry.shown, "index_no");
        parts(entry, number, &place, found);
        if let Some(first) = seen.insert(number, place.clone()) {
            let d = found.at(place, msg!("索引号 {number} 已经用过", "the index number {number} is taken"));
            d.related.push((first, msg!("第一次用在这里", "first used here")));
        }
    }
}

/// Code and year, where the number has the form `code/year-serial`.
fn parts(entry: &Entry, number: &str, place: &Place, found: &mut Found<'_>) {
    let Some((code, rest)) = number.split_once('/') else { return };
    let Some((year, serial)) = rest.split_once('-') else { return };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !matches!(year.len(), 4 | 6) || !digits(year) || !digits(serial) {
        return;
    }
    // Samples of no real unit have a code of zeros.
    let zeros = entry.is_sample() && code.bytes().all(|b| b == b'0');
    let fine = match code.len() {
        18 => uscc::is_valid(code),
        9 | 10 => uscc::is_valid_org(code),
        _ => true,
    };
    if !fine && !zeros {
        found.at(
            place.clone(),
            msg!("索引号里的机构代码 {code} 校验位不对", "the code {code} has a wrong check character"),
        );
    }
    let written = match &entry.data {
        Data::Policy(p) => p.written.year(),
        _ => entry.base.date.date.year(),
    };
    let published = entry.base.date.date.year();
    let own = year.get(..4).and_then(|y| y.parse::<i32>().ok());
    if own.is_some_and(|y| y != written && y != published) {
        found.at(
            place.clone(),
            msg!("索引号的年份 {year} 与成文、发布的年份不一致", "the year {year} is neither that of signing nor of publication"),
        );
    }
}
