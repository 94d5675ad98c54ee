//! Pages from the site. In: [`Site`](crate::model::Site), theme, rendered bodies. Out: bytes of each
//! page. Templates get views, never the site.

mod app;
mod companion;
pub mod door;
mod filters;
mod head;
pub mod page;
mod paging;
mod qr;
pub mod reader;
pub mod reads;
pub mod shelf;
mod shell;
pub mod theme;
pub mod value;
mod view;

use crate::diag::{Diagnostic, Place};
use crate::model::Site;
use crate::msg;
use crate::parse::body::Body;
use page::{PageKind, PageSpec};
use reader::{Lists, Reader};
use reads::{Log, Query};
use shell::Shell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use tera::Context;
use theme::{Theme, template_fault};

/// Makes pages; shared by all threads.
pub struct Renderer<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub lists: &'a Lists,
    pub offline: bool,
    /// Path part of the site's address, for the page of wrong addresses.
    base_path: String,
    shells: BTreeMap<(usize, String), Shell>,
}

impl<'a> Renderer<'a> {
    /// Prepares the shells of all pages.
    ///
    /// # Errors
    /// The first template fault.
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        lists: &'a Lists,
        pages: &[PageSpec],
        preview: bool,
        offline: bool,
    ) -> Result<Self, Diagnostic> {
        let host = site.config.base_url.0.split_once("://").map_or("", |(_, rest)| rest);
        let path = host.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
        let base_path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        let mut shells = BTreeMap::new();
        for spec in pages.iter().filter(|p| p.is_page()) {
            let key = shell_key(spec);
            if let std::collections::btree_map::Entry::Vacant(slot) = shells.entry(key) {
                let (depth, top) = slot.key().clone();
                // Only the depth counts for addresses that start at the root.
                let anchor = format!("{}x.html", "x/".repeat(depth));
                // What a shell read shows in its bytes, by which two shells are compared.
                let log = Log::default();
                let reader = Reader::new(site, lists, &anchor, offline, &log);
                let shell = if spec.kind == PageKind::NotFound {
                    Shell::new(theme, site, &reader.rooted(&base_path), &base_path, &top, preview)?
                } else {
                    Shell::new(theme, site, &reader, &"../".repeat(depth), &top, preview)?
                };
                slot.insert(shell);
            }
        }
        Ok(Renderer { site, theme, lists, offline, base_path, shells })
    }

    /// The number of the shell that a page stands in: with another one it must be made anew.
    pub fn shell_number(&self, spec: &PageSpec) -> u64 {
        self.shells.get(&shell_key(spec)).map_or(0, |s| s.number)
    }

    /// Tells what sort of page this is, of which entry: a path may pass from one page to another.
    pub fn identity(&self, spec: &PageSpec) -> u64 {
        let mut hasher = DefaultHasher::new();
        std::mem::discriminant(&spec.kind).hash(&mut hasher);
        match &spec.kind {
            PageKind::Entry(id) | PageKind::Redirect(id) | PageKind::Qr(id) | PageKind::Notice(id) => {
                self.site.entry(*id).path.hash(&mut hasher);
            }
            PageKind::Poster(id, paper) => (&self.site.entry(*id).path, paper.key()).hash(&mut hasher),
            PageKind::Column(id, page) => (&self.site.column(*id).folder, page).hash(&mut hasher),
            PageKind::Unit(id) => id.hash(&mut hasher),
            PageKind::Topic(id) | PageKind::Audience(id) => id.hash(&mut hasher),
            PageKind::Deadline(year, month) => (year, month).hash(&mut hasher),
            PageKind::Library(filter, page) => (filter, page).hash(&mut hasher),
            _ => {}
        }
        hasher.finish()
    }

    /// Renders a page; what it asks of the site is noted in `log`.
    ///
    /// # Errors
    /// A template fault, with the page that was being made.
    pub fn render(&self, spec: &PageSpec, body: Option<&Body>, log: &Log) -> Result<Vec<u8>, Diagnostic> {
        let mut reader = Reader::new(self.site, self.lists, &spec.path, self.offline, log);
        // A wrong address may be any number of folders deep.
        if spec.kind == PageKind::NotFound {
            reader = reader.rooted(&self.base_path);
        }
        // Files and redirects have no page around them.
        match spec.kind {
            PageKind::Redirect(id) => return Ok(redirect(&reader, id).into_bytes()),
            PageKind::Qr(id) => return Ok(qr::svg(&reader.canonical(id)).unwrap_or_default().into_bytes()),
            PageKind::WebManifest => return Ok(app::manifest(self.site, self.theme).into_bytes()),
            PageKind::Gone => return Ok(app::gone(&reader).into_bytes()),
            PageKind::Worker => {
                let mut out = Vec::new();
                self.fill(spec, app::worker(self.site), &Context::new(), &mut out)?;
                return Ok(out);
            }
            _ => {}
        }
        let Some(shell) = self.shells.get(&shell_key(spec)) else { return Ok(Vec::new()) };
        let kind = spec.kind_name(self.site);
        let mut view = view::view(spec, &reader, body);
        let page = head::page(&view, &reader, spec.url(), &kind, &spec.path);
        let mut context = std::mem::take(&mut view.context);
        context.extend(shell.shared.clone());
        context.insert_value("page", page);
        if let PageKind::Poster(..) = spec.kind {
            if self.theme.mentions_today(view.template) {
                log.note(Query::Today);
            }
            let mut sheet = Vec::with_capacity(4 << 10);
            self.fill(spec, view.template, &context, &mut sheet)?;
            return Ok(sheet);
        }
        let mut head = Vec::with_capacity(4 << 10);
        self.fill(spec, "head.html", &context, &mut head)?;
        let template = match &view.special {
            Some(special) if self.theme.tera.contains_template(special) => special.as_str(),
            _ => view.template,
        };
        if self.theme.mentions_today(template) {
            log.note(Query::Today);
        }
        let mut main = Vec::with_capacity(16 << 10);
        self.fill(spec, template, &context, &mut main)?;
        Ok(shell.assemble(&kind, &head, &main))
    }

    fn fill(&self, spec: &PageSpec, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
        self.theme.tera.render_to(template, context, out).map_err(|e| {
            let path = &spec.path;
            let place = match spec.kind {
                PageKind::Entry(id) | PageKind::Notice(id) | PageKind::Poster(id, _) => {
                    Place::file(self.site.entry(id).shown.clone())
                }
                PageKind::Column(id, _) => Place::file(self.site.column(id).shown.clone()),
                _ => Place::file(&**path),
            };
            template_fault(&self.theme.folders[0].join("templates"), &e)
                .related(place, msg!("生成这一页时出错：/{path}", "while making the page /{path}"))
        })
    }
}

/// Depth and top folder of a page: pages that share them share a shell. The page for wrong addresses
/// has one of its own.
fn shell_key(spec: &PageSpec) -> (usize, String) {
    let path = &*spec.path;
    let depth = path.matches('/').count();
    let top = path.split_once('/').map_or("", |(top, _)| top);
    let top = if spec.kind == PageKind::NotFound { "404" } else { top };
    (depth, top.to_owned())
}

/// A page at an old address that sends the reader on, without scripts.
fn redirect(reader: &Reader<'_>, id: crate::schema::EntryId) -> String {
    let site = reader.site();
    let e = site.entry(id);
    let (mut url, mut title) = (String::new(), String::new());
    crate::parse::body::escape(&reader.url(&e.url()), &mut url);
    crate::parse::body::escape(&e.base.title, &mut title);
    let base = site.config().base_url.0.trim_end_matches('/');
    let canonical = format!("{base}/{}", e.url());
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\" data-page=\"redirect\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{canonical}\">\n<title>网址已变更：{title}</title>\n</head>\n<body>\n<main>\n<h1>网址已变更</h1>\n<p>请到新网址查看：<a href=\"{url}\">{title}</a></p>\n</main>\n</body>\n</html>\n"
    )
}
