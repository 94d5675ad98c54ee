//! One page, from its source to its file.

use super::links::SiteLinks;
use super::search::Search;
use super::writer::Writer;
use crate::check::{self, rule::BodyOf};
use crate::diag::{Diagnostic, Place, codes};
use crate::index::Digest;
use crate::model::{Entry, Standing};
use crate::msg;
use crate::parse::Highlighter;
use crate::parse::body::{self, Body, FragmentLink, Setting};
use crate::parse::split::split;
use crate::render::Renderer;
use crate::render::page::{PageKind, PageSpec};
use crate::schema::{Datum, Record};
use crate::source::{self, Tree};
use crate::write::FileEntry;
use std::sync::Arc;

/// All that the making of one page needs; shared by all threads.
pub(super) struct Bench<'a> {
    pub tree: &'a Tree,
    pub links: &'a SiteLinks<'a>,
    pub highlighter: &'a Highlighter,
    pub renderer: &'a Renderer<'a>,
    pub search: &'a Search,
    pub writer: Option<&'a Writer<'a>>,
}

/// What is left of a page once its bytes are written.
#[derive(Default)]
pub(super) struct Made {
    pub file: Option<FileEntry>,
    pub findings: Vec<Diagnostic>,
    pub shown: Option<Arc<str>>,
    pub anchors: Vec<String>,
    pub fragments: Vec<FragmentLink>,
    pub files: Vec<Arc<str>>,
    /// What the search index keeps of an entry.
    pub digest: Option<(Digest, Vec<u8>)>,
}

impl Bench<'_> {
    /// Body to HTML, view, template, bytes, file.
    pub fn page(&self, spec: &PageSpec) -> Result<Made, Diagnostic> {
        let mut made = Made::default();
        let body = self.body(spec, &mut made)?;
        match self.renderer.render(spec, body.as_ref()) {
            Ok(bytes) => {
                if let Some(writer) = self.writer {
                    made.file = Some(writer.sink.put(&spec.path, bytes)?);
                }
            }
            Err(d) => made.findings.push(d),
        }
        if let PageKind::Entry(id) = spec.kind {
            made.digest = self.search.digest(self.renderer.site, self.renderer.site.entry(id), body.as_ref());
        }
        if let Some(body) = body.filter(|_| matches!(spec.kind, PageKind::Entry(_) | PageKind::Column(..))) {
            made.anchors = body.anchors;
            made.fragments = body.fragments;
            made.files.extend(body.files);
        }
        Ok(made)
    }

    /// The rendered Markdown of an entry or column. What was taken back has none.
    fn body(&self, spec: &PageSpec, made: &mut Made) -> Result<Option<Body>, Diagnostic> {
        let site = self.renderer.site;
        let (rel, shown, folder) = match (spec.entry(), &spec.kind) {
            (Some(id), kind) => {
                let e = site.entry(id);
                if e.standing(site.today) == Standing::Withdrawn {
                    return Ok(None);
                }
                if !matches!(kind, PageKind::Entry(_)) {
                    // Faults, files and links of the text are told and taken with the entry's own page.
                    return self.body(&PageSpec { path: e.url(), kind: PageKind::Entry(id) }, &mut Made::default());
                }
                made.files = own_files(e);
                (format!("{}.md", e.path), e.shown.clone(), e.folder())
            }
            (None, PageKind::Column(id, None)) => {
                let c = site.column(*id);
                (c.rel.to_string(), c.shown.clone(), &*c.folder)
            }
            _ => return Ok(None),
        };
        let Some(file) = self.tree.find(&rel) else { return Ok(None) };
        made.shown = Some(shown.clone());
        let Some(text) = read_text(file, &shown, &mut made.findings) else { return Ok(None) };
        let Ok(cut) = split(&text) else { return Ok(None) };
        let (source, offset) = (&text[cut.body.clone()], cut.body.start);
        let entry = if let PageKind::Entry(id) = spec.kind { Some(site.entry(id)) } else { None };
        let waived = entry.is_some_and(|e| e.has_waiver(check::PERSONAL_IN_BODY, site.today));
        let setting = Setting {
            shown: shown.clone(),
            folder,
            page: spec.url(),
            offset,
            links: self.links,
            highlighter: self.highlighter,
            personal: (!waived).then_some(&site.personal),
            // Columns have no place for the explanations.
            glossary: entry.map(|_| &site.glossary),
        };
        let body = body::render(source, &setting, &mut made.findings);
        check::body(&BodyOf { shown: &shown, entry, source, offset, body: &body }, site, &mut made.findings);
        Ok(Some(body))
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
    std::fs::read_to_string(&file.path)
        .map_err(|e| {
            let place = Place::file(shown.clone());
            findings.push(Diagnostic::error(codes::UNREADABLE, place, msg!("读不出来：{e}", "can't be read: {e}")));
        })
        .ok()
}
