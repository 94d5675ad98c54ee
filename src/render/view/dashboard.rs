//! The task dashboard (任务进展) as of today.

use super::{View, progress};
use crate::model::kind::task::TaskState;
use crate::obj;
use crate::render::reader::Reader;
use crate::render::value::{list, with};
use crate::schema::{Deadline, EntryId, UnitId};
use std::collections::BTreeMap;
use tera::Value;

pub(super) fn view(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let title = site.plan().map_or_else(|| "任务进展".to_owned(), |(_, p)| format!("{}年任务进展", p.year));
    let mut view =
        View::new("dashboard.html", title, "年度政务公开重点工作任务的进展：按部分、责任单位、完成时限和状态统计。");
    view.column_type = "数据发布";
    view.put("progress", progress(reader, site.tasks()));
    view.put("by_part", by_part(reader));
    view.put("by_unit", by_unit(reader));
    view.put("by_deadline", by_deadline(reader));
    view.put("by_state", by_state(reader));
    view.put("tasks", reader.tasks(site.tasks().iter().copied()));
    view.put(
        "api",
        obj! {
            "json" => reader.url("api/tasks.json"),
            "csv" => reader.url("api/tasks.csv"),
            "ndjson" => reader.url("api/tasks.ndjson"),
        },
    );
    view
}

fn by_part(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    let Some((_, plan)) = site.plan() else { return list([]) };
    list(plan.parts.iter().map(|part| {
        let of = |id: &EntryId| site.task(*id).is_some_and(|t| t.section.split('-').next() == Some(part.no.as_str()));
        let tasks: Vec<EntryId> = site.tasks().iter().copied().filter(of).collect();
        let column = site.section(part.no.as_str());
        with(
            &progress(reader, &tasks),
            [
                ("no", Value::from(part.no.as_str())),
                ("title", Value::from(part.title.as_str())),
                ("short", Value::from(column.map_or(part.title.as_str(), |c| c.fields.short.as_str()))),
                ("url", Value::from(column.map_or(String::new(), |c| reader.url(&c.url())))),
                ("tasks", reader.tasks(tasks.iter().copied())),
            ],
        )
    }))
}

fn by_unit(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    let rows = (0..site.units().list.len()).filter_map(|i| {
        let id = UnitId(i as u16);
        let (named, shared) = site.tasks_of(id);
        if named.is_empty() && shared.is_empty() {
            return None;
        }
        let all: Vec<EntryId> = named.iter().chain(&shared).copied().collect();
        let counts = progress(reader, &all);
        Some(with(
            &counts,
            [
                ("name", Value::from(site.units().get(id).name.as_str())),
                ("url", Value::from(reader.url(&format!("units/{}.html", site.units().get(id).id)))),
                ("named", Value::from(named.len())),
                ("shared", Value::from(shared.len())),
            ],
        ))
    });
    list(rows)
}

fn by_deadline(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    let mut dates: BTreeMap<Deadline, Vec<EntryId>> = BTreeMap::new();
    for id in site.tasks() {
        if let Some(task) = site.task(*id) {
            dates.entry(task.deadline).or_default().push(*id);
        }
    }
    list(dates.into_iter().map(|(deadline, tasks)| {
        let text = tasks.first().and_then(|t| site.task(*t)).map_or("", |t| t.deadline_text.as_str());
        let (iso, url) = match deadline {
            Deadline::On(day) => {
                let (y, m, _) = day.ymd();
                (day.to_string(), reader.url(&format!("deadlines/{y:04}-{m:02}.html")))
            }
            Deadline::LongTerm => (String::new(), reader.url("deadlines/")),
        };
        with(
            &progress(reader, &tasks),
            [
                ("text", Value::from(text)),
                ("iso", Value::from(iso)),
                ("url", Value::from(url)),
                ("tasks", reader.tasks(tasks.iter().copied())),
            ],
        )
    }))
}

fn by_state(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    let total = site.tasks().len().max(1);
    list(TaskState::ALL.iter().map(|state| {
        let count = site.tasks().iter().filter(|id| site.task(**id).is_some_and(|t| t.state().choice() == state)).count();
        obj! { "key" => state.key, "label" => state.label, "count" => count, "percent" => (count * 100 + total / 2) / total }
    }))
}
