//! Which pages a site has, and the address of each. Two sources for one address name both culprits.

use super::companion;
pub use super::paging::{Paging, list_path};
use super::reader::Lists;
use super::shelf::Shelf;
use crate::diag::{Diagnostic, Place, codes};
use crate::model::kind::{Kind, task::Task};
use crate::model::{ColumnId, Site};
use crate::msg;
use crate::schema::{Deadline, EntryId, Term, UnitId, Units};
use crate::text::date::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    Home,
    /// A column and the number of the list's page; `None` is the newest page, the column's own address.
    Column(ColumnId, Option<u32>),
    Entry(EntryId),
    Dashboard,
    Units,
    Unit(UnitId),
    Topics,
    Topic(Arc<str>),
    Audience(Arc<str>),
    Deadlines,
    /// Tasks due in a month: year, month.
    Deadline(i32, u32),
    /// The document library under one filter (`None`: all) and a page number.
    Library(Option<Box<LibraryFilter>>, Option<u32>),
    /// 政府信息公开专栏
    Statutory,
    SiteMap,
    Search,
    /// A list of all entries of a year or an initial, and a page number.
    Shelf(Shelf, Option<u32>),
    /// 名词解释
    Glossary,
    NotFound,
    /// Every component in every state, for those who change the theme (组件陈列).
    Gallery,
    /// An old address that leads to an entry.
    Redirect(EntryId),
    /// The QR picture of an entry's address: a file, not a page.
    Qr(EntryId),
    /// `manifest.webmanifest`, for phones.
    WebManifest,
    /// `sw.js`, the service worker.
    Worker,
    /// `gone.json`, what was taken back.
    Gone,
    /// An entry's page for spreading the word (宣传): chat text, loudspeaker script, posters.
    Notice(EntryId),
    /// An entry's poster for notice boards (张贴).
    Poster(EntryId, Paper),
}

/// Size of a poster's paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    A4,
    A3,
}

impl Paper {
    pub const ALL: &'static [Paper] = &[Paper::A4, Paper::A3];

    /// Its name in addresses and templates.
    pub const fn key(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::A3 => "a3",
        }
    }
}

/// One way to narrow the library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LibraryFilter {
    Year(i32),
    Issuer(UnitId),
    /// ASCII key of the standing as of today: in-force, repealed, expired, …
    Validity(&'static str),
    Subject(Arc<str>),
    Genre(&'static str),
}

/// A page to be made.
#[derive(Debug, Clone)]
pub struct PageSpec {
    /// Address below the root with the file's name: `a/index.html`.
    pub path: Arc<str>,
    pub kind: PageKind,
}

impl PageSpec {
    /// The address that links use: without `index.html`.
    pub fn url(&self) -> &str {
        self.path.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(&self.path)
    }

    /// Whether it is a page that people read, as against a picture or a file for the browser.
    pub fn is_page(&self) -> bool {
        !matches!(self.kind, PageKind::Qr(_) | PageKind::WebManifest | PageKind::Worker | PageKind::Gone)
    }

    /// Whether search engines are to know it.
    pub fn is_indexed(&self) -> bool {
        self.is_page()
            && !matches!(
                self.kind,
                PageKind::Redirect(_) | PageKind::NotFound | PageKind::Gallery | PageKind::Poster(..)
            )
    }

    /// The entry whose text the page shows.
    pub fn entry(&self) -> Option<EntryId> {
        match self.kind {
            PageKind::Entry(id) | PageKind::Notice(id) | PageKind::Poster(id, _) => Some(id),
            _ => None,
        }
    }

    /// Name of the page's kind in templates and tests.
    pub fn kind_name(&self, site: &Site) -> String {
        match &self.kind {
            PageKind::Home => "home".into(),
            PageKind::Column(..) => "column".into(),
            PageKind::Entry(id) => format!("entry-{}", site.entry(*id).kind.key()),
            PageKind::Dashboard => "dashboard".into(),
            PageKind::Units => "units".into(),
            PageKind::Unit(_) => "unit".into(),
            PageKind::Topics => "topics".into(),
            PageKind::Topic(_) => "topic".into(),
            PageKind::Audience(_) => "audience".into(),
            PageKind::Deadlines => "deadlines".into(),
            PageKind::Deadline(..) => "deadline".into(),
            PageKind::Library(..) => "library".into(),
            PageKind::Statutory => "zfxxgk".into(),
            PageKind::SiteMap => "sitemap".into(),
            PageKind::Search => "search".into(),
            PageKind::Shelf(..) => "shelf".into(),
            PageKind::Glossary => "glossary".into(),
            PageKind::NotFound => "notfound".into(),
            PageKind::Gallery => "gallery".into(),
            PageKind::Redirect(_) => "redirect".into(),
            PageKind::Qr(_) => "qr".into(),
            PageKind::WebManifest => "webmanifest".into(),
            PageKind::Worker => "worker".into(),
            PageKind::Gone => "gone".into(),
            PageKind::Notice(_) => "notice".into(),
            PageKind::Poster(..) => "poster".into(),
        }
    }
}

/// File stem of a filter's page in `library/`.
pub fn filter_stem(units: &Units, subjects: &[Term], filter: Option<&LibraryFilter>) -> String {
    match filter {
        None => String::new(),
        Some(LibraryFilter::Year(y)) => format!("year-{y}"),
        Some(LibraryFilter::Issuer(u)) => format!("issuer-{}", units.get(*u).id),
        Some(LibraryFilter::Validity(v)) => format!("validity-{v}"),
        Some(LibraryFilter::Genre(g)) => format!("genre-{g}"),
        Some(LibraryFilter::Subject(s)) => {
            let n = subjects.iter().position(|t| t.id == *s).unwrap_or(0);
            format!("subject-{n:03}")
        }
    }
}

/// All pages of a site, sorted by path. Collisions are reported.
pub fn plan(site: &Site, lists: &Lists, findings: &mut Vec<Diagnostic>) -> Vec<PageSpec> {
    let size = site.config.page_size();
    let mut pages: Vec<(PageKind, Arc<str>)> = vec![
        (PageKind::Home, "index.html".into()),
        (PageKind::Dashboard, "dashboard/index.html".into()),
        (PageKind::Units, "units/index.html".into()),
        (PageKind::Topics, "topics/index.html".into()),
        (PageKind::Deadlines, "deadlines/index.html".into()),
        (PageKind::Statutory, "zfxxgk/index.html".into()),
        (PageKind::SiteMap, "sitemap.html".into()),
        (PageKind::Search, "search/index.html".into()),
        (PageKind::NotFound, "404.html".into()),
        (PageKind::WebManifest, "manifest.webmanifest".into()),
        (PageKind::Worker, "sw.js".into()),
        (PageKind::Gone, "gone.json".into()),
    ];
    if !site.glossary.terms().is_empty() {
        pages.push((PageKind::Glossary, "glossary/index.html".into()));
    }
    for (i, column) in site.columns.iter().enumerate().filter(|(_, c)| c.visible && c.level() > 0) {
        let id = ColumnId(i as u16);
        let numbered = Paging::new(column.entries.len(), size).numbered();
        for page in numbers(numbered) {
            pages.push((PageKind::Column(id, page), list(&column.url(), "", page)));
        }
    }
    for id in site.newest() {
        let entry = site.entry(*id);
        pages.push((PageKind::Entry(*id), entry.url().into()));
        pages.extend(companion::of(site, *id).into_iter().map(|(kind, path)| (kind, path.into())));
        for alias in &entry.base.aliases {
            pages.push((PageKind::Redirect(*id), alias.trim_start_matches('/').into()));
        }
    }
    for (i, unit) in site.directory.units.list.iter().enumerate() {
        let id = UnitId(i as u16);
        let (named, shared) = site.tasks_of(id);
        if !(named.is_empty() && shared.is_empty() && site.of_unit(id).is_empty()) {
            pages.push((PageKind::Unit(id), format!("units/{}.html", unit.id).into()));
        }
    }
    for (list, folder) in [(crate::schema::Vocabulary::Topic, "topics"), (crate::schema::Vocabulary::Audience, "for")] {
        for term in site.directory.terms.get(&list).into_iter().flatten() {
            let id = term.id.clone();
            match list {
                crate::schema::Vocabulary::Topic if site.of_topic(&id).is_empty() => {}
                crate::schema::Vocabulary::Topic => {
                    pages.push((PageKind::Topic(id), format!("{folder}/{}.html", term.id).into()))
                }
                _ => pages.push((PageKind::Audience(id), format!("{folder}/{}.html", term.id).into())),
            }
        }
    }
    for (year, month) in months(site.tasks.iter().filter_map(|id| site.task(*id))) {
        pages.push((PageKind::Deadline(year, month), format!("deadlines/{year:04}-{month:02}.html").into()));
    }
    for (shelf, entries) in &lists.shelves {
        let numbered = Paging::new(entries.len(), super::shelf::SIZE).numbered();
        for page in numbers(numbered) {
            pages.push((PageKind::Shelf(shelf.clone(), page), list("search/", &shelf.stem(), page)));
        }
    }
    let subjects = site.directory.terms.get(&crate::schema::Vocabulary::Subject).map_or(&[][..], Vec::as_slice);
    for (filter, entries) in &lists.library {
        let numbered = Paging::new(entries.len(), size).numbered();
        for page in numbers(numbered) {
            let path = list("library/", &filter_stem(&site.directory.units, subjects, filter.as_ref()), page);
            pages.push((PageKind::Library(filter.clone().map(Box::new), page), path));
        }
    }
    unique(site, pages, findings)
}

/// The newest page of a list, and its numbered ones.
fn numbers(numbered: usize) -> impl Iterator<Item = Option<u32>> {
    std::iter::once(None).chain((1..=numbered as u32).map(Some))
}

fn list(folder: &str, stem: &str, page: Option<u32>) -> Arc<str> {
    list_path(folder, stem, page.map(|n| n as usize)).into()
}

/// The page at an address as links write it, if there is one.
pub fn find<'p>(pages: &'p [PageSpec], url: &str) -> Option<&'p PageSpec> {
    let index = if url.is_empty() || url.ends_with('/') { "index.html" } else { "" };
    let path = |p: &PageSpec| p.path.bytes().cmp(url.bytes().chain(index.bytes()));
    let place = pages.binary_search_by(path).ok()?;
    pages.get(place).filter(|p| p.url() == url)
}

/// The page of components; it is no part of a site's plan.
pub fn gallery() -> PageSpec {
    PageSpec { path: "gallery.html".into(), kind: PageKind::Gallery }
}

/// Months in which tasks are due.
pub fn months<'t>(tasks: impl Iterator<Item = &'t Task>) -> BTreeSet<(i32, u32)> {
    tasks
        .filter_map(|task| match task.deadline {
            Deadline::On(day) => Some((day.ymd().0, day.ymd().1)),
            Deadline::LongTerm => None,
        })
        .collect()
}

/// The library under each filter: policies, newest first. The whole comes first.
pub fn library(site: &Site) -> BTreeMap<Option<LibraryFilter>, Vec<EntryId>> {
    let mut all: BTreeMap<Option<LibraryFilter>, Vec<EntryId>> = BTreeMap::new();
    for id in site.of_kind(Kind::Policy) {
        let entry = site.entry(*id);
        let crate::model::Data::Policy(policy) = &entry.data else { continue };
        let mut keys = vec![
            None,
            Some(LibraryFilter::Year(policy.written.year())),
            Some(LibraryFilter::Validity(validity_key(policy, site.today))),
            Some(LibraryFilter::Genre(policy.genre.choice().key)),
        ];
        keys.extend(policy.issuers.iter().map(|u| Some(LibraryFilter::Issuer(*u))));
        keys.extend(entry.base.subject.iter().map(|s| Some(LibraryFilter::Subject(s.0.clone()))));
        for key in keys {
            all.entry(key).or_default().push(*id);
        }
    }
    all.entry(None).or_default();
    all
}

/// Key of a policy's validity as of today; `unstated` where neither dates nor the editor say.
pub fn validity_key(policy: &crate::model::kind::policy::Policy, today: Date) -> &'static str {
    use crate::model::Standing;
    match policy.standing(today) {
        Standing::Repealed | Standing::Withdrawn => "repealed",
        Standing::Expired => "expired",
        Standing::Revised => "revised",
        Standing::NotYetInForce => "not-yet",
        Standing::Fine if policy.validity.is_some() => "in-force",
        Standing::Fine => "unstated",
    }
}

/// All keys of validity.
pub const VALIDITY_KEYS: [&str; 6] = ["in-force", "repealed", "expired", "revised", "not-yet", "unstated"];

/// Chinese name of a validity key.
pub fn validity_label(key: &str) -> &'static str {
    match key {
        "in-force" => "有效",
        "repealed" => "已废止",
        "expired" => "已失效",
        "revised" => "已修改",
        "not-yet" => "尚未施行",
        _ => "未标注",
    }
}

fn unique(site: &Site, mut pages: Vec<(PageKind, Arc<str>)>, findings: &mut Vec<Diagnostic>) -> Vec<PageSpec> {
    // Case counts for nothing: the site must survive a Windows disk.
    let lower = |b: u8| b.to_ascii_lowercase();
    pages.sort_by(|(_, a), (_, b)| a.bytes().map(lower).cmp(b.bytes().map(lower)));
    let mut last: Option<PageKind> = None;
    pages.dedup_by(|(kind, path), (first, taken)| {
        if !path.eq_ignore_ascii_case(taken) {
            last = None;
            return false;
        }
        // Of several, each is told of the one before it.
        let before = &last.replace(kind.clone()).unwrap_or_else(|| first.clone());
        // A generated page has no file to be mended: the other one is to blame then.
        let (place, other) = match (source(site, kind), source(site, before)) {
            (Some(place), other) => (place, other),
            (None, Some(place)) => (place, None),
            (None, None) => (Place::file(&**path), None),
        };
        let d = Diagnostic::error(
            codes::DUPLICATE_URL,
            place,
            msg!("网址 /{path} 已被占用", "the address /{path} is taken"),
        );
        findings.push(match other {
            Some(other) => d.related(other, msg!("被这一篇占用", "taken by this one")),
            None => d.hint(msg!(
                "这是系统生成的页面的网址，请换一个文件名",
                "it belongs to a generated page; take another name"
            )),
        });
        true
    });
    let mut kept: Vec<PageSpec> = pages.into_iter().map(|(kind, path)| PageSpec { path, kind }).collect();
    kept.sort_by(|a, b| a.path.cmp(&b.path));
    kept.shrink_to_fit();
    kept
}

fn source(site: &Site, kind: &PageKind) -> Option<Place> {
    match kind {
        PageKind::Entry(id)
        | PageKind::Redirect(id)
        | PageKind::Qr(id)
        | PageKind::Notice(id)
        | PageKind::Poster(id, _) => Some(Place::file(site.entry(*id).shown.clone())),
        PageKind::Column(id, _) => Some(Place::file(site.column(*id).shown.clone())),
        _ => None,
    }
}
