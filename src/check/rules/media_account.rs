//! A107: a media account whose record can't be right, or that is closed and still linked.
//! Asked for by K-ACCOUNT.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::kind::media_account::MediaAccount;
use crate::model::{Data, Entry, Site};
use crate::msg;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "A107",
    what: ("政务新媒体账号的备案或注销有误", "A media account with a faulty record"),
    why: (
        "账号开设、变更、关停、注销都要备案，注销的不再链接（工作要点第 33 项）",
        "accounts are on record from opening to closing; closed ones aren't linked (task 33)",
    ),
    mend: ("核对备案号；账号注销后撤下二维码和链接", "check the record; take the code and links of a closed account away"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut records: BTreeMap<&str, Place> = BTreeMap::new();
    let mut closed: Vec<&MediaAccount> = Vec::new();
    for id in site.of_kind(Kind::MediaAccount) {
        let entry = site.entry(*id);
        let Data::MediaAccount(account) = &entry.data else { continue };
        let (record, place) = (account.record_no.trim(), Place::key(&entry.shown, "record_no"));
        if !record.bytes().any(|b| b.is_ascii_digit()) {
            found.at(place.clone(), msg!("“{record}”不是备案号", "`{record}` is no record number"));
        } else if let Some(first) = records.insert(record, place.clone()) {
            let d = found.at(place, msg!("备案号 {record} 用了两次", "the record number {record} is used twice"));
            d.related.push((first, msg!("另一个在这里", "the other is here")));
        }
        let Some(day) = account.closed.filter(|day| *day <= site.today) else { continue };
        closed.push(account);
        if account.qr.is_some() {
            found.at(
                Place::key(&entry.shown, "qr"),
                msg!("账号已于 {day} 注销，二维码还在", "the account was closed on {day}; its code is still shown"),
            );
        }
    }
    if !closed.is_empty() {
        for id in site.newest() {
            linked(site.entry(*id), &closed, found);
        }
    }
}

/// Channels that name an account after its end.
fn linked(entry: &Entry, closed: &[&MediaAccount], found: &mut Found<'_>) {
    for (i, channel) in entry.base.channels.iter().enumerate() {
        let at = channel.at.map_or(entry.base.date.date, |at| at.date);
        let Some(account) = closed.iter().find(|a| a.name == channel.name && a.closed.is_some_and(|c| c < at)) else {
            continue;
        };
        let name = &account.name;
        found.at(
            Place::item(&entry.shown, "channels", i),
            msg!("“{name}”在此之前已经注销", "`{name}` had been closed before"),
        );
    }
}
