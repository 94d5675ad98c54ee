//! The document library (政府文件库): filters are plain links.

use super::{View, pager};
use crate::model::Data;
use crate::obj;
use crate::render::page::{LibraryFilter, filter_stem, list_path, validity_key, validity_label};
use crate::render::reader::{Reader, date};
use crate::render::value::{list, with};
use crate::schema::Vocabulary;
use tera::Value;

pub(super) fn view(reader: &Reader<'_>, filter: Option<&LibraryFilter>, page: Option<usize>) -> View {
    let site = reader.site();
    let (entries, size) = (site.library(filter), site.config().page_size());
    let numbered = entries.numbered(size);
    let mut title = match filter {
        None => "政府文件库".to_owned(),
        Some(f) => format!("政府文件库：{}", label(reader, f)),
    };
    if let Some(page) = page {
        title.push_str(&format!("（第{}页）", numbered + 2 - page));
    }
    let mut view =
        View::new("library.html", title, "县级和各部门的政策文件，可按年份、发文机关、有效性、主题分类和类别查。");
    view.crumbs = vec![("首页".into(), String::new()), ("政府文件库".into(), "library/".into())];
    if let Some(f) = filter {
        view.crumbs.push((label(reader, f), "-".into()));
    }
    view.column_type = "政策文件";
    view.put("filters", filters(reader, filter));
    view.put(
        "entries",
        list(entries.page(size, page).iter().filter_map(|id| {
            let Data::Policy(policy) = &site.entry(*id).data else { return None };
            let validity = validity_key(policy, site.day_of(*id));
            let issuer = policy.issuers.first().map_or("", |u| site.units().get(*u).name.as_str());
            let subject = site.entry(*id).base.subject.as_ref().map_or("", |s| &*s.0);
            Some(with(
                &reader.link(*id)?,
                [
                    ("written", date(policy.written)),
                    ("validity", obj! { "key" => validity, "label" => validity_label(validity) }),
                    ("issuer", Value::from(issuer)),
                    ("subject", Value::from(subject)),
                ],
            ))
        })),
    );
    let pager =
        pager(reader, "library/", &filter_stem(site.units(), site.terms(Vocabulary::Subject), filter), numbered, page);
    view.put("pager", pager);
    view.put("total", entries.len());
    view
}

fn label(reader: &Reader<'_>, filter: &LibraryFilter) -> String {
    match filter {
        LibraryFilter::Year(y) => format!("{y}年"),
        LibraryFilter::Issuer(u) => reader.site().units().get(*u).name.clone(),
        LibraryFilter::Validity(v) => validity_label(v).to_owned(),
        LibraryFilter::Subject(s) => s.replace('/', " / "),
        LibraryFilter::Genre(g) => {
            let all = crate::model::kind::policy::Genre::ALL;
            all.iter().find(|c| c.key == *g).map_or(*g, |c| c.label).to_owned()
        }
    }
}

/// Rows of choices; the first of each is 全部.
fn filters(reader: &Reader<'_>, current: Option<&LibraryFilter>) -> Value {
    let site = reader.site();
    let all: Vec<_> = site.libraries().collect();
    type Is = fn(&LibraryFilter) -> bool;
    let kinds: [(&str, &str, Is); 5] = [
        ("year", "年份", |f| matches!(f, LibraryFilter::Year(_))),
        ("issuer", "发文机关", |f| matches!(f, LibraryFilter::Issuer(_))),
        ("validity", "有效性", |f| matches!(f, LibraryFilter::Validity(_))),
        ("subject", "主题分类", |f| matches!(f, LibraryFilter::Subject(_))),
        ("genre", "类别", |f| matches!(f, LibraryFilter::Genre(_))),
    ];
    list(kinds.into_iter().filter_map(|(key, name, is)| {
        let mut options: Vec<(&LibraryFilter, usize)> =
            all.iter().filter_map(|(f, n)| Some(((*f)?, *n))).filter(|(f, _)| is(f)).collect();
        if key == "year" {
            options.reverse();
        }
        if options.is_empty() {
            return None;
        }
        let total = all.iter().find(|(f, _)| f.is_none()).map_or(0, |(_, n)| *n);
        let none = !current.is_some_and(is);
        let first = obj! { "label" => "全部", "url" => reader.url("library/"), "count" => total, "current" => none };
        let rest = options.into_iter().map(|(f, count)| {
            let path = list_path("library/", &filter_stem(site.units(), site.terms(Vocabulary::Subject), Some(f)), None);
            obj! { "label" => label(reader, f), "url" => reader.url(&path), "count" => count, "current" => Some(f) == current }
        });
        Some(obj! { "key" => key, "label" => name, "options" => list(std::iter::once(first).chain(rest)) })
    }))
}
