//! A column (栏目): a part, a section or a collection.

use super::{View, crumbs_of, pager, progress};
use crate::model::ColumnId;
use crate::obj;
use crate::parse::body::Body;
use crate::render::door::ColumnView;
use crate::render::reader::Reader;
use crate::render::value::list;
use crate::schema::EntryId;
use tera::Value;

pub(super) fn view(reader: &Reader<'_>, id: ColumnId, page: Option<usize>, body: Option<&Body>) -> View {
    let site = reader.site();
    let column = site.column(id);
    let (own, size) = (site.own(id), site.config().page_size());
    let numbered = own.numbered(size);
    let fields = column.fields;
    // 2023年 stands below several collections: the parent tells them apart.
    let above = column.parent.filter(|_| column.level() > 2).map(|p| site.column(p).fields.short.as_str());
    let mut title = match above {
        Some(above) => format!("{}_{above}", fields.title),
        None => fields.title.clone(),
    };
    if let Some(page) = page {
        title.push_str(&format!("（第{}页）", numbered + 2 - page));
    }
    let mut view = View::new("column.html", title, fields.description.as_str());
    view.crumbs = crumbs_of(reader, id);
    view.column = Some(id);
    view.keywords = fields.keywords.clone();
    if column.level() == 1 && fields.plan_section.is_some() {
        view.feed = Some(format!("feeds/{}.xml", column.folder));
    }
    let pager = pager(reader, &column.url(), "", numbered, page);
    view.prev = pager.get_from_path("prev").and_then(|v| v.as_str()).filter(|s| !s.is_empty()).map(str::to_owned);
    view.next = pager.get_from_path("next").and_then(|v| v.as_str()).filter(|s| !s.is_empty()).map(str::to_owned);
    let tasks = tasks(reader, &column);
    view.put(
        "column",
        obj! {
            "title" => fields.title.as_str(),
            "short" => fields.short.as_str(),
            "description" => fields.description.as_str(),
            "level" => column.level(),
            "intro" => body.map_or(Value::from(""), |b| Value::safe_string(&b.html)),
            "plan_section" => fields.plan_section.as_deref().unwrap_or(""),
            "feed" => view.feed.as_deref().map_or(String::new(), |f| reader.url(f)),
        },
    );
    view.put("children", list(column.children.iter().map(|c| reader.column(*c))));
    // A part shows no single tasks: its sections do.
    let shown = if column.level() == 1 { &[][..] } else { &tasks[..] };
    view.put("tasks", if page.is_none() { reader.tasks(shown.iter().copied()) } else { list([]) });
    view.put("progress", progress(reader, &tasks));
    view.put("groups", groups(reader, &column, page, own.page(size, page)));
    view.put("pager", pager);
    view.put("empty", site.below(id).is_empty());
    view
}

/// Tasks of the plan's part or section that the column stands for.
fn tasks(reader: &Reader<'_>, column: &ColumnView<'_>) -> Vec<EntryId> {
    let site = reader.site();
    let Some(own) = column.fields.plan_section.as_deref() else { return Vec::new() };
    let hit =
        |id: &EntryId| site.task(*id).is_some_and(|t| t.section == own || t.section.split('-').next() == Some(own));
    site.tasks().iter().copied().filter(hit).collect()
}

/// The column's own list, and on a section's page the lists of the collections below it, so that every
/// entry is near.
fn groups(reader: &Reader<'_>, column: &ColumnView<'_>, page: Option<usize>, own: &[EntryId]) -> Value {
    let site = reader.site();
    let mut groups = Vec::new();
    if !own.is_empty() {
        groups
            .push(obj! { "title" => "", "url" => "", "more" => false, "entries" => reader.links(own.iter().copied()) });
    }
    if page.is_none() {
        let most = if column.level() == 1 { 5 } else { site.config().page_size() };
        let mut stack: Vec<ColumnId> = column.children.iter().rev().copied().collect();
        while let Some(id) = stack.pop() {
            let child = site.column(id);
            let list = if column.level() == 1 { site.below(id) } else { site.own(id) };
            if column.level() > 1 {
                stack.extend(child.children.iter().rev());
            }
            if list.is_empty() {
                continue;
            }
            groups.push(obj! {
                "title" => child.fields.short.as_str(),
                "url" => reader.url(&child.url()),
                "more" => list.exceeds(most),
                "entries" => reader.links(list.first(most).iter().copied()),
            });
        }
    }
    Value::from(groups)
}
