//! `gongkai list`: entries by kind, unit and state.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, say};
use crate::diag::report::Format;
use crate::model::{Entry, Kind, Site, Visibility};
use serde_json::json;

pub(super) fn run(common: &Common, args: &args::List) -> Done {
    let site = match super::site(common)? {
        Ok(site) => site,
        Err(code) => return Ok(code),
    };
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
    // Auditors ask for what is late; the state is called overdue.
    let state = args.state.as_deref().map(|s| if s == "late" { "overdue" } else { s });
    if let Some(s) = state.filter(|s| !STATES.iter().any(|(key, label)| key == s || label == s)) {
        let all = STATES.map(|(key, _)| key).join(" ");
        say(common, format!("没有“{s}”这种状态，可选：{all}"), format!("there is no state `{s}`; choose from: {all}"));
        return Ok(FAILED);
    }
    let wanted = |e: &&Entry| {
        kind.is_none_or(|k| e.kind == k)
            && unit.is_none_or(|u| e.base.unit == u || is_responsible(&site, e, u))
            && state.is_none_or(|s| states(&site, e).iter().any(|(key, label)| *key == s || *label == s))
    };
    let rows: Vec<&Entry> = site.entries.iter().filter(wanted).collect();
    if common.format() == Format::Json {
        let rows: Vec<_> = rows
            .iter()
            .map(|e| {
                let mut row = json!({
                    "id": *e.name, "kind": e.kind.key(), "title": e.base.title.as_str(), "date": e.base.date.long(),
                    "unit": site.directory.units.get(e.base.unit).id,
                    "states": states(&site, e).iter().map(|s| s.0).collect::<Vec<_>>(),
                    "file": *e.shown, "url": e.url(),
                });
                if let Some(task) = site.task(e.id) {
                    row["no"] = task.no.into();
                    row["deadline"] = task.deadline.to_string().into();
                    row["responsible"] = task.responsible.iter().map(|o| site.directory.units.owner(*o)).collect();
                }
                row
            })
            .collect();
        emit!("{}", serde_json::to_string_pretty(&rows).unwrap_or_default());
        return Ok(CLEAN);
    }
    for e in &rows {
        let states: Vec<&str> = states(&site, e).iter().map(|s| s.1).collect();
        let unit = &site.directory.units.get(e.base.unit).name;
        let (shown, label, date, states, title) =
            (&e.shown, e.kind.info().label, e.base.date.date, states.join("、"), &e.base.title);
        let task = site.task(e.id).map_or_else(String::new, |t| {
            let owners: Vec<&str> = t.responsible.iter().map(|o| site.directory.units.owner(*o)).collect();
            format!("\t{}\t{}\t{}", t.no, t.deadline_text, owners.join("、"))
        });
        emit!("{shown}\t{label}\t{date}\t{unit}\t{states}\t{title}{task}");
    }
    say(common, format!("共 {} 个条目", rows.len()), format!("{} entries", rows.len()));
    Ok(CLEAN)
}

fn is_responsible(site: &Site, e: &Entry, unit: crate::schema::UnitId) -> bool {
    let (named, shared) = site.tasks_of(unit);
    named.contains(&e.id) || shared.contains(&e.id)
}

/// All states, by key and Chinese name.
const STATES: [(&str, &str); 16] = [
    ("public", "已公开"),
    ("draft", "草稿"),
    ("scheduled", "定时未到"),
    ("withheld", "不主动公开"),
    ("sample", "示例"),
    ("withdrawn", "已撤下"),
    ("repealed", "已废止"),
    ("expired", "已失效"),
    ("revised", "已修改"),
    ("not-yet", "尚未施行"),
    ("overdue", "逾期"),
    ("not-reported", "未填报"),
    ("not-started", "未启动"),
    ("in-progress", "进行中"),
    ("done", "已完成"),
    ("paused", "已暂停"),
];

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
