//! Deadlines (完成时限): all months, and one month as a calendar.

use super::{View, group};
use crate::obj;
use crate::render::page;
use crate::render::reader::Reader;
use crate::render::value::list;
use crate::schema::{Deadline, EntryId};
use crate::text::date::{Date, days_in_month};
use tera::Value;

fn due_in(reader: &Reader<'_>, year: i32, month: u32) -> Vec<EntryId> {
    let site = reader.site();
    let hit = |id: &EntryId| match site.task(*id).map(|t| t.deadline) {
        Some(Deadline::On(day)) => (day.ymd().0, day.ymd().1) == (year, month),
        _ => false,
    };
    site.tasks().iter().copied().filter(hit).collect()
}

/// Months with the number of tasks due in each.
pub(super) fn months(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    list(page::months(site.tasks().iter().filter_map(|id| site.task(*id))).into_iter().map(|(year, month)| {
        let tasks = due_in(reader, year, month);
        let counts = super::progress(reader, &tasks);
        let get = |k| counts.get_from_path(k).cloned().unwrap_or_else(Value::none);
        obj! {
            "iso" => format!("{year:04}-{month:02}"),
            "text" => format!("{year}年{month}月"),
            "url" => reader.url(&format!("deadlines/{year:04}-{month:02}.html")),
            "total" => get("total"),
            "done" => get("done"),
            "overdue" => get("overdue"),
        }
    }))
}

pub(super) fn all(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view = View::new("deadlines.html", "时限日历", "各项任务的完成时限，按月排列；长期坚持的任务另列。");
    view.column_type = "数据发布";
    view.put("months", months(reader));
    let long =
        site.tasks().iter().copied().filter(|id| site.task(*id).is_some_and(|t| t.deadline == Deadline::LongTerm));
    view.put("long_term", reader.tasks(long));
    view
}

pub(super) fn month(reader: &Reader<'_>, year: i32, month: u32) -> View {
    let site = reader.site();
    let text = format!("{year}年{month}月");
    let mut view =
        View::new("deadline.html", format!("{text}到期的任务"), format!("{text}到期的任务、责任单位和进展。"));
    view.crumbs =
        vec![("首页".into(), String::new()), ("时限日历".into(), "deadlines/".into()), (text.clone(), "-".into())];
    view.column_type = "数据发布";
    let tasks = due_in(reader, year, month);
    view.put("month", obj! { "iso" => format!("{year:04}-{month:02}"), "text" => text });
    let grouped = group::tasks_by_part(reader, &tasks);
    view.put("tasks", grouped.flat);
    view.put("groups", grouped.groups);
    view.put("calendar", calendar(reader, year, month, &tasks));
    let all: Vec<(i32, u32)> = page::months(site.tasks().iter().filter_map(|id| site.task(*id))).into_iter().collect();
    let at = all.iter().position(|m| *m == (year, month)).unwrap_or(0);
    let step = |i: Option<usize>| match i.and_then(|i| all.get(i)) {
        Some((y, m)) => {
            obj! { "text" => format!("{y}年{m}月"), "url" => reader.url(&format!("deadlines/{y:04}-{m:02}.html")) }
        }
        None => Value::none(),
    };
    view.put("prev", step(at.checked_sub(1)));
    view.put("next", step(at.checked_add(1)));
    view
}

/// Weeks from Monday; days of other months are none.
fn calendar(reader: &Reader<'_>, year: i32, month: u32, tasks: &[EntryId]) -> Value {
    let site = reader.site();
    let Some(first) = Date::new(year, month, 1) else { return list([]) };
    let lead = first.weekday() as usize;
    let days = days_in_month(year, month) as usize;
    let cells = (0..(lead + days).div_ceil(7) * 7).map(|i| {
        if i < lead || i >= lead + days {
            return Value::none();
        }
        let date = first + (i - lead) as i32;
        let due = tasks.iter().copied().filter(|id| site.task(*id).is_some_and(|t| t.deadline == Deadline::On(date)));
        obj! {
            "day" => i - lead + 1,
            "iso" => date.to_string(),
            "tasks" => reader.tasks(due),
            "today" => date == site.today(),
        }
    });
    let cells: Vec<Value> = cells.collect();
    list(cells.chunks(7).map(Value::from))
}
