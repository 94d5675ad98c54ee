//! The order of a build, readable top to bottom. The only place that knows it.

mod faults;
mod links;
mod maker;
mod search;
mod sink;
mod workshop;
mod writer;

use crate::check;
use crate::diag::{self, Diagnostic, Place, Severity, codes};
use crate::export;
use crate::model::{self, Site, Visibility};
use crate::msg;
use crate::parse::Highlighter;
use crate::parse::body::FragmentLink;
use crate::render::Renderer;
use crate::render::page;
use crate::render::reader::Lists;
use crate::render::theme::Theme;
use crate::schema::WebUrl;
use crate::source::{self, Tree};
use crate::text::date::Date;
use crate::write::{Manifest, Publishing};
use faults::{check_bodies, check_fragments, clashes, left_out, samples};
use links::SiteLinks;
use maker::{Bench, Made};
use rayon::prelude::*;
use search::Search;
use sink::Sink;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use writer::Writer;

pub use sink::Files;
pub use workshop::Workshop;

/// What is to be built, and how.
#[derive(Debug, Clone)]
pub struct Options {
    pub content: PathBuf,
    pub themes: PathBuf,
    pub theme: String,
    pub out: PathBuf,
    /// Overrides `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    pub today: Date,
    /// Refuses samples and shows no preview mark.
    pub release: bool,
    /// Links name index files, for a folder opened without a server.
    pub offline: bool,
    /// What else is done when the site becomes public.
    pub publishing: Publishing,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    pub findings: Vec<Diagnostic>,
    pub entries: usize,
    pub pages: usize,
    pub files: usize,
    /// Entries that aren't public, with the reason.
    pub left_out: Vec<(Arc<str>, Visibility)>,
    /// Findings that approved waivers cover.
    pub waived: Vec<check::Waived>,
    /// Whether a new release is public.
    pub published: bool,
    /// Paths of files whose bytes are new, in order; only from [`Workshop::preview`].
    pub changed: Vec<String>,
    /// Paths of files that are there no more, in order; only from [`Workshop::preview`].
    pub removed: Vec<String>,
    /// Path of the site's public address, with slashes on both ends; empty when no site could be made.
    pub base_path: String,
}

/// Is told how a run goes on.
pub trait Progress: Sync {
    /// A new step begins that has `total` parts.
    fn step(&self, name: (&'static str, &'static str), total: usize);
    /// A part is done.
    fn tick(&self);
}

/// Says nothing.
pub struct Quiet;

impl Progress for Quiet {
    fn step(&self, _: (&'static str, &'static str), _: usize) {}
    fn tick(&self) {}
}

/// Reads the content tree into a site, as far as its faults allow.
///
/// # Errors
/// A content folder that can't be opened.
pub fn load(options: &Options, findings: &mut Vec<Diagnostic>) -> Result<(Tree, Option<Site>), Diagnostic> {
    let tree = source::walk(&options.content, findings).map_err(|e| {
        let shown = options.content.display().to_string();
        Diagnostic::error(
            codes::BAD_CONFIG,
            Place::file(shown),
            msg!("内容目录打不开：{e}", "the content folder can't be opened: {e}"),
        )
        .hint(msg!("用 --content 指明内容目录", "name the content folder with --content"))
    })?;
    let mut heads = model::load(&tree, options.today, findings);
    if let (Some(config), Some(url)) = (&mut heads.config, &options.base_url) {
        config.base_url = WebUrl(url.clone());
    }
    if heads.entries.iter().any(Option::is_none) || heads.config.is_none() {
        // No site can be made, but the bodies' faults are told in the same run.
        findings.append(&mut check_bodies(&tree, &heads));
        return Ok((tree, None));
    }
    let site = Site::new(heads, options.today, findings);
    Ok((tree, site))
}

/// Everything but the writing: `gongkai check`.
///
/// # Errors
/// What makes a run impossible, as against findings.
pub fn check(options: &Options, progress: &dyn Progress) -> Result<Outcome, Diagnostic> {
    let mut outcome = Outcome::default();
    make(options, progress, &mut outcome, None)?;
    diag::sort(&mut outcome.findings);
    Ok(outcome)
}

/// Builds the site and makes it public if no finding is an error.
///
/// # Errors
/// What makes a run impossible: folders, the disk.
pub fn build(options: &Options, progress: &dyn Progress, waiting: &dyn Fn(&str)) -> Result<Outcome, Diagnostic> {
    Workshop::new().build(options, progress, waiting)
}

/// Whether the findings forbid publication: a fault of reading always does, an error of a rule stops a
/// release. A preview is published with its findings open, personal data masked.
fn stops(findings: &[Diagnostic], options: &Options) -> bool {
    findings.iter().any(|d| d.severity == Severity::Error && (options.release || !check::is_rule(d.code)))
}

/// Reads, checks, renders and, given a sink, writes; gives the manifest of what was written.
fn make(
    options: &Options,
    progress: &dyn Progress,
    outcome: &mut Outcome,
    sink: Option<&dyn Sink>,
) -> Result<Option<Manifest>, Diagnostic> {
    progress.step(("读取内容", "reading"), 0);
    let findings = &mut outcome.findings;
    let (tree, site) = load(options, findings)?;
    let Some(site) = site else { return Ok(None) };
    let Some(theme) = Theme::load(&options.themes, &options.theme, findings) else { return Ok(None) };
    outcome.entries = site.newest().len();
    outcome.left_out = left_out(&site);
    outcome.base_path = site.config.base_url.base_path();
    findings.append(&mut check::run(&site));
    if options.release {
        findings.append(&mut samples(&site, &tree));
    }
    let lists =
        Lists { library: page::library(&site), files: tree.files.iter().map(|f| (f.rel.clone(), f.len)).collect() };
    let pages = page::plan(&site, &lists, findings);
    outcome.pages = pages.iter().filter(|p| p.is_page()).count();
    let renderer = match Renderer::new(&site, &theme, &lists, &pages, !options.release, options.offline) {
        Ok(renderer) => renderer,
        Err(d) => {
            findings.push(d);
            return Ok(None);
        }
    };
    let writer = sink.map(|sink| Writer { sink, tree: &tree, theme: &theme });
    if let Some(writer) = &writer {
        writer.sink.folders(&mut pages.iter().map(|p| p.path.as_str()))?;
    }
    progress.step(("生成页面", "pages"), pages.len());
    let extras = export::all(&site, &pages, !options.release);
    let links = SiteLinks::new(&tree, &site, &pages, &extras);
    let search = Search::new(&tree, options.offline, findings);
    let highlighter = Highlighter::default();
    let bench = Bench {
        tree: &tree,
        links: &links,
        highlighter: &highlighter,
        renderer: &renderer,
        search: &search,
        writer: writer.as_ref(),
    };
    let made: Vec<Result<Made, Diagnostic>> = pages
        .par_iter()
        .map(|spec| {
            let made = bench.page(spec);
            progress.tick();
            made
        })
        .collect();
    let mut written = Vec::new();
    let mut digests = Vec::new();
    let mut files = BTreeSet::new();
    let mut anchors: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut fragments: Vec<(Arc<str>, FragmentLink)> = Vec::new();
    for (spec, made) in pages.iter().zip(made) {
        let made = made?;
        findings.extend(made.findings);
        files.extend(made.files);
        written.extend(made.file);
        digests.extend(made.digest);
        if !made.anchors.is_empty() {
            anchors.insert(spec.url(), made.anchors);
        }
        if let Some(shown) = made.shown {
            fragments.extend(made.fragments.into_iter().map(|f| (shown.clone(), f)));
        }
    }
    findings.append(&mut check_fragments(&anchors, fragments));
    findings.append(&mut clashes(&tree, &files, &pages, &theme));
    outcome.waived = check::settle(&site, findings);
    if stops(findings, options) {
        return Ok(None);
    }
    let Some(writer) = writer else { return Ok(None) };
    progress.step(("写入文件", "files"), files.len());
    let index = search.files(digests);
    written.extend(writer.others(files, extras.iter().chain(&index))?);
    outcome.files = written.len();
    Ok(Some(Manifest::new(written)))
}
