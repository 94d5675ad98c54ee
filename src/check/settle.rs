//! Levels and waivers: what `site.yaml` and approved exceptions make of the findings.

use super::is_rule;
use super::levels::{self, Levels};
use super::rule::Run;
use crate::diag::{Diagnostic, Place, codes};
use crate::model::Site;
use crate::msg;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// So many pages may have the same fault one by one.
const FEW: usize = 3;

/// A finding that an entry's waiver covers, with the waiver's words.
#[derive(Debug, Clone)]
pub struct Waived {
    pub finding: Diagnostic,
    pub reason: String,
    pub by: String,
    pub until: crate::text::date::Date,
}

/// Applies the levels of `site.yaml`, takes out what is waived, and reports waivers that are dead or
/// that nothing needs. Faults of reading (unknown keys and the like) have no levels and no waivers.
pub fn settle(site: &Site, findings: &mut Vec<Diagnostic>) -> Vec<Waived> {
    let levels = Levels::of(site);
    findings.retain_mut(|d| match levels.settle(d.code, d.severity) {
        Some(severity) => {
            d.severity = severity;
            true
        }
        None => false,
    });
    findings.append(&mut levels::faults(site));
    let by_file: HashMap<&Arc<str>, usize> = site
        .entries
        .iter()
        .enumerate()
        .filter(|(_, e)| !e.base.waivers.is_empty())
        .map(|(i, e)| (&e.shown, i))
        .collect();
    let mut waived = Vec::new();
    let mut used: HashSet<(usize, usize)> = HashSet::new();
    findings.retain(|d| {
        let Some(i) = by_file.get(&d.place.file) else { return true };
        if !is_rule(d.code) {
            return true;
        }
        let waivers = &site.entries[*i].base.waivers;
        let hit = waivers.iter().position(|w| w.rule.eq_ignore_ascii_case(d.code));
        let Some(n) = hit else { return true };
        used.insert((*i, n));
        let w = &waivers[n];
        if w.until < site.today {
            return true;
        }
        waived.push(Waived { finding: d.clone(), reason: w.reason.clone(), by: w.by.clone(), until: w.until });
        false
    });
    gather(findings);
    for (i, entry) in site.entries.iter().enumerate() {
        for (n, w) in entry.base.waivers.iter().enumerate() {
            let (rule, until) = (&w.rule, w.until);
            let place = || Place::item(&entry.shown, "waivers", n);
            let used = used.contains(&(i, n));
            if !is_rule(rule) {
                findings.push(
                    Diagnostic::error(
                        codes::WAIVER,
                        place(),
                        msg!("没有规则 {rule}，无从豁免", "there is no rule {rule} to waive"),
                    )
                    .hint(msg!("规则代码见 gongkai explain", "`gongkai explain` lists the codes")),
                );
            } else if until < site.today && used {
                findings.push(
                    Diagnostic::error(
                        codes::WAIVER,
                        place(),
                        msg!("对 {rule} 的豁免已于 {until} 到期", "the waiver of {rule} ended on {until}"),
                    )
                    .hint(msg!("改正问题，或重新报批豁免", "mend the fault or have the waiver renewed")),
                );
            } else if !used {
                findings.push(
                    Diagnostic::warning(
                        codes::WAIVER,
                        place(),
                        msg!("对 {rule} 的豁免没有用处", "the waiver of {rule} is needed by nothing"),
                    )
                    .hint(msg!("删去这条豁免", "delete it")),
                );
            }
        }
    }
    waived
}

/// A fault of the theme shows on every page: the same finding about many pages becomes one, at the first of them.
fn gather(findings: &mut Vec<Diagnostic>) {
    let of_page = |d: &Diagnostic| super::find(d.code).is_some_and(|r| matches!(r.run, Run::Page(_)));
    let mut groups: HashMap<(&'static str, String), (usize, Place)> = HashMap::new();
    for d in findings.iter().filter(|d| of_page(d)) {
        let group = groups.entry((d.code, d.message.en.clone())).or_insert_with(|| (0, d.place.clone()));
        group.0 += 1;
        if d.place.file < group.1.file {
            group.1 = d.place.clone();
        }
    }
    groups.retain(|_, (count, _)| *count > FEW);
    findings.retain_mut(|d| {
        if !of_page(d) {
            return true;
        }
        let Some((count, place)) = groups.get_mut(&(d.code, d.message.en.clone())) else { return true };
        if *count == 0 || d.place != *place {
            return false;
        }
        let (zh, en) = (&d.message.zh, &d.message.en);
        *d.message = msg!("{zh}（共 {count} 页，这是其中一页）", "{en} ({count} pages, this is one of them)");
        *count = 0;
        true
    });
}
