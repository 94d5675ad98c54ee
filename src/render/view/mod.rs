//! One view per page kind: exactly what its template gets, built from a [`Reader`].

mod chain;
mod column;
mod dashboard;
mod deadline;
mod entry;
mod facts;
mod group;
mod home;
mod library;
mod lists;
mod misc;
mod notice;
mod shelf;

use super::page::{PageKind, PageSpec};
use super::reader::Reader;
use super::value::list;
use crate::model::ColumnId;
use crate::obj;
use crate::parse::body::Body;
use crate::text::date::DateTime;
use std::collections::HashSet;
use tera::{Context, Value};

/// What a page is made of besides the shell.
pub struct View {
    pub template: &'static str,
    /// Kind-specific template that wins if the theme has it.
    pub special: Option<String>,
    pub title: String,
    pub description: String,
    /// The column it belongs to, for META-04..07.
    pub column: Option<ColumnId>,
    /// META-07 for pages outside of columns.
    pub column_type: &'static str,
    /// Titles and addresses from home to here; the last has no address.
    pub crumbs: Vec<(String, String)>,
    /// Set on pages of entries.
    pub article: Option<Article>,
    /// Keywords of a column or entry.
    pub keywords: Vec<String>,
    pub feed: Option<String>,
    pub prev: Option<String>,
    pub next: Option<String>,
    pub context: Context,
}

/// What META-08..15 say of an entry.
pub struct Article {
    pub title: String,
    pub date: DateTime,
    pub updated: DateTime,
    pub source: String,
    pub author: String,
    pub schema_type: &'static str,
    pub image: Option<String>,
}

impl View {
    fn new(template: &'static str, title: impl Into<String>, description: impl Into<String>) -> View {
        let title = title.into();
        View {
            template,
            special: None,
            crumbs: vec![("首页".into(), String::new()), (title.clone(), "-".into())],
            title,
            description: description.into(),
            column: None,
            column_type: "信息公开目录",
            article: None,
            keywords: Vec::new(),
            feed: None,
            prev: None,
            next: None,
            context: Context::new(),
        }
    }

    fn put(&mut self, key: &'static str, value: impl Into<Value>) {
        self.context.insert_value(key, value.into());
    }
}

/// Builds the view of a page. `body` is the rendered Markdown of entries and columns.
pub fn view(spec: &PageSpec, reader: &Reader<'_>, body: Option<&Body>) -> View {
    let number = |page: Option<u32>| page.map(|n| n as usize);
    match &spec.kind {
        PageKind::Home => home::view(reader),
        PageKind::Column(id, page) => column::view(reader, *id, number(*page), body),
        PageKind::Entry(id) => entry::view(reader, *id, body),
        PageKind::Dashboard => dashboard::view(reader),
        PageKind::Units => lists::units(reader),
        PageKind::Unit(id) => lists::unit(reader, *id),
        PageKind::Topics => lists::topics(reader),
        PageKind::Topic(id) => lists::topic(reader, id),
        PageKind::Audience(id) => lists::audience(reader, id),
        PageKind::Deadlines => deadline::all(reader),
        PageKind::Deadline(year, month) => deadline::month(reader, *year, *month),
        PageKind::Library(filter, page) => library::view(reader, filter.as_deref(), number(*page)),
        PageKind::Statutory => misc::statutory(reader),
        PageKind::SiteMap => misc::site_map(reader),
        PageKind::Search => shelf::search(reader),
        PageKind::Shelf(shelf, page) => shelf::view(reader, shelf, number(*page)),
        PageKind::Glossary => misc::glossary(reader),
        PageKind::NotFound => misc::not_found(reader),
        PageKind::Gallery => misc::gallery(reader),
        PageKind::Notice(id) => notice::page(reader, *id, body),
        PageKind::Poster(id, paper) => notice::poster(reader, *id, *paper, body),
        // These are made without a template.
        PageKind::Redirect(_) | PageKind::Qr(_) | PageKind::WebManifest | PageKind::Worker | PageKind::Gone => {
            View::new("notfound.html", "", "")
        }
    }
}

/// The breadcrumb of a column: home, its parents, itself.
fn crumbs_of(reader: &Reader<'_>, id: ColumnId) -> Vec<(String, String)> {
    let site = reader.site();
    let mut crumbs = Vec::new();
    let mut at = Some(id);
    while let Some(id) = at {
        let c = site.column(id);
        let name = if c.level() == 0 { "首页" } else { c.fields.short.as_str() };
        crumbs.push((name.to_owned(), c.url()));
        at = c.parent;
    }
    crumbs.reverse();
    crumbs
}

/// Entries, newest first, grouped by their kind, in the order of the kinds.
fn by_kind(reader: &Reader<'_>, ids: &[crate::schema::EntryId], most: usize) -> Value {
    let site = reader.site();
    let wanted: HashSet<_> = ids.iter().collect();
    list(crate::model::KINDS.iter().filter_map(|kind| {
        // Asked list by list: the heads of entries that aren't shown don't matter.
        let of: Vec<_> = site.of_kind(*kind).all().iter().copied().filter(|id| wanted.contains(id)).collect();
        (!of.is_empty()).then(|| {
            obj! {
                "title" => kind.info().label,
                "count" => of.len(),
                "entries" => reader.links(of.iter().take(most).copied()),
            }
        })
    }))
}

/// Address and state of the pages of a list.
fn pager(reader: &Reader<'_>, folder: &str, stem: &str, numbered: usize, current: Option<usize>) -> Value {
    use super::page::list_path;
    let target = |page: Option<usize>| {
        let path = list_path(folder, stem, page);
        reader.url(path.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(&path))
    };
    let total = numbered + 1;
    // Readers count from the newest page: it is the first.
    let place = |page: Option<usize>| page.map_or(1, |n| total + 1 - n);
    let page_at = |place: usize| if place == 1 { None } else { Some(total + 1 - place) };
    let here = place(current);
    // Ten thousand pages can't all be linked on each: the first, the last and those around.
    let shown = |p: &usize| *p == 1 || *p == total || p.abs_diff(here) <= 3;
    obj! {
        "current" => here,
        "total" => total,
        "pages" => list((1..=total).filter(shown).map(|p| obj! {
            "no" => p, "url" => target(page_at(p)), "current" => p == here,
        })),
        "prev" => if here > 1 { Value::from(target(page_at(here - 1))) } else { Value::from("") },
        "next" => if here < total { Value::from(target(page_at(here + 1))) } else { Value::from("") },
    }
}

/// Counts of tasks by state as of today.
fn progress(reader: &Reader<'_>, ids: &[crate::schema::EntryId]) -> Value {
    use crate::model::kind::task::TaskState::*;
    let site = reader.site();
    let tasks: Vec<_> = ids.iter().filter_map(|id| site.task(*id)).collect();
    let of = |state| tasks.iter().filter(|t| t.state() == state).count();
    obj! {
        "total" => tasks.len(),
        "done" => of(Done),
        "in_progress" => of(InProgress),
        "not_started" => of(NotStarted),
        "paused" => of(Paused),
        "not_reported" => of(NotReported),
        "overdue" => tasks.iter().filter(|t| site.is_overdue(t)).count(),
        "asof" => super::reader::date(site.today()),
    }
}
