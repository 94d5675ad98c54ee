//! One page, from its source to its file.

use super::gather::place;
use super::links::{Noted, SiteLinks};
use super::memo::{Inputs, Made, PageMemo, mark_of};
use super::search::Search;
use super::sink::Sink;
use crate::check;
use crate::check::page::{Address, Page};
use crate::check::rule::{BodyOf, Other};
use crate::diag::{Diagnostic, Place, codes};
use crate::index::Digest;
use crate::model::waivers::holds;
use crate::model::{Entry, Kind, Standing};
use crate::msg;
use crate::parse::Highlighter;
use crate::parse::body::{self, Body, Setting};
use crate::parse::split::split;
use crate::render::Renderer;
use crate::render::page::{PageKind, PageSpec};
use crate::render::reads::{Log, Query};
use crate::schema::{Datum, Record};
use crate::source::{self, Tree};
use std::sync::Arc;

/// All that the making of one page needs; shared by all threads.
pub(super) struct Bench<'a> {
    pub tree: &'a Tree,
    pub inputs: &'a Inputs,
    pub links: &'a SiteLinks<'a>,
    pub highlighter: &'a Highlighter,
    pub renderer: &'a Renderer<'a>,
    pub search: &'a Search,
    pub sink: Option<&'a dyn Sink>,
    /// Whether somebody will ask what pages read.
    pub asked: bool,
}

/// A page that was made: what is to be remembered, and what it asked.
pub(super) struct Fresh {
    /// Its questions aren't in it yet, nor is what the search index knows of it.
    pub memo: PageMemo,
    pub reads: Vec<Query>,
    /// The body without its HTML: the search index gets its words.
    pub body: Option<Body>,
    /// Whether it has bytes; a fault of a template leaves none.
    pub written: bool,
}

impl Bench<'_> {
    /// Body to HTML, view, template, bytes, file.
    pub fn page(&self, spec: &PageSpec) -> Result<Fresh, Diagnostic> {
        let log = Log::default();
        let mut memo = PageMemo {
            kind: self.renderer.identity(spec),
            shell: self.renderer.shell_number(spec),
            ..PageMemo::default()
        };
        let mut body = self.body(spec, &mut memo, &log)?;
        let (mut written, mut found) = (false, Vec::new());
        match self.renderer.render(spec, body.as_ref(), &log) {
            Ok(bytes) => {
                self.check_page(spec, &bytes, &mut found);
                memo.file = match self.sink {
                    Some(sink) => sink.put(spec.path.clone(), bytes)?,
                    None => Made::default(),
                };
                written = true;
            }
            Err(d) => memo.findings.push(d),
        }
        // Without a place for files there is no index.
        if self.sink.is_some() {
            self.ask_for_digest(spec, &log);
        }
        match spec.kind {
            PageKind::Entry(_) | PageKind::Column(..) => {
                if let Some(body) = &mut body {
                    let anchors = std::mem::take(&mut body.anchors);
                    memo.anchors = anchors.iter().map(|anchor| place(spec.url(), anchor)).collect();
                    memo.fragments = std::mem::take(&mut body.fragments);
                    memo.files.append(&mut body.files);
                }
            }
            // Faults, files and links of the text are told and taken with the entry's own page.
            _ => {
                memo.findings.retain(|d| d.code == codes::TEMPLATE);
                (memo.files, memo.shown) = (Vec::new(), None);
            }
        }
        memo.findings.append(&mut found);
        let reads = if self.asked { log.finish() } else { Vec::new() };
        let body = body.map(|body| Body { html: String::new(), ..body });
        Ok(Fresh { memo, reads, body, written })
    }

    /// The digest of an entry's page that isn't made itself.
    pub fn digest_alone(&self, spec: &PageSpec) -> Option<Arc<Digest>> {
        let log = Log::default();
        let body = self.body(spec, &mut PageMemo::default(), &log).ok()?;
        self.digest(spec, body.as_ref()).map(|d| d.0.into())
    }

    /// The digest of an entry's page, and its text for the search index.
    pub fn digest(&self, spec: &PageSpec, body: Option<&Body>) -> Option<(Digest, Vec<u8>)> {
        let PageKind::Entry(id) = spec.kind else { return None };
        let site = self.renderer.site;
        self.search.digest(site, site.entry(id), body)
    }

    /// Notes what a digest follows from: besides its own fields it shows its column and, if it is a task, its units.
    fn ask_for_digest(&self, spec: &PageSpec, log: &Log) {
        let PageKind::Entry(id) = spec.kind else { return };
        let site = self.renderer.site;
        log.note(Query::Head(id));
        let mut column = Some(site.entry(id).column);
        while let Some(c) = column {
            log.note(Query::Column(c));
            column = site.column(c).parent;
        }
    }

    /// The rendered Markdown of an entry or column. What was taken back has none.
    fn body(&self, spec: &PageSpec, made: &mut PageMemo, log: &Log) -> Result<Option<Body>, Diagnostic> {
        let site = self.renderer.site;
        let (rel, shown, folder, waivers) = match (spec.entry(), &spec.kind) {
            (Some(id), kind) => {
                let e = site.entry(id);
                log.note(Query::Head(id));
                if e.standing(site.today) == Standing::Withdrawn {
                    return Ok(None);
                }
                if !matches!(kind, PageKind::Entry(_)) {
                    return self.body(&PageSpec { path: e.url().into(), kind: PageKind::Entry(id) }, made, log);
                }
                made.files = own_files(e);
                (format!("{}.md", e.path), e.shown.clone(), e.folder(), &e.base.waivers)
            }
            (None, PageKind::Column(id, None)) => {
                let c = site.column(*id);
                log.note(Query::Column(*id));
                (c.rel.to_string(), c.shown.clone(), &*c.folder, &c.fields.waivers)
            }
            _ => return Ok(None),
        };
        if !waivers.is_empty() {
            log.note(Query::Today);
        }
        let Some(file) = self.tree.find(&rel) else { return Ok(None) };
        made.shown = Some(shown.clone());
        let Some(text) = read_text(file, &shown, &mut made.findings) else { return Ok(None) };
        made.source = Some(self.with_partners(spec, mark_of(text.as_bytes()), Some(log)));
        let links = Noted::new(self.links, Some(self.inputs));
        let Ok(cut) = split(&text) else { return Ok(None) };
        let (source, offset) = (&text[cut.body.clone()], cut.body.start);
        let entry = if let PageKind::Entry(id) = spec.kind { Some(site.entry(id)) } else { None };
        let waived = holds(waivers, check::PERSONAL_IN_BODY, site.today);
        let setting = Setting {
            shown: shown.clone(),
            folder,
            page: spec.url(),
            offset,
            links: &links,
            highlighter: self.highlighter,
            personal: (!waived).then_some(&site.personal),
            // Columns have no place for the explanations.
            // The plan is printed as it was issued; its thirty kilobytes leave no room for twenty terms.
            glossary: entry.filter(|e| e.kind != Kind::Plan).map(|_| &site.glossary),
        };
        let body = body::render(source, &setting, &mut made.findings);
        made.links = links.finish();
        let of = BodyOf { shown: &shown, entry, source, offset, body: &body };
        check::body(&of, site, &mut made.findings);
        for other in entry.map_or_else(Vec::new, |e| check::partners(e, site)) {
            self.beside(&of, site.entry(other), &mut made.findings);
        }
        Ok(Some(body))
    }

    /// The number of a source file together with those of the texts that are laid beside it.
    pub fn with_partners(&self, spec: &PageSpec, mark: u64, log: Option<&Log>) -> u64 {
        let site = self.renderer.site;
        let partners = spec.entry().map_or_else(Vec::new, |id| check::partners(site.entry(id), site));
        partners.into_iter().fold(mark, |mark, id| {
            // Whether it is public counts too.
            if let Some(log) = log {
                log.note(Query::Head(id));
            }
            let file = self.tree.find(&format!("{}.md", site.entry(id).path));
            mark_of(&[mark, file.map_or(0, |f| self.inputs.mark(f))].map(u64::to_le_bytes).concat())
        })
    }

    /// Lays the text of another entry beside a body.
    fn beside(&self, of: &BodyOf<'_>, entry: &Entry, findings: &mut Vec<Diagnostic>) {
        let Some(file) = self.tree.find(&format!("{}.md", entry.path)) else { return };
        // What can't be read is told at the entry's own page.
        let Ok(text) = std::fs::read_to_string(file.path()) else { return };
        let Ok(cut) = split(&text) else { return };
        let other = Other { entry, source: &text[cut.body.clone()], offset: cut.body.start };
        check::beside(of, &other, self.renderer.site, findings);
    }

    /// Looks at a page's bytes before they are let go.
    fn check_page(&self, spec: &PageSpec, bytes: &[u8], findings: &mut Vec<Diagnostic>) {
        let site = self.renderer.site;
        // What is printed, drawn or leads on isn't a page of the site.
        if !spec.is_page() || matches!(spec.kind, PageKind::Redirect(_) | PageKind::Poster(..)) {
            return;
        }
        let Ok(html) = std::str::from_utf8(bytes) else { return };
        let (entry, column) = match spec.kind {
            PageKind::Entry(id) => (Some(site.entry(id)), None),
            PageKind::Column(id, _) => (None, Some(id)),
            _ => (None, None),
        };
        let source = spec.entry().map(|id| &site.entry(id).shown);
        let shown = source.or_else(|| column.map(|id| &site.column(id).shown));
        let address = Address { url: spec.url(), shown, entry, column };
        check::page(&Page::read(address, html), site, findings);
    }
}

/// Files that an entry's fields name.
fn own_files(e: &Entry) -> Vec<Arc<str>> {
    fn collect(d: &Datum<'_>, out: &mut Vec<Arc<str>>) {
        match d {
            Datum::File(rel) => out.push((*rel).into()),
            Datum::List(items) => items.iter().for_each(|d| collect(d, out)),
            Datum::Record(fields) => fields.iter().for_each(|(_, d)| collect(d, out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (_, d) in e.data().iter().chain(&e.base.data()) {
        collect(d, &mut out);
    }
    out
}

/// Text of a file of the content folder; what can't be read is reported.
pub(super) fn read_text(file: &source::File, shown: &Arc<str>, findings: &mut Vec<Diagnostic>) -> Option<String> {
    std::fs::read_to_string(file.path())
        .map_err(|e| {
            let place = Place::file(shown.clone());
            findings.push(Diagnostic::error(codes::UNREADABLE, place, msg!("读不出来：{e}", "can't be read: {e}")));
        })
        .ok()
}
