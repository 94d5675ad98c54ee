//! The order of a build, readable top to bottom. The only file that knows it.

use crate::check;
use crate::diag::{self, Diagnostic, Place, codes};
use crate::export;
use crate::links::SiteLinks;
use crate::model::{self, Entry, Site, Standing, Visibility};
use crate::msg;
use crate::parse::Highlighter;
use crate::parse::body::{self, Body, FragmentLink, Setting};
use crate::parse::split::split;
use crate::render::Renderer;
use crate::render::page::{self, PageKind, PageSpec};
use crate::render::reader::Lists;
use crate::render::theme::Theme;
use crate::schema::{Datum, Record, WebUrl};
use crate::source::{self, Tree};
use crate::text::date::Date;
use crate::write::{FileEntry, Manifest, Output, Stage};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// Whether a new release is public.
    pub published: bool,
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
    let mut outcome = Outcome::default();
    let output = Output::open(&options.out, &[&options.content, &options.themes], waiting)?;
    let stage = Stage::begin(output)?;
    let made = make(options, progress, &mut outcome, Some(&stage));
    diag::sort(&mut outcome.findings);
    match made {
        Ok(Some(manifest)) if !diag::any_error(&outcome.findings) => {
            stage.publish(&manifest, options.release)?;
            outcome.published = true;
            Ok(outcome)
        }
        Ok(_) => {
            stage.abandon();
            Ok(outcome)
        }
        Err(d) => {
            stage.abandon();
            Err(d)
        }
    }
}

/// Reads, checks, renders and, given a stage, writes; gives the manifest of what was written.
fn make(
    options: &Options,
    progress: &dyn Progress,
    outcome: &mut Outcome,
    stage: Option<&Stage>,
) -> Result<Option<Manifest>, Diagnostic> {
    progress.step(("读取内容", "reading"), 0);
    let findings = &mut outcome.findings;
    let (tree, site) = load(options, findings)?;
    let Some(site) = site else { return Ok(None) };
    let Some(theme) = Theme::load(&options.themes, &options.theme, findings) else { return Ok(None) };
    outcome.entries = site.newest().len();
    outcome.left_out = left_out(&site);
    findings.append(&mut check::run(&site));
    if options.release {
        findings.append(&mut samples(&site, &tree));
    }
    let lists =
        Lists { library: page::library(&site), files: tree.files.iter().map(|f| (f.rel.clone(), f.len)).collect() };
    let pages = page::plan(&site, &lists, findings);
    outcome.pages = pages.len();
    let renderer = match Renderer::new(&site, &theme, &lists, &pages, !options.release, options.offline) {
        Ok(renderer) => renderer,
        Err(d) => {
            findings.push(d);
            return Ok(None);
        }
    };
    let writer = stage.map(|stage| Writer { stage, site: &site, tree: &tree, theme: &theme });
    if let Some(writer) = &writer {
        writer.stage.folders(pages.iter().map(|p| p.path.as_str()))?;
    }
    progress.step(("生成页面", "pages"), pages.len());
    let links = SiteLinks::new(&tree, &site, &pages);
    let highlighter = Highlighter::default();
    let bench =
        Bench { tree: &tree, links: &links, highlighter: &highlighter, renderer: &renderer, writer: writer.as_ref() };
    let made: Vec<Result<Made, Diagnostic>> = pages
        .par_iter()
        .map(|spec| {
            let made = bench.page(spec);
            progress.tick();
            made
        })
        .collect();
    let mut written = Vec::new();
    let mut files = BTreeSet::new();
    let mut anchors: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut fragments: Vec<(Arc<str>, FragmentLink)> = Vec::new();
    for (spec, made) in pages.iter().zip(made) {
        let made = made?;
        findings.extend(made.findings);
        files.extend(made.files);
        written.extend(made.file);
        if !made.anchors.is_empty() {
            anchors.insert(spec.url(), made.anchors);
        }
        if let Some(shown) = made.shown {
            fragments.extend(made.fragments.into_iter().map(|f| (shown.clone(), f)));
        }
    }
    findings.append(&mut check_fragments(&anchors, fragments));
    if diag::any_error(findings) {
        return Ok(None);
    }
    let Some(writer) = writer else { return Ok(None) };
    progress.step(("写入文件", "files"), files.len());
    written.extend(writer.others(files, &pages, !options.release)?);
    outcome.files = written.len();
    Ok(Some(Manifest::new(written)))
}

/// All that the making of one page needs; shared by all threads.
struct Bench<'a> {
    tree: &'a Tree,
    links: &'a SiteLinks<'a>,
    highlighter: &'a Highlighter,
    renderer: &'a Renderer<'a>,
    writer: Option<&'a Writer<'a>>,
}

/// What is left of a page once its bytes are written.
#[derive(Default)]
struct Made {
    file: Option<FileEntry>,
    findings: Vec<Diagnostic>,
    shown: Option<Arc<str>>,
    anchors: Vec<String>,
    fragments: Vec<FragmentLink>,
    files: Vec<Arc<str>>,
}

impl Bench<'_> {
    /// Body to HTML, view, template, bytes, file.
    fn page(&self, spec: &PageSpec) -> Result<Made, Diagnostic> {
        let mut made = Made::default();
        let body = self.body(spec, &mut made)?;
        match self.renderer.render(spec, body.as_ref()) {
            Ok(bytes) => {
                if let Some(writer) = self.writer {
                    made.file = Some(writer.stage.put(&spec.path, &bytes)?);
                }
            }
            Err(d) => made.findings.push(d),
        }
        if let Some(body) = body {
            made.anchors = body.anchors;
            made.fragments = body.fragments;
            made.files.extend(body.files);
        }
        Ok(made)
    }

    /// The rendered Markdown of an entry or column. What was taken back has none.
    fn body(&self, spec: &PageSpec, made: &mut Made) -> Result<Option<Body>, Diagnostic> {
        let site = self.renderer.site;
        let (rel, shown, folder) = match &spec.kind {
            PageKind::Entry(id) => {
                let e = site.entry(*id);
                if e.standing(site.today) == Standing::Withdrawn {
                    return Ok(None);
                }
                made.files = own_files(e);
                (format!("{}.md", e.path), e.shown.clone(), e.folder())
            }
            PageKind::Column(id, None) => {
                let c = site.column(*id);
                (c.rel.to_string(), c.shown.clone(), &*c.folder)
            }
            _ => return Ok(None),
        };
        let Some(file) = self.tree.find(&rel) else { return Ok(None) };
        made.shown = Some(shown.clone());
        Ok(read_body(file, shown, folder, spec.url(), self.links, self.highlighter, &mut made.findings))
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

fn read_body(
    file: &source::File,
    shown: Arc<str>,
    folder: &str,
    page: &str,
    links: &dyn body::Links,
    highlighter: &Highlighter,
    findings: &mut Vec<Diagnostic>,
) -> Option<Body> {
    let text = match std::fs::read_to_string(&file.path) {
        Ok(text) => text,
        Err(e) => {
            findings.push(Diagnostic::error(
                codes::UNREADABLE,
                Place::file(shown),
                msg!("读不出来：{e}", "can't be read: {e}"),
            ));
            return None;
        }
    };
    let cut = split(&text).ok()?;
    let setting = Setting { shown, folder, page, offset: cut.body.start, links, highlighter };
    Some(body::render(&text[cut.body], &setting, findings))
}

/// Faults of bodies when heads are faulty too, so that one run tells all.
fn check_bodies(tree: &Tree, heads: &model::Heads) -> Vec<Diagnostic> {
    let links = SiteLinks::of_tree(tree, heads);
    let highlighter = Highlighter::default();
    let files: Vec<_> =
        tree.files.iter().filter(|f| matches!(f.sort, source::Sort::Entry | source::Sort::Column)).collect();
    files
        .par_iter()
        .flat_map_iter(|file| {
            let mut findings = Vec::new();
            let page = file.rel.replace(".md", ".html");
            read_body(file, file.shown.clone(), file.folder(), &page, &links, &highlighter, &mut findings);
            findings
        })
        .collect()
}

fn left_out(site: &Site) -> Vec<(Arc<str>, Visibility)> {
    let hidden = site.entries.iter().filter(|e| e.visibility != Visibility::Public);
    hidden.map(|e| (e.shown.clone(), e.visibility)).collect()
}

/// Links to places that their pages don't have.
fn check_fragments(anchors: &BTreeMap<&str, Vec<String>>, links: Vec<(Arc<str>, FragmentLink)>) -> Vec<Diagnostic> {
    let missing = links.into_iter().filter(|(_, link)| {
        let known = anchors.get(link.page.as_str()).map_or(&[][..], Vec::as_slice);
        link.anchor != "main" && known.binary_search(&link.anchor).is_err()
    });
    missing
        .map(|(shown, link)| {
            let (written, page) = (link.written, link.page);
            Diagnostic::error(
                codes::BROKEN_FRAGMENT,
                Place::at(&shown, link.span),
                msg!("/{page} 里没有小节“{written}”", "/{page} has no place `{written}`"),
            )
            .hint(msg!("写对方的小节标题，或条款编号如 art-3", "write its heading, or a clause such as art-3"))
        })
        .collect()
}

/// What a release must not hold.
fn samples(site: &Site, tree: &Tree) -> Vec<Diagnostic> {
    let hint = || {
        msg!(
            "换成真实内容或删去；去掉 --release 可以生成预览",
            "replace or delete it; leave out --release for a preview"
        )
    };
    let mut all: Vec<Diagnostic> = site
        .entries
        .iter()
        .filter(|e| e.is_sample() && e.visibility == Visibility::Public)
        .map(|e| {
            Diagnostic::error(
                codes::SAMPLE_IN_RELEASE,
                Place::file(e.shown.clone()),
                msg!("这一篇是示例", "this is a sample"),
            )
            .hint(hint())
        })
        .collect();
    let config = tree.find("site.yaml").map_or_else(|| "site.yaml".into(), |f| f.shown.clone());
    for key in &site.config.samples {
        all.push(
            Diagnostic::error(
                codes::SAMPLE_IN_RELEASE,
                Place::file(config.clone()),
                msg!("{key} 还不是真实数据", "`{key}` isn't real yet"),
            )
            .hint(msg!("填上真实数据，再把它从 samples 里删去", "give the real value and delete it from `samples`")),
        );
    }
    all
}

/// Writes what isn't a page.
struct Writer<'a> {
    stage: &'a Stage,
    site: &'a Site,
    tree: &'a Tree,
    theme: &'a Theme,
}

impl Writer<'_> {
    fn others(
        &self,
        used: BTreeSet<Arc<str>>,
        pages: &[PageSpec],
        preview: bool,
    ) -> Result<Vec<FileEntry>, Diagnostic> {
        let extras = export::all(self.site, pages, preview);
        let mut copies: Vec<(String, &Path)> = Vec::new();
        for rel in &used {
            if let Some(file) = self.tree.find(rel) {
                copies.push((rel.to_string(), &file.path));
            }
        }
        for file in self.tree.of(source::Sort::Static) {
            copies.push((file.rel.trim_start_matches("static/").to_owned(), &file.path));
        }
        let paths = extras.iter().map(|e| e.path.as_str());
        let paths =
            paths.chain(self.theme.assets.iter().map(|a| a.url.as_str())).chain(copies.iter().map(|c| c.0.as_str()));
        self.stage.folders(paths)?;
        let mut written = Vec::new();
        for extra in &extras {
            written.push(self.stage.put(&extra.path, &extra.bytes)?);
        }
        for asset in &self.theme.assets {
            written.push(self.stage.put(&asset.url, &asset.bytes)?);
        }
        for (path, source) in &copies {
            let bytes = std::fs::read(source).map_err(|e| {
                let shown = source.display().to_string();
                Diagnostic::error(codes::UNREADABLE, Place::file(shown), msg!("读不出来：{e}", "can't be read: {e}"))
            })?;
            written.push(self.stage.put(path, &bytes)?);
        }
        Ok(written)
    }
}
