//! What will be late if nobody acts (到期预告): the rules are asked what they will find on a later day, of the site as
//! it is now. So every rule that knows a deadline tells of it, and no second table of deadlines can grow stale.

use super::rule::Rule;
use super::{Levels, Traced, all, facts, one};
use crate::diag::{Diagnostic, Severity, Spot};
use crate::model::Site;
use crate::schema::EntryId;
use crate::text::date::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A finding that isn't there yet.
#[derive(Debug, Clone)]
pub struct Coming {
    /// The last day that is in time.
    pub day: Date,
    /// What the rule says on the day after, at the site's own level.
    pub finding: Diagnostic,
    /// Its words without counts, which change from day to day: what sets it apart at its place.
    pub words: String,
}

/// Where a finding stands, and which rule's it is.
type Key = (&'static str, Arc<str>, Spot);

fn key(d: &Diagnostic) -> Key {
    (d.code, d.place.file.clone(), d.place.spot.clone())
}

/// The words of a finding without numbers below 1000: 已过 3 天 is the same on another day, 2023 年 isn't 2024 年.
fn words(d: &Diagnostic) -> String {
    let is_count = |run: &str| run.len() < 4 && run.bytes().all(|b| b.is_ascii_digit());
    let runs = d.message.zh.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    runs.filter_map(|run| std::str::from_utf8(run).ok()).filter(|run| !is_count(run)).collect()
}

/// The gravest severity of the findings that `of` takes for one.
fn gravest<K: Ord>(found: &[Traced], of: impl Fn(&Diagnostic) -> K) -> BTreeMap<K, Severity> {
    let mut all: BTreeMap<K, Severity> = BTreeMap::new();
    for t in found {
        let severity = all.entry(of(&t.finding)).or_insert(t.finding.severity);
        *severity = t.finding.severity.max(*severity);
    }
    all
}

/// Findings that the next `days` days bring, by their day. Levels and waivers count as they will then.
pub fn forecast(site: &mut Site, days: u16) -> Vec<Coming> {
    let today = site.today;
    let at = |site: &mut Site, day: Date| {
        site.today = day;
        all(site)
    };
    let now = gravest(&at(site, today), |d| (key(d), words(d)));
    let horizon = today + i32::from(days);
    // A reminder grows graver when its day has passed; it is no lateness yet.
    let beyond = gravest(&at(site, horizon + facts::SOON + 1), key);
    let later = at(site, horizon);
    let mut coming = Vec::new();
    for Traced { rule, entry, finding } in later {
        let (sign, severity) = ((key(&finding), words(&finding)), finding.severity);
        if now.get(&sign).is_some_and(|s| *s >= severity) || beyond.get(&sign.0).is_some_and(|s| *s > severity) {
            continue;
        }
        let Some((first, mut finding)) = first_day(site, rule, entry, (today, horizon), &finding) else { continue };
        let waived = site.is_waived(&finding.place.file, finding.code, first);
        if let (Some(severity), false) = (Levels::of(site).settle(finding.code, severity), waived) {
            finding.severity = severity;
            coming.push(Coming { day: first + -1, finding, words: sign.1 });
        }
    }
    site.today = today;
    coming.sort_by(|a, b| (a.day, key(&a.finding)).cmp(&(b.day, key(&b.finding))));
    coming.dedup_by(|a, b| a.day == b.day && a.finding == b.finding);
    coming
}

/// The first day after `from`, up to `to`, on which the rule finds it, with its words of that day. What is late once
/// stays late, so halving finds the day.
fn first_day(
    site: &mut Site,
    rule: &'static Rule,
    entry: Option<EntryId>,
    (mut from, mut to): (Date, Date),
    wanted: &Diagnostic,
) -> Option<(Date, Diagnostic)> {
    let mut on = |day: Date| {
        site.today = day;
        let same = |t: &Traced| {
            let d = &t.finding;
            d.severity >= wanted.severity && key(d) == key(wanted) && words(d) == words(wanted)
        };
        one(rule, entry, site).find(same).map(|t| t.finding)
    };
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        match on(middle) {
            Some(_) => to = middle,
            None => from = middle,
        }
    }
    on(to).map(|finding| (to, finding))
}
