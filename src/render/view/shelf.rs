//! The search page with its ways for readers without scripts, and the lists that these lead to.

use super::{View, group, pager};
use crate::model::ColumnId;
use crate::obj;
use crate::render::page::list_path;
use crate::render::reader::Reader;
use crate::render::shelf::{SIZE, Shelf};
use crate::render::value::list;
use crate::schema::UnitId;
use tera::Value;

/// The search page.
pub(super) fn search(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view = View::new("search.html", "检索", "在本站检索文件、解读、办事指南和任务。");
    view.put("hot", list(site.config().search.iter().flat_map(|s| &s.hot).map(|w| Value::from(w.as_str()))));
    let shelves =
        |all: Vec<(&Shelf, usize)>| {
            list(all.into_iter().map(|(shelf, count)| {
                option(reader, &shelf.label(), count, &list_path("search/", &shelf.stem(), None))
            }))
        };
    // Columns are many: a group for each part, so that （一） below one part isn't taken for （一） below another.
    let parts = site.folder("").map_or(&[][..], |home| site.column(home).children);
    let columns = parts.iter().filter_map(|&part| {
        let mut options = Vec::new();
        of(reader, part, &mut options);
        let title = site.column(part).fields.title.as_str();
        (!options.is_empty()).then(|| obj! { "title" => title, "options" => options })
    });
    view.put("columns", list(columns));
    let units = site.units().list.iter().enumerate().map(|(i, u)| (site.of_unit(UnitId(i as u16)).len(), u));
    let units = units
        .filter(|(count, _)| *count > 0)
        .map(|(count, u)| option(reader, &u.name, count, &format!("units/{}.html", u.id)));
    let way = |title: &str, options: Value| obj! { "title" => title, "options" => options };
    let ways = [
        way("按年份", shelves(site.shelves().rev().filter(|(s, _)| matches!(s, Shelf::Year(_))).collect())),
        way("按单位", list(units)),
        way("按标题的拼音首字母", shelves(site.shelves().filter(|(s, _)| matches!(s, Shelf::Initial(_))).collect())),
    ];
    view.put("ways", list(ways));
    view
}

/// One list of entries. It shows nothing of other lists, so that a new entry changes those alone that hold it.
pub(super) fn view(reader: &Reader<'_>, shelf: &Shelf, page: Option<usize>) -> View {
    let entries = reader.site().shelf(shelf);
    let numbered = entries.numbered(SIZE);
    let label = shelf.label();
    let mut title = match shelf {
        Shelf::Year(_) => format!("{label}的全部信息"),
        Shelf::Initial(_) => format!("标题拼音首字母：{label}"),
    };
    if let Some(page) = page {
        title.push_str(&format!("（第{}页）", numbered + 2 - page));
    }
    let mut view = View::new("shelf.html", title, "不用检索框，也能按年份和标题的读音找到全部信息。");
    view.crumbs = vec![("首页".into(), String::new()), ("检索".into(), "search/".into()), (label, "-".into())];
    let shown = entries.page(SIZE, page);
    let shown = match shelf {
        Shelf::Year(_) => group::by_month(reader, shown),
        Shelf::Initial(_) => group::by_column(reader, shown),
    };
    view.put("entries", shown.flat);
    view.put("groups", shown.groups);
    view.put("pager", pager(reader, "search/", &shelf.stem(), numbered, page));
    view
}

fn option(reader: &Reader<'_>, label: &str, count: usize, target: &str) -> Value {
    obj! { "label" => label, "count" => count, "url" => reader.url(target) }
}

/// A column and those below it that hold entries of their own, in order.
fn of(reader: &Reader<'_>, id: ColumnId, out: &mut Vec<Value>) {
    let site = reader.site();
    let column = site.column(id);
    let count = site.own(id).len();
    if count > 0 {
        out.push(option(reader, &column.fields.title, count, &column.url()));
    }
    for &child in column.children {
        of(reader, child, out);
    }
}
