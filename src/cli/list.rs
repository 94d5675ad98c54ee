//! `gongkai list`: entries by kind, unit and state.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, code, print, say};
use crate::diag::{any_error, report::Format};
use crate::model::{Entry, Kind, Site, Visibility};
use crate::pipeline;
use serde_json::json;

pub(super) fn run(common: &Common, args: &args::List) -> Done {
    let mut findings = Vec::new();
    let (_, site) = pipeline::load(&common.options(), &mut findings)?;
    let Some(site) = site else {
        findings.retain(|d| d.severity == crate::diag::Severity::Error);
        print(&findings, common);
        return Ok(code(&findings, common));
    };
    debug_assert!(!any_error(&findings) || !findings.is_empty());
    let kind = match &args.kind {
        Some(name) => match Kind::find(name) {
            Some(kind) => Some(kind),
            None => {
                say(common, format!("没有“{name}”这种条目"), format!("there is no kind `{name}`"));
                return Ok(FAILED);
            }
        },
        None => None,
    };
    let unit = match &args.unit {
        Some(name) => match site.directory.units.find(name) {
            Some(unit) => Some(unit),
            None => {
                say(common, format!("单位表里没有“{name}”"), format!("there is no unit `{name}`"));
                return Ok(FAILED);
            }
        },
        None => None,
    };
    let wanted = |e: &&Entry| {
        kind.is_none_or(|k| e.kind == k)
            && unit.is_none_or(|u| e.base.unit == u || is_responsible(&site, e, u))
            && args
                .state
                .as_deref()
                .is_none_or(|s| states(&site, e).iter().any(|(key, label)| *key == s || *label == s))
    };
    let rows: Vec<&Entry> = site.entries.iter().filter(wanted).collect();
    if common.format() == Format::Json {
        let rows: Vec<_> = rows
            .iter()
            .map(|e| {
                json!({
                    "id": *e.name, "kind": e.kind.key(), "title": e.base.title, "date": e.base.date.long(),
                    "unit": site.directory.units.get(e.base.unit).id,
                    "states": states(&site, e).iter().map(|s| s.0).collect::<Vec<_>>(),
                    "file": *e.shown, "url": e.url(),
                })
            })
            .collect();
        emit!("{}", serde_json::to_string_pretty(&rows).unwrap_or_default());
        return Ok(CLEAN);
    }
    for e in &rows {
        let states: Vec<&str> = states(&site, e).iter().map(|s| s.1).collect();
        let unit = &site.directory.units.get(e.base.unit).name;
        emit!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            e.shown,
            e.kind.info().label,
            e.base.date.date,
            unit,
            states.join("、"),
            e.base.title
        );
    }
    say(common, format!("共 {} 个条目", rows.len()), format!("{} entries", rows.len()));
    Ok(CLEAN)
}

fn is_responsible(site: &Site, e: &Entry, unit: crate::schema::UnitId) -> bool {
    let (named, shared) = site.tasks_of(unit);
    named.contains(&e.id) || shared.contains(&e.id)
}

/// States that an entry is in, by key and Chinese name.
fn states(site: &Site, e: &Entry) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![match e.visibility {
        Visibility::Public => ("public", "已公开"),
        Visibility::Draft => ("draft", "草稿"),
        Visibility::NotYet(_) => ("scheduled", "定时未到"),
        Visibility::NotProactive => ("withheld", "不主动公开"),
    }];
    if e.is_sample() {
        all.push(("sample", "示例"));
    }
    use crate::model::Standing::*;
    match e.standing(site.today) {
        Fine => {}
        Withdrawn => all.push(("withdrawn", "已撤下")),
        Repealed => all.push(("repealed", "已废止")),
        Expired => all.push(("expired", "已失效")),
        Revised => all.push(("revised", "已修改")),
        NotYetInForce => all.push(("not-yet", "尚未施行")),
    }
    if let Some(task) = site.task(e.id) {
        let state = task.state().choice();
        all.push((state.key, state.label));
        if site.is_overdue(task) {
            all.push(("overdue", "逾期"));
        }
    }
    all
}
