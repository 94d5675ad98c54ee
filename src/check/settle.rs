//! Levels and waivers: what `site.yaml` and approved exceptions make of the findings.

use super::is_rule;
use super::levels::{self, Levels};
use super::rule::Run;
use crate::diag::{Diagnostic, Place, codes};
use crate::model::Site;
use crate::model::waivers::{Exemption, Holder};
use crate::msg;
use std::collections::{HashMap, HashSet};

/// So many pages may have the same fault one by one.
const FEW: usize = 3;

/// A waiver that ends later than so many days ahead is looked at by nobody again.
const LONGEST: i32 = 366;

/// A finding that a waiver covers, with the waiver's words.
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
    let all = site.waivers();
    let mut by_file: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, w) in all.iter().enumerate() {
        w.files.iter().for_each(|f| by_file.entry(f).or_default().push(n));
    }
    let mut waived = Vec::new();
    let mut used: HashSet<usize> = HashSet::new();
    findings.retain(|d| {
        if by_file.is_empty() || !is_rule(d.code) {
            return true;
        }
        // What the theme does wrong on each page is waived once, in `site.yaml`.
        let files = [Some(&*d.place.file), of_page(d).then_some("site.yaml")];
        let fitting = files.into_iter().flatten().find_map(|file| {
            let of_file = by_file.get(file)?.iter().filter(|n| all[**n].covers(file, d.code));
            // A waiver that was renewed by a second one.
            of_file.copied().max_by_key(|n| all[*n].until)
        });
        let Some(n) = fitting else { return true };
        used.insert(n);
        let w = &all[n];
        if w.until < site.today {
            return true;
        }
        waived.push(Waived { finding: d.clone(), reason: w.reason.into(), by: w.by.into(), until: w.until });
        false
    });
    gather(findings);
    findings.extend(all.iter().enumerate().filter_map(|(n, w)| fault(w, used.contains(&n), site)));
    waived
}

/// What is wrong with a waiver itself.
fn fault(w: &Exemption<'_>, used: bool, site: &Site) -> Option<Diagnostic> {
    let (rule, until) = (w.rule, w.until);
    let error = |message, hint| Some(Diagnostic::error(codes::WAIVER, w.place(), message).hint(hint));
    if !is_rule(rule) && super::codes().iter().any(|c| c.code.eq_ignore_ascii_case(rule)) {
        return error(
            msg!("{rule} 是内容读不出来的错误，不能豁免", "{rule} is a fault of reading, which can't be waived"),
            msg!("改正错误，删去这条豁免", "mend the fault and delete the waiver"),
        );
    }
    if !is_rule(rule) {
        return error(
            msg!("没有规则 {rule}，无从豁免", "there is no rule {rule} to waive"),
            msg!("规则代码见 gongkai explain", "`gongkai explain` lists the codes"),
        );
    }
    if w.holder == Holder::Misplaced {
        let file = &w.files[0];
        return error(
            msg!(
                "{file} 有自己的信息区，对 {rule} 的豁免写在这里不起作用",
                "{file} has a front matter of its own; the waiver of {rule} does nothing here"
            ),
            msg!("把这条豁免移到那个文件的 waivers 里，不写 file", "move it to `waivers` of that file, without `file`"),
        );
    }
    if until < site.today && used {
        return error(
            msg!("对 {rule} 的豁免已于 {until} 到期", "the waiver of {rule} ended on {until}"),
            msg!("改正问题，或重新报批豁免", "mend the fault or have the waiver renewed"),
        );
    }
    if until - site.today > LONGEST {
        return Some(
            Diagnostic::warning(
                codes::WAIVER,
                w.place(),
                msg!(
                    "对 {rule} 的豁免到 {until} 才到期，超过一年，等于没有期限",
                    "the waiver of {rule} ends on {until}, more than a year ahead: no end at all"
                ),
            )
            .hint(msg!("期限写在一年以内，到期再报批", "let it end within a year, and have it renewed then")),
        );
    }
    // The rules haven't looked at an entry that isn't public.
    if used || matches!(w.holder, Holder::Unseen(_)) {
        return None;
    }
    let (message, hint) = match w.holder {
        Holder::Site => {
            let file = &w.files[0];
            (
                msg!(
                    "对 {rule} 的豁免没有用处：{file} 没有这个问题",
                    "the waiver of {rule} is needed by nothing in {file}"
                ),
                msg!("删去这条豁免；file 照检查结果里写的路径", "delete it; `file` is the path as findings print it"),
            )
        }
        _ => (
            msg!("对 {rule} 的豁免没有用处", "the waiver of {rule} is needed by nothing"),
            msg!("删去这条豁免", "delete it"),
        ),
    };
    Some(Diagnostic::warning(codes::WAIVER, w.place(), message).hint(hint))
}

/// Whether a finding is about a page as it was produced.
fn of_page(d: &Diagnostic) -> bool {
    super::find(d.code).is_some_and(|r| matches!(r.run, Run::Page(_)))
}

/// A fault of the theme shows on every page: the same finding about many pages becomes one, at the first of them.
fn gather(findings: &mut Vec<Diagnostic>) {
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
        d.message = msg!("{zh}（共 {count} 页，这是其中一页）", "{en} ({count} pages, this is one of them)").into();
        *count = 0;
        true
    });
}
